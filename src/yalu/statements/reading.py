"""What an extractor is given: the article, its analysis, and what the extractors before it found.

The kinds do not import each other; what one needs of another stands here, put in by the coder in the declared order.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from yalu.actors import Gazetteer
from yalu.language import Analysis
from yalu.model import (
    ActorMention,
    AnyMention,
    AnyStatement,
    Article,
    Certainty,
    Cue,
    DateMention,
    Holder,
    Participant,
    QuantityMention,
    Span,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Words that are given on somebody's word: tokens `first` to `last` (excluded) are what the holder says."""

    first: int
    last: int
    holder: Holder
    cue: Cue
    predicate: int
    """Token of the cue: the reporting verb or noun; it lies outside the content."""
    doubt: Certainty = "asserted"
    """What the cue alone makes of the content: "denied" negates, "claimed" and "feared" hedge, "pledged" is future."""
    topic: bool = False
    """True when the holder only speaks of it: "praised the deal" does not put the deal on his word."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """How sure the innermost holder is of the proposition at a predicate, with the cues that show it."""

    certainty: Certainty
    cues: tuple[Cue, ...] = ()


Found = AnyMention | AnyStatement | Attribution


class Extractor(Protocol):
    """One stage of coding. `gives` is one of actors, dates, quantities, attributions, statements."""

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def needs(self) -> tuple[str, ...]: ...
    @property
    def gives(self) -> str: ...

    def extract(self, reading: Reading) -> Iterable[Found]:
        """Give what this stage finds, in order of the text."""
        ...


def _undecided(_token: int) -> Judgement:
    return Judgement("asserted")


@dataclass(slots=True)
class Reading:
    """One article being coded."""

    article: Article
    analysis: Analysis
    gazetteer: Gazetteer
    actors: tuple[ActorMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    quantities: tuple[QuantityMention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    judge: Callable[[int], Judgement] = _undecided
    """Certainty of the proposition whose predicate is a token; set by the attribution stage."""
    _actor_at: dict[int, ActorMention] = field(default_factory=dict)
    _date_starts: list[int] = field(default_factory=list)

    def put_actors(self, actors: Iterable[ActorMention]) -> None:
        """Take in the actor mentions."""
        self.actors = tuple(actors)
        for mention in self.actors:
            for token in self.analysis.tokens_in(mention.span):
                self._actor_at[token] = mention

    def put_dates(self, dates: Iterable[DateMention]) -> None:
        """Take in the date mentions."""
        self.dates = tuple(sorted(dates, key=lambda mention: mention.span))
        self._date_starts = [mention.span.start for mention in self.dates]

    def actor_at(self, token: int) -> ActorMention | None:
        """Give the actor mention a token belongs to."""
        return self._actor_at.get(token)

    def actors_in(self, tokens: Iterable[int]) -> list[ActorMention]:
        """Give the actor mentions that have a token among these, each once, in order."""
        known, found = self._actor_at, dict[str, ActorMention]()
        for token in tokens:
            if token in known:
                found[known[token].id] = known[token]
        return list(found.values())

    def dates_in(self, span: Span) -> list[DateMention]:
        """Give the dates that start inside a span, in order."""
        first = bisect_left(self._date_starts, span.start)
        last = bisect_left(self._date_starts, span.end)
        return list(self.dates[first:last])

    def quantities_in(self, span: Span) -> list[QuantityMention]:
        """Give the quantities that lie inside a span, in order."""
        return [quantity for quantity in self.quantities if span.holds(quantity.span)]

    def holders(self, token: int) -> tuple[Holder, ...]:
        """Give the chain of holders of what a token says, from the author inward (law 4)."""
        around = [
            one
            for one in self.attributions
            if one.first <= token < one.last and one.predicate != token and not one.topic
        ]
        return tuple(one.holder for one in sorted(around, key=lambda one: one.first - one.last))

    def participants(self, mention: ActorMention) -> Iterator[Participant]:
        """Give a mention as participants, one for each actor it names together; places and unknown persons give none."""
        if mention.code:
            yield self._participant(mention, mention.actor, mention.code)
        for other in mention.others if mention.together else ():
            actor = self.gazetteer.actor(other)
            if actor and actor.code:
                yield self._participant(mention, actor.id, actor.code)

    def _participant(self, mention: ActorMention, actor: str, code: str) -> Participant:
        narrower = actor if actor != code else None
        return Participant(
            code=code, text=mention.quote, span=mention.span, actor=narrower, sector=mention.sector, how=mention.how
        )  # fmt: skip

    def codes(self, tokens: Iterable[int]) -> tuple[Participant, ...]:
        """Give the participants named by tokens, each code once, in order of the text."""
        found: dict[str, Participant] = {}
        for mention in self.actors_in(tokens):
            for one in self.participants(mention):
                found.setdefault(one.code, one)
        return tuple(found.values())

    def quote(self, span: Span) -> str:
        """Give the original characters of a span."""
        return span.cut(self.article.text)

    def clause(self, token: int) -> Span:
        """Give the span of the clause a predicate heads: its subtree, without end punctuation and leading conjunction."""
        analysis = self.analysis
        tokens = list(analysis.subtree(token))
        while len(tokens) > 1 and analysis.pos[tokens[-1]] in ("PUNCT", "SPACE"):
            tokens.pop()
        while len(tokens) > 1 and analysis.pos[tokens[0]] in ("PUNCT", "SPACE", "CCONJ"):
            tokens.pop(0)
        return analysis.span(tokens[0], tokens[-1] + 1)

    def sentence_span(self, token: int) -> Span:
        """Give the span of the sentence a token stands in, without white space at its ends."""
        sentence = self.analysis.sentence(token)
        first, last = sentence.first, sentence.last
        while last - first > 1 and self.analysis.pos[last - 1] == "SPACE":
            last -= 1
        while last - first > 1 and self.analysis.pos[first] == "SPACE":
            first += 1
        return self.analysis.span(first, last)
