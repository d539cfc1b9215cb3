"""Whom the paragraph speaks of: what a pronoun or "the ambassador" means where its own sentence names nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from yalu.language import Analysis
from yalu.model import ActorMention, Event
from yalu.statements.events.grammar import subjects
from yalu.statements.reading import Reading

_PAIR = 2
_SCENE = ("in", "at")

Codes = tuple[str, ...]
Meant = tuple[Codes, str]
"""Codes, and the rule that found them."""
NOBODY: Meant = ((), "none")


@dataclass(frozen=True, slots=True)
class Dealing:
    """What was told before: who did something, and to whom."""

    trigger: int
    actors: Codes
    recipients: Codes
    type: str = ""
    mode: str | None = None
    happened: bool = True

    def across(self, mine: set[str]) -> Codes:
        """Give the side that is not mine; nobody where I have no part in it."""
        if mine & set(self.actors):
            return self.recipients or tuple(one for one in self.actors if one not in mine)
        return self.actors if mine & set(self.recipients) else ()


@dataclass(slots=True)
class Passage:
    """The actors a paragraph has named, and what they did to each other so far; filled while an article is coded."""

    reading: Reading
    dealings: list[Dealing] = field(default_factory=list)
    _named: list[tuple[int, str]] = field(default_factory=list)
    _story: int = -1
    """The paragraph that tells of the past in the present tense."""

    def __post_init__(self) -> None:
        self._named = [
            (self.analysis.tokens_in(mention.span)[0], code)
            for mention in self.reading.actors
            if not self._is_scene(mention)
            for code in self._codes(mention)
        ]

    @property
    def analysis(self) -> Analysis:
        """The parse."""
        return self.reading.analysis

    def _is_scene(self, mention: ActorMention) -> bool:
        """ "In Vienna" says where something was done, not who has part in it."""
        if mention.form != "metonym":
            return False
        last = self.analysis.tokens_in(mention.span)[-1]
        head = self.analysis.heads[last]
        adjunct = self.analysis.pos[self.analysis.heads[head]] in ("VERB", "AUX")
        return adjunct and self.analysis.deps[last] == "pobj" and self.analysis.words[head].lower() in _SCENE

    def _codes(self, mention: ActorMention) -> Iterator[str]:
        """Give whom a mention names; a place names the one state it lies in."""
        known = [one.code for one in self.reading.participants(mention)]
        place = self.reading.gazetteer.regions.get(mention.actor)
        within = place.within if place is not None else ()
        yield from known or (within if len(within) == 1 else ())

    def note(self, token: int, event: Event) -> None:
        """Remember who dealt with whom."""
        sides = [tuple(one.code for one in side if one.code != one.sector) for side in (event.actors, event.recipients)]
        if any(sides):
            self.dealings.append(
                Dealing(token, sides[0], sides[1], event.event_type, event.mode, event.certainty == "asserted")
            )

    def last(self, token: int) -> Dealing | None:
        """Give the last act of the paragraph before a token that happened."""
        return next((one for one in self._before(token) if one.happened and one.actors), None)

    def is_narrated(self, token: int, dated: bool) -> bool:
        """Say whether a present tense tells a story: with a past date of its own, or after such a one in its paragraph."""
        paragraph = self.analysis.sentence(token).paragraph
        if dated:
            self._story = paragraph
        return self._story == paragraph

    def begin(self, token: int) -> int:
        """Give the first token of the paragraph a token stands in."""
        sentences, number = self.analysis.sentences, self.analysis.sentence_of[token]
        while number and sentences[number - 1].paragraph == sentences[number].paragraph:
            number -= 1
        return sentences[number].first

    def named(self, first: int, last: int) -> Codes:
        """Give the states and bodies named from a token up to another, each once, in order."""
        return tuple(dict.fromkeys(code for token, code in self._named if first <= token < last))

    # ---------------------------------------------------------------- the other party

    def other_party(self, token: int, mine: set[str]) -> Meant:
        """Give whom the paragraph sets against somebody: of the dealings before, else the only other one named before."""
        begin = self.begin(token)
        for dealing in self._before(token):
            found = tuple(one for one in dealing.across(mine) if one not in mine)
            if found:
                return (found, "the other party of the dealings before") if len(found) == 1 else NOBODY
        chief = [one for one in self._chief(token) if one not in mine]
        if len(chief) == 1:
            return (chief[0],), "the subject of the sentence"
        before = self.named(begin, self.analysis.sentence(token).first) or self.named(begin, token)
        others = [one for one in before if one not in mine]
        if len(others) == 1:
            return (others[0],), "the only other actor the paragraph named before"
        return self._of_topic(begin, mine) if mine else NOBODY

    def _chief(self, token: int) -> Codes:
        """Give the subject of the main clause of a sentence, where it stands before a token."""
        sentence = self.analysis.sentence(token)
        root = next(one for one in range(sentence.first, sentence.last) if self.analysis.heads[one] == one)
        return self._subjects_of(root) if root < token else ()

    def _before(self, token: int) -> Iterator[Dealing]:
        """Give the dealings of the paragraph before a token, the last one first."""
        begin = self.begin(token)
        for dealing in reversed(self.dealings):
            if dealing.trigger < begin:
                return
            if dealing.trigger < token:
                yield dealing

    def _of_topic(self, begin: int, mine: set[str]) -> Meant:
        """The sentence that opens a paragraph says whom it is about."""
        opening = self.named(begin, self.analysis.sentence(begin).last)
        others = tuple(one for one in opening if one not in mine)
        fits = len(others) == 1 and len(opening) <= _PAIR and others[0] in self.reading.gazetteer.states
        return (others, "the other actor of the sentence that opens the paragraph") if fits else NOBODY

    def several(self, token: int, number: int, without: set[str]) -> Meant:
        """Give "the two governments", "the four": as many as the dealings before or the paragraph set together."""
        for dealing in self._before(token):
            for codes in (dealing.actors, (*dealing.actors, *dealing.recipients)):
                rest = tuple(dict.fromkeys(one for one in codes if one not in without))
                if len(rest) == number:
                    return rest, f"the {number} of the dealings before"
        begin = self.begin(token)
        for last in (token, self.analysis.sentence(begin).last):
            rest = tuple(one for one in self.named(begin, last) if one not in without)
            if len(rest) == number:
                return rest, f"the {number} that the paragraph has named"
        return NOBODY

    # ---------------------------------------------------------------- who goes on acting

    def going_on(self, token: int, without: set[str], *, many: bool) -> Meant:
        """Give who a subject pronoun means: the subject of the main clause before, else who acted last."""
        before = self._subjects_before(token)
        choices = [(before, "the subject of the sentence before")]
        choices += [(one.actors, "who acted before") for one in self._before(token)][:1]
        for codes, rule in choices:
            rest = tuple(one for one in codes if one not in without)
            if rest and (len(rest) > 1) == many:
                return rest, rule
        return NOBODY

    def _subjects_before(self, token: int) -> Codes:
        number = self.analysis.sentence_of[token]
        here = self.analysis.sentences[number]
        if not number or self.analysis.sentences[number - 1].paragraph != here.paragraph:
            return ()
        before = self.analysis.sentences[number - 1]
        root = next(one for one in range(before.first, before.last) if self.analysis.heads[one] == one)
        return self._subjects_of(root)

    def _subjects_of(self, verb: int) -> Codes:
        analysis = self.analysis
        heads = subjects(analysis, verb, frozenset())[0]
        near = [inner for head in heads for inner in (head, *analysis.under(head, "amod", "poss", "compound", "nmod"))]
        return tuple(one.code for one in self.reading.codes(near))
