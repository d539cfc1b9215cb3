"""A small linear head over the features of a pair: hashed weights, a softmax, numpy only.

The weights are trained by `python -m training` on sentences written for it (training/events.jsonl).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import as_file, files
from typing import Any, Self
from zlib import crc32

import numpy as np

BUCKETS = 1 << 15


def bucket(feature: str) -> int:
    """Give the place of a feature: CRC-32 modulo the number of places, the same on every machine."""
    return crc32(feature.encode()) % BUCKETS


@dataclass(frozen=True, slots=True)
class Head:
    """Weights by place and class."""

    classes: tuple[str, ...]
    places: Any
    """Places that have weights, sorted."""
    weights: Any
    """One row a place, one column a class."""

    @classmethod
    def load(cls) -> Self | None:
        """Read the weights of the package; None where it was built without them."""
        resource = files("yalu.statements.events").joinpath("head.npz")
        if not resource.is_file():
            return None
        with as_file(resource) as path, np.load(path) as stored:
            classes = tuple(str(one) for one in stored["classes"])
            return cls(classes, stored["places"], stored["weights"].astype(np.float32))

    def decide(self, features: Iterable[str]) -> tuple[str, float]:
        """Give the most likely class and its probability."""
        wanted = np.unique(np.array([bucket(one) for one in features], dtype=np.int64))
        at = np.searchsorted(self.places, wanted)
        at = at[(at < len(self.places))]
        known = at[np.isin(self.places[at], wanted)]
        logits = self.weights[known].sum(axis=0)
        odds = np.exp(logits - logits.max())
        best = int(odds.argmax())
        return self.classes[best], float(odds[best] / odds.sum())
