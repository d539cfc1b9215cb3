"""The ledger of figures: what is measured of whom, with whom; every telling beside the others (law 7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from math import inf

from yalu.analysis.physical import standardise
from yalu.model import Figure, bounds_of

_ABOUT = 0.1
"""How far "about" and "some" may stray, as a share of the value: Yalu's convention, printed on the page."""
_ORDER = 10.0
_ROUNDING = 0.05
"""The most that rounding may hide, as a share of the value."""
_SHARES = {"share": 1.0, "percent": 0.01}
_FRACTION = 0.02
"""How far a fraction in words ("three-quarters") may stand from a percentage."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Two tellings that cannot both be right, as far as their words tell; with what each is a share of."""

    first: str
    second: str
    why: str
    first_base: str | None = None
    second_base: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """All figures on one measure about the same actors in one period."""

    measure: str
    about: tuple[str, ...]
    counterpart: tuple[str, ...]
    period: str | None = None
    """Year or years they are as of; None where no telling says."""
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


_Key = tuple[str, tuple[str, ...], tuple[str, ...]]


def ledger(figures: Iterable[Figure]) -> tuple[LedgerEntry, ...]:
    """Group figures by measure, about, counterpart and period; disagreements first, then entries with most tellings.

    A telling without a date stands with the dated ones where those have one period only, else in an entry of its own.
    """
    groups: dict[_Key, list[Figure]] = {}
    for figure in figures:
        groups.setdefault(_key(figure), []).append(figure)
    entries = [
        _entry(key, period, tellings) for key, found in groups.items() for period, tellings in _by_period(found).items()
    ]
    return tuple(
        sorted(
            entries, key=lambda one: (not one.disagree, -len(one.tellings), one.measure, one.about, one.period or "")
        )
    )


def _entry(key: _Key, period: str | None, tellings: list[Figure]) -> LedgerEntry:
    measure, about, counterpart = key
    differences = tuple(_differences(tellings)) if about or counterpart else ()
    return LedgerEntry(
        measure=measure, about=about, counterpart=counterpart, period=period, tellings=tuple(tellings),
        differences=differences,
    )  # fmt: skip


def _key(figure: Figure) -> _Key:
    about = tuple(sorted({one.code for one in figure.about}))
    counterpart = tuple(sorted({one.code for one in figure.counterpart}))
    return figure.measure or figure.measure_text or figure.unit, about, counterpart


def _by_period(figures: list[Figure]) -> dict[str | None, list[Figure]]:
    """Gather tellings whose years overlap; the name of a period is its first and last year."""
    dated = sorted((one for one in figures if _years(one)), key=lambda one: _years(one) or (0, 0))
    spans: list[tuple[int, int, list[Figure]]] = []
    for one in dated:
        first, last = _years(one) or (0, 0)
        if spans and first <= spans[-1][1]:
            begin, end, told = spans[-1]
            spans[-1] = (begin, max(end, last), [*told, one])
        else:
            spans.append((first, last, [one]))
    periods: dict[str | None, list[Figure]] = {_name(first, last): told for first, last, told in spans}
    undated = [one for one in figures if not _years(one)]
    if undated and len(periods) == 1:
        only = next(iter(periods))
        joined = {one.id for one in (*periods[only], *undated)}
        periods[only] = [one for one in figures if one.id in joined]
    elif undated:
        periods[None] = undated
    return periods


def _years(figure: Figure) -> tuple[int, int] | None:
    """Give the first and last year a figure is as of; an open side ends where the other begins."""
    if not (figure.date and figure.date.edtf):
        return None
    first, last = bounds_of(figure.date.edtf)
    known = first or last
    return ((first or known).year, (last or known).year) if known else None


def _name(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}/{last}"


def _differences(tellings: list[Figure]) -> Iterable[Difference]:
    for one, other in combinations(tellings, 2):
        if one.change != other.change or one.unit == "vote" or not _one_time(one, other):
            continue
        scales = _scales(one.unit, other.unit)
        if scales is None:
            continue
        (low, high), (other_low, other_high) = _range(one, scales[0]), _range(other, scales[1])
        if high < other_low or other_high < low:
            yield Difference(one.id, other.id, _why(one, other), one.base, other.base)


def _why(one: Figure, other: Figure) -> str:
    dated = one.date is not None and other.date is not None
    why = "same time, different values" if dated else "different values; not both say as of when"
    if one.unit != other.unit and one.unit not in _SHARES:
        why = f"{why}; {one.unit} and {other.unit} compared in one unit"
    if one.base != other.base and (one.base or other.base):
        return f"{why}; of {one.base or 'what is not said'} and of {other.base or 'what is not said'}"
    return why


def _scales(unit: str, other: str) -> tuple[float, float] | None:
    """Give what brings two units to one; None where they are not of one dimension."""
    if unit == other:
        return 1.0, 1.0
    if unit in _SHARES and other in _SHARES:
        return _SHARES[unit], _SHARES[other]
    first, second = standardise(unit), standardise(other)
    if first is None or second is None or first.base != second.base:
        return None
    return first.factor, second.factor


def _range(figure: Figure, scale: float) -> tuple[float, float]:
    low = figure.low if figure.low is not None else figure.value
    high = figure.high if figure.high is not None else figure.value
    if low is None and high is None:
        return -inf, inf
    first, last = low if low is not None else -inf, high if high is not None else inf
    match figure.approximator:
        case "exact":
            first, last = first - _rounding(figure, low), last + _rounding(figure, high)
        case "about":
            first, last = first - abs(first) * _ABOUT, last + abs(last) * _ABOUT
        case "below" | "at_most":
            first = first - abs(first) * _ABOUT if figure.low is None else first
        case "above" | "at_least":
            last = last + abs(last) * _ABOUT if figure.high is None else last
        case "order":
            first, last = first / _ORDER, last * _ORDER
    return first * scale, last * scale


def _rounding(figure: Figure, value: float | None) -> float:
    """Give half the place of the last digit that is not nought, at most a twentieth; fractions in words are coarser."""
    if value is None or not value:
        return 0.0
    if figure.unit == "share":
        return _FRACTION
    digits = f"{abs(value):.6e}"
    mantissa, _, power = digits.partition("e")
    places = len(mantissa.rstrip("0").partition(".")[2])
    return min(0.5 * 10.0 ** (int(power) - places), abs(value) * _ROUNDING)


def _one_time(one: Figure, other: Figure) -> bool:
    if not (one.date and one.date.edtf and other.date and other.date.edtf):
        return True
    first, last = bounds_of(one.date.edtf)
    begin, end = bounds_of(other.date.edtf)
    return not ((last and begin and last < begin) or (first and end and end < first))
