"""Read numbers in digits and words: "28,500", "1.6bn", "ten billion", "two hundred and six"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from yalu.lexicon.figures import load_numbers

_DIGITS = r"\d{1,3}(?:[,\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_PART = re.compile(r"\d[\d,.]*|[^\W\d_]+")
_LETTERS = 2
"""Scales of one or two letters stand only after digits: 4.2bn, 300m, 50k."""


@dataclass(frozen=True, slots=True)
class Numerals:
    """The words for numbers, and a pattern that finds a whole number."""

    cardinals: Mapping[str, float]
    scales: Mapping[str, float]
    ordinals: Mapping[str, float]
    denominators: Mapping[str, float]
    multiples: Mapping[str, float]
    many: Mapping[str, float]
    pattern: str
    """Matches a number in digits or words, with its scale; no groups."""

    @classmethod
    def load(cls) -> Self:
        """Build the numerals from the lexicon."""
        kinds: dict[str, dict[str, float]] = {}
        for row in load_numbers().entries:
            kinds.setdefault(row.kind, {})[row.text] = row.value
        return cls(
            kinds["cardinal"], kinds["scale"], kinds["ordinal"], kinds["denominator"], kinds["multiple"],
            kinds["many"], _pattern(kinds["cardinal"], kinds["scale"]),
        )  # fmt: skip

    def read(self, text: str) -> float | None:
        """Give the value of a number; None when a word of it is no number."""
        total, current, seen = 0.0, 0.0, False
        for match in _PART.finditer(text.lower()):
            word = match[0]
            if word[0].isdigit():
                current += float(word.replace(",", "").rstrip("."))
            elif word in self.cardinals:
                current += self.cardinals[word]
            elif word in self.scales:
                current = (current or 1.0) * self.scales[word]
                if self.scales[word] >= 1000:
                    total, current = total + current, 0.0
            elif word not in ("and", "a", "an"):
                return None
            seen = seen or word != "and"
        if not seen:
            return None
        value = total + current
        # "a" and "an" alone are one.
        return value or (1.0 if text.lower().strip() in ("a", "an") else value)


def any_of(words: Iterable[str]) -> str:
    """Give a pattern for any of these words, longest first; a space in a word matches any run of spaces."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace("\\ ", r"\s+") for word in ordered) + ")"


def _pattern(cardinals: Mapping[str, float], scales: Mapping[str, float]) -> str:
    long = any_of(scale for scale in scales if len(scale) > _LETTERS)
    short = any_of(scale for scale in scales if len(scale) <= _LETTERS)
    one = any_of(cardinals)
    words = rf"{one}(?:(?:\s+|-)(?:and\s+)?(?:{one}|{long})\b)*"
    return (
        rf"(?i:(?:{_DIGITS})(?:\s?{short}\b|(?:\s+|-){long}\b)*"
        rf"|\b{words}\b|\b(?:half\s+)?an?\s+{long}\b|\b{long}\b)"
    )
