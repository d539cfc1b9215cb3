"""Statements in order of time; the precision of each date is kept, and what has no date stands apart (law 2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from yalu.model import Agreement, AnyStatement, Day, bounds_of

Precision = Literal["day", "month", "year", "decade", "range", "open"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A statement with the days it may fall on; None where it is open."""

    statement: AnyStatement
    edtf: str
    earliest: Day | None
    latest: Day | None
    precision: Precision

    @property
    def place(self) -> Day:
        """The day it is sorted by: the earliest, or where that is open the latest."""
        day = self.earliest or self.latest
        return day or Day(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class YearGroup:
    """Entries that begin in one year."""

    year: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Dated entries in order of time, the same by year, and the statements without any date."""

    entries: tuple[Entry, ...]
    years: tuple[YearGroup, ...]
    undated: tuple[AnyStatement, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The statements it rests on."""
        return tuple(entry.statement.id for entry in self.entries) + tuple(one.id for one in self.undated)


def timeline(statements: Iterable[AnyStatement]) -> Timeline:
    """Put statements in order of their earliest day."""
    entries: list[Entry] = []
    undated: list[AnyStatement] = []
    for statement in statements:
        edtf = date_of(statement)
        if edtf:
            entries.append(_entry(statement, edtf))
        else:
            undated.append(statement)
    entries.sort(key=lambda entry: (entry.place, entry.latest or entry.place, entry.statement.id))
    years = groupby(entries, key=lambda entry: entry.place.year)
    return Timeline(
        entries=tuple(entries),
        years=tuple(YearGroup(year, tuple(group)) for year, group in years),
        undated=tuple(undated),
    )


def date_of(statement: AnyStatement) -> str | None:
    """Give the date of what a statement tells: its own, or the day an agreement was signed."""
    edtf = statement.date.edtf if statement.date else None
    return edtf or (statement.signed if isinstance(statement, Agreement) else None)


def precision_of(earliest: Day | None, latest: Day | None) -> Precision:
    """Say how wide a date is."""
    if earliest is None or latest is None:
        return "open"
    if earliest == latest:
        return "day"
    if earliest.year == latest.year:
        whole = (earliest.month, earliest.day, latest.month) == (1, 1, 12)
        return "month" if earliest.month == latest.month else "year" if whole else "range"
    decade = latest.year - earliest.year == 9 and earliest.year % 10 == 0
    return "decade" if decade else "range"


def _entry(statement: AnyStatement, edtf: str) -> Entry:
    earliest, latest = bounds_of(edtf)
    precision = precision_of(earliest, latest)
    return Entry(statement=statement, edtf=edtf, earliest=earliest, latest=latest, precision=precision)
