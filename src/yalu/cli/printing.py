"""Records on a terminal as a table, in a pipe as lines with tabs, with --json as JSON Lines."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal

import click
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from yalu.model import Record, Value
from yalu.table import to_line

_SCREEN = 50
"""Rows on a terminal when nothing is said."""
_LINES = 4
"""Lines that a long cell may take on a terminal."""
_GAP = 2
_NARROWEST, _LONGEST = 10, 36
"""Bounds of what a column of shared width is given for its longest word."""

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
    justify: Literal["left", "right"] = "left"
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


def tell_number(count: int, noun: str, plural: str | None = None) -> str:
    """Give a count with its noun: "1 article", "2,000 articles"."""
    return f"{count} {noun}" if count == 1 else f"{count:,} {plural or noun + 's'}"


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
    shown = [column for column in shown if any(column.cell(row) for row in rows)] or shown
    widths = share_out(rows, shown, console.width)
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold", show_edge=False)
    for column, width in zip(shown, widths, strict=True):
        table.add_column(column.head, width=width, overflow="fold", style=column.style, justify=column.justify)
    for record in rows:
        cells = [_cut(console, c.cell(record), width) for c, width in zip(shown, widths, strict=True)]
        styles = [column.mark(record) if column.mark else "" for column in shown]
        table.add_row(*(Text(cell, style=style) for cell, style in zip(cells, styles, strict=True)))
    console.print(table)
    count = tell_number(len(rows), "row")
    more = next(waiting, None) is not None
    click.echo(f"{count}, and there are more: --limit N or --all" if more else count, err=True)
    return len(rows)


def share_out(rows: Sequence[Record], columns: Sequence[Column], screen: int) -> list[int]:
    """Give the widths of columns: those of a set width what their cells need, the others the rest by their shares.

    No column gets more than its longest cell, and none less than its longest word while the screen has room.
    """
    needs = [_need(column, rows) for column in columns]
    widths = [min(column.width, need) if column.width else 0 for column, need in zip(columns, needs, strict=True)]
    rest = screen - _GAP * (len(columns) - 1) - sum(widths)
    open_ = [number for number, column in enumerate(columns) if column.width is None]
    for number in sorted(open_, key=lambda n: needs[n] / columns[n].share):
        shares = sum(columns[n].share for n in open_ if not widths[n])
        fair = max(rest * columns[number].share // shares, _word(columns[number], rows), _NARROWEST)
        widths[number] = min(fair, needs[number], max(rest, _NARROWEST))
        rest -= widths[number]
    return widths


def _need(column: Column, rows: Sequence[Record]) -> int:
    lines = (cell_len(line) for row in rows for line in column.cell(row).splitlines())
    return max(max(lines, default=1), cell_len(column.head))


def _word(column: Column, rows: Sequence[Record]) -> int:
    words = (cell_len(word) for row in rows for word in column.cell(row).split())
    return min(max(words, default=1), _LONGEST)


def _cut(console: Console, text: str, width: int) -> str:
    """Shorten a cell to some lines; a last line of its own (whose word, how sure) is never cut off."""
    head, break_, tail = text.rpartition("\n")
    if break_:
        return f"{_cut(console, head, width)}\n{tail}"
    lines = Text(text).wrap(console, width)
    if len(lines) <= _LINES:
        return text
    kept = [line.plain.rstrip() for line in lines[:_LINES]]
    last = kept[-1] if cell_len(kept[-1]) < width else kept[-1][:-1]
    return "\n".join([*kept[:-1], last.rstrip(" ,;(") + "…"])
