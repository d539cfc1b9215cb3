"""A page: its address, what answers, and the further forms it has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from yalu.publish.answers import Answer


@dataclass(frozen=True, slots=True)
class Page:
    """One row of the table of pages."""

    path: str
    answer: Callable[..., Answer]
    about: str
    forms: tuple[str, ...] = ()
    single: bool = False
    """True when it is of one record."""
