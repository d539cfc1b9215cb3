"""Read numbers in digits and words: "28,500", "1.6bn", "ten billion", "two hundred and six"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from yalu.lexicon.figures import load_numbers

_DIGITS = r"\d{1,3}(?:[,\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_PART = re.compile(r"\d[\d,.]*|[^\W\d_]+")
_LINKS = ("and", "a", "an", "of")
_THOUSAND = 1000
_LETTERS = 3
"""Scales of up to three letters stand only after digits: 4.2bn, 300m, 50k, 14trn."""


@dataclass(frozen=True, slots=True)
class Numerals:
    """The words for numbers, and a pattern that finds a whole number."""

    cardinals: Mapping[str, float]
    scales: Mapping[str, float]
    ordinals: Mapping[str, float]
    denominators: Mapping[str, float]
    multiples: Mapping[str, float]
    many: Mapping[str, float]
    few: Mapping[str, float]
    parts: Mapping[str, float]
    """half, quarter, couple: "half a million", "a couple of thousand"."""
    pattern: str
    """Matches a number in digits or words, with its scale; no groups."""
    ordinal: str
    """Matches an ordinal in digits or words: 92nd, third, twenty-seventh; no groups."""

    @classmethod
    def load(cls) -> Self:
        """Build the numerals from the lexicon."""
        kinds: dict[str, dict[str, float]] = {}
        for row in load_numbers().entries:
            kinds.setdefault(row.kind, {})[row.text] = row.value
        return cls(
            kinds["cardinal"], kinds["scale"], kinds["ordinal"], kinds["denominator"], kinds["multiple"],
            kinds["many"], kinds["few"], kinds["part"], _pattern(kinds["cardinal"], kinds["scale"]),
            _ordinal(kinds["cardinal"], kinds["ordinal"]),
        )  # fmt: skip

    def read(self, text: str) -> float | None:
        """Give the value of a number; None when a word of it is no number."""
        groups, current, scaled, seen = [0.0], 0.0, False, False
        for match in _PART.finditer(text.lower()):
            word = match[0]
            scale = self.scales.get(word)
            if scale and scale >= _THOUSAND:
                # Two scales in a row multiply: "lakh crore", "thousand million".
                if scaled and not current:
                    groups[-1] *= scale
                else:
                    groups.append((current or 1.0) * scale)
                current = 0.0
            elif scale:
                current = (current or 1.0) * scale
            elif (value := self._value(word)) is not None:
                current += value
            elif word not in _LINKS:
                return None
            scaled = bool(scale)
            seen = seen or word not in ("and", "of")
        if not seen:
            return None
        # "a" and "an" alone are one.
        return sum(groups) + current or (1.0 if text.lower().strip() in ("a", "an") else 0.0)

    def place(self, text: str) -> int:
        """Give the number of an ordinal that `ordinal` matched."""
        tens, _, last = " ".join(text.lower().replace("-", " ").split()).rpartition(" ")
        if last[0].isdigit():
            return int(re.sub(r"\D", "", last))
        known = self.ordinals.get(text.lower())
        return int(known if known is not None else self.cardinals.get(tens, 0.0) + self.ordinals[last])

    def _value(self, word: str) -> float | None:
        if word[0].isdigit():
            return float(word.replace(",", "").rstrip("."))
        return self.cardinals.get(word, self.parts.get(word))


def _ordinal(cardinals: Mapping[str, float], ordinals: Mapping[str, float]) -> str:
    tens = any_of(word for word, value in cardinals.items() if 20 <= value < 100 and value % 10 == 0)
    return rf"(?:\d{{1,3}}(?:st|nd|rd|th)|(?i:(?:{tens}[\s-])?{any_of(ordinals)}))"


def any_of(words: Iterable[str]) -> str:
    """Give a pattern for any of these words, longest first; a space in a word matches any run of spaces.

    Beginnings that words share are written once: a list is then left at the first letter that fits none of them.
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    if _differ_in_case(ordered):
        return "(?:" + "|".join(map("".join, map(_units, ordered))) + ")"
    tree = _Tree()
    for word in ordered:
        branch = tree
        for unit in _units(word):
            branch = branch.setdefault(unit, _Tree())
        branch[_END] = _Tree()
    return f"(?:{_write(tree)})"


class _Tree(dict[str, "_Tree"]):
    """Words by their letters."""


_END = ""


def _units(word: str) -> list[str]:
    return [r"\s+" if letter == " " else re.escape(letter) for letter in word]


def _differ_in_case(words: Iterable[str]) -> bool:
    """Say whether two words share a beginning but for its case: which of them is the longer would be lost."""
    seen: dict[str, str] = {}
    beginnings = (word[:last] for word in words for last in range(1, len(word) + 1))
    return any(seen.setdefault(one.lower(), one) != one for one in beginnings)


def _write(tree: Mapping[str, _Tree]) -> str:
    """Write a tree as a pattern that takes the longest word first."""
    branches = [unit + _write(rest) for unit, rest in tree.items() if unit != _END]
    if not branches:
        return ""
    if _END not in tree:
        return branches[0] if len(branches) == 1 else "(?:" + "|".join(branches) + ")"
    return "(?:" + "|".join(branches) + ")?"


def _pattern(cardinals: Mapping[str, float], scales: Mapping[str, float]) -> str:
    long = any_of(scale for scale in scales if len(scale) > _LETTERS)
    short = any_of(scale for scale in scales if len(scale) <= _LETTERS)
    one = any_of(cardinals)
    rest = rf"(?:\s+and\s+an?\s+(?:half|quarter)\b)?(?:(?:\s+|-){long}\b)*"
    # "Two hundred and six" is one number, "fifty and eighty" are two.
    after = "|".join(rf"(?<={scale})" for scale in scales if len(scale) > _LETTERS)
    words = rf"{one}(?:(?:\s+|-)(?:{one}|{long})\b|(?:{after})\s+and\s+(?:{one}|{long})\b)*"
    return (
        rf"(?i:(?:{_DIGITS})(?:\s?{short}\b(?:\s+{long}\b)*|{rest})"
        rf"|\b{words}\b{rest}"
        rf"|\b(?:half\s+an?|a\s+quarter\s+of\s+an?|an?\s+couple\s+of|an?)\s+{long}\b(?:\s+{long}\b)*|\b{long}\b)"
    )
