"""The words of quantities as compiled patterns."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from yalu.lexicon.figures import (
    Currency,
    load_approximators,
    load_changes,
    load_currencies,
    load_number_guards,
    load_units,
)
from yalu.statements.numerals import Numerals, any_of

DASHES = "-‐‑‒–—"
DASH = f"[{DASHES}]"


@dataclass(frozen=True, slots=True)
class QuantityWords:
    """Compiled patterns over the words of figures."""

    numerals: Numerals
    core: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    unit: re.Pattern[str]
    currency: re.Pattern[str]
    rate: re.Pattern[str]
    approximators: Mapping[tuple[str, str], str]
    units: Mapping[str, str]
    currencies: Mapping[str, tuple[Currency, ...]]
    """By lower-case name or sign as it stands."""
    not_before: frozenset[str]
    not_after: frozenset[str]
    joined: frozenset[str]
    """Nouns that a number and a hyphen make an adjective of: "two-way"."""
    vote: frozenset[str]
    """Words of a sentence in which "13-0" counts votes."""
    lasting: frozenset[str]
    """Lemmas before "over ten years" where that is a length: last, take, for."""
    times: frozenset[str]
    """Units of time."""
    changes: frozenset[str]
    """Lemmas that say a quantity changed."""
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
            numerals, re.compile(_core(numerals, signs, [row.text for row in guards if row.side == "rank"], [text for side, text in approximators if side == "inside"], [form for row in load_units().entries if row.kind == "time" for form in (row.unit, *row.forms)])), _before(approximators), _after(approximators),
            re.compile(rf"(?:\s+|\s?{DASH}\s?|(?<=\d))(?P<u>(?i:{any_of(units)}))\b(?!{DASH}old)"),
            re.compile(rf"(?:\s+|{DASH})(?:worth\s+of\s+|in\s+)?(?P<c>(?i:{any_of(names)}))s?\b(?!(?<=\bwon)\s+(?:the|a)\b)"),
            _rate(units), approximators, units,
            {name: tuple(rows) for name, rows in currencies.items()},
            frozenset(row.text for row in guards if row.side == "before"),
            frozenset(row.text for row in guards if row.side == "after"),
            frozenset(row.text for row in guards if row.side == "joined"),
            frozenset(row.text for row in guards if row.side == "vote"),
            frozenset(row.text for row in guards if row.side == "lasting"),
            frozenset(row.unit for row in load_units().entries if row.kind == "time"),
            frozenset(row.lemma for row in load_changes().entries if row.value in ("rise", "fall", "factor")),
            _triggers(numerals),
        )  # fmt: skip


def _triggers(numerals: Numerals) -> frozenset[str]:
    """Words that show a sentence may hold a quantity."""
    scales = (word for word in numerals.scales if len(word) > 3)
    plain: set[str] = {
        *numerals.cardinals,
        *scales,
        *numerals.denominators,
        *numerals.multiples,
        *numerals.many,
        *numerals.parts,
    }
    return frozenset({*plain, *numerals.ordinals, "factor"})


def _rate(units: Mapping[str, str]) -> re.Pattern[str]:
    """ "A year", "of plutonium a year", "annually", "per thousand cubic metres"."""
    time = "(?P<t>day|week|month|year|hour|head|capita|person)"
    per = rf"per\s+(?P<p>(?:(?:hundred|thousand|million)\s+)?(?:{any_of(units)}))"
    return re.compile(
        rf"(?i:(?:\s+of(?:\s+(?!a\b|an\b|the\b)[\w-]+){{1,3}}?)?\s+(?:(?:a|an|per|each|every)\s+{time}|{per}"
        rf"|an?\s+(?P<b>barrel|tonne|ton)|(?P<y>annually|yearly|per\s+annum|a\s+year|monthly|weekly|daily)))\b"
    )


def _before_one() -> str:
    """Words before "a year" that make it a length, and no rate ("a billion a year")."""
    words = ("within", "for", "lasting", "nearly", "almost", "about", "lasted", "than", "half", "took", "takes", "over")
    return "(?:" + "|".join(rf"(?<=\b{word} )" for word in words) + ")"


def _core(numerals: Numerals, signs: set[str], ranking: list[str], inside: list[str], times: list[str]) -> str:
    number = numerals.pattern
    sign = rf"(?:(?<![A-Za-z]){any_of(signs)}\s?)"
    below = any_of(numerals.denominators)
    many = any_of(numerals.many)
    scale = any_of(word for word in numerals.scales if len(word) > 3)
    few = any_of(numerals.few)
    time = any_of(times)
    year = r"(?!(?:1\d{3}|20\d\d)\b)"
    rank = rf"(?P<r>{numerals.ordinal})[\s-](?:most\s+\w+|least\s+\w+|\w+est)\b"
    placed = any_of(ranking)
    return (
        rf"(?P<rank>\b{rank}|\b{placed}\s+(?:only\s+)?(?P<r2>{numerals.ordinal})\b)"
        rf"|(?P<many>\b(?i:{many})(?:\s+of\s+(?:{many}))*\b)"
        rf"|(?P<few>\b(?i:(?P<f>{few})\s+(?:more\s+)?(?:(?P<fs>{scale}(?:\s+{scale})*)|(?P<ft>{time})))\b)"
        rf"|(?P<one>{_before_one()}(?i:an?)\s+(?P<ot>{time})\b(?!\s+(?:ago|earlier|later|after|before|and|in\s+which))(?!-))"
        rf"|(?P<by>\b(?:a\s+)?factor\s+of\s+(?P<b>{number}))"
        rf"|(?P<inof>\b(?P<i>{number})\s+(?:in|out\s+of)\s+(?:every\s+)?(?P<o>{year}(?!the\b){number})\b(?=\s+\w))"
        rf"|(?P<frac>\b(?P<n>{number}|(?i:an?))(?:\s+(?P<adj>{any_of(inside)}))?(?:\s+|{DASH})(?P<d>(?i:{below}))\b(?!{DASH}|\s+of\s+an?\s+{scale}\b))"
        rf"|(?P<half>\b(?i:half)\b(?!\s+an?\s+{scale}\b))"
        rf"|(?P<mult>\b(?i:{any_of(numerals.multiples)})\b)"
        rf"|(?<![\w.,/’'+])(?<![A-Za-z]{DASH})(?<!\d{DASH})(?P<sign>{sign})?(?P<num>{number})"
        rf"(?:\s?(?P<sep>{DASH}|\s+to\s+|\s+and\s+)\s?(?P<sign2>{sign})?(?P<num2>{number}))?"
    )


def _before(approximators: Mapping[tuple[str, str], str]) -> re.Pattern[str]:
    words = any_of(text for side, text in approximators if side == "before")
    return re.compile(rf"(?i:(?<![\w-])(?P<a>between|from|{words})\s+(?:(?:the|a|an|another)\s+)?)$")


def _after(approximators: Mapping[tuple[str, str], str]) -> re.Pattern[str]:
    return re.compile(rf"(?i:,?\s+(?P<a>{any_of(text for side, text in approximators if side == 'after')}))\b")
