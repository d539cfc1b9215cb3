"""Statements of actors and dyads by the indexes of the link tables, which are in order of time.

A page of what is said of an actor then costs as much as the page, however much is said of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, Subquery, func, literal_column, select, union

from yalu.model import KINDS
from yalu.store import filters
from yalu.store.rows import ROLES
from yalu.store.schema import statement_actors, statement_dyads, statements

_Group = tuple[tuple[str, ...], tuple[str, ...]]
"""Names of which one must stand in one of some roles."""
_ORDER = ("time_key", "article", "start", "id")


def narrow_statements(query: Select[Any], wanted: filters.StatementFilter) -> Select[Any]:
    """Add the conditions, order and limits of a filter to a query on `statements`."""
    column = statements.c
    if wanted.limit is not None and wanted.ids is None:
        # The page is found in an index; only its own rows are read.
        rows = _page_by_links(wanted) if _fits(wanted) else _page_of(wanted)
        query = query.join(rows, rows.c.id == column.id)
        return _in_order(query, wanted)
    return filters.page(_in_order(filters.where_statements(query, wanted), wanted), wanted.limit, wanted.offset)


def _page_of(wanted: filters.StatementFilter) -> Subquery:
    query = select(statements.c.id).where(*filters.conditions_of(wanted, covered=True))
    return filters.page(_in_order(query, wanted), wanted.limit, wanted.offset).subquery("page")


def _in_order(query: Select[Any], wanted: filters.StatementFilter) -> Select[Any]:
    column = statements.c
    if wanted.order == "time":
        query = query.order_by(column.time_key)
    return query.order_by(column.article, column.start, column.id)


def count_statements(wanted: filters.StatementFilter) -> Select[Any]:
    """Count the statements of a filter, its limit and offset aside."""
    if _fits(wanted):
        return _count_links(wanted)
    return filters.where_statements(select(func.count()).select_from(statements), wanted)


def _fits(wanted: filters.StatementFilter) -> bool:
    """Say whether links alone can tell which statements a filter gives, and in which order."""
    plain = filters.StatementFilter(
        kinds=wanted.kinds, actor=wanted.actor, actors=wanted.actors, recipients=wanted.recipients,
        concerned=wanted.concerned, parties=wanted.parties, involved=wanted.involved, dyad=wanted.dyad,
        directed=wanted.directed, author=wanted.author, category=wanted.category,
        written_before=wanted.written_before, rejected=wanted.rejected, limit=wanted.limit, offset=wanted.offset,
    )  # fmt: skip
    return wanted == plain and bool(wanted.dyad or _named(wanted))


def _page_by_links(wanted: filters.StatementFilter) -> Subquery:
    """Give the ids of a page of the statements of a filter that fits."""
    found = _links(wanted).order_by(*map(literal_column, _ORDER)).limit(wanted.limit).offset(wanted.offset or None)
    return found.subquery("page")


def _count_links(wanted: filters.StatementFilter) -> Select[Any]:
    """Count the statements of a filter that fits."""
    return select(func.count()).select_from(_links(wanted).subquery("links"))


def _named(wanted: filters.StatementFilter) -> list[_Group]:
    """Give who is asked for: each time names of which one must stand in one of some roles."""
    groups: list[_Group] = [((wanted.actor,), filters.ANY_ROLE)] if wanted.actor else []
    groups += [(wanted.actors, ("actor",))] if wanted.actors else []
    groups += [(wanted.recipients, ("recipient",))] if wanted.recipients else []
    groups += [((name,), ("about",)) for name in wanted.concerned]
    groups += [((name,), ("party",)) for name in wanted.parties]
    groups += [((name,), filters.ANY_ROLE) for name in wanted.involved]
    return groups


def _links(wanted: filters.StatementFilter) -> CompoundSelect[Any]:
    """Give the links of the first who is asked for, each by an index in order of time; the others are conditions."""
    groups = _named(wanted)
    kinds = wanted.kinds or KINDS
    rest = groups if wanted.dyad else groups[1:]
    parts = list(
        _of_dyad(wanted.dyad, kinds, directed=wanted.directed) if wanted.dyad else _of_names(*groups[0], kinds)
    )
    return union(*(part.where(*_further(part, rest, wanted)) for part in parts))


def _of_names(names: tuple[str, ...], roles: tuple[str, ...], kinds: tuple[str, ...]) -> Iterator[Select[Any]]:
    table = statement_actors
    pairs = [(role, kind) for kind in kinds for role, _ in ROLES[kind] if role in roles]
    # No pair at all: an event has no parties. One that finds nothing stands for none.
    for (role, kind), name in product(pairs or [(roles[0], kinds[0])], names):
        for column in (table.c.code, table.c.actor):
            yield _select(table).where(column == name, table.c.role == role, table.c.kind == kind)


def _of_dyad(dyad: tuple[str, str], kinds: tuple[str, ...], *, directed: bool) -> Iterator[Select[Any]]:
    column = statement_dyads.c
    pairs = [dyad] if directed else [dyad, (dyad[1], dyad[0])]
    for (first, second), kind in product(pairs, kinds):
        yield _select(statement_dyads).where(column.first == first, column.second == second, column.kind == kind)


def _select(table: Any) -> Select[Any]:
    column = table.c
    return select(column.time_key, column.article, column.start, column.statement.label("id")).distinct()


def _further(part: Select[Any], groups: list[_Group], wanted: filters.StatementFilter) -> Iterator[ColumnElement[bool]]:
    table = part.get_final_froms()[0]
    if not wanted.rejected:
        yield filters.not_rejected(table.c.statement)
    for names, roles in groups:
        yield filters.in_role(table.c.statement, names, roles)
    yield from filters.of_article(table.c.article, wanted)
