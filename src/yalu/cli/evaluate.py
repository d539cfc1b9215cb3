"""yalu evaluate KIND GOLD"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from yalu.analysis.scores import (
    Scores,
    score_agreements,
    score_attribution,
    score_certainty,
    score_claims,
    score_dates,
    score_events,
    score_figures,
    score_pairs,
)
from yalu.cli import Context
from yalu.cli.opening import json_option
from yalu.cli.printing import Column, Shape, plain, print_records
from yalu.model import Record
from yalu.model.gold import GOLD_KINDS, GoldCertainty, GoldKind, GoldPair, GoldText
from yalu.pipeline import CodedText, code_texts
from yalu.sources import read_gold
from yalu.table import to_line

Coded = list[tuple[GoldText, CodedText]]


def _percent(name: str) -> Callable[[Record], str]:
    def cell(record: Record) -> str:
        value = record.get(name)
        return f"{100 * value:.1f}" if isinstance(value, int | float) else ""

    return cell


_COLUMNS = (
    Column(head="measure", cell=lambda record: plain(record["measure"]), width=44),
    Column(head="score", cell=_percent("value"), width=8),
    Column(head="low", cell=_percent("low"), width=8, style="dim"),
    Column(head="high", cell=_percent("high"), width=8, style="dim"),
    Column(head="items", cell=lambda record: plain(record["items"]), width=8),
)


@click.command("evaluate")
@click.argument("kind", type=click.Choice(GOLD_KINDS))
@click.argument("gold", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the first N texts.")
@click.option("--errors", type=click.IntRange(min=0), default=0, metavar="N", help="Also list N texts where it errs.")
@click.option("--confusions", is_flag=True, help="Also give the table of types wanted and given (events).")
@json_option
@click.pass_obj
def command(
    context: Context, kind: GoldKind, gold: Path, limit: int | None, errors: int, confusions: bool, as_json: bool
) -> None:
    """Code the texts of GOLD and score what was coded against what it says.

    GOLD is JSON Lines in a format of docs/formats/gold.md, recognised by its keys. Scores are per cent with their 95 %
    bootstrap interval; nothing is stored.
    """
    form, texts = read_gold(gold, kind)
    coded = list(code_texts(texts[:limit], model=context.settings.model, encoder=context.settings.encoder))
    scores = score(kind, coded)
    records: list[Record] = [
        {"measure": one.measure, "value": one.value, "low": one.low, "high": one.high, "items": one.items,
         "kind": kind, "format": form, "texts": len(coded)}
        for one in scores.scores
    ]  # fmt: skip
    if not as_json:
        click.echo(f"{kind}: {len(coded)} texts of {gold} ({form})", err=True)
    print_records(records, _COLUMNS, Shape(as_json=as_json, everything=True))
    if confusions:
        _print_confusions(scores, as_json=as_json)
    _print_errors(scores, errors, as_json=as_json)


def score(kind: GoldKind, coded: Coded) -> Scores:
    """Score coded texts of one kind."""
    match kind:
        case "dates":
            return score_dates([(gold, one.coding.mentions) for gold, one in coded])
        case "figures":
            return score_figures([(gold, one.coding.statements) for gold, one in coded])
        case "events":
            return _score_events(coded)
        case "agreements":
            return score_agreements([(gold, one.coding.statements) for gold, one in coded])
        case "attribution":
            return score_attribution([(gold, one.said()) for gold, one in coded])
        case "certainty":
            return _score_certainty(coded)
        case "claims":
            return score_claims([(gold, one.coding.statements) for gold, one in coded])


def _score_events(coded: Coded) -> Scores:
    pairs = [(gold, one, pair) for gold, one in coded for pair in gold.items if isinstance(pair, GoldPair)]
    if pairs:
        return score_pairs([(gold, one.relate(pair.sources, pair.targets)) for gold, one, pair in pairs])
    return score_events([(gold, one.coding.statements) for gold, one in coded])


def _score_certainty(coded: Coded) -> Scores:
    def at_gold(gold: GoldText) -> list[GoldCertainty]:
        return [item for item in gold.items if isinstance(item, GoldCertainty)]

    wanted = {item.certainty for gold, one in coded for item in at_gold(gold)}
    given = [(gold, [one.certainty_at(item.span.start) for item in at_gold(gold)]) for gold, one in coded]
    return score_certainty(given, coarse=not wanted & {"conditional", "future"})


def _print_confusions(scores: Scores, *, as_json: bool) -> None:
    """Print rows of what was wanted against columns of what was given; empty cells are zero."""
    if as_json:
        for wanted, given, times in scores.confusions:
            click.echo(to_line({"wanted": wanted, "given": given, "times": times}))
        return
    times_of = {(wanted, given): times for wanted, given, times in scores.confusions}
    names = sorted({name for pair in times_of for name in pair}, key=lambda name: (name.islower(), name))
    click.echo(f"\n{'wanted':<10} " + " ".join(f"{name[:4]:>4}" for name in names))
    for wanted in names:
        cells = " ".join(f"{times_of.get((wanted, given), ''):>4}" for given in names)
        click.echo(f"{wanted:<10} {cells}".rstrip())


def _print_errors(scores: Scores, errors: int, *, as_json: bool) -> None:
    for miss in scores.misses[:errors]:
        if as_json:
            click.echo(to_line({"text": miss.text, "wanted": miss.wanted, "given": miss.given}))
        else:
            click.echo(
                f"\n{' '.join(miss.text.split())}\n  wanted  {miss.wanted or '-'}\n  given   {miss.given or '-'}"
            )
