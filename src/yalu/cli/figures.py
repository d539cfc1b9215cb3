"""yalu figures --about ACTOR --measure NAME"""

from __future__ import annotations

from typing import Any

import click

from yalu.cli import Context
from yalu.cli.asking import list_statements, narrowing
from yalu.cli.opening import listing


@click.command("figures")
@click.option("--about", metavar="ACTOR", help="Of whom; several with commas: of all of them.")
@click.option("--measure", help="Of what: trade, debt, deaths, troops ... or a word of the text.")
@narrowing()
@listing
@click.pass_obj
def command(context: Context, /, **options: Any) -> None:
    """List who says how much, of what, of whom, with whom, as of when."""
    list_statements(context, options, kind="figure")
