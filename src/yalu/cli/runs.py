"""yalu runs"""

from __future__ import annotations

from dataclasses import asdict

import click

from yalu.cli import Context
from yalu.cli.opening import archive_option, json_option, viewing
from yalu.cli.printing import print_records

_COLUMNS = ("started", "command", "yalu", "model", "counts")


@click.command("runs")
@json_option
@archive_option
@click.pass_obj
def command(context: Context, as_json: bool, archive: str | None) -> None:
    """List what read or coded what, when, with which versions."""
    with viewing(context, archive) as view:
        records = [asdict(one) for one in view.runs()]
        print_records(records, _COLUMNS, as_json=as_json, empty="None.")
