"""Articles as a View gives them: whole, in brief, their versions, and what stands beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import func, or_, select

from yalu.errors import NotFound
from yalu.model import (
    Article,
    Edition,
    key_of,
    slug_of,
)
from yalu.store import filters, rows
from yalu.store.filters import ArticleFilter
from yalu.store.schema import (
    articles,
    joined,
    runs,
    sources,
    versions,
)
from yalu.store.view.reader import Reader

_BRIEF = select(
    articles.c.id, articles.c.slug, articles.c.title, articles.c.authors, articles.c.published, articles.c.complete
)

_SHORT = "SELECT id, slug, title, authors, published, complete FROM articles"
_KNOWN = "SELECT 1 FROM {table} WHERE slug = ? LIMIT 1"
_EARLIER = "AND latest_key < ?"
_NUMBER = "SELECT count(DISTINCT article) FROM {table} WHERE slug = ? {before}"
_PAGE = """(
  SELECT DISTINCT latest_key, number, article FROM {table} WHERE slug = ? {before}
  ORDER BY latest_key DESC, number LIMIT ? OFFSET ?
) AS page CROSS JOIN articles AS one ON one.id = page.article"""
_WHOLE = """
SELECT one.record, read.text FROM {page} CROSS JOIN versions AS read ON read.id = one.version
ORDER BY page.latest_key DESC, page.number
"""
_BRIEFS = """
SELECT one.id, one.slug, one.title, one.authors, one.published, one.complete FROM {page}
ORDER BY page.latest_key DESC, page.number
"""
_THESE = """
SELECT id, slug, title, authors, published, complete FROM articles WHERE id IN (SELECT value FROM json_each(?))
"""
_AFTER = f"{_SHORT} WHERE title != ? AND latest_key > ? ORDER BY latest_key, number LIMIT 1"
_BEFORE = f"{_SHORT} WHERE title != ? AND latest_key < ? ORDER BY latest_key DESC, number LIMIT 1"
_EXTENT = """
WITH dated AS (
  SELECT complete, (earliest_key - (earliest_key < 0) * 9999) / 10000 AS year,
    (latest_key - (latest_key < 0) * 9999) / 10000 AS last FROM articles
)
SELECT count(*), coalesce(sum(NOT complete), 0), coalesce(sum(coalesce(year != last, 1)), 0),
  min(CASE WHEN year = last THEN year END), max(CASE WHEN year = last THEN year END) FROM dated
"""
_ENTRY = """
SELECT one.record, read.text, one.slug, (SELECT path FROM sources WHERE id = one.source),
  (SELECT count(*) FROM versions WHERE article = one.id), (SELECT count(*) FROM withdrawn AS gone
    WHERE article = one.id AND NOT EXISTS (SELECT 1 FROM statements WHERE id = gone.id AND article = one.id))
FROM articles AS one JOIN versions AS read ON read.id = one.version
WHERE one.id = (SELECT id FROM articles WHERE id = ? UNION ALL SELECT id FROM articles WHERE slug = ? LIMIT 1)
"""


class Shelf(NamedTuple):
    """The articles of one author, category or tag, in the index of its table."""

    table: str
    given: tuple[str | int, ...]
    before: bool
    limit: int | None
    offset: int

    def ask(self, query: str) -> str:
        """Give a query on the shelf."""
        return (
            query.replace("{page}", _PAGE)
            .replace("{table}", self.table)
            .replace("{before}", _EARLIER if self.before else "")
        )


def shelf_of(wanted: ArticleFilter) -> Shelf | None:
    """Give the shelf of a filter that asks for nothing else, newest first."""
    names = {"article_authors": wanted.author, "article_categories": wanted.category, "article_tags": wanted.tag}
    given = [(table, name) for table, name in names.items() if name is not None]
    plain = replace(wanted, author=None, category=None, tag=None, limit=None, offset=0, written_before=None)
    if len(given) != 1 or plain != ArticleFilter():
        return None
    [(table, name)] = given
    day = filters.first_day(wanted.written_before) if wanted.written_before is not None else None
    days = () if day is None else (day,)
    return Shelf(table, (name, *days), day is not None, wanted.limit, wanted.offset)


class Brief(NamedTuple):
    """What a list says of an article."""

    id: str
    slug: str
    title: str
    authors: tuple[str, ...]
    published: str | None
    complete: bool


class Entry(NamedTuple):
    """An article with what the archive knows beside it."""

    article: Article
    slug: str
    source: str
    """Path it was read from."""
    versions: int
    withdrawn: int
    """Statements that its source took back."""


class Extent(NamedTuple):
    """How far an archive reaches: articles, teasers, articles without a sure year, first and last year of publication."""

    articles: int
    teasers: int
    undated: int
    first: int | None
    last: int | None


class Covered(NamedTuple):
    """What counts of an article when it is asked what an archive covers."""

    id: str
    complete: bool
    published: str | None
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    language: str
    publication: str | None


class ArticleReader(Reader):
    """Articles as a View gives them: whole, in brief, their versions, and what stands beside them."""

    def articles(self, wanted: ArticleFilter | None = None) -> list[Article]:
        """Give the articles of a filter, texts and all; `each_article` holds only some of many in memory."""
        return list(self.each_article(wanted))

    def each_article(self, wanted: ArticleFilter | None = None) -> Iterator[Article]:
        """Give the articles of a filter one by one."""
        shelf = self._shelf(wanted or ArticleFilter())
        if shelf is not None and shelf.limit is not None:
            found = self._plain_rows(shelf.ask(_WHOLE), *shelf.given, shelf.limit, shelf.offset)
            yield from (rows.article_of(*row) for row in found)
            return
        query = select(articles.c.record, versions.c.text).join(versions, versions.c.id == articles.c.version)
        for record, text in self._stream(filters.narrow_articles(query, wanted or ArticleFilter())):
            yield rows.article_of(record, text)

    def count_articles(self, wanted: ArticleFilter | None = None) -> int:
        """Count the articles of a filter, its limit and offset aside."""
        shelf = self._shelf(wanted or ArticleFilter())
        if shelf is not None:
            return int(self._plain(shelf.ask(_NUMBER), *shelf.given)[0])
        query = filters.where_articles(select(func.count()).select_from(articles), wanted or ArticleFilter())
        return int(self._scalar(query) or 0)

    def _shelf(self, wanted: ArticleFilter) -> Shelf | None:
        """Give where the articles of one author, category or tag stand in order; None for any other filter."""
        shelf = shelf_of(wanted)
        if shelf is None or self._plain(shelf.ask(_KNOWN), shelf.given[0]) is None:
            return None  # a name as it is written
        return shelf

    def article(self, name: str) -> Article:
        """Give an article by id or slug; raise NotFound."""
        return self.entry(name).article

    def entry(self, name: str) -> Entry:
        """Give an article by id or slug with what is known beside it; raise NotFound."""
        row = self._plain(_ENTRY, name, name)
        if row is None:
            raise NotFound(f"no article {name!r}", remedy="`yalu articles` lists them.")
        record, text, *beside = row
        return Entry(rows.article_of(record, text), *beside)

    def briefs(self, wanted: ArticleFilter | None = None) -> list[Brief]:
        """Give what lists say of the articles of a filter, without their texts."""
        shelf = self._shelf(wanted or ArticleFilter())
        if shelf is not None and shelf.limit is not None:
            found = self._plain_rows(shelf.ask(_BRIEFS), *shelf.given, shelf.limit, shelf.offset)
            return [_brief(row) for row in found]
        return [_brief(row) for row in self._rows(filters.narrow_articles(_BRIEF, wanted or ArticleFilter()))]

    def briefs_of(self, ids: Iterable[str]) -> dict[str, Brief]:
        """Give what lists say of some articles, by id."""
        found = self._plain_rows(_THESE, rows.encode(tuple(ids)))
        return {row[0]: _brief(row) for row in found}

    def covered(self, wanted: ArticleFilter | None = None) -> Iterator[Covered]:
        """Give what counts of the articles of a filter when it is asked what they cover."""
        column = articles.c
        query = select(
            column.id, column.complete, column.published, column.authors, column.categories, column.language,
            column.publication,
        )  # fmt: skip
        for name, complete, published, authors, filed, *rest in self._stream(
            filters.where_articles(query, wanted or ArticleFilter())
        ):
            yield Covered(name, complete, published, rows.decode_names(authors), rows.decode_names(filed), *rest)

    def extent(self) -> Extent:
        """Give how far the archive reaches."""
        return Extent(*self._plain(_EXTENT))

    def beside(self, article: Article) -> tuple[Brief | None, Brief | None]:
        """Give the articles that were published next after and next before one; copies under its title are passed over."""
        if not article.published:
            return None, None
        day = filters.last_day(article.published)
        found = (self._plain(query, article.title, day) for query in (_AFTER, _BEFORE))
        return tuple(_brief(row) if row else None for row in found)  # type: ignore[return-value]  # two of them

    def slug_of(self, article: str) -> str:
        """Give the part of the address of an article by its id; raise NotFound."""
        row = self._plain("SELECT slug FROM articles WHERE id = ?", article)
        if row is None:
            raise NotFound(f"no article {article!r}", remedy="`yalu articles` lists them.")
        return str(row[0])

    def slugs(self, ids: Iterable[str] | None = None) -> dict[str, str]:
        """Give the slug of every article by its id, or of those that are named."""
        query = select(articles.c.id, articles.c.slug)
        wanted = None if ids is None else tuple(ids)
        return dict(self._rows(filters.where_articles(query, ArticleFilter(ids=wanted))))

    def urls(self) -> list[tuple[str, str]]:
        """Give (article id, address) of every article that has one, as its source says."""
        query = select(articles.c.id, articles.c.url).where(articles.c.url.is_not(None))
        return [(str(name), str(url)) for name, url in self._rows(query.order_by(articles.c.number))]

    def slug_at(self, old: str) -> str | None:
        """Give the slug of the article whose own address ends in `old`, with or without a slash; None for none."""
        column = articles.c.url
        bare = old.rstrip("/")
        fits = or_(column.endswith(bare, autoescape=True), column.endswith(f"{bare}/", autoescape=True))
        slug = self._scalar(select(articles.c.slug).where(fits).order_by(articles.c.number).limit(1))
        return None if slug is None else str(slug)

    def article_versions(self, article: str) -> list[Article]:
        """Give every version of an article as it was read, oldest first, without decisions."""
        query = select(versions.c.record, versions.c.text).where(versions.c.article == article)
        return [rows.article_of(record, text) for record, text in self._rows(query.order_by(versions.c.number))]

    def editions(self, article: str) -> list[Edition]:
        """Give every version of an article with when and from what it was first read, oldest first."""
        column = versions.c
        query = (
            select(
                column.number, column.id, column.record, column.text, sources.c.path, runs.c.started, articles.c.version
            )
            .join(sources, sources.c.id == column.source)
            .join(runs, runs.c.id == column.run)
            .join(articles, articles.c.id == column.article)
            .where(column.article == article)
        )
        return [
            Edition(
                number=number, id=name, article=rows.article_of(record, text), path=path, read=read,
                current=name == current,
            )
            for number, name, record, text, path, read, current in self._rows(query.order_by(column.number))
        ]  # fmt: skip

    def count_versions(self, article: str) -> int:
        """Count the versions of an article."""
        query = select(func.count()).select_from(versions).where(versions.c.article == article)
        return int(self._scalar(query) or 0)

    def article_as_read(self, article: str) -> Article:
        """Give the current version of an article without decisions; raise NotFound."""
        query = select(versions.c.record, versions.c.text).join(articles, articles.c.version == versions.c.id)
        found = self._rows(query.where(articles.c.id == article))
        if not found:
            raise NotFound(f"no article {article!r}", remedy="`yalu articles` lists them.")
        return rows.article_of(*found[0])

    def namesakes(self, title: str) -> list[Article]:
        """Give all versions, as they were read, of the articles whose address was made of a title, where they bear it."""
        slug = slug_of(title)
        if not slug:
            return []
        query = select(versions.c.record, versions.c.text).join(articles, articles.c.id == versions.c.article)
        # Of two that share a title the second has the start of its id behind it.
        same = or_(articles.c.slug == slug, articles.c.slug.between(f"{slug}-", f"{slug}-~"))
        found = [
            rows.article_of(*row)
            for row in self._rows(query.where(same).order_by(articles.c.number, versions.c.number))
        ]
        return [one for one in found if key_of(one.title) == key_of(title)]

    def joined_to(self, own: str) -> str | None:
        """Give the article that a source's article was joined to; None where it stands for itself."""
        found = self._scalar(select(joined.c.article).where(joined.c.own == own))
        return None if found is None else str(found)


def _brief(row: Any) -> Brief:
    name, slug, title, authors, published, complete = row
    return Brief(name, slug, title, rows.decode_names(authors), published, bool(complete))
