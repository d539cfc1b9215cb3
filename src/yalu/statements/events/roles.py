"""Who did it, and to whom: roles read off the parse, never "every name in the sentence"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from yalu.language import Analysis
from yalu.model import Participant
from yalu.statements.events.candidates import Candidate
from yalu.statements.events.frames import Frames
from yalu.statements.events.grammar import (
    SAME_SUBJECT,
    above_pronoun,
    after,
    agents,
    complements,
    is_passive,
    nouns_after,
    objects,
    subjects,
)
from yalu.statements.events.naming import LOCATIVES, MODIFIERS, Namer, People, is_by_role
from yalu.statements.events.passage import NOBODY, Meant, Passage
from yalu.statements.events.repeats import is_repeat, target_of
from yalu.statements.reading import Reading

_SIDES = ("between", "with", "among", "to")
_FAR = ("complement", "clause")
"""Slots inside another act: whom that act meets by role is not whom this one is done to."""
_OPEN = ("AGREE", "CONCEDE", "RETREAT", "MOBILIZE", "SUPPORT")
"""Types that are often done to nobody: a definite noun there is a thing."""
_OF_THINGS = ("ACCUSE", "REJECT", "SUPPORT", "AGREE")
"""Types whose "it" is a thing as often as a state."""
_BESIDE = ("between", "with", "beside", "dative")
_OBJECTS = ("object", "owner", "dative")
_PLACES = ("in", "into", "at", "on")
_OF_PLACES = ("ASSAULT", "COERCE", "MOBILIZE", "RETREAT")
_OF_PERSONS = (
    "targeted",
    "arrest",
    "abduct",
    "beat",
    "torture",
    "sexual",
    "firearms",
    "primitive",
    "deport",
    "release",
)
_BODILY = ("ASSAULT", "COERCE")
_ONE, _MANY = ("he", "she", "it"), ("they",)
_POINTING = ("him", "her", "it", "them", "he", "she", "they")
_DEFINITE = ("the", "this", "that", "these", "those", "both", "its", "their", "his", "her")
_NUMBERS = {
    "both": 2,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
_INSIDE = ("COERCE", "ASSAULT", "PROTEST", "RETREAT", "CONCEDE", "MOBILIZE", "ACCUSE", "SANCTION")
"""Types a state may turn on its own people."""


@dataclass(frozen=True, slots=True)
class Roles:
    """Actors and recipients with the rules that found them."""

    actors: People
    recipients: People
    actor_rule: str
    recipient_rule: str
    affected: bool = False
    """Somebody by name is acted on, known to the gazetteer or not."""


def find_roles(reading: Reading, frames: Frames, candidate: Candidate, passage: Passage) -> Roles:
    """Give the roles of a candidate, with the help of what the paragraph told before; both may be empty."""
    finder = _Finder(reading, frames, candidate, passage)
    roles = finder.nominal() if candidate.nominal else finder.verbal()
    return finder.settled(roles)


@dataclass(frozen=True, slots=True)
class _Finder:
    reading: Reading
    frames: Frames
    candidate: Candidate
    passage: Passage

    @property
    def analysis(self) -> Analysis:
        return self.reading.analysis

    @property
    def namer(self) -> Namer:
        return Namer(self.reading, self.frames, self.candidate.trigger, self.passage, towns=self._is_of_places())

    def _is_of_places(self) -> bool:
        """ "Bombed Vinh" is done to a town, "murdered Salazar" to a man."""
        frame = self.candidate.frame
        return frame.type in _OF_PLACES and frame.mode not in _OF_PERSONS

    # ---------------------------------------------------------------- verbs

    def verbal(self) -> Roles:
        frame, verb = self.candidate.frame, self.candidate.trigger
        if frame.needs == "felt":
            nouns, rule = objects(self.analysis, verb), "subject"
        elif is_passive(self.analysis, verb):
            nouns = agents(self.analysis, verb)
            if self.candidate.noun is not None and not nouns:
                # "A pledge by Russia was made": the noun has the actor.
                nouns = self.analysis.under(self.candidate.noun, "poss") + agents(self.analysis, self.candidate.noun)
            rule = "agent of the passive" if nouns else "no agent named"
        else:
            nouns, rule = self._doers(verb)
        if frame.reverse:
            return self._reversed(nouns)
        actors = self.namer.acting(nouns)
        if not nouns and frame.type == "MOBILIZE" and rule == "no agent named":
            # "British troops were sent": they are whose they are.
            actors, rule = self.namer.acting(objects(self.analysis, verb)), "what was moved"
        recipients, slot = self._recipients(self._slots())
        if not actors and nouns:
            actors, rule = self._going_on(nouns[0], recipients) or ((), rule)
        return Roles(actors, recipients, rule, slot, self._affects())

    def _slots(self) -> tuple[str, ...]:
        """Give the slots of the frame; a noun of a pair may have its other side beside it, a place other prepositions."""
        slots = self.candidate.frame.recipient
        if self.candidate.noun is not None and not self.candidate.frame.symmetric:
            slots += tuple(one for one in _BESIDE if one not in slots)
        if any(one in _PLACES for one in slots):
            slots += tuple(one for one in LOCATIVES if one not in slots)
        return slots

    def _going_on(self, noun: int, recipients: People) -> tuple[People, str] | None:
        """Give whom a subject pronoun or "the two governments" means in this paragraph."""
        without = {one.code for one in recipients}
        number = self._counted(noun)
        word = self.analysis.words[noun].lower()
        if number:
            meant = self.passage.several(noun, number, without)
        elif word in _ONE or word in _MANY:
            meant = self.passage.going_on(noun, without, many=word in _MANY)
        else:
            return None
        return self._as_people(noun, meant)

    def _counted(self, noun: int) -> int:
        """Give how many "the two presidents" or "the four" are; 0 for what is not counted."""
        words = [
            self.analysis.words[one].lower() for one in (noun, *self.analysis.under(noun, "nummod", "det", "predet"))
        ]
        definite = any(one in _DEFINITE for one in words)
        return next((_NUMBERS[one] for one in words if one in _NUMBERS and (definite or one == "both")), 0)

    def _as_people(self, noun: int, meant: Meant) -> tuple[People, str] | None:
        codes, rule = meant
        span = self.analysis.span(noun, noun + 1)
        people = tuple(
            Participant(code=code, text=self.analysis.words[noun], span=span, sector=self.namer.sector(noun), how=rule)
            for code in codes
        )
        return (people, rule) if people else None

    def _doers(self, verb: int) -> tuple[list[int], str]:
        """Give the subject of a verb; a pronoun nobody could resolve is the subject of the clause above it."""
        nouns, rule = subjects(self.analysis, verb, self.frames.habits["fact"])
        if len(nouns) != 1 or self.analysis.pos[nouns[0]] != "PRON" or self.namer.is_coded(nouns[0]):
            return nouns, rule
        above = above_pronoun(self.analysis, nouns[0], verb)
        return (above, SAME_SUBJECT) if above else (nouns, rule)

    def _reversed(self, nouns: list[int]) -> Roles:
        """What the subject gets, who is named after from or with the noun gives; who is received is the visitor."""
        noun = self.candidate.noun
        if noun is None:
            received = objects(self.analysis, self.candidate.trigger)
            givers, rule = self.namer.acting(received), "object"
            if received and not givers:
                hosts = {one.code for one in self.namer.named(nouns)}
                givers, rule = self._as_people(received[0], self._meant(received[0], hosts)) or ((), rule)
        else:
            givers, rule = self.namer.acting(self._around("from", "by")), "after from"
            givers = givers or self.namer.named(self._owners(noun))
        return Roles(givers, self.namer.named(nouns), rule, "subject")

    def _recipients(self, slots: Sequence[str]) -> tuple[People, str]:
        """Give who stands in the first slot that names a state or body; else in the first with somebody known by role."""
        by_role: tuple[People, str] = ((), "none")
        for slot in slots:
            found = self.namer.named(self._slot(slot))
            coded = tuple(one for one in found if not is_by_role(one))
            if coded:
                return coded if slot in _FAR else found, slot
            if found and not by_role[0] and slot not in _FAR:
                by_role = found, slot
        return by_role

    def _slot(self, slot: str) -> list[int]:
        verb = self.candidate.trigger
        match slot:
            case "object":
                return objects(self.analysis, verb)
            case "beside":
                near = [c for one in self._nouns() for c in self.analysis.under(one, *MODIFIERS)]
                return [one for one in near if self.analysis.pos[one] != "PRON"]
            case "owner":
                return [one for noun in self._nouns() for one in self._owners(noun)]
            case "dative":
                indirect = self.analysis.under(verb, "dative")
                beside = [c for one in self._nouns() for c in self.analysis.under(one, "nmod", "compound")]
                return [*indirect, *(n for one in indirect for n in nouns_after(self.analysis, one)), *beside]
            case "complement":
                return list(self._complement())
            case "clause":
                clauses = self.analysis.under(verb, "ccomp")
                return [one for clause in clauses for one in subjects(self.analysis, clause, frozenset())[0]]
            case _:
                return self._around(slot)

    def _owners(self, noun: int) -> list[int]:
        """Give whose a noun is: possessor or adjective, after of, by, from, or who made it: "a draft tabled by Peru"."""
        analysis = self.analysis
        makers = [one for verb in analysis.under(noun, "acl") for one in agents(analysis, verb)]
        return [*analysis.under(noun, "poss", "nmod", "amod"), *after(analysis, noun, "of", "by", "from"), *makers]

    def _nouns(self) -> list[int]:
        nouns = objects(self.analysis, self.candidate.trigger)
        noun = self.candidate.noun
        return nouns if noun is None or noun in nouns else [*nouns, noun]

    def _around(self, *words: str) -> list[int]:
        found = after(self.analysis, self.candidate.trigger, *words)
        for noun in self._nouns():
            found += after(self.analysis, noun, *words)
        for prep in self.analysis.under(self.candidate.trigger, "prep"):
            # "spoke in support of": the phrase hangs under the noun after the first preposition.
            for noun in nouns_after(self.analysis, prep):
                if noun == self.candidate.noun:
                    found += after(self.analysis, noun, *words)
        return found

    def _complement(self) -> Iterator[int]:
        """Give the nouns around what is promised, refused or asked for."""
        for verb in self._promised():
            for noun in objects(self.analysis, verb):
                yield noun
                yield from after(self.analysis, noun, "to", "on", "with", "against", "for", "of")
            yield from after(self.analysis, verb, "to", "on", "with", "against", "from", "for", "in", "into")

    def _promised(self) -> list[int]:
        heads = dict.fromkeys((self.candidate.trigger, self.candidate.noun))
        found = [verb for head in heads if head is not None for verb in complements(self.analysis, head)]
        # "Would stop sharing secrets with Britain": what is stopped stands under the stopping.
        return [*found, *(inner for verb in found for inner in self.analysis.under(verb, "xcomp"))]

    def _affects(self) -> bool:
        return any(self._is_person(one) for one in objects(self.analysis, self.candidate.trigger))

    def _is_person(self, noun: int) -> bool:
        """A name that no state, body or place bears."""
        mention = self.reading.actor_at(noun)
        if mention is None:
            return self.analysis.pos[noun] == "PROPN"
        return mention.actor in self.reading.gazetteer.people

    # ---------------------------------------------------------------- nouns

    def nominal(self) -> Roles:
        noun, frame = self.candidate.trigger, self.candidate.frame
        gerund = frame.entry.startswith(("verbs", "pairs", "light"))
        owners = self.analysis.under(noun, "poss") + agents(self.analysis, noun)
        describers = [] if gerund else self.analysis.under(noun, "amod", "nmod", "compound")
        if frame.symmetric:
            return self._meeting(owners + describers)
        if frame.of == "actor":
            owners += after(self.analysis, noun, "of")
        actors = self.namer.named(owners) or self.namer.named(describers)
        slots = (*frame.recipient, *(("of",) if frame.of == "recipient" else ()))
        recipients, slot = self._recipients(slots)
        affected = frame.of == "recipient" and any(self._is_person(one) for one in after(self.analysis, noun, "of"))
        return Roles(actors, recipients, "possessor, by-phrase or adjective", slot, affected)

    def _meeting(self, owners: list[int]) -> Roles:
        noun = self.candidate.trigger
        sides = self.namer.named([*owners, *after(self.analysis, noun, *_SIDES, "of")])
        return Roles(sides, (), "sides of a mutual act", "none")

    # ---------------------------------------------------------------- settling

    def settled(self, roles: Roles) -> Roles:
        """Join the sides of mutual acts, take out self-reference, find the recipient a helper must have."""
        frame = self.candidate.frame
        agreed = frame.type == "AGREE" and roles.recipient_rule == "with"
        if (frame.symmetric or agreed) and not self.candidate.nominal:
            joined = {one.code: one for one in (*roles.actors, *roles.recipients)} if roles.actors else {}
            return Roles(tuple(joined.values()), (), roles.actor_rule, "a mutual act has sides only")
        codes = {one.code for one in roles.actors}
        others = tuple(one for one in roles.recipients if not _is_among(one, roles.actors))
        if roles.recipients and not others and frame.type in _INSIDE:
            return roles
        rule = roles.recipient_rule if others else "none"
        if not others and codes and frame.type in ("AGREE", "THREATEN"):
            others = tuple(one for one in self.namer.named(self._slot("complement")) if one.code not in codes)
            rule = "complement" if others else "none"
        if not others and frame.type == "PROTEST":
            others, rule = self._aimed_at()
        if is_repeat(self.candidate):
            others, rule = self._as_before(codes)
        elif all(is_by_role(one) for one in others):
            others, rule = self._from_passage(codes) or (others, rule)
        if not others and codes and self._wants_partner():
            others, rule = self._partner(codes)
        return replace(roles, recipients=others, recipient_rule=rule)

    def _as_before(self, codes: set[str]) -> tuple[People, str]:
        """Give to whom an act was done before that somebody else repeats."""
        before = self.passage.last(self.candidate.trigger)
        target = target_of(before, codes) if before else ()
        return self._as_people(self.candidate.trigger, (target, "as it was done before")) or ((), "none")

    def _from_passage(self, codes: set[str]) -> tuple[People, str] | None:
        """Give whom a slot means that names nobody: as the passage goes on, else the state where it happened."""
        nouns = [one for slot in self.candidate.frame.recipient if slot not in _FAR for one in self._slot(slot)]
        if self.candidate.noun is not None or any(one in _OBJECTS for one in self.candidate.frame.recipient):
            nouns += self._nouns()
        for noun in dict.fromkeys(nouns):
            found = self._as_people(noun, self._meant(noun, codes))
            if found:
                return found
        return self._where() if self.candidate.frame.type in _BODILY else None

    def _meant(self, noun: int, codes: set[str]) -> Meant:
        """Give whom a pronoun, a counted or definite noun, or a name nobody knows means."""
        number = self._counted(noun)
        if number:
            return self.passage.several(noun, number, codes)
        word = self.analysis.words[noun].lower()
        if self.analysis.pos[noun] == "PRON":
            if word not in _POINTING or (word == "it" and self.candidate.frame.type in _OF_THINGS):
                return NOBODY
            if not codes:
                return self.passage.going_on(noun, codes, many=word in _MANY)
            return self.passage.other_party(self.candidate.trigger, codes)
        return self.passage.other_party(self.candidate.trigger, codes) if self._points_back(noun) else NOBODY

    def _where(self) -> tuple[People, str] | None:
        """Give the state where somebody is hurt of whom nothing else is known."""
        hurt = objects(self.analysis, self.candidate.trigger)
        if not any(self.namer.sector(one) or self.analysis.pos[one] in ("PROPN", "NUM") for one in hurt):
            return None
        found = self.namer.placed(after(self.analysis, self.candidate.trigger, *LOCATIVES))
        return (found, "the state where it happened") if found else None

    def _points_back(self, noun: int) -> bool:
        """Say whether a noun means somebody the passage has named: the ambassador, its fleet, a name nobody knows."""
        analysis = self.analysis
        words = [analysis.words[one].lower() for one in analysis.under(noun, "det", "poss", "predet")]
        if self.candidate.frame.type in _OPEN:
            # "Recognised its independence": whoever recognises does not mean its own.
            own = any(one in ("its", "their") for one in words)
            return own and self.candidate.frame.type == "SUPPORT" and "owner" in self.candidate.frame.recipient
        if analysis.pos[noun] == "PROPN":
            dated = any(one.span.holds(analysis.span(noun, noun + 1)) for one in self.reading.dates)
            return self.reading.actor_at(noun) is None and not words and not dated
        wanted = self.frames.types[self.candidate.frame.type].recipient_required
        if wanted and self.namer.sector(noun) is not None:
            return True
        return any(one in _DEFINITE for one in words) and (wanted or self._is_body(noun))

    def _is_body(self, noun: int) -> bool:
        lemma = self.analysis.lemmas[noun].lower()
        return self.namer.sector(noun) is not None or lemma in self.frames.bodies

    def _aimed_at(self) -> tuple[People, str]:
        """Give whom a protest means to move: "to press Rabat", "chanting against Iran"."""
        for clause in self.analysis.under(self.candidate.trigger, "advcl", "conj"):
            found = self.namer.named([*objects(self.analysis, clause), *after(self.analysis, clause, "against", "on")])
            if found:
                return found, "aim of the protest"
        return (), "none"

    def _wants_partner(self) -> bool:
        if self.candidate.frame.type == "AID":
            return self.candidate.noun is not None
        if self.candidate.frame.type == "SANCTION":
            return True
        if self.candidate.frame.type != "AGREE":
            return False
        return any(
            frame.type in ("AID", "COOPERATE")
            for verb in self._promised()
            for frame in self.frames.verbs.get(self.analysis.lemmas[verb].lower(), ())
        )

    def _partner(self, codes: set[str]) -> tuple[People, str]:
        """Give the only other actor of the clause, else of the paragraph's first sentence."""
        analysis = self.analysis
        own = analysis.sentence(self.candidate.trigger)
        first = next(one for one in analysis.sentences if one.paragraph == own.paragraph)
        told: tuple[Iterable[int], str] = (
            range(first.first, first.last),
            "the only other actor of the paragraph's first sentence",
        )
        if self.candidate.frame.type == "SANCTION":
            told = range(first.first, own.first), "the only other actor the paragraph named before"
        places: list[tuple[Iterable[int], str]] = [(self._clause(), "the only other actor of the clause")]
        if self.candidate.frame.type != "AGREE" or len(codes) == 1:
            places.append(told)
        for tokens, rule in places:
            heads = [one for one in tokens if self.namer.is_coded(one) and analysis.deps[one] not in MODIFIERS]
            found = tuple(one for one in self.reading.codes(heads) if one.code not in codes)
            if found:
                return (found, rule) if len(found) == 1 else ((), "none")
        return (), "none"

    def _clause(self) -> list[int]:
        analysis, trigger = self.analysis, self.candidate.trigger
        cut: set[int] = set()
        for token in analysis.subtree(trigger):
            if analysis.deps[token] in ("relcl", "advcl", "conj") and token != trigger:
                cut.update(analysis.subtree(token))
        return [token for token in analysis.subtree(trigger) if token not in cut]


def _is_among(one: Participant, others: People) -> bool:
    """Say whether a body is among others; government and opposition of one state are two."""
    return any(one.code == other.code and (one.sector or "GOV") == (other.sector or "GOV") for other in others)
