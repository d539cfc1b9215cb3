"""Datasets on the disk: a whole table in one transaction, its rows back as records, what people decided on them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Select, Table, delete, func, insert, or_, select, union_all
from sqlalchemy.dialects import sqlite

from yalu.model import DataRow, Dataset, PairRow, RowDecision, Series, StateRow, TradeRow
from yalu.store import schema

_BATCH = 20_000
_TABLES: Mapping[str, tuple[Table, type[Any]]] = {
    "trade": (schema.trade_rows, TradeRow),
    "pair": (schema.pair_rows, PairRow),
    "state": (schema.state_rows, StateRow),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeFilter:
    """Which rows of trade."""

    states: tuple[str, ...] = ()
    """Codes; a row counts where one of them is reporter or partner."""
    datasets: tuple[str, ...] = ()
    product: str | None = "TOTAL"
    """None for all products."""


def put_table(connection: Connection, dataset: Dataset, series: Iterable[Series], rows: Iterable[DataRow]) -> None:
    """Put a table with its rows in the place of the one of the same id."""
    drop_table(connection, dataset.id)
    connection.execute(insert(schema.datasets), [asdict(dataset)])
    made = [asdict(one) | {"leaves_out": json.dumps(one.leaves_out)} for one in series]
    if made:
        connection.execute(insert(schema.series), made)
    table, _ = _TABLES[dataset.kind]
    names = table.columns.keys()
    sql = str(insert(table).compile(dialect=sqlite.dialect()))
    waiting = iter(rows)
    while batch := [tuple([getattr(row, name) for name in names]) for row in islice(waiting, _BATCH)]:
        connection.exec_driver_sql(sql, batch)


def drop_table(connection: Connection, dataset: str) -> bool:
    """Take a dataset out with all its rows; say whether there was one."""
    return connection.execute(delete(schema.datasets).where(schema.datasets.c.id == dataset)).rowcount > 0


def dataset_query() -> Select[Any]:
    """Ask for all datasets by name."""
    return select(schema.datasets).order_by(schema.datasets.c.id)


def dataset_of(row: Mapping[str, Any]) -> Dataset:
    """Give the record of a dataset."""
    return Dataset(**row)


def series_query(datasets: tuple[str, ...] = ()) -> Select[Any]:
    """Ask for the series of datasets; of all when none is named."""
    query = select(schema.series).order_by(schema.series.c.id)
    return query.where(schema.series.c.dataset.in_(datasets)) if datasets else query


def series_of(row: Mapping[str, Any]) -> Series:
    """Give the record of a series."""
    return Series(**{**row, "leaves_out": tuple(json.loads(row["leaves_out"]))})


def trade_query(wanted: TradeFilter) -> Select[Any]:
    """Ask for rows of trade in the order of their keys."""
    column = schema.trade_rows.c
    query = _in_order(schema.trade_rows, TradeRow, wanted.datasets)
    if wanted.states:
        query = query.where(or_(column.reporter.in_(wanted.states), column.partner.in_(wanted.states)))
    return query.where(column.product == wanted.product) if wanted.product else query


def pair_query(states: tuple[str, ...]) -> Select[Any]:
    """Ask for numbers about pairs; only those in which one of the states takes part when any is named."""
    column = schema.pair_rows.c
    query = _in_order(schema.pair_rows, PairRow, ())
    return query.where(or_(column.first.in_(states), column.second.in_(states))) if states else query


def state_query(states: tuple[str, ...]) -> Select[Any]:
    """Ask for numbers about states; of all when none is named."""
    query = _in_order(schema.state_rows, StateRow, ())
    return query.where(schema.state_rows.c.state.in_(states)) if states else query


def _in_order(table: Table, kind: type[Any], datasets: tuple[str, ...]) -> Select[Any]:
    query = select(*(table.c[field.name] for field in fields(kind))).order_by(*table.primary_key.columns)
    if datasets:
        known = select(schema.series.c.id).where(schema.series.c.dataset.in_(datasets))
        query = query.where(table.c.series.in_(known))
    return query


def rows_of(found: Iterable[Any], kind: type[Any]) -> Iterator[Any]:
    """Give records of rows that were asked for in the order of their fields."""
    names = [field.name for field in fields(kind)]
    return (kind(**dict(zip(names, row, strict=True))) for row in found)


def record_decision(connection: Connection, decision: RowDecision) -> None:
    """Record a person's word on a row."""
    connection.execute(insert(schema.row_decisions), [asdict(decision)])


def decision_query() -> Select[Any]:
    """Ask for all decisions on rows, oldest first."""
    column = schema.row_decisions.c
    return select(column.row, column.verdict, column.by, column.at, column.why).order_by(column.number)


SPANS = union_all(
    *(
        select(table.c.series, func.count(), func.min(table.c.period), func.max(table.c.period)).group_by(
            table.c.series
        )
        for table, _ in _TABLES.values()
    )
)
"""Of each series: rows, first and last period."""
