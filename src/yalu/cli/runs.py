"""yalu runs"""

from __future__ import annotations

from typing import Any

import click

from yalu.cli import Context
from yalu.cli.archives import opened
from yalu.cli.opening import listing
from yalu.cli.printing import Shape, named, print_records

_COLUMNS = (
    named("started", width=20),
    named("command", width=8),
    named("yalu", width=8),
    named("model", share=2),
    named("counts", share=3),
    named("id", width=20, least=120),
)


@click.command("runs")
@listing
@click.pass_obj
def command(context: Context, /, **options: Any) -> None:
    """List what read or coded what, when, with which versions of code, lexicon and model."""
    shape = Shape.take(options)
    with opened(context) as archive:
        if not print_records(archive.runs(), _COLUMNS, shape) and not shape.as_json:
            click.echo("None.", err=True)
