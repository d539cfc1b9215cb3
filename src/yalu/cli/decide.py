"""yalu decide STATEMENT accept|reject|correct FIELD VALUE"""

from __future__ import annotations

from typing import get_args

import click

from yalu.cli import Context
from yalu.cli.archives import opened
from yalu.cli.opening import archive_option
from yalu.model import Verdict


@click.command("decide", context_settings={"ignore_unknown_options": True})
@click.argument("statement")
@click.argument("verdict", type=click.Choice(get_args(Verdict)))
@click.argument("field", required=False)
@click.argument("value", required=False)
@click.option("--why", default="", help="The reason, kept with the decision.")
@archive_option
@click.pass_obj
def command(context: Context, statement: str, verdict: Verdict, field: str | None, value: str | None, why: str) -> None:
    """Accept, reject or correct a statement, or undo that: `yalu decide st_0123456789abcdef correct date 2013-12`.

    Lists are given with commas, "" takes a value away. The decision keeps its author (setting `editor`) and time, and
    outlives every re-coding; what is rejected is left out of listings and counts, and stays in the archive.
    """
    with opened(context) as archive:
        made = archive.decide(statement, verdict, field=field, value=value, by=context.settings.editor, why=why)
    said = {"accept": "accepted", "reject": "rejected", "correct": f"corrected, {field} is {made.value}",
            "undo": "as it was before the last decision"}[verdict]  # fmt: skip
    click.echo(f"{made.kind} {made.target} is {said}, decided by {made.by}.")
