"""From what a person asks about trade, in names, to the measures of `yalu.analysis` and flat records of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from yalu import analysis
from yalu.analysis import Book, FallCheck, Question, Reconciliation, Shares, WhatIf
from yalu.errors import NotFound
from yalu.model import ActorMention, Figure, Flow, Record, Span, StateRow
from yalu.model.flat import Scalar
from yalu.store import ArticleFilter, MentionFilter, TradeFilter, View

_OUTPUTS = ("gdp", "gni", "gnp", "output")
_JOINT = "joint organisations"
_NAMED = 2
"""States of an article that a figure may be of without naming them."""


def open_book(view: View, *states: str) -> Book:
    """Give the trade of states, by code, in all series; of all states when none is named."""
    return analysis.open_book(view.series(), view.trade(TradeFilter(states=states)), view.row_decisions())


def need_trade(book: Book, of: str) -> None:
    """Raise NotFound when no loaded series tells of a state."""
    if not any(of in (row.reporter, row.partner) for row in book.rows):
        raise NotFound(f"no loaded table has trade of {of}", remedy="Load one: yalu data load FILE.")


def list_shares(
    book: Book, of: str, *, partner: str | None = None, flow: Flow | None = None, first: int | None = None,
    last: int | None = None,
) -> Iterator[Shares]:  # fmt: skip
    """Give the shares of a state's partners in some years, the latest first; only where `partner` is listed."""
    for one in analysis.measure_dependence(book, of, flow=flow):
        year = int(one.period[:4])
        if (first or 0) <= year <= (last or 9999) and (partner is None or one.of_partner(partner)):
            yield one


def flatten_shares(one: Shares, book: Book, *, partner: str | None = None) -> Record:
    """Give the flat record of a state's shares in one series, period and flow: the leading or the named partner."""
    lead = one.of_partner(partner) if partner else one.partners[0]
    even = one.concentration
    about = book.series[one.series]
    partners: list[dict[str, Scalar]] = [
        {"partner": each.partner, "share": each.share, "bound": each.bound, "how": each.how} for each in one.partners
    ]
    return {
        "period": one.period, "flow": one.flow, "partner": lead.partner if lead else None,
        "share": lead.share if lead else None, "bound": lead.bound if lead else "", "of": one.of,
        "whole": one.whole.value if one.whole else None, "hhi": even.hhi if even else None,
        "effective": even.effective if even else None, "complete": one.complete, "denominator": one.denominator,
        "series": one.series, "title": about.title, "source": about.source, "partners": partners, "ids": list(one.ids),
    }  # fmt: skip


def measure_pairs(book: Book, first: str, second: str) -> Iterator[analysis.Asymmetry]:
    """Give the asymmetry of two states by every series and period that tells of both, the latest first."""
    for series in book.series:
        for period in reversed(book.periods(series)):
            found = analysis.measure_asymmetry(book, series, period, first, second)
            if found:
                yield found


def find_codes(view: View, figures: Iterable[Figure]) -> tuple[str, ...]:
    """Give the codes of all states that figures, their sentences and articles name, and of those they were before."""
    found: dict[str, None] = {}
    held: dict[str, list[ActorMention]] = {}
    for figure in figures:
        if figure.article not in held:
            held[figure.article] = _actors(view, figure.article)
        inside = [one.code for one in _named(figure, held[figure.article])]
        found |= dict.fromkeys([*(one.code for one in (*figure.about, *figure.counterpart)), *inside])
        counts = Counter(one.code for one in held[figure.article] if one.code)
        found |= dict.fromkeys(code for code, _ in counts.most_common(_NAMED))
    return tuple(dict.fromkeys(one for code in found for one in (code, *analysis.list_family(code))))


def reconcile_figures(view: View, book: Book, figures: Iterable[Figure]) -> Iterator[Reconciliation]:
    """Set figures beside all series; those that are no figure of trade of a state with rows are passed over."""
    reporters = {row.reporter for row in book.rows}
    odd = {one.row: one.why for one in analysis.find_suspects(book)}
    known: dict[str, tuple[str | None, list[ActorMention]]] = {}
    for figure in figures:
        if figure.article not in known:
            known[figure.article] = view.article(figure.article).published, _actors(view, figure.article)
        written, held = known[figure.article]
        near = _near(held, reporters)
        found = analysis.reconcile(figure, book, written=written, named=_named(figure, held), near=near, odd=odd)
        if found:
            yield found


def _actors(view: View, article: str) -> list[ActorMention]:
    mentions = view.mentions(MentionFilter(article=article, kinds=("actor",)))
    return [one for one in mentions if isinstance(one, ActorMention) and one.code]


def _named(figure: Figure, mentions: Iterable[ActorMention]) -> list[analysis.Named]:
    """Give the states that the sentence of a figure names, at their place in its quote."""
    start = figure.span.start
    return [
        analysis.Named(one.code, Span(one.span.start - start, one.span.end - start))
        for one in mentions
        if one.code and figure.span.holds(one.span)
    ]


def _near(mentions: Iterable[ActorMention], reporters: set[str]) -> list[str]:
    """Give the states an article names most, of those that tables tell of."""
    counts = Counter(one.code for one in mentions if one.code in reporters)
    return [code for code, _ in counts.most_common(_NAMED) if code]


def check_falls(view: View, articles: ArticleFilter | None = None) -> Iterator[FallCheck]:
    """Set sentences that call a fall or rise the first for years, or a year the highest since, beside all series."""
    claims = [
        claim
        for article in view.each_article(articles)
        for claim in analysis.find_fall_claims(article, view.mentions(MentionFilter(article=article.id)))
    ]
    codes = dict.fromkeys(
        one for claim in claims for code in claim.codes for one in (code, *analysis.list_family(code))
    )
    if codes:
        book = open_book(view, *codes)
        for claim in claims:
            yield from analysis.check_fall(claim, book)


def flatten_reconciliation(one: Reconciliation) -> Record:
    """Give the flat record of a figure with its readings."""
    readings: list[dict[str, Scalar]] = [
        {
            "verdict": each.verdict, "year": each.year, "series": each.series, "title": each.title, "of": each.of,
            "partner": each.partner, "flow": " and ".join(each.flows), "value": each.values[0],
            "second_value": each.values[1] if len(each.values) > 1 else None, "distance": each.distance,
            "denominator": each.denominator, "source": "; ".join(each.sources), "cautions": "; ".join(each.cautions),
            "words": each.words, "ids": " ".join(each.ids),
        }
        for each in one.readings
    ]  # fmt: skip
    return {
        "id": one.figure.id, "kind": "figure", "article": one.figure.article, "raw": one.figure.raw,
        "low": one.said.low, "high": one.said.high, "range": one.said.why, "verdict": one.verdict,
        "matches": len(one.at("matches")), "nearly": len(one.at("nearly")), "differs": len(one.at("differs")),
        "quote": one.figure.quote, "readings": readings,
    }  # fmt: skip


def flatten_fall(one: FallCheck) -> Record:
    """Give the flat record of a sentence that calls a fall the first for years, by one series."""
    return {
        "kind": "first", "article": one.claim.article, "said": one.claim.words, "turn": one.claim.turn,
        "year": one.claim.year, "since": one.claim.since, "flow": one.claim.flow, "series": one.series, "of": one.of,
        "partner": one.partner, "growth": one.found.growth if isinstance(one.found, analysis.FirstFall) else None,
        "last": one.found.last if isinstance(one.found, analysis.FirstFall) else one.found.rival, "gaps": [str(year) for year in one.found.gaps], "holds": one.holds, "verdict": one.verdict,
        "quote": one.claim.quote, "ids": list(one.found.ids),
    }  # fmt: skip


def flatten_answers(what_if: WhatIf) -> Iterator[Record]:
    """Give a flat record of each answer of a what-if."""
    for one in what_if.answers:
        partner = what_if.question.partner
        after = one.vulnerability.of_partner(partner)
        alone = one.sensitivity.of_partner(partner)
        paid = one.payments
        moved: list[dict[str, Scalar]] = [
            {"partner": each.partner, "before": each.before, "after": each.after, "share_before": each.share_before,
             "share_after": each.share_after}
            for each in one.vulnerability.partners
        ]  # fmt: skip
        yield {
            "year": one.year, "flow": one.flow, "series": one.series, "title": one.title, "unit": one.unit,
            "share": one.share, "denominator": one.denominator, "gap": one.sensitivity.gap,
            "loss_without": one.sensitivity.loss, "loss_with": one.vulnerability.loss, "taken": one.vulnerability.taken,
            "unmet": one.vulnerability.unmet, "break_even": one.break_even.part, "break_even_words": one.break_even.words,
            "share_after_without": alone.share_after if alone else None, "share_after_with": after.share_after if after else None,
            "hhi_before": one.vulnerability.hhi_before, "hhi_after": one.vulnerability.hhi_after,
            "ces_low": one.ces.low, "ces_high": one.ces.high, "ces_with_low": one.ces_with.low,
            "ces_with_high": one.ces_with.high, "sweep_low": one.sweep.low, "sweep_high": one.sweep.high,
            "welfare_low": one.welfare.low if one.welfare else None, "welfare_high": one.welfare.high if one.welfare else None,
            "paid_loss_without": paid[0].loss if paid else None, "paid_loss_with": paid[1].loss if paid else None,
            "warning": one.vulnerability.warning, "partners": moved, "ids": list(one.ids),
        }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Welfare:
    """What general equilibrium says of a cut: real expenditure over that of before, by elasticity."""

    series: str
    period: str
    economies: int
    of: tuple[tuple[float, float], ...]
    """(sigma, welfare) of the state that is asked about."""
    partner: tuple[tuple[float, float], ...]


def solve_matrices(view: View, question: Question) -> tuple[Welfare, ...]:
    """Answer a cut in general equilibrium by every full matrix with sales at home of both states; none for most."""
    near = open_book(view, question.of, question.partner)
    home = {
        (row.series, row.period, row.reporter) for row in near.rows if row.reporter == row.partner and row.value > 0
    }
    found = sorted({
        (series, period) for series, period, _ in home
        if {(series, period, question.of), (series, period, question.partner)} <= home
        and (question.first or 0) <= int(period[:4]) <= (question.last or 9999)
    })  # fmt: skip
    return tuple(_solve(view, question, series, period) for series, period in found)


def _solve(view: View, question: Question, series: str, period: str) -> Welfare:
    rows = view.trade(TradeFilter(datasets=(series.partition("/")[0],)))
    book = analysis.open_book(view.series(), rows, view.row_decisions())
    solved = [(sigma, solve_matrix(book, question, series, period, theta=sigma - 1)) for sigma in question.sigmas]
    place = {name: number for number, name in enumerate(solved[0][1].economies)}
    return Welfare(
        series=series, period=period, economies=len(place),
        of=tuple((sigma, one.welfare[place[question.of]]) for sigma, one in solved),
        partner=tuple((sigma, one.welfare[place[question.partner]]) for sigma, one in solved),
    )  # fmt: skip


def solve_matrix(book: Book, question: Question, series: str, period: str, *, theta: float) -> analysis.Equilibrium:
    """Cut the trade of two economies in general equilibrium; raises QueryError without sales at home of all of them.

    A cut kappa of a flow is a cost factor of 1 - kappa on it, which is what trade would fall to at unchanged prices.
    """
    names = sorted({row.reporter for row in book.rows if (row.series, row.period) == (series, period)})
    cells = [[book.trade(series, period, one, other, "exports") for other in names] for one in names]
    trade = [[cell.value if cell else 0.0 for cell in row] for row in cells]
    factor = max(1 - question.cut, analysis.EMBARGO)
    cut = {
        "both": {(question.of, question.partner), (question.partner, question.of)},
        "exports": {(question.of, question.partner)},
        "imports": {(question.partner, question.of)},
    }[question.flow]
    return analysis.solve_equilibrium(
        names, trade, lambda one, other: factor if (one, other) in cut else 1.0, theta=theta
    )


def list_ties(view: View, first: str, second: str) -> Iterator[Record]:
    """Give the obligations of two states, likeness of their alliances, agreement and distance in the United Nations."""
    rows = [*view.pairs(first), *view.pairs(second)]
    owed = analysis.find_obligations(rows, first, second)
    yield from (_tie("obligation", one.measure, one.since, one.until, 1.0, one.ids) for one in owed)
    years = [int(row.period) for row in rows if row.measure in analysis.OBLIGATIONS and row.period.isdigit()]
    like = analysis.measure_portfolios(rows, first, second, max(years)) if years else None
    if like:
        yield _tie("likeness", "S", max(years), max(years), like.s, like.ids)
        if like.kappa is not None:
            yield _tie("likeness", "kappa", max(years), max(years), like.kappa, like.ids)
    for one in analysis.list_vote_agreement(rows, first, second):
        yield _tie("agreement", "votes alike", one.year, one.year, one.agreement, one.ids)
    for each in analysis.measure_distances(view.state_numbers(first, second), first, second):
        bounds = {"low": each.low, "high": each.high}
        yield _tie("distance", "ideal points", each.year, each.year, each.distance, each.ids) | bounds


def list_exposures(view: View, book: Book, first: str, second: str) -> Iterator[Record]:
    """Give the trade of two states over the output of each, where tables of outputs are loaded (measures gdp, gni, output)."""
    outputs: dict[str, dict[str, StateRow]] = {}
    for row in view.state_numbers(first, second):
        if row.measure.lower() in _OUTPUTS:
            outputs.setdefault(row.period, {})[row.state] = row
    for series in book.series:
        for period, known in sorted(outputs.items()):
            found = analysis.measure_exposure(book, series, period, known, (first, second))
            if found:
                yield {
                    "series": series, "period": period, "first": first, "second": second, "first_link": found.link.first,
                    "second_link": found.link.second, "low": found.link.low, "high": found.link.high,
                    "imports": found.imports, "exports": found.exports, "ids": list(found.ids),
                }  # fmt: skip


def weigh_influence(view: View, book: Book, first: str, second: str) -> Record | None:
    """Give the capacity for influence of the first state on the second: bandwidth times dependence, as far as tables tell.

    Bandwidth: obligations in force of the five kinds, joint organisations over the most the second has with anybody; dependence: the
    first's part in the second's trade. Each the latest that is loaded; None without a part of each.
    """
    rows = [*view.pairs(second)]
    latest = max((int(row.period) for row in rows if row.period.isdigit()), default=0)
    bonds: dict[str, float] = {}
    owed = {
        row.measure
        for row in rows
        if row.measure in analysis.OBLIGATIONS and row.period == str(latest) and first in (row.first, row.second)
    }
    if any(row.measure in analysis.OBLIGATIONS for row in rows):
        bonds["obligations"] = len(owed) / len(analysis.OBLIGATIONS)
    joint = [row for row in rows if row.measure == _JOINT]
    year = max((row.period for row in joint), default="")
    most = max((row.value for row in joint if row.period == year), default=0.0)
    if most:
        bonds["joint organisations"] = (
            max((row.value for row in joint if row.period == year and first in (row.first, row.second)), default=0.0)
            / most
        )
    shares = [
        (period, series, part)
        for series in book.series
        for period in book.periods(series)[-1:]
        if (part := book.share(series, period, second, first, "total"))
    ]
    if not bonds or not shares:
        return None
    period, series, part = max(shares, key=lambda one: one[0])
    found = analysis.measure_influence(bonds, {"share of trade": part.value})
    return {
        "first": first, "second": second, "period": period, "series": series, "value": found.value,
        "bandwidth": found.bandwidth, "dependence": found.dependence, "low": found.low, "high": found.high,
        "weights": [f"{name} {weight:g}" for name, weight in found.weights], "ids": list(part.ids),
    }  # fmt: skip


def _tie(kind: str, measure: str, since: int, until: int, value: float, ids: tuple[str, ...]) -> Record:
    return {
        "kind": kind, "measure": measure, "since": since, "until": until, "value": value, "low": None, "high": None,
        "ids": list(ids),
    }  # fmt: skip


def tell_ties(found: Iterable[Record]) -> Iterator[str]:
    """Say in words what two states owe each other, how alike their alliances are and how they vote."""
    ties = list(found)
    owed = [f"{one['measure']} {one['since']}-{one['until']}" for one in ties if one["kind"] == "obligation"]
    if owed:
        yield f"Obligations in force: {', '.join(owed)}"
    like = [f"{one['measure']} {one['value']:.2f}" for one in ties if one["kind"] == "likeness"]
    if like:
        year = next(one["since"] for one in ties if one["kind"] == "likeness")
        yield f"Likeness of alliances in {year}, among the states loaded: {', '.join(like)}"
    for kind, words in (("agreement", "votes alike"), ("distance", "distance of ideal points")):
        years = [one for one in ties if one["kind"] == kind]
        if years:
            first, last = years[0], years[-1]
            yield f"United Nations, {words}: {first['value']:.2f} in {first['since']}, {last['value']:.2f} in {last['since']}"
