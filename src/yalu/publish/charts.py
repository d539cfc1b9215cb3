"""Charts as geometry: drawn on the server as SVG by the templates, every mark with the address of its rows."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from yalu.analysis import Entry
from yalu.model import Day

_WIDTH = 720.0
_ROW = 9.0
_MOST_ROWS = 26
_TICK = 44
"""Room between two labels of the scale."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A rectangle or, where a day is meant, a dot."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    label: str
    href: str
    dot: bool = False
    open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A line of the scale with its label."""

    at: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Bars over a scale; the same numbers stand in `rows` as a table."""

    title: str
    width: float
    height: float
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    base: float = 0.0
    rows: tuple[tuple[str, ...], ...] = ()
    head: tuple[str, ...] = ()
    line: str = ""
    """Points of a line over the bars: mean intensity."""
    levels: tuple[Tick, ...] = ()
    """Labels at the left: sizes, or names of rows."""


def draw_timeline(entries: Sequence[Entry], say: Callable[[Entry], str], *, title: str) -> Chart | None:
    """Draw dates as wide as they are: a day is a dot, a year or a decade a bar, an open end fades; None for none.

    Dates far before the others would leave no room, so the scale runs by rank of years where it spans over a century.
    """
    shown = [entry for entry in entries if entry.earliest or entry.latest]
    if not shown:
        return None
    scale = _scale([_ends(entry) for entry in shown])
    rows: list[float] = []
    bars = []
    for entry in shown:
        first, last = (scale(_position(day)) for day in _ends(entry))
        width = max(last - first, 2.0)
        row = next((number for number, busy in enumerate(rows) if busy + 3 < first), len(rows))
        if row == len(rows):
            if row >= _MOST_ROWS:
                row = _MOST_ROWS - 1
            else:
                rows.append(0.0)
        rows[row] = max(rows[row], first + max(width, 7.0))
        bars.append(
            Bar(
                x=round(first, 1),
                y=row * _ROW + 4,
                width=round(width, 1),
                height=6,
                kind=entry.statement.kind,
                label=f"{say(entry)} ({entry.edtf})",
                href=f"/statements/{entry.statement.id}",
                dot=entry.precision in ("day", "month"),
                open=entry.precision == "open",
            )
        )
    height = len(rows) * _ROW + 8
    years = [_ends(entry) for entry in shown]
    return Chart(
        title=title, width=_WIDTH, height=height + 18, bars=tuple(bars), ticks=_year_ticks(years, scale), base=height
    )  # fmt: skip


def _ends(entry: Entry) -> tuple[Day, Day]:
    first = entry.earliest or entry.latest
    last = entry.latest or entry.earliest
    return first or entry.place, last or entry.place


def _position(day: Day) -> float:
    return day.year + (day.month - 1) / 12 + (day.day - 1) / 372


def _scale(spans: Sequence[tuple[Day, Day]]) -> Callable[[float], float]:
    """Give years to pixels: in proportion, with stretches of over ten years without anything folded to ten."""
    points = sorted({round(_position(day), 3) for span in spans for day in span})
    folded = [0.0]
    for one, following in itertools.pairwise(points):
        folded.append(folded[-1] + min(following - one, 10.0))
    whole = folded[-1] or 1.0
    margin = 12.0
    by_point = {point: margin + (_WIDTH - 2 * margin) * at / whole for point, at in zip(points, folded, strict=True)}

    def place(value: float) -> float:
        value = round(value, 3)
        if value in by_point:
            return by_point[value]
        before = max((point for point in points if point <= value), default=points[0])
        after = min((point for point in points if point >= value), default=points[-1])
        share = (value - before) / (after - before) if after > before else 0.0
        return by_point[before] + (by_point[after] - by_point[before]) * share

    return place


def _year_ticks(spans: Sequence[tuple[Day, Day]], scale: Callable[[float], float]) -> tuple[Tick, ...]:
    years = sorted({span[0].year for span in spans} | {span[1].year for span in spans})
    ticks: list[Tick] = []
    for year in years:
        at = scale(max(_position(spans[0][0]) if len(years) == 1 else float(year), float(year)))
        if not ticks or at - ticks[-1].at > _TICK:
            ticks.append(Tick(at=round(at, 1), label=str(year)))
    return tuple(ticks)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareLine:
    """Shares of one series and flow over years."""

    label: str
    points: str
    dots: tuple[tuple[float, float, str], ...]
    style: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SharesChart:
    """Shares of one partner by several series, with claims at their publication under the years."""

    title: str
    width: float
    height: float
    lines: tuple[ShareLine, ...]
    years: tuple[Tick, ...]
    levels: tuple[Tick, ...]
    claims: tuple[Bar, ...]


_LEFT, _TOP, _TALL = 44.0, 10.0, 220.0


def draw_shares(
    points: Sequence[tuple[str, str, int, float]], claims: Sequence[tuple[str, str, str, str]], *, title: str
) -> SharesChart | None:
    """Draw (series, flow, year, share) as lines from 0 to 100 %, and (published, stance, id, words) of claims below."""
    if not points:
        return None
    written = [(int(published[:4]), stance, name, words) for published, stance, name, words in claims]
    years = [year for _, _, year, _ in points] + [year for year, *_ in written]
    first, last = min(years), max(years)
    step = (_WIDTH - _LEFT - 12) / max(last - first, 1)

    def place(year: int, share: float) -> tuple[float, float]:
        return round(_LEFT + (year - first) * step, 1), round(_TOP + _TALL * (1 - share), 1)

    groups: dict[tuple[str, str], list[tuple[int, float]]] = {}
    for series, flow, year, share in points:
        groups.setdefault((series, flow), []).append((year, share))
    lines = [
        _share_line(f"{series}, {'all trade' if flow == 'total' else flow}", sorted(found), number, place)
        for number, ((series, flow), found) in enumerate(sorted(groups.items()))
    ]
    below: dict[int, int] = {}
    marks = []
    for year, stance, name, words in sorted(written):
        row = below[year] = below.get(year, -1) + 1
        x, _ = place(year, 0)
        marks.append(
            Bar(x=x - 3, y=_TOP + _TALL + 26 + row * 9, width=6, height=6, kind="claim", label=f"{year}: {words} ({stance})",
                href=f"/statements/{name}", dot=True)
        )  # fmt: skip
    deepest = max(below.values(), default=-1) + 1
    ticks: list[Tick] = []
    for year in range(first, last + 1):
        at = _LEFT + (year - first) * step
        if not ticks or at - ticks[-1].at > _TICK:
            ticks.append(Tick(at=round(at, 1), label=str(year)))
    levels = tuple(Tick(at=place(first, share)[1], label=f"{share:.0%}") for share in (0, 0.25, 0.5, 0.75, 1.0))
    return SharesChart(
        title=title, width=_WIDTH, height=_TOP + _TALL + 30 + deepest * 9, lines=tuple(lines), years=tuple(ticks),
        levels=levels, claims=tuple(marks),
    )  # fmt: skip


def _share_line(
    label: str, found: Sequence[tuple[int, float]], style: int, place: Callable[[int, float], tuple[float, float]]
) -> ShareLine:
    spots = [(*place(year, share), f"{label}, {year}: {share:.1%}") for year, share in found]
    return ShareLine(
        label=label, points=" ".join(f"{x},{y}" for x, y, _ in spots), dots=tuple(spots), style=style % 9
    )  # fmt: skip
