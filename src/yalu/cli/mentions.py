"""yalu mentions --kind actor|date|quantity"""

from __future__ import annotations

from itertools import starmap
from typing import Any

import click

from yalu.cli import Context
from yalu.cli.opening import listing, opened
from yalu.cli.printing import Column, Shape, named, plain, print_records
from yalu.model import MENTION_KINDS, Record, flatten_mention

_NAMES = {
    "actor": (("quote", 2), ("actor", 1), ("form", 1), ("how", 2)),
    "date": (("quote", 2), ("date", 1), ("earliest", 1), ("latest", 1), ("relation", 1), ("resolved", 1)),
    "quantity": (("quote", 2), ("value", 1), ("unit", 1), ("approximator", 1)),
}


def _value(record: Record) -> str:
    match record["kind"]:
        case "actor":
            return plain(record["actor"])
        case "date":
            return plain(record["date"])
    return f"{plain(record['value'])} {plain(record['unit'])}"


_ALL = (named("kind", width=9), named("quote", share=2), Column(head="value", cell=_value))


def _named(name: str, share: int) -> Column:
    return named(name, share=share)


@click.command("mentions")
@click.option("--kind", type=click.Choice(MENTION_KINDS), help="Only this kind.")
@click.option("--article", metavar="ID", help="Only of this article: id or slug.")
@click.option("--actor", help="Only of this actor: a code or a name.")
@listing
@click.pass_obj
def command(context: Context, /, **options: Any) -> None:
    """List mentions: words that name an actor, a date or a quantity."""
    shape = Shape.take(options)
    columns = tuple(starmap(_named, _NAMES[options["kind"]])) if options["kind"] else _ALL
    with opened(context) as archive:
        found = map(flatten_mention, archive.each_mention(**options))
        if not print_records(found, (*columns, named("article", width=20, least=110)), shape) and not shape.as_json:
            click.echo("No mention fits. Leave out --kind, --actor or --article.", err=True)
