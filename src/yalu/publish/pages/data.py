"""Data beside the claims: loaded tables, dependence, figures reconciled with series, and what if a partner stopped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Query

from yalu import analysis
from yalu.analysis.scenarios import Cut
from yalu.asking import Narrowing
from yalu.errors import NotFound, QueryError
from yalu.model import Claim, Figure, Record
from yalu.publish.answers import Answer, SiteOf
from yalu.publish.cards import Card
from yalu.publish.charts import SharesChart, draw_shares
from yalu.publish.dating import say_date
from yalu.publish.pages.statements import cards_of
from yalu.publish.queries import AskedOf, Text
from yalu.publish.reconciling import Reconciled, reconcile_all
from yalu.publish.site import Site

_NARROWING = frozenset(Narrowing.__annotations__)
_SHOWN = 8
"""Partners of a list that are shown."""
_HOLDS = {True: "holds", False: "does not", None: "open"}
FlowText = Annotated[str | None, Query(max_length=20, json_schema_extra={"enum": ["", "both", "exports", "imports"]})]
THEMES_OF_TRADE = ("dependence", "diversification")


@dataclass(frozen=True, slots=True, kw_only=True)
class DataPage:
    """The loaded series."""

    series: Sequence[Record]
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareRow:
    """What one series says of one year and flow."""

    year: str
    flow: str
    title: str
    partners: tuple[tuple[str, str], ...]
    hhi: str
    denominator: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DependencePage:
    """On whom a state depends, by every series."""

    of: str
    partner: str
    partners: tuple[str, ...]
    told: tuple[str, ...]
    chart: SharesChart | None
    rows: tuple[ShareRow, ...]
    odd: tuple[tuple[str, str], ...]
    claims: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """A sentence that calls a fall the first, or a year the highest, with what each series says of it."""

    quote: str
    said: str
    article: str
    slug: str
    published: str
    verdicts: tuple[tuple[str, str], ...]
    """(holds, does not, open; the verdict in words)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconciliationPage:
    """All figures that a series can speak to."""

    figures: tuple[Reconciled, ...]
    series: int
    turns: tuple[Turned, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """What one series answers to a what-if."""

    title: str
    year: int
    flow: str
    share: str
    alone: str
    helped: str
    even: str
    ces: str
    ces_with: str
    sweep: str
    warning: str
    payments: str
    denominator: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfPage:
    """A question with its answers, never a point."""

    of: str
    partner: str
    cut: int
    flow: str
    helper: str
    part: int
    cap: str
    sigma: str
    loss: int
    years: str
    partners: tuple[str, ...]
    rows: tuple[AnswerRow, ...]
    hold_outs: tuple[str, ...]
    equilibrium: str


def data(site: SiteOf) -> Answer:
    """Answer the list of loaded series."""
    series = site.archive.data().to_dicts()
    book = site.archive.trade_book()
    states = tuple(sorted({row.reporter for row in book.rows}))
    return Answer(template="data.html", context=DataPage(series=series, states=states), records=lambda: iter(series))


def dependence(
    site: SiteOf, name: str, with_: Annotated[str | None, Query(alias="with", max_length=80)] = None
) -> Answer:
    """Answer on whom a state depends in trade; raise NotFound where no table tells of it."""
    code = site.archive.actor_id(name)
    book = _book(site, code)
    shares = analysis.measure_dependence(book, code)
    partner = site.archive.actor_id(with_) if with_ else _largest(shares)
    claims = tuple(
        one
        for theme in THEMES_OF_TRADE
        for one in site.archive.each_statement({"kind": "claim", "theme": theme, "about": code})
        if isinstance(one, Claim)
    )
    context = DependencePage(
        of=code,
        partner=partner,
        partners=_partners(shares),
        told=_tell(site, shares, code, partner),
        chart=draw_shares(
            points_of(shares, partner), written_claims(site, claims),
            title=f"{site.words.name(partner)} in the trade of {site.words.name(code)}, by series",
        ),
        rows=tuple(_row(site, one) for one in shares),
        odd=tuple((one.row, one.why) for one in analysis.find_suspects(book, reporter=code)),
        claims=cards_of(site, claims),
    )  # fmt: skip

    def records() -> list[Record]:
        return [
            {"series": o.series, "period": o.period, "flow": o.flow, "partner": p.partner, "share": p.share, "bound": p.bound,
             "denominator": o.denominator, "ids": list(p.ids)}
            for o in shares for p in o.partners
        ]  # fmt: skip

    return Answer(template="dependence.html", context=context, records=records)


def _book(site: Site, *codes: str) -> analysis.Book:
    book = site.archive.trade_book(*codes)
    if not book.rows:
        whom = f" of {site.words.name(codes[0])}" if codes else ""
        raise NotFound(f"no table of trade{whom} is loaded", remedy="Load one: yalu data load FILE. /data lists them.")
    return book


def _largest(shares: Sequence[analysis.Shares]) -> str:
    return next((one.partners[0].partner for one in shares if one.partners), "")


def _partners(shares: Sequence[analysis.Shares]) -> tuple[str, ...]:
    best: dict[str, float] = {}
    for one in shares:
        for each in one.partners:
            best[each.partner] = max(best.get(each.partner, 0.0), each.share)
    return tuple(sorted(best, key=lambda code: -best[code])[:12])


def points_of(shares: Sequence[analysis.Shares], partner: str) -> list[tuple[str, str, int, float]]:
    """Give (series, flow, year, share) of a partner."""
    return [
        (one.series, one.flow, int(one.period), found.share)
        for one in shares
        if one.period.isdigit() and (found := one.of_partner(partner))
    ]


def written_claims(site: Site, claims: Sequence[Claim]) -> list[tuple[str, str, str, str]]:
    """Give (published, stance, id, words) of claims, to stand under the chart."""
    view = site.archive.view
    rows = [(view.article(one.article).published, one) for one in claims]
    return [(published, one.stance, one.id, site.words.say(one)) for published, one in rows if published]


def _tell(site: Site, shares: Sequence[analysis.Shares], code: str, partner: str) -> tuple[str, ...]:
    """Say the latest share of each series in words: they differ, and each says of what."""
    lines, seen = [], set()
    for one in shares:
        found = one.of_partner(partner)
        if found and (one.series, one.flow) not in seen:
            seen.add((one.series, one.flow))
            flow = "all trade" if one.flow == "total" else one.flow
            who, whom = site.words.name(partner), site.words.name(code)
            lines.append(
                f"{found.bound}{found.share:.1%} of {whom}’s {flow} was with {who} in {one.period}, of {one.denominator}: "
                f"{_title(site, one.series)}."
            )
    return tuple(lines[:_SHOWN])


def _title(site: Site, series: str) -> str:
    return next((one.title for one in site.archive.view.series() if one.id == series), series)


def _row(site: Site, one: analysis.Shares) -> ShareRow:
    hhi = "" if one.concentration is None else f"{'' if one.complete else '≥ '}{one.concentration.hhi:.2f}"
    return ShareRow(
        year=one.period,
        flow="trade" if one.flow == "total" else one.flow,
        title=_title(site, one.series),
        partners=tuple(
            (site.words.name(each.partner), f"{each.bound}{each.share:.1%}") for each in one.partners[:_SHOWN]
        ),
        hhi=hhi,
        denominator=one.denominator,
        ids=one.ids,
    )


def reconciliation(site: SiteOf, asked: AskedOf) -> Answer:
    """Answer every figure of trade in the texts beside all series it could mean."""
    book = _book(site)
    figures = [one for one in site.archive.each_statement({**asked, "kind": "figure"}) if isinstance(one, Figure)]
    cards = {card.id: card for card in cards_of(site, figures)}
    narrowed = any(value for name, value in asked.items() if name in _NARROWING)
    context = ReconciliationPage(
        figures=tuple(reconcile_all(site, figures, cards)), series=len(book.series),
        turns=() if narrowed else _turns(site),
    )  # fmt: skip
    narrowing = cast("Narrowing", {name: value for name, value in asked.items() if name in _NARROWING})
    return Answer(
        template="reconciliation.html", context=context, records=lambda: site.archive.each_reconciled(**narrowing)
    )


def _turns(site: Site) -> tuple[Turned, ...]:
    """Give the sentences that call a fall or rise the first, or a year the highest, with what each series says."""
    found: dict[tuple[str, int, str], list[analysis.FallCheck]] = {}
    for one in site.archive.check_falls():
        found.setdefault((one.claim.article, one.claim.span.start, one.claim.words), []).append(one)
    return tuple(_turned(site, checks) for checks in found.values())


def _turned(site: Site, checks: list[analysis.FallCheck]) -> Turned:
    claim = checks[0].claim
    article = site.archive.view.article(claim.article)
    return Turned(
        quote=claim.quote, said=claim.words, article=article.title, slug=site.archive.view.slugs((article.id,))[article.id],
        published=say_date(article.published),
        verdicts=tuple((_HOLDS[one.holds], one.verdict) for one in checks),
    )  # fmt: skip


def whatif(
    site: SiteOf, of: Text = None, partner: Text = None, cut: Annotated[int, Query(ge=1, le=100)] = 50,
    flow: FlowText = None, helper: Text = None, part: Annotated[int, Query(ge=0, le=100)] = 30,
    cap: Annotated[float | None, Query(gt=0, le=1000)] = None, sigma: Text = None,
    loss: Annotated[int, Query(ge=1, le=99)] = 10, years: Text = None,
) -> Answer:  # fmt: skip
    """Answer what would happen if a state lost a part of its trade with a partner."""
    book = _book(site)
    code = site.archive.actor_id(of) if of else _most_told(book)
    shares = analysis.measure_dependence(_book(site, code), code)
    other = site.archive.actor_id(partner) if partner else _largest(shares)
    low, high = _sigmas(sigma or "3..8")
    first, last = _years(years)
    helped = site.archive.actor_id(helper) if helper else ""
    take_up = (analysis.TakeUp(partner=helped, part=part / 100, cap_times=cap),) if helped else ()
    question = analysis.Question(
        of=code, partner=other, cut=cut / 100, flow=_flow(flow), take_up=take_up, sigmas=_steps(low, high),
        loss=loss / 100, first=first, last=last,
    )  # fmt: skip
    answered = analysis.ask_what_if(_book(site, code), question)
    context = WhatIfPage(
        of=code, partner=other, cut=cut, flow=question.flow, helper=helped, part=part, cap=f"{cap:g}" if cap else "",
        sigma=f"{low:g}..{high:g}", loss=loss, years=years or "", partners=_partners(shares),
        rows=tuple(_answer(one) for one in answered.answers),
        hold_outs=tuple(_hold_out(site, one, other) for one in answered.hold_outs),
        equilibrium=answered.equilibrium,
    )  # fmt: skip

    def records() -> list[Record]:
        return [
            {"series": o.series, "year": o.year, "flow": o.flow, "share": o.share, "loss": o.sensitivity.loss,
             "loss_with_take_up": o.vulnerability.loss, "break_even": o.break_even.part, "ces_low": o.ces.low,
             "ces_high": o.ces.high, "unit": o.unit, "denominator": o.denominator, "ids": list(o.ids)}
            for o in answered.answers
        ]  # fmt: skip

    return Answer(template="whatif.html", context=context, records=records)


def _most_told(book: analysis.Book) -> str:
    counted: dict[str, int] = {}
    for row in book.rows:
        counted[row.reporter] = counted.get(row.reporter, 0) + 1
    return max(counted, key=lambda code: counted[code])


def _flow(flow: str | None) -> Cut:
    match flow:
        case "exports" | "imports":
            return flow
        case None | "" | "both":
            return "both"
    raise QueryError(f"flow: there is no {flow!r}", remedy="Give exports, imports or both.")


def _sigmas(text: str) -> tuple[float, float]:
    first, _, last = text.partition("..")
    try:
        low, high = float(first), float(last or first)
    except ValueError as error:
        raise QueryError(f"sigma: {text!r} is no range", remedy="Write 3..8.") from error
    if not 1 < low <= high <= 100:
        raise QueryError(f"sigma: {text!r} is no range of elasticities", remedy="Both lie above 1: 3..8.")
    return low, high


def _steps(low: float, high: float) -> tuple[float, ...]:
    return tuple(dict.fromkeys([low, *(float(one) for one in range(int(low) + 1, int(high) + 1)), high]))


def _years(text: str | None) -> tuple[int | None, int | None]:
    first, dots, last = (text or "").partition("..")
    for one in (first, last):
        if one and not (one.isdecimal() and len(one) == 4):
            raise QueryError(f"years: {text!r} is no period", remedy="Write 2015 or 2010..2015.")
    return (int(first) if first else None), (int(last) if last else None if dots or not first else int(first))


def _answer(one: analysis.Answer) -> AnswerRow:
    def span(low: float, high: float) -> str:
        return f"{low:.1%}" if f"{low:.1%}" == f"{high:.1%}" else f"{low:.1%} to {high:.1%}"

    pay = one.payments
    paid = f"by what exports can pay for: {pay[0].loss:.1%} without take-up, {pay[1].loss:.1%} with" if pay else ""
    return AnswerRow(
        title=one.title, year=one.year, flow="trade" if one.flow == "total" else one.flow, share=f"{one.share:.1%}",
        alone=f"{one.sensitivity.loss:.1%}", helped=f"{one.vulnerability.loss:.1%}", even=one.break_even.words,
        ces=span(one.ces.low, one.ces.high), ces_with=span(one.ces_with.low, one.ces_with.high),
        sweep=span(one.sweep.low, one.sweep.high), warning=one.vulnerability.warning or one.sensitivity.warning,
        payments=paid, denominator=one.denominator, ids=one.ids,
    )  # fmt: skip


def _hold_out(site: Site, one: analysis.HoldOut, partner: str) -> str:
    took = f"took up {one.take_up:.0%} of it" if one.take_up > 0 else "took up nothing of it: their trade fell too"
    flow = "trade" if one.flow == "total" else one.flow
    return (
        f"{one.before} to {one.after}, {flow} by {one.title}: with {site.words.name(partner)} fell, and all others {took}. "
        f"The whole fell by {one.loss:.0%}; no take-up at all foretells {one.foretold:.0%}."
    )
