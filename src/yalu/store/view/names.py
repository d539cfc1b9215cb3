"""What an archive holds, by name, as a View gives it: authors, categories, actors, pairs, with how much there is of each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal, NamedTuple

from sqlalchemy import Select, Table, distinct, func, select

from yalu.store import counting, filters
from yalu.store.counting import ActorCount, ActsCount, DyadCount, PartnerCount, RolesCount
from yalu.store.filters import ArticleFilter, StatementFilter
from yalu.store.rows import slug_name
from yalu.store.schema import (
    article_authors,
    article_categories,
    article_tags,
    articles,
    mentions,
)
from yalu.store.view.reader import Reader

_NAMED = {"authors": article_authors, "categories": article_categories, "tags": article_tags}

_ACTORS = "SELECT code, articles, statements FROM actor_totals ORDER BY statements DESC, code LIMIT ?"
_DYADS = "SELECT first, second, articles, statements FROM dyad_totals ORDER BY statements DESC, first, second LIMIT ? OFFSET ?"
_ACTS = """
SELECT first, second, cooperation, "conflict" FROM dyad_totals WHERE cooperation + "conflict" > 0
ORDER BY cooperation + "conflict" DESC, first, second
"""
_ACTS_OF = """
SELECT first, second, cooperation, "conflict" FROM dyad_totals
WHERE (first = ? OR second = ?) AND cooperation + "conflict" > 0
ORDER BY cooperation + "conflict" DESC, first, second
"""
_ROLES = "SELECT code, statements, acted, suffered FROM actor_totals ORDER BY statements DESC, code"
_PARTNERS = """
SELECT code, sum(toward), sum(back) FROM (
  SELECT second AS code, events AS toward, 0 AS back FROM dyad_totals WHERE first = ? AND events > 0
  UNION ALL SELECT first, 0, events FROM dyad_totals WHERE second = ? AND events > 0
) GROUP BY code ORDER BY sum(toward) + sum(back) DESC, code LIMIT ?
"""


class Named(NamedTuple):
    """An author, category or tag and how many articles bear it."""

    name: str
    slug: str
    articles: int


class TogetherCount(NamedTuple):
    """Two codes and in how many articles both are named."""

    first: str
    second: str
    articles: int


class NameReader(Reader):
    """What an archive holds, by name, as a View gives it: authors, categories, actors, pairs, with how much there is of each."""

    def authors(self, *, written_before: str | None = None) -> list[Named]:
        """Give all authors by name, with the number of their articles."""
        return self._named(article_authors, written_before)

    def categories(self, *, written_before: str | None = None) -> list[Named]:
        """Give all categories by name."""
        return self._named(article_categories, written_before)

    def tags(self, *, written_before: str | None = None) -> list[Named]:
        """Give all tags by name."""
        return self._named(article_tags, written_before)

    def name_at(self, table: Literal["authors", "categories", "tags"], slug: str) -> str | None:
        """Give the name of an author, category or tag by its slug, as the first article writes it."""
        column = _NAMED[table].c
        found = self._scalar(select(column.name).where(column.slug == slug).order_by(column.article).limit(1))
        return None if found is None else str(found)

    def publications(self) -> list[tuple[str, int]]:
        """Give all publications with the number of their articles, the largest first."""
        count = func.count().label("count")
        query = select(articles.c.publication, count).where(articles.c.publication.is_not(None))
        found = self._rows(query.group_by(articles.c.publication).order_by(count.desc(), articles.c.publication))
        return [(str(name), int(number)) for name, number in found]

    def actors_seen(self, *, written_before: str | None = None, limit: int | None = None) -> list[ActorCount]:
        """Give the codes that take part in statements (holders aside), the most frequent first."""
        if written_before is None:
            return [ActorCount(*row) for row in self._plain_rows(_ACTORS, _most(limit))]
        return [ActorCount(*row) for row in self._rows(counting.actors_query(written_before).limit(_most(limit)))]

    def dyads_seen(
        self, *, written_before: str | None = None, limit: int | None = None, offset: int = 0
    ) -> list[DyadCount]:
        """Give the ordered pairs of codes, the most frequent first."""
        if written_before is None:
            return [DyadCount(*row) for row in self._plain_rows(_DYADS, _most(limit), offset)]
        return [
            DyadCount(*row)
            for row in self._rows(counting.dyads_query(written_before).limit(_most(limit)).offset(offset))
        ]

    def count_dyads(self, *, written_before: str | None = None) -> int:
        """Count the ordered pairs of codes of whom something is said."""
        if written_before is None:
            return int(self._plain("SELECT count(*) FROM dyad_totals")[0])
        return int(self._scalar(select(func.count()).select_from(counting.dyads_query(written_before).subquery())) or 0)

    def acts_seen(self, wanted: StatementFilter, *, of: str | None = None) -> list[ActsCount]:
        """Give how often each code acted toward each other in the events of a filter; with `of` only its pairs."""
        if wanted == StatementFilter(kinds=("event",), happened=True):
            found = self._plain_rows(_ACTS) if of is None else self._plain_rows(_ACTS_OF, of, of)
            return [ActsCount(*row) for row in found]
        return [ActsCount(*row) for row in self._rows(counting.acts_query(wanted, of=of))]

    def roles_seen(self, wanted: StatementFilter) -> list[RolesCount]:
        """Give what part each code has in the statements of a filter, those in most statements first."""
        if wanted == StatementFilter():
            return [RolesCount(*row) for row in self._plain_rows(_ROLES)]
        plain = wanted == StatementFilter(written_before=wanted.written_before)
        counted = (
            {code: number for code, _, number in self._rows(counting.actors_query(wanted.written_before))}
            if plain
            else dict(self._rows(counting.codes_query(wanted)))
        )
        events = replace(wanted, kinds=("event",), happened=True)
        acts = {code: (acts, suffers) for code, acts, suffers in self._rows(counting.roles_query(events))}
        order = sorted(counted.items(), key=lambda row: (-row[1], row[0]))
        return [RolesCount(code, number, *acts.get(code, (0, 0))) for code, number in order]

    def partners(self, actor: str, *, written_before: str | None = None, limit: int) -> list[PartnerCount]:
        """Give with whom an actor stands in events, the most frequent first."""
        if written_before is None and not self.is_id(actor):
            return [PartnerCount(*row) for row in self._plain_rows(_PARTNERS, actor, actor, limit)]
        return [PartnerCount(*row) for row in self._rows(counting.partners_query(actor, written_before, limit))]

    def actors_named(self, wanted: ArticleFilter | None = None, *, limit: int = 400) -> list[ActorCount]:
        """Give the ids of actors with how many articles name them, and how often, the most named first."""
        column = mentions.c
        chosen = filters.where_articles(select(articles.c.id), wanted or ArticleFilter())
        count = func.count(distinct(column.article)).label("count")
        query = select(column.actor, count, func.count()).where(column.actor.is_not(None))
        query = query if wanted in (None, ArticleFilter()) else query.where(column.article.in_(chosen))
        return [
            ActorCount(*row)
            for row in self._rows(query.group_by(column.actor).order_by(count.desc(), column.actor).limit(limit))
        ]

    def named_together(self, wanted: ArticleFilter | None = None, *, least: int = 1) -> list[TogetherCount]:
        """Give pairs of codes that the same articles name, with how many articles do, the most frequent first."""
        column = mentions.c
        named = select(column.article, column.code).where(column.code.is_not(None)).distinct()
        if wanted is not None:
            chosen = filters.where_articles(select(articles.c.id), wanted)
            named = named.where(column.article.in_(chosen))
        cte = named.cte("named")
        one, other = cte.alias("one"), cte.alias("other")
        count = func.count().label("count")
        query = (
            select(one.c.code, other.c.code, count)
            .join(other, (one.c.article == other.c.article) & (one.c.code < other.c.code))
            .group_by(one.c.code, other.c.code)
            .having(count >= least)
            .order_by(count.desc(), one.c.code, other.c.code)
        )
        return [TogetherCount(*row) for row in self._rows(query)]

    def years_told(self) -> dict[int, int]:
        """Give how many events that happened surely fell in each year."""
        return dict(self._plain_rows("SELECT year, sum(sure) FROM year_totals GROUP BY year HAVING sum(sure) > 0"))

    def kinds_seen(self) -> dict[str, int]:
        """Count statements by kind."""
        return dict(self._plain_rows("SELECT kind, sum(statements) FROM year_totals GROUP BY kind ORDER BY kind"))

    def _named(self, table: Table, written_before: str | None = None) -> list[Named]:
        column = table.c
        query = select(column.name, func.count(distinct(column.article)))
        query = query.where(*filters.written_earlier(column.article, written_before))
        found = self._rows(query.group_by(column.name).order_by(column.name))
        return [Named(name, slug_name(name), number) for name, number in found]

    def _by_kind(self, query: Select[Any], table: Table) -> dict[str, int]:
        return {str(kind): int(count) for kind, count in self._rows(query.group_by(table.c.kind))}


def _most(limit: int | None) -> int:
    return -1 if limit is None else limit  # for SQLite a negative limit is none
