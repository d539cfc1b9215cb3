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
_WEEK, _MONTH, _DAY = 7, len("2014-05"), len("2014-05-01")
_BACK = 30
_PREPOSITION = re.compile(
    r"(?i)(?:in|since|ever since|until|till|up to|by|before|prior to|ahead of|after|following|from|between|through|starting(?: in)?"
    r"|beginning(?: in)?|no later than|for|at|during)\s+"
)
_TWO = re.compile(r"(?i)(?:between|from)\s+(?P<one>.+?)\s+(?:and|to|through|until|till)\s+(?P<other>.+)")
_FEW = re.compile(r"(?i)\b(?:few|several|couple\s+of|recent|coming)\s+(?P<unit>day|week|month|year|decade)s\b")
_OPEN = re.compile(
    r"(?i)\b(?P<q>first|second|third|fourth)[\s-]quarter\b|\b(?:early|late|mid|end|start|beginning|close)\b"
)
_DECADE = re.compile(r"(?i)\b(?:\d0s|[a-z]+ties)\b")
_QUARTERS = {"first": "Q1", "second": "Q2", "third": "Q3", "fourth": "Q4"}
_LEADER = re.compile(
    r"(?i)\b(?:the\s+|these\s+|those\s+)?(?:(?:first|last|past|next|final|nearly|almost|about|some)\s+)*$"
)
_LENGTH = re.compile(r"(?i)(?:the\s+)?(?:past|last|next|coming)\s.*?\b(?P<unit>day|week|month|year|decade)s\b")
_MONTH_NAME = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
_DAYPARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "tonight": "NI"}
_DAYPART = re.compile(rf"(?i)\b(?:{'|'.join(_DAYPARTS)})$")
_VAGUE = {"before": "PAST_REF", "at": "PRESENT_REF", "after": "FUTURE_REF"}


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
    dates = [pair for one in mentions if isinstance(one, DateMention) for pair in _timex_of(one.date)]
    durations = [
        (_with_leader(text, one.span), value)
        for one in mentions
        if isinstance(one, QuantityMention)
        and (value := _duration(one))
        and not any(one.span.overlaps(s) for s, _ in dates)
    ]
    return sorted([*dates, *durations])


def _timex_of(ref: DateRef) -> list[tuple[Span, str]]:
    """Give a date as TIMEX3 has it: "from 26 August to 20 October" is two."""
    ends = _TWO.fullmatch(ref.text)
    if not ends or not ref.edtf or ref.edtf.count("/") != 1 or ".." in ref.edtf:
        return [(_bare(ref), to_timex(ref))]
    values = [re.sub("[~?%]", "", value) for value in ref.edtf.split("/")]
    return [
        (Span(ref.span.start + ends.start(name), ref.span.start + ends.end(name)), value)
        for name, value in zip(("one", "other"), values, strict=True)
    ]


def _bare(ref: DateRef) -> Span:
    """Give a date's span as TIMEX3 has it: without the preposition that makes it a bound."""
    lead = _PREPOSITION.match(ref.text)
    return Span(ref.span.start + lead.end(), ref.span.end) if lead else ref.span


def _with_leader(text: str, span: Span) -> Span:
    """Give a duration's span as TIMEX3 has it: with its article and "first", "past", "last"."""
    lead = _LEADER.search(text[max(0, span.start - _BACK) : span.start])
    return Span(span.start - len(lead[0]), span.end) if lead else span


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
    if ref.edtf is None:
        few = _FEW.search(ref.text)
        if few:
            return f"PX{_UNITS[few['unit'].lower()][0]}"
        return _VAGUE.get(ref.relation, "") if ref.resolved == "no" else ""
    if ref.text.lower() == "today" and ref.anchor:
        return ref.anchor
    if ref.edtf.endswith("~") and (ref.anchor or "").startswith(ref.edtf.removeprefix("../").rstrip("~")):
        # "Now" is about the month it was written in for us; TIMEX3 has none for it.
        return _VAGUE["at"]
    edtf = re.sub("[~?%]", "", ref.edtf)
    daypart = _DAYPART.search(ref.text)
    if daypart and len(edtf) == _DAY:
        return f"{edtf}T{_DAYPARTS[daypart[0].lower()]}"
    if "/" in edtf:
        first, last = edtf.split("/", 1)
        return _interval(first, last, ref)
    if edtf.startswith("["):
        # "Last June" said in August: TIMEX3 has no sets, and annotators took the nearer.
        return edtf.strip("[]").split(",")[-1 if ref.resolved == "published" else 0]
    if ref.part and len(edtf) == _MONTH and not _MONTH_NAME.search(ref.text):
        return edtf[:4]
    if edtf[5:] in _SEASONS:
        return f"{edtf[:4]}-{_SEASONS[edtf[5:]]}"
    return edtf.rstrip("X")


def _interval(first: str, last: str, ref: DateRef) -> str:
    if first in ("", "..") or last in ("", ".."):
        return _point(last if first in ("", "..") else first, ref)
    if ref.part and first[:4] == last[:4]:
        return first[:4]
    if ref.part and first[:3] == last[:3] and len(first) == len("1987"):
        return first[:3]
    length = _LENGTH.match(ref.text)
    if length:
        return _length(first, last, length["unit"].lower())
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


def _point(edge: str, ref: DateRef) -> str:
    """Give the closed end of an open interval as the words have it: "by the end of 1990" is 1990 with a modifier."""
    found = _OPEN.search(ref.text)
    if found and found["q"]:
        return f"{edge[:4]}-{_QUARTERS[found['q'].lower()]}"
    if _DECADE.search(ref.text):
        return edge[:3]
    return edge[:4] if found and not _MONTH_NAME.search(ref.text) else edge


def _length(first: str, last: str, unit: str) -> str:
    """Give "the past four months", an interval of ours, as the duration that TIMEX3 makes of it."""
    years = int(last[:4]) - int(first[:4])
    if unit in ("year", "decade", "century"):
        return f"P{years}Y"
    if unit == "month" and len(first) == len(last) == _MONTH:
        return f"P{12 * years + int(last[5:7]) - int(first[5:7])}M"
    try:
        days = (date.fromisoformat(last) - date.fromisoformat(first)).days
    except ValueError:
        return first
    return f"P{days // _WEEK}W" if unit == "week" else f"P{days}D"
