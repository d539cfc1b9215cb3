"""Where an event may be told: verbs with a frame, verbs with an event noun, event nouns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from yalu.language import Analysis
from yalu.statements.events.frames import KINDS_OF_PEOPLE, Frame, Frames, threat_mode
from yalu.statements.events.grammar import after, complements, is_passive, objects, particles
from yalu.statements.reading import Reading

_OF_SOMEBODY = ("recipient", "whom")
_VERBAL = ("REQUEST", "THREATEN", "AGREE", "REJECT")
"""What these say is to be done was not done by being said."""
_CONSENTING = ("agree", "consent", "accept", "offer", "volunteer")
_HOSTILE = 4
"""The quad of material conflict."""
_NOMINAL = ("NOUN", "PROPN")
_VERBS = ("VERB", "AUX")
_PREDICATES = ("acomp", "attr", "oprd")
_BLOWS = ("ASSAULT", "COERCE")
_SPANS = ("year", "month", "week", "day", "hour", "decade", "century")
_ASKING = ("what", "who", "why", "how", "whether", "if", "when", "where", "which")
_DEMANDED = ("should", "must", "be")
_MODALS = ("would", "will", "could", "can", "wo", "ca", "'ll", "'d")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trigger with the frame that fits it best."""

    trigger: int
    frame: Frame
    noun: int | None = None
    """The event noun or the noun of the pair; the trigger itself for a nominal event."""
    nominal: bool = False
    rivals: tuple[tuple[Frame, int | None], ...] = ()
    """Frames that fit less well, with their nouns, the best first."""

    def readings(self) -> Iterator[Candidate]:
        """Give the candidate, then what it is by each rival frame."""
        yield self
        for frame, noun in self.rivals:
            yield replace(self, frame=frame, noun=noun, rivals=((self.frame, self.noun),))

    @property
    def runner_up(self) -> str | None:
        """The entry of the best rival frame."""
        return next((frame.entry for frame, _ in self.rivals if frame.entry != self.frame.entry), None)


def find_candidates(reading: Reading, frames: Frames) -> list[Candidate]:
    """Give the candidates of an article in order of the text, without those that another one only speaks of."""
    found: dict[int, Candidate] = {}
    analysis = reading.analysis
    for token, part in enumerate(analysis.pos):
        if part in _VERBS or (part in _NOMINAL and analysis.words[token].lower() in frames.gerunds):
            candidate = _at_verb(reading, frames, token)
            if candidate:
                found[token] = candidate
        if token not in found and part == "NOUN":
            noun = _at_noun(analysis, frames, token)
            if noun:
                found[token] = noun
    covered = {token for one in found.values() for token in _covered(analysis, one)}
    return [one for token, one in sorted(found.items()) if token not in covered]


def options_at(reading: Reading, frames: Frames, token: int) -> Iterator[tuple[Frame, int | None]]:
    """Give the frames of a verb, the most telling first, each with the noun it takes."""
    analysis = reading.analysis
    lemma = _verb_lemma(analysis, frames, token)
    if lemma is None:
        return
    if _is_reflexive(analysis, token):
        return
    tied = _tied(analysis, token)
    found = sorted(_options(reading, frames, (token, lemma)), key=lambda one: -len(tied.intersection(one[0].particles)))
    if any(f"{lemma} {analysis.words[one].lower()}" in frames.phrasal for one in analysis.under(token, "prt")):
        # To call off a strike is not to call a strike.
        found = [one for one in found if one[0].particles]
    yield from found


def _is_reflexive(analysis: Analysis, verb: int) -> bool:
    """ "Asked himself", "called itself": nobody else has part in it."""
    return any(
        analysis.words[one].lower().endswith(("self", "selves")) for one in analysis.under(verb, "dobj", "dative")
    )


def _bound_to(analysis: Analysis, frames: Frames, at: tuple[int, Frame]) -> Frame:
    """Give what a promise is by what is promised: to attack is a threat, to withdraw a concession.

    Who agrees, consents or offers only joins what others ask for: that stays AGREE.
    """
    verb, frame = at
    if (
        frame.type != "AGREE"
        or frame.needs not in ("infinitive", "complement")
        or frame.entry.split()[1] in _CONSENTING
    ):
        return frame
    for one in complements(analysis, verb):
        act = _act(analysis, frames, one)
        if act is not None and act.type == "RETREAT":
            return replace(frame, type="CONCEDE", mode=None)
        if act is not None and _is_hostile(frames, act):
            return replace(frame, type="THREATEN", mode=threat_mode(act.type, act.mode))
    return frame


def _tied(analysis: Analysis, verb: int) -> set[str]:
    """Give the words that are a verb's particle beyond doubt: "sent home the envoy" is no sending of envoys."""
    return {analysis.words[one].lower() for one in analysis.under(verb, "prt", "oprd", "acomp", "advmod")}


def _at_verb(reading: Reading, frames: Frames, token: int) -> Candidate | None:
    options = list(options_at(reading, frames, token))
    if not options:
        return None
    (frame, noun), *others = options
    frame = _bound_to(reading.analysis, frames, (token, frame))
    rivals = tuple(other for other in others if other[0] != frame)
    return Candidate(token, frame, noun, reading.analysis.pos[token] in _NOMINAL, rivals)


def _verb_lemma(analysis: Analysis, frames: Frames, token: int) -> str | None:
    if analysis.pos[token] not in _VERBS:
        if analysis.child(token, "poss", "prt") is None:
            return None
        return frames.gerunds.get(analysis.words[token].lower())
    if analysis.deps[token] in ("aux", "auxpass"):
        return None
    return next((one for one in _spellings(analysis, token) if frames.has_verb(one)), None)


def _spellings(analysis: Analysis, verb: int) -> Iterator[str]:
    """Give the lemma of a verb, with the word that a hyphen ties to it, and what the lemmatizer makes too short or leaves long."""
    lemma = analysis.lemmas[verb].lower()
    if verb > 1 and analysis.words[verb - 1] == "-":
        yield f"{analysis.words[verb - 2].lower()}-{lemma}"
    yield lemma
    # The lemmatizer makes "stag" of "staged" and "wag" of "waged".
    yield f"{lemma}e"
    if lemma.endswith(("ed", "ing", "e")):
        stem = lemma.removesuffix("ed").removesuffix("ing").removesuffix("e")
        yield stem
        yield f"{stem}e"
        if stem[-1:] == stem[-2:-1]:
            yield stem[:-1]


def _options(reading: Reading, frames: Frames, at: tuple[int, str]) -> Iterator[tuple[Frame, int | None]]:
    token, lemma = at
    beside = _beside(reading, token)
    placed = list(_placed(reading.analysis, frames, token)) if lemma in frames.pairs or lemma in frames.light else []
    yield from _pair_options(reading.analysis, frames.pairs.get(lemma, {}), (placed, beside))
    for light in frames.light.get(lemma, ()):
        for place, noun in placed:
            if place != "object" and place not in light.particles:
                continue
            frame = frames.carried(light.row, reading.analysis.lemmas[noun].lower())
            if frame and beside.issuperset(light.particles):
                yield frame, noun
    for frame in frames.verbs.get(lemma, ()):
        if beside.issuperset(frame.particles) and _is_met(reading, frames, (token, frame)):
            yield frame, None


def _beside(reading: Reading, verb: int) -> set[str]:
    """Give the words that may be a verb's particle, no preposition of a date or place: "fell on 15 August", "came in spring"."""
    analysis = reading.analysis
    found = particles(analysis, verb)
    if "in" not in _tied(analysis, verb):
        found.discard("in")
    for prep in analysis.under(verb, "prep"):
        nouns = analysis.under(prep, "pobj")
        lasting = bool(nouns) and analysis.lemmas[nouns[0]].lower() in _SPANS
        if lasting or (nouns and any(one.span.holds(analysis.span(nouns[0], nouns[0] + 1)) for one in reading.dates)):
            found.discard(analysis.words[prep].lower())
    return found


def _pair_options(
    analysis: Analysis,
    pairs: dict[tuple[str, str], tuple[Frame, ...]],
    around: tuple[list[tuple[str, int]], set[str]],
) -> Iterator[tuple[Frame, int | None]]:
    placed, beside = around
    for place, noun in placed:
        for frame in pairs.get((place, analysis.lemmas[noun].lower()), ()):
            if beside.issuperset(frame.particles):
                yield frame, noun


def _placed(analysis: Analysis, frames: Frames, verb: int) -> Iterator[tuple[str, int]]:
    """Give the nouns around a verb with their place: object or preposition."""
    for noun in objects(analysis, verb):
        yield "object", noun
        for inner in _measured(analysis, frames, noun):
            yield "object", inner
        if _is_measure(analysis, frames, noun):
            # "Wrote off ten million dollars in debt": the parser may hang the debt on the verb.
            for inner in after(analysis, verb, "in"):
                yield "object", inner
    for predicate in analysis.under(verb, *_PREDICATES):
        yield "predicate", predicate
    preps = analysis.under(verb, "prep", "dative", "prt")
    preps += [inner for prep in preps for inner in analysis.under(prep, "prep")]
    for word in dict.fromkeys(analysis.words[prep].lower() for prep in preps):
        for noun in after(analysis, verb, word):
            yield word, noun
            for inner in _measured(analysis, frames, noun):
                yield word, inner


def _measured(analysis: Analysis, frames: Frames, noun: int) -> list[int]:
    """Give what a noun of measure counts: debt in "ten billion dollars in debt", talks in "a round of talks"."""
    return after(analysis, noun, "of", "in") if _is_measure(analysis, frames, noun) else []


def _is_measure(analysis: Analysis, frames: Frames, noun: int) -> bool:
    return analysis.lemmas[noun].lower() in frames.measures or analysis.child(noun, "nummod", "quantmod") is not None


def _is_met(reading: Reading, frames: Frames, at: tuple[int, Frame]) -> bool:
    analysis = reading.analysis
    verb, frame = at
    if frame.type == "REQUEST" and _is_question(analysis, verb):
        return False
    if frame.type in _BLOWS and frame.recipient[:1] == ("object",) and frame.needs not in _OF_SOMEBODY:
        return bool(objects(analysis, verb))  # "A corvette sank": what is hit stands as subject.
    match frame.needs:
        case "object":
            return bool(objects(analysis, verb))
        case "demand":
            return _is_demand(analysis, verb)
        case "unnamed":
            return not _names_object(analysis, verb)
        case "infinitive":
            return any(_is_open(analysis, one) for one in complements(analysis, verb))
        case "clause":
            return analysis.child(verb, "ccomp") is not None
        case "complement":
            return next(complements(analysis, verb), None) is not None
        case "felt":
            return is_passive(analysis, verb)
        case "accusation":
            clause = analysis.child(verb, "ccomp")
            act = _act(analysis, frames, clause) if clause is not None else None
            return act is not None and _is_hostile(frames, act)
        case "refusal":
            clause = analysis.child(verb, "ccomp")
            return clause is not None and _is_refusal(analysis, clause)
        case _:
            return True


def _is_demand(analysis: Analysis, verb: int) -> bool:
    """ "Insisted that it leave", "insisted on talks" demand; "insisted that it had left" does not."""
    clause = analysis.child(verb, "ccomp")
    if clause is None:
        return analysis.child(verb, "prep", "xcomp") is not None
    helpers = [analysis.words[one].lower() for one in analysis.under(clause, "aux")]
    return (analysis.tags[clause] == "VB" and not helpers) or any(one in _DEMANDED for one in helpers)


def _names_object(analysis: Analysis, verb: int) -> bool:
    """ "Called it a lesson", "calling them guests": a small clause says what the object is."""
    named = any(analysis.pos[one] in ("NOUN", "PROPN", "ADJ") for one in analysis.under(verb, "ccomp", "xcomp", "oprd"))
    return named or len(analysis.under(verb, "dobj")) > 1


def _is_question(analysis: Analysis, verb: int) -> bool:
    """ "Asked what was at stake", "asked about it": who wants to know asks nobody to do anything."""
    clauses = analysis.under(verb, "ccomp")
    words = [analysis.words[one].lower() for clause in clauses for one in analysis.subtree(clause)[:2]]
    about = any(analysis.words[one].lower() == "about" for one in analysis.under(verb, "prep"))
    return about or any(one in _ASKING for one in words)


def _is_open(analysis: Analysis, clause: int) -> bool:
    """Say whether a clause is an infinitive or gerund, not one with a modal."""
    return analysis.tags[clause] == "VBG" or (
        analysis.tags[clause] == "VB" and not any(analysis.tags[one] == "MD" for one in analysis.under(clause, "aux"))
    )


def _act(analysis: Analysis, frames: Frames, verb: int) -> Frame | None:
    """Give the act that a verb tells with its object, whatever else it asks for."""
    lemma = analysis.lemmas[verb].lower()
    placed = [("object", analysis.lemmas[one].lower()) for one in objects(analysis, verb)]
    beside = particles(analysis, verb)
    found = [
        one
        for place in placed
        for one in frames.pairs.get(lemma, {}).get(place, ())
        if beside.issuperset(one.particles)
    ]
    found += [one for one in frames.verbs.get(lemma, ()) if one.particles and beside.issuperset(one.particles)]
    found += [one for one in frames.verbs.get(lemma, ()) if not one.particles]
    plain = [one for one in found if one.needs not in KINDS_OF_PEOPLE]
    return next(iter(plain or found), None)


def _is_hostile(frames: Frames, act: Frame) -> bool:
    """Say whether an act hurts for sure: to stop or cut something may do good."""
    sure = act.type != "SANCTION" or act.mode == "expel" or act.entry.startswith("pairs")
    return frames.types[act.type].quad == _HOSTILE and sure


def _is_refusal(analysis: Analysis, clause: int) -> bool:
    """ "That it would not help", "that they would get no support": a modal with a negation on verb or object."""
    modal = any(analysis.words[one].lower() in _MODALS for one in analysis.under(clause, "aux"))
    negated = analysis.child(clause, "neg") is not None or any(
        analysis.words[child].lower() == "no"
        for noun in objects(analysis, clause)
        for child in analysis.under(noun, "det")
    )
    return modal and negated


def _at_noun(analysis: Analysis, frames: Frames, token: int) -> Candidate | None:
    lemma = analysis.lemmas[token].lower()
    if lemma not in frames.alone or analysis.deps[token] in ("compound", "nmod", "amod", "npadvmod"):
        return None
    if lemma in frames.habits["part"]:
        return _part_in(analysis, frames, token)
    return Candidate(token, frames.nouns[lemma], token, nominal=True)


def _part_in(analysis: Analysis, frames: Frames, token: int) -> Candidate | None:
    """ "China's participation in the talks" tells talks, "in the war" a war."""
    for noun in after(analysis, token, "in"):
        frame = frames.nouns.get(analysis.lemmas[noun].lower())
        if frame:
            entry = f"nouns: {analysis.lemmas[token].lower()} + {analysis.lemmas[noun].lower()}"
            of_actor = replace(frame, entry=entry, of="actor", symmetric=False, recipient=("in", *frame.recipient))
            return Candidate(token, of_actor, noun, nominal=True)
    return None


def _covered(analysis: Analysis, candidate: Candidate) -> Iterator[int]:
    """Give the tokens that tell no event of their own beside this one."""
    if candidate.noun is not None and candidate.noun != candidate.trigger:
        yield candidate.noun
    if candidate.frame.type in _VERBAL:
        for one in complements(analysis, candidate.trigger):
            yield one
            yield from objects(analysis, one)
        yield from objects(analysis, candidate.trigger)
        for slot in candidate.frame.particles + candidate.frame.recipient:
            yield from after(analysis, candidate.trigger, slot)
    elif candidate.frame.type == "ASSAULT":
        # "Sank a corvette, killing 46 sailors": the toll is part of the blow.
        yield from (one for one in analysis.under(candidate.trigger, "advcl") if analysis.tags[one] == "VBG")
    elif candidate.frame.type == "ACCUSE" and not is_passive(analysis, candidate.trigger):
        for prep in analysis.under(candidate.trigger, "prep"):
            yield from analysis.under(prep, "pcomp")
