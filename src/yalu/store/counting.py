"""What a whole archive holds, counted by SQL: actors, pairs, agreements; nothing is read but indexes where they suffice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import CTE, Select, and_, case, distinct, func, literal, select, true, union_all

from yalu.store import filters
from yalu.store.schema import statement_actors, statement_dyads, statements


class ActorCount(NamedTuple):
    """A code and how much is said of it."""

    code: str
    articles: int
    statements: int


class DyadCount(NamedTuple):
    """An ordered pair of codes and how much is said of it."""

    first: str
    second: str
    articles: int
    statements: int


class ActsCount(NamedTuple):
    """An ordered pair of codes and how often the first acted toward the second, as told."""

    first: str
    second: str
    cooperation: int
    conflict: int


class RolesCount(NamedTuple):
    """A code, in how many statements it takes part, in how many events that happened it acts and is acted upon."""

    code: str
    statements: int
    acts: int
    suffers: int


class PartnerCount(NamedTuple):
    """Another actor, events toward it and from it."""

    code: str
    toward: int
    back: int


def actors_query(written_before: str | None) -> Select[Any]:
    """Ask for all codes that take part in statements, the most frequent first."""
    column = statement_actors.c
    count = func.count(distinct(column.statement)).label("count")
    query = select(column.code, func.count(distinct(column.article)), count)
    query = query.where(column.role != "holder", column.code.is_not(None), filters.not_rejected(column.statement))
    query = query.where(*filters.written_earlier(column.article, written_before)).group_by(column.code)
    return query.order_by(count.desc(), column.code)


def dyads_query(written_before: str | None) -> Select[Any]:
    """Ask for all ordered pairs of codes, the most frequent first."""
    column = statement_dyads.c
    count = func.count().label("count")
    query = select(column.first, column.second, func.count(distinct(column.article)), count)
    query = query.where(
        filters.not_rejected(column.statement), *filters.written_earlier(column.article, written_before)
    )
    return query.group_by(column.first, column.second).order_by(count.desc(), column.first, column.second)


def acts_query(wanted: filters.StatementFilter, *, of: str | None = None) -> Select[Any]:
    """Ask how often each code acted toward each other, by cooperation and conflict; `of` leaves out pairs without it."""
    said, pair = _chosen(wanted), statement_dyads.c
    conflict = func.sum(case((said.c.quad >= 3, 1), else_=0))
    query = (
        select(pair.first, pair.second, func.count() - conflict, conflict)
        .select_from(said)
        .join(statement_dyads, and_(said.c.article == pair.article, said.c.id == pair.statement))
        .where(pair.kind == "event")
        .where((pair.first == of) | (pair.second == of) if of else true())
    )
    return query.group_by(pair.first, pair.second).order_by(func.count().desc(), pair.first, pair.second)


def _chosen(wanted: filters.StatementFilter, *, quad: bool = True) -> CTE:
    """Give the statements of a filter, found before their links are looked up: few are, of all links in the archive."""
    column = statements.c
    # What happened is an event: without the kind an index of what happened answers alone.
    wanted = replace(wanted, kinds=()) if wanted.happened else wanted
    query = select(column.article, column.id, *([column.quad] if quad else []))
    query = query.where(*filters.conditions_of(wanted))
    return query.cte("chosen").prefix_with("MATERIALIZED")


def roles_query(wanted: filters.StatementFilter) -> Select[Any]:
    """Ask in how many events of a filter each code acts and is acted upon."""
    said, told = _chosen(wanted, quad=False), statement_actors.c
    same = and_(said.c.article == told.article, said.c.id == told.statement)
    number = {role: func.count(distinct(case((told.role == role, told.statement)))) for role in ("actor", "recipient")}
    query = select(told.code, number["actor"], number["recipient"]).select_from(said).join(statement_actors, same)
    query = query.where(told.role.in_(("actor", "recipient")), told.code.is_not(None))
    return query.group_by(told.code)


def codes_query(wanted: filters.StatementFilter) -> Select[Any]:
    """Ask in how many statements of a filter each code takes part."""
    said, told = _chosen(wanted, quad=False), statement_actors.c
    same = and_(said.c.article == told.article, said.c.id == told.statement)
    query = select(told.code, func.count(distinct(told.statement))).select_from(said).join(statement_actors, same)
    query = query.where(told.role != "holder", told.code.is_not(None))
    return query.group_by(told.code)


def partners_query(actor: str, written_before: str | None, limit: int) -> Select[Any]:
    """Ask with whom an actor stands in events, as the one who acts and the one acted upon, the most frequent first."""
    parts = [*_of_code(actor, written_before), *_of_id(actor, written_before)]
    both = union_all(*parts).subquery("both")
    toward, back = func.sum(both.c.toward), func.sum(both.c.back)
    query = select(both.c.code, toward, back).group_by(both.c.code)
    return query.order_by((toward + back).desc(), both.c.code).limit(limit)


def _of_code(code: str, written_before: str | None) -> Iterator[Select[Any]]:
    """Count by pairs of codes: an index answers it."""
    pair = statement_dyads.c
    for mine, other, toward in ((pair.first, pair.second, 1), (pair.second, pair.first, 0)):
        counted = (literal(toward) * func.count()).label("toward"), (literal(1 - toward) * func.count()).label("back")
        query = select(other.label("code"), *counted).where(mine == code, pair.kind == "event").group_by(other)
        query = query.where(filters.not_rejected(pair.statement))
        yield query.where(*filters.written_earlier(pair.article, written_before))


def _of_id(actor: str, written_before: str | None) -> Iterator[Select[Any]]:
    """Count for an id that stands for less than a code: a person, a ministry."""
    one, other = statement_actors.alias("one"), statement_actors.alias("other")
    same = and_(one.c.article == other.c.article, one.c.statement == other.c.statement)
    number = func.count(distinct(other.c.statement))
    for mine, theirs, toward in (("actor", "recipient", 1), ("recipient", "actor", 0)):
        counted = (literal(toward) * number).label("toward"), (literal(1 - toward) * number).label("back")
        query = select(other.c.code.label("code"), *counted).select_from(one.join(other, same))
        query = query.where(one.c.actor == actor, one.c.code != actor, one.c.kind == "event", one.c.role == mine)
        query = query.where(other.c.role == theirs, other.c.code.is_not(None), filters.not_rejected(one.c.statement))
        yield query.where(*filters.written_earlier(one.c.article, written_before)).group_by(other.c.code)
