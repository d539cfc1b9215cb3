"""Search: articles and statements, facets, and what to loosen."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal, cast, get_args
from urllib.parse import urlencode

from yalu.asking import Finding
from yalu.columns import RecordKind
from yalu.model import KINDS, AnyStatement, Record, flatten_statement
from yalu.publish.answers import Answer, SiteOf
from yalu.publish.cards import Card
from yalu.publish.dating import say_date
from yalu.publish.feeds import Feed
from yalu.publish.pages.journal import feed_articles, name_slugs
from yalu.publish.pages.statements import cards_of
from yalu.publish.queries import KindText, PageOf, Pager, Period, Text, Then, one_of
from yalu.publish.site import Site
from yalu.search import Facet, Hit, Order, Results, Snippet, loosen_query
from yalu.store import ArticleFilter, StatementFilter

_SIZE = 10
_SAID = 3
"""Statements that stand over the articles; all of them have pages of their own."""
_FACET = 8
_FEED = 50
_PART = 500
"""Records that are read at a time."""
_MOST_YEARS = 120
_SHOWN = ("kind", "category", "actor", "author", "source")
_WHERE = MappingProxyType({"names": "authors, categories or tags"})
Of = Literal["articles", "statements"]


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
    of: str
    tabs: tuple[tuple[str, str, int], ...]
    """Which kind of result, its address, how many there are."""
    orders: tuple[tuple[str, str, bool], ...]
    loosen: tuple[tuple[str, str, int], ...]
    """Of an empty answer: what to leave out, the address without it, how many articles that finds."""
    alone: tuple[tuple[str, str, int], ...] = ()
    """Where leaving out one part does not help: each part by itself, its address, how many articles it finds."""


def search(
    site: SiteOf, q: Text = None, actor: Text = None, year: Period = None, author: Text = None, category: Text = None,
    kind: KindText = None, source: Text = None, written_before: Then = None, of: Of = "articles",
    order: Order = "relevance", page: PageOf = 1,
) -> Answer:  # fmt: skip
    """Answer a search; an empty one offers everything."""
    one_of("kind", kind, KINDS)
    text = q or ""
    narrowed = {
        "actor": actor, "year": year, "author": author, "category": category, "kind": kind, "source": source,
        "written_before": written_before,
    }  # fmt: skip
    given = cast("Finding", {name: value for name, value in narrowed.items() if value})
    asked = Query(q=text, given=given, of=of, order=order)
    context = _page(site, asked, page)

    def some(offset: int, limit: int) -> Iterable[Record]:
        if of == "statements":
            found = site.archive.find(text, limit=1, statements=limit, statement_offset=offset, order=order, **given)
            return map(flatten_statement, _said(site, found))
        return site.archive.hits(
            site.archive.find(text, limit=limit, offset=offset, statements=1, order=order, **given)
        )

    def records() -> Iterator[Record]:
        """Give all that is found, part by part: a snippet of each costs too much to wait for the last."""
        for offset in itertools.count(0, _PART):
            part = list(some(offset, _PART))
            yield from part
            if len(part) < _PART:
                return

    def feed() -> Feed:
        """The newest of what is found: a saved search."""
        newest = site.archive.find(text, limit=_FEED, order="newest", **given)
        articles = site.archive.view.articles(ArticleFilter(ids=tuple(hit.article for hit in newest.hits)))
        heading = f"search for {text}" if text else "everything"
        return feed_articles(site, articles, heading=heading, path=asked.address())

    kind_of: RecordKind = "hit" if of == "articles" else "statement"
    return Answer(template="search.html", context=context, records=records, some=some, kind=kind_of, feed=feed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is asked: words, what narrows, articles or statements, in which order."""

    q: str
    given: Finding
    of: Of
    order: Order

    def address(self, **changed: str) -> str:
        """Give the address of this search with some of it changed; an empty value takes a part away."""
        plain = {
            "of": self.of if self.of != "articles" else "",
            "order": self.order if self.order != "relevance" else "",
        }
        whole = {"q": self.q, **{name: str(value) for name, value in self.given.items()}, **plain, **changed}
        return "/search?" + urlencode({name: value for name, value in whole.items() if value or name == "q"})


def _said(site: Site, results: Results) -> list[AnyStatement]:
    ids = tuple(hit.statement for hit in results.statements)
    by_id = {one.id: one for one in site.archive.view.statements(StatementFilter(ids=ids))} if ids else {}
    return [by_id[name] for name in ids if name in by_id]


def _page(site: Site, asked: Query, page: int) -> SearchPage:
    of_statements = asked.of == "statements"
    first = (page - 1) * _SIZE
    results = site.archive.find(
        asked.q, order=asked.order, limit=1 if of_statements else _SIZE, offset=0 if of_statements else first,
        statements=_SIZE if of_statements else _SAID, statement_offset=first if of_statements else 0, **asked.given,
    )  # fmt: skip
    facets = dict(results.facets)
    less = () if results.count else _loosen(site, asked)
    said = _said(site, results) if of_statements or (asked.q and page == 1) else []
    return SearchPage(
        q=asked.q,
        found=() if of_statements else _found(site, results.hits),
        pager=Pager(page=page, size=_SIZE, total=results.statement_count if of_statements else results.count),
        cards=cards_of(site, said),
        said=results.statement_count,
        facets=tuple((name, links) for name in _SHOWN if (links := _links(site, name, facets, asked))),
        years=_years(facets, asked),
        suggestion=(results.suggestion, asked.address(q=results.suggestion)) if results.suggestion else None,
        problems=tuple(f"{one.message} (“{asked.q[one.start : one.end]}”)" for one in results.problems),
        chosen=_chosen(site, asked),
        of=asked.of,
        tabs=(
            ("articles", asked.address(of=""), results.count),
            ("statements", asked.address(of="statements"), results.statement_count),
        ),
        orders=tuple((one, asked.address(order=one), one == asked.order) for one in get_args(Order)),
        loosen=less,
        alone=() if results.count or less else _alone(site, asked),
    )


def _chosen(site: Site, asked: Query) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (name.replace("_", " "), _label(site, name, str(value)), asked.address(**{name: ""}))
        for name, value in asked.given.items()
    )


def _label(site: Site, name: str, value: str) -> str:
    return site.words.name(value) if name == "actor" else f"{value}s" if name == "kind" else value


def _loosen(site: Site, asked: Query) -> tuple[tuple[str, str, int], ...]:
    """Say which part alone, left out, would find something."""
    tried: list[tuple[str, Query]] = []
    for name, value in asked.given.items():
        rest = cast("Finding", {key: one for key, one in asked.given.items() if key != name})
        tried.append((f"{name.replace('_', ' ')} {_label(site, name, str(value))}", replace(asked, given=rest)))
    tried += [(f"“{part}”", replace(asked, q=rest)) for part, rest in loosen_query(asked.q)]
    bare = replace(asked, given=cast("Finding", {}))
    further = [("all filters", bare)] if asked.given and asked.q else []
    further += [(f"all filters and “{part}”", replace(bare, q=rest)) for part, rest in loosen_query(asked.q)]
    return _counted(site, tried) or _counted(site, further)


def _alone(site: Site, asked: Query) -> tuple[tuple[str, str, int], ...]:
    """Say what each part of the words finds by itself, without any filter."""
    parts = [part for part, _ in loosen_query(asked.q)]
    bare = replace(asked, given=cast("Finding", {}))
    return _counted(site, [(f"“{part}”", replace(bare, q=part)) for part in parts]) if len(parts) > 1 else ()


def _counted(site: Site, tried: Sequence[tuple[str, Query]]) -> tuple[tuple[str, str, int], ...]:
    counts = ((what, one, site.archive.find(one.q, limit=1, statements=1, **one.given).count) for what, one in tried)
    return tuple((what, one.address(), count) for what, one, count in counts if count)


def _found(site: Site, hits: tuple[Hit, ...]) -> tuple[Found, ...]:
    articles = site.archive.view.briefs_of(hit.article for hit in hits) if hits else {}
    return tuple(
        Found(
            slug=articles[hit.article].slug,
            title=_runs(hit.title),
            snippet=_runs(hit.snippet),
            authors=name_slugs(articles[hit.article].authors),
            published=say_date(articles[hit.article].published),
            complete=articles[hit.article].complete,
            reasons=", ".join(f"{one.words} in {_WHERE.get(one.where, one.where)} {one.times}×" for one in hit.reasons),
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


def _links(site: Site, name: str, facets: dict[str, tuple[Facet, ...]], asked: Query) -> tuple[FacetLink, ...]:
    """Give the values of a facet; none of one that would not narrow."""
    values = facets.get(name, ())
    given = dict(asked.given)
    if name == "source" and not given.get(name) and (len(values) < 2 or values[0].count < 2):
        return ()
    return tuple(
        FacetLink(
            label=_label(site, name, one.value),
            count=one.count,
            href=asked.address(**{name: "" if given.get(name) == one.value else one.value}),
            chosen=given.get(name) == one.value,
        )
        for one in values[:_FACET]
    )


def _years(facets: dict[str, tuple[Facet, ...]], asked: Query) -> tuple[tuple[str, int, int, str], ...]:
    """Give every year from the first to the last with its count; of a very long time only those that have any."""
    counts = {int(one.value): one.count for one in facets.get("year", ())}
    if not counts:
        return ()
    first, last = min(counts), max(counts)
    years = range(first, last + 1) if last - first < _MOST_YEARS else sorted(counts)
    tallest = max(counts.values())
    return tuple(
        (str(year), counts.get(year, 0), round(100 * counts.get(year, 0) / tallest), asked.address(year=str(year)))
        for year in years
    )
