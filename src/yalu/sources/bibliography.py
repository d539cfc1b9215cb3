"""Read BibTeX and CSL-JSON: what a library knows of articles, to fill in what their pages lack.

`page.bib` (or `page.csl.json`) beside a page, or `bibliography.bib` for all of its folder.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from bibtexparser import loads
from bibtexparser.bparser import BibTexParser
from bibtexparser.latexenc import latex_to_unicode

from yalu.errors import Place, SidecarError
from yalu.model import squeeze
from yalu.sources.datelines import to_edtf
from yalu.sources.metalines import split_terms

BIBLIOGRAPHY_SUFFIXES = (".bib", ".csl.json")
FOLDER_NAME = "bibliography"
_ENTRY = re.compile(r"^\s*@(?!comment|string|preamble)\w+\s*\{", re.MULTILINE | re.IGNORECASE)
_BRACES = re.compile(r"[{}]")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_REMEDY = "Export the bibliography again."

Row = dict[str, Any]


def read_bibliography(text: str, path: Path) -> list[Row]:
    """Give a row of sidecar fields for each entry with a title; raise SidecarError when entries cannot be read."""
    rows = _read_csl(text, path) if path.suffix == ".json" else _read_bibtex(text, path)
    return [{name: value for name, value in row.items() if value} for row in rows if row.get("title")]


def _read_bibtex(text: str, path: Path) -> list[Row]:
    entries = loads(text, BibTexParser(common_strings=True, ignore_nonstandard_types=False)).entries
    there = len(_ENTRY.findall(text))
    if len(entries) < there:
        # The library leaves out what it cannot read without a word.
        told = f"{there - len(entries)} of {there} entries cannot be read"
        raise SidecarError(told, place=Place(str(path)), remedy=_REMEDY)
    return [_bibtex_row(entry) for entry in entries]


def _bibtex_row(entry: dict[str, str]) -> Row:
    plain = {name.lower(): squeeze(_BRACES.sub("", latex_to_unicode(value))) for name, value in entry.items()}
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


def _doi(doi: Any) -> str | None:
    return f"https://doi.org/{doi}" if isinstance(doi, str) and doi else None
