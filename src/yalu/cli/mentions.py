"""yalu mentions --kind actor|date|quantity"""

from __future__ import annotations

from typing import Any

import click

from yalu.cli import Context
from yalu.cli.archives import opened
from yalu.cli.opening import listing
from yalu.cli.printing import Column, Shape, named, plain, print_records
from yalu.model import MENTION_KINDS, Record, flatten_mention


def _amount(record: Record) -> str:
    value = record["value"]
    return f"{value:,.12g}" if isinstance(value, int | float) else plain(value)


def _value(record: Record) -> str:
    match record["kind"]:
        case "actor":
            return plain(record["actor"])
        case "date":
            return plain(record["date"])
    return f"{_amount(record)} {plain(record['unit'])}"


_QUOTE = named("quote", share=3)
_COLUMNS: dict[str | None, tuple[Column, ...]] = {
    None: (named("kind", width=9), _QUOTE, Column(head="value", cell=_value, share=2)),
    "actor": (_QUOTE, named("actor", share=2), named("form", width=12), named("how", share=3)),
    "date": (
        _QUOTE, named("date", width=14), named("earliest", width=11), named("latest", width=11),
        named("relation", width=8), named("resolved", width=9),
    ),
    "quantity": (
        _QUOTE, Column(head="value", cell=_amount, width=20, justify="right", pipe=False),
        named("value", terminal=False), named("unit"), named("approximator", width=12),
    ),
}  # fmt: skip
"""By the kind that is asked for."""


@click.command("mentions")
@click.option("--kind", type=click.Choice(MENTION_KINDS), help="Only this kind.")
@click.option("--article", metavar="ID", help="Only of this article: id or slug.")
@click.option("--actor", help="Only of this actor: a code or a name.")
@listing
@click.pass_obj
def command(context: Context, /, **options: Any) -> None:
    """List mentions: words that name an actor, a date or a quantity."""
    shape = Shape.take(options)
    columns = (*_COLUMNS[options["kind"]], named("article", width=20, least=110))
    with opened(context) as archive:
        found = map(flatten_mention, archive.each_mention(**options))
        if not print_records(found, columns, shape) and not shape.as_json:
            click.echo("No mention fits. Leave out --kind, --actor or --article.", err=True)
