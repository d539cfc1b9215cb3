"""What a date expression is worth before its relation is known, and the arithmetic of dates at their own precision.

The cuts of early, mid and late are the table of `/about/method`: a decade's years 0-3, about 5, 7-9; a century's 00-33,
34-66, 67-99; a year's months 1-4, 5-8, 9-12.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from yalu.model import bounds_of
from yalu.model.dates import Part, Resolved

Grain = Literal["day", "week", "month", "season", "year", "decade", "century", "span"]
_PARTS: dict[str, Part] = {"early": "early", "start": "early", "mid": "mid", "late": "late", "end": "late",
                           "early-mid": "early", "mid-late": "late"}  # fmt: skip
_MONTHS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), "start": (1, 1), "end": (12, 12),
           "early-mid": (1, 8), "mid-late": (5, 12)}  # fmt: skip
_DECADE = {"early": (0, 3), "start": (0, 3), "late": (7, 9), "end": (7, 9), "early-mid": (0, 6), "mid-late": (4, 9)}
_CENTURY = {"early": (0, 33), "start": (0, 33), "mid": (34, 66), "late": (67, 99), "end": (67, 99),
            "early-mid": (0, 66), "mid-late": (34, 99)}  # fmt: skip
_YEARS = {"year": 1, "decade": 10, "century": 100}
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
LAST_YEAR = 2100
"""Four digits above this are no year in prose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """The worth of one expression: its EDTF, and the points that stand for it at the edges of an interval."""

    edtf: str | None
    low: str = ""
    high: str = ""
    grain: Grain
    part: Part | None = None
    resolved: Resolved = "absolute"
    anchor: str | None = None

    def qualify(self, sign: str) -> Value:
        """Give the value with a qualifier, where EDTF has a place for one."""
        if self.edtf is None or "/" in self.edtf or self.edtf.startswith("["):
            return self
        joined = "%" if self.edtf[-1] in "~?" and self.edtf[-1] != sign else sign
        point = self.edtf.rstrip("~?%") + joined
        if self.grain == "season":
            return self
        return replace(self, edtf=point, low=point if self.low == self.high else self.low, high=point if self.low == self.high else self.high)  # fmt: skip


def point(edtf: str, grain: Grain, *, part: Part | None = None) -> Value:
    """Give a value that is one point."""
    return Value(edtf=edtf, low=edtf, high=edtf, grain=grain, part=part)


def span(low: str, high: str, *, grain: Grain = "span", part: Part | None = None) -> Value:
    """Give a value between two points; equal points are one point."""
    return Value(edtf=low if low == high else f"{low}/{high}", low=low, high=high, grain=grain, part=part)


def write_year(year: int) -> str:
    """Give a year as EDTF: four digits always, 1 BC is 0000."""
    return f"{'-' if year < 0 else ''}{abs(year):04d}"


def year_value(year: int, part: str | None = None) -> Value:
    """Give a year or its early, middle or late months."""
    text = write_year(year)
    if part in _MONTHS:
        low, high = _MONTHS[part]
        return span(f"{text}-{low:02d}", f"{text}-{high:02d}", part=_PARTS[part])
    return point(text, "year")


def decade_value(first: int, part: str | None = None) -> Value:
    """Give a decade (by its first year) or a part of it."""
    if part == "mid":
        return point(f"{write_year(first + 5)}~", "decade", part="mid")
    if part in _DECADE:
        low, high = _DECADE[part]
        return span(write_year(first + low), write_year(first + high), grain="decade", part=_PARTS[part])
    edtf = f"{write_year(first)[:-1]}X"
    return Value(edtf=edtf, low=write_year(first), high=write_year(first + 9), grain="decade")


def century_value(number: int, part: str | None = None, *, before_christ: bool = False) -> Value:
    """Give a century by its number, or a part of it; "turn" is about its first year."""
    first = -100 * number + 1 if before_christ else 100 * (number - 1)
    if part == "turn":
        return point(f"{write_year(first)}~", "year")
    if part in _CENTURY:
        low, high = _CENTURY[part]
        return span(write_year(first + low), write_year(first + high), grain="century", part=_PARTS[part])
    low_year, high_year = write_year(first), write_year(first + 99)
    edtf = f"{low_year}/{high_year}" if before_christ else f"{low_year[:-2]}XX"
    return Value(edtf=edtf, low=low_year, high=high_year, grain="century")


def fraction_value(first: int, years: int, fraction: str) -> Value:
    """Give a part of a decade or century: "1/2" is the second of its two halves; a tenth of a century is a decade."""
    which, count = (int(part) for part in fraction.split("/"))
    low, high = first + years * which // count, first + years * (which + 1) // count - 1
    return decade_value(low) if high - low == 9 and low % 10 == 0 else span(write_year(low), write_year(high))


def month_value(year: int, month: int, part: str | None = None) -> Value:
    """Give a month; its part is kept as a word, since no day is made up."""
    return point(f"{write_year(year)}-{month:02d}", "month", part=_PARTS.get(part or ""))


def day_value(year: int, month: int, day: int) -> Value | None:
    """Give a day; None where the calendar has no such day."""
    try:
        date(year, month, day)
    except ValueError:
        return None
    return point(f"{write_year(year)}-{month:02d}-{day:02d}", "day")


def season_value(year: int, code: str) -> Value:
    """Give a season, quarter or half of a year; its edges are its months."""
    edtf = f"{write_year(year)}-{code}"
    bounds = bounds_of(edtf)
    low, high = (f"{write_year(day.year)}-{day.month:02d}" for day in bounds if day)
    return Value(edtf=edtf, low=low, high=high, grain="season")


def quarter_value(year: int, number: int) -> Value:
    """Give a quarter by its number; numbers above 4 and below 1 count on into other years."""
    year, number = year + (number - 1) // 4, (number - 1) % 4 + 1
    return season_value(year, str(32 + number))


def either(one: Value, other: Value) -> Value:
    """Give "1905 or 1910": one of two, never what lies between."""
    first, last = ((value.edtf or "").replace("/", "..") for value in (one, other))
    return Value(edtf=f"[{first},{last}]", low=one.low, high=other.high, grain="span")


def shift(anchor: str, count: float, unit: str) -> Value | None:
    """Move a point by a number of units, at the precision of the coarser; None where that says nothing.

    Years keep years; decades and centuries become about a year; weeks become about a day.
    """
    plain = anchor.rstrip("~?%")
    parts = [int(part) for part in plain.lstrip("-").split("-")]
    if plain.startswith("-") or "X" in plain or (len(parts) > 1 and parts[1] > 12):
        return None
    if unit in _YEARS:
        year = parts[0] + round(count * _YEARS[unit])
        blurred = unit != "year" or count != int(count)
        return point(write_year(year), "year").qualify("~") if blurred else point(write_year(year), "year")
    if unit == "month" and len(parts) > 1:
        months = parts[0] * 12 + parts[1] - 1 + round(count)
        return month_value(months // 12, months % 12 + 1)
    if unit in _DAYS and len(parts) == 3:
        day = date(*parts) + timedelta(days=round(count * _DAYS[unit]))
        moved = point(day.isoformat(), "day")
        return moved if unit == "day" else moved.qualify("~")
    return None
