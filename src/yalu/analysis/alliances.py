"""Alliances and votes: obligations in force, likeness of alliance portfolios, distance in the United Nations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from yalu.model import PairRow, StateRow

OBLIGATIONS: Final = ("defence", "offence", "neutrality", "nonaggression", "consultation")
"""Measures of pairs that are obligations of an alliance, in the order of ATOP."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """What two states owed each other over an unbroken run of years."""

    measure: str
    since: int
    until: int
    """Last year of the run, or of the data."""
    ids: tuple[str, ...]


def find_obligations(rows: Iterable[PairRow], first: str, second: str) -> tuple[Obligation, ...]:
    """Give the obligations of two states in either order of the pair, as unbroken runs of years."""
    years: dict[str, dict[int, str]] = {}
    for row in rows:
        owed = row.measure in OBLIGATIONS and row.value
        if owed and {row.first, row.second} == {first, second} and row.period.isdigit():
            years.setdefault(row.measure, {})[int(row.period)] = row.id
    runs = [run for measure, found in years.items() for run in _runs(measure, found)]
    return tuple(sorted(runs, key=lambda one: (one.since, one.measure)))


def _runs(measure: str, years: Mapping[int, str]) -> list[Obligation]:
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return [
        Obligation(measure=measure, since=run[0], until=run[-1], ids=tuple(years[year] for year in run)) for run in runs
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """Likeness of two portfolios, at most 1."""

    s: float
    """Signorino and Ritter 1999."""
    kappa: float | None
    """Weighted kappa, corrected for chance (Haege 2011); None where chance leaves nothing to tell."""
    states: int
    ids: tuple[str, ...] = ()
    """The rows it rests on, where it was measured on rows."""


def measure_likeness(
    first: Sequence[float],
    second: Sequence[float],
    weights: Sequence[float] | None = None,
    *,
    widest: float | None = None,
) -> Likeness:
    """Compare two portfolios, one number for each of the same states (0 no tie ... 3 defence), both in one order.

    S = 1 - 2 sum w |a - b| / (d_max sum w), -1 to 1; kappa = 1 - sum d_observed / sum d_expected, where the expected
    distance is the mean over all combinations of the two portfolios' values. S weighted by capabilities is to be
    read with care (peacesciencer, notes): the largest states decide it.
    """
    if len(first) != len(second) or not first:
        raise ValueError("two portfolios of the same states are needed")
    weight = list(weights) if weights is not None else [1.0] * len(first)
    most = widest or max(abs(a - b) for a in (*first, *second) for b in (*first, *second)) or 1.0
    total = sum(weight)
    observed = sum(w * abs(a - b) for w, a, b in zip(weight, first, second, strict=True)) / total
    expected = sum(
        v * w * abs(a - b) for v, a in zip(weight, first, strict=True) for w, b in zip(weight, second, strict=True)
    ) / (total * total)
    return Likeness(s=1 - 2 * observed / most, kappa=1 - observed / expected if expected else None, states=len(first))


_DEPTH: Final = {"defence": 3.0, "offence": 3.0, "neutrality": 2.0, "nonaggression": 2.0, "consultation": 1.0}
"""How much an obligation counts in a portfolio: the order of the Correlates of War types I to III (Signorino and Ritter 1999)."""
_OWN: Final = 3.0
"""What a state owes itself, as is the custom for portfolios."""


def measure_portfolios(rows: Iterable[PairRow], first: str, second: str, year: int) -> Likeness | None:
    """Compare what two states owe every state of the loaded table in a year; None where neither owes anybody anything.

    A tie counts by its deepest obligation: 3 defence or offence, 2 neutrality or nonaggression, 1 consultation, 0 none; a
    state's tie with itself counts 3. A table of few states gives the likeness among those only.
    """
    ties: dict[str, dict[str, float]] = {first: {first: _OWN}, second: {second: _OWN}}
    ids: dict[str, None] = {}
    for row in rows:
        if row.period == str(year) and row.measure in _DEPTH and row.value:
            for one, other in ((row.first, row.second), (row.second, row.first)):
                if one in ties:
                    ties[one][other] = max(ties[one].get(other, 0.0), _DEPTH[row.measure])
                    ids[row.id] = None
    if not ids:
        return None
    states = sorted({*ties[first], *ties[second]})
    portfolios = [[ties[one].get(state, 0.0) for state in states] for one in (first, second)]
    return replace(measure_likeness(*portfolios, widest=_OWN), ids=tuple(ids))


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteAgreement:
    """Part of the votes that both cast in which two states voted alike, in a year."""

    year: int
    agreement: float
    ids: tuple[str, ...]


def list_vote_agreement(rows: Iterable[PairRow], first: str, second: str) -> tuple[VoteAgreement, ...]:
    """Give identical votes over votes both cast by year, as the loaded table has them, in order of years."""
    found = {
        row.period: row for row in rows
        if row.measure == "vote agreement" and {row.first, row.second} == {first, second} and row.period.isdigit()
    }  # fmt: skip
    return tuple(
        VoteAgreement(year=int(year), agreement=found[year].value, ids=(found[year].id,)) for year in sorted(found)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Distance:
    """How far two states stand apart in a year."""

    year: int
    distance: float
    low: float | None
    """Least distance that the bounds of both estimates allow."""
    high: float | None
    ids: tuple[str, ...]


def measure_distances(
    rows: Iterable[StateRow], first: str, second: str, *, measure: str = "ideal point"
) -> tuple[Distance, ...]:
    """Give |theta_i - theta_j| by year (Bailey, Strezhnev and Voeten 2017), about 0 to 6, in order of years."""
    found: dict[tuple[str, str], StateRow] = {(row.state, row.period): row for row in rows if row.measure == measure}
    years = sorted({period for state, period in found if state == first and (second, period) in found})
    return tuple(_distance(found[first, year], found[second, year]) for year in years if year.isdigit())


def _distance(one: StateRow, other: StateRow) -> Distance:
    upper, lower = (one, other) if one.value >= other.value else (other, one)
    bounds = None
    if upper.low is not None and upper.high is not None and lower.low is not None and lower.high is not None:
        bounds = max(upper.low - lower.high, 0.0), upper.high - lower.low
    return Distance(
        year=int(one.period), distance=upper.value - lower.value, low=bounds[0] if bounds else None,
        high=bounds[1] if bounds else None, ids=(one.id, other.id),
    )  # fmt: skip
