"""yalu data load FILE, yalu data list, yalu data rows, yalu data leave-out, yalu data drop"""

from __future__ import annotations

import getpass
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from yalu.cli import Context
from yalu.cli.archives import opened
from yalu.cli.opening import archive_option, command_line, json_option, listing, opened_for_writing
from yalu.cli.printing import Column, Shape, named, print_records
from yalu.datasets import Loaded, known_formats, load_table
from yalu.errors import QueryError
from yalu.model import Record
from yalu.model.flat import Scalar
from yalu.table import to_line

_REASONS = 8
"""Reasons that the report of a loading names."""


@click.group("data")
def command() -> None:
    """Load tables of numbers, list them, look at their rows, and decide which rows count."""


@command.command("load")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--mapping", metavar="FILE", help="YAML file that says which column is what (default: beside the table).")
@click.option("--set", "given", multiple=True, metavar="FIELD=WORD", help="What no column says: reporter=PRK.")
@click.option("--products", is_flag=True, help="Keep rows of products apart; else they are summed to the pair.")
@json_option
@archive_option
@click.pass_obj
def load(
    context: Context, files: tuple[str, ...], mapping: str | None, given: tuple[str, ...], products: bool, as_json: bool
) -> None:
    """Load tables: UN Comtrade, BACI, IMF DOTS, COW trade and alliances, ATOP, UN ideal points, or any CSV by a mapping.

    A table is taken whole or not at all; rows that cannot be taken are refused one by one with the reason and listed
    by `yalu issues`. The same table loaded again takes the place of itself, another vintage stands beside it.
    """
    said = dict(_pair(one) for one in given)
    with opened_for_writing(context.settings) as store:
        for file in files:
            done = load_table(
                store, Path(file), mapping=Path(mapping) if mapping else None, given=said, products=products
            )
            click.echo(to_line(_record(done)) if as_json else "\n".join(_tell(context, done)))


def _pair(text: str) -> tuple[str, str]:
    field, sign, word = text.partition("=")
    if not sign:
        raise QueryError(f"--set {text!r} is no FIELD=WORD", remedy="Write --set reporter=PRK.")
    return field.strip(), word.strip()


def _record(done: Loaded) -> Record:
    refusals: list[dict[str, Scalar]] = [{"line": one.line, "reason": one.reason} for one in done.refused]
    counts: Record = {"lines": done.lines, "left_out": done.left_out, "same": done.same, "seconds": done.seconds}
    series = [one.id for one in done.series]
    return {**asdict(done.dataset), **counts, "series": series, "refusals": refusals}


def _tell(context: Context, done: Loaded) -> list[str]:
    one = done.dataset
    lines = [
        f"{'Loaded again, as it was:' if done.same else 'Loaded'} {one.title} as {one.id}",
        f"  rows      {one.rows} of {done.lines} lines in {done.seconds:.1f} s",
        f"  series    {len(done.series)}: {', '.join(series.title for series in done.series[:3])}",
    ]
    if done.left_out:
        lines.append(f"  left out  {done.left_out} values that are missing or that the format counts elsewhere")
    if done.refused:
        reasons = Counter(refusal.reason for refusal in done.refused)
        lines.append(f"  refused   {one.refused} rows: {command_line(context, 'issues')}")
        lines += [f"    {count} x {reason}" for reason, count in reasons.most_common(_REASONS)]
    return lines


@command.command("list")
@listing
@click.pass_obj
def list_(context: Context, /, **options: Any) -> None:
    """List the tables and series that are loaded."""
    shape = Shape.take(options)
    with opened(context) as archive:
        if not print_records(archive.data(), _SERIES, shape) and not shape.as_json:
            click.echo(f"No table is loaded yet.\n  {command_line(context, 'data', 'load', 'FILE')}", err=True)
            click.echo(f"Known by their columns: {', '.join(one.title for one in known_formats())}.", err=True)


_SERIES = (
    named("series", width=34),
    named("kind", width=6, style="dim"),
    named("rows", width=8),
    named("years", width=10),
    named("title"),
    named("source", least=120),
)


@command.command("rows")
@click.argument("state")
@click.option("--series", help="Only of this series, or of a dataset.")
@click.option("--partner", metavar="ACTOR", help="Only with this partner.")
@listing
@click.pass_obj
def rows(context: Context, /, state: str, series: str | None, partner: str | None, **options: Any) -> None:
    """List the rows of trade of a state, each with its source and what is odd about it."""
    shape = Shape.take(options)
    with opened(context) as archive:
        print_records(archive.data_rows(state, partner=partner, series=series), _ROWS, shape)


def _value(record: Record) -> str:
    value, share = record["value"], record["unit"] == "share"
    number = float(value) if isinstance(value, int | float) else 0.0
    return f"{record['bound']}{100 * number:.1f} %" if share else f"{record['bound']}{number:,.0f} {record['unit']}"


_ROWS = (
    named("id", width=52),
    Column(head="value", cell=_value, width=20, pipe=False),
    named("value", terminal=False),
    named("unit", terminal=False),
    named("decided", width=10),
    named("odd"),
    named("source", least=120),
)


@command.command("leave-out")
@click.argument("row")
@click.option("--why", required=True, help="The reason; it is shown wherever the row is missed.")
@click.option("--by", default=None, help="Who decides (default: the name you are logged in with).")
@click.option("--undo", is_flag=True, help="Let the row count again.")
@archive_option
@click.pass_obj
def leave_out(context: Context, row: str, why: str, by: str | None, undo: bool) -> None:
    """Leave a row out of measures by a decision that is kept, shown, and outlives every loading."""
    with opened(context) as archive:
        made = archive.decide_row(row, "keep" if undo else "leave out", by=by or getpass.getuser(), why=why)
    click.echo(f"{made.row}: {made.verdict}, says {made.by}")


@command.command("drop")
@click.argument("dataset")
@archive_option
@click.pass_obj
def drop(context: Context, dataset: str) -> None:
    """Take a table out of the archive; decisions on its rows are kept."""
    with opened_for_writing(context.settings) as store, store.writer() as writer:
        writer.drop_dataset(dataset)
    click.echo(f"{dataset} is out of the archive.")
