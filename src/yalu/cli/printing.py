"""Records on a terminal as a table, in a pipe as lines with tabs, with --json as JSON Lines."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import click
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from yalu.model import Record, Value
from yalu.table import to_line

_SCREEN = 50
"""Rows on a terminal when nothing is said."""
_LINES = 3
"""Lines that a long cell may take on a terminal."""

Cell = Callable[[Record], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its head, what stands in it, and where it is shown."""

    head: str
    cell: Cell
    width: int | None = None
    """Widest on a terminal; None for the columns that share the rest."""
    share: int = 1
    """How the rest is shared."""
    least: int = 0
    """Narrowest terminal that shows it."""
    terminal: bool = True
    pipe: bool = True
    style: str = ""
    mark: Callable[[Record], str] | None = None
    """Gives the style of one cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a listing is to be printed."""

    as_json: bool = False
    limit: int | None = None
    everything: bool = False

    @classmethod
    def take(cls, options: dict[str, Any]) -> Shape:
        """Take the options of a listing out of all options."""
        return cls(**{name: options.pop(name) for name in ("as_json", "limit", "everything")})

    @property
    def most(self) -> int | None:
        """Rows to print at most; a screenful on a terminal, else all."""
        on_terminal = sys.stdout.isatty() and not self.as_json and not self.everything
        return self.limit or (_SCREEN if on_terminal else None)


def named(name: str, **how: Any) -> Column:
    """Give a column of one name of the records."""
    return Column(head=name.replace("_", " "), cell=lambda record: plain(record.get(name)), **how)


def plain(value: Value) -> str:
    """Give a value as words: nothing for None, lists joined by commas, white space squeezed."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer():
            return f"{value:.0f}"
        case list():
            return ", ".join(plain(one) if not isinstance(one, dict) else _pairs(one) for one in value)
    return " ".join(str(value).split())


def _pairs(value: dict[str, Any]) -> str:
    return ", ".join(f"{number} {name}" for name, number in value.items() if number)


def print_records(records: Iterable[Record], columns: Sequence[Column], shape: Shape) -> int:
    """Print records; give how many were printed."""
    waiting = iter(records)
    if shape.as_json:
        return sum(1 for record in islice(waiting, shape.limit) if _line(to_line(record)))
    if not sys.stdout.isatty():
        shown = [column for column in columns if column.pipe]
        rows = islice(waiting, shape.most)
        return sum(1 for one in rows if _line("\t".join(" ".join(c.cell(one).split()) for c in shown)))
    return _print_table(waiting, columns, shape)


def _line(text: str) -> bool:
    click.echo(text)
    return True


def _print_table(waiting: Iterator[Record], columns: Sequence[Column], shape: Shape) -> int:
    rows = list(islice(waiting, shape.most))
    if not rows:
        return 0
    console = Console(highlight=False)
    shown = [column for column in columns if column.terminal and console.width >= column.least]
    widths = _widths(rows, shown, console.width)
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold", show_edge=False)
    for column, width in zip(shown, widths, strict=True):
        table.add_column(column.head, width=width, overflow="fold", style=column.style)
    for record in rows:
        cells = [_cut(c.cell(record), width) for c, width in zip(shown, widths, strict=True)]
        styles = [column.mark(record) if column.mark else "" for column in shown]
        table.add_row(*(Text(cell, style=style) for cell, style in zip(cells, styles, strict=True)))
    console.print(table)
    more = next(waiting, None) is not None
    click.echo(f"{len(rows)} rows, and there are more: --limit N or --all" if more else f"{len(rows)} rows", err=True)
    return len(rows)


def _widths(rows: Sequence[Record], columns: Sequence[Column], screen: int) -> list[int]:
    """Give columns of a set width what their cells need, and share the rest of the screen."""
    fixed = {
        number: min(column.width, max(_longest(column, rows), cell_len(column.head)))
        for number, column in enumerate(columns)
        if column.width is not None
    }
    gaps = 2 * (len(columns) - 1)
    rest = max(screen - gaps - sum(fixed.values()), 20)
    shares = sum(column.share for column in columns if column.width is None) or 1
    return [fixed.get(number, max(rest * column.share // shares, 10)) for number, column in enumerate(columns)]


def _longest(column: Column, rows: Sequence[Record]) -> int:
    return max((cell_len(line) for row in rows for line in column.cell(row).splitlines()), default=1)


def _cut(text: str, width: int) -> str:
    """Shorten a cell to what fits a few lines of a width; whole lines of short cells stay."""
    if "\n" in text:
        return text
    # Lines break between words, so a little less than the lines hold.
    room = width * _LINES - _LINES * 4
    return text if cell_len(text) <= max(room, width) else f"{text[: max(room, width) - 1].rstrip()}…"
