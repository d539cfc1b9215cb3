"""The balance of events of a dyad by year, and an index of influence with its weights printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yalu.analysis.dyads import Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """Cooperation against conflict in one year; counts follow how much was written, so `count` stands beside it."""

    year: int
    count: int
    cooperation: int
    conflict: int
    net: float
    """(C - X) / (C + X), -1 to 1."""
    ids: tuple[str, ...]


def balance_events(direction: Direction) -> tuple[Balance, ...]:
    """Give the net cooperation of each year with an event that happened: quads 1 and 2 against 3 and 4."""
    found = []
    for year in direction.years:
        good = [name for one in year.quads if one.quad in (1, 2) for name in one.ids]
        bad = [name for one in year.quads if one.quad in (3, 4) for name in one.ids]
        count = len(good) + len(bad)
        found.append(
            Balance(
                year=year.year, count=count, cooperation=len(good), conflict=len(bad),
                net=(len(good) - len(bad)) / count, ids=(*good, *bad),
            )
        )  # fmt: skip
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Influence:
    """Capacity for influence of one state on another: bandwidth times dependence, with the weights that made it."""

    value: float
    bandwidth: float
    dependence: float
    weights: tuple[tuple[str, float], ...]
    low: float
    """Least value when each weight in turn is halved or doubled."""
    high: float


def measure_influence(
    bandwidth: Mapping[str, float], dependence: Mapping[str, float], weights: Mapping[str, float] | None = None
) -> Influence:
    """Give bandwidth x dependence, each the weighted mean of parts between 0 and 1, and its range over a weight sweep.

    In the manner of the Formal Bilateral Influence Capacity index (Moyer and others 2018, 2021), whose weights are
    not known: this is not that index and is never called by its name. Without `weights` all parts weigh the same.
    """
    weight = dict.fromkeys((*bandwidth, *dependence), 1.0) | dict(weights or {})
    value = _mean(bandwidth, weight) * _mean(dependence, weight)
    swept = [
        _mean(bandwidth, changed) * _mean(dependence, changed)
        for name in weight
        for factor in (0.5, 2.0)
        for changed in [weight | {name: weight[name] * factor}]
    ]
    return Influence(
        value=value, bandwidth=_mean(bandwidth, weight), dependence=_mean(dependence, weight),
        weights=tuple(weight.items()), low=min(swept, default=value), high=max(swept, default=value),
    )  # fmt: skip


def _mean(parts: Mapping[str, float], weights: Mapping[str, float]) -> float:
    whole = sum(weights[name] for name in parts)
    return sum(weights[name] * value for name, value in parts.items()) / whole if whole else 0.0
