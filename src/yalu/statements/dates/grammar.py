"""The shapes of date expressions, as patterns built once from the words of the lexicon."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from yalu.lexicon.dates import load_date_guards, load_date_words, load_named_periods
from yalu.statements.numerals import Numerals, any_of

_Y = r"(?:1\d|20)\d\d"
_D = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?!\d)"
_DASH = r"[-‐‑‒–—]"
_START = r"(?<![\w$€£¥₩#/])(?<!\d[.,])(?<!\d[-‐‑‒–—])(?<![A-Z][-‐‑‒–—])"
_END = r"(?![\w%°]|[.,]\d|[-‐‑‒–—/]\d)"
_GROUP = re.compile(r"\?P<\w+>")
_WORD = re.compile(r"\W+")
DASH_GAP = re.compile(rf"\s?{_DASH}\s?(?:the\s+)?")
TO_GAP = re.compile(r"\s+(?:to|through|until|till)\s+(?:the\s+)?")
AND_GAP = re.compile(r"(?:,?\s+and|,)\s+(?:in\s+|on\s+)?(?:the\s+)?")
OR_GAP = re.compile(r"\s+or\s+(?:in\s+)?(?:the\s+)?")
ONWARDS = re.compile(r"\s+(?:on|onwards?|forward)\b(?!\s+(?:the|a|an)\b)")


@dataclass(frozen=True, slots=True)
class Grammar:
    """Compiled patterns and the meanings of their words."""

    numerals: Numerals
    meanings: Mapping[str, Mapping[str, str]]
    """Kind to lower-case word to value."""
    ambiguous: frozenset[str]
    periods: Mapping[str, str]
    not_before: frozenset[str]
    not_after: frozenset[str]
    triggers: frozenset[str]
    """Words (lower case) without which a sentence without digits has no date."""
    starts: frozenset[str]
    """Words (lower case) that may begin a date; trying the shapes at these and at digits alone is ten times as quick."""
    atoms: re.Pattern[str]
    details: Mapping[str, re.Pattern[str]]
    prefix: re.Pattern[str]
    offset: re.Pattern[str]

    @classmethod
    def load(cls) -> Self:
        """Build the grammar from the lexicon."""
        numerals = Numerals.load()
        words = load_date_words().entries
        meanings: dict[str, dict[str, str]] = {}
        for row in words:
            meanings.setdefault(row.kind, {})[row.text.lower()] = row.value
        periods = {row.text: row.edtf for row in load_named_periods().entries}
        guards = load_date_guards().entries
        patterns = _patterns(meanings, numerals, periods, [r.text for r in words if r.kind == "month"])
        master = "|".join(f"(?P<{name}>{_GROUP.sub('?:', pattern)})" for name, pattern in patterns.items())
        return cls(
            numerals, meanings,
            frozenset(row.text.lower() for row in words if row.ambiguous),
            periods,
            frozenset(row.text for row in guards if row.side == "before"),
            frozenset(row.text for row in guards if row.side == "after"),
            _triggers(meanings, periods),
            _starts(meanings, numerals),
            re.compile(master),
            {name: re.compile(pattern) for name, pattern in patterns.items()},
            _prefix(meanings), _offset(meanings, numerals),
        )  # fmt: skip


def _triggers(meanings: Mapping[str, Mapping[str, str]], periods: Mapping[str, str]) -> frozenset[str]:
    kinds = ("month", "weekday", "unit", "day", "vague", "season", "now", "spelled", "teens")
    words = {word for kind in kinds for phrase in meanings[kind] for word in phrase.split()}
    plain = {
        "in",
        "the",
        "at",
        "that",
        "this",
        "those",
        "last",
        "near",
        "coming",
        "years",
        "past",
        "of",
        "to",
        "come",
        "as",
        "just",
        "right",
        "these",
        "present",
        "moment",
        "ahead",
        "future",
        "late",
        "long",
        "not",
    }
    return frozenset(
        (words - plain)
        | {"years", "quarter", "weekend", "present", "moment", "future", "thousand"}
        | {name.split()[-1].lower() for name in periods}
    )


def _starts(meanings: Mapping[str, Mapping[str, str]], numerals: Numerals) -> frozenset[str]:
    listed = {_WORD.split(phrase)[0] for words in meanings.values() for phrase in words}
    counted = {
        word for words in (numerals.cardinals, numerals.scales, numerals.ordinals, numerals.parts) for word in words
    }
    return frozenset(listed | counted | _OPENING)


_OPENING = frozenset(
    [
        "the",
        "a",
        "an",
        "half",
        "several",
        "few",
        "many",
        "some",
        "nearly",
        "almost",
        "more",
        "over",
        "earlier",
        "later",
        "early",
        "late",
        "sometime",
        "each",
        "every",
        "this",
        "last",
        "next",
        "that",
        "year",
        "fiscal",
        "during",
        "in",
        "throughout",
        "before",
        "after",
        "until",
        "ad",
        "q",
        "h",
    ]
)
"""Words that stand in the shapes themselves."""


def _patterns(
    meanings: Mapping[str, Mapping[str, str]], numerals: Numerals, periods: Mapping[str, str], months: list[str]
) -> dict[str, str]:
    month = rf"(?P<m>{any_of(months)})\b(?:(?:(?<=\b[A-Z][a-z]{{2}})(?<!May)|(?<=Sept))\.)?"
    weekday = rf"(?P<w>{any_of(word.capitalize() for word in meanings['weekday'])})\b"
    season = rf"(?P<s>(?i:{any_of(meanings['season'])}))"
    part = rf"(?:(?P<part>(?i:{any_of(meanings['part'])}))(?:\s?{_DASH}\s?|\s+)(?:in\s+)?(?:the\s+)?(?:year\s+)?)?"
    unit = rf"(?P<u>{any_of(meanings['unit'])})\b"
    count = rf"(?P<n>{numerals.pattern}|(?i:half\s+an?|an?|several|a\s+few|few|many)(?=\s))"
    ordinal = rf"(?P<c>\d{{1,2}}(?:st|nd|rd|th)|(?i:{any_of(numerals.ordinals)}))"
    deictic = rf"(?P<k>(?i:{any_of(meanings['deictic'])}))"
    year = rf"(?P<y>{_Y})"
    day = rf"(?P<d>{_D})"
    the = r"(?:\b[Tt]he\s+)?"
    comma = r"(?:,?\s+)"
    times = rf"(?:\s+(?P<time>{any_of(meanings['time'])})\b)?"
    sooner = r"(?:(?i:earlier|later|early|late|sometime)\s+)?"
    quarter = rf"(?P<o>(?i:{any_of(meanings['ordinal'])}))[\s-](?i:quarter)\b"
    teens, tens = any_of(meanings["teens"]), any_of(meanings["tens"])
    spelled = rf"(?P<t>(?i:{teens}))[\s-](?P<x>(?i:{tens}))(?:[\s-](?P<i>(?i:{any_of(meanings['ones'])})))?\b(?!\s+(?:thousand|million|billion|per|dollars|people|men|soldiers))"
    days = rf"{day}(?:\s?{_DASH}\s?|\s+to\s+|\s+and\s+)(?P<e>{_D})"
    return {
        "iso": rf"{_START}{year}-(?P<mm>0[1-9]|1[0-2])-(?P<d>[0-3]\d)(?![\w-])",
        "days": rf"{_START}(?:{days}\s+{month}|(?P<m2>{any_of(months)})\s+{days.replace('<d>', '<d2>').replace('<e>', '<e2>')})(?:{comma}(?P<y>{_Y}){_END})?",
        "day_month": rf"{_START}(?:{weekday},?\s+)?{the}{day}\s+(?:of\s+)?{month}(?:{comma}{year}{_END})?",
        "month_day": rf"\b(?:{weekday},?\s+)?{month}\s+(?:the\s+)?{day}(?![.,]\d|\s?%)(?:{comma}{year}{_END})?",
        "month_year": rf"(?:{the}\b{part.removesuffix('?')})?\b{month}(?:,|\s+of)?\s+{year}{_END}",
        "season": rf"{the}\b{part}{season}(?:\s+of|,)?\s+{year}(?:{_DASH}\d{{2,4}}|/\d{{2,4}})?{_END}",
        "division": rf"{the}\b(?P<q>(?i:{any_of(meanings['division'])}))\s+(?:fiscal\s+(?:year\s+)?)?{year}{_END}",
        "ordinal": rf"(?:\b(?:(?P<k>(?i:last|this|next))\s+year[’']s|[Tt]he(?:\s+(?P<y>{_Y}))?|{_START}(?P<y2>{_Y}))\s+)?(?:\bfiscal\s+)?(?<!\w){quarter}(?:\s+of\s+(?P<k2>(?i:last|this|next))\s+year\b|(?:\s+of)?\s+(?P<y3>{_Y}){_END})?",
        "quarter": rf"\b(?P<h>[QH])(?P<i>[1-4])\s+(?:of\s+)?{year}{_END}",
        "decade": rf"{the}(?:{_START}|\b)(?:{part})(?<!\d){year}(?<=0)[’']?s(?!\w)",
        "century": rf"{the}\b{part}{ordinal}(?:\s+|-)(?:century|centuries)\b(?:\s+(?P<bc>BCE?\b|B\.C\.))?",
        "years": rf"(?:\bfiscal\s+(?:year\s+)?)?{_START}{year}\s?(?P<dash>{_DASH}|/)\s?(?P<z>\d{{4}}|\d\d){_END}",
        "era": r"(?:\bAD\s?(?P<ad>\d{1,4})\b|\b(?P<n>\d{1,4})\s?(?P<bc>BCE?|CE|AD)\b)",
        "spelled": rf"(?:(?i:the\s+year)\s+(?P<two>(?i:two\s+thousand(?:\s+and)?(?:[\s-](?P<i2>{any_of(meanings['ones'])}))?))\b|\b{part}{spelled})",
        "words": rf"{the}\b{part}(?:(?P<t>(?i:{teens}))[\s-])?(?P<z>(?i:{any_of(meanings['spelled'])}))\b",
        "year": rf"(?:{the}\b{part.removesuffix('?')})?(?:\bfiscal\s+(?:year\s+)?)?{_START}{year}{_END}",
        "ago": rf"\b(?:(?P<q>(?i:{any_of(meanings['qualifier'])}|some|nearly|almost|more\s+than|over))\s+)?{count}\s+{unit}\s+(?P<dir>ago|from\s+now)\b",
        "past": rf"\b(?i:the)\s+(?P<k>past|last|next|coming)\s+(?:{count}\s+)?{unit}(?<=s)\b|\b(?i:the)\s+(?P<k2>past)\s+(?P<u2>{any_of(meanings['unit'])})\b",
        "later": rf"\b{count}\s+{unit}\s+(?P<dir>later|earlier|afterwards?|thereafter)\b",
        "months": rf"\b{month}(?:\s+of)?\s+(?P<k>(?i:last|this|next))\s+year\b",
        "shift": rf"\b{sooner}(?:(?P<part>(?i:{any_of(meanings['part'])}))\s+)?{deictic}\s+{unit}(?<!s)\b",
        "latest": r"\b(?i:the)\s+(?:(?P<back>(?i:year[\s-]ago|year[\s-]earlier))\s+(?i:quarter|period)|(?:(?P<new>(?i:latest|current|previous|preceding))\s+)?(?P<u>(?i:quarter|weekend)))\b(?!\s+of\b)",
        "named": rf"\b{sooner}(?P<k>(?i:last|this\s+past|this\s+coming|this|next|the\s+following|the\s+same))\s+(?:{part})(?:{month}|{weekday}{times}|{season})(?!\w)",
        "day": rf"\b{sooner}(?P<day>(?i:{any_of(meanings['day'])}))\b{times}",
        "now": rf"\b(?i:{any_of(meanings['now'])})\b(?!\s+that\b)",
        "vague": rf"\b(?i:{any_of(meanings['vague'])})\b",
        "period": rf"\b(?P<rel>(?i:during|in|throughout|before|after|until))\s+the\s+(?P<name>{any_of(periods)})\b",
        "month": rf"\b{part}{month}(?!\w)",
        "weekday": rf"\b{sooner}(?P<set>(?i:each|every)\s+)?{weekday}(?!s\b){times}",
    }  # fmt: skip


def _prefix(meanings: Mapping[str, Mapping[str, str]]) -> re.Pattern[str]:
    relation, qualifier = any_of(meanings["relation"]), any_of(meanings["qualifier"])
    return re.compile(
        rf"(?i:(?<![\w-])(?:(?P<rel>{relation})(?:\s+|(?<=-)))?(?:(?P<q>{qualifier})(?:\s+|(?<=\.))(?:in\s+)?)?"
        rf"(?:(?P<q2>{qualifier})\s+)?(?:the\s+)?(?:years?\s+)?)$"
    )


def _offset(meanings: Mapping[str, Mapping[str, str]], numerals: Numerals) -> re.Pattern[str]:
    return re.compile(
        rf"(?i:(?P<the>\b(?:the|for|over|during|in)\s+)?(?:(?:first|next|following)\s+)?"
        rf"(?P<n>{numerals.pattern}|\ban?)\s+(?P<u>{any_of(meanings['unit'])})\s+"
        rf"(?P<dir>after|following|since|before|prior\s+to|preceding)\s+(?:the\s+)?)$"
    )
