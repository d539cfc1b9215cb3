"""Scores of certainty: F1 of each class; never an average alone, since nearly all acts of news are asserted."""

from __future__ import annotations

from collections.abc import Sequence

from yalu.analysis.scores.tally import Miss, Score, Scores, class_f1, macro_f1, share, within
from yalu.model import Certainty
from yalu.model.gold import GoldCertainty, GoldText


def score_certainty(coded: Sequence[tuple[GoldText, Sequence[Certainty]]], *, coarse: bool = False) -> Scores:
    """Score certainty at the gold's words, given in their order; `coarse` reads conditional and future as hedged."""
    pairs: list[tuple[str, str]] = []
    misses: list[Miss] = []
    for text, given in coded:
        golds = [one for one in text.items if isinstance(one, GoldCertainty)]
        for gold, certainty in zip(golds, given, strict=True):
            read = "hedged" if coarse and certainty in ("conditional", "future") else certainty
            pairs.append((gold.certainty, read))
            if gold.certainty != read:
                misses.append(Miss(text=within(text.text, gold.span), wanted=gold.certainty, given=read))
    classes = [
        Score(measure=f"{name} F1", value=value, items=count) for name, (value, count) in class_f1(pairs).items()
    ]
    whole = [
        Score(measure="macro-F1", value=macro_f1(pairs), items=len(pairs)),
        share("right", [a == b for a, b in pairs]),
    ]
    return Scores(scores=(*classes, *whole), misses=tuple(misses))
