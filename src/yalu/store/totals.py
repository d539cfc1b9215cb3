"""Totals: how much is said of each actor, pair and year, kept so that no page counts the whole archive.

What an article adds is counted before and after each change of its statements (`totals.sql`), and the difference is put
in the same transaction. A rejected statement counts nowhere. `recount` makes all of it anew, and `yalu check` compares.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.resources import files
from operator import sub
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, literal_column
from sqlalchemy.dialects import sqlite

from yalu.store.schema import TOTAL_TABLES

Counts = tuple[float, ...]
Tally = dict[str, dict[tuple[Any, ...], Counts]]
"""By table and key: what one article adds to the row."""
_QUERY = re.compile(r"-- (?P<table>\w+)\n(?P<query>(?:WITH|SELECT) .+?);\n", re.DOTALL)
_OF_ALL = ""
_OF_ARTICLE = "AND link.article = ?"
_SUM = "intensity"
"""A sum of fractions: taking out what was put in may leave a trace."""


@cache
def _queries() -> dict[str, str]:
    text = (files("yalu.store") / "totals.sql").read_text(encoding="utf-8")
    return {found["table"]: found["query"] for found in _QUERY.finditer(text)}


@cache
def narrowed(table: str, condition: str) -> str:
    """Give the query that counts the rows of a table of totals where a condition on `link` holds: AND ..."""
    return _queries()[table].replace("{one}", condition)


def tally(connection: Connection, article: str) -> Tally:
    """Count what an article adds to the totals."""
    if connection.exec_driver_sql("SELECT 1 FROM statements WHERE article = ? LIMIT 1", (article,)).first() is None:
        return {}
    return {
        table.name: _by_key(table, connection.exec_driver_sql(narrowed(table.name, _OF_ARTICLE), (article,)))
        for table in TOTAL_TABLES
    }


def _by_key(table: Table, found: Iterable[Any]) -> dict[tuple[Any, ...], Counts]:
    width = len(table.primary_key)
    return {tuple(row[:width]): tuple(row[width:]) for row in found}


def settle(connection: Connection, before: Tally, after: Tally) -> None:
    """Put what an article adds now in the place of what it added before."""
    for table in TOTAL_TABLES:
        was, now = before.get(table.name, {}), after.get(table.name, {})
        changes = list(_changes(table, was, now))
        if changes:
            connection.exec_driver_sql(_put(table), changes)
        if was and changes:
            width = len(table.primary_key)
            connection.exec_driver_sql(_clear(table), [row[:width] for row in changes])


def _changes(
    table: Table, was: dict[tuple[Any, ...], Counts], now: dict[tuple[Any, ...], Counts]
) -> Iterator[tuple[Any, ...]]:
    none = (0,) * (len(table.columns) - len(table.primary_key))
    for key in was.keys() | now.keys():
        change = tuple(map(sub, now.get(key, none), was.get(key, none)))
        if any(change):
            yield (*key, *change)


@cache
def _put(table: Table) -> str:
    upsert = sqlite.insert(table)
    counts = [column.name for column in table.columns if not column.primary_key]
    more = {name: table.c[name] + upsert.excluded[name] for name in counts}
    put = upsert.on_conflict_do_update(index_elements=list(table.primary_key), set_=more)
    return str(put.compile(dialect=sqlite.dialect()))


@cache
def _clear(table: Table) -> str:
    """Give what takes out a row that counts nothing any more."""
    zero: ColumnElement[int] = literal_column("0")
    empty = [column == zero for column in table.columns if not column.primary_key and column.name != _SUM]
    query = delete(table).where(*(column == "" for column in table.primary_key), *empty)
    return str(query.compile(dialect=sqlite.dialect()))


def recount(execute: Callable[[str], Any]) -> None:
    """Make all totals anew; `execute` runs SQL inside a transaction."""
    for table in TOTAL_TABLES:
        execute(str(delete(table).compile(dialect=sqlite.dialect())))
        execute(f"INSERT INTO {table.name} {narrowed(table.name, '')}")


def wrong_totals(connection: Connection) -> Iterator[tuple[str, str]]:
    """Give the table and key of every row that is not what the statements add up to."""
    for table in TOTAL_TABLES:
        kept = _by_key(table, connection.execute(table.select()))
        told = _by_key(table, connection.exec_driver_sql(narrowed(table.name, _OF_ALL)))
        for key in sorted(kept.keys() | told.keys(), key=repr):
            if _rounded(kept.get(key)) != _rounded(told.get(key)):
                yield table.name, "/".join(map(str, key))


def _rounded(counts: Counts | None) -> Counts | None:
    return counts and tuple(round(count, 3) for count in counts)
