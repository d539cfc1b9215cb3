"""A text in which a pair is marked, and the numbers of its pieces that an encoder is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from yalu.model import Span

_LONGEST = 160
"""Pieces of a sentence that are looked at; a longer one is cut at its end."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and where its source and target stand."""

    text: str
    source: tuple[Span, ...]
    target: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Pieces:
    """How an encoder splits words, and its numbers for what is no word."""

    splitter: Any
    start: int
    end: int
    fill: int
    """Stands behind the end of the shorter texts of a batch."""
    source: int
    """The mark before the source; the mark behind is one more."""
    target: int

    def encode(self, marked: Marked) -> list[int]:
        """Give the numbers of a text's pieces, with a mark before and behind source and target; what overlaps stays unmarked."""
        sides = [(one, self.source) for one in marked.source[:1]] + [(one, self.target) for one in marked.target[:1]]
        numbers, at = [self.start], 0
        for span, mark in sorted(sides, key=lambda side: (side[0].start, side[0].end)):
            if span.start < at:
                continue
            numbers += self._split(marked.text[at : span.start])
            numbers += [mark, *self._split(marked.text[span.start : span.end]), mark + 1]
            at = span.end
        return [*(numbers + self._split(marked.text[at:]))[:_LONGEST], self.end]

    def pad(self, texts: Sequence[Sequence[int]]) -> Any:
        """Give the numbers of several texts as one table (texts, pieces)."""
        table = np.full((len(texts), max(map(len, texts))), self.fill, dtype=np.int64)
        for row, one in zip(table, texts, strict=True):
            row[: len(one)] = one
        return table

    def _split(self, text: str) -> list[int]:
        return list(self.splitter.encode(text, add_special_tokens=False).ids)
