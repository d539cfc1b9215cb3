"""yalu dependence STATE"""

from __future__ import annotations

import sys
from typing import Any

import click

from yalu.cli import Context
from yalu.cli.archives import opened
from yalu.cli.opening import command_line, listing
from yalu.cli.printing import Column, Shape, named, print_records
from yalu.measuring import tell_ties
from yalu.model import FLOWS, Record


def percent(value: object) -> str:
    """Write a share as per cent."""
    return f"{100 * value:.1f} %" if isinstance(value, int | float) else ""


def number(value: object) -> str:
    """Write a number with two digits."""
    return f"{value:.2f}" if isinstance(value, int | float) else ""


@click.command("dependence")
@click.argument("state")
@click.option("--with", "partner", metavar="ACTOR", help="This partner (default: the largest of each list).")
@click.option("--flow", type=click.Choice(FLOWS), help="Only exports, imports or both together.")
@click.option("--year", metavar="PERIOD", help="2013, 2013..2017, 2013.. or ..2017.")
@listing
@click.pass_obj
def command(context: Context, /, state: str, **options: Any) -> None:
    """Show on whom STATE depends in trade: shares and concentration by every series, year and flow.

    A share is a choice of source, year and denominator: each row says its own.
    """
    shape = Shape.take(options)
    partner = options["partner"]
    with opened(context) as archive:
        found = print_records(archive.dependence(state, **options), _SHARES, shape)
        if not found and not shape.as_json:
            click.echo(f"Nothing fits. All rows: {command_line(context, 'data', 'rows', state)}", err=True)
        if partner and found and not shape.as_json:
            _tell_both(archive.asymmetry(state, partner).to_dicts())
            _tell_ties(archive.ties(state, partner).to_dicts())
            _tell_links(archive.exposure(state, partner).to_dicts())
            _tell_influence(archive.influence(partner, state))


def _tell_both(found: list[Record]) -> None:
    """Tell both directed shares where a series knows both wholes."""
    for one in found[:1]:
        first, second = one["first"], one["second"]
        words = f"{first} on {second} {percent(one['first_on_second'])}, {second} on {first} {percent(one['second_on_first'])}"
        click.echo(
            f"Both directions in {one['period']}, {one['series']}: {words}. {one['warning']}",
            err=not sys.stdout.isatty(),
        )


def _tell_ties(found: list[Record]) -> None:
    """Tell what the two owe each other and how far apart they vote."""
    for line in tell_ties(found):
        click.echo(line, err=not sys.stdout.isatty())


def _tell_links(found: list[Record]) -> None:
    """Tell trade over output, the latest."""
    for one in found[-1:]:
        first, second = (percent(float(str(one[name])) / 100) for name in ("first_link", "second_link"))
        words = f"{first} for {one['first']}, {second} for {one['second']}; the lesser is the weak link"
        click.echo(f"Trade over output in {one['period']}: {words}", err=not sys.stdout.isatty())


def _tell_influence(one: Record | None) -> None:
    if one:
        names = one["weights"] if isinstance(one["weights"], list) else []
        weights = (
            f"weights {', '.join(map(str, names))}; halved and doubled {number(one['low'])} to {number(one['high'])}"
        )
        words = f"{one['first']} on {one['second']} {number(one['value'])}, bandwidth {number(one['bandwidth'])} x dependence {number(one['dependence'])}"
        click.echo(f"Capacity for influence, {one['period']}: {words} ({weights})", err=not sys.stdout.isatty())


def _share(record: Record) -> str:
    return f"{record['bound']}{percent(record['share'])}"


def _hhi(record: Record) -> str:
    return ("" if record["complete"] else ">= ") + number(record["hhi"])


_SHARES = (
    named("period", width=7),
    named("flow", width=8),
    named("partner", width=7),
    Column(head="share", cell=_share, width=8),
    Column(head="HHI", cell=_hhi, width=7),
    named("denominator", share=2),
    named("title", share=2),
    named("series", terminal=False),
)
