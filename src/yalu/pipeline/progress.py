"""How long work tells where it is, without printing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Where the work is: `done` of `total` (None while it is not known)."""

    stage: str
    done: int
    total: int | None
    name: str = ""


Progress = Callable[[Step], None]


def silent(_step: Step) -> None:
    """Tell nobody."""
