"""Of whom a figure is, and with whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yalu.lexicon.figures import ChangeWord
from yalu.model import Participant, QuantityMention
from yalu.statements.figures.places import Place, of_tokens, own_words
from yalu.statements.reading import Reading

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_NOUNS = ("NOUN", "PROPN", "PRON")
_WITH = ("with", "to", "from", "into", "for", "toward", "towards", "in")
_GIVERS = ("debt", "investment", "aid", "loan")
"""Measures of which one side gives and the other has or owes: the receiver is who they are about."""
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Sides:
    about: tuple[Participant, ...] = ()
    counterpart: tuple[Participant, ...] = ()
    why: str = "no actor is tied to it"


def sides_of(
    changes: Mapping[str, ChangeWord], reading: Reading, quantity: QuantityMention, place: Place, measure: str | None
) -> Sides:
    if quantity.unit in ("share", "percent"):
        found = _share_sides(changes, reading, place)
        if found:
            return found
    pair = _pair(reading, place)
    if pair:
        return pair
    if measure in _GIVERS:
        found = _gift_sides(reading, quantity, place)
        if found:
            return found
    return _plain_sides(reading, place)


def _share_sides(changes: Mapping[str, ChangeWord], reading: Reading, place: Place) -> Sides | None:
    """ "X comprises a third of Y's exports": about Y, with X."""
    analysis = reading.analysis
    base = reading.codes(of_tokens(analysis, place.root))
    row = changes.get(analysis.lemmas[place.verb].lower())
    subjects = _subject_codes(reading, place.verb)
    if base and row is not None and row.value == "share":
        return Sides(base, _without(subjects, base), "owner of what the share is taken of; subject of the share")
    if base:
        return Sides(base, _without(_companions(reading, place), base), "owner of what the share is taken of")
    return None


def _subject_codes(reading: Reading, verb: int) -> tuple[Participant, ...]:
    """Give the actors of a verb's subject; of a joined or embedded verb without one, those of the verb above."""
    analysis = reading.analysis
    for one in (verb, *analysis.ancestors(verb)):
        subjects = analysis.under(one, *_SUBJECTS)
        if subjects:
            return reading.codes(own_words(analysis, subjects[0]))
        if analysis.deps[one] not in ("conj", "xcomp", "relcl", "acl", "advcl", "pcomp", "aux", "prep", "pobj"):
            break
    return ()


def _without(some: tuple[Participant, ...], others: tuple[Participant, ...]) -> tuple[Participant, ...]:
    known = {one.code for one in others}
    return tuple(one for one in some if one.code not in known)


def _pair(reading: Reading, place: Place) -> Sides | None:
    """ "Between A and B", "between the two countries": about the one, with the other."""
    analysis = reading.analysis
    nouns = [place.noun, *(token for token in analysis.ancestors(place.root) if analysis.pos[token] in _NOUNS)]
    holders = [*nouns[:_PAIR], place.verb, *analysis.under(place.verb, *_SUBJECTS)]
    for holder in dict.fromkeys(holders):
        for prep in analysis.under(holder, "prep"):
            if analysis.words[prep].lower() in ("between", "among"):
                codes = reading.codes(analysis.subtree(prep))
                if len(codes) >= _PAIR:
                    return Sides(codes[:1], codes[1:], "the two it lies between")
    return None


def _gift_sides(reading: Reading, quantity: QuantityMention, place: Place) -> Sides | None:
    """Find who gives, lends or forgives, then who receives: named beside it, before it, or in the sentence before."""
    givers, why = _givers(reading, place)
    if not givers:
        return None
    receivers = _without(_receivers(reading, place), givers)
    how = "named as receiver"
    if not receivers:
        receivers, how = _without(_nearby(reading, quantity, place), givers)[-1:], "nearest other actor before"
    return Sides(receivers, givers, f"{why}; {how if receivers else 'no receiver'}")


def _givers(reading: Reading, place: Place) -> tuple[tuple[Participant, ...], str]:
    analysis = reading.analysis
    for one in (place.root, *analysis.ancestors(place.root)):
        for child in analysis.under(one, "poss", "agent"):
            codes = reading.codes(analysis.subtree(child))
            if codes:
                return codes, "possessor or agent of the act"
        for prep in analysis.under(one, "prep"):
            codes = reading.codes(analysis.subtree(prep)) if analysis.words[prep].lower() == "by" else ()
            if codes:
                return codes[:1], "by whom the act is"
        subjects = analysis.under(one, *_SUBJECTS)
        codes = reading.codes(own_words(analysis, subjects[0])) if subjects else ()
        if codes:
            return codes, "subject of the act"
    return (), ""


def _receivers(reading: Reading, place: Place) -> tuple[Participant, ...]:
    analysis = reading.analysis
    found: list[int] = []
    for holder in dict.fromkeys((place.root, place.noun, place.verb)):
        found += analysis.under(holder, "dative")
        found += [prep for prep in analysis.under(holder, "prep") if analysis.words[prep].lower() in ("to", "for")]
        found += [child for child in analysis.under(holder, "dobj") if reading.actor_at(child)]
    codes = [one for token in found for one in reading.codes(own_words(analysis, token))]
    return tuple({one.code: one for one in codes}.values())


def _nearby(reading: Reading, quantity: QuantityMention, place: Place) -> tuple[Participant, ...]:
    """Give the actors before the quantity in its sentence and in the sentence before, in order."""
    analysis = reading.analysis
    number = analysis.sentence_of[place.root]
    here = analysis.sentences[number]
    first = here.first
    if number and analysis.sentences[number - 1].paragraph == here.paragraph:
        first = analysis.sentences[number - 1].first
    mentions = reading.actors_in(range(first, analysis.tokens_in(quantity.span)[0]))
    return tuple(one for mention in mentions for one in reading.participants(mention) if _stands(reading, one.code))


def _stands(reading: Reading, code: str) -> bool:
    """A state that is no more receives nothing: "debt from the Soviet era"."""
    actor = reading.gazetteer.actor(code)
    return actor is None or actor.until is None


def _plain_sides(reading: Reading, place: Place) -> Sides:
    """Owner or object of the measured noun, else the subject; with whom: after "with", "to", "from"."""
    analysis = reading.analysis
    own = reading.codes(own_words(analysis, place.noun))
    companions = _companions(reading, place)
    if own:
        about = _without(own, companions) or own[:1]
        return Sides(about, _without(companions, about), "named in the measured phrase")
    subjects = _subject_codes(reading, place.verb)
    if subjects:
        about = _without(subjects, companions) or subjects[:1]
        return Sides(about, _without(companions, about), "subject of the clause")
    for one in analysis.ancestors(place.root):
        codes = reading.codes(analysis.subtree(one)) if analysis.pos[one] in ("NOUN", "PROPN") else ()
        if codes:
            return Sides(codes[:1], _without(companions, codes[:1]), "named in the phrase above")
    return Sides(companions, (), "named after a preposition" if companions else "no actor is tied to it")


def _companions(reading: Reading, place: Place) -> tuple[Participant, ...]:
    analysis = reading.analysis
    holders = dict.fromkeys((place.root, place.noun, place.verb, *analysis.under(place.verb, *_SUBJECTS)))
    preps = [prep for one in holders for prep in analysis.under(one, "prep") if analysis.words[prep].lower() in _WITH]
    preps += [child for one in holders for child in analysis.under(one, "dative")]
    codes = [one for prep in preps for one in reading.codes(own_words(analysis, prep))]
    return tuple({one.code: one for one in codes}.values())
