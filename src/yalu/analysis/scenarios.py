"""A what-if asked of every loaded series: with and without take-up, ranges over what nobody knows, and what happened elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from yalu.analysis.dependence import name_denominator
from yalu.analysis.names import name_state
from yalu.analysis.trade import Book
from yalu.analysis.whatif import (
    Accounting,
    BreakEven,
    Payments,
    Range,
    TakeUp,
    account,
    break_even,
    pay,
    sweep_ces,
    sweep_take_up,
    sweep_welfare,
)
from yalu.model import Flow

REST: Final = "REST"
"""All partners that a series does not name, as one."""
Cut = Literal["both", "exports", "imports"]
_PARTS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
_FALL: Final = 0.2
"""A partner's trade must have fallen by this part for a year to be a hold-out: Yalu's convention."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked: `of` loses a part of its trade with `partner`."""

    of: str
    partner: str
    cut: float
    flow: Cut = "both"
    take_up: tuple[TakeUp, ...] = ()
    sigmas: tuple[float, ...] = (3, 4, 5, 6, 7, 8)
    elasticities: tuple[float, ...] = (1, 2, 4)
    loss: float = 0.1
    """The loss that the break-even asks about."""
    first: int | None = None
    last: int | None = None
    output: float | None = None
    """Output of `of` in the money of the series, for the welfare bound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one series answers for one year and flow."""

    series: str
    title: str
    year: int
    flow: Flow
    share: float
    """The partner's part of the trade of before."""
    denominator: str
    unit: str
    """A currency, or `share` where the series gives shares alone and the whole is 1."""
    sensitivity: Accounting
    """Nobody takes anything up."""
    vulnerability: Accounting
    """Others take up what was assumed."""
    break_even: BreakEven
    ces: Range
    """Real loss of imports over sigma, without take-up: an upper bound."""
    ces_with: Range
    """The same with the take-up assumed."""
    sweep: Range
    """Loss over a pooled take-up from none to all."""
    welfare: Range | None
    """Part of output lost over the elasticity; None without an output."""
    payments: tuple[Payments, Payments] | None
    """Imports that can be paid for without and with take-up; None where a flow is not known."""
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldOut:
    """A fall that happened: what the others did. Never used to choose a default."""

    series: str
    title: str
    before: int
    after: int
    flow: Flow
    fall: float
    """Of the partner, in money."""
    fell: float
    """The same as a part of what it was."""
    others_before: float
    others_after: float
    take_up: float
    """Change of the others over the fall of the partner: below 0 where they fell too."""
    loss: float
    """Fall of the whole, 0 to 1."""
    foretold: float
    """The loss that no take-up at all would have given."""
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """All answers to a question, the latest year first, with the hold-outs beside them."""

    question: Question
    answers: tuple[Answer, ...]
    hold_outs: tuple[HoldOut, ...]
    equilibrium: str
    """Why there is no general equilibrium, or how many economies a full matrix has."""


def ask_what_if(book: Book, question: Question) -> WhatIf:
    """Answer a what-if by every series and year that tells of the partner."""
    answers = [
        answer
        for series in book.series
        for period in book.periods(series)
        if period.isdigit() and (question.first or 0) <= int(period) <= (question.last or 9999)
        for answer in _answers(book, series, period, question)
    ]
    return WhatIf(
        question=question,
        answers=tuple(sorted(answers, key=lambda one: (-one.year, one.series, one.flow))),
        hold_outs=find_hold_outs(book, question.of, question.partner),
        equilibrium=find_full_matrix(book, question.of),
    )


def _answers(book: Book, series: str, period: str, question: Question) -> Iterator[Answer]:
    flows: tuple[Flow, ...] = ("exports", "imports") if question.flow == "both" else (question.flow,)
    trade = {flow: _by_partner(book, series, period, question.of, flow) for flow in flows}
    if question.flow == "both" and not all(question.partner in found for found, _, _ in trade.values()):
        trade["total"] = _by_partner(book, series, period, question.of, "total")
        flows = (*flows, "total")
    payments = _payments(trade, question)
    for flow in flows:
        found, unit, ids = trade[flow]
        if found.get(question.partner):
            yield _answer(book, series, int(period), flow, found, unit, ids, question, payments)


_Trade = tuple[dict[str, float], str, tuple[str, ...]]


def _by_partner(book: Book, series: str, period: str, of: str, flow: Flow) -> _Trade:
    """Give trade by partner, the unnamed rest as one; where only shares are given, of a whole of 1."""
    whole = book.whole(series, period, of, flow)
    shares = [(one, book.share(series, period, of, one, flow)) for one in book.listed(series, period, of)]
    known = {partner: one for partner, one in shares if one and one.value > 0}
    if not known:
        return {}, "", ()
    size = whole.value if whole else 1.0
    found = {partner: one.value * size for partner, one in known.items()}
    rest = size - sum(found.values())
    if rest > size * 1e-9:
        found[REST] = rest
    ids = dict.fromkeys([*(whole.ids if whole else ()), *(name for one in known.values() for name in one.ids)])
    units = {row.unit for row in book.rows if row.series == series and row.unit != "share"} if whole else {"share"}
    return found, next(iter(units), "share"), tuple(ids)


def _answer(
    book: Book, series: str, year: int, flow: Flow, trade: Mapping[str, float], unit: str, ids: tuple[str, ...],
    question: Question, payments: tuple[Payments, Payments] | None,
) -> Answer:  # fmt: skip
    without = account(trade, question.partner, question.cut)
    with_ = account(trade, question.partner, question.cut, question.take_up)
    share = trade[question.partner] / without.before
    output = question.output if unit != "share" and flow != "exports" else None
    return Answer(
        series=series, title=book.series[series].title, year=year, flow=flow, share=share, unit=unit,
        denominator=name_denominator(book, series, flow), sensitivity=without, vulnerability=with_,
        break_even=break_even(share, question.cut, question.loss),
        ces=sweep_ces(without.loss, question.sigmas), ces_with=sweep_ces(with_.loss, question.sigmas),
        sweep=sweep_take_up(share, question.cut, _PARTS),
        welfare=sweep_welfare(without.unmet / output, question.elasticities) if output else None,
        payments=payments if flow == "imports" else None, ids=ids,
    )  # fmt: skip


def _payments(trade: Mapping[Flow, _Trade], question: Question) -> tuple[Payments, Payments] | None:
    """Give what can be paid for when exports are cut too, without and with take-up; None where a flow is not known."""
    if question.flow != "both" or "share" in {unit for _, unit, _ in trade.values()}:
        return None
    sold, bought = trade["exports"][0], trade["imports"][0]
    if not sold.get(question.partner) or not bought.get(question.partner):
        return None
    found = []
    for take_up in ((), question.take_up):
        exports = account(sold, question.partner, question.cut, take_up)
        imports = account(bought, question.partner, question.cut, take_up)
        found.append(
            pay(
                imports_before=imports.before, imports_wanted=imports.after, exports_before=exports.before,
                exports_after=exports.after,
            )
        )  # fmt: skip
    return found[0], found[1]


def find_hold_outs(book: Book, of: str, partner: str) -> tuple[HoldOut, ...]:
    """Find what others did each time the trade with a partner fell by a fifth or more from one year to the next.

    Take-up = change of all others / fall of the partner. In the year after the resolutions of 2017 it was negative.
    """
    found = [one for series in book.series for one in _hold_outs(book, series, of, partner)]
    return tuple(sorted(found, key=lambda one: (-one.after, one.series, one.flow)))


def _hold_outs(book: Book, series: str, of: str, partner: str) -> Iterator[HoldOut]:
    for flow in ("total", "exports", "imports"):
        for period in book.periods(series):
            before = str(int(period) - 1) if period.isdigit() else ""
            ends = [book.trade(series, one, of, partner, flow) for one in (before, period)]
            wholes = [book.whole(series, one, of, flow) for one in (before, period)]
            held = [one for one in (*ends, *wholes) if one and one.ids]
            if len(held) < 4 or held[0].value * (1 - _FALL) < held[1].value or held[1].value >= held[0].value:
                continue
            fall = held[0].value - held[1].value
            others = held[2].value - held[0].value, held[3].value - held[1].value
            yield HoldOut(
                series=series, title=book.series[series].title, before=int(before), after=int(period), flow=flow,
                fall=fall, fell=fall / held[0].value, others_before=others[0], others_after=others[1], take_up=(others[1] - others[0]) / fall,
                loss=1 - held[3].value / held[2].value, foretold=fall / held[2].value,
                ids=tuple(dict.fromkeys(name for one in held for name in one.ids)),
            )  # fmt: skip


def find_full_matrix(book: Book, of: str) -> str:
    """Say whether a series holds a full matrix with sales at home, which general equilibrium needs, or why there is none."""
    home = {(row.series, row.reporter) for row in book.rows if row.reporter == row.partner and row.value > 0}
    for series in book.series:
        if (series, of) in home:
            return f"{series} has the sales at home of {name_state(of)}: it can be asked in general equilibrium."
    return (
        f"No general equilibrium for {name_state(of)}: no loaded series has its sales at home, and without them, its output and a full "
        "matrix of trade the model would be decoration."
    )
