"""The head of given pairs: features of the sentences that tell an event, a linear machine, probabilities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from training.columns import Columns
from training.heads import temperature
from training.rows import NO_EVENT, Row
from yalu.pipeline import CodedText
from yalu.statements.events.features import features
from yalu.statements.events.frames import Frames
from yalu.statements.events.pair import Pairs

STRENGTH = 0.03
"""Weight of errors against the size of the weights; among 0.03, 0.1 and 0.3, see docs/method/events.md."""
LEAST = 2
"""A feature counts from this many sentences on; among 1, 2 and 3."""
_MODE = 25
"""A mode is a class of its own from this many sentences on."""
_FOLDS = 5
SEEDS = (7, 8, 9)


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen of the sentences, what they tell, and what the frames alone say."""

    features: list[list[str]]
    classes: Any
    roots: Any
    ruled: list[str]


def look(coded: Sequence[tuple[Row, CodedText]]) -> Seen:
    """Give features and classes of the sentences that tell an event."""
    pairs = Pairs(Frames.load())
    told = [(row, one) for row, one in coded if row.root != NO_EVENT]
    often = Counter(row.label for row, _ in told)
    seen, ruled = [], []
    for row, one in told:
        sight = pairs.sight(one.reading, *([side] if side else [] for side in (row.source, row.target)))
        said = pairs.ruled(one.reading, sight)
        ruled.append(said.event_type)
        seen.append(list(features(pairs.frames, one.reading, sight, said)))
    classes = [row.label if often[row.label] >= _MODE else row.root for row, _ in told]
    return Seen(seen, np.array(classes), np.array([row.root for row, _ in told]), ruled)


def machine() -> LinearSVC:
    """Give an untrained linear machine, one class against the rest."""
    return LinearSVC(C=STRENGTH, max_iter=5000, random_state=SEEDS[0])


def cross_validate(seen: Seen, *, seed: int) -> tuple[Any, Any]:
    """Give margins and roots of each sentence from machines that did not see it."""
    classes = sorted(set(seen.classes.tolist()))
    margins = np.zeros((len(seen.classes), len(classes)))
    for train, test in StratifiedKFold(_FOLDS, shuffle=True, random_state=seed).split(margins, seen.roots):
        columns = Columns.of([seen.features[one] for one in train], least=LEAST)
        fitted = machine().fit(columns.matrix([seen.features[one] for one in train]), seen.classes[train])
        at = [classes.index(one) for one in fitted.classes_]
        margins[np.ix_(test, at)] = fitted.decision_function(columns.matrix([seen.features[one] for one in test]))
    return margins, best_roots(margins, classes, temperature(margins, np.searchsorted(classes, seen.classes)))


def best_roots(margins: Any, classes: Sequence[str], heat: float) -> Any:
    """Give the root whose classes have the highest probability together."""
    odds = np.exp(heat * (margins - margins.max(axis=1, keepdims=True)))
    roots = [one.partition("/")[0] for one in classes]
    names = sorted(set(roots))
    sums = np.stack([odds[:, [one == name for one in roots]].sum(axis=1) for name in names], axis=1)
    return np.array(names)[sums.argmax(axis=1)]


def score(wanted: Any, said: Any) -> float:
    """Give macro-F1."""
    return float(f1_score(wanted, said, average="macro"))
