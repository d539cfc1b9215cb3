"""yalu timeline ACTOR --with ACTOR"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from yalu.archive import Archive
from yalu.asking import Asked
from yalu.cli import Context
from yalu.cli.asking import list_statements, narrowing
from yalu.cli.opening import listing
from yalu.model import KINDS, AnyStatement


@click.command("timeline")
@click.argument("actor", required=False)
@click.option("--kind", type=click.Choice(KINDS), multiple=True, default=("event", "agreement"), show_default=True,
              help="Kinds to put in order; may be given again.")  # fmt: skip
@click.option("--dated", is_flag=True, help="Leave out what has no date.")
@narrowing("actor")
@listing
@click.pass_obj
def command(context: Context, /, dated: bool, **options: Any) -> None:
    """List what is told of an actor in order of time, as precisely as the texts say; undated statements come last."""

    def ask(archive: Archive, asked: Asked) -> Iterable[AnyStatement]:
        return archive.each_in_time(asked, dated=dated)

    kind = options.pop("kind")
    list_statements(context, options, ask, kind=kind)
