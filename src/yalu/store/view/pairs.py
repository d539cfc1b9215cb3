"""What actors and pairs did, in numbers, as a View gives it: from the totals, or counted anew as of a day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from yalu.store import filters, totals
from yalu.store.rows import encode
from yalu.store.view.names import Named
from yalu.store.view.reader import Reader

_CODE, _ACTOR = " AND link.code = ?", " AND (link.code = ? OR link.actor = ?)"
_PAIR = " AND link.first = ? AND link.second = ?"
_BEFORE = " AND link.article IN (SELECT id FROM articles WHERE latest_key < ?)"
_KEPT = {
    "actor_totals": "SELECT * FROM actor_totals WHERE code = ?",
    "actor_years": "SELECT * FROM actor_years WHERE code = ? ORDER BY year, quad",
    "dyad_totals": "SELECT * FROM dyad_totals WHERE first = ? AND second = ?",
    "dyad_years": "SELECT * FROM dyad_years WHERE first = ? AND second = ? ORDER BY year, quad",
}
_OF_PAIR = """
SELECT article FROM statement_dyads AS link WHERE first = ? AND second = ? {before}
AND statement NOT IN (SELECT id FROM statements WHERE verdict = 'reject')
UNION SELECT article FROM statement_dyads AS link WHERE first = ? AND second = ? AND kind = 'figure' {before}
AND statement NOT IN (SELECT id FROM statements WHERE verdict = 'reject')
"""
_NUMBER = "SELECT count(*) FROM ({articles})"
_WRITERS = """
SELECT name, slug, count(*) FROM article_authors WHERE article IN ({articles})
GROUP BY slug ORDER BY count(*) DESC, name LIMIT ?
"""
_TELLINGS = """
SELECT key, count(*) FROM statements AS link
WHERE key IN (SELECT value FROM json_each(?)) AND verdict IS NOT 'reject' {before} GROUP BY key
"""


class YearActs(NamedTuple):
    """Events that happened, of one quad class, that surely fell in one year; 9999 for those of no sure year."""

    year: int
    quad: int
    acts: int
    suffers: int
    """0 for a pair: its other direction has numbers of its own."""
    intensity: float
    """Sum over `acts`."""


class ActorTotal(NamedTuple):
    """How much is said of an actor; `acted` and `suffered` are of the events those that happened."""

    articles: int = 0
    statements: int = 0
    acts: int = 0
    suffers: int = 0
    acted: int = 0
    suffered: int = 0


class PairTotal(NamedTuple):
    """How much is said of an ordered pair; `cooperation` and `conflict` are events that happened."""

    articles: int = 0
    statements: int = 0
    events: int = 0
    figures: int = 0
    agreements: int = 0
    claims: int = 0
    cooperation: int = 0
    conflict: int = 0


class PairReader(Reader):
    """What actors and pairs did, in numbers, as a View gives it: from the totals, or counted anew as of a day."""

    def actor_total(self, actor: str, *, written_before: str | None = None) -> ActorTotal:
        """Give how much is said of a code, or of an id of something narrower."""
        found = self._told("actor_totals", actor, written_before)
        # An id may stand under several codes, as a person who served two states does.
        return ActorTotal(*(sum(row[at] for row in found) for at in range(1, 7))) if found else ActorTotal()

    def acts_of(self, actor: str, *, written_before: str | None = None) -> list[YearActs]:
        """Give what an actor did and suffered by year and quad class."""
        return [YearActs(*row[1:]) for row in self._told("actor_years", actor, written_before)]

    def _told(self, table: str, actor: str, before: str | None) -> list[Any]:
        narrow = self.is_id(actor)
        if before is None and not narrow:
            return self._plain_rows(_KEPT[table], actor)
        given = (actor, actor) if narrow else (actor,)
        return self._counted(table, _ACTOR if narrow else _CODE, given, before)

    def pair_total(self, first: str, second: str, *, written_before: str | None = None) -> PairTotal:
        """Give how much is said of an ordered pair of codes."""
        found = self._of_pair("dyad_totals", first, second, written_before)
        return PairTotal(*found[0][2:]) if found else PairTotal()

    def acts_between(self, first: str, second: str, *, written_before: str | None = None) -> list[YearActs]:
        """Give what the first did to the second by year and quad class."""
        found = self._of_pair("dyad_years", first, second, written_before)
        return [YearActs(year, quad, acts, 0, intensity) for _, _, year, quad, acts, intensity in found]

    def _of_pair(self, table: str, first: str, second: str, before: str | None) -> list[Any]:
        if before is None:
            return self._plain_rows(_KEPT[table], first, second)
        return self._counted(table, _PAIR, (first, second), before)

    def _counted(self, table: str, of: str, given: tuple[str, ...], before: str | None) -> list[Any]:
        earlier, days = _earlier(before)
        return self._plain_rows(totals.narrowed(table, of + earlier), *given, *days)

    def count_articles_on(self, first: str, second: str, *, written_before: str | None = None) -> int:
        """Count the articles that say something of an ordered pair: what one did to the other, or of both."""
        query, given = _on_pair(first, second, written_before)
        return int(self._plain(_NUMBER.replace("{articles}", query), *given)[0])

    def writers_on(self, first: str, second: str, *, limit: int, written_before: str | None = None) -> list[Named]:
        """Give who wrote most of the articles that say something of an ordered pair."""
        query, given = _on_pair(first, second, written_before)
        return [Named(*row) for row in self._plain_rows(_WRITERS.replace("{articles}", query), *given, limit)]

    def count_tellings(self, keys: Iterable[str], *, written_before: str | None = None) -> dict[str, int]:
        """Count the tellings of agreements by their keys."""
        earlier, days = _earlier(written_before)
        query = _TELLINGS.replace("{before}", earlier)
        return dict(self._plain_rows(query, encode(tuple(keys)), *days))


def _earlier(before: str | None) -> tuple[str, tuple[int, ...]]:
    day = filters.first_day(before) if before is not None else None
    return (_BEFORE, (day,)) if day is not None else ("", ())


def _on_pair(first: str, second: str, before: str | None) -> tuple[str, tuple[str | int, ...]]:
    earlier, days = _earlier(before)
    return _OF_PAIR.replace("{before}", earlier), (first, second, *days, second, first, *days)
