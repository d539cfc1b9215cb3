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
    season_value,
    shift,
    span,
    year_value,
)

Tense = Literal["past", "present", "future"]
UNKNOWN = Value(edtf=None, grain="span", resolved="no")
_WEEK, _YEAR_MONTHS = 7, 12
_SOON = 62
"""Days ahead within which a day without its year is the coming one."""
_QUARTERS = 32
"""EDTF codes quarters 33 to 36."""


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
        ahead = tense == "future"
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
        if month == self.month and tense != "future" and day > self.day.day:
            year -= 1
        ahead = day_value(year + 1, month, day)
        if ahead and ahead.edtf and 0 < (date.fromisoformat(ahead.edtf) - self.day).days <= _SOON:
            # "Payable 15 November" under a verb in the past: nobody names a day ten months ago without its year.
            return self.stamp(ahead)
        return self.stamp(day_value(year, month, day))

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

    def quarter(self, code: str, *, step: int | None, tense: Tense) -> Value:
        """Give a quarter by its code: of last, this or next year, else this year's once it has begun, or is told as to come."""
        if self.year is None or self.month is None:
            return UNKNOWN
        year = self.year + (step or 0)
        if step is None:
            begun = int(code) - _QUARTERS <= (self.month - 1) // 3 + 1
            year -= not begun and tense != "future"
        return self.stamp(season_value(year, code))

    def last_quarter(self) -> Value:
        """Give the last quarter that is over."""
        if self.year is None or self.month is None:
            return UNKNOWN
        number = (self.month - 1) // 3
        year, number = (self.year, number) if number else (self.year - 1, 4)
        return self.stamp(season_value(year, str(_QUARTERS + number)))

    def weekend(self) -> Value:
        """Give the last Saturday and Sunday that have begun."""
        if self.day is None:
            return UNKNOWN
        saturday = self.day - timedelta(days=(self.day.weekday() - 5) % _WEEK)
        return self.stamp(span(saturday.isoformat(), (saturday + timedelta(days=1)).isoformat()))

    def season_near(self, code: str, which: str) -> Value:
        """Give last, this or next summer."""
        if self.year is None or self.month is None:
            return UNKNOWN
        start = {"21": 3, "22": 6, "23": 9, "24": 12}[code]
        year = self.year
        if which == "last" and start + 2 >= self.month:
            year -= 1
        elif which == "next" and start <= self.month:
            year += 1
        return self.stamp(season_value(year, code))


def is_quarter(value: Value) -> bool:
    """Say whether a value is a quarter of a year."""
    return value.grain == "season" and (value.edtf or "")[-2:].isdecimal() and int((value.edtf or "")[-2:]) > _QUARTERS


def _shift_season(last: Value, count: float) -> Value | None:
    """Move a season or quarter by whole years: a year before the third quarter is a third quarter."""
    if last.grain != "season" or last.edtf is None or count != int(count):
        return None
    return season_value(int(last.edtf[:-3]) + int(count), last.edtf[-2:])


def from_context(last: Value | None, count: int | float, unit: str, *, resolved: Resolved = "context") -> Value:
    """Give the date a number of units from a date named before; "that month" of a year says nothing."""
    if last is None or not last.high:
        return UNKNOWN
    value = (_shift_season(last, count) if unit == "year" else None) or shift(last.high, count, unit)
    if value is None or value.edtf is None:
        return UNKNOWN
    return replace(value, resolved=resolved, anchor=last.edtf)


def tense_of(analysis: Analysis, token: int) -> Tense:
    """Give the tense of the clause a token stands in."""
    for verb in (token, *analysis.ancestors(token)):
        if analysis.pos[verb] in ("VERB", "AUX"):
            found = _tense_of_verb(analysis, verb)
            if found:
                return found
    return "past"


def _tense_of_verb(analysis: Analysis, verb: int) -> Tense | None:
    helpers = [analysis.tags[child] for child in analysis.under(verb, "aux", "auxpass")]
    tag = analysis.tags[verb]
    if "MD" in helpers or tag == "MD" or "TO" in helpers:
        return "future"
    if tag in ("VBD", "VBN") or "VBD" in helpers or "VBN" in helpers:
        return "past"
    return "present" if tag in ("VBZ", "VBP") or helpers else None
