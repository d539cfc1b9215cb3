"""yalu backup TO"""

from __future__ import annotations

import click

from yalu.cli import Context
from yalu.cli.opening import archive_option, path_of
from yalu.store import open_archive


@click.command("backup")
@click.argument("to", metavar="FILE")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@archive_option
@click.pass_obj
def command(context: Context, to: str, force: bool, archive: str | None) -> None:
    """Copy the archive to a new file, also while it is in use."""
    with open_archive(path_of(context, archive)) as store:
        click.echo(f"Copied to {store.backup(to, force=force)}")
