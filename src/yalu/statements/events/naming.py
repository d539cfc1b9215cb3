"""Whom a noun phrase names: a state or body by name, or one known by role only, with the state the words give it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from yalu.language import Analysis
from yalu.model import Participant
from yalu.statements.events.frames import Frames
from yalu.statements.events.grammar import after, is_relative
from yalu.statements.reading import Reading

MODIFIERS = ("amod", "compound", "nmod", "poss")
UNKNOWN = "UNK"
_ABSTRACT = re.compile(r"(?:tion|sion|ment|ness|ity|ance|ence|ship|hood|phy|ogy|ism|cy|ry)$")
"""Endings of nouns that a capital at the head of a sentence does not make a name."""
_PHRASE = 3
"""A role may take this many words: former prime minister."""
_AUTHORITIES = ("GOV", "LEG", "JUD", "MIL", "COP", "SPY", "PTY", "OPP")
"""With "the" they are those of the state the paragraph speaks of."""

People = tuple[Participant, ...]


def is_by_role(one: Participant) -> bool:
    """Say whether somebody is known by role only: his sector stands for the code of a state."""
    return one.code == one.sector


@dataclass(frozen=True, slots=True)
class Namer:
    """Names the actors of an article; `trigger` is the word that tells what they do."""

    reading: Reading
    frames: Frames
    trigger: int

    @property
    def analysis(self) -> Analysis:
        """The parse."""
        return self.reading.analysis

    def acting(self, nouns: Iterable[int]) -> People:
        """Name actors: the head is a name, or a noun that acts for the state beside it or for itself."""
        acting = [noun for noun in nouns if self.acts(noun)]
        return self.named(acting) or tuple(one for noun in acting for one in self._stranger(noun))

    def acts(self, noun: int) -> bool:
        """Say whether a noun can act: "China's influence" cannot."""
        lemma = self.analysis.lemmas[noun].lower()
        return (
            self.reading.actor_at(noun) is not None
            or self.analysis.pos[noun] == "PROPN"
            or lemma in self.reading.gazetteer.roles
            or lemma in self.frames.agents
            or lemma in self.frames.measures
        )

    def named(self, nouns: Iterable[int]) -> People:
        """Give the participants that heads name, each code once: by name, else by role."""
        found: dict[str, Participant] = {}
        for noun in nouns:
            for one in self._of(noun):
                found.setdefault(one.code, one)
        return tuple(found.values())

    def is_coded(self, token: int) -> bool:
        """Say whether a token belongs to a name with a code."""
        mention = self.reading.actor_at(token)
        return mention is not None and (mention.code is not None or mention.together)

    def _of(self, noun: int) -> Iterator[Participant]:
        named = self.reading.codes(self._naming(noun))
        if not named:
            yield from self._by_role(noun)
            return
        sector = self._sector_beside(noun) if not self.is_coded(noun) else None
        yield from (replace(one, sector=sector) if sector else one for one in named)

    def _sector_beside(self, noun: int) -> str | None:
        """Give the sector of a noun that a state's name modifies; a name nobody knows is some body of that state."""
        found = self.sector(noun)
        named_after = self.analysis.pos[noun] == "PROPN" and self.analysis.child(noun, "appos") is None
        return UNKNOWN if found is None and named_after else found

    # ---------------------------------------------------------------- by role

    def _by_role(self, noun: int) -> Iterator[Participant]:
        for one in self._members(noun):
            sector = self.sector(one)
            if sector is None:
                continue
            state, how = self._whose(one, sector)
            text = self.reading.quote(self.analysis.span(*self._bare(one)))
            span = self.analysis.span(one, one + 1)
            yield Participant(code=state or sector, text=text, span=span, sector=sector, how=how)

    def _stranger(self, noun: int) -> Iterator[Participant]:
        """A name that nobody knows and no role explains: unknown, but somebody."""
        analysis = self.analysis
        span = analysis.span(*self._bare(noun))
        known = self.reading.actor_at(noun)
        dated = any(one.span.holds(analysis.span(noun, noun + 1)) for one in self.reading.dates_in(span))
        place = known is not None and known.actor in self.reading.gazetteer.regions
        opens = noun == analysis.sentence(noun).first and _ABSTRACT.search(analysis.words[noun])
        if analysis.pos[noun] == "PROPN" and not place and not dated and not opens:
            text = self.reading.quote(span)
            yield Participant(code=UNKNOWN, text=text, span=span, sector=UNKNOWN, how="a name that no table knows")

    def _members(self, noun: int) -> list[int]:
        """Give what a noun counts: gunmen in "a group of gunmen"."""
        if self.analysis.lemmas[noun].lower() not in self.frames.measures:
            return [noun]
        return after(self.analysis, noun, "of") or [noun]

    def _bare(self, noun: int) -> tuple[int, int]:
        """Give first and last token of a phrase without what hangs after its head."""
        near = [noun, *(one for one in self.analysis.under(noun, *MODIFIERS, "det", "nummod") if one < noun)]
        return min(near), noun + 1

    def sector(self, noun: int) -> str | None:
        """Give the PLOVER sector of a role noun; what stands before it may say more: rebel commander, police officer."""
        analysis = self.analysis
        if analysis.pos[noun] not in ("NOUN", "PROPN"):
            return None
        lemma = analysis.lemmas[noun].lower()
        own = self._sector_of(lemma)
        if own is None:
            return self._title(noun) if analysis.pos[noun] == "PROPN" else None
        words = [analysis.words[one].lower() for one in range(max(noun - _PHRASE + 1, 0), noun)]
        for start in range(len(words)):
            known = self.reading.gazetteer.roles.get(" ".join((*words[start:], lemma)))
            if known:
                return known.sector
        shades = (
            self.frames.shades.get(analysis.lemmas[one].lower())
            for one in analysis.under(noun, "amod", "compound", "nmod")
        )
        return next((one for one in shades if one), own)

    def _title(self, name: int) -> str | None:
        """Give the sector that a title before a name or a description after it tells: General Park, Park, a rebel."""
        analysis = self.analysis
        for one in analysis.under(name, "compound", "appos"):
            role = self.reading.gazetteer.roles.get(analysis.lemmas[one].lower())
            if role is not None and role.person:
                return self.frames.agents.get(analysis.lemmas[one].lower()) or role.sector
        return None

    def _sector_of(self, lemma: str) -> str | None:
        if lemma in self.frames.agents:
            return self.frames.agents[lemma]
        role = self.reading.gazetteer.roles.get(lemma)
        return role.sector if role else None

    def _whose(self, noun: int, sector: str) -> tuple[str | None, str]:
        """Give the state of somebody known by role: where it happens, or the only one the paragraph has named before."""
        places = [one for one in self._places() if one != noun]
        codes = self._states(inner for place in places for inner in self._naming(place))
        if len(codes) == 1:
            return codes[0], "role, with the state where it happened"
        if sector in _AUTHORITIES and self._is_definite(noun):
            codes = self._before()
            if len(codes) == 1:
                return codes[0], "role, with the only state named before in the paragraph"
        return None, "role alone"

    def _places(self) -> list[int]:
        """Give the nouns after "in" that hang on the act or on who takes part in it."""
        analysis = self.analysis
        heads = [self.trigger, *analysis.under(self.trigger, "nsubj", "nsubjpass", "dobj")]
        heads += [one for prep in analysis.under(self.trigger, "agent") for one in analysis.under(prep, "pobj")]
        return [place for head in heads for place in after(analysis, head, "in")]

    def _is_definite(self, noun: int) -> bool:
        return any(self.analysis.words[one].lower() == "the" for one in self.analysis.under(noun, "det"))

    def _before(self) -> list[str]:
        """Give the states that the paragraph names before this sentence."""
        analysis = self.analysis
        here = analysis.sentence(self.trigger)
        number = analysis.sentence_of[self.trigger]
        first = next(one.first for one in analysis.sentences if one.paragraph == here.paragraph)
        return self._states(range(first, here.first)) if number else []

    def _states(self, tokens: Iterable[int]) -> list[str]:
        states = self.reading.gazetteer.states
        codes = (one.code or "" for one in self.reading.actors_in(tokens))
        return list(dict.fromkeys(code for code in codes if code in states))

    # ---------------------------------------------------------------- by name

    def _naming(self, noun: int) -> list[int]:
        """Give the tokens whose names a head stands for: itself, else its apposition, else what modifies it."""
        analysis = self.analysis
        if is_relative(analysis, noun):
            return []
        if self.is_coded(noun):
            return [noun]
        for other in analysis.under(noun, "appos"):
            if self.is_coded(other):
                return [other]
        near = analysis.under(noun, *MODIFIERS)
        if analysis.lemmas[noun].lower() in self.frames.edges:
            near += after(analysis, noun, "with")
        near += [inner for one in near for inner in analysis.under(one, "compound", "amod", "nmod", "conj")]
        if not self.reading.actors_in(near):
            near += [one for one in after(analysis, noun, "of", "from") if self.acts(noun) or self._is_state(one)]
            near += [one for one in after(analysis, noun, "in") if self._is_role(noun) and self._is_state(one)]
        return near

    def _is_role(self, noun: int) -> bool:
        lemma = self.analysis.lemmas[noun].lower()
        return lemma in self.reading.gazetteer.roles or lemma in self.frames.agents

    def _is_state(self, token: int) -> bool:
        mention = self.reading.actor_at(token)
        return mention is not None and mention.code is not None and mention.form != "pronoun"
