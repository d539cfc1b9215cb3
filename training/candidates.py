"""The weights of candidates: does one tell an event, is its root right, which root is it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold

from training.columns import Columns
from training.heads import write
from training.rows import NO_EVENT, TOLD, Row
from yalu.lexicon.events import load_event_types
from yalu.pipeline import CodedText
from yalu.statements.events.extractor import Events
from yalu.statements.events.frames import Frames
from yalu.statements.events.weighing import EVENT, LEAST, RIGHT, marks

STRENGTH = 0.1
"""Inverse of the L2 penalty; among 0.01, 0.03 and 0.1."""
_FOLDS, _SEED, _LEAST = 5, 7, 2
_KEPT = TOLD | {"habit"}
"""What the coder keeps with a certainty: habits are hedged."""
_BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0)


@dataclass(frozen=True, slots=True)
class Tried:
    """Candidates that the rules take for events, with what each is by the labels."""

    marks: list[list[str]]
    root: Any
    """By the label of the sentence; NONE where it tells no event."""
    given: Any
    """By the rules."""
    sentence: Any

    def wanted(self, name: str) -> Any:
        """Say for each candidate whether it is of a class of the weights."""
        if name == EVENT:
            return self.root != NO_EVENT
        return self.root == self.given if name == RIGHT else self.root == name


def look(coded: Sequence[tuple[Row, CodedText]]) -> Tried:
    """Give the candidates whose label is known: those at the marked act, and all of sentences that tell nothing."""
    stage = Events(Frames.load())
    found = [one for row, text in coded for one in _look(row, text, stage)]
    seen, root, given, sentence = zip(*found, strict=True)
    return Tried(list(seen), np.array(root), np.array(given), np.array(sentence))


def _look(row: Row, coded: CodedText, stage: Events) -> Iterator[tuple[list[str], str, str, str]]:
    analysis = coded.reading.analysis
    marked = set(analysis.tokens_in(row.trigger)) if row.trigger else set()
    for candidate, event in stage.told(coded.reading):
        at = bool(marked & {candidate.trigger, candidate.noun})
        if row.root == NO_EVENT and row.reason not in _KEPT:
            root = NO_EVENT
        elif at:
            root = row.root if row.root != NO_EVENT else row.act or event.event_type
        else:
            continue
        yield list(marks(coded.reading, candidate, event)), root, event.event_type, row.id


def classes() -> list[str]:
    """Give the classes of the weights."""
    return [EVENT, RIGHT, *sorted(one.root for one in load_event_types().entries)]


def train(coded: Sequence[tuple[Row, CodedText]], *, keep: bool) -> None:
    """Cross-validate the weights of candidates, print how reliable they are, and write them."""
    tried = look(coded)
    for line in reliability(tried, {name: held_out(tried, name) for name in (EVENT, RIGHT)}):
        print(line)
    if not keep:
        return
    columns = Columns.of(tried.marks, least=_LEAST)
    matrix = columns.matrix(tried.marks)
    fitted = [_machine().fit(matrix, tried.wanted(name)) for name in classes()]
    weights = np.stack([one.coef_[0] for one in fitted], axis=1)
    # The intercept goes to the mark that all candidates have.
    weights[columns.matrix([["bias"]]).indices[0]] += [one.intercept_[0] for one in fitted]
    write("weigher.npz", classes(), columns.places(), weights)


def held_out(tried: Tried, name: str) -> Any:
    """Give probabilities of a class from weights that did not see the sentence."""
    wanted, found = tried.wanted(name), np.zeros(len(tried.root))
    folds = StratifiedGroupKFold(_FOLDS, shuffle=True, random_state=_SEED)
    for train_, test in folds.split(found, wanted, tried.sentence):
        columns = Columns.of([tried.marks[one] for one in train_], least=_LEAST)
        machine = _machine().fit(columns.matrix([tried.marks[one] for one in train_]), wanted[train_])
        found[test] = machine.predict_proba(columns.matrix([tried.marks[one] for one in test]))[:, 1]
    return found


def reliability(tried: Tried, chances: dict[str, Any]) -> Iterator[str]:
    """Say what the threshold drops, and how often the root is right where the weights say so with what probability."""
    told = tried.wanted(EVENT)
    yield f"candidates: {len(told)}, {(~told).sum()} of them no event"
    for least in (LEAST, 0.5, 0.7, 0.85):
        dropped = chances[EVENT] < least
        yield f"under {least}: {dropped.sum()} dropped, {(dropped & ~told).sum()} of them no event"
    right = tried.wanted(RIGHT)
    for low, high in pairwise(_BINS):
        within = (chances[RIGHT] >= low) & (chances[RIGHT] < high)
        if within.any():
            yield (f"said {low:.2f} to {high:.2f}: {within.sum()} candidates, mean {chances[RIGHT][within].mean():.2f}, "
                   f"right {right[within].mean():.2f}")  # fmt: skip


def _machine() -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, max_iter=500, random_state=_SEED)
