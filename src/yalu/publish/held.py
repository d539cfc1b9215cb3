"""Claims over time, drawn: a row a theme, a dot a claim where it was written, its colour the side it takes."""

from __future__ import annotations

from collections.abc import Sequence

from yalu.analysis import Position, Register
from yalu.model import Day, bounds_of
from yalu.publish.charts import Bar, Chart, Tick

_WIDTH = 720.0
_LEFT, _RIGHT, _ROW = 170.0, 16.0, 22.0
_TICK = 44
_NEAR = 8.0
"""Dots nearer to each other than this are set a little below."""
_KINDS = {"high": "pole-high", "low": "pole-low"}
_MOST_THEMES = 14


def draw_claims(register: Register, *, title: str) -> Chart | None:
    """Draw the claims whose articles have a date; None when fewer than two have."""
    themes = register.themes[:_MOST_THEMES]
    dated = [(row, one, day) for row, theme in enumerate(themes) for one in theme.positions if (day := _day(one))]
    if len(dated) < 2:
        return None
    first, last = min(day.year for _, _, day in dated), max(day.year for _, _, day in dated)
    step = (_WIDTH - _LEFT - _RIGHT) / (last - first + 1)
    bars: list[Bar] = []
    for row, one, day in dated:
        x = _LEFT + (day.year - first + (day.month - 1) / 12) * step
        lower = sum(bar.kind != "" and bar.y // _ROW == row and abs(bar.x - x) < _NEAR for bar in bars)
        stance = "no clear stance" if one.pole == "unclear" else one.claim.stance
        bars.append(
            Bar(x=round(x, 1), y=round(row * _ROW + 5 + min(lower, 3) * 4, 1), width=6, height=6, dot=True,
                kind=_KINDS.get(one.pole, "pole-none"), href=f"/statements/{one.claim.id}",
                label=f"{one.who}, {one.written}, {themes[row].name}: {stance}")
        )  # fmt: skip
    rows = tuple((themes[row].name, one.who, one.written or "", one.claim.stance) for row, one, _ in dated)
    return Chart(
        title=title, width=_WIDTH, height=len(themes) * _ROW + 22, bars=tuple(bars), ticks=_ticks(first, last, step),
        rows=rows, head=("theme", "who", "written", "stance"), base=len(themes) * _ROW,
        levels=tuple(Tick(at=row * _ROW + 12, label=theme.name) for row, theme in enumerate(themes)),
    )  # fmt: skip


def _day(one: Position) -> Day | None:
    first, last = bounds_of(one.written) if one.written else (None, None)
    return first if first and last and first.year == last.year else None


def _ticks(first: int, last: int, step: float) -> tuple[Tick, ...]:
    ticks: list[Tick] = []
    years: Sequence[int] = range(first, last + 1)
    for year in years:
        at = _LEFT + (year - first) * step
        if not ticks or at - ticks[-1].at > _TICK:
            ticks.append(Tick(at=round(at, 1), label=str(year)))
    return tuple(ticks)
