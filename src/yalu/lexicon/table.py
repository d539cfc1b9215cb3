"""Read one file of words strictly: an unknown or missing key names file, line and key.

Every file is a YAML mapping with `about`, `licence`, `sources` and `entries`; the type of an entry is a frozen msgspec
Struct in the module of its noun. Nobody outside this package opens `data/`.
"""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Generic, TypeVar

import msgspec
import yaml

from yalu.errors import LexiconError, Place
from yalu.lexicon.kept import keep, recall

T = TypeVar("T")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STEP = re.compile(r"\.(\w+)|\[(\d+)\]")


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base of every entry: keys nobody knows are refused."""


class Table(msgspec.Struct, Generic[T], frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One file of words."""

    about: str
    licence: str
    sources: dict[str, str]
    entries: list[T]
    as_of: str | None = None
    """Date the facts of the file are as of, where that matters (offices)."""


def data_folder() -> Traversable:
    """Give the folder of all lexicon files."""
    return files("yalu.lexicon") / "data"


def load_table(name: str, kind: type[T]) -> Table[T]:
    """Read `data/<name>.yaml`, e.g. "actors/states", into a Table of `kind`; raise LexiconError with file and line."""
    path = data_folder().joinpath(*f"{name}.yaml".split("/"))
    return _read(path, kind)


def load_folder(name: str, kind: type[T]) -> dict[str, Table[T]]:
    """Read every YAML file of the folder `data/<name>`; keys are file names without suffix, in sorted order."""
    folder = data_folder().joinpath(*name.split("/"))
    paths = sorted((path for path in folder.iterdir() if path.name.endswith(".yaml")), key=lambda path: path.name)
    return {path.name.removesuffix(".yaml"): _read(path, kind) for path in paths}


def lexicon_hash() -> str:
    """Give the SHA-256 over names and bytes of all lexicon files; equal on every machine with equal files."""
    digest = hashlib.sha256()
    for name, path in sorted(_walk(data_folder(), "")):
        digest.update(name.encode() + b"\x00" + path.read_bytes() + b"\x00")
    return digest.hexdigest()


def _walk(folder: Traversable, prefix: str) -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for path in folder.iterdir():
        name = f"{prefix}{path.name}"
        if path.is_dir():
            found += _walk(path, f"{name}/")
        elif name.endswith(".yaml"):
            found.append((name, path))
    return found


def _read(path: Traversable, kind: type[T]) -> Table[T]:
    data = path.read_bytes()
    kept = recall(path, data)
    if kept is not None:
        # When the schema has changed, the YAML is read once more, for it alone can name the line.
        with suppress(msgspec.DecodeError):
            return msgspec.msgpack.decode(kept, type=Table[kind])  # type: ignore[valid-type]  # the type is a value here
    return _parse(path, data, kind)


def _parse(path: Traversable, data: bytes, kind: type[T]) -> Table[T]:
    text = data.decode("utf-8")
    try:
        raw = yaml.load(text, Loader=_LOADER)  # noqa: S506  # the loader is a safe one
        table = msgspec.convert(raw, Table[kind])  # type: ignore[valid-type]  # the type is a value here
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise LexiconError(
            f"not valid YAML: {error.problem}", place=Place(str(path), line), remedy="Mend the line."
        ) from error
    except msgspec.ValidationError as error:
        raise _invalid(path, text, str(error)) from error
    keep(path, data, raw)
    return table


def _invalid(path: Traversable, text: str, message: str) -> LexiconError:
    _, _, steps = message.partition(" - at `")
    line = _line_of(text, steps.rstrip("`"))
    return LexiconError(
        message, place=Place(str(path), line), remedy="The head of the file names every key and its values."
    )


def _line_of(text: str, steps: str) -> int | None:
    node: Any = yaml.compose(text, Loader=_LOADER)
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
