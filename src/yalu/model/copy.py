"""Two articles that hold the same words: a link, never a merging."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

CopyKind = Literal["copy", "teaser"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Copy:
    """A link between two articles."""

    article: str
    """Of a teaser: the teaser. Of copies: the one whose id comes first."""
    other: str
    kind: CopyKind
    share: float
    """Of copies the share of runs of five words that both hold (estimated); of a teaser the share of its own in the whole."""
