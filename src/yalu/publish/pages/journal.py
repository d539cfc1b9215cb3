"""The journal: front page, categories, tags, authors; lists of articles with their teasers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yalu.model import Article, Record, flatten_article, slug_of
from yalu.publish.answers import Answer, SiteOf
from yalu.publish.citations import cite
from yalu.publish.dating import say_date
from yalu.publish.feeds import Feed, FeedItem, moment_of
from yalu.publish.queries import PageOf, Pager, Text
from yalu.publish.site import Site
from yalu.store import ActorCount, ArticleFilter, DyadCount, Named

_ON_FRONT = 12
_EXCERPT = 420
_FEED = 30
_END = re.compile(r"[.!?][”\"’)]*(?=\s)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Teaser:
    """An article in a list."""

    slug: str
    title: str
    authors: tuple[tuple[str, str], ...]
    """Names with the last part of their address."""
    published: str
    edtf: str
    categories: tuple[tuple[str, str], ...]
    excerpt: str
    complete: bool
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """The front page."""

    teasers: tuple[Teaser, ...]
    pager: Pager
    categories: Sequence[Named]
    authors: Sequence[Named]
    actors: Sequence[ActorCount]
    dyads: Sequence[DyadCount]
    counts: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Articles under one heading."""

    heading: str
    kind: str
    teasers: tuple[Teaser, ...]
    pager: Pager
    notes: tuple[str, ...] = ()
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """Names with the number of articles each has."""

    heading: str
    root: str
    names: Sequence[Named]


def front(site: SiteOf, page: PageOf = 1) -> Answer:
    """Answer the front page."""
    view = site.archive.view
    wanted = ArticleFilter(limit=_ON_FRONT, offset=(page - 1) * _ON_FRONT)
    context = Front(
        teasers=tease(site, view.articles(wanted)),
        pager=Pager(page=page, size=_ON_FRONT, total=view.count_articles()),
        categories=site.keep("categories", view.categories),
        authors=sorted(site.keep("authors", view.authors), key=lambda one: (-one.articles, one.name))[:12],
        actors=site.keep("actors", view.actors_seen)[:12],
        dyads=site.keep("dyads", view.dyads_seen)[:8],
        counts=site.keep("counts", view.counts),
    )
    return Answer(template="front.html", context=context)


def articles(site: SiteOf, page: PageOf = 1, year: Text = None, complete: bool | None = None) -> Answer:
    """Answer the list of all articles."""
    wanted = ArticleFilter(earliest=_first(year), latest=_last(year), complete=complete)
    return _listing(site, wanted, page, heading="All articles", kind="articles", path="/articles")


def category(site: SiteOf, name: str, page: PageOf = 1) -> Answer:
    """Answer the articles of a category; raise NotFound."""
    slug = site.archive.category_slug(name)
    heading = next(one.name for one in site.archive.view.categories() if one.slug == slug)
    return _listing(
        site, ArticleFilter(category=slug), page, heading=heading, kind="category", path=f"/categories/{slug}"
    )


def tag(site: SiteOf, name: str, page: PageOf = 1) -> Answer:
    """Answer the articles with a tag; an unknown tag has none."""
    return _listing(site, ArticleFilter(tag=name), page, heading=name, kind="tag", path=f"/tags/{name}")


def author(site: SiteOf, name: str, page: PageOf = 1) -> Answer:
    """Answer the articles by an author; raise NotFound."""
    slug = site.archive.author_slug(name)
    heading = next(one.name for one in site.archive.view.authors() if one.slug == slug)
    found = site.archive.view.articles(ArticleFilter(author=slug, limit=_FEED))
    notes = tuple(dict.fromkeys(note for one in found for note in one.author_notes if _speaks_of(note, heading)))
    path = f"/authors/{slug}"
    return _listing(site, ArticleFilter(author=slug), page, heading=heading, kind="author", path=path, notes=notes[:1])


def categories(site: SiteOf) -> Answer:
    """Answer the list of categories."""
    return _index(site.archive.view.categories(), heading="Categories", root="/categories")


def authors(site: SiteOf) -> Answer:
    """Answer the list of authors."""
    return _index(site.archive.view.authors(), heading="Authors", root="/authors")


def _index(names: Sequence[Named], *, heading: str, root: str) -> Answer:
    def records() -> list[Record]:
        return [{"name": one.name, "slug": one.slug, "articles": one.articles} for one in names]

    return Answer(template="index.html", context=Index(heading=heading, root=root, names=names), records=records)


def _listing(
    site: Site, wanted: ArticleFilter, page: int, *, heading: str, kind: str, path: str, notes: tuple[str, ...] = ()
) -> Answer:
    view = site.archive.view
    shown = view.articles(_part(wanted, _ON_FRONT, (page - 1) * _ON_FRONT))
    pager = Pager(page=page, size=_ON_FRONT, total=view.count_articles(wanted))
    context = Listing(
        heading=heading, kind=kind, teasers=tease(site, shown), pager=pager, notes=notes, path=path
    )  # fmt: skip
    return Answer(
        template="listing.html",
        context=context,
        records=lambda: map(flatten_article, view.each_article(wanted)),
        kind="article",
        feed=lambda: feed_articles(site, view.articles(_part(wanted, _FEED, 0)), heading=heading, path=path),
        citations=lambda: (cite(one, f"/articles/{view.slug_of(one.id)}") for one in view.each_article(wanted)),
    )


def feed_articles(site: Site, found: Sequence[Article], *, heading: str, path: str) -> Feed:
    """Give articles as a feed."""
    items = tuple(
        FeedItem(
            title=one.title, path=f"/articles/{site.archive.view.slug_of(one.id)}", updated=moment_of(one.published),
            authors=one.authors, summary=excerpt_of(one), categories=one.categories,
        )
        for one in found
    )  # fmt: skip
    return Feed(heading=heading, path=path, items=items)


def excerpt_of(article: Article) -> str:
    """Give the summary of an article, else the beginning of its text."""
    first = article.paragraphs[0].cut(article.text) if article.paragraphs else ""
    return cut_excerpt(article.summary or first)


def _part(wanted: ArticleFilter, limit: int, offset: int) -> ArticleFilter:
    return ArticleFilter(
        author=wanted.author, category=wanted.category, tag=wanted.tag, earliest=wanted.earliest,
        latest=wanted.latest, complete=wanted.complete, limit=limit, offset=offset,
    )  # fmt: skip


def _first(year: str | None) -> str | None:
    return year.partition("..")[0] or None if year else None


def _last(year: str | None) -> str | None:
    return year.partition("..")[2] or (None if ".." in year else year) if year else None


def tease(site: Site, found: Sequence[Article]) -> tuple[Teaser, ...]:
    """Give articles as they stand in a list."""
    slugs = site.archive.view.slugs([one.id for one in found]) if found else {}
    return tuple(
        Teaser(
            slug=slugs[one.id],
            title=one.title,
            authors=name_slugs(one.authors),
            published=say_date(one.published),
            edtf=one.published or "",
            categories=name_slugs(one.categories),
            excerpt=excerpt_of(one),
            complete=one.complete,
            minutes=reading_minutes(one.text),
        )
        for one in found
    )


def name_slugs(names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Give names with the last part of their address."""
    return tuple((name, slug_of(name)) for name in names)


def reading_minutes(text: str) -> int:
    """Give the minutes a reader needs, at 220 words a minute; at least one."""
    return max(1, round(len(text.split()) / 220))


def cut_excerpt(text: str, *, longest: int = _EXCERPT) -> str:
    """Cut a text at the end of a sentence; where the first sentence is too long, at a word."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    ends = [found.end() for found in _END.finditer(text, 0, longest)]
    good = [end for end in ends if end > longest // 4]
    return text[: good[-1]] if good else text[:longest].rsplit(" ", 1)[0].rstrip(",;:–—") + " …"


def _speaks_of(note: str, name: str) -> bool:
    return name.rsplit(maxsplit=1)[-1].casefold() in note.casefold()
