"""Actors and dyads: what is said of one, and what one did to another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar, cast

from yalu import analysis
from yalu.asking import Asked, Finding
from yalu.errors import NotFound
from yalu.measuring import tell_ties
from yalu.model import AnyStatement, Record, flatten_statement, slug_of
from yalu.publish.answers import Answer, SiteOf
from yalu.publish.cards import Card
from yalu.publish.charts import Chart, SharesChart, draw_shares, draw_timeline
from yalu.publish.dating import say_date
from yalu.publish.feeds import Feed
from yalu.publish.held import draw_claims
from yalu.publish.pages.data import THEMES_OF_TRADE, points_of, written_claims
from yalu.publish.pages.registers import (
    Ledger,
    Pact,
    ThemePage,
    make_ledgers,
    make_pacts,
    make_themes,
    pacts_of,
    register_of,
)
from yalu.publish.pages.statements import articles_of, cards_of, feed_of, some_of
from yalu.publish.queries import PageOf, Pager, Then
from yalu.publish.site import Site
from yalu.publish.years import draw_direction
from yalu.store import ActorCount, DyadCount, MentionFilter, PartnerCount

_SHOWN = 20
"""Statements of a kind that an actor's page lists before it points to the register."""
_DRAWN = 150
_LISTED = 200
"""Actors, or pairs, that a page of their list holds."""
T = TypeVar("T")
Per = Literal["count", "year"]
_LINKED = 400
"""Statements of a kind that a dyad's page links into happenings, ledgers and themes: the first in time."""
_HAPPENINGS = 60
_PACTS, _PARTNERS = 12, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorsPage:
    """All actors of whom something is said."""

    actors: Sequence[ActorCount]
    pager: Pager


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorPage:
    """What is said of an actor."""

    id: str
    name: str
    code: str
    kind: str
    lived: str
    offices: tuple[tuple[str, str], ...]
    kin: tuple[tuple[str, str, str], ...]
    """Predecessors and successors: relation, id, name."""
    chart: Chart | None
    acts: tuple[Card, ...]
    suffers: tuple[Card, ...]
    agreements: tuple[Pact, ...]
    figures: tuple[Card, ...]
    claims: tuple[Card, ...]
    partners: tuple[PartnerCount, ...]
    """Code of another actor, events toward it, events from it."""
    total: int
    named: int
    """Articles that name it, counted where no statement is about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DyadsPage:
    """All pairs of whom something is said."""

    dyads: Sequence[DyadCount]
    pager: Pager


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One happening: the telling that dates it best, the others, and who denies it."""

    first: Card
    others: tuple[Card, ...]
    denials: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DyadPage:
    """A directed pair."""

    first: str
    second: str
    glance: tuple[str, ...]
    chart: Chart | None
    events: tuple[Told, ...]
    apart: tuple[Card, ...]
    """Events that did not happen, or not yet."""
    backward: int
    shares: bool
    """Whether the chart shows shares of all events told of a year."""
    agreements: tuple[Pact, ...]
    ledgers: tuple[Ledger, ...]
    themes: tuple[ThemePage, ...]
    chart_of_claims: Chart | None
    writers: tuple[tuple[str, str, int], ...]
    """Name, last part of the address, articles."""
    coverage: tuple[str, ...]
    ties: tuple[str, ...]
    """What the two owe each other and how they vote, by the tables loaded."""
    chart_of_trade: SharesChart | None
    """The second's part in the first's trade, with what is claimed of dependence."""


def actors(site: SiteOf, written_before: Then = None, page: PageOf = 1) -> Answer:
    """Answer all actors with how much is said of each."""
    view = site.archive.view
    seen = site.keep(f"actors {written_before}", lambda: view.actors_seen(written_before=written_before))

    def records() -> list[Record]:
        return [{"code": o.code, "name": site.words.name(o.code), "articles": o.articles, "statements": o.statements} for o in seen]  # fmt: skip

    return Answer(
        template="actors.html",
        context=ActorsPage(actors=_of_page(seen, page), pager=_pager(seen, page)),
        records=records,
    )


def _of_page(seen: Sequence[T], page: int) -> Sequence[T]:
    return seen[(page - 1) * _LISTED : page * _LISTED]


def _pager(seen: Sequence[object], page: int) -> Pager:
    return Pager(page=page, size=_LISTED, total=len(seen))


def actor(site: SiteOf, name: str, written_before: Then = None) -> Answer:
    """Answer an actor by code, id or name; raise NotFound."""
    wanted = _identify(site, name)
    asked = cast("Asked", {"actor": wanted, "written_before": written_before})
    return Answer(
        template="actor.html", context=_actor_page(site, wanted, asked), kind="statement",
        records=lambda: map(flatten_statement, site.archive.each_statement(asked)),
        some=some_of(site, asked),
        statements=lambda: site.archive.each_statement(asked),
        feed=lambda: feed_of(site, asked, heading=site.words.name(wanted), path=f"/actors/{wanted}"),
    )  # fmt: skip


def _identify(site: Site, name: str) -> str:
    """Give the id of a known actor; one that only this archive names is found by its id."""
    known = site.gazetteer.actor(name) or site.gazetteer.actor(name.upper())
    if known:
        return known.id
    try:
        return site.archive.actor_id(name)
    except NotFound:
        if any(True for _ in site.archive.view.mentions(MentionFilter(actor=name, limit=1))):
            return name
        raise


def _actor_page(site: Site, wanted: str, asked: Asked) -> ActorPage:
    known = site.gazetteer.actor(wanted)
    before = asked.get("written_before")
    line = analysis.timeline(_first(site, asked, kind=("event", "agreement"), limit=_DRAWN))
    name, total = site.words.name(wanted), site.archive.count_statements(asked)
    return ActorPage(
        id=wanted,
        name=name,
        code=known.code or "" if known else "",
        kind=known.kind if known else "actor named in this archive",
        lived=_lived(known.since, known.until) if known else "",
        offices=tuple((one.title, _lived(one.since, one.until)) for one in known.offices) if known else (),
        kin=_kin(site, wanted),
        chart=draw_timeline(line.entries, lambda e: site.words.say(e.statement), title=f"{name} in time"),
        acts=cards_of(site, _first(site, {"written_before": before}, kind="event", by=wanted)),
        suffers=cards_of(site, _first(site, {"written_before": before}, kind="event", to=wanted)),
        agreements=pacts_of(site, {"kind": "agreement", "parties": (wanted,), "written_before": before}, limit=_PACTS),
        figures=cards_of(site, _first(site, asked, kind="figure")),
        claims=cards_of(site, _first(site, asked, kind="claim")),
        partners=tuple(site.archive.view.partners(wanted, written_before=before, limit=_PARTNERS)),
        total=total,
        named=0 if total else site.archive.find(f"actor:{wanted}", limit=1, **_then(before)).count,
    )


def _then(written_before: str | None) -> Finding:
    return {"written_before": written_before} if written_before else {}


def _first(site: Site, asked: Asked, *, limit: int = _SHOWN, **more: object) -> list[AnyStatement]:
    return site.archive.statements_page(cast("Asked", {**asked, **more}), limit=limit)


def _lived(since: str | None, until: str | None) -> str:
    if since and until:
        return f"{say_date(since)} to {say_date(until)}"
    return f"since {say_date(since)}" if since else f"until {say_date(until)}" if until else ""


def _kin(site: Site, wanted: str) -> tuple[tuple[str, str, str], ...]:
    known = site.gazetteer.actor(wanted)
    if not known:
        return ()
    named = [("before", known.predecessors), ("after", known.successors)]
    return tuple((how, one, site.words.name(one)) for how, ids in named for one in ids)


def dyads(site: SiteOf, written_before: Then = None, page: PageOf = 1) -> Answer:
    """Answer all pairs with how much is said of each."""
    view = site.archive.view
    seen = site.keep(f"dyads {written_before}", lambda: view.dyads_seen(written_before=written_before))

    def records() -> list[Record]:
        return [{"first": o.first, "second": o.second, "articles": o.articles, "statements": o.statements} for o in seen]  # fmt: skip

    return Answer(
        template="dyads.html", context=DyadsPage(dyads=_of_page(seen, page), pager=_pager(seen, page)), records=records
    )


def dyad(site: SiteOf, first: str, second: str, written_before: Then = None, per: Per = "count") -> Answer:
    """Answer a directed pair; `per` year draws shares of all events told of a year. Raise NotFound for no side of a dyad."""
    measure = site.archive.measure_dyad(first, second, written_before=written_before)
    return Answer(
        template="dyad.html", context=_dyad_page(site, measure, shares=per == "year"), kind="statement",
        records=lambda: map(flatten_statement, site.archive.each_of_dyad(measure)),
        statements=lambda: site.archive.each_of_dyad(measure), feed=lambda: _dyad_feed(site, measure),
    )  # fmt: skip


def _told(site: Site, happenings: Sequence[analysis.Happening]) -> tuple[Told, ...]:
    said = [one for happening in happenings for one in (*happening.tellings, *happening.denials)]
    cards = {card.id: card for card in cards_of(site, said)}
    return tuple(
        _tell(
            happening.date, [cards[one.id] for one in happening.tellings], [cards[one.id] for one in happening.denials]
        )
        for happening in happenings
    )


def _tell(date: str | None, tellings: Sequence[Card], denials: Sequence[Card]) -> Told:
    first = next((card for card in tellings if card.edtf == (date or "")), tellings[0])
    return Told(first=first, others=tuple(card for card in tellings if card is not first), denials=tuple(denials))


def _dyad_feed(site: Site, measure: analysis.Dyad) -> Feed:
    heading = f"{site.words.name(measure.first)} → {site.words.name(measure.second)}"
    path = f"/dyads/{measure.first}/{measure.second}"
    asked = cast("Asked", {"actor": measure.first, "with_": measure.second})
    return feed_of(site, asked, heading=heading, path=path)


def _dyad_page(site: Site, measure: analysis.Dyad, *, shares: bool) -> DyadPage:
    forward = measure.forward
    one, other = site.words.name(measure.first), site.words.name(measure.second)
    happenings = analysis.link_happenings(forward.events[:_LINKED])
    linked_ids = {name for happening in happenings for name in happening.ids}
    apart = [event for event in forward.events[:_LINKED] if event.id not in linked_ids]
    linked = analysis.link_agreements(measure.agreements)
    register = register_of(site, list(measure.claims[:_LINKED]))
    said: list[AnyStatement] = [*forward.events, *measure.agreements, *measure.figures, *measure.claims]
    articles = articles_of(site, said)
    writers = Counter(name for article in articles.values() for name in article.authors)
    return DyadPage(
        first=measure.first,
        second=measure.second,
        glance=_glance(site, measure, len(articles), len(linked)),
        chart=_chart_of_acts(site, measure, shares=shares),
        shares=shares,
        events=_told(site, happenings[:_HAPPENINGS]),
        apart=cards_of(site, apart[:_SHOWN]),
        backward=len(measure.backward.events),
        agreements=make_pacts(site, linked[:_PACTS]),
        ledgers=make_ledgers(site, analysis.ledger(measure.figures[:_LINKED])[:_SHOWN]),
        themes=make_themes(site, register.themes),
        chart_of_claims=draw_claims(register, title=f"Who claims what of {one} and {other}, when"),
        writers=tuple((name, slug_of(name), count) for name, count in writers.most_common(8)),
        coverage=_coverage(site, measure),
        chart_of_trade=_trade(site, measure),
        ties=tuple(tell_ties(site.archive.ties(measure.first, measure.second).to_dicts())),
    )


def _chart_of_acts(site: Site, measure: analysis.Dyad, *, shares: bool) -> Chart | None:
    one, other = site.words.name(measure.first), site.words.name(measure.second)
    whole = site.keep("years told", site.archive.view.years_told) if shares else None
    of = ", in per cent of all events told of the year" if shares else ", by year"
    return draw_direction(measure.forward, title=f"What {one} did to {other}{of}", name=site.words.quad, whole=whole)


def _trade(site: Site, measure: analysis.Dyad) -> SharesChart | None:
    """The first's part in the second's trade: how far the second depends on the first."""
    book = site.archive.trade_book(measure.second)
    shares = analysis.measure_dependence(book, measure.second) if book.rows else ()
    claims = [one for one in measure.claims if one.theme in THEMES_OF_TRADE]
    title = f"{site.words.name(measure.first)} in the trade of {site.words.name(measure.second)}, by series"
    return draw_shares(points_of(site, shares, measure.first), written_claims(site, claims), title=title)


def _glance(site: Site, measure: analysis.Dyad, articles: int, pacts: int) -> tuple[str, ...]:
    """The pair in a few sentences; every number in them opens its rows further down."""
    one, other = site.words.name(measure.first), site.words.name(measure.second)
    forward, backward = measure.forward, measure.backward
    lines = [
        f"{articles} {_plural('article', articles)} of this archive {_plural('tell', articles, verb=True)} of {one} and {other}."
    ]
    if forward.happened:
        kinds = [f"{quad.count} of {site.words.quad(quad.quad)}" for quad in forward.quads if quad.count]
        mean = (
            f"; mean intensity {_signed(forward.intensity)} on a scale from −10 to +10"
            if forward.intensity is not None
            else ""
        )
        lines.append(f"{one} acted toward {other} {_times(len(forward.happened))}: {', '.join(kinds)}{mean}.")
    if backward.happened:
        lines.append(f"{other} acted toward {one} {_times(len(backward.happened))}.")
    apart = len(forward.events) - len(forward.happened)
    if apart:
        lines.append(
            f"{apart} further {_plural('act', apart)} were denied, wished for, conditional or still to come, and are not counted."
        )
    if pacts:
        lines.append(f"{pacts} {_plural('agreement', pacts)} between the two {_plural('is', pacts, verb=True)} named.")
    return tuple(lines)


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _signed(value: float) -> str:
    return f"{value:+.1f}".replace("-", "−")


def _plural(word: str, number: int, *, verb: bool = False) -> str:
    if verb:
        return {"is": "is" if number == 1 else "are"}.get(word, f"{word}s" if number == 1 else word)
    return word if number == 1 else f"{word}s"


def _coverage(site: Site, measure: analysis.Dyad) -> tuple[str, ...]:
    """What this archive cannot know of the pair; a copy as files says what holds of every pair on a page of its own."""
    lines = [] if site.static else list(_whole_coverage(site))
    unplaced = len(measure.forward.unplaced)
    if unplaced:
        lines.append(
            f"{unplaced} of the acts have no date, or one over more than a year, and stand in no bar of the chart."
        )
    return tuple(lines)


def _whole_coverage(site: Site) -> Iterator[str]:
    covered = site.keep("coverage", lambda: analysis.measure_coverage(site.archive.view.covered()))
    if covered.years:
        yield (
            f"It holds articles published from {covered.years[0].name} to {covered.years[-1].name}; what was written before or after is not in it."
        )
    if covered.teasers:
        yield (
            f"{len(covered.teasers)} of its {len(covered.articles)} articles {_plural('is', len(covered.teasers), verb=True)} only there as {'a teaser' if len(covered.teasers) == 1 else 'teasers'}: the rest was not read."
        )
    if covered.undated:
        yield (
            f"{len(covered.undated)} {_plural('article', len(covered.undated))} without a date: their relative dates stay open."
        )
