"""Shares, concentration and asymmetry of all states over all years of one series at once, in arrays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from yalu.extras import extra
from yalu.model import ALL_PRODUCTS, SHARE, WORLD, TradeRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Trade of every state with every other in every period; arrays are period by state by partner, NaN where not known."""

    series: str
    periods: tuple[str, ...]
    states: tuple[str, ...]
    exports: Any
    """As reported, else what the partner reports as imports from it."""
    imports: Any
    sold_by_own: Any
    """Where exports are the state's own report."""
    bought_by_own: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class StateYear:
    """One state in one period."""

    state: str
    period: str
    lead: str
    """The largest partner."""
    share: float
    """Its part of all trade, 0 to 1."""
    hhi: float
    effective: float
    partners: int
    turned: float | None
    """The state's part of its largest partner's trade; None where that is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelMeasures:
    """Measures of a panel, in the formulas of `measure_dependence` and `measure_asymmetry`."""

    panel: Panel
    shares: Any
    """T_ij / sum of T_ik, period by state by partner, T exports and imports."""
    hhi: Any
    """Sum of s^2, period by state (Hirschman 1945)."""
    asymmetry: Any
    """D(i on j) - D(j on i)."""
    salience: Any
    """sqrt(s_ij s_ji) (Barbieri 1996)."""

    def leads(self, period: str) -> Iterator[StateYear]:
        """Give each state of a period with its largest partner, the most dependent first."""
        numpy = extra("numpy")
        place = self.panel.periods.index(period)
        shares = numpy.nan_to_num(self.shares[place])
        known = [number for number in range(len(self.panel.states)) if shares[number].any()]
        for number in sorted(known, key=lambda one: -shares[one].max()):
            lead = int(shares[number].argmax())
            back = float(shares[lead, number])
            hhi = float(self.hhi[place, number])
            yield StateYear(
                state=self.panel.states[number], period=period, lead=self.panel.states[lead],
                share=float(shares[number, lead]), hhi=hhi, effective=1 / hhi,
                partners=int((shares[number] > 0).sum()), turned=back or None,
            )  # fmt: skip

    def ids(self, period: str, state: str) -> tuple[str, ...]:
        """Give the rows that the measures of a state in a period rest on."""
        numpy = extra("numpy")
        panel = self.panel
        time, place = panel.periods.index(period), panel.states.index(state)
        found = []
        for flow, back, values, own in (
            ("exports", "imports", panel.exports, panel.sold_by_own),
            ("imports", "exports", panel.imports, panel.bought_by_own),
        ):
            for other in numpy.flatnonzero(numpy.nan_to_num(values[time, place])):
                partner = panel.states[int(other)]
                sides = (state, partner, flow) if own[time, place, other] else (partner, state, back)
                found.append(f"{panel.series}/{'/'.join(sides)}/{period}")
        return tuple(found)


def fill_panel(rows: Iterable[TradeRow], series: str) -> Panel:
    """Put the rows of one series into arrays; whole amounts of exports and imports between states, all goods together.

    Rows for the world, shares and totals of both flows are passed over: the whole is the sum over partners.
    """
    numpy = extra("numpy")
    when: dict[str, int] = {}
    who: dict[str, int] = {}
    cells: dict[str, tuple[list[tuple[int, int, int]], list[float]]] = {"exports": ([], []), "imports": ([], [])}
    # One pass: a full panel of 200 states and 60 years has millions of rows.
    for one in rows:
        if one.series != series or one.product != ALL_PRODUCTS or one.unit == SHARE or one.flow == "total":
            continue
        if one.reporter != WORLD and one.partner != WORLD:
            places, values = cells[one.flow]
            time = when.setdefault(one.period, len(when))
            places.append((time, who.setdefault(one.reporter, len(who)), who.setdefault(one.partner, len(who))))
            values.append(one.value)
    periods, states = tuple(sorted(when)), tuple(sorted(who))
    order = [numpy.argsort([known[name] for name in names]) for known, names in ((when, periods), (who, states))]
    filled = {}
    for flow, (places, values) in cells.items():
        found = numpy.full((len(periods), len(states), len(states)), numpy.nan)
        if places:
            at = numpy.array(places)
            found[order[0][at[:, 0]], order[1][at[:, 1]], order[1][at[:, 2]]] = values
        filled[flow] = found
    sold, bought = filled["exports"], filled["imports"]
    own = ~numpy.isnan(sold), ~numpy.isnan(bought)
    return Panel(
        series=series, periods=periods, states=states, sold_by_own=own[0], bought_by_own=own[1],
        exports=numpy.where(own[0], sold, bought.transpose(0, 2, 1)),
        imports=numpy.where(own[1], bought, sold.transpose(0, 2, 1)),
    )  # fmt: skip


def measure_panel(panel: Panel) -> PanelMeasures:
    """Give shares, concentration, asymmetry and salience of all states in all periods.

    s_ij = T_ij / sum of T_ik with T exports and imports; a partner without a row traded nothing. HHI sum of s^2 (Hirschman
    1945); asymmetry s_ij - s_ji; salience sqrt(s_ij s_ji) (Barbieri 1996).
    """
    numpy = extra("numpy")
    trade = numpy.nan_to_num(panel.exports) + numpy.nan_to_num(panel.imports)
    whole = trade.sum(axis=2, keepdims=True)
    shares = numpy.divide(trade, whole, out=numpy.full_like(trade, numpy.nan), where=whole > 0)
    turned = shares.transpose(0, 2, 1)
    return PanelMeasures(
        panel=panel, shares=shares, hhi=(shares**2).sum(axis=2), asymmetry=shares - turned,
        salience=numpy.sqrt(shares * turned),
    )  # fmt: skip
