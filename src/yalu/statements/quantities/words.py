"""The words of quantities as compiled patterns."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from yalu.lexicon.figures import Currency, load_approximators, load_currencies, load_number_guards, load_units
from yalu.statements.numerals import Numerals, any_of

DASH = "[-‐‑‒–—]"


@dataclass(frozen=True, slots=True)
class QuantityWords:
    """Compiled patterns over the words of figures."""

    numerals: Numerals
    core: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    unit: re.Pattern[str]
    currency: re.Pattern[str]
    approximators: Mapping[tuple[str, str], str]
    units: Mapping[str, str]
    currencies: Mapping[str, tuple[Currency, ...]]
    """By lower-case name or sign as it stands."""
    not_before: frozenset[str]
    not_after: frozenset[str]
    triggers: frozenset[str]

    @classmethod
    def load(cls) -> Self:
        """Build the words from the lexicon."""
        numerals = Numerals.load()
        approximators: dict[tuple[str, str], str] = {
            (row.side, row.text): str(row.value) for row in load_approximators().entries
        }
        units = {form: row.unit for row in load_units().entries for form in (row.unit, *row.forms)}
        currencies: dict[str, list[Currency]] = defaultdict(list)
        signs: set[str] = set()
        for row in load_currencies().entries:
            for name in (*row.names, *row.signs):
                currencies[name].append(row)
            signs.update(row.signs)
        names = [name for name in currencies if name not in signs]
        guards = load_number_guards().entries
        return cls(
            numerals, re.compile(_core(numerals, signs)), _before(approximators), _after(approximators),
            re.compile(rf"(?:\s+|\s?{DASH}\s?|(?<=\d))(?P<u>(?i:{any_of(units)}))\b(?!{DASH}old)"),
            re.compile(rf"(?:\s+|{DASH})(?:worth\s+of\s+|in\s+)?(?P<c>(?i:{any_of(names)}))s?\b(?!\s+(?:the|a)\b)"),
            approximators, units,
            {name: tuple(rows) for name, rows in currencies.items()},
            frozenset(row.text for row in guards if row.side == "before"),
            frozenset(row.text for row in guards if row.side == "after"),
            frozenset({*numerals.cardinals, *(w for w in numerals.scales if len(w) > 2), *numerals.denominators, *numerals.multiples, *numerals.many}),
        )  # fmt: skip


def _core(numerals: Numerals, signs: set[str]) -> str:
    number = numerals.pattern
    sign = rf"(?:(?<![A-Za-z]){any_of(signs)}\s?)"
    below = any_of(numerals.denominators)
    many = any_of(numerals.many)
    return (
        rf"(?P<many>\b(?i:{many})(?:\s+of\s+(?:{many}))*\b)"
        rf"|(?P<inof>\b(?P<i>{number})\s+(?:in|out\s+of)\s+(?:every\s+)?(?P<o>(?!the\b){number})\b(?=\s+[a-z]))"
        rf"|(?P<frac>\b(?P<n>{number}|(?i:an?))(?:\s+|{DASH})(?P<d>(?i:{below}))\b(?!{DASH}))"
        rf"|(?P<half>\b(?i:half)\b)"
        rf"|(?P<mult>\b(?i:{any_of(numerals.multiples)})\b)"
        rf"|(?<![\w.,/’'])(?<![A-Za-z]{DASH})(?<!\d{DASH})(?P<sign>{sign})?(?P<num>{number})"
        rf"(?:\s?(?P<sep>{DASH}|\s+to\s+|\s+and\s+)\s?(?P<sign2>{sign})?(?P<num2>{number}))?"
    )


def _before(approximators: Mapping[tuple[str, str], str]) -> re.Pattern[str]:
    words = any_of(text for side, text in approximators if side == "before")
    return re.compile(rf"(?i:(?<![\w-])(?P<a>between|from|{words})\s+(?:(?:the|a|an|another)\s+)?)$")


def _after(approximators: Mapping[tuple[str, str], str]) -> re.Pattern[str]:
    return re.compile(rf"(?i:,?\s+(?P<a>{any_of(text for side, text in approximators if side == 'after')}))\b")
