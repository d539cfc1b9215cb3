"""Find words in quotation marks: curly, straight, low, angled, nested; an odd mark loses no other quotation.

Marks are paired inside one paragraph. A quotation that opens each of several paragraphs and closes only in the last, as
English prose prints long speech, is given once for each paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yalu.model import Span

_PAIRS = {"“": "”", "«": "»", "„": "“”", "‹": "›", "「": "」", "『": "』", "‘": "’", "``": "''"}
_MARK = re.compile(r"''|``|[“”„«»‹›「」『』\"‘’']")
_STRAIGHT = ('"', "''", "'")
"""Marks that open and close alike; two single ones stand for a double one in plain text."""


def find_quotations(text: str, paragraphs: tuple[Span, ...]) -> list[tuple[Span, Span]]:
    """Give (span with marks, span without) of each quotation, in order of the text."""
    found: list[tuple[Span, Span]] = []
    for paragraph in paragraphs:
        found += _pairs(text, paragraph)
    return sorted(found)


def _pairs(text: str, paragraph: Span) -> Iterator[tuple[Span, Span]]:
    opened: list[tuple[str, int]] = []
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        mark, at = match[0], match.start()
        start = _closes(mark, at, opened, text)
        if start is not None:
            yield Span(start, match.end()), Span(start + len(mark), at)
        elif _opens(mark, at, text):
            opened.append((mark, at))
    # A long speech may open here and close in a later paragraph: its part of this paragraph is a quotation too.
    if (
        opened
        and opened[0][0] in ("“", '"', "''", "``")
        and opened[0][1] <= paragraph.start + 1
        and paragraph.end - opened[0][1] > 1
    ):
        start = opened[0][1]
        yield Span(start, paragraph.end), Span(start + len(opened[0][0]), paragraph.end)


def _closes(mark: str, at: int, opened: list[tuple[str, int]], text: str) -> int | None:
    """Close the nearest open mark that `mark` can close; those opened inside it and never closed are dropped."""
    if mark in "’'" and _is_apostrophe(text, at):
        return None
    if mark == "'" and text[at - 1 : at].isspace():
        return None
    for depth in range(len(opened) - 1, -1, -1):
        opening, start = opened[depth]
        if (opening == mark and mark in _STRAIGHT) or mark in _PAIRS.get(opening, ""):
            del opened[depth:]
            return start
    return None


def _opens(mark: str, at: int, text: str) -> bool:
    after = at + len(mark)
    if mark in ('"', "''"):
        return after < len(text) and not text[after].isspace()
    if mark in "‘'":
        inside = text[after : after + 1]
        # A digit after a single mark is a shortened year ('90s).
        return inside.isalnum() and not inside.isdigit() and not (at and text[at - 1].isalnum())
    return mark in _PAIRS


def _is_apostrophe(text: str, at: int) -> bool:
    """A mark between letters ("China’s") or after a plural ("states’ rights") with no ‘ before it is an apostrophe."""
    return at + 1 < len(text) and text[at + 1].isalpha()
