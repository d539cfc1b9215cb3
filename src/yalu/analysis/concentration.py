"""How far a state's trade lies with few partners."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Concentration:
    """Concentration of shares; of a list of leading partners only, `hhi` is the least it can be."""

    hhi: float
    """Herfindahl-Hirschman index, 1/n to 1."""
    normalised: float
    """0 for equal shares, 1 for a single partner."""
    effective: float
    """Number of partners of equal size that would give the same index."""
    partners: int
    listed: float
    """Part of the whole that the partners listed make up."""


def concentrate(shares: Sequence[float]) -> Concentration | None:
    """Give the concentration of shares, 0 to 1 each; None without any.

    HHI = sum of s^2; normalised (HHI - 1/n) / (1 - 1/n); effective partners 1/HHI. Hirschman 1945, National Power and the
    Structure of Foreign Trade, has 100 times the root of the same sum. The shares are of the whole, not of the list.
    """
    held = [share for share in shares if share > 0]
    if not held:
        return None
    hhi, count = sum(share * share for share in held), len(held)
    even = 1 / count
    normalised = (hhi - even) / (1 - even) if count > 1 else 1.0
    return Concentration(hhi=hhi, normalised=max(normalised, 0.0), effective=1 / hhi, partners=count, listed=sum(held))
