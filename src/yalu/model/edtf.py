"""Dates in the Extended Date/Time Format (ISO 8601-2:2019; loc.gov/standards/datetime) and the days they cover.

Covered: years (also before 1), months, days, unspecified digits (`187X`, `2014-XX`), seasons 21-24, quarters 33-36,
halves 40-41, the qualifiers `~ ? %`, intervals with open (`..`) and unknown (empty) ends, and the sets `[a,b]`, `{a,b}`.
Bounds of a qualified date are widened by one year, one month or three days by its precision, and a northern winter
starts in the year it is named by; both are Yalu's conventions, printed on `/about/method`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date as _date
from datetime import timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from yalu.errors import DateError


class Day(NamedTuple):
    """A day of the proleptic Gregorian calendar; year 0 is 1 BC. Compares in time order."""

    year: int
    month: int
    day: int

    def __str__(self) -> str:
        sign = "-" if self.year < 0 else ""
        return f"{sign}{abs(self.year):04d}-{self.month:02d}-{self.day:02d}"

    @property
    def sort_key(self) -> int:
        """One integer in time order, for columns: 2014-07-03 is 20140703."""
        return self.year * 10_000 + self.month * 100 + self.day


class Bounds(NamedTuple):
    """First and last day a date may cover; None where the date is open or unknown on that side."""

    earliest: Day | None
    latest: Day | None


@dataclass(frozen=True, slots=True)
class _Point:
    year: str
    part: str | None
    day: str | None
    qualifier: str


_POINT: Final = re.compile(
    r"(?P<year>-?\d{2}(?:\d\d|\dX|XX)|-?\dXXX)(?:-(?P<part>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?(?P<q>[~?%]?)"
)
_SEASONS: Final = {"21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (12, 14)}
_QUARTERS: Final = {"33": (1, 3), "34": (4, 6), "35": (7, 9), "36": (10, 12)}
_HALVES: Final = {"40": (1, 6), "41": (7, 12)}
_PARTS: Final = _SEASONS | _QUARTERS | _HALVES


@lru_cache(maxsize=65_536)
def bounds_of(edtf: str) -> Bounds:
    """Give the first and last day an EDTF string covers; raise DateError when it is not EDTF.

    Remembered: coding an article asks some 400 times, nearly always for dates of offices or of the same text.
    """
    text = edtf.strip()
    if text.startswith(("[", "{")):
        return _set_bounds(text)
    if "/" in text:
        return _interval_bounds(text)
    return _point_bounds(text)


def is_edtf(text: str) -> bool:
    """Say whether the text is EDTF as far as Yalu writes and reads it."""
    try:
        bounds_of(text)
    except DateError:
        return False
    return True


def _fail(text: str) -> DateError:
    return DateError(
        f"{text!r} is no EDTF date",
        remedy="Write a date as 2015, 2015-01, 2015-01-30, 187X, 1905~, 1950/1953 or ../2021.",
    )


def _set_bounds(text: str) -> Bounds:
    closing = {"[": "]", "{": "}"}[text[0]]
    if not text.endswith(closing) or len(text) < 3:
        raise _fail(text)
    found = [_member_bounds(part.strip()) for part in text[1:-1].split(",")]
    return _hull(found)


def _member_bounds(text: str) -> Bounds:
    if ".." not in text:
        return _point_bounds(text)
    first, _, last = text.partition("..")
    return Bounds(_point_bounds(first).earliest if first else None, _point_bounds(last).latest if last else None)


def _hull(found: list[Bounds]) -> Bounds:
    firsts = [bounds.earliest for bounds in found]
    lasts = [bounds.latest for bounds in found]
    earliest = min(day for day in firsts if day) if all(firsts) else None
    latest = max(day for day in lasts if day) if all(lasts) else None
    return Bounds(earliest, latest)


def _interval_bounds(text: str) -> Bounds:
    ends = text.split("/")
    if len(ends) != 2 or all(end in ("", "..") for end in ends):
        raise _fail(text)
    first, last = ends
    earliest = None if first in ("", "..") else _point_bounds(first).earliest
    latest = None if last in ("", "..") else _point_bounds(last).latest
    if earliest and latest and earliest > latest:
        raise _fail(text)
    return Bounds(earliest, latest)


def _point_bounds(text: str) -> Bounds:
    match = _POINT.fullmatch(text)
    if not match:
        raise _fail(text)
    point = _Point(match["year"], match["part"], match["day"], match["q"])
    first, last = _plain_bounds(point, text)
    return _widen(point, first, last) if point.qualifier else Bounds(first, last)


def _plain_bounds(point: _Point, text: str) -> tuple[Day, Day]:
    first_year, last_year = _years(point.year)
    if point.part is None or point.part == "XX":
        return Day(first_year, 1, 1), Day(last_year, 12, 31)
    if point.part in _PARTS and point.day is None:
        low, high = _PARTS[point.part]
        return Day(first_year, low, 1), _month_end(last_year, high)
    month = int(point.part)
    if not 1 <= month <= 12:
        raise _fail(text)
    if point.day is None or point.day == "XX":
        return Day(first_year, month, 1), _month_end(last_year, month)
    day = int(point.day)
    if not 1 <= day <= _month_end(last_year, month).day:
        raise _fail(text)
    return Day(first_year, month, day), Day(last_year, month, day)


def _years(text: str) -> tuple[int, int]:
    low, high = int(text.replace("X", "0")), int(text.replace("X", "9"))
    return min(low, high), max(low, high)


def _month_end(year: int, month: int) -> Day:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    # monthrange knows only years 1 to 9999; the leap rule repeats every 400 years.
    return Day(year, month, monthrange(year % 400 + 400, month)[1])


def _widen(point: _Point, first: Day, last: Day) -> Bounds:
    if point.part is None or point.part == "XX":
        return Bounds(first._replace(year=first.year - 1), last._replace(year=last.year + 1))
    if point.day is None or point.day == "XX":
        return Bounds(_month_start(first.year, first.month - 1), _month_end(last.year, last.month + 1))
    return Bounds(_shift(first, -3), _shift(last, 3))


def _month_start(year: int, month: int) -> Day:
    return Day(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _shift(day: Day, days: int) -> Day:
    cycle = (day.year - 2000) // 400 * 400
    moved = _date(day.year - cycle, day.month, day.day) + timedelta(days=days)
    return Day(moved.year + cycle, moved.month, moved.day)
