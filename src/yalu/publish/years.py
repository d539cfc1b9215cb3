"""Events of a direction by year and quad class, drawn: counts, or shares of all events that the archive tells of a year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from yalu.analysis import Direction, QuadCount, YearCount
from yalu.publish.charts import Bar, Chart, Tick

_WIDTH = 720.0
_LEFT, _RIGHT = 46.0, 12.0
_HALF = 74.0
"""Room above and below the line."""
_TICK = 44
_FEWEST_YEARS = 10
_SCALE = 10.0
"""PLOVER's intensity runs from -10 to +10."""


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


def draw_direction(
    direction: Direction, *, title: str, name: Callable[[int], str], whole: Mapping[int, int] | None = None
) -> Chart | None:  # fmt: skip
    """Draw events that happened: cooperation above the line, conflict below, mean intensity dashed; None for none.

    `whole` gives for each year how many events the archive tells of at all: bars are then shares of these in per cent.
    """
    years = direction.years
    if not years:
        return None
    scale = _make_scale(years, whole)
    bars = tuple(bar for year in years for bar in _bars(year, direction, scale, name))
    tall = max(scale.size(year.year, _half(year.quads, wanted)) for year in years for wanted in ((1, 2), (3, 4)))
    unit = " %" if whole else ""
    levels = (_level(tall, scale.base - tall * scale.unit, unit), _level(tall, scale.base + tall * scale.unit, unit))
    rows = tuple(
        (str(o.year), *(str(quad.count) for quad in o.quads), f"{o.intensity or 0:+.1f}",
         *((str(whole.get(o.year, o.count)),) if whole else ()))
        for o in years
    )  # fmt: skip
    head = ("year", *(name(quad.quad) for quad in years[0].quads), "mean intensity")
    return Chart(
        title=title, width=_WIDTH, height=2 * _HALF + 28, bars=bars, ticks=_ticks(years, scale), base=scale.base, rows=rows,
        head=(*head, *(("all events told of the year",) if whole else ())), line=_line(years, scale), levels=levels,
    )  # fmt: skip


def _make_scale(years: tuple[YearCount, ...], whole: Mapping[int, int] | None) -> _Scale:
    first, last = years[0].year, years[-1].year
    step = (_WIDTH - _LEFT - _RIGHT) / max(last - first + 1, _FEWEST_YEARS)
    bare = _Scale(first=first, step=step, unit=1.0, base=_HALF + 4, whole=whole)
    tall = max(bare.size(year.year, _half(year.quads, wanted)) for year in years for wanted in ((1, 2), (3, 4)))
    return _Scale(first=first, step=step, unit=_HALF / max(tall, 1.0), base=bare.base, whole=whole)


def _level(value: float, at: float, unit: str) -> Tick:
    return Tick(at=round(at, 1), label=f"{value:.0f}{unit}")


def _bars(year: YearCount, direction: Direction, scale: _Scale, name: Callable[[int], str]) -> list[Bar]:
    up = down = scale.base
    bars = []
    for quad in year.quads:
        height = scale.size(year.year, quad.count) * scale.unit
        if not height:
            continue
        top = up - height if quad.quad < 3 else down
        up, down = (top, down) if quad.quad < 3 else (up, down + height)
        of = f" of all {scale.whole[year.year]} told of the year" if scale.whole and year.year in scale.whole else ""
        query = (
            f"kind=event&by={direction.actor}&to={direction.recipient}&year={year.year}&quad={quad.quad}&happened=true"
        )
        bars.append(
            Bar(x=round(scale.x(year.year), 1), y=round(top, 1), width=round(max(scale.step - 2, 3), 1),
                height=round(height, 1), kind=f"quad{quad.quad}", href=f"/timeline?{query}",
                label=f"{year.year}: {quad.count} of {name(quad.quad)}{of}")
        )  # fmt: skip
    return bars


def _half(quads: tuple[QuadCount, ...], wanted: tuple[int, ...]) -> int:
    return sum(quad.count for quad in quads if quad.quad in wanted)


def _ticks(years: tuple[YearCount, ...], scale: _Scale) -> tuple[Tick, ...]:
    ticks: list[Tick] = []
    for year in range(years[0].year, years[-1].year + 1):
        at = scale.x(year) + scale.step / 2
        if not ticks or at - ticks[-1].at > _TICK:
            ticks.append(Tick(at=round(at, 1), label=str(year)))
    return tuple(ticks)


def _line(years: tuple[YearCount, ...], scale: _Scale) -> str:
    spots = [
        (scale.x(o.year) + scale.step / 2, scale.base - (o.intensity or 0.0) / _SCALE * _HALF)
        for o in years
    ]  # fmt: skip
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
