"""Words of dates."""

from __future__ import annotations

from typing import Literal

from yalu.lexicon.table import Row, Table, load_table

DateWordKind = Literal[
    "month", "season", "weekday", "number", "ordinal", "unit", "part", "approximate", "uncertain", "relation"
]


class DateWord(Row, frozen=True, kw_only=True):
    """A word of a date and what it stands for."""

    text: str
    kind: DateWordKind
    value: str
    source: tuple[str, ...]


def load_date_words() -> Table[DateWord]:
    """Read data/dates/words.yaml."""
    return load_table("dates/words", DateWord)
