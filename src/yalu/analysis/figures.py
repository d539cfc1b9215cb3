"""The ledger of figures: what is measured of whom, with whom; every telling beside the others (law 7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from math import inf

from yalu.model import Figure, bounds_of

_ABOUT = 0.1
"""How far "about" and "some" may stray, as a share of the value: Yalu's convention, printed on the page."""
_ORDER = 10.0


@dataclass(frozen=True, slots=True)
class Difference:
    """Two tellings that cannot both be right, as far as their words tell."""

    first: str
    second: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """All figures on one measure about the same actors."""

    measure: str
    about: tuple[str, ...]
    counterpart: tuple[str, ...]
    tellings: tuple[Figure, ...]
    differences: tuple[Difference, ...]

    @property
    def disagree(self) -> bool:
        """Whether two tellings differ."""
        return bool(self.differences)

    @property
    def ids(self) -> tuple[str, ...]:
        """The statements it rests on."""
        return tuple(one.id for one in self.tellings)


def ledger(figures: Iterable[Figure]) -> tuple[LedgerEntry, ...]:
    """Group figures by measure, about and counterpart; entries with most tellings first."""
    groups: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[Figure]] = {}
    for figure in figures:
        groups.setdefault(_key(figure), []).append(figure)
    entries = [
        LedgerEntry(
            measure=measure,
            about=about,
            counterpart=counterpart,
            tellings=tuple(tellings),
            differences=tuple(_differences(tellings)) if about or counterpart else (),
        )
        for (measure, about, counterpart), tellings in groups.items()
    ]
    return tuple(sorted(entries, key=lambda one: (not one.disagree, -len(one.tellings), one.measure, one.about)))


def _key(figure: Figure) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    about = tuple(sorted({one.code for one in figure.about}))
    counterpart = tuple(sorted({one.code for one in figure.counterpart}))
    return figure.measure or figure.measure_text or figure.unit, about, counterpart


def _differences(tellings: list[Figure]) -> Iterable[Difference]:
    for one, other in combinations(tellings, 2):
        if (
            _unit(one) == _unit(other)
            and one.change == other.change
            and one.base == other.base
            and _one_time(one, other)
        ):
            (low, high), (other_low, other_high) = _range(one), _range(other)
            if high < other_low or other_high < low:
                dated = one.date is not None and other.date is not None
                why = "same time, different values" if dated else "different values; not both say as of when"
                yield Difference(one.id, other.id, why)


def _unit(figure: Figure) -> str:
    return "share" if figure.unit in ("share", "percent") else figure.unit


def _range(figure: Figure) -> tuple[float, float]:
    scale = 0.01 if figure.unit == "percent" else 1.0
    low = figure.low if figure.low is not None else figure.value
    high = figure.high if figure.high is not None else figure.value
    if low is None and high is None:
        return -inf, inf
    first, last = low if low is not None else -inf, high if high is not None else inf
    match figure.approximator:
        case "about":
            first, last = first - abs(first) * _ABOUT, last + abs(last) * _ABOUT
        case "below" | "at_most":
            first = first - abs(first) * _ABOUT if figure.low is None else first
        case "above" | "at_least":
            last = last + abs(last) * _ABOUT if figure.high is None else last
        case "order":
            first, last = first / _ORDER, last * _ORDER
    return first * scale, last * scale


def _one_time(one: Figure, other: Figure) -> bool:
    if not (one.date and one.date.edtf and other.date and other.date.edtf):
        return True
    first, last = bounds_of(one.date.edtf)
    begin, end = bounds_of(other.date.edtf)
    return not ((last and begin and last < begin) or (first and end and end < first))
