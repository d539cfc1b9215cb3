"""yalu publish FOLDER"""

from __future__ import annotations

import time
from pathlib import Path

import click

from yalu.cli import Context
from yalu.cli.opening import archive_option
from yalu.cli.printing import tell_number
from yalu.cli.working import bars
from yalu.publish.static_site import Exported, export_site


@click.command("publish")
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path, file_okay=False))
@click.option("--force", is_flag=True, help="Write into a folder that holds other files too.")
@archive_option
@click.pass_obj
def command(context: Context, folder: Path, force: bool) -> None:
    """Write the whole site as static files; put them on any host, under any path, or open them from a disk."""
    settings, started = context.settings, time.monotonic()
    with bars({"pages": "drawing"}) as show:
        done = export_site(
            settings.archive, settings, folder, force=force, progress=lambda made, whole: show("pages", made, whole)
        )
    click.echo(f"{folder}: {tell_exported(done)}, {time.monotonic() - started:.0f} s")
    click.echo(f"  pages  {done.drawn:,} drawn, {done.pages - done.drawn:,} as they were")
    click.echo(f"  files  {done.written:,} written, {done.files - done.written:,} unchanged, {done.removed:,} removed")
    if not done.searchable:
        click.echo('No search in the browser: Pagefind is not installed (pip install "yalu[static]")', err=True)
    if not settings.base_url:
        click.echo("Feeds and citations name no host: set `base_url` in yalu.toml to where the site will be", err=True)


def tell_exported(done: Exported) -> str:
    """Give in words what stands: "1,000 articles, 12,345 pages"."""
    return f"{tell_number(done.articles, 'article')}, {tell_number(done.pages, 'page')}"
