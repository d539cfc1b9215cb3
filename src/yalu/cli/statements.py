"""yalu statements"""

from __future__ import annotations

import click

from yalu.cli import Context
from yalu.cli.opening import archive_option, json_option, viewing
from yalu.cli.printing import print_records
from yalu.model import CERTAINTIES, KINDS, Certainty, Kind, flatten_statement
from yalu.store import StatementFilter

_COLUMNS = ("id", "kind", "date", "holder", "certainty", "quote")


@click.command("statements")
@click.option("--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="Only these kinds.")
@click.option("--article", help="Only of this article.")
@click.option("--actor", help="Only with this actor in any role: PRK, CHN ...")
@click.option("--theme", help="Claims on this theme.")
@click.option("--type", "event_type", help="Events of this PLOVER type.")
@click.option("--certainty", type=click.Choice(CERTAINTIES), help="Only of this certainty.")
@click.option("--limit", type=int, help="At most this many.")
@json_option
@archive_option
@click.pass_obj
def command(context: Context, kinds: tuple[Kind, ...], article: str | None, actor: str | None, theme: str | None,
            event_type: str | None, certainty: Certainty | None, limit: int | None, as_json: bool, archive: str | None) -> None:  # fmt: skip
    """List events, figures, agreements and claims, each with its quote, holder and certainty."""
    wanted = StatementFilter(
        kinds=kinds, article=article, actor=actor, theme=theme, event_type=event_type, certainty=certainty, limit=limit
    )
    with viewing(context, archive) as view:
        records = map(flatten_statement, view.statements(wanted))
        print_records(records, _COLUMNS, as_json=as_json, empty="No statement fits. Loosen the filters.")
