"""Statements and mentions as a View gives them: by filter, by id, in groups, in doubt, withdrawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

from sqlalchemy import func, select

from yalu.errors import NotFound
from yalu.model import (
    AnyMention,
    AnyStatement,
    Kind,
    Withdrawn,
)
from yalu.store import filters, grouping, linking, paging, rows, withdrawing
from yalu.store.filters import MentionFilter, StatementFilter
from yalu.store.grouping import By, Group
from yalu.store.known import known_number, known_years
from yalu.store.schema import (
    mentions,
    moves,
    statements,
)
from yalu.store.view.reader import Reader

_TOLD_IN = "SELECT kind, record FROM statements WHERE article = ? AND verdict IS NOT 'reject' ORDER BY start, id"
_NAMED_IN = 'SELECT kind, record FROM mentions WHERE article = ? ORDER BY start, "end", id'
_TAKES_PART = """
SELECT 1 WHERE EXISTS (SELECT 1 FROM statement_actors WHERE code = ? AND role != 'holder')
OR EXISTS (SELECT 1 FROM statement_actors WHERE actor = ? AND role != 'holder')
"""


class DoubtCount(NamedTuple):
    """How many statements of a kind wait for a person's word, and how many there are."""

    kind: str
    waiting: int
    whole: int


class YearNumber(NamedTuple):
    """A year, how many statements begin in it, and the last year they reach."""

    year: int
    number: int
    last: int


class StatementReader(Reader):
    """Statements and mentions as a View gives them: by filter, by id, in groups, in doubt, withdrawn."""

    def mentions(self, wanted: MentionFilter | None = None) -> Iterator[AnyMention]:
        """Give the mentions of a filter one by one, in order of the texts."""
        wanted = wanted or MentionFilter()
        if wanted.article and wanted == MentionFilter(article=wanted.article):
            yield from (rows.mention_of(*row) for row in self._plain_rows(_NAMED_IN, wanted.article))
            return
        query = filters.narrow_mentions(select(mentions.c.kind, mentions.c.record), wanted)
        for kind, record in self._stream(query):
            yield rows.mention_of(kind, record)

    def statements(self, wanted: StatementFilter | None = None) -> Iterator[AnyStatement]:
        """Give the statements of a filter one by one, corrections applied."""
        wanted = wanted or StatementFilter()
        if wanted.article and wanted == StatementFilter(article=wanted.article, order="place"):
            yield from (rows.statement_of(*row) for row in self._plain_rows(_TOLD_IN, wanted.article))
            return
        if paging.fits(wanted):
            page = paging.page_of(wanted, ids=self._has_ids(wanted))
            yield from (rows.statement_of(*row) for row in self._plain_rows(page.query, *page.given))
            return
        ids = wanted.limit is not None and self._has_ids(wanted)
        query = linking.narrow_statements(select(statements.c.kind, statements.c.record), wanted, ids=ids)
        for kind, record in self._stream(query):
            yield rows.statement_of(kind, record)

    def count_statements(self, wanted: StatementFilter | None = None) -> int:
        """Count the statements of a filter, its limit and offset aside."""
        wanted = wanted or StatementFilter()
        known = known_number(wanted)
        if known is not None and not (known.code and self._has_ids(wanted)):
            return int(self._plain(known.query, *known.given)[0] or 0)
        return int(self._scalar(linking.count_statements(wanted, ids=self._has_ids(wanted))) or 0)

    def _has_ids(self, wanted: StatementFilter) -> bool:
        """Say whether a name that a filter asks for may be an id of something narrower than a code."""
        names = linking.names_of(wanted)
        return not names or any(map(self.is_id, names))

    def takes_part(self, code: str) -> bool:
        """Say whether a code or id takes part in any statement, rejected ones included."""
        return self._plain(_TAKES_PART, code, code) is not None

    def years(self, wanted: StatementFilter) -> list[YearNumber]:
        """Count the dated statements of a filter by the year they begin in, in order, each with the last year they reach."""
        known = known_years(wanted)
        if known is not None and not (known.code and self._has_ids(wanted)):
            return [YearNumber(*row) for row in self._plain_rows(known.query, *known.given)]
        times = linking.times_of(wanted, ids=self._has_ids(wanted))
        column = statements.c if times is None else times.c
        last = func.coalesce(statements.c.latest_key, column.time_key) if times is None else column.time_key
        year = (column.time_key // 10_000).label("year")
        query = select(year, func.count(), func.max(last) // 10_000)
        query = filters.where_statements(query, wanted) if times is None else query
        query = query.where(column.time_key != rows.UNDATED).group_by(year).order_by(year)
        return [YearNumber(int(first), int(number), int(end)) for first, number, end in self._rows(query)]

    def measures(self) -> list[tuple[str | None, str | None]]:
        """Give what figures measure: each name in the list of measures with each wording of the texts."""
        column = statements.c
        query = select(column.measure, column.measure_text).where(column.raw.is_not(None)).distinct()
        return [(measure, words) for measure, words in self._rows(query)]

    def groups(
        self, by: By, wanted: StatementFilter, *, order: Literal["count", "time"] = "count", limit: int | None = None,
        offset: int = 0,
    ) -> list[Group]:  # fmt: skip
        """Give groups of the statements of a filter: those with most statements first, or in order of time."""
        query = grouping.groups_query(wanted, by, order=order, limit=limit, offset=offset)
        return [Group(tuple(values), count, first) for *values, count, first in self._rows(query)]

    def count_groups(self, by: By, wanted: StatementFilter) -> int:
        """Count groups of the statements of a filter."""
        return int(self._scalar(grouping.count_query(wanted, by)) or 0)

    def members(self, by: By, wanted: StatementFilter, groups: Sequence[Group], *, most: int) -> list[AnyStatement]:
        """Give the statements of some groups, the first in time of each, at most so many."""
        if not groups:
            return []
        return [rows.statement_of(*row) for row in self._rows(grouping.members_query(wanted, by, groups, most))]

    def statement(self, name: str) -> AnyStatement:
        """Give a statement by id, a rejected one too, or by an id it had in an earlier version; raise NotFound."""
        query = select(statements.c.kind, statements.c.record)
        found = self._rows(query.where(statements.c.id == name))
        if not found:
            found = self._rows(query.join(moves, moves.c.new == statements.c.id).where(moves.c.old == name))
        if not found:
            raise NotFound(f"no statement {name!r}", remedy="`yalu statements` lists them.")
        return rows.statement_of(*found[0])

    def statement_as_coded(self, name: str) -> AnyStatement:
        """Give a statement as the coder made it, without decisions; raise NotFound."""
        record = func.coalesce(statements.c.coded, statements.c.record)
        found = self._rows(select(statements.c.kind, record).where(statements.c.id == name))
        if not found:
            raise NotFound(f"no statement {name!r}", remedy="`yalu statements` lists them.")
        return rows.statement_of(*found[0])

    def in_doubt(
        self, *, kind: Kind | None = None, limit: int | None = None, offset: int = 0
    ) -> Iterator[AnyStatement]:
        """Give the statements that nobody has decided on, the most doubtful first (`filters.doubt`)."""
        query = select(statements.c.kind, statements.c.record).where(statements.c.verdict.is_(None))
        query = query.where(statements.c.kind == kind) if kind else query
        query = query.order_by(filters.doubt().desc(), statements.c.article, statements.c.start, statements.c.id)
        for told, record in self._stream(query.limit(limit).offset(offset)):
            yield rows.statement_of(told, record)

    def count_doubt(self) -> list[DoubtCount]:
        """Count the statements of each kind that nobody has decided on, and all."""
        waiting = func.count().filter(statements.c.verdict.is_(None))
        query = select(statements.c.kind, waiting, func.count()).group_by(statements.c.kind).order_by(statements.c.kind)
        return [DoubtCount(*row) for row in self._rows(query)]

    def verdict(self, statement: str) -> str | None:
        """Give the last verdict on a statement: accept, correct, reject, or None."""
        verdict = self._scalar(select(statements.c.verdict).where(statements.c.id == statement))
        return None if verdict is None else str(verdict)

    def withdrawn(self, article: str | None = None) -> list[Withdrawn]:
        """Give the statements that their source took back, oldest withdrawal first; all of them, or an article's."""
        return [_withdrawn(row) for row in self._rows(withdrawing.withdrawn_query(article=article))]

    def count_withdrawn(self, run: str) -> int:
        """Count the statements whose withdrawal a run met."""
        query = select(func.count()).select_from(withdrawing.withdrawn_query(run=run).subquery())
        return int(self._scalar(query) or 0)

    def withdrawn_statement(self, name: str) -> Withdrawn:
        """Give a statement that its source took back, by the id it had; raise NotFound."""
        found = self._rows(withdrawing.withdrawn_query(name=name))
        if not found:
            raise NotFound(f"no statement {name!r}", remedy="`yalu statements` lists them.")
        return _withdrawn(found[0])


def _withdrawn(row: Any) -> Withdrawn:
    kind, record, version, until, at, verdict = row
    return Withdrawn(
        statement=rows.statement_of(kind, record), version=version, until=until, at=at, verdict=verdict
    )  # fmt: skip
