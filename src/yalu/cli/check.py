"""yalu check"""

from __future__ import annotations

import sys

import click

from yalu.cli import Context
from yalu.cli.exits import VIOLATED
from yalu.cli.opening import archive_option, viewing


@click.command("check")
@archive_option
@click.pass_obj
def command(context: Context, archive: str | None) -> None:
    """Verify every law of the data; exit code 6 when one is broken."""
    with viewing(context, archive) as view:
        broken = view.check()
    for violation in broken:
        click.echo(str(violation))
    if broken:
        sys.exit(VIOLATED)
    click.echo("Every law of the data holds.")
