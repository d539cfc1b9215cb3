"""The journal: front page, categories, tags, authors; lists of articles with their teasers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from yalu.asking import parse_period
from yalu.errors import NotFound
from yalu.model import Article, Record, flatten_article, key_of, slug_of
from yalu.publish.answers import Answer, SiteOf
from yalu.publish.citations import cite
from yalu.publish.dating import say_date
from yalu.publish.feeds import Feed, FeedItem, moment_of
from yalu.publish.queries import PageOf, Pager, Period, Then
from yalu.publish.site import Site
from yalu.store import ActorCount, ArticleFilter, DyadCount, Named

_ON_FRONT = 8
_ON_PAGE = 12
_SHELVES, _ON_SHELF = 4, 3
_NEARLY_ALL = 0.8
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
class Shelf:
    """A category on the front page with its newest articles."""

    name: str
    slug: str
    count: int
    teasers: tuple[Teaser, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """The front page."""

    pinned: tuple[Teaser, ...]
    teasers: tuple[Teaser, ...]
    themes: tuple[Shelf, ...]
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


def front(site: SiteOf, page: PageOf = 1, written_before: Then = None) -> Answer:
    """Answer the front page."""
    view = site.archive.view
    pinned = _pinned(site) if not written_before else ()
    wanted = ArticleFilter(limit=_ON_FRONT, offset=(page - 1) * _ON_FRONT, written_before=written_before)
    authors = site.keep(f"authors {written_before}", lambda: view.authors(written_before=written_before))
    context = Front(
        pinned=tease(site, pinned) if page == 1 else (),
        teasers=tease(site, [one for one in _once(view.articles(wanted)) if page > 1 or one not in pinned]),
        pager=Pager(page=page, size=_ON_FRONT, total=view.count_articles(wanted)),
        themes=site.keep("themes", lambda: _themes(site)) if page == 1 and not written_before else (),
        categories=site.keep(f"categories {written_before}", lambda: view.categories(written_before=written_before)),
        authors=sorted(authors, key=lambda one: (-one.articles, one.name))[:12],
        actors=site.keep(
            f"first actors {written_before}", lambda: view.actors_seen(written_before=written_before, limit=12)
        ),
        dyads=site.keep(
            f"first dyads {written_before}", lambda: view.dyads_seen(written_before=written_before, limit=8)
        ),
        counts=site.keep("kinds", view.kinds_seen),
    )
    return Answer(template="front.html", context=context)


def _once(found: Sequence[Article]) -> list[Article]:
    """Leave out teasers of what stands there whole, printed twice by its journal or read from two sources."""
    whole = {(key_of(one.title), one.authors) for one in found if one.complete}
    return [one for one in found if one.complete or (key_of(one.title), one.authors) not in whole]


def _pinned(site: Site) -> tuple[Article, ...]:
    """Give the articles that `yalu.toml` pins, in its order; one that is not there is passed over."""
    view = site.archive.view
    found = []
    for name in site.settings.pinned:
        with suppress(NotFound):
            found.append(view.article(name))
    return tuple(found)


def _themes(site: Site) -> tuple[Shelf, ...]:
    """Give the categories that hold most, each with its newest articles; none that holds nearly everything."""
    view = site.archive.view
    whole = view.count_articles()
    held = sorted(site.keep("categories None", view.categories), key=lambda one: (-one.articles, one.name))
    telling = [one for one in held if 2 <= one.articles <= whole * _NEARLY_ALL][:_SHELVES]
    return tuple(
        Shelf(name=one.name, slug=one.slug, count=one.articles, teasers=tease(site, _newest(site, one.slug)))
        for one in telling
    )


def _newest(site: Site, category: str) -> list[Article]:
    return _once(site.archive.view.articles(ArticleFilter(category=category, limit=2 * _ON_SHELF)))[:_ON_SHELF]


def articles(
    site: SiteOf, page: PageOf = 1, year: Period = None, complete: bool | None = None, written_before: Then = None
) -> Answer:  # fmt: skip
    """Answer the list of all articles."""
    first, last = parse_period(year) if year else (None, None)
    wanted = ArticleFilter(earliest=first, latest=last, complete=complete, written_before=written_before)
    heading = f"Articles of {year}" if year else "All articles"
    return _listing(site, wanted, page, heading=heading, kind="articles", path="/articles")


def category(site: SiteOf, name: str, page: PageOf = 1, written_before: Then = None) -> Answer:
    """Answer the articles of a category; raise NotFound."""
    slug = site.archive.category_slug(name)
    heading = site.archive.view.name_at("categories", slug) or name
    wanted = ArticleFilter(category=slug, written_before=written_before)
    return _listing(site, wanted, page, heading=heading, kind="category", path=f"/categories/{slug}")


def tag(site: SiteOf, name: str, page: PageOf = 1, written_before: Then = None) -> Answer:
    """Answer the articles with a tag; an unknown tag has none."""
    wanted = ArticleFilter(tag=name, written_before=written_before)
    return _listing(site, wanted, page, heading=name, kind="tag", path=f"/tags/{name}")


def author(site: SiteOf, name: str, page: PageOf = 1, written_before: Then = None) -> Answer:
    """Answer the articles by an author; raise NotFound."""
    slug = site.archive.author_slug(name)
    heading = site.archive.view.name_at("authors", slug) or name
    found = site.archive.view.articles(ArticleFilter(author=slug, limit=_FEED))
    notes = tuple(dict.fromkeys(note for one in found for note in one.author_notes if _speaks_of(note, heading)))
    wanted = ArticleFilter(author=slug, written_before=written_before)
    path = f"/authors/{slug}"
    return _listing(site, wanted, page, heading=heading, kind="author", path=path, notes=notes[:1])


def categories(site: SiteOf, written_before: Then = None) -> Answer:
    """Answer the list of categories."""
    return _index(site.archive.view.categories(written_before=written_before), heading="Categories", root="/categories")


def tags(site: SiteOf, written_before: Then = None) -> Answer:
    """Answer the list of tags."""
    return _index(site.archive.view.tags(written_before=written_before), heading="Tags", root="/tags")


def authors(site: SiteOf, written_before: Then = None) -> Answer:
    """Answer the list of authors."""
    return _index(site.archive.view.authors(written_before=written_before), heading="Authors", root="/authors")


def _index(names: Sequence[Named], *, heading: str, root: str) -> Answer:
    def records() -> list[Record]:
        return [{"name": one.name, "slug": one.slug, "articles": one.articles} for one in names]

    return Answer(template="index.html", context=Index(heading=heading, root=root, names=names), records=records)


def _listing(
    site: Site, wanted: ArticleFilter, page: int, *, heading: str, kind: str, path: str, notes: tuple[str, ...] = ()
) -> Answer:
    view = site.archive.view
    shown = view.articles(_part(wanted, _ON_PAGE, (page - 1) * _ON_PAGE))
    pager = Pager(page=page, size=_ON_PAGE, total=view.count_articles(wanted))
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
    return replace(wanted, limit=limit, offset=offset)


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
