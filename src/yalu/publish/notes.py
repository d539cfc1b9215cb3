"""Footnotes and headings of a text that is kept as plain paragraphs: found by how they are written, for display alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yalu.model import Article, Span

_NOTE = re.compile(r"\s*\[(\d{1,3})\]\s+\S")
_SIGN = re.compile(r"\[(\d{1,3})\]")
_ENDS = tuple(".?!:;,…”\"'’)»")
_LONGEST_HEADING = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """Where an article's footnotes stand and where its text leads to them, by number."""

    notes: dict[int, Span]
    signs: tuple[tuple[int, Span], ...]


def find_notes(article: Article) -> Notes:
    """Find the notes at the end of an article ([1] ..., [2] ...) and the signs in its text; none unless they agree."""
    notes: dict[int, Span] = {}
    for span in reversed(article.paragraphs):
        found = _NOTE.match(span.cut(article.text))
        if not found:
            break
        notes[int(found[1])] = span
    first = min((span.start for span in notes.values()), default=0)
    if sorted(notes) != list(range(1, len(notes) + 1)):
        return Notes(notes={}, signs=())
    signs = [(int(found[1]), Span(*found.span())) for found in _SIGN.finditer(article.text, 0, first)]
    return Notes(notes=notes, signs=tuple((number, span) for number, span in signs if number in notes))


def is_heading(article: Article, at: int) -> bool:
    """Say whether a paragraph heads those after it: one short line without a full stop, before a longer paragraph."""
    spans: Sequence[Span] = article.paragraphs
    text = spans[at].cut(article.text).strip()
    if not 0 < at < len(spans) - 1 or len(text) > _LONGEST_HEADING or "\n" in text or text.endswith(_ENDS):
        return False
    after, before = (spans[at + step].cut(article.text).strip() for step in (1, -1))
    return text[:1].isalnum() and len(after) > 2 * len(text) and before.endswith(_ENDS)
