"""What if a partner stopped: a question with sliders, answers by every series, and what happened when trade did fall."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Query
from pydantic import Field

from yalu import analysis
from yalu.analysis.scenarios import Cut
from yalu.errors import QueryError
from yalu.measuring import Welfare
from yalu.model import Record
from yalu.publish.answers import Answer, SiteOf
from yalu.publish.pages.data import book_of, largest_partner, leading_partners
from yalu.publish.queries import Blank, Text
from yalu.publish.site import Site
from yalu.publish.wording import percent

_NEWEST = 2
"""Years that the page answers for when none is asked for; the JSON and the CSV have all."""
_MOVED = 5
"""Partners whose shares are told before and after."""
FlowText = Annotated[str | None, Query(max_length=20, json_schema_extra={"enum": ["", "both", "exports", "imports"]})]


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
    payments: tuple[str, str] | None
    """Without and with take-up."""
    welfare: str
    """Part of output lost, over elasticities; empty without an output."""
    moved: str
    """The shares before and after, the largest partners."""
    hhi: str
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
    told: tuple[int, ...]
    """Years that a series tells of, the newest first; where no years are asked for the newest stand on the page."""
    partners: tuple[str, ...]
    rows: tuple[AnswerRow, ...]
    hold_outs: tuple[str, ...]
    equilibrium: str
    solved: tuple[str, ...]
    """What general equilibrium says, where a full matrix is loaded."""
    output: str


def whatif(
    site: SiteOf, of: Text = None, partner: Text = None, cut: Annotated[int, Query(ge=1, le=100)] = 50,
    flow: FlowText = None, helper: Text = None, part: Annotated[int, Query(ge=0, le=100)] = 30,
    cap: Annotated[Annotated[float, Field(gt=0, le=1000)] | None, Blank] = None, sigma: Text = None,
    loss: Annotated[int, Query(ge=1, le=99)] = 10, years: Text = None,
    output: Annotated[Annotated[float, Field(gt=0, le=1e6)] | None, Blank] = None,
) -> Answer:  # fmt: skip
    """Answer what would happen if a state lost a part of its trade with a partner."""
    book = book_of(site)
    code = site.archive.actor_id(of) if of else _most_told(book)
    shares = analysis.measure_dependence(book_of(site, code), code)
    other = site.archive.actor_id(partner) if partner else largest_partner(shares)
    low, high = _sigmas(sigma or "3..8")
    first, last = _years(years)
    helped = site.archive.actor_id(helper) if helper else ""
    take_up = (analysis.TakeUp(partner=helped, part=part / 100, cap_times=cap),) if helped else ()
    question = analysis.Question(
        of=code, partner=other, cut=cut / 100, flow=_flow(flow), take_up=take_up, sigmas=_steps(low, high),
        loss=loss / 100, first=first, last=last, output=output * 1e9 if output else None,
    )  # fmt: skip
    answered = site.archive.what_if(question)
    told = tuple(sorted({one.year for one in answered.answers}, reverse=True))
    shown = answered.answers if years else [one for one in answered.answers if one.year in told[:_NEWEST]]
    context = WhatIfPage(
        of=code, partner=other, cut=cut, flow=question.flow, helper=helped, part=part, cap=f"{cap:g}" if cap else "",
        sigma=f"{low:g}..{high:g}", loss=loss, years=years or "", partners=leading_partners(shares),
        rows=tuple(_answer(site, one) for one in shown), told=told, output=f"{output:g}" if output else "",
        solved=tuple(_solved(site, one, question) for one in site.archive.equilibria(question)),
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


def _answer(site: Site, one: analysis.Answer) -> AnswerRow:
    def span(low: float, high: float) -> str:
        return percent(low) if percent(low) == percent(high) else f"{percent(low)} to {percent(high)}"

    pay = one.payments
    paid = (percent(pay[0].loss), percent(pay[1].loss)) if pay else None
    return AnswerRow(
        title=one.title, year=one.year, flow="trade" if one.flow == "total" else one.flow, share=percent(one.share),
        alone=percent(one.sensitivity.loss), helped=percent(one.vulnerability.loss), even=one.break_even.words,
        ces=span(one.ces.low, one.ces.high), ces_with=span(one.ces_with.low, one.ces_with.high),
        sweep=span(one.sweep.low, one.sweep.high), warning=one.vulnerability.warning or one.sensitivity.warning,
        payments=paid, welfare=span(one.welfare.low, one.welfare.high) if one.welfare else "",
        moved=", ".join(
            f"{_partner(site, each.partner)} {percent(each.share_before)} → {percent(each.share_after)}"
            for each in [one for one in one.vulnerability.partners if one.before or one.after][:_MOVED]
        ),
        hhi=f"{one.vulnerability.hhi_before:.2f} → {one.vulnerability.hhi_after:.2f}", denominator=one.denominator, ids=one.ids,
    )  # fmt: skip


def _partner(site: Site, code: str) -> str:
    return "all others" if code == analysis.REST else site.words.name(code)


def _solved(site: Site, one: Welfare, question: analysis.Question) -> str:
    of, partner = (
        " to ".join(dict.fromkeys(f"{100 * (value - 1):+.2f} %" for value in (min(found), max(found))))
        for found in ([value for _, value in one.of], [value for _, value in one.partner])
    )
    sigmas = f"{one.of[0][0]:g} to {one.of[-1][0]:g}"
    return (
        f"{one.series}, {one.period}, {one.economies} economies: real spending of {site.words.name(question.of)} changes by {of}, of "
        f"{site.words.name(question.partner)} by {partner} (sigma {sigmas}). Take-up is an outcome here, no assumption."
    )


def _hold_out(site: Site, one: analysis.HoldOut, partner: str) -> str:
    took = (
        f"took up {percent(one.take_up, 0)} of it"
        if one.take_up > 0
        else f"took up nothing of it: their trade changed by {percent(one.take_up, 0)} of it"
    )
    flow = "trade" if one.flow == "total" else one.flow
    return (
        f"{one.before} to {one.after}, {flow} by {one.title}: with {site.words.name(partner)} it fell by {percent(one.fell, 0)}, and all "
        f"others {took}. The whole fell by {percent(one.loss, 0)}; with no take-up at all it would have fallen by {percent(one.foretold, 0)}."
    )
