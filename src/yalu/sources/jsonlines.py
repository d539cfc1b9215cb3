"""Read JSON Lines: one article an object. A bad line is reported with its number, and the rest goes on."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec

from yalu.model import Article, Issue
from yalu.sources.decoding import tidy_text
from yalu.sources.drafts import Draft, finish
from yalu.sources.fields import Fields, read_fields
from yalu.sources.loading import Head, Loaded
from yalu.sources.reports import report
from yalu.sources.texts import fill_text, paragraphs_of_text

_TEXT_KEYS = ("paragraphs", "text", "body")
_REMEDY = "Mend the line; each line is one JSON object with title and text."


class JsonLinesReader:
    """Reads `{"title": ..., "authors": [...], "published": ..., "text": ...}`, one a line."""

    name = "JSON Lines"

    def sniff(self, head: Head) -> float:
        """Look for a first line that is a whole JSON object."""
        line = next((line for line in head.text.split("\n") if line.strip()), "")
        if not line.lstrip().startswith("{"):
            return 0.0
        if isinstance(_parse(line), dict):
            return 0.95
        # A first line that is cut off, or longer than the head, is still JSON Lines under its own name.
        return 0.6 if head.name.endswith((".jsonl", ".ndjson")) and re.match(r'\s*\{\s*"\w+"\s*:', line) else 0.0

    def read(self, loaded: Loaded) -> Iterator[Article | Issue]:
        """Give an article a line; issues name the line."""
        unknown: Counter[str] = Counter()
        for number, line in enumerate(loaded.text.split("\n"), 1):
            if line.strip():
                yield from _read_line(line, number, loaded, unknown)
        if unknown:
            keys = ", ".join(f"{key} ({count})" for key, count in sorted(unknown.items()))
            yield report("info", f"keys nobody reads: {keys}", path=loaded.source.path)


def _parse(line: str) -> Any:
    try:
        return _decode(line)
    except (ValueError, RecursionError):
        return None


def _decode(line: str) -> Any:
    try:
        return msgspec.json.decode(line)
    except msgspec.DecodeError:
        if "\\u" not in line:
            raise
        # msgspec refuses half of a surrogate pair, which a cut title may hold; it is replaced later.
        return json.loads(line)


def _read_line(line: str, number: int, loaded: Loaded, unknown: Counter[str]) -> Iterator[Article | Issue]:
    path = loaded.source.path
    try:
        raw = _decode(line)
    except (ValueError, RecursionError) as error:
        yield report("error", f"not valid JSON: {error}", path=path, line=number, remedy=_REMEDY)
        return
    if not isinstance(raw, dict):
        yield report("error", "an object is expected", path=path, line=number, remedy=_REMEDY)
        return
    fields = read_fields(_tidy(raw), also=frozenset(_TEXT_KEYS))
    unknown.update(fields.unknown)
    for key, fault in fields.faults:
        yield report("warning", f"{key}: {fault}; left empty", path=path, line=number, remedy="Mend the value.")
    paragraphs = _paragraphs(_tidy(raw))
    missing = [name for name, there in (("title", "title" in fields.values), ("text", bool(paragraphs))) if not there]
    if missing:
        yield report("error", f"an article without {' and '.join(missing)}", path=path, line=number, remedy=_REMEDY)
        return
    yield _build(fields, paragraphs, loaded.source.id)


def _build(fields: Fields, paragraphs: list[str], source: str) -> Article:
    draft = Draft(**fields.values)
    draft.evidence = fields.evidence("key of the record")
    fill_text(draft, paragraphs, given=frozenset(fields.values))
    return finish(draft, source=source)


def _paragraphs(raw: dict[str, Any]) -> list[str]:
    """Give the paragraphs: a list as it is, a text cut at blank lines or, without any, at its line ends."""
    value = next((raw[key] for key in _TEXT_KEYS if raw.get(key)), None)
    if isinstance(value, list):
        return [item.strip() for item in value if isinstance(item, str) and item.strip()]
    if not isinstance(value, str):
        return []
    return paragraphs_of_text(value)


def _tidy(value: Any) -> Any:
    """Replace in all texts of a record what no archive can hold."""
    if isinstance(value, str):
        return tidy_text(value)[0]
    if isinstance(value, list):
        return [_tidy(item) for item in value]
    return {key: _tidy(item) for key, item in value.items()} if isinstance(value, dict) else value
