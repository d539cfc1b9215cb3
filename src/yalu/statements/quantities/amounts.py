"""What the steps of reading a quantity share: the sentence they look at, and the number on its way."""

from __future__ import annotations

from dataclasses import dataclass, replace

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
    elliptic: bool = False
    """Its noun is left out: it counts only with the unit of a quantity before it ("21 in May and 24 in June")."""


def bound(amount: Amount, kind: str) -> Amount:
    """Give an amount with its approximator and the bound that this sets; a number without a value has none."""
    if kind == "exact" or amount.value is None:
        return amount
    low = amount.value if kind in ("above", "at_least") else None
    high = amount.value if kind in ("below", "at_most") else None
    return replace(amount, approximator=kind, low=low, high=high)


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
