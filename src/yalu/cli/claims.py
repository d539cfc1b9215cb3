"""yalu claims --theme THEME --about ACTOR,ACTOR"""

from __future__ import annotations

from typing import Any

import click

from yalu.cli import Context
from yalu.cli.asking import list_statements, narrowing
from yalu.cli.opening import listing


@click.command("claims")
@click.option("--theme", help="On what: influence, dependence, trust, sanctions, reform ...")
@click.option("--about", metavar="ACTOR", help="About whom; CHN,PRK: about both.")
@narrowing()
@listing
@click.pass_obj
def command(context: Context, /, **options: Any) -> None:
    """List who holds what, on a theme, about an actor or a dyad."""
    list_statements(context, options, kind="claim")
