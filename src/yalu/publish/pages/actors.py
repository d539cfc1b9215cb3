"""Actors: of whom something is said, and what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from yalu import analysis
from yalu.asking import Asked, Finding
from yalu.errors import NotFound
from yalu.model import Agreement, AnyStatement, Record, flatten_statement
from yalu.publish.answers import Answer, SiteOf
from yalu.publish.cards import Card
from yalu.publish.charts import Chart, draw_timeline
from yalu.publish.dating import say_date
from yalu.publish.pages.registers import Pact, name_pacts
from yalu.publish.pages.statements import Extent, cards_of, feed_of, said_of, some_of
from yalu.publish.queries import PageOf, Pager, Then
from yalu.publish.site import Site
from yalu.publish.years import draw_acts, sum_acts
from yalu.store import ActorCount, MentionFilter, PartnerCount

_SHOWN = 20
"""Statements of a kind that a page lists before it points to the register."""
_DRAWN = 120
"""Events and agreements that are drawn one by one; of more the chart has the events of each year."""
_LISTED = 200
_TELLINGS, _PACTS, _PARTNERS = 30, 12, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorsPage:
    """All actors of whom something is said."""

    actors: Sequence[ActorCount]
    pager: Pager


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The first statements of a kind, and how many there are."""

    cards: tuple[Card, ...]
    extent: Extent


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
    by_year: bool
    """Whether the chart has sums of years."""
    acts: Listed
    suffers: Listed
    agreements: tuple[Pact, ...]
    of_agreements: Extent
    figures: Listed
    claims: Listed
    partners: tuple[PartnerCount, ...]
    """Code of another actor, events toward it, events from it."""
    total: int
    named: int
    """Articles that name it, counted where no statement is about it."""


def actors(site: SiteOf, written_before: Then = None, page: PageOf = 1) -> Answer:
    """Answer all actors with how much is said of each."""
    view = site.archive.view
    seen = site.keep(f"actors {written_before}", lambda: view.actors_seen(written_before=written_before))

    def records() -> list[Record]:
        return [{"code": o.code, "name": site.words.name(o.code), "articles": o.articles, "statements": o.statements} for o in seen]  # fmt: skip

    shown = seen[(page - 1) * _LISTED : page * _LISTED]
    pager = Pager(page=page, size=_LISTED, total=len(seen))
    return Answer(template="actors.html", context=ActorsPage(actors=shown, pager=pager), records=records)


def actor(site: SiteOf, name: str, written_before: Then = None) -> Answer:
    """Answer an actor by code, id or name; raise NotFound."""
    wanted = _identify(site, name)
    asked = cast("Asked", {"actor": wanted, "written_before": written_before})
    return Answer(
        template="actor.html", context=_actor_page(site, wanted, asked), kind="statement",
        records=lambda: map(flatten_statement, site.archive.each_statement(asked)),
        some=some_of(site, asked), said=said_of(site, asked),
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
    then = cast("Asked", {"written_before": before})
    number = site.archive.view.actor_total(wanted, written_before=before)
    parties = cast("Asked", {**then, "kind": "agreement", "parties": (wanted,)})
    named = _count(site, asked, kind="agreement")
    pacts = _pacts(site, parties, before)
    chart, by_year = _draw(site, wanted, asked, told=number.acts + number.suffers + named)
    return ActorPage(
        id=wanted,
        name=site.words.name(wanted),
        code=known.code or "" if known else "",
        kind=known.kind if known else "actor named in this archive",
        lived=_lived(known.since, known.until) if known else "",
        offices=tuple((one.title, _lived(one.since, one.until)) for one in known.offices) if known else (),
        kin=_kin(site, wanted),
        chart=chart,
        by_year=by_year,
        acts=_listed(site, _first(site, then, kind="event", by=wanted), number.acts),
        suffers=_listed(site, _first(site, then, kind="event", to=wanted), number.suffers),
        agreements=pacts,
        of_agreements=Extent(sum(len(one.cards) for one in pacts), named),
        figures=_listed(site, _first(site, asked, kind="figure"), _count(site, asked, kind="figure")),
        claims=_listed(site, _first(site, asked, kind="claim"), _count(site, asked, kind="claim")),
        partners=tuple(site.archive.view.partners(wanted, written_before=before, limit=_PARTNERS)),
        total=number.statements,
        named=0 if number.statements else site.archive.find(f"actor:{wanted}", limit=1, **_then(before)).count,
    )


def _draw(site: Site, wanted: str, asked: Asked, *, told: int) -> tuple[Chart | None, bool]:
    """Draw what is told of an actor one by one, of much what it did in each year; say whether it is the latter."""
    name = site.words.name(wanted)
    if told <= _DRAWN:
        line = analysis.timeline(_first(site, asked, kind=("event", "agreement"), limit=_DRAWN))
        return draw_timeline(line.entries, lambda e: site.words.say(e.statement), title=f"{name} in time"), False
    found = site.archive.view.acts_of(wanted, written_before=asked.get("written_before"))
    return draw_acts(sum_acts(found, wanted), title=f"What {name} did, by year", name=site.words.quad), True


def _pacts(site: Site, asked: Asked, before: str | None) -> tuple[Pact, ...]:
    found = [one for one in _first(site, asked, limit=_TELLINGS) if isinstance(one, Agreement)]
    return name_pacts(site, found, before=before)[:_PACTS]


def _listed(site: Site, shown: Sequence[AnyStatement], total: int) -> Listed:
    return Listed(cards=cards_of(site, shown), extent=Extent(len(shown), total))


def _count(site: Site, asked: Asked, *, kind: str) -> int:
    return site.archive.count_statements(cast("Asked", {**asked, "kind": kind}))


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
