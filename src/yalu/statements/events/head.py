"""Small linear heads over named features: hashed weights, a softmax, numpy only.

The weights are trained by `python -m training` on sentences written for it (training/events.jsonl).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import as_file, files
from typing import Any, Self
from zlib import crc32

import numpy as np

BUCKETS = 1 << 20


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
    """One row a place, one column a class; what they add up to is the logarithm of the odds."""

    @classmethod
    def load(cls, name: str = "head.npz") -> Self | None:
        """Read weights of the package; None where it was built without them."""
        resource = files("yalu.statements.events").joinpath(name)
        if not resource.is_file():
            return None
        with as_file(resource) as path, np.load(path) as stored:
            classes = tuple(str(one) for one in stored["classes"])
            places = np.cumsum(stored["steps"].astype(np.int64))
            return cls(classes, places, stored["weights"].astype(np.float32) * stored["scale"])

    def logits(self, features: Iterable[str]) -> Any:
        """Give the sum of the weights of the features that have any, one number a class."""
        wanted = np.array(sorted({bucket(one) for one in features}), dtype=np.int64)
        at = np.searchsorted(self.places, wanted)
        at = at[at < len(self.places)]
        found = self.places[at]
        known = at[wanted[np.minimum(np.searchsorted(wanted, found), len(wanted) - 1)] == found]
        return self.weights[known].sum(axis=0)

    def odds(self, features: Iterable[str]) -> dict[str, float]:
        """Give the probability of each class."""
        logits = self.logits(features)
        raised = np.exp(logits - logits.max())
        return dict(zip(self.classes, (raised / raised.sum()).tolist(), strict=True))

    def chances(self, features: Iterable[str]) -> dict[str, float]:
        """Give the probability of each class by itself; they need not add up to one."""
        raised = 1 / (1 + np.exp(-self.logits(features)))
        return dict(zip(self.classes, raised.tolist(), strict=True))
