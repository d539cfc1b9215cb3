"""Dyads: what one actor did to another, and what is said of the two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Literal, cast

from yalu import analysis
from yalu.asking import Asked
from yalu.measuring import tell_ties
from yalu.model import Agreement, AnyStatement, Claim, Event, Figure, Kind, Record, flatten_statement
from yalu.publish.answers import Answer, SiteOf
from yalu.publish.cards import Card
from yalu.publish.charts import Chart, SharesChart, draw_shares
from yalu.publish.feeds import Feed
from yalu.publish.held import draw_claims
from yalu.publish.pages.data import THEMES_OF_TRADE, points_of, written_claims
from yalu.publish.pages.registers import Ledger, Pact, ThemePage, make_ledgers, make_themes, name_pacts, register_of
from yalu.publish.pages.statements import Extent, cards_of, feed_of
from yalu.publish.queries import PageOf, Pager, Then
from yalu.publish.site import Site
from yalu.publish.years import Acts, draw_acts, sum_acts
from yalu.store import DyadCount, PairTotal, StatementFilter

Per = Literal["count", "year"]
_LISTED = 60
"""Statements of a kind that a page lists and links, the first in time; beside them stands how many there are in all."""
_APART, _TELLINGS, _PACTS, _WRITERS = 20, 40, 12, 8
_LIST = 200
"""Pairs that a page of their list holds."""


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
    of_events: Extent
    apart: tuple[Card, ...]
    """Events that did not happen, or not yet, of those listed."""
    of_apart: Extent
    backward: int
    shares: bool
    """Whether the chart shows shares of all events told of a year."""
    agreements: tuple[Pact, ...]
    of_agreements: Extent
    ledgers: tuple[Ledger, ...]
    of_figures: Extent
    themes: tuple[ThemePage, ...]
    of_claims: Extent
    chart_of_claims: Chart | None
    writers: tuple[tuple[str, str, int], ...]
    """Name, last part of the address, articles."""
    coverage: tuple[str, ...]
    ties: tuple[str, ...]
    """What the two owe each other and how they vote, by the tables loaded."""
    chart_of_trade: SharesChart | None
    """The second's part in the first's trade, with what is claimed of dependence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """An ordered pair as of a day, with what is said of it in numbers."""

    first: str
    second: str
    before: str | None
    forward: Acts
    backward: Acts
    total: PairTotal
    other: PairTotal
    """Of the other direction."""
    figures: int
    articles: int


def dyads(site: SiteOf, written_before: Then = None, page: PageOf = 1) -> Answer:
    """Answer all pairs with how much is said of each."""
    view = site.archive.view
    seen = view.dyads_seen(written_before=written_before, limit=_LIST, offset=(page - 1) * _LIST)
    total = site.keep(f"number of dyads {written_before}", lambda: view.count_dyads(written_before=written_before))

    def records() -> list[Record]:
        every = view.dyads_seen(written_before=written_before)
        return [{"first": o.first, "second": o.second, "articles": o.articles, "statements": o.statements} for o in every]  # fmt: skip

    pager = Pager(page=page, size=_LIST, total=total)
    return Answer(template="dyads.html", context=DyadsPage(dyads=seen, pager=pager), records=records)


def dyad(site: SiteOf, first: str, second: str, written_before: Then = None, per: Per = "count") -> Answer:
    """Answer a directed pair; `per` year draws shares of all events told of a year. Raise NotFound for no side of a dyad."""
    one, other = site.archive.codes(first, second)

    @cache
    def measure() -> analysis.Dyad:
        return site.archive.measure_dyad(one, other, written_before=written_before)

    return Answer(
        template="dyad.html", context=_page(site, _pair(site, one, other, written_before), shares=per == "year"),
        kind="statement", records=lambda: map(flatten_statement, site.archive.each_of_dyad(measure())),
        statements=lambda: site.archive.each_of_dyad(measure()),
        said=lambda offset, limit: islice(site.archive.each_of_dyad(measure()), offset, offset + limit), feed=lambda: _feed(site, one, other),
    )  # fmt: skip


def _feed(site: Site, first: str, second: str) -> Feed:
    heading = f"{site.words.name(first)} → {site.words.name(second)}"
    asked = cast("Asked", {"actor": first, "with_": second})
    return feed_of(site, asked, heading=heading, path=f"/dyads/{first}/{second}")


def _pair(site: Site, first: str, second: str, before: str | None) -> Pair:
    view = site.archive.view
    figures = StatementFilter(kinds=("figure",), dyad=(first, second), written_before=before)
    return Pair(
        first=first, second=second, before=before,
        forward=sum_acts(view.acts_between(first, second, written_before=before), first, second),
        backward=sum_acts(view.acts_between(second, first, written_before=before), second, first),
        total=view.pair_total(first, second, written_before=before),
        other=view.pair_total(second, first, written_before=before),
        figures=view.count_statements(figures),
        articles=view.count_articles_on(first, second, written_before=before),
    )  # fmt: skip


def _some(site: Site, pair: Pair, kind: Kind, *, limit: int = _LISTED, directed: bool = True) -> list[AnyStatement]:
    wanted = StatementFilter(
        kinds=(kind,),
        dyad=(pair.first, pair.second),
        directed=directed,
        written_before=pair.before,
        limit=limit,
    )
    return list(site.archive.view.statements(wanted))


def _page(site: Site, pair: Pair, *, shares: bool) -> DyadPage:
    events = [one for one in _some(site, pair, "event") if isinstance(one, Event)]
    figures = [one for one in _some(site, pair, "figure", directed=False) if isinstance(one, Figure)]
    claims = [one for one in _some(site, pair, "claim") if isinstance(one, Claim)]
    agreements = [one for one in _some(site, pair, "agreement", limit=_TELLINGS) if isinstance(one, Agreement)]
    happenings = analysis.link_happenings(events)
    linked_ids = {name for happening in happenings for name in happening.ids}
    apart = [event for event in events if event.id not in linked_ids]
    register = register_of(site, claims)
    pacts = name_pacts(site, agreements, before=pair.before)[:_PACTS]
    one, other = site.words.name(pair.first), site.words.name(pair.second)
    writers = site.archive.view.writers_on(pair.first, pair.second, limit=_WRITERS, written_before=pair.before)
    return DyadPage(
        first=pair.first,
        second=pair.second,
        glance=_glance(site, pair),
        chart=_chart(site, pair, shares=shares),
        shares=shares,
        events=_told(site, happenings),
        of_events=Extent(len(events), pair.total.events),
        apart=cards_of(site, apart[:_APART]),
        of_apart=Extent(min(len(apart), _APART), pair.total.events - pair.forward.happened),
        backward=pair.other.events,
        agreements=pacts,
        of_agreements=Extent(sum(len(pact.cards) for pact in pacts), pair.total.agreements),
        ledgers=make_ledgers(site, analysis.ledger(figures)),
        of_figures=Extent(len(figures), pair.figures),
        themes=make_themes(site, register.themes),
        of_claims=Extent(len(claims), pair.total.claims),
        chart_of_claims=draw_claims(register, title=f"Who claims what of {one} and {other}, when"),
        writers=tuple(writers),
        coverage=_coverage(site, pair),
        chart_of_trade=_trade(site, pair, claims),
        ties=tuple(tell_ties(site.archive.ties(pair.first, pair.second).to_dicts())),
    )


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


def _chart(site: Site, pair: Pair, *, shares: bool) -> Chart | None:
    one, other = site.words.name(pair.first), site.words.name(pair.second)
    whole = site.keep("years told", site.archive.view.years_told) if shares else None
    of = ", in per cent of all events told of the year" if shares else ", by year"
    return draw_acts(pair.forward, title=f"What {one} did to {other}{of}", name=site.words.quad, whole=whole)


def _trade(site: Site, pair: Pair, claims: Sequence[Claim]) -> SharesChart | None:
    """The first's part in the second's trade: how far the second depends on the first."""
    book = site.archive.trade_book(pair.second)
    shares = analysis.measure_dependence(book, pair.second) if book.rows else ()
    told = [one for one in claims if one.theme in THEMES_OF_TRADE]
    title = f"{site.words.name(pair.first)} in the trade of {site.words.name(pair.second)}, by series"
    return draw_shares(points_of(site, shares, pair.first), written_claims(site, told), title=title)


def _glance(site: Site, pair: Pair) -> tuple[str, ...]:
    """The pair in a few sentences; every number in them opens its rows further down."""
    one, other = site.words.name(pair.first), site.words.name(pair.second)
    tell = f"{_plural('article', pair.articles)} of this archive {_plural('tell', pair.articles, verb=True)}"
    lines = [f"{pair.articles} {tell} of {one} and {other}."]
    if pair.forward.happened:
        kinds = [f"{count} of {site.words.quad(quad)}" for quad, count in pair.forward.quads if count]
        mean = pair.forward.intensity
        said = f"; mean intensity {_signed(mean)} on a scale from −10 to +10" if mean is not None else ""
        lines.append(f"{one} acted toward {other} {_times(pair.forward.happened)}: {', '.join(kinds)}{said}.")
    if pair.backward.happened:
        lines.append(f"{other} acted toward {one} {_times(pair.backward.happened)}.")
    apart = pair.total.events - pair.forward.happened
    if apart:
        lines.append(
            f"{apart} further {_plural('act', apart)} were denied, wished for, conditional or still to come, and are not counted."
        )
    named = pair.total.agreements
    if named:
        lines.append(f"{named} {_plural('sentence', named)} {_plural('name', named, verb=True)} agreements of the two.")
    return tuple(lines)


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _signed(value: float) -> str:
    return f"{value:+.1f}".replace("-", "−")


def _plural(word: str, number: int, *, verb: bool = False) -> str:
    if verb:
        return f"{word}s" if number == 1 else word
    return word if number == 1 else f"{word}s"


def _coverage(site: Site, pair: Pair) -> tuple[str, ...]:
    """What this archive cannot know of the pair; a copy as files says what holds of every pair on a page of its own."""
    lines = [] if site.static else list(_whole_coverage(site))
    unplaced = pair.forward.unplaced
    if unplaced:
        lines.append(
            f"{unplaced} of the acts have no date, or one over more than a year, and stand in no bar of the chart."
        )
    return tuple(lines)


def _whole_coverage(site: Site) -> Iterator[str]:
    held = site.keep("extent", site.archive.view.extent)
    if held.first is not None:
        yield (
            f"It holds articles published from {held.first} to {held.last}; what was written before or after is not in it."
        )
    if held.teasers:
        one = held.teasers == 1
        yield (
            f"{held.teasers} of its {held.articles} articles {'is' if one else 'are'} only there as {'a teaser' if one else 'teasers'}: the rest was not read."
        )
    if held.undated:
        yield f"{held.undated} {_plural('article', held.undated)} without a date: their relative dates stay open."
