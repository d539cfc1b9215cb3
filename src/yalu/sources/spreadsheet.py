"""Read CSV with named columns: one article a row, the names of the columns as the keys of front matter."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from yalu.errors import BrokenSource, Place
from yalu.model import Article, Issue
from yalu.sources.drafts import Draft, finish
from yalu.sources.fields import Fields, known_name, read_fields
from yalu.sources.fragments import read_fragment
from yalu.sources.loading import Head, Loaded
from yalu.sources.reports import report
from yalu.sources.texts import fill_text, paragraphs_of_text

_SEPARATORS = (",", ";", "\t", "|")
_TEXT_COLUMNS = ("text", "body", "content", "paragraphs", "full_text", "fulltext", "article")
_REMEDY = "Name one column title and one text, body or content."
_LARGEST_FIELD = 10_000_000


class CsvReader:
    """Reads a table of articles."""

    name = "CSV"

    def sniff(self, head: Head) -> float:
        """Look for a first row that names a title and a text."""
        return 0.93 if _separator(head.text) else 0.0

    def read(self, loaded: Loaded) -> Iterator[Article | Issue]:
        """Give an article a row; issues name the row; raise BrokenSource when quotation marks are not closed."""
        path = loaded.source.path
        separator = _separator(loaded.text) or ","
        # csv knows this limit for the whole process only.
        csv.field_size_limit(_LARGEST_FIELD)
        rows = csv.DictReader(StringIO(loaded.text, newline=""), delimiter=separator, strict=True, restkey="")
        unknown: set[str] = set()
        try:
            for row in rows:
                yield from _read_row(row, rows.line_num, loaded, unknown)
        except csv.Error as error:
            raise BrokenSource(f"not valid CSV: {error}", place=Place(path, rows.line_num), remedy=_REMEDY) from error
        if unknown:
            yield report("info", f"columns nobody reads: {', '.join(sorted(unknown))}", path=path)


def _separator(text: str) -> str | None:
    """Give the sign between the columns; None when the first row does not name a title and a text."""
    first = text.lstrip("\ufeff\n").split("\n", 1)[0].strip()
    for sign in _SEPARATORS:
        names = [name.strip().strip('"').casefold() for name in first.split(sign)]
        if len(names) >= 2 and "title" in map(known_name, names) and any(name in _TEXT_COLUMNS for name in names):
            return sign
    return None


def _read_row(row: dict[str, str | None], line: int, loaded: Loaded, unknown: set[str]) -> Iterator[Article | Issue]:
    path = loaded.source.path
    given = {name.strip(): value for name, value in row.items() if name and isinstance(value, str) and value.strip()}
    fields = read_fields(given, also=frozenset(name for name in given if name.casefold() in _TEXT_COLUMNS))
    unknown.update(fields.unknown)
    for key, fault in fields.faults:
        yield report("warning", f"{key}: {fault}; left empty", path=path, line=line, remedy="Mend the value.")
    text = next((value for name, value in given.items() if name.casefold() in _TEXT_COLUMNS), "") or ""
    paragraphs = read_fragment(text).paragraphs if "</p>" in text or "<br" in text else paragraphs_of_text(text)
    if "title" not in fields.values or not paragraphs:
        told = "a row without title" if "title" not in fields.values else "a row without text"
        yield report("error", told, path=path, line=line, remedy=_REMEDY)
        return
    yield _build(fields, paragraphs, loaded.source.id)


def _build(fields: Fields, paragraphs: list[str], source: str) -> Article:
    draft = Draft(**fields.values)
    draft.evidence = fields.evidence("column of the table")
    fill_text(draft, paragraphs, given=frozenset(fields.values))
    return finish(draft, source=source)
