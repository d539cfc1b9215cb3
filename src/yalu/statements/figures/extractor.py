"""The stage that makes figures of quantities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from yalu.actors import Gazetteer
from yalu.lexicon.figures import ChangeWord, load_changes, load_measures
from yalu.model import Figure, QuantityMention, statement_id
from yalu.statements.figures.dating import date_of
from yalu.statements.figures.measures import change_of, measure_of
from yalu.statements.figures.places import Place, base_of, find_place, measured_words, text_of
from yalu.statements.figures.sides import sides_of
from yalu.statements.reading import Reading


@dataclass(frozen=True, slots=True)
class Figures:
    """Makes figures of quantities."""

    measures: Mapping[str, str]
    """Cue (lemmas joined by a space) to measure."""
    changes: Mapping[str, ChangeWord]
    name: str = "figures"
    version: str = "1"
    needs: tuple[str, ...] = ("actors", "dates", "quantities", "attributions")
    gives: str = "statements"

    @classmethod
    def load(cls, _gazetteer: Gazetteer) -> Self:
        """Build the stage with its words."""
        return cls(
            {cue: row.id for row in load_measures().entries for cue in row.cues},
            {row.lemma: row for row in load_changes().entries},
        )

    def extract(self, reading: Reading) -> Iterator[Figure]:
        """Give a figure for every quantity that measures something, in order of the text."""
        for quantity in reading.quantities:
            place = find_place(reading.analysis, quantity)
            if place and self._counts(reading, quantity, place):
                yield self._figure(reading, quantity, place)

    def _counts(self, reading: Reading, quantity: QuantityMention, place: Place) -> bool:
        """Not words that name known actors ("the two countries"), nor a bare one in words that counts a noun."""
        tokens = reading.analysis.tokens_in(quantity.span)
        if any(mention.span.holds(quantity.span) for mention in reading.actors_in(tokens)):
            return False
        return quantity.unit != "factor" or place.verb != place.root or quantity.value is not None

    def _figure(self, reading: Reading, quantity: QuantityMention, place: Place) -> Figure:
        span = reading.sentence_span(place.root)
        quote = reading.quote(span)
        text = measured_words(reading, quantity, place)
        measure, cue = measure_of(self.measures, reading.analysis, quantity, place, text)
        change = change_of(self.changes, reading.analysis, quantity, place)
        sides = sides_of(self.changes, reading, quantity, place, measure)
        date, dated = date_of(reading, quantity, place)
        judgement = reading.judge(place.verb)
        return Figure(
            id=statement_id("figure", reading.article.id, span, quote, f"{quantity.span.start}:{quantity.quote}"),
            article=reading.article.id, span=span, quote=quote, date=date, holders=reading.holders(place.root),
            certainty=judgement.certainty, cues=judgement.cues, coder=f"{self.name}/{self.version}",
            why=(f"measure: {cue}", f"actors: {sides.why}", f"date: {dated}"),
            raw=quantity.quote, value=quantity.value, low=quantity.low, high=quantity.high, unit=quantity.unit,
            currency=quantity.currency, approximator=quantity.approximator,  # type: ignore[arg-type]  # of the lexicon
            measure=measure, measure_text=text_of(reading, text), about=sides.about, counterpart=sides.counterpart,
            change=change, base=base_of(reading, quantity, place),
        )  # fmt: skip
