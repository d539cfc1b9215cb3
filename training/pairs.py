"""The head of given pairs: features of the sentences that tell an event, a linear machine, probabilities."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from training.columns import Columns
from training.rows import NO_EVENT, Row
from yalu.pipeline import CodedText
from yalu.statements.events.features import features
from yalu.statements.events.frames import Frames
from yalu.statements.events.pair import Pairs

STRENGTH = 0.01
"""Weight of errors against the size of the weights; among 0.01, 0.03 and 0.1, see docs/method/events.md."""
LEAST = 4
"""A feature counts from this many copies of sentences on; among 2 and 4."""
_OF_LEXICON = re.compile(
    r"(rule|how|trigger|shifted|stance|entry|both|vote|any|order)|(source|target):[^+]*\+|helper:[^:]*:"
)
"""Features that the lexicon gives."""
_FOLDS = 5
SEEDS = (7, 8, 9)


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen of the sentences, what they tell, and what the frames alone say."""

    features: list[list[str]]
    roots: Any
    ruled: list[str]


def look(coded: Sequence[tuple[Row, CodedText]]) -> Seen:
    """Give features and classes of the sentences that tell an event."""
    pairs = Pairs(Frames.load())
    told = [(row, one) for row, one in coded if row.root != NO_EVENT]
    seen, ruled = [], []
    for row, one in told:
        sight = pairs.sight(one.reading, *([side] if side else [] for side in (row.source, row.target)))
        said = pairs.ruled(one.reading, sight)
        ruled.append(said.event_type)
        seen.append(list(features(pairs.frames, one.reading, sight, said)))
    return Seen(seen, np.array([row.root for row, _ in told]), ruled)


def fit(seen: Seen, which: Any) -> tuple[Columns, LinearSVC]:
    """Fit one class against the rest on some sentences, each twice: as it is, and as if the lexicon knew none of its words.

    The lexicon is as old as the sentences, and less often right on others: weights that saw it only would trust it too much.
    """
    copies = [seen.features[one] for one in which]
    copies += [[word for word in one if not _OF_LEXICON.match(word)] for one in copies]
    columns = Columns.of(copies, least=LEAST)
    machine = LinearSVC(C=STRENGTH, max_iter=5000, random_state=SEEDS[0])
    return columns, machine.fit(columns.matrix(copies), np.tile(seen.roots[which], 2))


def cross_validate(seen: Seen, *, seed: int) -> tuple[Any, Any]:
    """Give margins and roots of each sentence from machines that did not see it."""
    roots = np.unique(seen.roots)
    margins = np.zeros((len(seen.roots), len(roots)))
    for train, test in StratifiedKFold(_FOLDS, shuffle=True, random_state=seed).split(margins, seen.roots):
        columns, machine = fit(seen, train)
        margins[test] = machine.decision_function(columns.matrix([seen.features[one] for one in test]))
    return margins, roots[margins.argmax(axis=1)]


def score(wanted: Any, said: Any) -> float:
    """Give macro-F1."""
    return float(f1_score(wanted, said, average="macro"))
