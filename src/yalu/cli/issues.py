"""yalu issues"""

from __future__ import annotations

from dataclasses import asdict

import click

from yalu.cli import Context
from yalu.cli.opening import archive_option, json_option, viewing
from yalu.cli.printing import print_records

_COLUMNS = ("level", "path", "position", "message", "remedy")


@click.command("issues")
@json_option
@archive_option
@click.pass_obj
def command(context: Context, as_json: bool, archive: str | None) -> None:
    """List what was skipped or guessed, and why."""
    with viewing(context, archive) as view:
        records = [asdict(one) for one in view.issues()]
        print_records(records, _COLUMNS, as_json=as_json, empty="None.")
