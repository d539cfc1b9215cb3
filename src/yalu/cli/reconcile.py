"""yalu reconcile"""

from __future__ import annotations

from typing import Any

import click

from yalu.cli import Context
from yalu.cli.archives import opened
from yalu.cli.asking import narrowing
from yalu.cli.opening import command_line, listing
from yalu.cli.printing import Column, Shape, named, print_records
from yalu.model import Record


@click.command("reconcile")
@click.option("--readings", is_flag=True, help="List every reading of every figure, one a row.")
@narrowing()
@listing
@click.pass_obj
def command(context: Context, /, readings: bool, **options: Any) -> None:
    """Set every figure of trade in the texts beside the loaded series: which source, year and denominator makes it true.

    Sentences such as "the first decline since 2009" are checked too. Nothing is stamped true or false: the verdict names
    what matches, what nearly does, and what the same year is by other sources.
    """
    shape = Shape.take(options)
    with opened(context) as archive:
        found = archive.each_reconciled(**options)
        rows = (_spread(one) for one in found if one["kind"] == "figure") if readings else None
        listed = (row for each in rows for row in each) if rows is not None else found
        if not print_records(listed, _READINGS if readings else _VERDICTS, shape) and not shape.as_json:
            click.echo("No figure of trade and loaded series speak of the same states.", err=True)
            click.echo(f"  {command_line(context, 'data', 'list')}", err=True)


def _spread(record: Record) -> list[Record]:
    held = record["readings"]
    figure: Record = {"figure": record["id"], "raw": record["raw"]}
    return [figure | dict(one) for one in held if isinstance(one, dict)] if isinstance(held, list) else []


def _said(record: Record) -> str:
    return str(record["raw"] if record["kind"] == "figure" else record["said"])


_VERDICTS = (
    named("id", width=19, least=130),
    Column(head="said", cell=_said, width=24),
    named("verdict", share=3),
    named("quote", share=2, style="dim"),
)
_READINGS = (
    named("figure", width=19, least=130),
    named("raw", width=24),
    named("verdict", width=8),
    named("words", share=3),
    named("source", share=2),
    named("ids", terminal=False),
)
