"""What a figure of trade may mean: of whom, with whom, which flow, over which time, and what it cannot be set beside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from yalu.analysis.bases import Base, Named, find_partner, read_base, speaks_of_trade
from yalu.analysis.trade import Book
from yalu.lexicon.actors import load_states
from yalu.model import WORLD, Figure, Flow, bounds_of, key_of

Kind = Literal["share", "level", "growth", "difference", "factor", "balance"]
_MEASURES: Final = ("trade", "exports", "imports")
_BALANCE: Final = "trade balance"
_MOVES: Final = ("fall_by", "rise_by")
_FEW: Final = 3
"""States that tell of trade, at most, for one of them to be meant without being named."""
_YEAR: Final = 345
_WEEKS: Final = 2
"""Months up to which a span is a moment for a share, where no table has months."""
_MONTH: Final = 27
"""Days from which a span counts as a year, and as a month."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A state and whom it trades with, in the order the text gives, or not."""

    of: str
    partner: str
    caution: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a figure of trade may mean."""

    kind: Kind
    pairs: tuple[Pair, ...]
    flows: tuple[tuple[Flow, ...], ...]
    first: int | None = None
    """First year the text speaks of."""
    last: int | None = None
    months: tuple[str, ...] = ()
    """Of a part of a year, as 2018-03."""
    span: bool = False
    """Whether a change is over all of the time, not from one year to the next."""
    yearly: bool = False
    """Whether a change over a span is told as its mean a year."""
    when: str = ""
    """The time of the text, EDTF."""
    apart: str = ""
    """Why no series of trade can be set beside it: it is of one product, of output."""


def mean(figure: Figure, book: Book, *, named: Sequence[Named] = (), near: Sequence[str] = ()) -> Meaning | None:
    """Read what a figure of trade may mean; None for all other figures.

    `named` are the states of its sentence, `near` those its article names most.
    """
    base = read_base(figure, named)
    kind = _kind(figure, base)
    if kind is None:
        return None
    first, last, months = _time(figure)
    if kind == "share" and months and not any(set(months) <= set(book.periods(series)) for series in book.series):
        # A share of "now" or of "since the test of September" is of what was known then: no table has those weeks apart.
        told = figure.date is not None and figure.date.resolved == "absolute" and figure.date.relation == "at"
        first, last, months = (first, last, months) if told and len(months) > _WEEKS else (None, None, ())
    apart = f"a share of {base.output}" if base.output else f"of {base.product} alone" if base.product else ""
    return Meaning(
        kind=kind, pairs=_pairs(figure, base, book, kind, named, near), flows=_flows(figure, base, kind),
        first=first, last=last, months=months, when=figure.date.edtf or "" if figure.date and (first or last) else "",
        span=kind in ("growth", "factor", "difference") and first is not None and first != last and not months,
        yearly=" per year" in figure.unit, apart=apart,
    )  # fmt: skip


def _kind(figure: Figure, base: Base) -> Kind | None:
    """Say what kind of number of trade a figure is; None for all others."""
    if base.foreign or _compares(figure):
        return None
    share = figure.unit.partition(" per ")[0] in ("share", "percent")
    if figure.measure == _BALANCE:
        return "balance" if figure.currency and figure.change not in _MOVES else None
    known = figure.measure in _MEASURES or bool(base.flows)
    if not known and not (figure.measure in (None, "growth") and speaks_of_trade(figure.quote)):
        return None
    if figure.unit == "factor" or figure.change == "factor":
        return (
            "factor"
            if figure.unit == "factor" and figure.change in ("factor", *_MOVES) and figure.measure in _MEASURES
            else None
        )
    moved = figure.change in _MOVES
    if share:
        return "growth" if moved or figure.measure == "growth" else "share"
    return ("difference" if moved else "level") if figure.currency else None


def _compares(figure: Figure) -> bool:
    """Say whether a factor compares two things at one time: "ninety times as large"."""
    _, _, behind = figure.quote.partition(figure.raw)
    return (
        figure.unit == "factor"
        and re.match(r"\s+(?:as|larger|bigger|greater|higher|more|less|smaller|that|the)\b", behind) is not None
    )


def _time(figure: Figure) -> tuple[int | None, int | None, tuple[str, ...]]:
    """Give the years a figure is of, and its months where it is of a part of a year."""
    edtf = figure.date.edtf if figure.date else None
    first, last = bounds_of(edtf) if edtf else (None, None)
    months: tuple[str, ...] = ()
    if (
        first
        and last
        and (last.year - first.year) * 372 + (last.month - first.month) * 31 + last.day - first.day < _YEAR - 15
    ):
        steps = (last.year - first.year) * 12 + last.month - first.month
        numbers = [first.year * 12 + first.month - 1 + step for step in range(steps + 1)]
        months = tuple(f"{number // 12:04d}-{number % 12 + 1:02d}" for number in numbers)
    return (first.year if first else None), (last.year if last else None), months


def _flows(figure: Figure, base: Base, kind: Kind) -> tuple[tuple[Flow, ...], ...]:
    """Give the flows a figure may mean; of a share of trade also exports and imports, if it fits both."""
    said = key_of(f"{figure.measure_text} {figure.base}")
    both = len(set(base.flows) & {"exports", "imports"}) > 1 or ("import" in said and "export" in said)
    if kind == "balance":
        return (("total",),)
    flow = base.flows[0] if base.flows else "total"
    if not base.flows and figure.measure in ("exports", "imports"):
        flow = "exports" if figure.measure == "exports" else "imports"
    if flow != "total" and not both:
        return ((flow,),)
    return (("exports", "imports"), ("total",)) if kind == "share" else (("total",),)


def _pairs(
    figure: Figure, base: Base, book: Book, kind: Kind, named: Sequence[Named], near: Sequence[str]
) -> tuple[Pair, ...]:  # fmt: skip
    about = [one.code for one in figure.about]
    sentence = list(dict.fromkeys([*about, *(one.code for one in figure.counterpart), *(one.code for one in named)]))
    found = _own_pairs(figure, base, kind, sentence, named)
    if not found or all(one.partner == WORLD for one in found):
        others = [one for one in near if one not in sentence] or _few(book)
        told = "is named in the article, not beside the figure" if near else "is not named beside the figure"
        wide = [Pair(one, other, f"{other} {told}") for one in sentence for other in others if one != other]
        back = [Pair(other, one, f"{other} {told}") for one in sentence for other in others if one != other]
        found = [*found, *wide, *(back if kind == "share" and not base.owner else ())]
    return tuple(dict.fromkeys(each for one in found for each in vary(one, book)))


def _few(book: Book) -> list[str]:
    reporters = sorted({row.reporter for row in book.rows})
    return reporters if len(reporters) <= _FEW else []


def _own_pairs(
    figure: Figure, base: Base, kind: Kind, sentence: list[str], named: Sequence[Named]
) -> list[Pair]:  # fmt: skip
    """Give the pairs that the sentence names: the owner of what a share is of first, else as the figure has them."""
    about = [one.code for one in figure.about]
    with_ = [one.code for one in figure.counterpart if one.code not in about]
    owner = base.owner
    if kind == "share":
        owner = owner or (about[0] if with_ and base.flows else None)
        if owner:
            others = [one for one in (*with_, *about) if one != owner] or [one for one in sentence if one != owner]
            return [Pair(owner, other) for other in others]
        pairs = [(one, other) for one in about or sentence for other in with_ or sentence if one != other]
        return [Pair(*one) for one in pairs] + [Pair(other, one) for one, other in pairs if (other, one) not in pairs]
    toward = find_partner(figure.quote, named)
    if toward in about and len(sentence) > 1 and with_ != [toward]:
        return [Pair(one, toward) for one in [*with_, *sentence] if one != toward][:1]
    if about and with_:
        return [Pair(one, other) for one in about for other in with_]
    if len(about) > 1:
        turned = "" if "total" in _flows(figure, base, kind)[0] else "read the other way round"
        return [Pair(about[0], other) for other in about[1:]] + [Pair(other, about[0], turned) for other in about[1:]]
    others = [one for one in sentence if one not in with_]
    if not about and with_ and others:
        return [Pair(others[0], other) for other in with_]
    one = about[0] if about else (sentence[0] if sentence else None)
    if one is None:
        return []
    others = with_ or [other for other in sentence if other != one]
    return [Pair(one, WORLD), *(Pair(one, other) for other in others)]


def list_family(code: str) -> tuple[str, ...]:
    """Give the states that bore the code of a state before or after it: Russia, the Soviet Union."""
    return _families().get(code, ())


@cache
def _families() -> dict[str, tuple[str, ...]]:
    """Give the states that bore one code of the Correlates of War in turn: the Soviet Union and Russia."""
    same: dict[int, list[str]] = {}
    for state in load_states().entries:
        for code in (*((state.cow,) if state.cow else ()), *state.cow_also):
            same.setdefault(code.number, []).append(state.id)
    return {one: tuple(other for other in group if other != one) for group in same.values() for one in group}


def vary(pair: Pair, book: Book) -> list[Pair]:
    """Give a pair also under the codes its states bore at other times, where the book has them."""
    ones = [pair.of, *(one for one in list_family(pair.of) if one in book.states)]
    others = [pair.partner, *(one for one in list_family(pair.partner) if one in book.states)]
    return [Pair(one, other, pair.caution) for one in ones for other in others if one != other]
