"""yalu serve"""

from __future__ import annotations

from dataclasses import replace

import click
import uvicorn

from yalu.cli import Context
from yalu.cli.opening import archive_option, opened
from yalu.publish import make_app


@click.command("serve")
@click.option("--host", help="Address to listen on (setting `host`).")
@click.option("--port", type=click.IntRange(0, 65535), help="Port (setting `port`); 0 takes a free one.")
@archive_option
@click.pass_obj
def command(context: Context, host: str | None, port: int | None) -> None:
    """Publish the archive as a site with a JSON API; Ctrl-C ends it."""
    given = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    settings = replace(context.settings, **given)  # type: ignore[arg-type]  # names of the settings
    # Opened once before, so that a missing or broken archive is told at once and not on the first page.
    opened(context).close()
    app = make_app(settings.archive, settings)
    config = uvicorn.Config(app, host=settings.host, port=settings.port, log_level="warning")
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    click.echo(f"Serving {settings.archive} at http://{shown}:{settings.port}/  (Ctrl-C ends it)")
    uvicorn.Server(config).run()
