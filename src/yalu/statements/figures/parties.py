"""Who stands where around a quantity: subjects, agents, owners, and who is named after a preposition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yalu.language import Analysis
from yalu.lexicon.figures import ChangeWord
from yalu.model import Participant, QuantityMention
from yalu.statements.figures.places import Place, own_words
from yalu.statements.reading import Reading

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
NOUNS = ("NOUN", "PROPN", "PRON")
WITH = ("with", "to", "from", "into", "for", "toward", "towards", "in")
PAIR = 2


@dataclass(frozen=True, slots=True)
class Sides:
    about: tuple[Participant, ...] = ()
    counterpart: tuple[Participant, ...] = ()
    why: str = "no actor is tied to it"


def value_of(changes: Mapping[str, ChangeWord], analysis: Analysis, verb: int) -> str:
    row = changes.get(analysis.lemmas[verb].lower())
    return row.value if row else ""


def subject_codes(reading: Reading, verb: int) -> tuple[Participant, ...]:
    """Give the actors of a verb's subject; of a joined or embedded verb without one, those of the verb above."""
    analysis = reading.analysis
    for one in (verb, *analysis.ancestors(verb)):
        subjects = analysis.under(one, *SUBJECTS)
        if subjects:
            return reading.codes(own_words(analysis, subjects[0]))
        if analysis.deps[one] not in ("conj", "xcomp", "relcl", "acl", "advcl", "pcomp", "aux", "prep", "pobj"):
            break
    return ()


def agents_of(reading: Reading, verb: int) -> tuple[Participant, ...]:
    analysis = reading.analysis
    return tuple(one for child in analysis.under(verb, "agent") for one in reading.codes(own_words(analysis, child)))


def without(some: tuple[Participant, ...], others: tuple[Participant, ...]) -> tuple[Participant, ...]:
    known = {one.code for one in others}
    return tuple(one for one in some if one.code not in known)


def join(some: tuple[Participant, ...], others: tuple[Participant, ...]) -> tuple[Participant, ...]:
    return tuple({one.code: one for one in (*others, *some)}.values())


def own_codes(reading: Reading, quantity: QuantityMention, place: Place) -> tuple[Participant, ...]:
    """Give the participants in the measured phrase; "US dollars" names none."""
    codes = reading.codes(own_words(reading.analysis, place.noun))
    if not quantity.currency:
        return codes
    return tuple(one for one in codes if not (one.span and quantity.span.overlaps(one.span)))


def companions_of(reading: Reading, place: Place) -> tuple[Participant, ...]:
    analysis = reading.analysis
    holders = dict.fromkeys((place.root, place.noun, place.verb, *analysis.under(place.verb, *SUBJECTS)))
    preps = [prep for one in holders for prep in analysis.under(one, "prep") if analysis.words[prep].lower() in WITH]
    preps += [child for one in holders for child in analysis.under(one, "dative")]
    codes = [one for prep in preps for one in reading.codes(own_words(analysis, prep))]
    return tuple({one.code: one for one in codes}.values())


def across(reading: Reading, place: Place) -> tuple[Participant, ...]:
    """Give the actors on the other side of the verb: "Estonia expelled 21 Russians", "Chinese tourists visited Spain"."""
    analysis = reading.analysis
    label = analysis.deps[place.noun]
    if label == "dobj":
        return subject_codes(reading, analysis.heads[place.noun])
    if label not in SUBJECTS:
        return ()
    objects = analysis.under(analysis.heads[place.noun], "dobj")
    return tuple(one for token in objects for one in reading.codes(own_words(analysis, token)))


def preposition(analysis: Analysis, token: int) -> str:
    head = analysis.heads[token]
    return analysis.words[head].lower() if analysis.pos[head] == "ADP" else ""


def preposition_of(reading: Reading, codes: tuple[Participant, ...]) -> str:
    """Give the preposition before the first of some participants."""
    analysis = reading.analysis
    if not codes or not codes[0].span:
        return ""
    tokens = analysis.tokens_in(codes[0].span)
    for token in (tokens[-1], *analysis.ancestors(tokens[-1])):
        if analysis.pos[token] == "ADP":
            return analysis.words[token].lower()
        if analysis.pos[token] not in ("NOUN", "PROPN", "ADJ"):
            break
    return ""
