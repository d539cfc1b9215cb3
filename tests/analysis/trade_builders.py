"""Short makers of series, rows and books of trade."""

from __future__ import annotations

from typing import Any

from yalu.analysis import Book, open_book
from yalu.model import Flow, RowDecision, Series, TradeRow

FLOWS: dict[str, Flow] = {"X": "exports", "M": "imports", "T": "total"}


def series(name: str = "t/s", **fields: Any) -> Series:
    return Series(id=name, dataset=name.split("/", maxsplit=1)[0], title=name, source="a source", **fields)


def row(text: str, *, of: str = "t/s", **fields: Any) -> TradeRow:
    """Make a row of "PRK CHN X 2014 90": reporter, partner, flow, year, value; a value with % is a share."""
    reporter, partner, flow, period, value = text.split()
    share = value.endswith("%")
    number = float(value.rstrip("%")) / 100 if share else float(value)
    unit = "share" if share else "USD"
    return TradeRow(
        series=of,
        reporter=reporter,
        partner=partner,
        flow=FLOWS[flow],
        period=period,
        value=number,
        unit=unit,
        **fields,
    )


def book(*texts: str, left_out: tuple[str, ...] = (), **fields: Any) -> Book:
    decisions = {name: RowDecision(row=name, verdict="leave out", by="Ada", at="2026", why="odd") for name in left_out}
    return open_book([series(**fields)], [row(text) for text in texts], decisions)
