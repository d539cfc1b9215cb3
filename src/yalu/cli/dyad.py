"""yalu dyad FIRST SECOND"""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Sequence
from typing import Any

import click

from yalu.analysis import QUADS, Direction, Dyad
from yalu.cli import Context
from yalu.cli.archives import opened
from yalu.cli.asking import narrowing
from yalu.cli.opening import command_line, listing
from yalu.cli.printing import Shape, print_records
from yalu.cli.saying import citing, statement_columns
from yalu.model import flatten_statement

_INDENT = 13


@click.command("dyad")
@click.argument("first")
@click.argument("second")
@click.option("--both", is_flag=True, help="Also what SECOND did to FIRST.")
@narrowing("actor", "with_")
@listing
@click.pass_obj
def command(context: Context, /, first: str, second: str, both: bool, **options: Any) -> None:
    """Show what FIRST did to SECOND, then the agreements, figures and claims about the two.

    A dyad has a direction: CHN PRK is not PRK CHN. Counts and means are of events that are said to have happened.
    """
    shape = Shape.take(options)
    with opened(context) as archive:
        measure = archive.measure_dyad(first, second, **options)
        if sys.stdout.isatty() and not shape.as_json:
            _summarise(measure)
        records = map(flatten_statement, archive.each_of_dyad(measure, both=both))
        if not print_records(records, statement_columns(citing(archive.view)), shape) and not shape.as_json:
            other = command_line(context, "dyad", measure.second, measure.first)
            click.echo(f"Nothing fits. The other direction: {other}", err=True)


def _summarise(measure: Dyad) -> None:
    for direction in (measure.forward, measure.backward):
        _say(f"{direction.actor} > {direction.recipient}", _counts(direction))
    about = {"agreements": measure.agreements, "figures": measure.figures, "claims": measure.claims}
    _say("about both", [", ".join(f"{len(found)} {name}" for name, found in about.items())])
    click.echo()


def _say(head: str, lines: Sequence[str]) -> None:
    width, indent = shutil.get_terminal_size().columns, " " * _INDENT
    for number, line in enumerate(lines):
        first = indent if number else f"{head:<{_INDENT}}"
        click.echo(textwrap.fill(line, width, initial_indent=first, subsequent_indent=f"{indent}  "))


def _counts(direction: Direction) -> list[str]:
    happened, told = len(direction.happened), len(direction.events)
    if not told:
        return ["no events"]
    quads = ", ".join(f"{one.count} {QUADS[one.quad]}" for one in direction.quads if one.count)
    lines = [f"{happened} happened" + (f": {quads}" if quads else "")]
    lines += [f"{told - happened} negated, hedged, conditional or to come"] * (told > happened)
    lines += [f"mean intensity {direction.intensity:+.1f}"] * (direction.intensity is not None)
    return lines
