"""The registers: timeline, ledger of figures, agreements, claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlencode

from fastapi import Request

from yalu import analysis
from yalu.asking import Asked
from yalu.model import KINDS, Agreement, AnyStatement, Claim, Figure, bounds_of, flatten_statement
from yalu.publish.answers import Answer, SiteOf
from yalu.publish.cards import Card
from yalu.publish.charts import Chart, draw_timeline
from yalu.publish.dating import say_date
from yalu.publish.pages.statements import articles_of, cards_of, loosen, said_of, say_asked, some_of
from yalu.publish.queries import PAGE_SIZE, AskedOf, PageOf, Pager, Text
from yalu.publish.site import Site
from yalu.store import ArticleFilter, YearNumber

_FEW_YEARS = 20
_DRAWN = 150
"""Statements that a chart shows at most; the list shows all."""
_WHOLE = 1_500
"""Figures up to which the whole ledger is made and sorted by disagreement."""
_GROUPS, _OF_EACH, _MEASURES = 20, 20, 16
"""Beyond that: measures and pairs on a page, and tellings of each; also of an agreement and a theme."""
_BESIDE = 3
"""Tellings of an agreement on a page that is of something else."""
_CLAIMS = 200


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
    shortened: int
    """How many tellings of each measure and pair are compared, where there are too many for all; 0 for all."""


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
    """Ended, in force or no end told: as the texts have it, on the day the newest of them was written."""
    disputed: bool
    known: bool
    cards: tuple[Card, ...]
    told: int
    """How many tellings there are; the cards are the first of them."""
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementsPage:
    """Agreements in order of signing."""

    pacts: tuple[Pact, ...]
    pager: Pager
    asked: tuple[tuple[str, str], ...]
    loosen: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A claim with who holds it, when it was written, and its pole."""

    card: Card
    who: str
    reported: bool
    """Whether the authors report it of another."""
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
    told: int
    """Claims on it, of which `held` stand here."""
    held: int
    sides: tuple[tuple[str, tuple[Held, ...]], ...]
    """Name of a pole with its claims."""
    opposed: tuple[str, ...]
    proposed: tuple[Proposed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsPage:
    """The register of claims."""

    themes: tuple[ThemePage, ...]
    menu: tuple[tuple[str, str, int], ...]
    pager: Pager
    open: bool
    asked: tuple[tuple[str, str], ...]
    loosen: tuple[tuple[str, str], ...]


def _narrowed(asked: Asked, **more: object) -> Asked:
    return cast("Asked", {**asked, **more})


def timeline(site: SiteOf, request: Request, asked: AskedOf, page: PageOf = 1) -> Answer:
    """Answer events and agreements in order of time; `kind` gives other kinds."""
    given = {name: value for name, value in request.query_params.items() if value and name != "page"}
    asked = asked if asked.get("kind") else _narrowed(asked, kind=("event", "agreement"))
    total = count_kept(site, asked)
    years = years_kept(site, asked)
    first = site.archive.statements_page(asked, limit=_DRAWN)
    shown = (
        first[:PAGE_SIZE]
        if page == 1
        else site.archive.statements_page(asked, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE)
    )
    drawn = analysis.timeline(first).entries
    narrowed = {name: value for name, value in asked.items() if value != ("event", "agreement")}
    context = TimelinePage(
        chart=draw_timeline(drawn, lambda entry: site.words.say(entry.statement), title=_chart_title(years)),
        zooms=() if site.static and given.keys() - {"year"} else _zooms(years, given),
        kinds=() if site.static and given.keys() - {"kind"} else _kinds(given),
        years=_years(site, shown),
        pager=Pager(page=page, size=PAGE_SIZE, total=total),
        asked=say_asked(site, cast("Asked", narrowed)),
        loosen=() if total else loosen(site, asked),
    )
    return Answer(
        template="timeline.html", context=context, kind="statement", some=some_of(site, asked), said=said_of(site, asked),
        records=lambda: map(flatten_statement, site.archive.each_statement(asked)),
        statements=lambda: site.archive.each_in_time(asked),
    )  # fmt: skip


def _zooms(years: Sequence[YearNumber], given: dict[str, str]) -> tuple[tuple[str, str, int, bool], ...]:
    """Give decades, or single years where all lies within two, that something falls in; the whole to go back to."""
    if not years:
        return ()
    wide = years[-1].year - years[0].year > _FEW_YEARS
    counted: Counter[int] = Counter()
    for one in years:
        counted[one.year // 10 * 10 if wide else one.year] += one.number
    parts = [(f"{year}s", f"{year}..{year + 9}") if wide else (str(year), str(year)) for year in sorted(counted)]
    rest = {name: value for name, value in given.items() if name != "year"}
    number = sum(counted.values())
    whole = [("all time", "/timeline?" + urlencode(rest), number, False)] if "year" in given else []
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


def count_kept(site: Site, asked: Asked) -> int:
    """Count the statements that are asked for, once for all pages of a list."""
    return site.keep(f"count {sorted(asked.items())}", lambda: site.archive.count_statements(asked))


def _years(site: Site, shown: list[AnyStatement]) -> tuple[Year, ...]:
    line = analysis.timeline(shown)
    told = [(str(group.year), [entry.statement for entry in group.entries]) for group in line.years]
    told += [("undated", list(line.undated))] if line.undated else []
    cards = {card.id: card for card in cards_of(site, shown)}
    return tuple(Year(label=label, cards=tuple(cards[one.id] for one in found)) for label, found in told)


def years_kept(site: Site, asked: Asked) -> list[YearNumber]:
    """Count the dated statements that are asked for by the year they begin in, once for all pages of a list."""
    wanted = site.archive.understand(asked)
    return site.keep(f"years {sorted(asked.items())}", lambda: site.archive.view.years(wanted))


def _chart_title(years: Sequence[YearNumber]) -> str:
    if not years:
        return ""
    number = sum(one.number for one in years)
    drawn = f", the first {_DRAWN} drawn" if number > _DRAWN else ""
    return f"{number} dated statements, {years[0].year} to {max(one.last for one in years)}{drawn}"


def figures(site: SiteOf, asked: AskedOf, page: PageOf = 1) -> Answer:
    """Answer the ledger of figures: those that disagree first; of very many those told most often."""
    asked = _narrowed(asked, kind="figure")
    total = count_kept(site, asked)
    entries, pager = _whole_ledger(site, asked, page) if total <= _WHOLE else _part_of_ledger(site, asked, page)
    context = FiguresPage(
        ledgers=make_ledgers(site, entries),
        measures=_measures(site, asked),
        pager=pager,
        asked=_without_kind(site, asked),
        loosen=() if total else loosen(site, asked),
        shortened=_OF_EACH if total > _WHOLE else 0,
    )
    return Answer(
        template="figures.html", context=context, kind="figure", some=some_of(site, asked), said=said_of(site, asked),
        records=lambda: map(flatten_statement, site.archive.each_statement(asked)),
    )  # fmt: skip


def _whole_ledger(site: Site, asked: Asked, page: int) -> tuple[Sequence[analysis.LedgerEntry], Pager]:
    found = [one for one in site.archive.each_statement(asked) if isinstance(one, Figure)]
    entries = analysis.ledger(found)
    pager = Pager(page=page, size=PAGE_SIZE, total=len(entries))
    return entries[(page - 1) * PAGE_SIZE : page * PAGE_SIZE], pager


def _part_of_ledger(site: Site, asked: Asked, page: int) -> tuple[Sequence[analysis.LedgerEntry], Pager]:
    """Enter the measures and pairs of one page alone; of each the first tellings."""
    view, wanted = site.archive.view, site.archive.understand(asked)
    total = site.keep(f"figures {sorted(asked.items())}", lambda: view.count_groups("figures", wanted))
    groups = view.groups("figures", wanted, limit=_GROUPS, offset=(page - 1) * _GROUPS)
    found = view.members("figures", wanted, groups, most=_OF_EACH)
    entries = analysis.ledger(one for one in found if isinstance(one, Figure))
    return entries, Pager(page=page, size=_GROUPS, total=total)


def _measures(site: Site, asked: Asked) -> tuple[tuple[str, int], ...]:
    view, wanted = site.archive.view, site.archive.understand(asked)
    groups = site.keep(f"measures {sorted(asked.items())}", lambda: view.groups("measure", wanted, limit=_MEASURES))
    return tuple((str(group.values[0]), group.number) for group in groups)


def make_ledgers(site: Site, entries: Sequence[analysis.LedgerEntry]) -> tuple[Ledger, ...]:
    """Give entries of the ledger as they are shown."""
    cards = cards_by_id(site, (one for entry in entries for one in entry.tellings))
    return tuple(_ledger(site, entry, [cards[one.id] for one in entry.tellings]) for entry in entries)


def cards_by_id(site: Site, said: Iterable[AnyStatement]) -> dict[str, Card]:
    """Give the cards of statements by id: their articles are asked for once for all of them."""
    return {card.id: card for card in cards_of(site, list(said))}


def _ledger(site: Site, entry: analysis.LedgerEntry, cards: Sequence[Card]) -> Ledger:
    about = " and ".join(site.words.name(code) for code in entry.about)
    other = " and ".join(site.words.name(code) for code in entry.counterpart)
    whose = f"{about} with {other}" if about and other else about or other
    measure = entry.measure.replace("_", " ")
    return Ledger(
        heading=f"{whose}: {measure}" if whose else measure,
        cards=tuple(cards),
        differences=tuple((one.first, one.second, one.why) for one in entry.differences),
    )


def _without_kind(site: Site, asked: Asked) -> tuple[tuple[str, str], ...]:
    return tuple(row for row in say_asked(site, asked) if row[0] != "kind")


def agreements(site: SiteOf, asked: AskedOf, parties: Text = None, page: PageOf = 1) -> Answer:
    """Answer agreements with what each telling says of their dates."""
    listed = tuple(part for part in (parties or "").split(",") if part)
    asked = _narrowed(asked, kind="agreement", **({"parties": listed} if listed else {}))
    wanted = site.archive.understand(asked)
    total = site.keep(
        f"agreements {sorted(asked.items())}", lambda: site.archive.view.count_groups("agreement", wanted)
    )
    context = AgreementsPage(
        pacts=pacts_of(site, asked, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE),
        pager=Pager(page=page, size=PAGE_SIZE, total=total),
        asked=_without_kind(site, asked),
        loosen=() if total else loosen(site, asked),
    )
    return Answer(
        template="agreements.html", context=context, kind="agreement", some=some_of(site, asked), said=said_of(site, asked),
        records=lambda: map(flatten_statement, site.archive.each_statement(asked)),
    )  # fmt: skip


def pacts_of(site: Site, asked: Asked, *, limit: int, offset: int = 0) -> tuple[Pact, ...]:
    """Give agreements in order of signing, each with its first tellings."""
    view, wanted = site.archive.view, site.archive.understand(asked)
    groups = view.groups("agreement", wanted, order="time", limit=limit, offset=offset)
    found = view.members("agreement", wanted, groups, most=_OF_EACH)
    linked = analysis.link_agreements(one for one in found if isinstance(one, Agreement))
    told = {str(group.values[0]): group.number for group in groups}
    return make_pacts(site, linked, told)


def name_pacts(site: Site, found: Iterable[Agreement], *, before: str | None = None) -> tuple[Pact, ...]:
    """Give the agreements that some tellings name, each with its first tellings and how many there are in all."""
    linked = analysis.link_agreements(found)
    told = site.archive.view.count_tellings([one.key for one in linked], written_before=before)
    return make_pacts(site, linked, told, most=_BESIDE)


def make_pacts(
    site: Site, linked: Sequence[analysis.LinkedAgreement], told: Mapping[str, int], *, most: int = _OF_EACH
) -> tuple[Pact, ...]:
    """Give agreements as they are shown; `told` says by key how many tellings there are."""
    cards = cards_by_id(site, (telling for one in linked for telling in one.tellings[:most]))
    return tuple(
        _pact(site, one, [cards[telling.id] for telling in one.tellings[:most]], told=told.get(one.key, 0))
        for one in linked
    )


def _pact(site: Site, one: analysis.LinkedAgreement, cards: Sequence[Card], *, told: int) -> Pact:
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
        cards=tuple(cards),
        told=max(told, len(one.tellings)),
        key=one.key,
    )


def _newest(site: Site) -> str:
    """Give the last day on which an article may have been published; empty for none."""
    found = site.archive.view.briefs(ArticleFilter(limit=1))
    last = bounds_of(found[0].published).latest if found and found[0].published else None
    return str(last) if last else ""


def _state(one: analysis.LinkedAgreement, newest: str) -> str:
    """Say whether an agreement is in force, from what its tellings say of force, end and denunciation."""
    ends = [last for stated in one.until if (last := bounds_of(stated.value).latest)]
    if one.denounced or (ends and newest and str(max(ends)) < newest):
        return "ended"
    if ends:
        return "in force"
    return "no end told" if one.in_force else "signed" if one.signed else ""


def claims(site: SiteOf, asked: AskedOf, page: PageOf = 1) -> Answer:
    """Answer the register of claims: themes, or one theme with both sides."""
    asked = _narrowed(asked, kind="claim")
    wanted = site.archive.understand(asked)
    groups = site.keep(f"themes {sorted(asked.items())}", lambda: site.archive.view.groups("theme", wanted))
    total = count_kept(site, asked)
    shown, pager = _held(site, asked, total, page)
    register = register_of(site, [one for one in shown if isinstance(one, Claim)])
    counts = {group.values[0]: group.number for group in groups}
    context = ClaimsPage(
        themes=make_themes(site, register.themes, counts),
        menu=tuple((str(name), analysis.name_theme(str(name)), count) for name, count in counts.items()),
        pager=pager,
        open="theme" in asked,
        asked=_without_kind(site, asked),
        loosen=() if total else loosen(site, asked),
    )
    return Answer(
        template="claims.html", context=context, kind="claim", some=some_of(site, asked), said=said_of(site, asked),
        records=lambda: map(flatten_statement, site.archive.each_statement(asked)),
    )  # fmt: skip


def _held(site: Site, asked: Asked, total: int, page: int) -> tuple[list[AnyStatement], Pager]:
    """Give the claims of a page: all of few; of many the first of each theme, or of one theme page by page."""
    view, wanted = site.archive.view, site.archive.understand(asked)
    whole = Pager(page=1, size=max(total, 1), total=total)
    if total <= _CLAIMS:
        return list(site.archive.each_statement(asked)), whole
    if "theme" in asked:
        found = site.archive.statements_page(asked, limit=_CLAIMS, offset=(page - 1) * _CLAIMS, order="written")
        return found, Pager(page=page, size=_CLAIMS, total=total)
    return view.members("theme", wanted, view.groups("theme", wanted), most=_OF_EACH), whole


def register_of(site: Site, found: list[Claim]) -> analysis.Register:
    """Enter claims with their articles' authors and dates."""
    return analysis.register_claims(found, articles_of(site, found))


def make_themes(
    site: Site, themes: Sequence[analysis.ThemeRegister], told: Mapping[str | None, int] | None = None
) -> tuple[ThemePage, ...]:  # fmt: skip
    """Give themes with their sides in order of publication; `told` says how many claims there are in all."""
    cards = cards_by_id(site, (one.claim for theme in themes for one in theme.positions))
    numbers = told or {}
    return tuple(_theme(site, theme, cards, told=numbers.get(theme.theme, 0)) for theme in themes)


def _theme(site: Site, theme: analysis.ThemeRegister, cards: Mapping[str, Card], *, told: int) -> ThemePage:
    positions = theme.positions
    held = [
        Held(
            card=cards[one.claim.id],
            who=_who(site, one),
            reported=one.reported,
            written=say_date(one.written),
            pole=one.pole,
        )
        for one in positions
    ]
    by_id = {position.claim.id: one for position, one in zip(positions, held, strict=True)}
    poles = (("high", theme.high), ("low", theme.low), ("unclear", "no clear stance"))
    return ThemePage(
        theme=theme.theme,
        name=theme.name,
        definition=theme.definition,
        told=max(told, len(positions)),
        held=len(positions),
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


def _who(site: Site, position: analysis.Position) -> str:
    """Name whoever holds a claim: the article's authors, or the last link of the chain of whom they report."""
    if not position.claim.holders:
        return position.who
    last = position.claim.holders[-1]
    return site.words.name(last.actor) if last.actor else site.words.holder(last)


def _names(site: Site, codes: tuple[str, ...]) -> str:
    return " and ".join(site.words.name(code) for code in codes)
