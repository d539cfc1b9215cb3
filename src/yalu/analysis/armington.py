"""One-sector Armington general equilibrium in changes: only for a full matrix with the sales of every economy at home."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from yalu.errors import QueryError
from yalu.extras import extra

_TIGHT = 1e-12
_MOST_STEPS = 20_000
EMBARGO = 1e-12
"""Cost factor that stands for no trade at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Equilibrium:
    """The world after a change of trade costs; every list is in the order of `economies`."""

    economies: tuple[str, ...]
    trade: tuple[tuple[float, ...], ...]
    """Exporter by importer, money."""
    wages: tuple[float, ...]
    prices: tuple[float, ...]
    welfare: tuple[float, ...]
    """Real expenditure over that of before."""
    real_wages: tuple[float, ...]
    steps: int


def solve_equilibrium(
    economies: Sequence[str],
    trade: Sequence[Sequence[float]],
    costs: Callable[[str, str], float],
    *,
    theta: float,
    deficits: Literal["additive", "multiplicative"] = "additive",
) -> Equilibrium:
    """Solve for wages that clear all markets after trade costs change.

    `trade` is exporter by importer with sales at home; `costs(i, j)` gives B_ij = exp(beta_ij), 1 for no change, EMBARGO for
    none; theta = sigma - 1. Hat algebra after Dekle, Eaton and Kortum 2007, as in the Stata package `ge_gravity`: X'_ij =
    pi_ij w_i^-theta B_ij / S_j E'_j, Y_i w_i = sum_j X'_ij, sum Y w = sum Y. Deficits stay in money (additive) or in
    proportion to income (multiplicative). Raises QueryError where sales at home are missing, MissingExtra without numpy.
    """
    numpy = extra("numpy")
    flows = _matrix(numpy, economies, trade)
    output, spending = flows.sum(axis=1), flows.sum(axis=0)
    factors = numpy.array([[costs(one, other) for other in economies] for one in economies])
    parts, deficit, ratio = flows / spending, spending - output, spending / output
    wages = numpy.ones(len(economies))
    steps = 0
    while steps < _MOST_STEPS:
        steps += 1
        weighed = parts * (wages**-theta)[:, None] * factors
        sums = weighed.sum(axis=0)
        income = output * wages
        wanted = (
            income + deficit if deficits == "additive" else ratio * income * (output.sum() / (ratio * income).sum())
        )
        after = weighed / sums * wanted
        change = (after.sum(axis=1) / income) ** (1 / (1 + theta))
        wages = wages * change
        wages = wages * (output.sum() / (output * wages).sum())
        if float(numpy.abs(change - 1).max()) < _TIGHT:
            break
    prices = sums ** (-1 / theta)
    return Equilibrium(
        economies=tuple(economies), trade=_rows(after), wages=_values(wages), prices=_values(prices),
        welfare=_values(wanted / spending / prices), real_wages=_values(wages / prices), steps=steps,
    )  # fmt: skip


def _matrix(numpy: Any, economies: Sequence[str], trade: Sequence[Sequence[float]]) -> Any:
    flows = numpy.array(trade, dtype=float)
    if flows.shape != (len(economies), len(economies)):
        raise QueryError("the matrix of trade is not square", remedy="Give every economy a row and a column.")
    lacking = [name for name, home in zip(economies, flows.diagonal(), strict=True) if home <= 0]
    if lacking:
        raise QueryError(
            f"no general equilibrium without sales at home: none are known for {', '.join(lacking[:5])}",
            remedy="Load a full matrix with domestic sales, or take the accounting answer.",
        )
    return flows


def _values(found: Any) -> tuple[float, ...]:
    return tuple(float(one) for one in found)


def _rows(found: Any) -> tuple[tuple[float, ...], ...]:
    return tuple(_values(row) for row in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Balancing:
    """Two balancings of trade costs with the shares of output and spending held: a conditional answer, no full equilibrium."""

    economies: tuple[str, ...]
    trade_before: tuple[tuple[float, ...], ...]
    trade: tuple[tuple[float, ...], ...]
    price_changes: tuple[float, ...]
    """Factor of each exporter's price."""
    inward_changes: tuple[float, ...]
    """Factor of each importer's resistance."""
    real_output: tuple[float, ...]
    """Factor of real output."""


def balance_costs(
    economies: Sequence[str], output: Sequence[float], spending: Sequence[float], before: Sequence[Sequence[float]],
    after: Sequence[Sequence[float]], *, sigma: float, reference: str,
) -> Balancing:  # fmt: skip
    """Compare two matrices of trade costs k = t^(1-sigma) with output and spending shares at their values of before.

    Solves Pi_i^(1-sigma) = sum_j k_ij e_j / P_j^(1-sigma) and P_j^(1-sigma) = sum_i k_ij y_i / Pi_i^(1-sigma) with P of the
    reference at 1 (Anderson and van Wincoop 2003; the Python package `gegravity` does this and calls it general
    equilibrium). Price change Pi / Pi'; real output (Pi / Pi') / (P' / P).
    """
    numpy = extra("numpy")
    y, e = numpy.array(output, dtype=float), numpy.array(spending, dtype=float)
    place, power = list(economies).index(reference), 1 - sigma
    old = _resist(numpy, numpy.array(before, dtype=float), y / y.sum(), e / e.sum(), place)
    new = _resist(numpy, numpy.array(after, dtype=float), y / y.sum(), e / e.sum(), place)
    outward = [part[0] ** (1 / power) for part in (old, new)]
    inward = [part[1] ** (1 / power) for part in (old, new)]
    price = outward[0] / outward[1]
    flows = numpy.array(before) * (y / y.sum())[:, None] * e / numpy.outer(old[0], old[1])
    shares = y * price / (y * price).sum()
    moved = numpy.array(after) * shares[:, None] * (e * price) / numpy.outer(new[0], new[1])
    return Balancing(
        economies=tuple(economies), trade_before=_rows(flows), trade=_rows(moved), price_changes=_values(price),
        inward_changes=_values(inward[1] / inward[0]), real_output=_values(price / (inward[1] / inward[0])),
    )  # fmt: skip


def _resist(numpy: Any, costs: Any, y: Any, e: Any, place: int) -> tuple[Any, Any]:
    """Balance a matrix of costs: outward and inward resistance, both to the power 1 - sigma."""
    inward = numpy.ones(len(y))
    for _ in range(_MOST_STEPS):
        outward = (costs * (e / inward)).sum(axis=1)
        fresh = (costs * (y / outward)[:, None]).sum(axis=0)
        fresh = fresh / fresh[place]
        done = float(numpy.abs(fresh / inward - 1).max()) < _TIGHT
        inward = fresh
        if done:
            break
    return (costs * (e / inward)).sum(axis=1), inward
