"""The shapes of date expressions, as patterns built once from the words of the lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from yalu.lexicon.dates import Era, load_date_guards, load_date_shapes, load_date_words, load_eras, load_named_periods
from yalu.statements.numerals import Numerals, any_of

_Y = r"(?:1\d|20)\d\d"
_DASH = r"[-‐‑‒–—]"
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
_NAMED = re.compile(r"\{([A-Za-z_]\w*\*?)\}")
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


class Details(dict[str, re.Pattern[str]]):
    """The patterns of the shapes by name; each is compiled when it is first asked for, since most texts meet few."""

    def __init__(self, written: Mapping[str, str]) -> None:
        super().__init__()
        self._written = written

    def __missing__(self, name: str) -> re.Pattern[str]:
        self[name] = re.compile(self._written[name])
        return self[name]


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
    details: Details
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
        lists = _lists(meanings, numerals, periods, eras) | {
            "month": [row.text for row in words if row.kind == "month"]
        }
        patterns = _patterns(lists, numerals)
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
            Details(patterns),
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


def _patterns(lists: Mapping[str, Iterable[str]], numerals: Numerals) -> dict[str, str]:
    """Give the shapes by name, in the order they are tried, with all that they name put in."""
    known = {"number": numerals.pattern, "nth": numerals.ordinal}
    known |= {f"{kind}*": any_of(words) for kind, words in lists.items()}
    shapes: dict[str, str] = {}
    for row in load_date_shapes().entries:
        into = known if row.kind == "part" else shapes
        into[row.name] = _NAMED.sub(lambda match: known[match[1]], row.text)
    return shapes


def _lists(
    meanings: Mapping[str, Mapping[str, str]], numerals: Numerals, periods: Iterable[str], eras: Iterable[str]
) -> dict[str, Iterable[str]]:
    """Give the words of each kind that shapes may name."""
    cardinals = numerals.cardinals.items()
    return {
        **meanings,
        "Weekday": [word.capitalize() for word in meanings["weekday"]],
        "period": periods,
        "era": eras,
        "ordinal": numerals.ordinals,
        "one": [word for word, value in cardinals if 1 <= value < 10],
        "teen": [word for word, value in cardinals if 10 <= value <= 20],
        "ten": [word for word, value in cardinals if 20 <= value < 100 and value % 10 == 0],
    }


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
