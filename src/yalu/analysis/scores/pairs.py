"""Scores of given pairs in the classes of the PLV set, which follow CAMEO where PLOVER moved on."""

from __future__ import annotations

from collections.abc import Sequence

from yalu.analysis.scores.events import count_confusions
from yalu.analysis.scores.tally import Miss, Score, Scores, bootstrap, class_f1, macro_f1, share
from yalu.lexicon.cameo import Plv, load_plv
from yalu.model.gold import GoldPair, GoldText, Relation

NONE = "none"


def to_plv(relation: Relation | None, plv: Plv) -> tuple[str, str]:
    """Give root and quad of a relation in the PLV set's 15 classes; `none` where nothing was coded.

    CONCEDE and RETREAT are one class YIELD there; apologies are SUPPORT, verdicts ACCUSE, economic sanctions COERCE and
    blockades ASSAULT. The rows are data: lexicon/data/cameo/plv.yaml.
    """
    if relation is None:
        return NONE, NONE
    root = plv.root_of(relation.root, relation.mode, relation.words)
    return root, str(plv.quads[root])


def score_pairs(coded: Sequence[tuple[GoldText, Relation | None]]) -> Scores:
    """Score root and quad of given pairs: macro-F1 with its interval, accuracy, each class, what was mistaken."""
    plv = load_plv()
    roots: list[tuple[str, str]] = []
    quads: list[tuple[str, str]] = []
    misses: list[Miss] = []
    for text, relation in coded:
        gold = next(one for one in text.items if isinstance(one, GoldPair))
        root, quad = to_plv(relation, plv)
        roots.append((gold.root, root))
        quads.append((str(gold.quad), quad))
        if root != gold.root:
            misses.append(
                Miss(text=text.text, wanted=gold.root, given=f"{root} ({relation.words if relation else ''})")
            )
    scores = [_macro("root macro-F1", roots), _macro("quad macro-F1", quads)]
    scores += [share("root right", [one == other for one, other in roots])]
    scores += [share("coded at all", [other != NONE for _, other in roots])]
    scores += [Score(measure=f"{name} F1", value=value, items=n) for name, (value, n) in class_f1(roots).items()]
    mistaken = count_confusions(roots)[:8]
    scores += [
        Score(measure=f"{one} read as {other}", value=times / len(roots), items=times) for one, other, times in mistaken
    ]
    return Scores(scores=tuple(scores), misses=tuple(misses))


def _macro(name: str, pairs: Sequence[tuple[str, str]]) -> Score:
    low, high = bootstrap(pairs, macro_f1, rounds=200)
    return Score(measure=name, value=macro_f1(pairs), items=len(pairs), low=low, high=high)
