"""Scores of dates: strict and relaxed spans with their values, as TempEval-3 counts them (UzZaman et al. 2013)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from yalu.analysis.scores.tally import Miss, Score, Scores, Tally, match, share, three, within
from yalu.model import AnyMention, DateMention, DateRef, QuantityMention, Span
from yalu.model.gold import GoldDate, GoldText

_SEASONS = {"21": "SP", "22": "SU", "23": "FA", "24": "WI", "33": "Q1", "34": "Q2", "35": "Q3", "36": "Q4",
            "40": "H1", "41": "H2"}  # fmt: skip
_UNITS = {"year": "Y", "month": "M", "week": "W", "day": "D", "hour": "TH", "minute": "TM", "second": "TS",
          "decade": "DE", "century": "CE", "quarter": "Q"}  # fmt: skip
_WEEK = 7


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
        given = _timexes(mentions)
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


def _timexes(mentions: Sequence[AnyMention]) -> list[tuple[Span, str]]:
    dates = [(one.span, to_timex(one.date)) for one in mentions if isinstance(one, DateMention)]
    durations = [
        (one.span, value)
        for one in mentions
        if isinstance(one, QuantityMention)
        and (value := _duration(one))
        and not any(one.span.overlaps(s) for s, _ in dates)
    ]
    return sorted([*dates, *durations])


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
    if "/" in edtf:
        return _interval(*edtf.split("/", 1))
    if edtf.startswith("["):
        return edtf.strip("[]").split(",", maxsplit=1)[0]
    if edtf[5:] in _SEASONS:
        return f"{edtf[:4]}-{_SEASONS[edtf[5:]]}"
    return edtf.rstrip("X")


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
