"""The stage that finds attributions, and lends the reading its judge of certainty."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from yalu.actors import Gazetteer
from yalu.model import ActorMention, Holder, mention_id
from yalu.statements.attribution.found import join
from yalu.statements.attribution.nouns import read_according, read_adjective, read_noun
from yalu.statements.attribution.quotes import read_quotations, read_turns
from yalu.statements.attribution.verbs import read_verb
from yalu.statements.attribution.words import Words
from yalu.statements.certainty import CueWords
from yalu.statements.reading import Attribution, Judgement, Reading

_FIRST_PERSON = ("we", "our", "us")
_SAYING = ("VERB", "NOUN")


@dataclass(frozen=True, slots=True)
class Attributions:
    """Finds what is given on somebody's word, and lends the reading its judge of certainty."""

    words: Words
    certainty: CueWords
    name: str = "attribution"
    version: str = "3"
    needs: tuple[str, ...] = ("actors", "dates")
    gives: str = "attributions"

    @classmethod
    def load(cls, _gazetteer: Gazetteer) -> Self:
        """Build the stage with its words."""
        return cls(Words.load(), CueWords.load())

    def extract(self, reading: Reading) -> Iterable[Attribution]:
        """Give all attributions in order of the text."""
        found: list[Attribution] = []
        adjectives, analysis = self.words.adjectives, reading.analysis
        for token, (word, part) in enumerate(zip(analysis.lower_words, analysis.pos, strict=True)):
            if part in _SAYING or word == "according" or word in adjectives:
                found += self._at(reading, token)
        found += read_quotations(reading, self.words, found)
        found += read_turns(reading, self.words)
        return sorted(join(found), key=lambda one: (one.first, -one.last, one.predicate))

    def speakers(self, reading: Reading) -> Iterator[ActorMention]:
        """Give "we" and "our" inside a direct quotation as mentions of the state or body that speaks."""
        analysis = reading.analysis
        for one in reading.attributions:
            if one.topic or not (one.holder.direct and one.holder.code):
                continue
            for token in range(one.first, one.last):
                if analysis.lower_words[token] in _FIRST_PERSON and reading.actor_at(token) is None:
                    yield _speaker(reading, token, one.holder)

    def judge_of(self, reading: Reading) -> Callable[[int], Judgement]:
        """Give what judges the proposition at a predicate, once the attributions of the article are known."""
        return self.certainty.over(reading).judge

    def _at(self, reading: Reading, token: int) -> Iterator[Attribution]:
        analysis = reading.analysis
        word = analysis.lower_words[token]
        if word == "according":
            yield from read_according(reading, self.words, token)
        elif analysis.pos[token] == "VERB":
            yield from read_verb(reading, self.words, token)
        elif analysis.pos[token] == "NOUN":
            yield from read_noun(reading, self.words, token)
        if word in self.words.adjectives:
            yield from read_adjective(reading, self.words, token)


def _speaker(reading: Reading, token: int, holder: Holder) -> ActorMention:
    span = reading.analysis.span(token, token + 1)
    quote, code = reading.quote(span), holder.code or ""
    return ActorMention(
        id=mention_id("actor", reading.article.id, span, quote),
        article=reading.article.id,
        span=span,
        quote=quote,
        actor=code,
        code=code,
        name=reading.gazetteer.name_of(code),
        form="pronoun",
        how=f"speaks of itself: {holder.text}",
    )
