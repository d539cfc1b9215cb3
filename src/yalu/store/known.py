"""Numbers that the totals hold already, found by the filter that asks for them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from yalu.model import KINDS
from yalu.store.filters import StatementFilter
from yalu.store.rows import encode
from yalu.store.schema import UNPLACED


@dataclass(frozen=True, slots=True)
class Known:
    """A query on the totals; with `code` it holds only where no id of something narrower is asked for."""

    query: str
    given: tuple[str | int, ...]
    code: bool = False


_ALL = "SELECT sum(statements) FROM year_totals WHERE kind IN (SELECT value FROM json_each(?))"
_OF_CODE = "SELECT sum(statements) FROM actor_times WHERE code = ? AND kind IN (SELECT value FROM json_each(?))"
_ACTS = "SELECT sum(acts) FROM actor_totals WHERE code = ?"
_SUFFERS = "SELECT sum(suffers) FROM actor_totals WHERE code = ?"
_YEARS = """
SELECT year, sum(statements), max(last) FROM year_totals
WHERE year != ? AND kind IN (SELECT value FROM json_each(?)) GROUP BY year ORDER BY year
"""
_YEARS_OF_CODE = """
SELECT year, sum(statements), max(last) FROM actor_times
WHERE code = ? AND year != ? AND kind IN (SELECT value FROM json_each(?)) GROUP BY year ORDER BY year
"""


def known_number(wanted: StatementFilter) -> Known | None:
    """Give where the number of the statements of a filter stands, its limit and offset aside; None for nowhere."""
    kinds = encode(wanted.kinds or KINDS)
    bare = replace(wanted, kinds=(), limit=None, offset=0, order="time")
    if bare == StatementFilter():
        return Known(_ALL, (kinds,))
    if wanted.actor and bare == StatementFilter(actor=wanted.actor):
        return Known(_OF_CODE, (wanted.actor, kinds), code=True)
    return _known_acts(wanted, bare) if wanted.kinds == ("event",) else None


def _known_acts(wanted: StatementFilter, bare: StatementFilter) -> Known | None:
    who, whom = wanted.actors, wanted.recipients
    if bare != StatementFilter(actors=who, recipients=whom) or len(who) > 1 or len(whom) > 1:
        return None
    if who and not whom:
        return Known(_ACTS, who, code=True)
    if whom and not who:
        return Known(_SUFFERS, whom, code=True)
    return None


def known_years(wanted: StatementFilter) -> Known | None:
    """Give where the dated statements of a filter are counted by year, with the last year they reach; None for nowhere."""
    kinds = encode(wanted.kinds or KINDS)
    bare = replace(wanted, kinds=(), limit=None, offset=0, order="time")
    if bare == StatementFilter():
        return Known(_YEARS, (UNPLACED, kinds))
    if wanted.actor and bare == StatementFilter(actor=wanted.actor):
        return Known(_YEARS_OF_CODE, (wanted.actor, UNPLACED, kinds), code=True)
    return None
