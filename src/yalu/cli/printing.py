"""Records on a terminal as a table, in a pipe as lines, with --json as JSON Lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence

import click
from rich.console import Console
from rich.table import Table


def print_records(
    records: Iterable[Mapping[str, object]], columns: Sequence[str], *, as_json: bool, empty: str
) -> None:
    """Print records; `columns` are shown on a terminal and in a pipe, all names with --json."""
    if as_json:
        for record in records:
            click.echo(json.dumps(record, ensure_ascii=False))
        return
    rows = [[_cell(record.get(column)) for column in columns] for record in records]
    if not rows:
        click.echo(empty, err=True)
    elif sys.stdout.isatty():
        _table(rows, columns)
    else:
        for row in rows:
            click.echo("\t".join(row))


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return " ".join(str(value).split())


def _table(rows: list[list[str]], columns: Sequence[str]) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column.replace("_", " "), overflow="ellipsis", no_wrap=column != "quote", max_width=60)
    for row in rows:
        table.add_row(*row)
    Console().print(table)
    click.echo(f"{len(rows)} rows", err=True)
