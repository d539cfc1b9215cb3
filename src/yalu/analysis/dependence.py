"""Who depends on whom in trade, by every series: a share is a choice of source, year and denominator, so none stands alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import log, sqrt

from yalu.analysis.concentration import Concentration, concentrate
from yalu.analysis.names import name_state
from yalu.analysis.trade import Amount, Book
from yalu.model import FLOWS, Flow, StateRow

_BIG_SMALL = 10.0
"""Ratio of the two directed shares from which interdependence says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerShare:
    """A partner's part of a state's trade."""

    partner: str
    share: float
    bound: str
    how: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """All that one series says of one state in one period and flow, the largest partner first."""

    series: str
    period: str
    of: str
    flow: Flow
    whole: Amount | None
    """Trade with all partners; None where the series gives none."""
    partners: tuple[PartnerShare, ...]
    concentration: Concentration | None
    complete: bool
    """Whether all partners are listed; where not, the index of concentration is a lower bound."""
    denominator: str
    """What the shares are taken of, in words."""

    @property
    def ids(self) -> tuple[str, ...]:
        """The rows it rests on."""
        whole = self.whole.ids if self.whole else ()
        return tuple(dict.fromkeys([*whole, *(name for one in self.partners for name in one.ids)]))

    def of_partner(self, partner: str) -> PartnerShare | None:
        """Give one partner's share."""
        return next((one for one in self.partners if one.partner == partner), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asymmetry:
    """Two states' dependence on each other: D(i on j) = T_ij / sum of T_ik."""

    series: str
    period: str
    first: str
    second: str
    first_on_second: float
    second_on_first: float
    difference: float
    """-1 to 1."""
    log_difference: float | None
    """In log points; None where a share is zero."""
    salience: float
    """sqrt(s_ij s_ji), 0 to 1."""
    symmetry: float
    """1 - abs(s_ij - s_ji), 0 to 1."""
    interdependence: float
    """Salience times symmetry, 0 to 1."""
    warning: str
    ids: tuple[str, ...]


def measure_dependence(book: Book, of: str, *, flow: Flow | None = None) -> tuple[Shares, ...]:
    """Give the shares of a state's partners by every series, period and flow, latest period first."""
    found = [
        one
        for series in book.series
        for period in book.periods(series)
        for one in _shares(book, series, period, of, (flow,) if flow else FLOWS)
    ]
    return tuple(sorted(found, key=lambda one: (one.period, one.series, one.flow), reverse=True))


def _shares(book: Book, series: str, period: str, of: str, flows: tuple[Flow, ...]) -> Iterator[Shares]:
    about = book.series[series]
    for flow in flows:
        named = [(one, book.share(series, period, of, one, flow)) for one in book.listed(series, period, of)]
        known = [(partner, share) for partner, share in named if share and share.value > 0]
        if not known:
            continue
        partners = tuple(
            PartnerShare(partner=partner, share=one.value, bound=one.bound, how=one.how, ids=one.ids)
            for partner, one in sorted(known, key=lambda pair: -pair[1].value)
        )
        yield Shares(
            series=series, period=period, of=of, flow=flow, whole=book.whole(series, period, of, flow),
            partners=partners, concentration=concentrate([one.share for one in partners]), complete=about.complete,
            denominator=name_denominator(book, series, flow),
        )  # fmt: skip


def name_denominator(book: Book, series: str, flow: Flow) -> str:
    """Say in words what a share of a series is taken of."""
    about = book.series[series]
    whole = "exports and imports" if flow == "total" else flow
    out = f" without {', '.join(map(name_state, about.leaves_out))}" if about.leaves_out else ""
    return f"all {whole}{out}" + ("" if about.complete else "; not all partners listed")


def measure_asymmetry(book: Book, series: str, period: str, first: str, second: str) -> Asymmetry | None:
    """Give who of two depends more on the other; None where one of the two directed shares is not known.

    D(i on j) = T_ij / sum of T_ik over all partners k, T exports and imports; asymmetry D(i on j) - D(j on i) (Hirschman
    1945); salience, symmetry and interdependence after Barbieri 1996.
    """
    one = book.share(series, period, first, second, "total")
    other = book.share(series, period, second, first, "total")
    if one is None or other is None:
        return None
    salience, symmetry = sqrt(one.value * other.value), 1 - abs(one.value - other.value)
    large, small = max(one.value, other.value), min(one.value, other.value)
    unequal = small == 0 or large / small > _BIG_SMALL
    words = "One is far larger than the other: interdependence is near zero and hides it. Read the two directed shares."
    return Asymmetry(
        series=series, period=period, first=first, second=second, first_on_second=one.value, second_on_first=other.value,
        difference=one.value - other.value,
        log_difference=log(one.value) - log(other.value) if small > 0 else None,
        salience=salience, symmetry=symmetry, interdependence=salience * symmetry, warning=words if unequal else "",
        ids=tuple(dict.fromkeys([*one.ids, *other.ids])),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class WeakLink:
    """Trade of two states over the output of each, in per cent of output."""

    first: float
    second: float
    low: float
    """The lesser of the two: what constrains the pair (DEPEND_L)."""
    high: float


def measure_weak_link(trade: float, *, first_output: float, second_output: float) -> WeakLink:
    """Give d = 100 T / GDP of each of two states, all three in one currency and year (Oneal and Russett 1997)."""
    first, second = 100 * trade / first_output, 100 * trade / second_output
    return WeakLink(first=first, second=second, low=min(first, second), high=max(first, second))


def measure_vulnerability(share: float, *, replaceable: float, openness: float) -> float:
    """Give import or export vulnerability, a share of output: share x (1 - replaceable) x trade over output."""
    return share * (1 - replaceable) * openness


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """What a partner's trade is to the output of two states, with the rows it rests on."""

    series: str
    period: str
    link: WeakLink
    imports: float | None
    """Import vulnerability of the first state: imports from the second not replaceable, over output; None where not known."""
    exports: float | None
    """The same of its exports."""
    ids: tuple[str, ...]


def measure_exposure(
    book: Book, series: str, period: str, outputs: Mapping[str, StateRow], pair: tuple[str, str], *, replaceable: float = 0.0
) -> Exposure | None:  # fmt: skip
    """Give trade over output of two states and the vulnerability of the first; None where trade or an output is not known.

    `outputs` has the output of each state in the period, in the money of the series: an output published by another than the
    state itself is to be named beside the number. `replaceable` is the part of the trade that others could stand in for.
    """
    first, second = pair
    trade = book.trade(series, period, first, second, "total")
    one, other = outputs.get(first), outputs.get(second)
    if trade is None or not trade.ids or one is None or other is None:
        return None
    flows: tuple[Flow, ...] = ("imports", "exports")
    parts = {flow: book.trade(series, period, first, second, flow) for flow in flows}
    lost = {
        flow: part.value * (1 - replaceable) / one.value if part and part.ids else None for flow, part in parts.items()
    }
    rests = [*trade.ids, *(name for part in parts.values() if part for name in part.ids), one.id, other.id]
    return Exposure(
        series=series, period=period, imports=lost["imports"], exports=lost["exports"], ids=tuple(dict.fromkeys(rests)),
        link=measure_weak_link(trade.value, first_output=one.value, second_output=other.value),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class MirrorGap:
    """Two reports of one flow."""

    exporter_says: float
    importer_says: float
    """Freed of freight: divided by 1 + `freight`."""
    freight: float
    ratio: float
    """Importer over exporter; 1 where they agree."""
    ids: tuple[str, ...]


def measure_mirror_gap(
    book: Book, series: str, period: str, exporter: str, importer: str, *, freight: float = 0.1
) -> MirrorGap | None:
    """Compare what the exporter and the importer report of one flow; None unless both do.

    `freight` is the part that CIF adds to FOB; the IMF used 0.1, then 0.06 from 2018.
    """
    cells = book.money.get((series, period), {})
    sold, bought = cells.get((exporter, importer, "exports")), cells.get((importer, exporter, "imports"))
    if sold is None or bought is None or not sold.value:
        return None
    freed = bought.value / (1 + freight)
    return MirrorGap(
        exporter_says=sold.value, importer_says=freed, freight=freight, ratio=freed / sold.value,
        ids=(sold.id, bought.id),
    )  # fmt: skip
