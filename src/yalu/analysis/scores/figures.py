"""Scores of figures: found, value, unit, approximator, measure, and who they are about."""

from __future__ import annotations

from collections.abc import Sequence

from yalu.analysis.scores.tally import Miss, Scores, Tally, match, share, three, within
from yalu.model import AnyStatement, Figure, Span
from yalu.model.gold import GoldFigure, GoldText

_CLOSE = 2e-3
"""How far a value may stray from the gold's rounding, as a share."""
_SAME = {"fraction": "share", "factor": "factor"}


def score_figures(coded: Sequence[tuple[GoldText, Sequence[AnyStatement]]]) -> Scores:
    """Score figures field by field; a field counts where the gold gives it."""
    found: list[Tally] = []
    rights: dict[str, list[bool]] = {name: [] for name in ("value and unit", "value", "unit", "approx", "approximator", "measure", "about", "counterpart", "value, unit, measure and about")}  # fmt: skip
    misses: list[Miss] = []
    for text, statements in coded:
        golds = [one for one in text.items if isinstance(one, GoldFigure)]
        figures = [one for one in statements if isinstance(one, Figure)]
        spans = place(text.text, figures)
        pairs = dict(match([one.span for one in golds], spans))
        found.append(Tally(len(pairs), len(figures), len(golds)))
        for number, gold in enumerate(golds):
            given = figures[pairs[number]] if number in pairs else None
            _judge(gold, given, rights)
            if not (given and _value(gold, given) and _unit(gold, given)):
                misses.append(Miss(text=within(text.text, gold.span), wanted=_say_gold(gold), given=_say(given)))
        misses += [
            Miss(text=within(text.text, spans[index]), wanted="no figure", given=_say(one))
            for index, one in enumerate(figures)
            if index not in pairs.values()
        ]
    shares = [share(name, cases) for name, cases in rights.items() if cases]
    return Scores(scores=(*shares, *three("found", found)), misses=tuple(misses))


def place(text: str, figures: Sequence[Figure]) -> list[Span]:
    """Give where the words of each figure stand; the same words twice in one quote stand one after the other."""
    after: dict[tuple[Span, str], int] = {}
    spans = []
    for one in figures:
        key = (one.span, one.raw)
        at = text.find(one.raw, after.get(key, one.span.start), one.span.end)
        at = at if at >= 0 else one.span.start
        after[key] = at + 1
        spans.append(Span(at, at + len(one.raw)))
    return spans


def _judge(gold: GoldFigure, given: Figure | None, rights: dict[str, list[bool]]) -> None:
    value, unit = bool(given and _value(gold, given)), bool(given and _unit(gold, given))
    rights["value"].append(value)
    rights["unit"].append(unit)
    rights["value and unit"].append(value and unit)
    if gold.approx is not None:
        rights["approx"].append(bool(given and given.approx == gold.approx))
    if gold.approximator is not None:
        rights["approximator"].append(bool(given and given.approximator == gold.approximator))
    measure = bool(given and gold.measure == given.measure)
    about = bool(given and gold.about is not None and set(gold.about) == {one.code for one in given.about})
    if gold.measure is not None:
        rights["measure"].append(measure)
    if gold.about is not None:
        rights["about"].append(about)
    if gold.counterpart is not None:
        right = bool(given and set(gold.counterpart) == {one.code for one in given.counterpart})
        rights["counterpart"].append(right)
    if gold.measure is not None and gold.about is not None:
        rights["value, unit, measure and about"].append(value and unit and measure and about)


def _value(gold: GoldFigure, given: Figure) -> bool:
    if gold.value is not None:
        return _near(gold.value, given.value)
    return _near(gold.low, given.low) and _near(gold.high, given.high)


def _near(wanted: float | None, given: float | None) -> bool:
    if wanted is None or given is None:
        return wanted is given
    return abs(wanted - given) <= _CLOSE * max(abs(wanted), 1e-9)


def _unit(gold: GoldFigure, given: Figure) -> bool:
    """Money is compared by its currency, other units by their name; "per year" must be there where the gold has it."""
    name, _, per = gold.unit.lower().partition(" per ")
    given_name, _, given_per = given.unit.lower().partition(" per ")
    if gold.currency:
        return given.currency == gold.currency and per == given_per
    return given_name == _SAME.get(name, name) and per == given_per


def _say_gold(gold: GoldFigure) -> str:
    value = gold.value if gold.value is not None else f"{gold.low}..{gold.high}"
    return f"{value} {gold.currency or gold.unit}"


def _say(given: Figure | None) -> str:
    if given is None:
        return ""
    value = given.value if given.value is not None else f"{given.low}..{given.high}"
    return f"{value} {given.currency or given.unit} ({given.raw})"
