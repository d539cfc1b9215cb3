"""Read the head of an archive page: which publication it is of, and what its list was made by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from yalu.model import Evidence, key_of, squeeze
from yalu.sources.datelines import to_edtf
from yalu.sources.dump.lines import Line
from yalu.sources.phrases import fills_line, straighten, strip_quotes
from yalu.sources.words import load_words

_PARTS = re.compile(r"\s+[|»›·•–—-]\s+|\s*[»|›]\s*")
_MOST_WORDS = 12
_MOST_LEFT = 8
_FOOT = ("imprint", "footer")


@dataclass(slots=True)
class Header:
    """What the head of a page says of all its articles."""

    publication: str | None = None
    category: str | None = None
    tag: str | None = None
    author: str | None = None
    evidence: list[Evidence] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    """Places of the lines that were read."""


def read_header(lines: Sequence[Line], start: int, end: int, *, foot: Sequence[Line]) -> Header:
    """Read the lines from `start` to `end`, which stand before the first entry; `foot` may confirm the publication."""
    header = Header()
    for place in range(start, end):
        if place not in header.used and not _read_label(lines, place, end, header):
            _read_line(lines, place, header)
    _read_publication(lines, start, end, foot, header)
    return header


def _read_label(lines: Sequence[Line], place: int, end: int, header: Header) -> bool:
    """Read "Category" with the name in the next line."""
    for what, pattern in load_words().header_labels.items():
        if fills_line(pattern, lines[place].plain) and place + 1 < end and _may_name(lines[place + 1]):
            _keep(header, what, lines[place + 1].plain, f"line {lines[place].plain!r} over it")
            header.used |= {place, place + 1}
            return True
    return False


def _read_line(lines: Sequence[Line], place: int, header: Header) -> bool:
    """Read "Category: DPRK", alone or beside the publication ("Harbour Notes » Category: DPRK")."""
    plain = lines[place].plain
    parts = [part for part in _PARTS.split(plain) if part] if len(plain) <= 160 else []
    for text in dict.fromkeys([plain, *parts]):
        told = _told(text)
        if told:
            _keep(header, *told, f"line {plain!r} at the head of the page")
            header.used.add(place)
            others = [part for part in parts if part != text]
            if text != plain and len(others) == 1 and header.publication is None:
                _keep(header, "publication", others[0], f"beside the category in line {plain!r}", sure=0.8)
            return True
    return False


def _told(text: str) -> tuple[str, str] | None:
    plain = re.sub(r"[\"']", " ", straighten(text))
    for what, pattern in load_words().header_lines:
        match = pattern.fullmatch(plain.strip()) or pattern.fullmatch(squeeze(plain).strip())
        if match:
            start = key_of(text).find(key_of(match["name"]))
            return (what, _original(text, match["name"])) if start >= 0 else None
    return None


def _original(text: str, name: str) -> str:
    """Give a name, found in the straightened text, with its original letters."""
    words = r"[\W_]+".join(re.escape(word) for word in squeeze(name).split(" "))
    match = re.search(words, squeeze(text), re.IGNORECASE)
    return strip_quotes(match[0]) if match else squeeze(name)


def _keep(header: Header, what: str, name: str, by: str, *, sure: float = 0.95) -> None:
    name = strip_quotes(name)
    if what == "date" or (what == "category" and to_edtf(name)) or getattr(header, what) is not None:
        return
    setattr(header, what, name)
    field_name = {"category": "categories", "tag": "tags", "author": "authors"}.get(what, what)
    header.evidence.append(Evidence(field=field_name, by=by, sure=sure))


def _may_name(line: Line) -> bool:
    return len(line.plain.split()) <= _MOST_WORDS and line.kind not in ("prose", "more", "note")


def _read_publication(lines: Sequence[Line], start: int, end: int, foot: Sequence[Line], header: Header) -> None:
    """Take the first line that is no menu entry for the name of the site; the foot of the page may say it again."""
    left = [place for place in range(start, end) if place not in header.used and lines[place].kind in ("short", "item")]
    if header.publication is not None or not left:
        return
    confirmed = next((place for place in left if _is_at_foot(lines[place], foot)), None)
    if confirmed is None and len(left) > _MOST_LEFT:
        return
    place = left[0] if confirmed is None else confirmed
    header.used.add(place)
    if confirmed is None:
        sure = 0.8 if len(left) == 1 else 0.6
        _keep(header, "publication", lines[place].plain, "first line of the page that is no menu entry", sure=sure)
    else:
        name = _as_at_foot(lines[place], foot) if lines[place].plain.isupper() else lines[place].plain
        _keep(header, "publication", name, "line at the head of the page, named again at its foot", sure=0.95)


def _is_at_foot(line: Line, foot: Sequence[Line]) -> bool:
    return len(line.key) > 3 and any(f" {line.key} " in f" {other.key} " for other in foot if other.kind in _FOOT)


def _as_at_foot(line: Line, foot: Sequence[Line]) -> str:
    """Give a name that the head sets in capitals as the foot writes it."""
    return next(_original(other.plain, line.key) for other in foot if other.kind in _FOOT and line.key in other.key)
