"""Scores of dates: strict and relaxed spans with their values, as TempEval-3 counts them (UzZaman et al. 2013)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from yalu.analysis.scores.tally import Miss, Score, Scores, Tally, match, share, three, within
from yalu.lexicon.dates import load_date_words
from yalu.model import AnyMention, DateMention, DateRef, QuantityMention, Span
from yalu.model.gold import GoldDate, GoldText

_SEASONS = {"21": "SP", "22": "SU", "23": "FA", "24": "WI", "33": "Q1", "34": "Q2", "35": "Q3", "36": "Q4",
            "40": "H1", "41": "H2"}  # fmt: skip
_UNITS = {"year": "Y", "month": "M", "week": "W", "day": "D", "hour": "TH", "minute": "TM", "second": "TS",
          "decade": "DE", "century": "CE", "quarter": "Q"}  # fmt: skip
_WEEK = 7
_MONTH = len("1990-12")


def score_dates(coded: Sequence[tuple[GoldText, Sequence[AnyMention]]]) -> Scores:
    """Score date mentions, and quantities of time where the gold has TIMEX3 durations."""
    golds = [one for text, _ in coded for one in text.items if isinstance(one, GoldDate)]
    if any(one.scheme == "timex3" for one in golds):
        return _score_timex(coded)
    return _score_edtf(coded)


def _score_edtf(coded: Sequence[tuple[GoldText, Sequence[AnyMention]]]) -> Scores:
    exact: list[bool] = []
    found: list[Tally] = []
    misses: list[Miss] = []
    for text, mentions in coded:
        golds = [one for one in text.items if isinstance(one, GoldDate)]
        dates = [one for one in mentions if isinstance(one, DateMention)]
        pairs = dict(match([one.span for one in golds], [one.span for one in dates]))
        found.append(Tally(len(pairs), len(dates), len(golds)))
        exact += [True] if not golds and not dates else []
        for number, gold in enumerate(golds):
            given = dates[pairs[number]].date.edtf if number in pairs else None
            right = given == gold.value and (number in pairs or gold.value is None)
            exact.append(right)
            if not right:
                misses.append(Miss(text=within(text.text, gold.span), wanted=str(gold.value), given=str(given)))
        extra = [one for index, one in enumerate(dates) if index not in pairs.values()]
        exact += [False for _ in extra]
        misses += [Miss(text=within(text.text, one.span), wanted="no date", given=str(one.date.edtf)) for one in extra]
    return Scores(scores=(share("EDTF exactly right", exact), *three("found", found)), misses=tuple(misses))


def _score_timex(coded: Sequence[tuple[GoldText, Sequence[AnyMention]]]) -> Scores:
    strict, relaxed, valued, misses = [], [], [], []
    for text, mentions in coded:
        golds = [one for one in text.items if isinstance(one, GoldDate)]
        given = _timexes(text.text, mentions)
        pairs = match([one.span for one in golds], [span for span, _ in given])
        same = [(number, index) for number, index in pairs if golds[number].span == given[index][0]]
        right = [(number, index) for number, index in pairs if golds[number].value == given[index][1]]
        sizes = (len(given), len(golds))
        strict.append(Tally(len(same), *sizes))
        relaxed.append(Tally(len(pairs), *sizes))
        valued.append(Tally(len(right), *sizes))
        misses += _timex_misses(text, golds, given, dict(pairs))
    scores: list[Score] = [*three("strict", strict), *three("relaxed", relaxed), *three("value", valued)]
    return Scores(scores=tuple(scores), misses=tuple(misses))


def _timexes(text: str, mentions: Sequence[AnyMention]) -> list[tuple[Span, str]]:
    """Give mentions as TIMEX3 has them: dates without the preposition that ours keep, durations with their determiner."""
    words = _Words.load()
    dates = [(words.trim(one), words.value(one)) for one in mentions if isinstance(one, DateMention)]
    durations = [
        (_with_determiner(text, one.span), value)
        for one in mentions
        if isinstance(one, QuantityMention)
        and (value := _duration(one))
        and not any(one.span.overlaps(s) for s, _ in dates)
    ]
    return sorted([*dates, *durations])


_DETERMINER = re.compile(r"\b(?i:the\s+)?(?i:(?:past|last|next|first|previous|latest|coming)\s+)?$")


def _with_determiner(text: str, span: Span) -> Span:
    found = _DETERMINER.search(text, max(0, span.start - 16), span.start)
    return Span(found.start() if found else span.start, span.end)


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of dates that TIMEX3 treats in its own way."""

    relation: re.Pattern[str]
    refs: dict[str, str]
    months: re.Pattern[str]
    times: re.Pattern[str]
    codes: dict[str, str]

    @classmethod
    def load(cls) -> Self:
        rows = load_date_words().entries
        relations = "|".join(re.escape(one.text) for one in rows if one.kind == "relation")
        refs = {one.text: f"{one.value.upper()}_REF" for one in rows if one.kind == "vague" and one.value}
        refs |= {name.removeprefix("in "): value for name, value in refs.items()}
        refs |= {one.text: "PRESENT_REF" for one in rows if one.kind == "now"}
        codes = {one.text: one.value for one in rows if one.kind == "time"}
        return cls(
            re.compile(rf"(?i:(?:{relations})\s+|in\s+(?=recent|the\s+(?:past|future|near)))"), refs,
            re.compile("|".join(one.text.lower() for one in rows if one.kind == "month")),
            re.compile(rf"\b(?:{'|'.join(codes)})$"), codes,
        )  # fmt: skip

    def trim(self, mention: DateMention) -> Span:
        found = self.relation.match(mention.quote)
        return Span(mention.span.start + (found.end() if found else 0), mention.span.end)

    def value(self, mention: DateMention) -> str:
        text = " ".join(self.trim(mention).cut(mention.quote.lower().rjust(mention.span.end)).split())
        value = self.refs.get(text) or to_timex(mention.date)
        if mention.date.part and len(value) == _MONTH and not self.months.search(text):
            # "The end of 1990" is December for us; TIMEX3 has the year with a modifier.
            value = value[:4]
        part = self.times.search(text)
        return f"{value}T{self.codes[part[0]]}" if part and re.fullmatch(r"\d{4}-\d\d-\d\d", value) else value


def _duration(quantity: QuantityMention) -> str:
    unit = _UNITS.get(quantity.unit)
    if unit is None:
        return ""
    number = "X" if quantity.value is None else f"{quantity.value:g}"
    return f"PT{number}{unit[1]}" if unit.startswith("T") else f"P{number}{unit}"


def _timex_misses(
    text: GoldText, golds: Sequence[GoldDate], given: Sequence[tuple[Span, str]], pairs: dict[int, int]
) -> list[Miss]:
    wrong = [
        Miss(
            text=within(text.text, gold.span),
            wanted=str(gold.value),
            given=given[pairs[number]][1] if number in pairs else "",
        )
        for number, gold in enumerate(golds)
        if number not in pairs or given[pairs[number]] != (gold.span, gold.value)
    ]
    extra = [one for index, one in enumerate(given) if index not in pairs.values()]
    return [*wrong, *(Miss(text=within(text.text, span), wanted="", given=value or "?") for span, value in extra)]


def to_timex(ref: DateRef) -> str:
    """Give the TIMEX3 value (ISO-TimeML 1.2) of a date; empty where it cannot be written as one."""
    edtf = re.sub("[~?%]", "", ref.edtf or "")
    if ref.part and ref.relation == "at" and ref.earliest and ref.latest:
        return _whole(ref.earliest, ref.latest)
    if "/" in edtf:
        return _interval(*edtf.split("/", 1))
    if edtf.startswith("["):
        first, last = edtf.strip("[]").split(",", maxsplit=1)
        # Counted from the published date, the nearer of two is meant: "last April", "next May".
        return last if ref.resolved == "published" and last <= (ref.anchor or "") else first
    if edtf[5:] in _SEASONS:
        return f"{edtf[:4]}-{_SEASONS[edtf[5:]]}"
    return edtf.rstrip("X")


def _whole(earliest: str, latest: str) -> str:
    """Of early, mid and late TIMEX3 gives the whole: the month, year, decade or century."""
    for size in (7, 4, 3, 2):
        if earliest[:size] == latest[:size]:
            return earliest[:size]
    return earliest[:4]


def _interval(first: str, last: str) -> str:
    if first in ("", ".."):
        return last
    if last in ("", ".."):
        return first
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return first
    year, week, day = start.isocalendar()
    if day == 1 and end - start == timedelta(days=_WEEK - 1):
        return f"{year}-W{week:02d}"
    if end - start == timedelta(days=1) and start.isoweekday() == _WEEK - 1:
        return f"{year}-W{week:02d}-WE"
    return first
