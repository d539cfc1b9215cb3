"""Read YAML strictly into a typed record: an unknown or missing key names file, line and key.

Three kinds of YAML come into this room: its own page words, the front matter of essays, and sidecars. All three are
refused in the same way, each with the error of its kind. (The package `lexicon` has a loader of its own; by the table of
imports `sources` may not use it.)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec
import yaml

from yalu.errors import Place, YaluError

T = TypeVar("T")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STEP = re.compile(r"\.([\w-]+)|\[(\d+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a piece of YAML stands and how a fault in it is told."""

    path: str
    error: type[YaluError]
    remedy: str
    first_line: int = 1
    """Line of the file in which the YAML begins; front matter begins in the second."""

    def fail(self, message: str, line: int | None) -> YaluError:
        """Build the error for a fault in the given line of the YAML, from 1."""
        place = None if line is None else line + self.first_line - 1
        return self.error(message, place=Place(self.path, place), remedy=self.remedy)


def load_yaml(text: str, origin: Origin) -> Any:
    """Parse YAML into plain values; raise the origin's error with the line when it is not YAML."""
    try:
        return yaml.load(text, Loader=LOADER)  # noqa: S506  # the loader is a safe one
    except (yaml.YAMLError, ValueError) as error:
        # A date such as 2014-02-30 is a ValueError of the constructor.
        raise _not_yaml(text, origin, str(error).splitlines()[0]) from error


def _not_yaml(text: str, origin: Origin, told: str) -> YaluError:
    """Find the place again with the slower loader: only it says where a quotation mark that is never closed was opened."""
    try:
        yaml.load(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        opened = error.context_mark if "quoted" in (error.context or "") else None
        mark = opened or error.problem_mark or error.context_mark
        told = ", ".join(part for part in (error.context, error.problem) if part)
        return origin.fail(f"not valid YAML: {told}", mark.line + 1 if mark else None)
    except (yaml.YAMLError, ValueError):
        pass
    return origin.fail(f"not valid YAML: {told}", None)


def read_strictly(text: str, kind: type[T], origin: Origin) -> T:
    """Parse YAML into a record of `kind`; raise the origin's error, with the line, on any key or type that is wrong."""
    raw = load_yaml(text, origin)
    try:
        return msgspec.convert(msgspec.to_builtins(raw), kind)
    except msgspec.ValidationError as error:
        message, _, steps = str(error).partition(" - at `")
        raise origin.fail(
            str(error).replace("`", "'") if steps else message, line_of(text, steps.rstrip("`"))
        ) from error


def line_of(text: str, steps: str) -> int | None:
    """Give the line, from 1, of the value that steps such as `$.articles[2].title` lead to, or of the last that exists."""
    node: Any = yaml.compose(text, Loader=LOADER)
    for match in _STEP.finditer(steps):
        child = _child(node, match[1], match[2])
        if child is None:
            break
        node = child
    return node.start_mark.line + 1 if node is not None else None


def _child(node: Any, key: str | None, index: str | None) -> Any:
    if index is not None and isinstance(node, yaml.SequenceNode):
        return node.value[int(index)] if int(index) < len(node.value) else None
    if isinstance(node, yaml.MappingNode):
        return next((value for name, value in node.value if name.value == key), None)
    return None
