"""An article: its text with everything that was read in it marked, and a card for each statement."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from fastapi import Request

from yalu import analysis
from yalu.model import (
    KINDS,
    ActorMention,
    AnyMention,
    AnyStatement,
    Article,
    DateMention,
    Span,
    flatten_article,
    flatten_statement,
    slug_of,
)
from yalu.publish.answers import Answer, SiteOf
from yalu.publish.cards import Card, lead_alike, make_card
from yalu.publish.charts import Chart, draw_timeline
from yalu.publish.citations import Citation, cite
from yalu.publish.dating import say_date
from yalu.publish.images import ShownImage, address_of, show_images, words_beside
from yalu.publish.interchange import to_schema_org
from yalu.publish.liking import visitor_of
from yalu.publish.marks import Mark, Piece, cut_pieces, mark_mention, mark_statement
from yalu.publish.notes import Notes, find_notes, is_heading
from yalu.publish.pages.journal import excerpt_of, name_slugs, reading_minutes
from yalu.publish.site import Site
from yalu.store import ActorCount, ArticleFilter, Brief, Entry, MentionFilter, StatementFilter

_RELATED = 4
_IN_MARGIN = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph in pieces, with the cards of the statements that begin in it."""

    pieces: tuple[Piece, ...]
    cards: tuple[Card, ...]
    summary: str
    heading: bool
    note: int
    """Number of the footnote it is; 0 for the text itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """The reading view."""

    article: Article
    slug: str
    published: str
    authors: tuple[tuple[str, str], ...]
    categories: tuple[tuple[str, str], ...]
    tags: tuple[tuple[str, str], ...]
    paragraphs: tuple[Paragraph, ...]
    kinds: tuple[tuple[str, int], ...]
    """Kinds of marks with how many there are, for the switches."""
    people: tuple[ActorCount, ...]
    citation: Citation
    related: tuple[tuple[Brief, tuple[tuple[str, str], ...], str], ...]
    """Articles with their authors' addresses and their dates in words."""
    images: tuple[ShownImage, ...]
    lead: str
    """Address of the image that stands for the article where it is shared: on the site, or at the source."""
    told_of_images: tuple[str, ...]
    """Captions and credits of images that the source does not let find."""
    newer: Brief | None
    older: Brief | None
    minutes: int
    excerpt: str
    schema: dict[str, Any]
    """The article in schema.org's words."""
    chart: Chart | None
    in_time: tuple[Card, ...]
    """What is told with a date, in order of time, for the margin."""
    likes: int | None
    """None where likes cannot be kept."""
    liked: bool
    source: str
    read_by: tuple[tuple[str, str, str], ...]
    """What the reader decided by which sign, and how sure it is."""
    versions: int
    """How many versions of it were read."""
    withdrawn: int
    """Statements that its source took back."""


def article(site: SiteOf, request: Request, name: str) -> Answer:
    """Answer an article by slug or id; raise NotFound."""
    entry = site.archive.view.entry(name)
    found, slug = entry.article, entry.slug
    citation = cite(found, f"/articles/{slug}", edition=site.cited_edition)

    def records() -> list[dict[str, object]]:
        said = site.archive.view.statements(StatementFilter(article=found.id, order="place"))
        return [{**flatten_article(found), "statements": [flatten_statement(one) for one in said]}]

    return Answer(
        template="article.html",
        context=_page(site, entry, citation, visitor_of(request)),
        records=records,  # type: ignore[arg-type]  # one record with its statements inside
        kind="article",
        single=True,
        citations=lambda: [citation],
        linked=lambda: to_schema_org(found, f"/articles/{slug}"),
    )


def _page(site: Site, entry: Entry, citation: Citation, visitor: str) -> ArticlePage:
    view, found, slug = site.archive.view, entry.article, entry.slug
    said = list(view.statements(StatementFilter(article=found.id, order="place")))
    cards = {one.id: replace(make_card(site, one), alike=lead_alike(site, one)) for one in said}
    mentions = list(view.mentions(MentionFilter(article=found.id)))
    notes = find_notes(found)
    marks = [*_marks(site, mentions, said, cards), *(_lead(number, span) for number, span in notes.signs)]
    line = analysis.timeline(said)
    counted = Counter(mark.kind for mark in marks)
    inside = _by_paragraph(found, said, cards)
    newer, older = view.beside(found)
    return ArticlePage(
        article=found,
        slug=slug,
        published=say_date(found.published),
        authors=name_slugs(found.authors),
        categories=name_slugs(found.categories),
        tags=name_slugs(found.tags),
        paragraphs=tuple(
            _paragraph(found, at, marks, inside.get(at, ()), notes) for at in range(len(found.paragraphs))
        ),
        kinds=tuple((kind, counted[kind]) for kind in ("actor", "date", *KINDS) if counted[kind]),
        people=_people(mentions),
        citation=citation,
        related=tuple((one, name_slugs(one.authors), say_date(one.published)) for one in _related(site, found)),
        images=show_images(found),
        lead=next((address for one in found.images if (address := address_of(one)).startswith(("/", "http"))), ""),
        told_of_images=words_beside(found),
        newer=newer,
        older=older,
        minutes=reading_minutes(found.text),
        excerpt=excerpt_of(found),
        schema=to_schema_org(found, f"/articles/{slug}"),
        in_time=tuple(cards[entry.statement.id] for entry in line.entries[:_IN_MARGIN]),
        chart=draw_timeline(
            line.entries,
            lambda entry: cards[entry.statement.id].says,
            title="What it tells, in time",
        ),
        likes=site.likes.count(found.id) if site.likes else None,
        liked=bool(site.likes and visitor and site.likes.likes(found.id, visitor)),
        source=entry.source.replace("\\", "/").rsplit("/", 1)[-1],
        read_by=tuple((one.field, one.by, f"{one.sure:.0%}") for one in found.evidence),
        versions=entry.versions,
        withdrawn=entry.withdrawn,
    )


def _by_paragraph(found: Article, said: Sequence[AnyStatement], cards: Mapping[str, Card]) -> dict[int, list[Card]]:
    """Give the cards of the statements that begin in each paragraph."""
    inside: dict[int, list[Card]] = {}
    starts = [span.start for span in found.paragraphs]
    for one in said:
        at = bisect_right(starts, one.span.start) - 1
        if at >= 0 and one.span.start < found.paragraphs[at].end:
            inside.setdefault(at, []).append(cards[one.id])
    return inside


def _marks(
    site: Site, mentions: Sequence[AnyMention], said: Sequence[AnyStatement], cards: Mapping[str, Card]
) -> list[Mark]:
    found = [mark_mention(one, _hint(site, one)) for one in mentions]
    return [mark for mark in found if mark] + [mark_statement(one, cards[one.id].says) for one in said]


def _hint(site: Site, mention: AnyMention) -> str:
    match mention:
        case ActorMention():
            return f"{mention.name or site.words.name(mention.actor)} ({mention.how or mention.form})"
        case DateMention():
            date = mention.date
            return f"{date.edtf}" if date.edtf else "not resolved: the published date is not known"
    return ""


def _lead(number: int, span: Span) -> Mark:
    return Mark(span=span, kind="note", href=f"#note-{number}", hint="")


def _paragraph(found: Article, at: int, marks: Sequence[Mark], inside: Sequence[Card], notes: Notes) -> Paragraph:
    span = found.paragraphs[at]
    counted = Counter(one.kind for one in inside)
    names = [f"{counted[kind]} {kind}{'s' if counted[kind] > 1 else ''}" for kind in KINDS if counted[kind]]
    return Paragraph(
        pieces=cut_pieces(found.text, span, marks),
        cards=tuple(inside),
        summary=", ".join(names),
        heading=is_heading(found, at),
        note=next((number for number, one in notes.notes.items() if one == span), 0),
    )


def _people(mentions: Sequence[AnyMention]) -> tuple[ActorCount, ...]:
    counted = Counter(one.actor for one in mentions if isinstance(one, ActorMention))
    return tuple(ActorCount(code, 1, number) for code, number in counted.most_common(10))


def _related(site: Site, found: Article) -> tuple[Brief, ...]:
    """Articles that are alike in their words first, then by the same authors, then of the narrowest category."""
    related: dict[str, Brief] = {}
    for some in _near(site, found):
        related |= {one.title: one for one in some if one.title != found.title and one.title not in related}
        if len(related) >= _RELATED:
            break
    return tuple(related.values())[:_RELATED]


def _near(site: Site, found: Article) -> Iterator[list[Brief]]:
    view = site.archive.view
    yield site.archive.alike(found, limit=_RELATED)
    yield from (view.briefs(ArticleFilter(author=slug_of(name) or name, limit=_RELATED)) for name in found.authors)
    sizes = {one.name: one.articles for one in site.keep("categories None", view.categories)}
    narrow = sorted(found.categories, key=lambda name: sizes.get(name, 0))
    yield from (view.briefs(ArticleFilter(category=slug_of(name) or name, limit=_RELATED + 1)) for name in narrow[:2])
