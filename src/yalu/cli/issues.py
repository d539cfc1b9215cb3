"""yalu issues"""

from __future__ import annotations

from typing import Any

import click

from yalu.cli import Context
from yalu.cli.archives import opened
from yalu.cli.opening import listing
from yalu.cli.printing import Column, Shape, named, plain, print_records
from yalu.model import Record


def _where(record: Record) -> str:
    return ", ".join(plain(record[name]) for name in ("path", "article", "position") if record[name])


_COLUMNS = (
    named("level", width=7),
    Column(head="where", cell=_where, share=2),
    named("message", share=3),
    named("remedy", share=2, least=100),
)


@click.command("issues")
@listing
@click.pass_obj
def command(context: Context, /, **options: Any) -> None:
    """List what was skipped or guessed, and why: errors first."""
    shape = Shape.take(options)
    with opened(context) as archive:
        if not print_records(archive.issues(), _COLUMNS, shape) and not shape.as_json:
            click.echo("None.", err=True)
