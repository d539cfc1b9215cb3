"""Read BibTeX, RIS and CSL-JSON: what a library knows of articles, to fill in what their pages lack.

`page.bib` (or `page.ris`, `page.csl.json`) beside a page, or `bibliography.bib` for all of its folder.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from yalu.errors import Place, SidecarError
from yalu.extras import later
from yalu.model import squeeze
from yalu.sources.datelines import to_edtf
from yalu.sources.metalines import split_terms

bibtexparser = later("bibtexparser")

BIBLIOGRAPHY_SUFFIXES = (".bib", ".ris", ".csl.json")
FOLDER_NAME = "bibliography"
_ENTRY = re.compile(r"^\s*@(?!comment|string|preamble)\w+\s*\{", re.MULTILINE | re.IGNORECASE)
_RIS = re.compile(r"\ufeff?([A-Z][A-Z0-9])  ?- ?(.*)")
_BRACES = re.compile(r"[{}]")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_REMEDY = "Export the bibliography again."

Row = dict[str, Any]


def read_bibliography(text: str, path: Path) -> list[Row]:
    """Give a row of sidecar fields for each entry with a title; raise SidecarError when entries cannot be read."""
    rows = _READERS[path.suffix.lower()](text, path)
    return [{name: value for name, value in row.items() if value} for row in rows if row.get("title")]


def _read_bibtex(text: str, path: Path) -> list[Row]:
    entries = bibtexparser.loads(
        text, bibtexparser.bparser.BibTexParser(common_strings=True, ignore_nonstandard_types=False)
    ).entries
    there = len(_ENTRY.findall(text))
    if len(entries) < there:
        # The library leaves out what it cannot read without a word.
        told = f"{there - len(entries)} of {there} entries cannot be read"
        raise SidecarError(told, place=Place(str(path)), remedy=_REMEDY)
    return [_bibtex_row(entry) for entry in entries]


def _bibtex_row(entry: dict[str, str]) -> Row:
    plain = {
        name.lower(): squeeze(_BRACES.sub("", bibtexparser.latexenc.latex_to_unicode(value)))
        for name, value in entry.items()
    }
    names = re.split(r"\s+and\s+", plain.get("author", ""))
    month = plain.get("month", "")[:3].lower()
    day = [plain.get("year", "")]
    day += [f"{_MONTHS.index(month) + 1:02}"] if month in _MONTHS else []
    day += [f"{int(plain['day']):02}"] if len(day) == 2 and plain.get("day", "").isdigit() else []
    return {
        "title": plain.get("title"),
        "authors": [_in_order(name) for name in names if name and name.lower() != "others"],
        "published": to_edtf(plain.get("date", "")) or to_edtf("-".join(day)),
        "publication": plain.get("journaltitle") or plain.get("journal") or plain.get("booktitle"),
        "url": plain.get("url") or _doi(plain.get("doi")),
        "doi": plain.get("doi"),
        "tags": list(split_terms(plain.get("keywords", ""))),
    }


def _in_order(name: str) -> str:
    """Turn "Marsh, Odile" into "Odile Marsh", and "Marsh, Jr., Odile" into "Odile Marsh Jr."."""
    parts = [part.strip() for part in name.split(",")]
    if len(parts) == 2:
        return f"{parts[1]} {parts[0]}"
    return f"{parts[2]} {parts[0]} {parts[1]}" if len(parts) == 3 else name


def _read_csl(text: str, path: Path) -> list[Row]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SidecarError(f"not valid JSON: {error}", place=Place(str(path)), remedy=_REMEDY) from error
    items = data if isinstance(data, list) else data.get("items", []) if isinstance(data, dict) else []
    return [_csl_row(item) for item in items if isinstance(item, dict)]


def _csl_row(item: Row) -> Row:
    people = item.get("author")
    names = [_csl_name(one) for one in people if isinstance(one, dict)] if isinstance(people, list) else []
    return {
        "title": squeeze(str(item.get("title") or "")),
        "authors": [name for name in names if name],
        "published": _csl_day(item.get("issued")),
        "publication": item.get("container-title"),
        "url": item.get("URL") or _doi(item.get("DOI")),
        "doi": item.get("DOI"),
        "tags": list(split_terms(str(item.get("keyword") or ""))),
    }


def _csl_name(one: Row) -> str:
    parts = (one.get(name) for name in ("given", "non-dropping-particle", "family", "suffix"))
    return squeeze(str(one.get("literal") or "") or " ".join(str(part) for part in parts if part))


def _csl_day(issued: Any) -> str | None:
    """Give the first of the date parts; a range is a date in EDTF too, but seldom meant."""
    if not isinstance(issued, dict):
        return None
    parts = issued.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]:
        numbers = [int(part) for part in parts[0][:3] if str(part).isdigit()]
        return to_edtf("-".join(f"{number:02}" if place else f"{number:04}" for place, number in enumerate(numbers)))
    return to_edtf(str(issued.get("raw") or issued.get("literal") or ""))


def _read_ris(text: str, path: Path) -> list[Row]:
    """Read RIS: a tag of two signs, two spaces, a hyphen and its value a line; ER ends a record."""
    rows: list[Row] = []
    fields: dict[str, list[str]] = {}
    last = ""
    for number, line in enumerate(text.splitlines(), 1):
        match = _RIS.match(line)
        if match is None:
            if line.strip() and not last:
                raise SidecarError("this is no line of RIS", place=Place(str(path), number), remedy=_REMEDY)
            if line.strip() and fields.get(last):
                fields[last][-1] += f" {line.strip()}"  # a long value goes on without a tag
            continue
        last, value = match[1], match[2].strip()
        if last == "ER":
            rows.append(_ris_row(fields))
            fields = {}
        elif value:
            fields.setdefault(last, []).append(value)
    if fields:
        told = "the last record is cut: it has no ER"
        raise SidecarError(told, place=Place(str(path), text.count("\n") + 1), remedy=_REMEDY)
    return rows


def _ris_row(fields: dict[str, list[str]]) -> Row:
    def first(*tags: str) -> str:
        return next((squeeze(value) for tag in tags for value in fields.get(tag, ())), "")

    names = [squeeze(_in_order(name)) for tag in ("AU", "A1") for name in fields.get(tag, ())]
    return {
        "title": first("TI", "T1", "CT"),
        "authors": list(dict.fromkeys(names)),
        "published": _ris_day(first("DA")) or _ris_day(first("PY", "Y1")),
        "publication": first("T2", "JO", "JF", "JA"),
        "url": first("UR") or _doi(first("DO")),
        "doi": first("DO"),
        "tags": [squeeze(value) for value in fields.get("KW", ())],
    }


def _ris_day(text: str) -> str | None:
    """Read "2015/01/30/", "2015/01//" or "2015"."""
    return to_edtf("-".join(part for part in text.split("/")[:3] if part.strip()))


def _doi(doi: Any) -> str | None:
    return f"https://doi.org/{doi}" if isinstance(doi, str) and doi else None


_READERS = {".bib": _read_bibtex, ".ris": _read_ris, ".json": _read_csl}
