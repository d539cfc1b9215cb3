"""The registers: timeline, ledger of figures, agreements, claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlencode

from fastapi import Request

from yalu import analysis
from yalu.asking import Asked
from yalu.model import KINDS, Agreement, Article, Claim, Figure, bounds_of, flatten_statement
from yalu.publish.answers import Answer, SiteOf
from yalu.publish.cards import Card
from yalu.publish.charts import Chart, draw_timeline
from yalu.publish.dating import say_date
from yalu.publish.pages.statements import cards_of, loosen, say_asked
from yalu.publish.queries import PAGE_SIZE, AskedOf, PageOf, Pager, Text
from yalu.publish.site import Site
from yalu.store import ArticleFilter

_FEW_YEARS = 20
_DRAWN = 400
"""Statements that a chart shows at most; the list shows all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """Cards of statements that begin in a year; "undated" for those without a date."""

    label: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePage:
    """Statements in order of time."""

    chart: Chart | None
    zooms: tuple[tuple[str, str, int, bool], ...]
    """Stretches of time: label, address, statements in them, whether one is shown."""
    kinds: tuple[tuple[str, str, bool], ...]
    years: tuple[Year, ...]
    pager: Pager
    asked: tuple[tuple[str, str], ...]
    loosen: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Figures on one measure about the same actors."""

    heading: str
    cards: tuple[Card, ...]
    differences: tuple[tuple[str, str, str], ...]
    """Two ids of statements and why both cannot be right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresPage:
    """The ledger."""

    ledgers: tuple[Ledger, ...]
    measures: tuple[tuple[str, int], ...]
    pager: Pager
    asked: tuple[tuple[str, str], ...]
    loosen: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pact:
    """One agreement with all its tellings."""

    name: str
    parties: str
    signed: tuple[str, ...]
    in_force: tuple[str, ...]
    until: tuple[str, ...]
    amended: tuple[str, ...]
    denounced: tuple[str, ...]
    obligations: tuple[str, ...]
    state: str
    """In force, ended, or not told: as the texts have it, on the day the newest of them was written."""
    disputed: bool
    known: bool
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementsPage:
    """Agreements in order of signing."""

    pacts: tuple[Pact, ...]
    asked: tuple[tuple[str, str], ...]
    loosen: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A claim with who holds it, when it was written, and its pole."""

    card: Card
    who: str
    written: str
    pole: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """Two claims that seem to contradict, with the reasons and what may make both true."""

    about: str
    first: Held
    second: Held
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemePage:
    """Claims on one theme, both sides and the undecided."""

    theme: str
    name: str
    definition: str
    sides: tuple[tuple[str, tuple[Held, ...]], ...]
    """Name of a pole with its claims."""
    opposed: tuple[str, ...]
    proposed: tuple[Proposed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsPage:
    """The register of claims."""

    themes: tuple[ThemePage, ...]
    menu: tuple[tuple[str, str, int], ...]
    open: bool
    asked: tuple[tuple[str, str], ...]
    loosen: tuple[tuple[str, str], ...]


def _narrowed(asked: Asked, **more: object) -> Asked:
    return cast("Asked", {**asked, **more})


def timeline(site: SiteOf, request: Request, asked: AskedOf, page: PageOf = 1) -> Answer:
    """Answer events and agreements in order of time; `kind` gives other kinds."""
    given = {name: value for name, value in request.query_params.items() if value and name != "page"}
    asked = asked if "kind" in asked else _narrowed(asked, kind=("event", "agreement"))
    line = analysis.timeline(site.archive.each_statement(asked))
    told = [(str(group.year), [entry.statement for entry in group.entries]) for group in line.years]
    told += [("undated", list(line.undated))] if line.undated else []
    flat = [(label, one) for label, found in told for one in found]
    shown = flat[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    cards = dict(zip((one.id for _, one in shown), cards_of(site, [one for _, one in shown]), strict=True))
    labels = dict.fromkeys(label for label, _ in shown)
    narrowed = {name: value for name, value in asked.items() if value != ("event", "agreement")}
    context = TimelinePage(
        chart=draw_timeline(
            line.entries[:_DRAWN], lambda entry: site.words.say(entry.statement), title=_chart_title(line.entries)
        ),
        zooms=_zooms(line.entries, given),
        kinds=_kinds(given),
        years=tuple(Year(label=label, cards=tuple(cards[o.id] for at, o in shown if at == label)) for label in labels),
        pager=Pager(page=page, size=PAGE_SIZE, total=len(flat)),
        asked=say_asked(site, cast("Asked", narrowed)),
        loosen=() if flat else loosen(site, asked),
    )
    return Answer(
        template="timeline.html", context=context, kind="statement",
        records=lambda: (flatten_statement(one) for one in site.archive.each_in_time(asked)),
        statements=lambda: site.archive.each_in_time(asked),
    )  # fmt: skip


def _zooms(entries: tuple[analysis.Entry, ...], given: dict[str, str]) -> tuple[tuple[str, str, int, bool], ...]:
    """Give decades, or single years where all lies within two, that something falls in; the whole to go back to."""
    years = [entry.place.year for entry in entries]
    if not years:
        return ()
    wide = max(years) - min(years) > _FEW_YEARS
    counted = Counter(year // 10 * 10 if wide else year for year in years)
    parts = [(f"{year}s", f"{year}..{year + 9}") if wide else (str(year), str(year)) for year in sorted(counted)]
    rest = {name: value for name, value in given.items() if name != "year"}
    whole = [("all time", "/timeline?" + urlencode(rest), len(years), False)] if "year" in given else []
    return (*whole, *(
        (label, "/timeline?" + urlencode(rest | {"year": period}), counted[key], given.get("year") == period)
        for (label, period), key in zip(parts, sorted(counted), strict=True)
    ))  # fmt: skip


def _kinds(given: dict[str, str]) -> tuple[tuple[str, str, bool], ...]:
    rest = {name: value for name, value in given.items() if name != "kind"}
    rows = [("events and agreements", "")] + [(f"{kind}s", kind) for kind in KINDS]
    return tuple(
        (label, "/timeline?" + urlencode(rest | ({"kind": kind} if kind else {})), given.get("kind", "") == kind)
        for label, kind in rows
    )


def _chart_title(entries: tuple[analysis.Entry, ...]) -> str:
    if not entries:
        return ""
    first, last = entries[0].place.year, max((entry.latest or entry.place).year for entry in entries)
    drawn = f", the first {_DRAWN} drawn" if len(entries) > _DRAWN else ""
    return f"{len(entries)} dated statements, {first} to {last}{drawn}"


def figures(site: SiteOf, asked: AskedOf, page: PageOf = 1) -> Answer:
    """Answer the ledger of figures: those that disagree first."""
    asked = _narrowed(asked, kind="figure")
    found = [one for one in site.archive.each_statement(asked) if isinstance(one, Figure)]
    entries = list(analysis.ledger(found))
    shown = entries[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    measures: dict[str, int] = {}
    for one in found:
        if one.measure:
            measures[one.measure] = measures.get(one.measure, 0) + 1
    context = FiguresPage(
        ledgers=tuple(make_ledger(site, entry) for entry in shown),
        measures=tuple(sorted(measures.items(), key=lambda one: (-one[1], one[0]))[:16]),
        pager=Pager(page=page, size=PAGE_SIZE, total=len(entries)),
        asked=_without_kind(site, asked),
        loosen=() if found else loosen(site, asked),
    )
    return Answer(
        template="figures.html", context=context, kind="figure",
        records=lambda: map(flatten_statement, site.archive.each_statement(asked)),
    )  # fmt: skip


def make_ledger(site: Site, entry: analysis.LedgerEntry) -> Ledger:
    """Give an entry of the ledger as it is shown."""
    about = " and ".join(site.words.name(code) for code in entry.about)
    other = " and ".join(site.words.name(code) for code in entry.counterpart)
    whose = f"{about} with {other}" if about and other else about or other
    measure = entry.measure.replace("_", " ")
    return Ledger(
        heading=f"{whose}: {measure}" if whose else measure,
        cards=cards_of(site, entry.tellings),
        differences=tuple((one.first, one.second, one.why) for one in entry.differences),
    )


def _without_kind(site: Site, asked: Asked) -> tuple[tuple[str, str], ...]:
    return tuple(row for row in say_asked(site, asked) if row[0] != "kind")


def agreements(site: SiteOf, asked: AskedOf, parties: Text = None) -> Answer:
    """Answer agreements with what each telling says of their dates."""
    listed = tuple(part for part in (parties or "").split(",") if part)
    asked = _narrowed(asked, kind="agreement", **({"parties": listed} if listed else {}))
    found = [one for one in site.archive.each_statement(asked) if isinstance(one, Agreement)]
    linked = analysis.link_agreements(found)
    context = AgreementsPage(
        pacts=tuple(make_pact(site, one) for one in linked),
        asked=_without_kind(site, asked),
        loosen=() if found else loosen(site, asked),
    )
    return Answer(
        template="agreements.html", context=context, kind="agreement",
        records=lambda: (flatten_statement(one) for entry in linked for one in entry.tellings),
    )  # fmt: skip


def make_pact(site: Site, one: analysis.LinkedAgreement) -> Pact:
    """Give an agreement as it is shown."""
    return Pact(
        name=one.name,
        parties=", ".join(site.words.name(code) for code in one.parties),
        signed=tuple(say_date(stated.value) for stated in one.signed),
        in_force=tuple(say_date(stated.value) for stated in one.in_force),
        until=tuple(say_date(stated.value) for stated in one.until),
        amended=tuple(say_date(stated.value) for stated in one.amended),
        denounced=tuple(say_date(stated.value) for stated in one.denounced),
        obligations=tuple(stated.value for stated in one.obligations),
        state=_state(one, site.keep("newest", lambda: _newest(site))),
        disputed=one.disputed,
        known=one.register is not None,
        cards=cards_of(site, one.tellings),
    )


def _newest(site: Site) -> str:
    """Give the last day on which an article may have been published; empty for none."""
    found = site.archive.view.articles(ArticleFilter(limit=1))
    last = bounds_of(found[0].published).latest if found and found[0].published else None
    return str(last) if last else ""


def _state(one: analysis.LinkedAgreement, newest: str) -> str:
    """Say whether an agreement is in force, from what its tellings say of force, end and denunciation."""
    ends = [last for stated in one.until if (last := bounds_of(stated.value).latest)]
    if one.denounced or (ends and newest and str(max(ends)) < newest):
        return "ended"
    if one.in_force or ends:
        return "in force"
    return "signed" if one.signed else ""


def claims(site: SiteOf, asked: AskedOf) -> Answer:
    """Answer the register of claims: themes, or one theme with both sides."""
    asked = _narrowed(asked, kind="claim")
    found = [one for one in site.archive.each_statement(asked) if isinstance(one, Claim)]
    register = register_of(site, found)
    context = ClaimsPage(
        themes=tuple(make_theme(site, one) for one in register.themes),
        menu=tuple((one.theme, one.name, len(one.positions)) for one in register.themes),
        open="theme" in asked,
        asked=_without_kind(site, asked),
        loosen=() if found else loosen(site, asked),
    )
    return Answer(
        template="claims.html", context=context, kind="claim",
        records=lambda: map(flatten_statement, site.archive.each_statement(asked)),
    )  # fmt: skip


def register_of(site: Site, found: list[Claim]) -> analysis.Register:
    """Enter claims with their articles' authors and dates."""
    ids = dict.fromkeys(one.article for one in found)
    view = site.archive.view
    articles: Mapping[str, Article] = {name: view.article(name) for name in ids}
    return analysis.register_claims(found, articles)


def make_theme(site: Site, theme: analysis.ThemeRegister) -> ThemePage:
    """Give a theme with its sides in order of publication."""
    positions = theme.positions
    cards = dict(zip((p.claim.id for p in positions), cards_of(site, [p.claim for p in positions]), strict=True))
    held = [
        Held(card=cards[one.claim.id], who=one.who, written=say_date(one.written), pole=one.pole) for one in positions
    ]
    by_id = {position.claim.id: one for position, one in zip(positions, held, strict=True)}
    poles = (("high", theme.high), ("low", theme.low), ("unclear", "no clear stance"))
    return ThemePage(
        theme=theme.theme,
        name=theme.name,
        definition=theme.definition,
        sides=tuple((name, tuple(one for one in held if one.pole == pole)) for pole, name in poles),
        opposed=tuple(_names(site, codes) for codes in theme.opposed),
        proposed=tuple(
            Proposed(
                about=_names(site, pair.about),
                first=by_id[pair.first.claim.id],
                second=by_id[pair.second.claim.id],
                reasons=pair.reasons,
            )
            for pair in theme.contradictions
        ),
    )


def _names(site: Site, codes: tuple[str, ...]) -> str:
    return " and ".join(site.words.name(code) for code in codes)
