"""yalu serve"""

from __future__ import annotations

import socket
from dataclasses import replace

import click
import uvicorn

from yalu.cli import Context
from yalu.cli.opening import archive_option
from yalu.errors import Place, SettingsError
from yalu.publish import make_app

_HOME = ("127.0.0.1", "::1", "localhost")


@click.command("serve")
@click.option("--host", help="Address to listen on (setting `host`).")
@click.option("--port", type=click.IntRange(0, 65535), help="Port (setting `port`); 0 takes a free one.")
@click.option("--review", is_flag=True, help="Let whoever is at this machine accept, correct and reject at /review.")
@archive_option
@click.pass_obj
def command(context: Context, host: str | None, port: int | None, review: bool) -> None:
    """Publish the archive as a site with a JSON API; Ctrl-C ends it.

    With --review decisions are made at /review, in the name of the setting `editor`, and only on this machine.
    """
    settings = context.settings
    settings = replace(settings, host=settings.host if host is None else host)
    settings = replace(settings, port=settings.port if port is None else port)
    if review and settings.host not in _HOME:
        remedy = "Serve it on 127.0.0.1 and reach it by ssh -L, or leave --review away."
        raise SettingsError(f"--review: {settings.host} can be reached from elsewhere", remedy=remedy)
    app = make_app(settings.archive, settings, review=review)
    listening = _listen(settings.host, settings.port)
    name, number = listening.getsockname()[:2]
    shown = f"[{name}]" if ":" in name else name
    click.echo(f"Serving {settings.archive} at http://{shown}:{number}/  (Ctrl-C ends it)")
    if review:
        click.echo(f"Decisions of {settings.editor} at http://{shown}:{number}/review")
    uvicorn.Server(uvicorn.Config(app, log_level="warning")).run([listening])


def _listen(host: str, port: int) -> socket.socket:
    """Take the port before anything is promised; raise SettingsError when another program has it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        # Whoever reads the address below may ask at once: the system keeps the question until it is answered.
        listening.listen(100)
    except OSError as error:
        listening.close()
        remedy = "Give another with --port, or 0 for a free one."
        raise SettingsError(error.strerror or "cannot listen", place=Place(f"{host}:{port}"), remedy=remedy) from error
    return listening
