"""Statements in groups that share some columns: agreements of one key, figures of one measure and one pair.

Which groups stand on a page is found by counting; only the statements of these groups are read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, literal_column, or_, select

from yalu.store import filters
from yalu.store.linking import as_found
from yalu.store.schema import statements

By = Literal["agreement", "figures", "measure", "theme"]
_COLUMNS: dict[str, tuple[str, ...]] = {
    "agreement": ("key",),
    "figures": ("measure", "about", "counterpart"),
    "measure": ("measure",),
    "theme": ("theme",),
}
_ONLY = {"agreement": ("key",), "figures": ("raw",), "measure": ("raw", "measure"), "theme": ("theme",)}
"""Columns that only the statements in such groups fill: what the partial indexes are of. They say the kind as well."""


class Group(NamedTuple):
    """What the statements of a group share, how many there are, and the time of the first."""

    values: tuple[str | None, ...]
    number: int
    first: int


def groups_query(
    wanted: filters.StatementFilter, by: By, *, order: Literal["count", "time"], limit: int | None, offset: int
) -> Select[Any]:  # fmt: skip
    """Ask for groups, those with most statements or those that begin first in front."""
    shared = _shared(by)
    count, first = func.count().label("number"), func.min(statements.c.time_key).label("first")
    query = select(*shared, count, first).where(*_conditions(wanted, by)).group_by(*shared)
    leading = count.desc() if order == "count" else first.asc()
    return filters.page(query.order_by(leading, *shared), limit, offset)


def count_query(wanted: filters.StatementFilter, by: By) -> Select[Any]:
    """Count groups."""
    found = select(*_shared(by)).where(*_conditions(wanted, by)).distinct().subquery("groups")
    return select(func.count()).select_from(found)


def members_query(wanted: filters.StatementFilter, by: By, groups: Sequence[Group], most: int) -> Select[Any]:
    """Ask for the first statements in time of some groups, of each at most so many."""
    column, shared = statements.c, _shared(by)
    these = or_(*(and_(*map(_equal, shared, group.values)) for group in groups))
    place = func.row_number().over(partition_by=shared, order_by=(column.time_key, column.article, column.start))
    ranked = select(column.id, place.label("place")).where(these, *_conditions(wanted, by)).subquery("ranked")
    query = select(column.kind, column.record).join(ranked, ranked.c.id == column.id).where(ranked.c.place <= most)
    return query.order_by(*map(as_found, ("time_key", "article", "start", "id")))


def _shared(by: By) -> list[ColumnElement[Any]]:
    return [statements.c[name] for name in _COLUMNS[by]]


def _equal(column: ColumnElement[Any], value: str | None) -> ColumnElement[bool]:
    return column.is_(None) if value is None else column == value


def _conditions(wanted: filters.StatementFilter, by: By) -> list[ColumnElement[bool]]:
    filled = [literal_column(f"statements.{name}").is_not(None) for name in _ONLY[by]]
    return [*filled, *filters.conditions_of(replace(wanted, kinds=()))]
