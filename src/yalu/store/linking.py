"""Statements of actors and dyads by the indexes of the link tables, which are in order of time.

A page of what is said of an actor then costs as much as the page, however much is said of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, Subquery, Table, func, literal_column, select, union

from yalu.model import KINDS
from yalu.store import filters
from yalu.store.rows import ROLES
from yalu.store.schema import articles, statement_actors, statement_dyads, statements

Group = tuple[tuple[str, ...], tuple[str, ...]]
"""Names of which one must stand in one of some roles."""
_ORDER = ("time_key", "article", "start", "id")


def narrow_statements(query: Select[Any], wanted: filters.StatementFilter, *, ids: bool = True) -> Select[Any]:
    """Add the conditions, order and limits of a filter to a query on `statements`; without `ids` names are codes alone."""
    if wanted.limit is not None and wanted.ids is None:
        # The page is found in an index; only its own rows are read.
        rows = _page_by_links(wanted, ids=ids) if fits(wanted) else _page_of(wanted)
        return _in_order(query.join(rows, rows.c.id == statements.c.id), wanted, found=True)
    return filters.page(_in_order(filters.where_statements(query, wanted), wanted), wanted.limit, wanted.offset)


def _page_of(wanted: filters.StatementFilter) -> Subquery:
    query = select(statements.c.id).where(*filters.conditions_of(wanted))
    return filters.page(_in_order(query, wanted), wanted.limit, wanted.offset).subquery("page")


def _in_order(query: Select[Any], wanted: filters.StatementFilter, *, found: bool = False) -> Select[Any]:
    """Add the order; of rows that are `found` already it is written so that no index is walked for it."""
    if wanted.order == "written":
        query = query.join(articles, articles.c.id == statements.c.article).order_by(articles.c.latest_key.desc())
    names = ("time_key", "article", "start", "id") if wanted.order == "time" else ("article", "start", "id")
    return query.order_by(*(as_found(name) if found else statements.c[name] for name in names))


def as_found(name: str) -> ColumnElement[Any]:
    """Give a column of `statements` to sort by that leads SQLite to no index."""
    return literal_column(f"+statements.{name}")


def count_statements(wanted: filters.StatementFilter, *, ids: bool = True) -> Select[Any]:
    """Count the statements of a filter, its limit and offset aside; without `ids` names are codes alone."""
    if fits(wanted):
        return select(func.count()).select_from(_links(wanted, ids=ids).subquery("links"))
    return filters.where_statements(select(func.count()).select_from(statements), wanted)


def times_of(wanted: filters.StatementFilter, *, ids: bool) -> Subquery | None:
    """Give the times of the statements of a filter by links alone; None where these cannot tell."""
    return _links(wanted, ids=ids).subquery("times") if fits(wanted) else None


def fits(wanted: filters.StatementFilter) -> bool:
    """Say whether links alone can tell which statements a filter gives, and in which order."""
    plain = filters.StatementFilter(
        kinds=wanted.kinds, actor=wanted.actor, actors=wanted.actors, recipients=wanted.recipients,
        concerned=wanted.concerned, parties=wanted.parties, involved=wanted.involved, dyad=wanted.dyad,
        directed=wanted.directed, author=wanted.author, category=wanted.category,
        written_before=wanted.written_before, rejected=wanted.rejected, limit=wanted.limit, offset=wanted.offset,
    )  # fmt: skip
    return wanted == plain and bool(wanted.dyad or named(wanted))


def _page_by_links(wanted: filters.StatementFilter, *, ids: bool) -> Subquery:
    """Give the ids of a page of the statements of a filter that fits."""
    found = (
        _links(wanted, ids=ids).order_by(*map(literal_column, _ORDER)).limit(wanted.limit).offset(wanted.offset or None)
    )
    return found.subquery("page")


def names_of(wanted: filters.StatementFilter) -> tuple[str, ...]:
    """Give the names of all who are asked for, by id or code."""
    return tuple(name for names, _ in named(wanted) for name in names)


def named(wanted: filters.StatementFilter) -> list[Group]:
    """Give who is asked for: each time names of which one must stand in one of some roles."""
    groups: list[Group] = [((wanted.actor,), filters.ANY_ROLE)] if wanted.actor else []
    groups += [(wanted.actors, ("actor",))] if wanted.actors else []
    groups += [(wanted.recipients, ("recipient",))] if wanted.recipients else []
    groups += [((name,), ("about",)) for name in wanted.concerned]
    groups += [((name,), ("party",)) for name in wanted.parties]
    groups += [((name,), filters.ANY_ROLE) for name in wanted.involved]
    return groups


def _links(wanted: filters.StatementFilter, *, ids: bool) -> CompoundSelect[Any]:
    """Give the links of the first who is asked for, each by an index in order of time; the others are conditions."""
    groups = named(wanted)
    kinds = wanted.kinds or KINDS
    rest = groups if wanted.dyad else groups[1:]
    parts = list(
        _of_dyad(wanted.dyad, kinds, directed=wanted.directed) if wanted.dyad else _of_names(*groups[0], kinds, ids=ids)
    )
    table = statement_dyads if wanted.dyad else statement_actors
    further = tuple(_further(table, rest, wanted))
    return union(*(part.where(*further) for part in parts))


def _of_names(
    names: tuple[str, ...], roles: tuple[str, ...], kinds: tuple[str, ...], *, ids: bool
) -> Iterator[Select[Any]]:
    table = statement_actors
    columns = (table.c.code, table.c.actor) if ids else (table.c.code,)
    pairs = [(role, kind) for kind in kinds for role, _ in ROLES[kind] if role in roles]
    # No pair at all: an event has no parties. One that finds nothing stands for none.
    for (role, kind), name in product(pairs or [(roles[0], kinds[0])], names):
        for column in columns:
            yield _select(table).where(column == name, table.c.role == role, table.c.kind == kind)


def _of_dyad(dyad: tuple[str, str], kinds: tuple[str, ...], *, directed: bool) -> Iterator[Select[Any]]:
    column = statement_dyads.c
    pairs = [dyad] if directed else [dyad, (dyad[1], dyad[0])]
    for (first, second), kind in product(pairs, kinds):
        yield _select(statement_dyads).where(column.first == first, column.second == second, column.kind == kind)


def _select(table: Table) -> Select[Any]:
    column = table.c
    return select(column.time_key, column.article, column.start, column.statement.label("id")).distinct()


def _further(table: Table, groups: list[Group], wanted: filters.StatementFilter) -> Iterator[ColumnElement[bool]]:
    if not wanted.rejected:
        yield filters.not_rejected(table.c.statement)
    for names, roles in groups:
        yield filters.in_role(table.c.statement, names, roles)
    yield from filters.of_article(table.c.article, wanted)
