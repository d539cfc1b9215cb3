"""Dates that need another date: the published date, or one that the text named before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from yalu.errors import DateError
from yalu.language import Analysis
from yalu.model import bounds_of
from yalu.model.dates import Resolved
from yalu.statements.dates.values import (
    Value,
    century_value,
    day_value,
    decade_value,
    either,
    month_value,
    point,
    quarter_value,
    season_value,
    shift,
    span,
    year_value,
)

Tense = Literal["past", "present", "future"]
UNKNOWN = Value(edtf=None, grain="span", resolved="no")
_WEEK, _YEAR_MONTHS = 7, 12
_SEASON_STARTS = {"21": 3, "22": 6, "23": 9, "24": 12}


@dataclass(frozen=True, slots=True)
class Clock:
    """The published date, as precise as it is known."""

    edtf: str | None
    year: int | None = None
    month: int | None = None
    day: date | None = None

    @classmethod
    def at(cls, published: str | None) -> Clock:
        """Read a published date; one that is no single year, month or day counts from nothing finer than its year."""
        if not published:
            return cls(None)
        try:
            first, last = bounds_of(published)
        except DateError:
            return cls(None)
        if not first or not last or first.year != last.year or not 0 < first.year < 9999:
            return cls(None)
        month = first.month if first.month == last.month else None
        day = date(first.year, first.month, first.day) if first == last else None
        return cls(published, first.year, month, day)

    def stamp(self, value: Value | None) -> Value:
        """Say of a value that it was counted from the published date."""
        return replace(value, resolved="published", anchor=self.edtf) if value else UNKNOWN

    def move(self, count: float, unit: str) -> Value:
        """Give the date a number of units away."""
        return self.stamp(shift(self.edtf, count, unit) if self.edtf else None)

    def now(self) -> Value:
        """Give these times: about the month of writing, or about its year where no more is known."""
        if self.year is None:
            return UNKNOWN
        here = month_value(self.year, self.month) if self.month else year_value(self.year)
        return self.stamp(here.qualify("~"))

    def through(self, count: float, unit: str) -> Value:
        """Give the stretch between the published date and the date a number of units away."""
        other = self.move(count, unit)
        if other.edtf is None or self.year is None:
            return UNKNOWN
        here = self._here(unit)
        low, high = (other.low.rstrip("~"), here) if count < 0 else (here, other.high.rstrip("~"))
        return self.stamp(span(low, high))

    def _here(self, unit: str) -> str:
        if unit in ("year", "decade", "century") or self.month is None:
            return f"{self.year:04d}"
        return f"{self.year:04d}-{self.month:02d}" if unit == "month" or not self.day else self.day.isoformat()

    def unit(self, count: int, unit: str, part: str | None) -> Value:
        """Give last, this or next week, month, year, decade, century (`count` -1, 0, 1)."""
        if self.year is None:
            return UNKNOWN
        if unit == "year":
            return self.stamp(year_value(self.year + count, part))
        if unit == "decade":
            return self.stamp(decade_value((self.year // 10 + count) * 10, part))
        if unit == "century":
            return self.stamp(century_value((self.year - 1) // 100 + 1 + count, part))
        if unit == "month" and self.month:
            moved = self.year * _YEAR_MONTHS + self.month - 1 + count
            return self.stamp(month_value(moved // _YEAR_MONTHS, moved % _YEAR_MONTHS + 1, part))
        if unit == "week" and self.day:
            monday = self.day - timedelta(days=self.day.weekday()) + timedelta(days=_WEEK * count)
            return self.stamp(span(monday.isoformat(), (monday + timedelta(days=6)).isoformat()))
        return UNKNOWN

    def month_near(self, month: int, *, which: str, part: str | None) -> Value:
        """Give last, this or next May; "last February" said in March may be either of two."""
        if self.year is None or self.month is None:
            return UNKNOWN
        same = month_value(self.year, month, part)
        if which == "this":
            return self.stamp(same)
        step = -1 if which == "last" else 1
        other = month_value(self.year + step, month, part)
        near = month < self.month if which == "last" else month > self.month
        if not near:
            return self.stamp(other)
        return self.stamp(either(other, same) if which == "last" else either(same, other))

    def month_by_tense(self, month: int, tense: Tense, part: str | None) -> Value:
        """Give the month a bare name means: behind the published date, or ahead of it in a future clause."""
        if self.year is None or self.month is None:
            return UNKNOWN
        # The present tense tells nothing: of the two the nearer is meant.
        ahead = tense == "future" or (tense == "present" and (month - self.month) % _YEAR_MONTHS < _YEAR_MONTHS // 2)
        year = self.year
        if ahead and month < self.month:
            year += 1
        elif not ahead and month > self.month:
            year -= 1
        return self.stamp(month_value(year, month, part))

    def day_by_tense(self, month: int, day: int, tense: Tense) -> Value:
        """Give a day named without its year."""
        near = self.month_by_tense(month, tense, None)
        if near.edtf is None or self.day is None:
            return UNKNOWN
        year = int(near.edtf[:4])
        if month == self.month and tense == "past" and day > self.day.day:
            year -= 1
        return self.stamp(day_value(year, month, day))

    def weekend(self, *, ahead: bool) -> Value:
        """Give the weekend behind or ahead of the published day."""
        if self.day is None:
            return UNKNOWN
        saturday = self.day - timedelta(days=(self.day.weekday() + 2) % _WEEK) + timedelta(days=_WEEK * ahead)
        return self.stamp(span(saturday.isoformat(), (saturday + timedelta(days=1)).isoformat()))

    def quarter(self, number: int, *, which: str, ahead: bool) -> Value:
        """Give a quarter by its number (the last that had begun, or the next to come) or by its place from now."""
        if self.year is None or self.month is None:
            return UNKNOWN
        here = (self.month - 1) // 3 + 1
        if number:
            # Results of the quarter just past are often still to come; they are no forecast for next year's.
            step = int(ahead and number < here - 1) - int(not ahead and number > here)
            return self.stamp(quarter_value(self.year + step, number))
        moves = {"latest": -1, "last": -1, "previous": -1, "current": 0, "next": 1}
        return self.stamp(quarter_value(self.year, here + moves[which]))

    def weekday(self, number: int, *, which: str, tense: Tense) -> Value:
        """Give the day a weekday means; the published day itself counts for a bare one."""
        if self.day is None:
            return UNKNOWN
        back = (self.day.weekday() - number) % _WEEK
        if which == "last":
            step = -(back or _WEEK)
        elif which == "next" or (tense == "future" and back):
            step = _WEEK - back
        else:
            step = -back
        return self.stamp(point((self.day + timedelta(days=step)).isoformat(), "day"))

    def season_by_tense(self, code: str, tense: Tense) -> Value:
        """Give the season a bare name means: the last that had begun, or the next in a future clause."""
        if self.year is None or self.month is None:
            return UNKNOWN
        begun = _SEASON_STARTS[code] <= self.month
        step = int(tense == "future" and begun) - int(tense != "future" and not begun)
        return self.stamp(season_value(self.year + step, code))

    def season_near(self, code: str, which: str) -> Value:
        """Give last, this or next summer."""
        if self.year is None or self.month is None:
            return UNKNOWN
        start = _SEASON_STARTS[code]
        year = self.year
        if which == "last" and start + 2 >= self.month:
            year -= 1
        elif which == "next" and start <= self.month:
            year += 1
        return self.stamp(season_value(year, code))


def from_context(last: Value | None, count: int | float, unit: str, *, resolved: Resolved = "context") -> Value:
    """Give the date a number of units from a date named before; "that month" of a year says nothing."""
    if last is None or not last.high:
        return UNKNOWN
    value = shift(last.high, count, unit)
    if value is None or value.edtf is None:
        return UNKNOWN
    return replace(value, resolved=resolved, anchor=last.edtf)


def tense_of(analysis: Analysis, token: int, *, ahead: frozenset[str] = frozenset()) -> Tense:
    """Give the tense of the clause a token stands in; a governing lemma among `ahead` makes it future."""
    for verb in (token, *analysis.ancestors(token)):
        if analysis.lemmas[verb].lower() in ahead:
            return "future"
        if analysis.pos[verb] in ("VERB", "AUX"):
            found = _tense_of_verb(analysis, verb)
            if found:
                return found
    return "past"


def _has_perfect(analysis: Analysis, verb: int) -> bool:
    return any(analysis.lemmas[child] == "have" for child in analysis.under(verb, "aux", "auxpass"))


def _tense_of_verb(analysis: Analysis, verb: int) -> Tense | None:
    helpers = [analysis.tags[child] for child in analysis.under(verb, "aux", "auxpass")]
    tag = analysis.tags[verb]
    if "MD" in helpers or tag == "MD" or "TO" in helpers:
        return "future"
    if tag == "VBN" and helpers and not {"VBD", "VBN"} & {*helpers} and not _has_perfect(analysis, verb):
        return "present"
    if tag in ("VBD", "VBN") or "VBD" in helpers or "VBN" in helpers:
        return "past"
    return "present" if tag in ("VBZ", "VBP") or helpers else None
