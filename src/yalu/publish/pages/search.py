"""Search: articles and statements, facets, and what to loosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from yalu.model import Record
from yalu.publish.answers import Answer, SiteOf
from yalu.publish.cards import Card
from yalu.publish.dating import say_date
from yalu.publish.feeds import Feed
from yalu.publish.pages.journal import feed_articles, name_slugs
from yalu.publish.pages.statements import cards_of
from yalu.publish.queries import PageOf, Pager, Text
from yalu.publish.site import Site
from yalu.search import Facet, Hit, Results, Snippet
from yalu.store import ArticleFilter, StatementFilter

_SIZE = 10
_SAID = 6
_FACET = 8
_FEED, _FOUND = 50, 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An article that was found; runs of text with whether they are highlighted."""

    slug: str
    title: tuple[tuple[str, bool], ...]
    snippet: tuple[tuple[str, bool], ...]
    authors: tuple[tuple[str, str], ...]
    published: str
    complete: bool
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetLink:
    """A value of a facet: its label, count, the address with it, and whether it is chosen."""

    label: str
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """What was asked and found."""

    q: str
    found: tuple[Found, ...]
    pager: Pager
    cards: tuple[Card, ...]
    said: int
    facets: tuple[tuple[str, tuple[FacetLink, ...]], ...]
    years: tuple[tuple[str, int, int, str], ...]
    """Year, count, height in per cent, address."""
    problems: tuple[str, ...]
    suggestion: tuple[str, str] | None
    """A query with near words, and its address."""
    chosen: tuple[tuple[str, str, str], ...]
    """Name and value of what narrows, with the address without it."""


def search(
    site: SiteOf, q: Text = None, actor: Text = None, year: Text = None, author: Text = None, category: Text = None,
    page: PageOf = 1,
) -> Answer:  # fmt: skip
    """Answer a search; an empty one offers everything."""
    text = q or ""
    narrowed = {"actor": actor, "year": year, "author": author, "category": category}
    given = {name: value for name, value in narrowed.items() if value}
    results = site.archive.find(text, limit=page * _SIZE, **given)
    context = _page(site, text, given, results, page)

    def records() -> Iterable[Record]:
        return site.archive.hits(site.archive.find(text, limit=None, **given))

    def feed() -> Feed:
        """The newest of what is found: a saved search."""
        every = site.archive.find(text, limit=_FOUND, **given)
        articles = site.archive.view.articles(ArticleFilter(ids=tuple(hit.article for hit in every.hits), limit=_FEED))
        heading = f"search for {text}" if text else "everything"
        return feed_articles(site, articles, heading=heading, path=_address(text, given))

    return Answer(template="search.html", context=context, records=records, kind="hit", feed=feed)


def _page(site: Site, q: str, given: dict[str, str], results: Results, page: int) -> SearchPage:
    hits = results.hits[(page - 1) * _SIZE :]
    ids = tuple(hit.statement for hit in results.statements[:_SAID])
    by_id = {one.id: one for one in site.archive.view.statements(StatementFilter(ids=ids))} if ids else {}
    facets = dict(results.facets)
    return SearchPage(
        q=q,
        found=_found(site, hits),
        pager=Pager(page=page, size=_SIZE, total=results.count),
        cards=cards_of(site, [by_id[name] for name in ids if name in by_id]) if q else (),
        said=results.statement_count,
        facets=tuple(
            (name, links) for name in ("category", "actor", "author") if (links := _links(site, name, facets, q, given))
        ),
        years=_years(facets, q, given),
        suggestion=(results.suggestion, _address(results.suggestion, given)) if results.suggestion else None,
        problems=tuple(f"{one.message} (“{q[one.start : one.end]}”)" for one in results.problems),
        chosen=tuple(
            (name, site.words.name(value) if name == "actor" else value, _address(q, {**given, name: ""}))
            for name, value in given.items()
        ),
    )


def _found(site: Site, hits: tuple[Hit, ...]) -> tuple[Found, ...]:
    view = site.archive.view
    wanted = ArticleFilter(ids=tuple(hit.article for hit in hits))
    articles = {one.id: one for one in view.articles(wanted)} if hits else {}
    slugs = view.slugs(articles)
    return tuple(
        Found(
            slug=slugs[hit.article],
            title=_runs(hit.title),
            snippet=_runs(hit.snippet),
            authors=name_slugs(articles[hit.article].authors),
            published=say_date(articles[hit.article].published),
            complete=articles[hit.article].complete,
            reasons=", ".join(f"{one.words} in {one.where} {one.times}×" for one in hit.reasons),
        )
        for hit in hits
    )


def _runs(snippet: Snippet) -> tuple[tuple[str, bool], ...]:
    runs, at = [], 0
    for span in snippet.highlights:
        runs += [(snippet.text[at : span.start], False), (span.cut(snippet.text), True)]
        at = span.end
    runs.append((snippet.text[at:], False))
    before = [("… ", False)] if snippet.cut_before else []
    after = [(" …", False)] if snippet.cut_after else []
    return (*before, *(run for run in runs if run[0]), *after)


def _links(site: Site, name: str, facets: dict[str, tuple[Facet, ...]], q: str, given: dict[str, str]) -> tuple[FacetLink, ...]:  # fmt: skip
    return tuple(
        FacetLink(
            label=site.words.name(one.value) if name == "actor" else one.value,
            count=one.count,
            href=_address(q, {**given, name: one.value}),
            chosen=given.get(name) == one.value,
        )
        for one in facets.get(name, ())[:_FACET]
    )


def _years(facets: dict[str, tuple[Facet, ...]], q: str, given: dict[str, str]) -> tuple[tuple[str, int, int, str], ...]:  # fmt: skip
    found = sorted(facets.get("year", ()), key=lambda one: int(one.value))
    tallest = max((one.count for one in found), default=1)
    return tuple(
        (one.value, one.count, max(6, round(100 * one.count / tallest)), _address(q, {**given, "year": one.value}))
        for one in found
    )


def _address(q: str, given: dict[str, str]) -> str:
    return "/search?" + urlencode({"q": q} | {name: value for name, value in given.items() if value})
