"""Rows of trade that look wrong, each with the reason. They are flagged and kept: only a person leaves a row out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from yalu.analysis.trade import Book
from yalu.model import SHARE, WORLD, Flow, TradeRow

_LARGE: Final = 0.1
"""Share from which a partner that comes and goes is odd: Yalu's convention."""
_LEADING: Final = 5
_JUMP: Final = 5.0
"""Factor by which a whole may change between two years that stand side by side."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """A row and why it looks wrong."""

    row: str
    why: str


_Group = tuple[str, str, Flow]


def find_suspects(book: Book, *, reporter: str | None = None) -> tuple[Suspect, ...]:
    """Find rows that look wrong: a large partner that was none before and after, shares above 100 per cent, jumps.

    Compares within one series only. North and South Korea are swapped by some customs offices: that is what the first
    rule catches. A leading partner of every year is never odd.
    """
    groups: dict[_Group, dict[str, list[TradeRow]]] = defaultdict(lambda: defaultdict(list))
    for row in book.rows:
        if reporter in (None, row.reporter):
            groups[row.series, row.reporter, row.flow][row.period].append(row)
    found = [one for (series, _, _), years in groups.items() for one in _judge(book, series, years)]
    return tuple(dict.fromkeys(found))


def _judge(book: Book, series: str, years: dict[str, list[TradeRow]]) -> Iterator[Suspect]:
    order = sorted(years)
    shares = {period: _shares(book, series, years[period]) for period in order}
    listed = [period for period in order if shares[period]]
    for before, period, after in zip(listed, listed[1:], listed[2:], strict=False):
        yield from _passing(shares, period, (before, after))
    for period in order:
        yield from _above_whole(years[period])
    yield from _jumps(years, order)


def _shares(book: Book, series: str, rows: list[TradeRow]) -> dict[str, tuple[float, TradeRow]]:
    found: dict[str, tuple[float, TradeRow]] = {}
    for row in rows:
        if row.partner != WORLD:
            share = row.value if row.unit == SHARE else None
            if share is None:
                known = book.share(series, row.period, row.reporter, row.partner, row.flow)
                share = known.value if known else None
            if share is not None:
                found.setdefault(row.partner, (share, row))
    return found


def _passing(
    shares: dict[str, dict[str, tuple[float, TradeRow]]], period: str, beside: tuple[str, str]
) -> Iterator[Suspect]:
    """Give partners that are large in one period and not listed in either period beside it."""
    leading = sorted(shares[period].items(), key=lambda one: -one[1][0])[:_LEADING]
    for partner, (share, row) in leading:
        before = [shares[other].get(partner, (0.0, row))[0] for other in beside]
        if share >= _LARGE and max(before) < share / _LEADING:
            yield Suspect(row.id, f"{100 * share:.0f} % in {period}, next to nothing in {' and '.join(beside)}")


def _above_whole(rows: list[TradeRow]) -> Iterator[Suspect]:
    shares = [row for row in rows if row.unit == SHARE and row.partner != WORLD]
    whole = sum(row.value for row in shares)
    if whole > 1.005:
        yield from (Suspect(row.id, f"the shares of this list sum to {100 * whole:.1f} %") for row in shares)


def _jumps(years: dict[str, list[TradeRow]], order: list[str]) -> Iterator[Suspect]:
    """Give wholes that jump up and back down."""
    wholes = [(period, row) for period in order for row in years[period] if row.partner == WORLD and row.unit != SHARE]
    for (_, before), (period, row), (_, after) in zip(wholes, wholes[1:], wholes[2:], strict=False):
        if before.value and after.value and row.value > _JUMP * max(before.value, after.value):
            yield Suspect(row.id, f"{row.value / max(before.value, after.value):.0f} times the years beside {period}")
