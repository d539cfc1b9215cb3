"""What an archive holds, by name, as a View gives it: authors, categories, actors, pairs, with how much there is of each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal, NamedTuple

from sqlalchemy import Select, Table, distinct, func, select

from yalu.store import counting, filters
from yalu.store.counting import ActorCount, ActsCount, DyadCount, PartnerCount, RolesCount
from yalu.store.filters import ArticleFilter, StatementFilter
from yalu.store.schema import (
    article_authors,
    article_categories,
    article_tags,
    articles,
    mentions,
    statements,
)
from yalu.store.view.reader import Reader

_NAMED = {"authors": article_authors, "categories": article_categories, "tags": article_tags}


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

    def actors_seen(self, *, written_before: str | None = None) -> list[ActorCount]:
        """Give all codes that take part in statements (holders aside), the most frequent first."""
        return [ActorCount(*row) for row in self._rows(counting.actors_query(written_before))]

    def dyads_seen(self, *, written_before: str | None = None) -> list[DyadCount]:
        """Give all ordered pairs of codes, the most frequent first."""
        return [DyadCount(*row) for row in self._rows(counting.dyads_query(written_before))]

    def acts_seen(self, wanted: StatementFilter, *, of: str | None = None) -> list[ActsCount]:
        """Give how often each code acted toward each other in the events of a filter; with `of` only its pairs."""
        return [ActsCount(*row) for row in self._rows(counting.acts_query(wanted, of=of))]

    def roles_seen(self, wanted: StatementFilter) -> list[RolesCount]:
        """Give what part each code has in the statements of a filter, those in most statements first."""
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
        column = statements.c
        # Keys are written YYYYMMDD, and SQLite divides whole numbers to whole numbers.
        year, last = column.earliest_key // 10_000, column.latest_key // 10_000
        query = select(year, func.count()).where(
            column.kind == "event", column.happened, filters.standing(), year == last
        )
        return {int(told): int(count) for told, count in self._rows(query.group_by(year)) if told is not None}

    def kinds_seen(self) -> dict[str, int]:
        """Count statements by kind."""
        return self._by_kind(select(statements.c.kind, func.count()).where(filters.standing()), statements)

    def _named(self, table: Table, written_before: str | None = None) -> list[Named]:
        column = table.c
        query = select(column.name, column.slug, func.count(distinct(column.article)))
        query = query.where(*filters.written_earlier(column.article, written_before))
        return [Named(*row) for row in self._rows(query.group_by(column.name, column.slug).order_by(column.name))]

    def _by_kind(self, query: Select[Any], table: Table) -> dict[str, int]:
        return {str(kind): int(count) for kind, count in self._rows(query.group_by(table.c.kind))}
