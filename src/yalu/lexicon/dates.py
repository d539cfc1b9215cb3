"""Rows of the words that dates are made of."""

from __future__ import annotations

from typing import Literal

from yalu.lexicon.table import Row, Table, load_table

DateWordKind = Literal[
    "month", "weekday", "season", "unit", "part", "division", "relation", "qualifier", "deictic", "day", "vague",
    "fraction", "decade_name", "daypart", "again", "ahead", "anniversary", "schedule",
]  # fmt: skip


class DateWord(Row, frozen=True, kw_only=True):
    """One word or phrase and what it means in a date."""

    text: str
    kind: DateWordKind
    value: str
    ambiguous: bool = False
    """True for a month that is also a verb or a name: it counts alone only after a word of time."""
    source: tuple[str, ...]


class NamedPeriod(Row, frozen=True, kw_only=True):
    """A period that is called by a name instead of its years."""

    text: str
    edtf: str
    """An interval of two years, months or days."""
    source: tuple[str, ...]


class Era(Row, frozen=True, kw_only=True):
    """A calendar that counts the years of a reign, a state or a man: year 1 of it, and its last year if it ended."""

    text: str
    first: int
    last: int | None = None
    source: tuple[str, ...]


class DateGuard(Row, frozen=True, kw_only=True):
    """A word beside four digits that shows they are no year."""

    text: str
    side: Literal["before", "after"]
    source: tuple[str, ...]


class DateShape(Row, frozen=True, kw_only=True):
    """A pattern that dates are read by, or a part of such patterns."""

    name: str
    kind: Literal["part", "shape"]
    text: str
    """A pattern of `re` in which `{name}` and `{kind*}` stand for parts and words."""
    example: str | None = None
    note: str | None = None
    source: tuple[str, ...]


def load_date_words() -> Table[DateWord]:
    """Read data/dates/words.yaml."""
    return load_table("dates/words", DateWord)


def load_named_periods() -> Table[NamedPeriod]:
    """Read data/dates/periods.yaml."""
    return load_table("dates/periods", NamedPeriod)


def load_eras() -> Table[Era]:
    """Read data/dates/eras.yaml."""
    return load_table("dates/eras", Era)


def load_date_guards() -> Table[DateGuard]:
    """Read data/dates/guards.yaml."""
    return load_table("dates/guards", DateGuard)


def load_date_shapes() -> Table[DateShape]:
    """Read data/dates/shapes.yaml."""
    return load_table("dates/shapes", DateShape)
