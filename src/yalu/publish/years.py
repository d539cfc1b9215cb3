"""Events by year and quad class, drawn: counts, or shares of all events that the archive tells of a year."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from yalu.analysis import QUADS
from yalu.publish.charts import Bar, Chart, Tick
from yalu.store import UNPLACED, YearActs

_WIDTH = 720.0
_LEFT, _RIGHT = 46.0, 12.0
_HALF = 74.0
"""Room above and below the line."""
_TICK = 44
_FEWEST_YEARS = 10
_SCALE = 10.0
"""PLOVER's intensity runs from -10 to +10."""


@dataclass(frozen=True, slots=True)
class Year:
    """Events that happened and surely fell in one year: how many of each quad class, and their mean intensity."""

    year: int
    quads: tuple[tuple[int, int], ...]
    intensity: float

    @property
    def count(self) -> int:
        """How many."""
        return sum(count for _, count in self.quads)


@dataclass(frozen=True, slots=True, kw_only=True)
class Acts:
    """What an actor did, to one recipient or to anybody, in numbers; only what happened is counted."""

    actor: str
    recipient: str
    """Empty for anybody."""
    years: tuple[Year, ...]
    unplaced: int
    """Happened, but without a date or over more than one year."""
    quads: tuple[tuple[int, int], ...]
    intensity: float | None
    """Mean over what happened, -10 conflict to +10 cooperation."""

    @property
    def happened(self) -> int:
        """How many."""
        return sum(count for _, count in self.quads)


def sum_acts(found: Iterable[YearActs], actor: str, recipient: str = "") -> Acts:
    """Add up what an archive counts by year and quad class."""
    told = [one for one in found if one.acts]
    placed: dict[int, list[YearActs]] = {}
    for one in told:
        if one.year != UNPLACED:
            placed.setdefault(one.year, []).append(one)
    return Acts(
        actor=actor,
        recipient=recipient,
        years=tuple(Year(year, _quads(placed[year]), _mean(placed[year]) or 0.0) for year in sorted(placed)),
        unplaced=sum(one.acts for one in told if one.year == UNPLACED),
        quads=_quads(told),
        intensity=_mean(told),
    )


def _quads(told: Iterable[YearActs]) -> tuple[tuple[int, int], ...]:
    counts = dict.fromkeys(QUADS, 0)
    for one in told:
        counts[one.quad] = counts.get(one.quad, 0) + one.acts
    return tuple(counts.items())


def _mean(told: Iterable[YearActs]) -> float | None:
    found = list(told)
    number = sum(one.acts for one in found)
    return round(sum(one.intensity for one in found) / number, 2) if number else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """Where years and sizes lie; `whole` has the events of a year by which sizes are divided."""

    first: int
    step: float
    unit: float
    base: float
    whole: Mapping[int, int] | None

    def x(self, year: int) -> float:
        """Give the left side of a year."""
        return _LEFT + (year - self.first) * self.step

    def size(self, year: int, count: int) -> float:
        """Give a count as it is drawn: itself, or its share in per cent."""
        return 100 * count / max(self.whole.get(year, count), 1) if self.whole else float(count)


def draw_acts(
    acts: Acts, *, title: str, name: Callable[[int], str], whole: Mapping[int, int] | None = None
) -> Chart | None:  # fmt: skip
    """Draw events that happened: cooperation above the line, conflict below, mean intensity dashed; None for none.

    `whole` gives for each year how many events the archive tells of at all: bars are then shares of these in per cent.
    """
    years = acts.years
    if not years:
        return None
    scale = _make_scale(years, whole)
    bars = tuple(bar for year in years for bar in _bars(year, acts, scale, name))
    tall = max(scale.size(year.year, _half(year.quads, wanted)) for year in years for wanted in ((1, 2), (3, 4)))
    unit = " %" if whole else ""
    levels = (_level(tall, scale.base - tall * scale.unit, unit), _level(tall, scale.base + tall * scale.unit, unit))
    rows = tuple(
        (str(o.year), *(str(count) for _, count in o.quads), f"{o.intensity:+.1f}",
         *((str(whole.get(o.year, o.count)),) if whole else ()))
        for o in years
    )  # fmt: skip
    head = ("year", *(name(quad) for quad, _ in years[0].quads), "mean intensity")
    return Chart(
        title=title, width=_WIDTH, height=2 * _HALF + 28, bars=bars, ticks=_ticks(years, scale), base=scale.base, rows=rows,
        head=(*head, *(("all events told of the year",) if whole else ())), line=_line(years, scale), levels=levels,
    )  # fmt: skip


def _make_scale(years: tuple[Year, ...], whole: Mapping[int, int] | None) -> _Scale:
    first, last = years[0].year, years[-1].year
    step = (_WIDTH - _LEFT - _RIGHT) / max(last - first + 1, _FEWEST_YEARS)
    bare = _Scale(first=first, step=step, unit=1.0, base=_HALF + 4, whole=whole)
    tall = max(bare.size(year.year, _half(year.quads, wanted)) for year in years for wanted in ((1, 2), (3, 4)))
    return _Scale(first=first, step=step, unit=_HALF / max(tall, 1.0), base=bare.base, whole=whole)


def _level(value: float, at: float, unit: str) -> Tick:
    return Tick(at=round(at, 1), label=f"{value:.0f}{unit}")


def _bars(year: Year, acts: Acts, scale: _Scale, name: Callable[[int], str]) -> list[Bar]:
    up = down = scale.base
    bars = []
    of = f" of all {scale.whole[year.year]} told of the year" if scale.whole and year.year in scale.whole else ""
    who = {"kind": "event", "by": acts.actor} | ({"to": acts.recipient} if acts.recipient else {})
    for quad, count in year.quads:
        height = scale.size(year.year, count) * scale.unit
        if not height:
            continue
        top = up - height if quad < 3 else down
        up, down = (top, down) if quad < 3 else (up, down + height)
        query = urlencode({**who, "year": year.year, "quad": quad, "happened": "true"})
        bars.append(
            Bar(x=round(scale.x(year.year), 1), y=round(top, 1), width=round(max(scale.step - 2, 3), 1),
                height=round(height, 1), kind=f"quad{quad}", href=f"/timeline?{query}",
                label=f"{year.year}: {count} of {name(quad)}{of}")
        )  # fmt: skip
    return bars


def _half(quads: tuple[tuple[int, int], ...], wanted: tuple[int, ...]) -> int:
    return sum(count for quad, count in quads if quad in wanted)


def _ticks(years: tuple[Year, ...], scale: _Scale) -> tuple[Tick, ...]:
    ticks: list[Tick] = []
    for year in range(years[0].year, years[-1].year + 1):
        at = scale.x(year) + scale.step / 2
        if not ticks or at - ticks[-1].at > _TICK:
            ticks.append(Tick(at=round(at, 1), label=str(year)))
    return tuple(ticks)


def _line(years: tuple[Year, ...], scale: _Scale) -> str:
    spots = [
        (scale.x(o.year) + scale.step / 2, scale.base - o.intensity / _SCALE * _HALF)
        for o in years
    ]  # fmt: skip
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
