"""The stage that finds quantities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Self

from yalu.actors import Gazetteer
from yalu.model import QuantityMention, Span, mention_id
from yalu.statements.quantities.amounts import Amount, Sight
from yalu.statements.quantities.numbers import read_amount
from yalu.statements.quantities.units import add_unit
from yalu.statements.quantities.words import QuantityWords
from yalu.statements.reading import Reading

_BACK = 32
"""Characters before a number in which its approximator stands."""


@dataclass(frozen=True, slots=True)
class Quantities:
    """Finds quantities."""

    words: QuantityWords
    name: str = "quantities"
    version: str = "1"
    needs: tuple[str, ...] = ("actors", "dates")
    gives: str = "quantities"

    @classmethod
    def load(cls, _gazetteer: Gazetteer) -> Self:
        """Build the stage with its words."""
        return cls(QuantityWords.load())

    def extract(self, reading: Reading) -> Iterator[QuantityMention]:
        """Give the quantities of an article in order of the text."""
        triggers = self.words.triggers
        words = reading.analysis.words
        for sentence in reading.analysis.sentences:
            here = words[sentence.first : sentence.last]
            if any(word.lower() in triggers or any(map(str.isdigit, word)) or "-" in word for word in here):
                dates = tuple(one.span for one in reading.dates_in(sentence.span))
                yield from _find(Sight(reading, self.words, sentence, dates))


def _find(at: Sight) -> Iterator[QuantityMention]:
    position, stop = at.sentence.span.start, at.sentence.span.end
    while match := at.words.core.search(at.text, position, stop):
        amount = read_amount(at, match)
        amount = add_unit(at, amount) if amount else None
        if amount and not any(span.overlaps(Span(amount.start, amount.end)) for span in at.dates):
            amount = _approximate(at, amount)
            yield _mention(at, amount)
            position = max(amount.end, match.start() + 1)
        else:
            position = _past(at, match)


def _past(at: Sight, match: re.Match[str]) -> int:
    """Go on after a date that covers the match, else after its first number."""
    covering = [span.end for span in at.dates if span.start < match.end() and match.start() < span.end]
    return max([match.start() + 1, *(end for end in covering if end > match.start())]) if covering else (
        match.end("num") if match["num"] else match.end()
    )  # fmt: skip


def _approximate(at: Sight, amount: Amount) -> Amount:
    floor = max(at.sentence.span.start, amount.start - _BACK)
    match = at.words.before.search(at.text, floor, amount.start)
    word = " ".join(match["a"].lower().split()) if match else ""
    kind = at.words.approximators.get(("before", word), "")
    if match and kind:
        amount = replace(amount, start=match.start("a"))
    else:
        after = at.words.after.match(at.text, amount.end)
        if after:
            kind = at.words.approximators[("after", " ".join(after["a"].lower().split()))]
            amount = replace(amount, end=after.end())
    if not kind or amount.value is None:
        return amount
    low = amount.value if kind in ("above", "at_least") else None
    high = amount.value if kind in ("below", "at_most") else None
    return replace(amount, approximator=kind, low=low, high=high)


def _mention(at: Sight, amount: Amount) -> QuantityMention:
    span = Span(amount.start, amount.end)
    quote = at.reading.quote(span)
    article = at.reading.article.id
    return QuantityMention(
        id=mention_id("quantity", article, span, quote), article=article, span=span, quote=quote,
        value=amount.value, low=amount.low, high=amount.high, unit=amount.unit, currency=amount.currency,
        approximator=amount.approximator,
    )  # fmt: skip
