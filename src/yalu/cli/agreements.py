"""yalu agreements ACTOR ACTOR ..."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from yalu.analysis import link_agreements
from yalu.archive import Archive
from yalu.asking import Asked
from yalu.cli import Context
from yalu.cli.asking import list_statements, narrowing
from yalu.cli.opening import listing
from yalu.model import AnyStatement


@click.command("agreements")
@click.argument("parties", nargs=-1, metavar="[ACTOR]...")
@narrowing("actor", "with_")
@listing
@click.pass_obj
def command(context: Context, /, **options: Any) -> None:
    """List treaties, pacts and other agreements of all the actors named, in order of signing.

    Sentences that name one agreement stand together, so that what they say of its dates can be compared.
    """
    list_statements(context, options, _ask, kind="agreement")


def _ask(archive: Archive, asked: Asked) -> Iterable[AnyStatement]:
    linked = link_agreements(archive.each_agreement(asked))
    return (one for entry in linked for one in entry.tellings)
