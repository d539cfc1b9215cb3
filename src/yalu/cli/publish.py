"""yalu publish FOLDER"""

from __future__ import annotations

from pathlib import Path

import click

from yalu.cli import Context
from yalu.cli.opening import archive_option
from yalu.publish.static_site import export_site


@click.command("publish")
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path, file_okay=False))
@click.option("--force", is_flag=True, help="Write into a folder that holds other files too.")
@archive_option
@click.pass_obj
def command(context: Context, folder: Path, force: bool) -> None:
    """Write the whole site as static files; put them on any host, under any path, or open them from a disk."""
    settings = context.settings
    done = export_site(settings.archive, settings, folder, force=force)
    kept = done.files - done.written
    click.echo(f"{folder}: {done.files} files, {done.written} written, {kept} unchanged, {done.removed} removed")
    if not done.searchable:
        click.echo('No search in the browser: Pagefind is not installed (pip install "yalu[static]")', err=True)
    if not settings.base_url:
        click.echo("Feeds and citations name no host: set `base_url` in yalu.toml to where the site will be", err=True)
