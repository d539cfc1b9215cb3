"""yalu check"""

from __future__ import annotations

import sys
from typing import Any

import click

from yalu.cli import Context
from yalu.cli.archives import opened
from yalu.cli.exits import VIOLATED
from yalu.cli.opening import listing
from yalu.cli.printing import Shape, named, print_records

_COLUMNS = (named("law", width=24), named("table", width=18), named("id", width=20), named("message", share=2))


@click.command("check")
@listing
@click.pass_obj
def command(context: Context, /, **options: Any) -> None:
    """Verify every law of the data; exit code 6 when one is broken."""
    shape = Shape.take(options)
    with opened(context) as archive:
        broken = archive.check()
    if print_records(broken, _COLUMNS, shape):
        sys.exit(VIOLATED)
    if not shape.as_json:
        click.echo("Every law of the data holds.")
