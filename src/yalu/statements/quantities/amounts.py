"""What the steps of reading a quantity share: the sentence they look at, and the number on its way."""

from __future__ import annotations

from dataclasses import dataclass

from yalu.language import Analysis, Sentence
from yalu.model import Span
from yalu.statements.quantities.words import QuantityWords
from yalu.statements.reading import Reading


@dataclass(frozen=True, slots=True)
class Amount:
    """A number on its way to a quantity."""

    start: int
    end: int
    value: float | None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    currency: str | None = None
    approximator: str = "exact"
    bare: bool = False
    """No unit was found: it counts only where its place shows that it is a quantity."""


@dataclass(frozen=True, slots=True)
class Sight:
    """The sentence being read."""

    reading: Reading
    words: QuantityWords
    sentence: Sentence
    dates: tuple[Span, ...]
    """Dates of the sentence: no quantity lies in one."""

    @property
    def analysis(self) -> Analysis:
        """Columns of the parse."""
        return self.reading.analysis

    @property
    def text(self) -> str:
        """Folded text of the whole article."""
        return self.reading.analysis.text
