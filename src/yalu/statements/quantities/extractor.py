"""The stage that finds quantities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from yalu.actors import Gazetteer
from yalu.model import QuantityMention, Span, mention_id
from yalu.statements.quantities.amounts import Amount, Sight
from yalu.statements.quantities.joining import approximate, join_amounts
from yalu.statements.quantities.numbers import read_amount
from yalu.statements.quantities.units import add_unit
from yalu.statements.quantities.words import QuantityWords
from yalu.statements.reading import Reading


@dataclass(frozen=True, slots=True)
class Quantities:
    """Finds quantities."""

    words: QuantityWords
    name: str = "quantities"
    version: str = "4"
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
    for amount in join_amounts(at, list(_scan(at))):
        yield _mention(at, amount)


def _scan(at: Sight) -> Iterator[Amount]:
    """Give the amounts of a sentence from left to right; what lies in a date is none."""
    position, stop = at.sentence.span.start, at.sentence.span.end
    while match := at.words.core.search(at.text, position, stop):
        amount = read_amount(at, match)
        amount = add_unit(at, amount) if amount else None
        if amount and not any(_in_date(span, amount, match) for span in at.dates):
            yield approximate(at, amount)
            position = max(amount.end, match.start() + 1)
        else:
            position = _past(at, match)


def _in_date(span: Span, amount: Amount, match: re.Match[str]) -> bool:
    """Of a rate ("tonnes each year") the time may be a date too; of all else nothing may."""
    whole = Span(match.start(), match.end()) if " per " in amount.unit else Span(amount.start, amount.end)
    return span.overlaps(whole)


def _past(at: Sight, match: re.Match[str]) -> int:
    """Go on after a date that covers the match, else after its first number."""
    covering = [span.end for span in at.dates if span.start < match.end() and match.start() < span.end]
    if covering:
        return max([match.start() + 1, *(end for end in covering if end > match.start())])
    return match.end("num") if match["num"] else match.end()


def _mention(at: Sight, amount: Amount) -> QuantityMention:
    span = Span(amount.start, amount.end)
    quote = at.reading.quote(span)
    article = at.reading.article.id
    return QuantityMention(
        id=mention_id("quantity", article, span, quote), article=article, span=span, quote=quote,
        value=amount.value, low=amount.low, high=amount.high, unit=amount.unit, currency=amount.currency,
        approximator=amount.approximator,
    )  # fmt: skip
