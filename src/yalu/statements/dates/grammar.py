"""The shapes of date expressions, as patterns built once from the words of the lexicon."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from yalu.lexicon.dates import Era, load_date_guards, load_date_words, load_eras, load_named_periods
from yalu.statements.numerals import Numerals, any_of

_Y = r"(?:1\d|20)\d\d"
_D = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?!\d)"
_DASH = r"[-‐‑‒–—]"
_START = r"(?<![\w$€£¥₩#/])(?<!\d[.,])(?<!\d[-‐‑‒–—])(?<![A-Z][-‐‑‒–—])"
_END = r"(?![\w%°]|[.,]\d|[-‐‑‒–—/]\d)"
_PART = re.compile(r"[^\W_]+")
_SPELLED = ("sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thousand")
"""First words of years in words; the century of a decade in words stands among them too."""
_WORD = re.compile(r"\W+")
_OPENING = frozenset(
    ("a", "ad", "after", "all", "almost", "an", "at", "before", "by", "during", "each", "early", "earlier", "every",
     "few", "fiscal", "from", "fy", "h", "half", "in", "last", "late", "later", "least", "less", "many", "mid", "more", "most", "nearly", "next", "on", "over",
     "prior", "opening", "final", "closing", "end", "start", "outbreak", "q", "several", "since", "some", "that", "the", "this", "throughout", "under", "until", "with", "year")
)  # fmt: skip
"""Words that stand in the shapes themselves."""
_GROUP = re.compile(r"\?P<\w+>")
DASH_GAP = re.compile(rf"\s?(?:{_DASH}|/)\s?(?:the\s+)?")
OR_SO = re.compile(r"\s+or\s+(?:so|thereabouts)\b")
TO_NOW = re.compile(
    rf"(?:\s+(?:to|until|till|through)\s+(?:the\s+present(?:\s+day)?|the\s+day|today|now|date)|\s?{_DASH}\s?(?:present|today))\b"
)
_ABOUT = r"(?:(?P<q>about|around|roughly|circa|c\.|perhaps|possibly)\s+)?"
TO_GAP = re.compile(
    rf"\s+(?:to|through|until|till)\s+(?:(?:his|her|its|their)\s+(?:\w+\s+){{1,2}}(?:in|on)\s+)?{_ABOUT}(?:the\s+)?"
)
AND_GAP = re.compile(rf"(?:,?\s+and|,)\s+(?:in\s+|on\s+)?{_ABOUT}(?:the\s+)?")
OR_GAP = re.compile(r"\s+or\s+(?:in\s+)?(?:the\s+)?")
ONWARDS = re.compile(r"\s+(?:on|onwards?|forward)\b(?!\s+(?:the|a|an)\b)")


@dataclass(frozen=True, slots=True)
class Grammar:
    """Compiled patterns and the meanings of their words."""

    numerals: Numerals
    meanings: Mapping[str, Mapping[str, str]]
    """Kind to lower-case word to value."""
    ambiguous: frozenset[str]
    ahead: frozenset[str]
    """Lemmas that point a bare day to the future."""
    periods: Mapping[str, str]
    eras: Mapping[str, Era]
    not_before: frozenset[str]
    not_after: frozenset[str]
    triggers: frozenset[str]
    """Words (lower case) without which a sentence without digits has no date."""
    starts: frozenset[str]
    """Words (lower case) that may begin a date; trying the shapes at these and at digits alone is ten times as quick."""
    atoms: re.Pattern[str]
    details: Mapping[str, re.Pattern[str]]
    prefix: re.Pattern[str]
    named: re.Pattern[str]
    """What an anniversary is of: a named period or its edge, else the first year within a few words."""
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
        eras = {row.text: row for row in load_eras().entries}
        guards = load_date_guards().entries
        months = [row.text for row in words if row.kind == "month"]
        patterns = _patterns(meanings, numerals, [*periods], [*eras], months)
        master = "|".join(f"(?P<{name}>{_GROUP.sub('?:', pattern)})" for name, pattern in patterns.items())
        return cls(
            numerals, meanings,
            frozenset(row.text.lower() for row in words if row.ambiguous),
            frozenset(meanings["ahead"]),
            periods, eras,
            frozenset(row.text for row in guards if row.side == "before"),
            frozenset(row.text for row in guards if row.side == "after"),
            _triggers(meanings, periods),
            _starts(meanings, numerals, [*eras, *(_WORD.split(name)[0] for name in periods)]),
            re.compile(master),
            {name: re.compile(pattern) for name, pattern in patterns.items()},
            _prefix(meanings), _named(periods), _offset(meanings, numerals),
        )  # fmt: skip


def _triggers(meanings: Mapping[str, Mapping[str, str]], periods: Mapping[str, str]) -> frozenset[str]:
    kinds = ("anniversary", "month", "weekday", "unit", "day", "vague", "season", "decade_name")
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
        "to",
        "one",
        "for",
        "these",
    }
    return frozenset(
        (words - plain)
        | {"years", "anniversary", "quarter", "quarters", "weekend", "year-end"}
        | {*_SPELLED}
        | {word for name in periods for word in _PART.findall(name.lower())[-1:]}
    )


def _starts(meanings: Mapping[str, Mapping[str, str]], numerals: Numerals, eras: list[str]) -> frozenset[str]:
    listed = {_WORD.split(phrase)[0] for words in meanings.values() for phrase in words}
    counted = {
        word for words in (numerals.cardinals, numerals.scales, numerals.ordinals, numerals.parts) for word in words
    }
    return frozenset(listed | counted | {era.lower() for era in eras} | _OPENING)


def _patterns(
    meanings: Mapping[str, Mapping[str, str]],
    numerals: Numerals,
    periods: list[str],
    eras: list[str],
    months: list[str],
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
    days = rf"{day}(?:\s?{_DASH}\s?|\s+to\s+|\s+and\s+)(?P<e>{_D})"
    ordinals = any_of(numerals.ordinals)
    which = r"(?i:first|second|third|fourth|final)"
    teens = any_of(word for word, value in numerals.cardinals.items() if 10 <= value <= 20)
    tens = any_of(word for word, value in numerals.cardinals.items() if 20 <= value < 100 and value % 10 == 0)
    ones = any_of(word for word, value in numerals.cardinals.items() if 1 <= value < 10)
    named = any_of(meanings["decade_name"])
    again = rf"(?:(?i:{any_of(meanings['again'])})\s+)?"
    moment = r"(?:(?i:early|late|earlier|later)\s+(?:on\s+)?)?"
    daypart = rf"(?:\s+(?P<dp>(?i:{any_of(meanings['daypart'])}))\b)?"
    of_year = rf"(?:(?:,?\s+of)?\s+{deictic}\s+year\b)"
    return {
        "iso": rf"{_START}{year}-(?P<mm>0[1-9]|1[0-2])-(?P<d>[0-3]\d)(?![\w-])",
        "numeric": rf"{_START}(?:(?P<a>\d{{1,2}})(?:(?P<dot>\.)(?P<b>\d{{1,2}})\.|/(?P<b2>\d{{1,2}})/)(?P<y>{_Y})|(?P<y2>{_Y})[./](?P<mm>\d{{1,2}})[./](?P<dd>\d{{1,2}}))(?![\w/]|\.\d)",
        "days": rf"{_START}(?:{days}\s+{month}|(?P<m2>{any_of(months)})\s+{days.replace('<d>', '<d2>').replace('<e>', '<e2>')})(?:{comma}(?P<y>{_Y}){_END})?",
        "day_month": rf"{_START}(?:{weekday},?\s+)?{the}{day}\s+(?:of\s+)?{month}(?:{comma}{year}{_END}|{of_year})?",
        "month_day": rf"\b(?:{weekday},?\s+)?{month}\s+(?:the\s+)?{day}(?![.,]\d|\s?%)(?:{comma}{year}{_END}|{of_year})?",
        "month_year": rf"(?:{the}\b{part.removesuffix('?')})?\b{month}(?:,|\s+of)?\s+(?:{year}{_END}|[’‘'](?P<yy>\d\d)(?![\w’']))",
        "set": rf"\b(?i:every|each)\s+(?:other\s+|second\s+)?(?:{unit}|{month}|{weekday}|{season})(?!\w)",
        "deictic_month": rf"{the}\b{part}(?:{month}|{season}){of_year}",
        "season": rf"{the}\b{part}{season}(?:\s+of|,)?\s+(?:{year}(?:{_DASH}\d{{2,4}}|/\d{{2,4}})?{_END}|[’‘'](?P<yy>\d\d)(?![\w’']))",
        "division": rf"{the}\b(?P<q>(?i:{any_of(meanings['division'])}))\s+(?:fiscal\s+(?:year\s+)?)?(?:{year}{_END}|{deictic}\s+year\b)",
        "possessed": rf"(?:{the}(?<!\d)(?P<y>{_Y})(?:[’']s)?|\b{deictic}\s+year[’']s)\s+(?:fiscal\s+)?(?P<q>{which})(?:\s+|-)(?P<h>quarter|half)\b",
        "quarter_year": rf"{the}\b(?P<q>{which})(?:\s+|-)quarter\s+(?:of\s+)?(?:fiscal\s+)?{year}{_END}",
        "stretch": rf"{the}\b(?P<q>(?i:{any_of(meanings['fraction'])}))\s+the\s+(?:(?P<y>{_Y})(?<=0)[’']?s(?!\w)|{ordinal}(?:\s+|-)century\b)",
        "decades": rf"{the}\b(?P<w>(?i:first|opening|last|final|closing))\s+(?P<n>{numerals.pattern}|(?i:few))\s+(?P<u>years|decades)\s+of\s+the\s+{ordinal}(?:\s+|-)century\b",
        "quarter": rf"\b(?P<h>[QH])(?P<i>[1-4])\s+(?:of\s+)?{year}{_END}",
        "decade_name": rf"\b[Tt]he\s+{part}(?:(?P<t>(?i:{named}))\b|[’‘']?(?P<yy>[2-9]0)s\b)|(?<!\w)[’‘'](?P<yy2>[2-9]0)s\b",
        "decade": rf"{the}(?:{_START}|\b)(?:{part})(?<!\d){year}(?<=0)[’']?s(?!\w)",
        "century": rf"{the}\b{part}{ordinal}(?:\s+(?P<j>and|to|or)\s+(?:the\s+)?(?P<part2>early\s+)?(?P<c2>\d{{1,2}}(?:st|nd|rd|th)|(?i:{ordinals})))?(?:\s+|-)(?:century|centuries)\b(?:\s+(?P<bc>BCE?\b|B\.C\.)|\s+(?:AD|CE)\b)?",
        "years": rf"(?:\bfiscal\s+(?:year\s+)?)?{_START}{year}\s?(?P<dash>{_DASH}|/)\s?(?P<z>\d{{4}}|\d\d){_END}",
        "era": rf"(?:\bA\.?D\.?\s?(?P<ad>\d{{1,4}})\b|\b(?:(?P<n0>\d{{1,4}})\s?{_DASH}\s?)?(?P<n>\d{{1,4}})\s?(?P<bc>B\.C\.(?:E\.)?|A\.D\.|(?:BCE?|CE|AD)\b))",
        "regnal": rf"(?:\b[Tt]he\s+(?P<o>{numerals.ordinal})\s+year\s+of\s+(?:the\s+)?(?P<era2>{any_of(eras)})|\b(?P<era>{any_of(eras)})\s+(?:[Yy]ear\s+)?(?P<n>\d{{1,3}}))\b(?![.,]?\d|\s?%)",
        "fiscal": rf"\bFY\s?[’']?(?P<y>{_Y}|\d\d)(?:(?:{_DASH}|/)(?P<z>\d\d))?(?![\w-])",
        "spelled": rf"(?:\b(?i:the\s+year)\s+(?P<k>(?i:two\s+thousand))(?:\s+(?P<k2>(?i:(?:and\s+)?(?:{teens}|{tens}(?:-{ones})?)|and\s+{ones}))\b)?|{the}\b{part}(?P<a>(?i:{teens}))(?:\s+|-)(?:(?P<t>(?i:{named}))|(?P<b>(?i:{tens}(?:(?:\s+|-){ones})?|{teens}|hundred|oh[\s-]{ones}))))\b(?!\s+(?:per|thousand|hundred|million|billion)|-)",
        "year": rf"(?:{the}\b{part.removesuffix('?')}|\b(?:[Tt]he\s+)?(?:fiscal(?:\s+year)?|[Tt]he\s+year)\s+)?{_START}{year}{_END}",
        "season_bare": rf"(?:(?<=\b[Ii]n )|(?<=\b[Oo]ver )|(?<=\b[Dd]uring )|(?<=\binto )|(?<=\bthrough )|(?<=\b[Bb]y )|(?<=\buntil )|(?<=\b[Ss]ince ))the\s+{part}{season}\b(?!\s+(?:of|\d)|-)",
        "short_year": r"(?<!\w)[’‘'](?P<yy>\d\d)(?![\w’'])",
        "anniversary": rf"(?:\b(?:[Tt]he|[Ii]ts|[Tt]heir)\s+)?\b(?:(?P<o>{numerals.ordinal}|hundredth|thousandth)(?:\s+|-)anniversary|(?P<c>{any_of(meanings['anniversary'])}))\b(?=\s+of\b)",
        "occasion": rf"(?<=\bof )(?:the\s+)?(?:(?P<edge>start|beginning|outbreak|onset|end|close)\s+of\s+(?:the\s+)?)?(?P<name>{any_of(periods)})\b(?![-’'])",
        "ago": rf"\b(?:(?P<q>(?i:{any_of(meanings['qualifier'])}|some|nearly|almost|more\s+than|over))\s+)?{count}(?P<odd>-odd)?\s+{unit}\s+(?P<so>or\s+so\s+)?(?P<dir>ago|from\s+now)\b",
        "past": rf"\b(?i:the)\s+(?P<k>past|last|next|coming)\s+(?:{count}\s+)?{unit}(?<=s)\b|\b(?i:the)\s+(?P<k2>past)\s+(?P<u2>{any_of(meanings['unit'])})\b",
        "weekend": r"\b(?P<k>(?i:last|this|next|this\s+past|this\s+coming|the))\s+weekend\b",
        "quarter_again": r"\b(?:(?i:the)\s+)?(?P<k>(?i:year-earlier|year-ago))(?:\s+(?:quarter|period|half))?\b|\b(?i:the|that|this)\s+(?:latest\s+|same\s+)?(?P<k2>quarter|period)\b(?!-)(?!\s+(?:of|from|between|since|after|before|when|in)\b)",
        "quarter_near": rf"{the}\b(?:fiscal\s+)?(?P<q>(?i:first|second|third|fourth|latest|current|next|last|previous))(?:\s+|-)(?:fiscal\s+)?quarter\b(?!\s+of\b|-)",
        "later": rf"\b{count}\s+{unit}\s+(?P<dir>later|earlier|afterwards?|thereafter)\b",
        "shift": rf"\b{again}{the}(?:(?P<part>(?i:{any_of(meanings['part'])}))(?:\s+|-)(?:in\s+)?)?{deictic}\s+{unit}(?<!s)\b(?![’']s\s+(?:\w+\s+)?(?:quarter|half)\b)",
        "of_the": rf"(?:{the}\b(?:(?P<part>(?i:{any_of(meanings['part'])}))|(?i:earlier|later)\s+in)\s+(?i:the)\s+{unit}(?<!s)\b|\b(?P<ye>(?i:year[-\s]end|year[’']s\s+end)))(?!-)",
        "named": rf"\b{again}(?P<k>(?i:last|this\s+past|this\s+coming|this|next|the\s+following|the\s+same|that))\s+(?:{part})(?:{month}|{weekday}|{season}){daypart}(?!\w)",
        "day": rf"\b{moment}{the}(?P<day>(?i:{any_of(meanings['day'])})){daypart}(?!\w)",
        "vague": rf"\b(?<!\b[Aa]s )(?:(?i:more|most)\s+)?(?P<k>(?i:{any_of(meanings['vague'])}))\b(?!\s+(?:that|as)\b|-|\s+(?:couple|few|several|{numerals.pattern})\b|\s+(?:{any_of(meanings['unit'])})\b)",
        "period": rf"\b(?P<rel>(?i:during|in|throughout|before|after|until|since|by|at|on|from|prior\s+to|with|under))\s+(?P<body>(?:the\s+)?(?:(?P<edge>start|beginning|outbreak|onset|eve|end|close|aftermath|wake)\s+of\s+(?:the\s+)?)?(?P<name>{any_of(periods)}))\b(?![-’'])",
        "month": rf"\b{part}{month}(?!\w)",
        "weekday": rf"\b{moment}{weekday}{daypart}(?!\w)",
    }  # fmt: skip


def _prefix(meanings: Mapping[str, Mapping[str, str]]) -> re.Pattern[str]:
    relation, qualifier = any_of(meanings["relation"]), any_of(meanings["qualifier"])
    return re.compile(
        rf"(?i:(?<![\w-])(?:(?P<rel>{relation})(?:\s+|(?<=-))(?:at\s+least\s+)?)?(?:(?P<q>{qualifier})(?:\s+|(?<=\.))(?:in\s+)?)?"
        rf"(?:(?P<q2>{qualifier})\s+)?(?:the\s+)?(?:years?\s+)?)$"
    )


def _named(periods: Mapping[str, str]) -> re.Pattern[str]:
    edge = r"(?:(?P<edge>start|beginning|outbreak|onset|end|close)\s+of\s+(?:the\s+)?)?"
    return re.compile(
        rf"\s+of\s+(?:the\s+)?(?:{edge}(?P<name>{any_of(periods)})\b|(?:[\w’'-]+\s+){{0,7}}?(?P<y>{_Y})(?![\w%°]|[.,]\d))"
    )


def _offset(meanings: Mapping[str, Mapping[str, str]], numerals: Numerals) -> re.Pattern[str]:
    return re.compile(
        rf"(?i:(?P<the>\b(?:the|for|over|during|in)\s+)?(?:(?:first|next|following)\s+)?"
        rf"(?:(?P<n>{numerals.pattern}|\ban?)\s+|(?<=\bthe\s))(?P<u>{any_of(meanings['unit'])})\s+"
        rf"(?P<dir>after|following|since|before|prior\s+to|preceding|to|up\s+to|until)\s+(?:the\s+)?)$"
    )
