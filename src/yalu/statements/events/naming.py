"""Whom a noun phrase names: a state or body by name, or one known by role only, with the state the words give it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from yalu.language import Analysis
from yalu.model import Participant
from yalu.statements.events.frames import Frames
from yalu.statements.events.grammar import after, is_relative
from yalu.statements.events.passage import Passage
from yalu.statements.reading import Reading

LOCATIVES = ("in", "at", "near", "around", "outside", "inside", "off", "along")
MODIFIERS = ("amod", "compound", "nmod", "poss")
UNKNOWN = "UNK"
BESIDE = "role, with the place beside it"
_ABSTRACT = re.compile(r"(?:tion|sion|ment|ness|ity|ance|ence|ship|hood|phy|ogy|ism|cy|ry)$")
"""Endings of nouns that a capital at the head of a sentence does not make a name."""
_ABROAD = ("GOV", "MIL", "SPY", "UAF")
"""Who often acts in other states than his own, or for none."""
_PRIVATE = ("AGR", "CVL", "EDU", "JRN", "LAB", "MED")
"""Who lives in a state without being one of its bodies."""
_NO_ONE = ("no", "any", "every", "each", "neither")
_OWNERS = ("its", "his", "her", "their")
_STATELESS = ("CRM", "PRM", "REB", "UAF")
"""Who acts for no state."""
_TWO, _PHRASE = 2, 3
"""A role may take this many words: former prime minister."""
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
    passage: Passage
    towns: bool = False
    """Whether the act may be done to a town: a name that only the table of towns knows is rather a person's."""

    @property
    def analysis(self) -> Analysis:
        """The parse."""
        return self.reading.analysis

    def acting(self, nouns: Iterable[int]) -> People:
        """Name actors: the head is a name, or a noun that acts for the state beside it or for itself."""
        acting = [noun for noun in nouns if self.acts(noun) and not self._is_place(noun)]
        return self.named(acting, spoken_of=True) or tuple(one for noun in acting for one in self._stranger(noun))

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

    def named(self, nouns: Iterable[int], *, spoken_of: bool = False) -> People:
        """Give the participants that heads name, each code once: by name, else by role.

        `spoken_of`: somebody known by role may belong to the state the paragraph speaks of.
        """
        found: dict[str, Participant] = {}
        for noun in nouns:
            for one in self._of(noun, spoken_of):
                found.setdefault(one.code, one)
        return tuple(found.values())

    def _is_place(self, noun: int) -> bool:
        known = self.reading.actor_at(noun)
        return known is not None and known.actor in self.reading.gazetteer.regions

    def is_coded(self, token: int) -> bool:
        """Say whether a token belongs to a name with a code."""
        mention = self.reading.actor_at(token)
        return mention is not None and (mention.code is not None or mention.together)

    def placed(self, nouns: Iterable[int]) -> People:
        """Give the states that places lie in."""
        return tuple({one.code: one for noun in nouns for one in self._placed(noun)}.values())

    def _of(self, noun: int, spoken_of: bool) -> Iterator[Participant]:
        named = self.reading.codes(self._naming(noun))
        if not named:
            own = self.towns or self.reading.actor_at(noun) is not None
            places = [*([noun] if own else []), *([] if spoken_of else after(self.analysis, noun, *LOCATIVES))]
            placed = [one for place in places for one in self._placed(place)]
            yield from placed
            if spoken_of or not placed:
                yield from self._by_role(noun, spoken_of)
            return
        sector = self._sector_beside(noun) if not self.is_coded(noun) else None
        yield from (replace(one, sector=sector) if sector else one for one in named)

    def _placed(self, noun: int) -> Iterator[Participant]:
        """Who strikes, visits or occupies a place does it to the one state it lies in."""
        for code in self._states([noun]) if self.reading.actor_at(noun) else self._state_of_town(noun):
            span = self.analysis.span(noun, noun + 1)
            yield Participant(code=code, text=self.analysis.words[noun], span=span, how="a place in it")

    def _state_of_town(self, noun: int) -> list[str]:
        """Give the state of a town that only the table of towns knows."""
        analysis = self.analysis
        if analysis.pos[noun] != "PROPN":
            return []
        words = [analysis.words[one] for one in (*analysis.under(noun, "compound"), noun)]
        code = self.frames.towns.get(" ".join(words))
        return [code] if code else []

    def _sector_beside(self, noun: int) -> str | None:
        """Give the sector of a noun that a state's name modifies; a name nobody knows is some body of that state."""
        found = self.sector(noun)
        named_after = self.analysis.pos[noun] == "PROPN" and self.analysis.child(noun, "appos") is None
        return UNKNOWN if found is None and named_after else found

    # ---------------------------------------------------------------- by role

    def _by_role(self, noun: int, spoken_of: bool) -> Iterator[Participant]:
        for one in self._members(noun):
            sector = self.sector(one)
            if sector is None:
                continue
            if spoken_of and sector in _ABROAD and self._is_pair(one):
                yield from self._both(one, sector)
                continue
            state, how = self._whose(one, spoken_of)
            if state is None and spoken_of and sector not in _STATELESS and self._is_somebodys(one):
                continue
            text = self.reading.quote(self.analysis.span(*self._bare(one)))
            span = self.analysis.span(one, one + 1)
            yield Participant(code=state or sector, text=text, span=span, sector=sector, how=how)

    def _stranger(self, noun: int) -> Iterator[Participant]:
        """A name that nobody knows and no role explains: unknown, but somebody."""
        analysis = self.analysis
        span = analysis.span(*self._bare(noun))
        dated = any(one.span.holds(analysis.span(noun, noun + 1)) for one in self.reading.dates_in(span))
        opens = noun == analysis.sentence(noun).first and _ABSTRACT.search(analysis.words[noun])
        if analysis.pos[noun] == "PROPN" and not dated and not opens:
            state = self._spoken_of(noun)
            how = "a name that no table knows" + (", with the state the paragraph speaks of" if state else "")
            if state is None and self._states(range(self._begin, analysis.sentence(noun).last)):
                return
            yield Participant(code=state or UNKNOWN, text=self.reading.quote(span), span=span, sector=UNKNOWN, how=how)

    def _holders(self, noun: int) -> list[int]:
        """Give whose a thing is: "the governor's compound", "a police station"."""
        return [one for one in self.analysis.under(noun, "poss", "compound") if self.sector(one)] or [noun]

    def _is_pair(self, noun: int) -> bool:
        """ "The two governments", "both presidents"."""
        counted = self.analysis.under(noun, "nummod", "det", "amod", "predet")
        return any(self.analysis.words[one].lower() in ("two", "both") for one in counted)

    def _both(self, noun: int, sector: str) -> Iterator[Participant]:
        """Give two bodies of the two states that the paragraph has named; one of no state where it has named more or fewer."""
        analysis = self.analysis
        first = next(one.first for one in analysis.sentences if one.paragraph == analysis.sentence(noun).paragraph)
        states = self._states(range(first, noun))
        codes = states if len(states) == _TWO else [] if states else [sector]
        text, span = self.reading.quote(analysis.span(*self._bare(noun))), analysis.span(noun, noun + 1)
        for code in codes:
            yield Participant(
                code=code, text=text, span=span, sector=sector, how="role, of the two states named before"
            )

    def _members(self, noun: int) -> list[int]:
        """Give what a noun counts: gunmen in "a group of gunmen"."""
        if self.analysis.lemmas[noun].lower() not in self.frames.measures:
            return [noun] if self.sector(noun) else self._holders(noun)
        inside = after(self.analysis, noun, "of")
        return [one for member in inside for one in self._members(member)] if inside else [noun]

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

    def _whose(self, noun: int, spoken_of: bool) -> tuple[str | None, str]:
        """Give the state of somebody known by role: where it happens, or the one the paragraph speaks of."""
        if any(self.analysis.words[one].lower() in _NO_ONE for one in self.analysis.under(noun, "det")):
            return None, "role alone"
        owner = self._owner(noun)
        if owner:
            return owner, "role, of whom the possessive means"
        home = self._states_around(after(self.analysis, noun, "in", "from"))
        if len(home) == 1:
            return home[0], BESIDE
        abroad = spoken_of and self.sector(noun) in _ABROAD
        places = [] if abroad else [one for one in self._places() if one != noun]
        codes = self._states(inner for place in places for inner in self._naming(place))
        if len(codes) == 1:
            return codes[0], "role, with the state where it happened"
        towns = [] if codes else self._states_around(places)
        if len(towns) == 1:
            return towns[0], BESIDE
        code = self._spoken_of(noun) if spoken_of and self.sector(noun) not in _PRIVATE else None
        return (code, "role, with the state the paragraph speaks of") if code else (None, "role alone")

    def _owner(self, noun: int) -> str | None:
        """Give whom "its" before a role means, where the reader of names could not say it."""
        for one in self.analysis.under(noun, "poss"):
            word = self.analysis.words[one].lower()
            if word in _OWNERS and self.reading.actor_at(one) is None:
                codes, _ = self.passage.going_on(one, set(), many=word == "their")
                return codes[0] if len(codes) == 1 else None
        return None

    def _states_around(self, places: Iterable[int]) -> list[str]:
        return list(dict.fromkeys(one.code for place in places for one in self._placed(place)))

    def _spoken_of(self, noun: int) -> str | None:
        """Give the only state that the paragraph names before a noun, else that of the subject of the sentence before."""
        here = self.analysis.sentence(self.trigger)
        codes = self._named_before(noun)
        if len(codes) <= 1:
            return codes[0] if codes else None
        subject = self._states(self._subject_before()) if self._begin < here.first else []
        return subject[0] if len(subject) == 1 and subject[0] in codes else None

    def _is_somebodys(self, noun: int) -> bool:
        """Say whether a body must be one of the states named, though the words do not say whose: better nobody than anybody."""
        if len(self._named_before(noun)) > 1:
            return True
        definite = any(self.analysis.words[one].lower() == "the" for one in self.analysis.under(noun, "det"))
        return definite and bool(self._states(range(self._begin, self.analysis.sentence(noun).last)))

    @property
    def _begin(self) -> int:
        """The first token of the paragraph."""
        here = self.analysis.sentence(self.trigger)
        return next(one.first for one in self.analysis.sentences if one.paragraph == here.paragraph)

    def _named_before(self, noun: int) -> list[str]:
        """Give the states the paragraph names before a noun, without those that take part in the same act.

        "The rebels attacked Iraq": they may be anybody's.
        """
        here = self.analysis.sentence(self.trigger)
        aside = set(self._states(self.analysis.subtree(self.trigger)))
        before = [code for code in self._states(range(self._begin, here.first)) if code not in aside]
        near = [code for code in self._states(range(here.first, noun)) if code not in aside]
        return list(dict.fromkeys((*before, *near)))

    def _subject_before(self) -> Iterator[int]:
        """Give the words of the subject of the sentence before this one."""
        analysis = self.analysis
        before = analysis.sentences[analysis.sentence_of[self.trigger] - 1]
        root = next((one for one in range(before.first, before.last) if analysis.heads[one] == one), None)
        for subject in analysis.under(root, "nsubj", "nsubjpass") if root is not None else ():
            yield from self._naming(subject)

    def _places(self) -> list[int]:
        """Give the nouns after "in" that hang on the act or on who takes part in it."""
        analysis = self.analysis
        heads = [self.trigger, *analysis.under(self.trigger, "nsubj", "nsubjpass", "dobj")]
        heads += [one for prep in analysis.under(self.trigger, "agent") for one in analysis.under(prep, "pobj")]
        return [place for head in heads for place in after(analysis, head, "in")]

    def _states(self, tokens: Iterable[int]) -> list[str]:
        """Give the states that words name, or that hold the places they name."""
        gazetteer = self.reading.gazetteer
        found: dict[str, None] = {}
        for one in self.reading.actors_in(tokens):
            place = gazetteer.regions.get(one.actor)
            within = place.within if place is not None else ()
            code = one.code or (within[0] if len(within) == 1 else "")
            if code in gazetteer.states:
                found[code] = None
        return list(found)

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
        near += [inner for one in near for inner in analysis.under(one, "compound", "amod", "nmod", "conj", "poss")]
        if not self.reading.actors_in(near):
            members = [one for one in after(analysis, noun, "of", "from") if self.acts(noun) or self._is_state(one)]
            near += [inner for one in members for inner in (one, *analysis.under(one, *MODIFIERS))]
            near += [one for one in after(analysis, noun, "in") if self._is_role(noun) and self._is_state(one)]
        return near

    def _is_role(self, noun: int) -> bool:
        lemma = self.analysis.lemmas[noun].lower()
        return lemma in self.reading.gazetteer.roles or lemma in self.frames.agents

    def _is_state(self, token: int) -> bool:
        mention = self.reading.actor_at(token)
        return mention is not None and mention.code is not None and mention.form != "pronoun"
