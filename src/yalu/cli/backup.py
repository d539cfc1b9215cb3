"""yalu backup FILE"""

from __future__ import annotations

import click

from yalu.cli import Context
from yalu.cli.archives import opened
from yalu.cli.opening import archive_option


@click.command("backup")
@click.argument("to", metavar="FILE")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@archive_option
@click.pass_obj
def command(context: Context, to: str, force: bool) -> None:
    """Copy the archive to a new file, also while it is in use."""
    with opened(context) as archive:
        click.echo(f"Copied to {archive.backup(to, force=force)}")
