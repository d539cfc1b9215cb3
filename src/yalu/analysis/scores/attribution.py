"""Scores of attribution: whether words given on somebody's word are found, their extent, and whose word it is."""

from __future__ import annotations

from collections.abc import Sequence

from yalu.analysis.scores.tally import Miss, Scores, Tally, share, three
from yalu.model import Span
from yalu.model.gold import GoldText, Said

_SLACK = 2
"""Characters that the ends of a content may differ by: quotation marks and a stop."""


def score_attribution(coded: Sequence[tuple[GoldText, Sequence[Said]]]) -> Scores:
    """Score contents by overlap, exact extent, and holders of those that overlap."""
    overlap: list[Tally] = []
    exact: list[bool] = []
    holders: list[bool] = []
    misses: list[Miss] = []
    for text, given in coded:
        golds = [one for one in text.items if isinstance(one, Said)]
        met = [one for one in given if any(_meet(one.content, gold.content) for gold in golds)]
        caught = [gold for gold in golds if any(_meet(one.content, gold.content) for one in given)]
        overlap.append(Tally(len(met), len(given), len(golds), len(caught)))
        for gold in golds:
            best = _nearest(gold, given)
            hit = best is not None and _meet(best.content, gold.content)
            exact.append(bool(hit and best and _same(best.content, gold.content)))
            if hit and best and gold.holder:
                holders.append(_meet(best.holder, gold.holder))
            if not hit:
                misses.append(Miss(text=_cut(text, gold.content), wanted=_cut(text, gold.holder), given=""))
        misses += [
            Miss(text=_cut(text, one.content), wanted="", given=_cut(text, one.holder))
            for one in given
            if one not in met
        ]
    scores = [*three("overlap", overlap), share("content exactly found", exact)]
    return Scores(scores=(*scores, share("holder right", holders)), misses=tuple(misses))


def _nearest(gold: Said, given: Sequence[Said]) -> Said | None:
    return max(given, key=lambda one: _shared(one.content, gold.content), default=None)


def _meet(one: Sequence[Span], other: Sequence[Span]) -> bool:
    return any(first.overlaps(second) for first in one for second in other)


def _shared(one: Sequence[Span], other: Sequence[Span]) -> float:
    mine = {at for span in one for at in range(span.start, span.end)}
    its = {at for span in other for at in range(span.start, span.end)}
    return len(mine & its) / len(mine | its) if mine | its else 0.0


def _same(one: Sequence[Span], other: Sequence[Span]) -> bool:
    first, second = sorted(one), sorted(other)
    return len(first) == len(second) and all(
        abs(a.start - b.start) <= _SLACK and abs(a.end - b.end) <= _SLACK for a, b in zip(first, second, strict=True)
    )


def _cut(text: GoldText, spans: Sequence[Span]) -> str:
    return " … ".join(span.cut(text.text) for span in spans)
