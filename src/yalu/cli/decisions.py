"""yalu decisions"""

from __future__ import annotations

from typing import Any

import click

from yalu.cli import Context
from yalu.cli.archives import opened
from yalu.cli.opening import listing
from yalu.cli.printing import Column, Shape, named, plain, print_records
from yalu.model import Record


def _said(record: Record) -> str:
    return f"{record['field']} = {plain(record['value'])}" if record["field"] else plain(record["verdict"])


_COLUMNS = (
    named("at", width=20),
    named("by", share=1),
    named("kind", width=9),
    named("target", width=20),
    Column(head="decision", cell=_said, share=2),
    named("why", share=2, least=100),
    named("quote", share=3, least=100),
)


@click.command("decisions")
@click.argument("target", required=False, metavar="[ARTICLE|STATEMENT]")
@listing
@click.pass_obj
def command(context: Context, /, target: str | None, **options: Any) -> None:
    """List what people decided on articles and statements, oldest first: all, or on one id."""
    shape = Shape.take(options)
    with opened(context) as archive:
        if not print_records(archive.decisions(target), _COLUMNS, shape) and not shape.as_json:
            click.echo("None.", err=True)
