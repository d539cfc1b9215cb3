"""From margins to probabilities, and from weights to a small file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize_scalar

HOME = Path(__file__).parent.parent / "src" / "yalu" / "statements" / "events"
_STEPS = 127
"""Weights are kept in steps of a hundred-and-twenty-seventh of the largest of their class."""


def temperature(margins: Any, wanted: Any) -> float:
    """Give the factor that makes the softmax of margins likeliest (Guo et al. 2017); `margins` must be held out."""

    def loss(heat: float) -> float:
        scaled = heat * margins
        scaled = scaled - scaled.max(axis=1, keepdims=True)
        return float(np.mean(np.log(np.exp(scaled).sum(axis=1)) - scaled[np.arange(len(wanted)), wanted]))

    return float(minimize_scalar(loss, bounds=(0.1, 20.0), method="bounded").x)


def write(name: str, classes: Any, places: Any, weights: Any) -> Path:
    """Write weights (one row a place, one column a class) in whole steps; give the path of the file."""
    scale = np.abs(weights).max(axis=0) / _STEPS
    stepped = np.rint(weights / scale).astype(np.int8)
    kept = np.flatnonzero(stepped.any(axis=1))
    path = HOME / name
    np.savez_compressed(
        path,
        classes=np.array(classes),
        steps=np.diff(places[kept], prepend=0).astype(np.int32),
        weights=stepped[kept],
        scale=scale.astype(np.float32),
    )
    print(f"{name}: {len(kept)} places, {len(classes)} classes, {path.stat().st_size} bytes")
    return path
