"""Pages of the statements of actors and pairs, as SQL: read from the indexes of the links, which are in order of time.

A page of what is said of an actor costs as much as the page, however much is said of it. To compose these queries with
SQLAlchemy takes five times as long as to answer them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from yalu.model import KINDS
from yalu.store import filters
from yalu.store.linking import Group, named
from yalu.store.rows import ROLES, encode

_COLUMNS = "SELECT DISTINCT time_key, article, start, statement AS id FROM "
_BY = {
    "code": "statement_actors AS link WHERE code = ? AND role = ? AND kind = ?",
    "actor": "statement_actors AS link WHERE actor = ? AND role = ? AND kind = ?",
}
_OF_PAIR = "statement_dyads AS link WHERE first = ? AND second = ? AND kind = ?"
_STANDS = " AND statement NOT IN (SELECT id FROM statements WHERE verdict = 'reject')"
_EARLIER = " AND article IN (SELECT id FROM articles WHERE latest_key < ?)"
_BESIDE = """ AND EXISTS (SELECT 1 FROM statement_actors AS other
WHERE other.article = link.article AND other.statement = link.statement AND other.role IN (SELECT value FROM json_each(?))
AND (other.code IN (SELECT value FROM json_each(?)) OR other.actor IN (SELECT value FROM json_each(?))))"""
_ORDER = " ORDER BY time_key, article, start, id LIMIT ? OFFSET ?"
_PAGE = """SELECT said.kind, said.record FROM (
{page}
) AS page CROSS JOIN statements AS said ON said.id = page.id ORDER BY page.time_key, page.article, page.start, page.id"""


@dataclass(frozen=True, slots=True)
class Page:
    """A query with what is given to it."""

    query: str
    given: tuple[str | int | None, ...]


def fits(wanted: filters.StatementFilter) -> bool:
    """Say whether links alone tell which statements a filter gives, and in which order."""
    plain = filters.StatementFilter(
        kinds=wanted.kinds, actor=wanted.actor, actors=wanted.actors, recipients=wanted.recipients,
        concerned=wanted.concerned, parties=wanted.parties, involved=wanted.involved, dyad=wanted.dyad,
        directed=wanted.directed, written_before=wanted.written_before, limit=wanted.limit, offset=wanted.offset,
    )  # fmt: skip
    return wanted == plain and wanted.limit is not None and bool(wanted.dyad or named(wanted))


def page_of(wanted: filters.StatementFilter, *, ids: bool) -> Page:
    """Ask for a page of a filter that fits; without `ids` names are codes alone."""
    wanted = wanted if ids else _as_pair(wanted)
    groups = named(wanted)
    kinds = wanted.kinds or KINDS
    parts = list(_of_dyad(wanted, kinds) if wanted.dyad else _of_names(*groups[0], kinds, ids=ids))
    more, given = _further(groups if wanted.dyad else groups[1:], wanted)
    query = "\nUNION ".join(_COLUMNS + part + more for part, _ in parts)
    values = [value for _, own in parts for value in (*own, *given)]
    return Page(_PAGE.replace("{page}", query + _ORDER), (*values, wanted.limit, wanted.offset))


def _as_pair(wanted: filters.StatementFilter) -> filters.StatementFilter:
    """Ask for what one did to another by their pair: its index has no others between them."""
    if wanted.dyad or wanted.kinds != ("event",) or len(wanted.actors) != 1 or len(wanted.recipients) != 1:
        return wanted
    if wanted.actors == wanted.recipients:
        return wanted
    pair = (wanted.actors[0], wanted.recipients[0])
    return replace(wanted, actors=(), recipients=(), dyad=pair, directed=True)


def _of_names(
    names: tuple[str, ...], roles: tuple[str, ...], kinds: tuple[str, ...], *, ids: bool
) -> Iterator[tuple[str, tuple[str, ...]]]:
    # No role at all: an event has no parties. One that finds nothing stands for none.
    asked = [(role, kind) for kind in kinds for role, _ in ROLES[kind] if role in roles] or [(roles[0], kinds[0])]
    for (role, kind), name in product(asked, names):
        for column in ("code", "actor") if ids else ("code",):
            yield _BY[column], (name, role, kind)


def _of_dyad(wanted: filters.StatementFilter, kinds: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    first, second = wanted.dyad or ("", "")
    pairs = [(first, second)] if wanted.directed else [(first, second), (second, first)]
    for pair, kind in product(pairs, kinds):
        yield _OF_PAIR, (*pair, kind)


def _further(groups: list[Group], wanted: filters.StatementFilter) -> tuple[str, tuple[str | int, ...]]:
    more: str = _STANDS
    given: tuple[str | int, ...] = ()
    for names, roles in groups:
        asked = encode(names)
        more, given = more + _BESIDE, (*given, encode(roles), asked, asked)
    if wanted.written_before is not None and (day := filters.first_day(wanted.written_before)) is not None:
        more, given = more + _EARLIER, (*given, day)
    return more, given
