"""Whose number a figure is, as far as the text says: "Chinese customs data", "UN estimates", a name in brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from yalu.language import Analysis
from yalu.lexicon.figures import load_tellers
from yalu.model import Span
from yalu.statements.figures.places import Place
from yalu.statements.reading import Attribution, Reading

_SUBJECTS = ("nsubj", "nsubjpass")
_BY = ("by", "on", "in", "at", "according", "per")
_BRACKET = re.compile(
    r"\s*\((?:source:?\s+|according\s+to\s+|figures?\s+(?:from|of)\s+)(?P<name>[^()]{2,60})\)", re.IGNORECASE
)
_ARTICLES = ("a", "an", "the")


@dataclass(frozen=True, slots=True)
class Tellers:
    """Nouns that numbers are taken from."""

    nouns: frozenset[str]

    @classmethod
    def load(cls) -> Self:
        """Build them from the lexicon."""
        return cls(frozenset(row.text for row in load_tellers().entries))

    def find(self, reading: Reading, quantity: Span, place: Place) -> Span | None:
        """Give the words that say whose number it is: a bracket, "by UN estimates", its subject, else who reports it."""
        bracket = _BRACKET.match(reading.analysis.text, quantity.end)
        if bracket:
            return Span(*bracket.span("name"))
        noun = self._by(reading.analysis, place) or self._subject(reading.analysis, place)
        if noun is not None:
            return _phrase(reading.analysis, noun)
        return self._reporter(reading, place)

    def _by(self, analysis: Analysis, place: Place) -> int | None:
        """ "By Seoul's count", "on official figures", "in the census of 2010"."""
        holders = dict.fromkeys((place.verb, *list(analysis.ancestors(place.verb))[:1], place.root))
        for holder in holders:
            for prep in analysis.under(holder, "prep", "agent"):
                if analysis.words[prep].lower() in _BY:
                    for noun in analysis.under(prep, "pobj"):
                        if self._tells(analysis, noun):
                            return noun
        return None

    def _subject(self, analysis: Analysis, place: Place) -> int | None:
        """ "UN estimates put the dead at 3,000", "customs data show a fall of 8 percent"."""
        for verb in (place.verb, *analysis.ancestors(place.verb)):
            for noun in analysis.under(verb, *_SUBJECTS):
                if self._tells(analysis, noun) and place.root not in analysis.subtree(noun):
                    return noun
        return None

    def _tells(self, analysis: Analysis, noun: int) -> bool:
        """A noun of the list with more to its name than itself: "figures" alone may be the numbers spoken of."""
        named = analysis.under(noun, "poss", "compound", "amod", "nmod", "prep", "acl")
        return analysis.lemmas[noun].lower() in self.nouns and bool(named)

    def _reporter(self, reading: Reading, place: Place) -> Span | None:
        around = [one for one in reading.attributions if _holds(one, place)]
        if not around:
            return None
        return min(around, key=lambda one: one.last - one.first).holder.span


def _holds(one: Attribution, place: Place) -> bool:
    return one.first <= place.root < one.last and one.predicate != place.root and not one.topic


def _phrase(analysis: Analysis, noun: int) -> Span:
    """Give a noun with its modifiers, without its article and the clauses after it."""
    clauses = {token for one in analysis.under(noun, "relcl", "acl", "appos") for token in analysis.subtree(one)}
    tokens = [one for one in analysis.subtree(noun) if one not in clauses]
    first = next(one for one in tokens if analysis.words[one].lower() not in _ARTICLES)
    last = noun
    while last + 1 in tokens and analysis.pos[last + 1] not in ("PUNCT", "SPACE"):
        last += 1
    return analysis.span(first, last + 1)
