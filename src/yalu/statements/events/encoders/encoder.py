"""Sentence encoders that have learnt event types beside the lexicon: extras, never needed by the core.

What was learnt from training/events.jsonl is a low-rank addition to the weights of a base (Hu et al. 2021, LoRA, arXiv
2106.09685) and a linear head; both are put together with the base when the encoder is opened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from yalu.statements.events.encoders.marked import Marked, Pieces

_BATCH = 16


@dataclass(frozen=True, slots=True)
class Encoder:
    """An opened encoder."""

    labels: tuple[str, ...]
    """Root, or root and mode: "RETREAT/release"."""
    head: Any
    """One row a label over mean, source mark and target mark; the last column is the bias."""
    pieces: Pieces
    hidden: Callable[[Any], Any]
    """Gives for a table of pieces (texts, pieces) what the encoder makes of each: (texts, pieces, width)."""

    def probabilities(self, texts: Iterable[Marked]) -> Iterator[dict[str, float]]:
        """Give for each text the probability of each label."""
        listed = list(texts)
        for first in range(0, len(listed), _BATCH):
            table = self.pieces.pad([self.pieces.encode(one) for one in listed[first : first + _BATCH]])
            for row in _softmax(self._features(table) @ self.head.T):
                yield dict(zip(self.labels, row.tolist(), strict=True))

    def _features(self, table: Any) -> Any:
        """Give mean, source mark and target mark of each text, and a one for the bias."""
        hidden, pieces = self.hidden(table), self.pieces
        places = (table != pieces.fill, table == pieces.source, table == pieces.target)
        parts = [_average(hidden, where) for where in places]
        return np.concatenate([*parts, np.ones((len(table), 1), dtype=np.float32)], axis=1)


def addition(learnt: Mapping[str, Any], name: str) -> Any:
    """Give the product of the two thin matrices learnt for a weight (from, to); 0 where there are none."""
    if f"down:{name}" not in learnt:
        return np.float32(0)
    return learnt[f"down:{name}"].astype(np.float32) @ learnt[f"up:{name}"].astype(np.float32)


def _average(hidden: Any, where: Any) -> Any:
    weights = where[:, :, None].astype(np.float32)
    return (hidden * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1)


def _softmax(logits: Any) -> Any:
    odds = np.exp(logits - logits.max(axis=1, keepdims=True))
    return odds / odds.sum(axis=1, keepdims=True)
