"""Follow statements into a changed article: what still stands has moved, what does not was withdrawn by the source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Select, and_, delete, exists, insert, not_, select, update
from sqlalchemy.dialects import sqlite

from yalu.model import AnyStatement, Article, squeeze
from yalu.store import rows
from yalu.store.deciding import choose
from yalu.store.schema import moves, runs, statements, withdrawn


@dataclass(frozen=True, slots=True)
class Changed:
    """An article that was changed by its source."""

    article: Article
    """As read now."""
    before: str
    """Version that was the current one."""
    run: str


@dataclass(frozen=True, slots=True)
class Stood:
    """A statement of the version before."""

    statement: AnyStatement
    verdict: str | None


Key = tuple[str, str]


def standing(connection: Connection, article: str) -> tuple[Stood, ...]:
    """Give the statements of an article as they read now."""
    column = statements.c
    query = select(column.kind, column.record, column.verdict).where(column.article == article).order_by(column.id)
    return tuple(Stood(rows.statement_of(kind, record), verdict) for kind, record, verdict in connection.execute(query))


def follow(connection: Connection, changed: Changed, before: Sequence[Stood], now: Sequence[AnyStatement]) -> None:
    """Record where the statements of the version before stand now, and which of them the source has taken back.

    A statement whose words still stand and that the coder no longer makes of them is neither: nobody withdrew it.
    """
    text = squeeze(changed.article.text)
    alike: dict[Key, list[AnyStatement]] = defaultdict(list)
    stood: dict[Key, int] = defaultdict(int)
    for one in now:
        alike[_key(one)].append(one)
    for past in before:
        stood[_key(past.statement)] += 1
    moved: dict[str, str] = {}
    gone: list[Stood] = []
    for past in before:
        one = past.statement
        key = _key(one)
        found = choose(alike[key], mark=rows.mark_of(one), place=one.span.start, alone=stood[key] == 1)
        if found:
            moved[one.id] = found
        elif key[1] not in text:
            gone.append(past)
    _record_moves(connection, changed.article.id, moved)
    _record_gone(connection, changed, gone)


def _key(one: AnyStatement) -> Key:
    return one.kind, squeeze(one.quote)


def _record_moves(connection: Connection, article: str, moved: dict[str, str]) -> None:
    for old, new in moved.items():
        if old != new:
            connection.execute(update(moves).where(moves.c.new == old).values(new=new))
    made = [{"old": old, "new": new, "article": article} for old, new in moved.items() if old != new]
    if made:
        upsert = sqlite.insert(moves)
        connection.execute(upsert.on_conflict_do_update(set_={"new": upsert.excluded.new}), made)
    connection.execute(delete(moves).where(moves.c.article == article, moves.c.old == moves.c.new))


def _record_gone(connection: Connection, changed: Changed, gone: Iterable[Stood]) -> None:
    made = [
        {
            "id": one.statement.id,
            "article": changed.article.id,
            "kind": one.statement.kind,
            "quote": one.statement.quote,
            "version": changed.before,
            "until": changed.article.version,
            "run": changed.run,
            "verdict": one.verdict,
            "record": rows.encode(one.statement),
        }
        for one in gone
    ]
    back = select(statements.c.id).where(statements.c.article == changed.article.id)
    connection.execute(delete(withdrawn).where(withdrawn.c.id.in_(back)))
    if made:
        ids = [row["id"] for row in made]
        connection.execute(delete(withdrawn).where(withdrawn.c.id.in_(ids)))
        connection.execute(insert(withdrawn), made)


def withdrawn_query(
    *, article: str | None = None, name: str | None = None, run: str | None = None
) -> Select[tuple[str, ...]]:
    """Ask for what was withdrawn: of one article, under one id, met by one run; what stands again is none."""
    column = withdrawn.c
    stands = exists().where(and_(statements.c.article == column.article, statements.c.id == column.id))
    query = (
        select(column.kind, column.record, column.version, column.until, runs.c.started, column.verdict)
        .join(runs, runs.c.id == column.run)
        .where(not_(stands))
        .order_by(runs.c.started, column.article, column.id)
    )
    for field, value in ((column.article, article), (column.id, name), (column.run, run)):
        query = query if value is None else query.where(field == value)
    return query
