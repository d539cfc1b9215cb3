"""A statement by itself: its quote in context, how it was read, and how to cite it; and lists of statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from yalu.asking import Asked
from yalu.errors import NotFound
from yalu.model import AnyStatement, Article, Edition, Figure, Record, Span, flatten_statement
from yalu.publish.annotations import annotate
from yalu.publish.answers import Answer, SiteOf
from yalu.publish.cards import Card, make_card, make_sheet
from yalu.publish.citations import Citation, cite
from yalu.publish.feeds import Feed, feed_cards
from yalu.publish.pages.versions import withdrawn
from yalu.publish.provenance import trace
from yalu.publish.queries import PAGE_SIZE, AskedOf, PageOf, Pager, written
from yalu.publish.reconciling import Reconciled, reconcile_all
from yalu.publish.site import Site
from yalu.store import Brief

_FEED = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementPage:
    """The permalink of a statement."""

    card: Card
    article: Article
    slug: str
    before: str
    quote: str
    after: str
    citation: Citation
    reconciled: Reconciled | None
    verdict: str
    decisions: tuple[tuple[str, str], ...]
    linked: dict[str, Any]
    """The statement as a Web Annotation, which a copy as files holds in the page itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementList:
    """Statements of all kinds, narrowed."""

    heading: str
    cards: tuple[Card, ...]
    pager: Pager
    asked: tuple[tuple[str, str], ...]
    loosen: tuple[tuple[str, str], ...] = ()


class Extent(NamedTuple):
    """How many statements of a section stand on a page, and how many there are."""

    shown: int
    total: int


def statement(site: SiteOf, name: str) -> Answer:
    """Answer a statement by id, also one that its source took back; raise NotFound."""
    view = site.archive.view
    try:
        found = view.statement(name)
    except NotFound:
        return withdrawn(site, name)
    article = view.article(found.article)
    slug = view.slug_of(article.id)
    around = next((span for span in article.paragraphs if span.holds(found.span)), found.span)
    citation = cite(article, f"/statements/{found.id}", quote=found.quote, edition=site.cited_edition)
    page = StatementPage(
        card=make_sheet(site, found, article, slug),
        article=article,
        slug=slug,
        before=Span(around.start, found.span.start).cut(article.text),
        quote=found.quote,
        after=Span(found.span.end, around.end).cut(article.text),
        citation=citation,
        reconciled=_reconcile(site, found, article, slug),
        verdict=view.verdict(found.id) or "",
        decisions=tuple(
            (f"{one.verdict}{f' {one.field}' if one.field else ''} by {one.by}, {one.at[:10]}", one.why)
            for one in view.decisions(found.id)
        ),
        linked=annotate(found, article, slug),
    )
    return Answer(
        template="statement.html", context=page, records=lambda: [flatten_statement(found)], kind=found.kind,
        single=True, citations=lambda: [citation], linked=lambda: page.linked,
        provenance=lambda: trace(found, _edition(site, article), slug, view.decisions(found.id)),
    )  # fmt: skip


def _edition(site: Site, article: Article) -> Edition:
    return next(one for one in site.archive.view.editions(article.id) if one.current)


def _reconcile(site: Site, found: AnyStatement, article: Article, slug: str) -> Reconciled | None:
    if not isinstance(found, Figure):
        return None
    return next(iter(reconcile_all(site, [found], {found.id: make_card(site, found, article, slug)})), None)


def statements(site: SiteOf, asked: AskedOf, page: PageOf = 1) -> Answer:
    """Answer statements of all kinds."""
    context = list_statements(site, asked, page, heading="Statements")
    return Answer(
        template="statements.html", context=context, kind=asked_kind(asked),
        records=lambda: map(flatten_statement, site.archive.each_statement(asked)), some=some_of(site, asked),
        said=said_of(site, asked),
    )  # fmt: skip


def some_of(site: Site, asked: Asked) -> Callable[[int, int], Iterable[Record]]:
    """Give what reads some records of the statements that are asked for, from an offset on."""
    said = said_of(site, asked)
    return lambda offset, limit: map(flatten_statement, said(offset, limit))


def said_of(site: Site, asked: Asked) -> Callable[[int, int], list[AnyStatement]]:
    """Give what reads some of the statements that are asked for, from an offset on."""
    return lambda offset, limit: site.archive.statements_page(asked, limit=limit, offset=offset)


def asked_kind(asked: Asked) -> Any:
    """Give the kind whose columns a table of the answer has."""
    return asked.get("kind") or "statement"


def list_statements(site: Site, asked: Asked, page: int, *, heading: str) -> StatementList:
    """Give a page of the statements that are asked for."""
    shown = site.archive.statements_page(asked, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE)
    total = site.archive.count_statements(asked)
    return StatementList(
        heading=heading,
        cards=cards_of(site, shown),
        pager=Pager(page=page, size=PAGE_SIZE, total=total),
        asked=say_asked(site, asked),
        loosen=() if total else loosen(site, asked),
    )


def cards_of(site: Site, shown: Sequence[AnyStatement]) -> tuple[Card, ...]:
    """Give cards with the articles they come from."""
    articles = articles_of(site, shown)
    return tuple(make_card(site, one, articles[one.article], articles[one.article].slug) for one in shown)


def articles_of(site: Site, shown: Sequence[AnyStatement]) -> dict[str, Brief]:
    """Give what lists say of the articles of statements, by id."""
    ids = dict.fromkeys(one.article for one in shown)
    return site.archive.view.briefs_of(ids) if ids else {}


def feed_of(site: Site, asked: Asked, *, heading: str, path: str) -> Feed:
    """Give the newest of the statements that are asked for, by their articles' dates, as a feed."""
    recent = site.archive.statements_page(asked, limit=_FEED, order="written")
    articles = articles_of(site, recent)
    return feed_cards(heading, path, cards_of(site, recent), {one.id: articles[one.article] for one in recent})


def say_asked(site: Site, asked: Asked) -> tuple[tuple[str, str], ...]:
    """Give what a listing is narrowed by, in the names of the address, with codes as names of actors."""
    coded = ("actor", "with_", "by", "to", "about", "parties")
    rows = []
    for name, value in asked.items():
        text = ",".join(value) if isinstance(value, list | tuple) else str(value)
        said = " and ".join(site.words.name(code) for code in text.split(",")) if name in coded else text
        rows.append((written(name), said))
    return tuple(rows)


def loosen(site: Site, asked: Asked) -> tuple[tuple[str, str], ...]:
    """Say which filter alone, left out, would give something."""
    found = []
    for name in asked:
        rest: Any = {key: value for key, value in asked.items() if key != name}
        number = len(site.archive.statements_page(rest, limit=PAGE_SIZE))
        if number:
            found.append((written(name), f"{number}{'+' if number == PAGE_SIZE else ''}"))
    return tuple(found)
