"""yalu whatif STATE --partner PARTNER --cut 50%"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import click

from yalu.analysis import Accounting, Answer, HoldOut, Question, TakeUp, WhatIf, name_state
from yalu.archive import Archive
from yalu.asking import Asker
from yalu.cli import Context
from yalu.cli.archives import opened
from yalu.cli.dependence import percent
from yalu.cli.opening import archive_option, command_line, json_option
from yalu.errors import QueryError
from yalu.measuring import Welfare, flatten_answers
from yalu.table import to_line

_AMOUNT = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>%|x|bn|m)?", re.IGNORECASE)
_UNITS = {"bn": 1e9, "m": 1e6, "%": 0.01}
_FLOWS = {"both": "exports and imports", "exports": "exports", "imports": "imports"}
_SHOWN = 6
"""Partners of an answer that are printed."""


@click.command("whatif")
@click.argument("state")
@click.option("--partner", required=True, metavar="ACTOR", help="Whose trade stops.")
@click.option("--cut", default="50%", show_default=True, help="How much of it stops.")
@click.option("--flow", type=click.Choice(["both", "exports", "imports"]), default="both", show_default=True)
@click.option(
    "--takeup", multiple=True, metavar="ACTOR=PART[:cap=N]", help="RUS=30%:cap=5x: what others would take up."
)
@click.option("--sigma", default="3..8", show_default=True, metavar="A..B", help="Elasticity of substitution, a range.")
@click.option("--loss", default="10%", show_default=True, help="The loss that the break-even asks about.")
@click.option("--output", metavar="MONEY", help="Output of STATE (32.5bn), for the welfare bound.")
@click.option("--years", metavar="PERIOD", help="2015, 2013..2015 (default: the latest year of each series).")
@json_option
@archive_option
@click.pass_obj
def command(context: Context, /, state: str, as_json: bool, **options: Any) -> None:
    """Ask what STATE would lose if a partner stopped: always without and with take-up by others, always a range.

    Nothing here is a forecast. Read the break-even first: it says how much others would have to take up.
    """
    with opened(context) as archive:
        question = _understand(archive, state, options)
        found = archive.what_if(question)
        solved = archive.equilibria(question)
    answers = found.answers if options["years"] else _latest(found.answers)
    shown = WhatIf(question=question, answers=answers, hold_outs=found.hold_outs, equilibrium=found.equilibrium)
    if as_json:
        for record in flatten_answers(shown):
            click.echo(to_line(record))
        return
    if not answers:
        click.echo("No series tells of this partner in these years.", err=True)
        click.echo(f"  {command_line(context, 'dependence', state)}", err=True)
    click.echo("\n".join([*_tell(shown), *map(_welfare, solved)]))


def _latest(answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
    last = {one.series: max(each.year for each in answers if each.series == one.series) for one in answers}
    return tuple(one for one in answers if one.year == last[one.series])


def _understand(archive: Archive, state: str, options: dict[str, Any]) -> Question:
    asker = Asker(archive.view)
    years = options["years"] or ""
    first, dots, last = years.partition("..")
    low, _, high = options["sigma"].partition("..")
    return Question(
        of=asker.actor(state),
        partner=asker.actor(options["partner"]),
        cut=_part(options["cut"], "--cut"),
        flow=options["flow"],
        take_up=tuple(_take_up(asker, one) for one in options["takeup"]),
        sigmas=_sweep(low, high or low),
        loss=_part(options["loss"], "--loss"),
        first=_year(first),
        last=_year(last if dots else first),
        output=_amount(options["output"], "--output")[0] if options["output"] else None,
    )


def _year(text: str) -> int | None:
    if text and not text.isdigit():
        raise QueryError(f"{text!r} is no year", remedy="Write --years 2015 or 2013..2015.")
    return int(text) if text else None


def _sweep(low: str, high: str) -> tuple[float, ...]:
    try:
        first, last = float(low), float(high)
    except ValueError as error:
        raise QueryError(f"--sigma {low}..{high} is no range", remedy="Write --sigma 3..8.") from error
    if first <= 1 or last < first:
        raise QueryError("sigma must be above 1, the lesser first", remedy="Write --sigma 3..8.")
    steps = [first + step for step in range(int(last - first) + 1)]
    return tuple(steps if steps[-1] == last else [*steps, last])


def _amount(text: str, name: str) -> tuple[float, str]:
    """Read 50 %, 5x, 32.5bn; give the number in whole units and its unit."""
    match = _AMOUNT.fullmatch(text.strip())
    if match is None:
        raise QueryError(f"{name} {text!r} is no amount", remedy="Write 50%, 0.5, 5x, 300m or 2.5bn.")
    unit = (match["unit"] or "").lower()
    return float(match["number"]) * _UNITS.get(unit, 1.0), unit


def _part(text: str, name: str) -> float:
    value, unit = _amount(text, name)
    if unit not in ("%", "") or not 0 <= value <= 1:
        raise QueryError(f"{name} {text!r} is no part of a whole", remedy="Write 50% or 0.5.")
    return value


def _take_up(asker: Asker, text: str) -> TakeUp:
    """Read RUS=30%:cap=5x or RUS=30%:cap=300m."""
    who, sign, rest = text.partition("=")
    if not sign:
        raise QueryError(f"--takeup {text!r} is no ACTOR=PART", remedy="Write --takeup RUS=30%:cap=5x.")
    part, _, cap = rest.partition(":cap=")
    limit, unit = _amount(cap, "--takeup cap") if cap else (None, "")
    return TakeUp(
        partner=asker.actor(who), part=_part(part, "--takeup"), cap=limit if unit != "x" else None,
        cap_times=limit if unit == "x" else None,
    )  # fmt: skip


def _tell(found: WhatIf) -> Iterator[str]:
    asked = found.question
    yield f"What if {name_state(asked.of)} lost {100 * asked.cut:g} % of its trade with {name_state(asked.partner)} ({_FLOWS[asked.flow]})?"
    for one in found.answers:
        yield ""
        yield from _tell_answer(one, asked)
    if found.hold_outs:
        yield "\nWhat happened when the trade with it fell:"
        yield from (f"  {_hold_out(one)}" for one in found.hold_outs[:_SHOWN])
    yield f"\n{found.equilibrium}"
    yield "Take-up is an assumption, not a finding; the accounting keeps prices and everything else as they were."


def _tell_answer(one: Answer, asked: Question) -> Iterator[str]:
    yield f"{one.year} {one.flow}, {one.title} ({percent(one.share)} of {one.denominator})"
    yield f"  break-even       {one.break_even.words}"
    yield f"  without take-up  {_outcome(one.sensitivity, asked.partner)}"
    if asked.take_up:
        yield f"  with take-up     {_outcome(one.vulnerability, asked.partner)}"
    if one.flow != "exports":
        low, high = asked.sigmas[0], asked.sigmas[-1]
        with_ = f"; with take-up {_range(one.ces_with.low, one.ces_with.high)}" if asked.take_up else ""
        yield f"  CES bound        real loss {_range(one.ces.low, one.ces.high)} (sigma {high:g}..{low:g}){with_}"
    if one.welfare:
        yield f"  welfare bound    {_range(one.welfare.low, one.welfare.high)} of output"
    if one.payments:
        without, with_pay = one.payments
        yield f"  payments         imports that can be paid for fall by {percent(without.loss)}, with take-up by {percent(with_pay.loss)}"
    moved = [each for each in one.vulnerability.partners if each.before or each.after][:_SHOWN]
    yield "  shares           " + ", ".join(
        f"{each.partner} {percent(each.share_before)} > {percent(each.share_after)}" for each in moved
    )
    yield from (f"  warning          {text}" for text in [one.vulnerability.warning] if text)


def _outcome(one: Accounting, partner: str) -> str:
    moved = one.of_partner(partner)
    share = percent(moved.share_after) if moved else ""
    hhi = f"HHI {one.hhi_before:.2f} > {one.hhi_after:.2f}"
    return f"loses {percent(one.loss)} of the whole; {partner} then {share}; {hhi}"


def _range(low: float, high: float) -> str:
    return f"{percent(low)} to {percent(high)}"


def _hold_out(one: HoldOut) -> str:
    return (
        f"{one.before} to {one.after}, {one.flow}: the whole fell by {percent(one.loss)}, without any take-up it would "
        f"have been {percent(one.foretold)}; others took up {100 * one.take_up:.0f} % of the gap ({one.title})"
    )


def _welfare(one: Welfare) -> str:
    changes = [100 * (value - 1) for _, value in one.of]
    others = [100 * (value - 1) for _, value in one.partner]
    return (
        f"General equilibrium of {one.economies} economies, {one.series} {one.period}: real spending changes by "
        f"{min(changes):+.2f} to {max(changes):+.2f} %, of the partner by {min(others):+.2f} to {max(others):+.2f} % "
        f"(sigma {one.of[0][0]:g}..{one.of[-1][0]:g})"
    )
