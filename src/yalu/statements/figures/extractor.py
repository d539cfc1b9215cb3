"""The stage that makes figures of quantities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Self

from yalu.actors import Gazetteer
from yalu.lexicon.figures import ChangeWord, load_changes
from yalu.model import Figure, QuantityMention, statement_id
from yalu.statements.figures.changes import change_of
from yalu.statements.figures.dating import date_of
from yalu.statements.figures.measures import Measures
from yalu.statements.figures.places import TIME, Place, base_of, find_place, measured_words, of_tokens, text_of
from yalu.statements.figures.sides import recorded_sides, sides_of
from yalu.statements.figures.tellers import Tellers
from yalu.statements.reading import Reading

_THEM = ("it", "which", "them", "that", "these", "those", "this", "whom")


@dataclass(frozen=True, slots=True)
class Figures:
    """Makes figures of quantities."""

    measures: Measures
    changes: Mapping[str, ChangeWord]
    tellers: Tellers
    name: str = "figures"
    version: str = "4"
    needs: tuple[str, ...] = ("actors", "dates", "quantities", "attributions")
    gives: str = "statements"

    @classmethod
    def load(cls, _gazetteer: Gazetteer) -> Self:
        """Build the stage with its words."""
        return cls(
            Measures.load(),
            {row.lemma: row for row in load_changes().entries},
            Tellers.load(),
        )

    def extract(self, reading: Reading) -> Iterator[Figure]:
        """Give a figure for every quantity that measures something, in order of the text."""
        last: Figure | None = None
        for quantity in reading.quantities:
            place = find_place(reading.analysis, quantity)
            if not place or not self._counts(reading, quantity, place):
                continue
            figure = self._figure(reading, quantity, place)
            if last and last.span == figure.span and _shares_of_it(reading, quantity, place):
                figure = _share_of(reading, figure, last, place)
            # A bare number counts only where a known measure says of what.
            if quantity.unit or figure.measure in self.measures.names:
                yield figure
                last = figure

    def _counts(self, reading: Reading, quantity: QuantityMention, place: Place) -> bool:
        """Not words that name known actors ("the two countries"), nor a bare one in words that counts a noun."""
        tokens = reading.analysis.tokens_in(quantity.span)
        if any(mention.span.holds(quantity.span) for mention in reading.actors_in(tokens)):
            return False
        if quantity.duration is None and quantity.unit in TIME and quantity.approximator == "order":
            return False  # "several years" is a length, but measures nothing to be compared
        if quantity.unit in TIME and quantity.quote.lower().split()[0] in ("a", "an"):
            return False
        return quantity.unit != "factor" or place.verb != place.root or quantity.value is not None

    def _figure(self, reading: Reading, quantity: QuantityMention, place: Place) -> Figure:
        span = reading.sentence_span(place.root)
        quote = reading.quote(span)
        text = measured_words(reading, quantity, place)
        listed, cue = self.measures.find(reading.analysis, quantity, place, text)
        measure = listed or (text_of(reading, text) or "").lower() or None
        change = change_of(self.changes, reading.analysis, quantity, place)
        teller = self.tellers.find(reading, quantity.span, place)
        sides = recorded_sides(reading, sides_of(self.changes, reading, quantity, place, measure), measure, teller)
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
            according_to=reading.quote(teller) if teller else None,
        )  # fmt: skip


def _shares_of_it(reading: Reading, quantity: QuantityMention, place: Place) -> bool:
    """ "A quarter of it", "half of which": the whole was named before."""
    analysis = reading.analysis
    tokens = of_tokens(analysis, place.root) if quantity.unit in ("share", "percent") else []
    return bool(tokens) and analysis.words[tokens[0]].lower() in _THEM


def _share_of(reading: Reading, figure: Figure, whole: Figure, place: Place) -> Figure:
    """Give the share with the measure and the owner of its whole; who is named beside it is with whom."""
    known = {one.code for one in whole.about}
    beside = reading.codes(range(place.root, reading.analysis.sentence(place.root).last))
    others = tuple(one for one in beside if one.code not in known)
    why = (*figure.why[:1], "actors: those of the whole it is a share of, and who is named after it", *figure.why[2:])
    return replace(
        figure,
        measure=whole.measure,
        about=whole.about,
        counterpart=others or whole.counterpart,
        base=whole.raw,
        why=why,
    )
