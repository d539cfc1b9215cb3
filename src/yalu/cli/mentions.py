"""yalu mentions"""

from __future__ import annotations

import click

from yalu.cli import Context
from yalu.cli.opening import archive_option, json_option, viewing
from yalu.cli.printing import print_records
from yalu.model import MENTION_KINDS, MentionKind, flatten_mention
from yalu.store import MentionFilter

_COLUMNS = {"actor": ("quote", "actor", "form", "how"), "date": ("quote", "date", "earliest", "latest", "resolved")}


@click.command("mentions")
@click.option("--kind", type=click.Choice(MENTION_KINDS), help="Only this kind.")
@click.option("--article", help="Only of this article.")
@json_option
@archive_option
@click.pass_obj
def command(
    context: Context, kind: MentionKind | None, article: str | None, as_json: bool, archive: str | None
) -> None:
    """List mentions: words that name an actor, a date or a quantity."""
    columns = _COLUMNS.get(kind or "", ("kind", "quote", "value", "unit"))
    with viewing(context, archive) as view:
        found = view.mentions(MentionFilter(kinds=(kind,) if kind else (), article=article))
        print_records(map(flatten_mention, found), columns, as_json=as_json, empty="No mention fits.")
