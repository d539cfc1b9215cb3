"""yalu statements"""

from __future__ import annotations

from typing import Any

import click

from yalu.cli import Context
from yalu.cli.asking import list_statements, narrowing
from yalu.cli.opening import listing
from yalu.model import KINDS


@click.command("statements")
@click.option("--kind", type=click.Choice(KINDS), multiple=True, help="Only this kind; may be given again.")
@click.option("--type", "event_type", metavar="TYPE", help="Only events of this PLOVER type: SANCTION, AID ...")
@click.option("--quad", type=click.IntRange(1, 4), help="Only events of this quad class, 1 to 4.")
@click.option("--happened", is_flag=True, default=None, help="Only events that are said to have happened.")
@click.option("--theme", help="Only claims on this theme.")
@click.option("--measure", help="Only figures on this measure: trade, debt ...")
@click.option("--by", metavar="ACTOR", help="Only events in which this actor acts.")
@click.option("--to", metavar="ACTOR", help="Only events done to this actor.")
@narrowing()
@listing
@click.pass_obj
def command(context: Context, /, **options: Any) -> None:
    """List events, figures, agreements and claims, each with its quote, holder and certainty.

    What is negated, conditional, hedged or to come is listed and marked; --happened leaves only events that happened.
    """
    list_statements(context, options)
