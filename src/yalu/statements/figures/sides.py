"""Of whom a figure is, and with whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yalu.language import Analysis
from yalu.lexicon.figures import ChangeWord
from yalu.model import Participant, QuantityMention
from yalu.statements.figures.places import Place, of_tokens, own_words
from yalu.statements.reading import Reading

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_NOUNS = ("NOUN", "PROPN", "PRON")
_WITH = ("with", "to", "from", "into", "for", "toward", "towards", "in")
_GIVERS = ("debt", "investment", "aid", "loan")
"""Measures of which one side gives and the other has or owes: the receiver is who they are about."""
_SUPPLIES = ("food", "oil", "gas", "coal", "energy", "arms", "cargo")
"""Measures of goods: about the receiver where the verb is one of giving."""
_PASSIVE = ("prison term",)
_MUTUAL = ("trade", "trade balance", "border length", "deal value", "agreements", "talks")
_SPANS = ("over", "within", "in", "after")
"""Prepositions after which a time is that of another thing."""
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Sides:
    about: tuple[Participant, ...] = ()
    counterpart: tuple[Participant, ...] = ()
    why: str = "no actor is tied to it"


def sides_of(
    changes: Mapping[str, ChangeWord], reading: Reading, quantity: QuantityMention, place: Place, measure: str | None
) -> Sides:
    """Give of whom and with whom a figure is, by its unit and measure; the reason says by which words."""
    found: Sides | None = None
    if quantity.unit in ("share", "percent"):
        found = _share_sides(changes, reading, place)
    found = found or _pair(reading, place)
    if not found and measure in _GIVERS:
        found = _noun_sides(reading, place, measure) or _gift_sides(changes, reading, quantity, place)
    if not found and measure in _SUPPLIES and _value(changes, reading.analysis, place.verb) == "give":
        found = _gift_sides(changes, reading, quantity, place)
    if not found and measure in _PASSIVE:
        found = _object_sides(reading, place)
    return found or _plain_sides(changes, reading, quantity, place, measure)


def _value(changes: Mapping[str, ChangeWord], analysis: Analysis, verb: int) -> str:
    row = changes.get(analysis.lemmas[verb].lower())
    return row.value if row else ""


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


def _noun_sides(reading: Reading, place: Place, measure: str) -> Sides | None:
    """ "Chinese investment in Serbia", "Kenya's debt to China": who stands before the noun, and who after it."""
    analysis = reading.analysis
    nouns = [one for one in analysis.ancestors(place.root) if analysis.pos[one] in _NOUNS]
    for noun in (place.noun, *nouns[:_PAIR], *analysis.under(place.verb, *_SUBJECTS)):
        if analysis.lemmas[noun].lower() != measure:
            continue
        before = [one for one in analysis.subtree(noun) if one < noun]
        first, last = reading.codes(before), reading.codes(_after(analysis, noun))
        last = _without(last, first)
        if measure == "debt" and first and (last or noun != place.root):
            return Sides(first, last, "who owes stands before the noun")
        if first and last and measure != "debt":
            return Sides(last, first, "giver before the noun, receiver after it")
    return None


def _after(analysis: Analysis, noun: int) -> list[int]:
    """Give the words of the phrases that hang on a noun with "in", "to", "for" or "from"."""
    preps = [one for one in analysis.under(noun, "prep") if analysis.words[one].lower() in ("in", "to", "for")]
    return [token for prep in preps for token in analysis.subtree(prep)]


def _object_sides(reading: Reading, place: Place) -> Sides | None:
    """ "Sentenced the two Australians to 15 years": about whom it is done to."""
    analysis = reading.analysis
    objects = analysis.under(place.verb, "dobj", "nsubjpass")
    codes = [one for token in objects for one in reading.codes(own_words(analysis, token))]
    return Sides(tuple(codes), (), "object of the act") if codes else None


def _gift_sides(
    changes: Mapping[str, ChangeWord], reading: Reading, quantity: QuantityMention, place: Place
) -> Sides | None:
    """Find who gives, lends or forgives, then who receives: named beside it, before it, or in the sentence before."""
    if _value(changes, reading.analysis, place.verb) == "receive":
        return _taken_sides(reading, place)
    givers, why = _givers(reading, place)
    if not givers:
        return None
    receivers = _without(_receivers(reading, place), givers)
    how = "named as receiver"
    if not receivers:
        receivers, how = _without(_nearby(reading, quantity, place), givers)[-1:], "nearest other actor before"
    return Sides(receivers, givers, f"{why}; {how if receivers else 'no receiver'}")


def _taken_sides(reading: Reading, place: Place) -> Sides | None:
    """ "Laos owes China", "Ethiopia borrowed from Chinese banks": the subject receives or owes."""
    analysis = reading.analysis
    about = _subject_codes(reading, place.verb)
    if not about:
        return None
    others = [one for one in analysis.under(place.verb, "dative", "dobj", "prep", "agent") if one != place.root]
    codes = [one for token in others for one in reading.codes(own_words(analysis, token))]
    if not codes:
        codes = list(reading.codes(range(place.verb + 1, place.root)))
    return Sides(about, _without(tuple({one.code: one for one in codes}.values()), about), "subject owes or receives")


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


def _plain_sides(
    changes: Mapping[str, ChangeWord], reading: Reading, quantity: QuantityMention, place: Place, measure: str | None
) -> Sides:
    """Owner or object of the measured noun, else the subject; with whom: after "with", "to", "from"."""
    analysis = reading.analysis
    companions = _companions(reading, place)
    if measure == "duration" and _preposition(analysis, place.root) in _SPANS:
        return Sides()
    subjects = _subject_codes(reading, place.verb)
    own = _own_codes(reading, quantity, place)
    if _value(changes, analysis, place.verb) == "buy" and subjects:
        others = _without((*own, *companions), subjects)
        return Sides(subjects, tuple({one.code: one for one in others}.values()), "buyer and what it buys")
    if own and subjects and _without(subjects, own) and _preposition_of(reading, own) == "in":
        return Sides(_without(subjects, own), own, "subject of the clause, and the place")
    if own:
        companions = (*companions, *_across(reading, place))
        before = tuple(one for one in own if one.span and one.span.start < analysis.starts[place.noun])
        about = _without(own, companions) or own[:1]
        about = before if before and len(before) < len(own) else about
        return Sides(about, _without((*own, *companions), about), "named in the measured phrase")
    if subjects:
        about = _without(subjects, companions)
        if measure in _MUTUAL and len(about) >= _PAIR:
            return Sides(about[:1], (*about[1:], *companions), "the subjects of a mutual measure")
        inside = _preposition_of(reading, subjects)
        if about or inside == "in":
            return Sides(about or subjects, _without(companions, about or subjects), "subject of the clause")
    for one in analysis.ancestors(place.root):
        codes = reading.codes(analysis.subtree(one)) if analysis.pos[one] in ("NOUN", "PROPN") else ()
        codes = _without(codes, companions)
        if codes:
            return Sides(codes[:1], _without(companions, codes[:1]), "named in the phrase above")
    inside = _preposition_of(reading, companions)
    if inside == "in":
        return Sides(companions[:1], companions[1:], "named as the place")
    return Sides((), companions, "named after a preposition" if companions else "no actor is tied to it")


def _across(reading: Reading, place: Place) -> tuple[Participant, ...]:
    """Give the actors on the other side of the verb: "Estonia expelled 21 Russians", "Chinese tourists visited Spain"."""
    analysis = reading.analysis
    label = analysis.deps[place.noun]
    if label == "dobj":
        return _subject_codes(reading, analysis.heads[place.noun])
    if label not in _SUBJECTS:
        return ()
    objects = analysis.under(analysis.heads[place.noun], "dobj")
    return tuple(one for token in objects for one in reading.codes(own_words(analysis, token)))


def _preposition(analysis: Analysis, token: int) -> str:
    head = analysis.heads[token]
    return analysis.words[head].lower() if analysis.pos[head] == "ADP" else ""


def _preposition_of(reading: Reading, codes: tuple[Participant, ...]) -> str:
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


def _own_codes(reading: Reading, quantity: QuantityMention, place: Place) -> tuple[Participant, ...]:
    """Give the participants in the measured phrase; "US dollars" names none."""
    codes = reading.codes(own_words(reading.analysis, place.noun))
    if not quantity.currency:
        return codes
    return tuple(one for one in codes if not (one.span and quantity.span.overlaps(one.span)))


def _companions(reading: Reading, place: Place) -> tuple[Participant, ...]:
    analysis = reading.analysis
    holders = dict.fromkeys((place.root, place.noun, place.verb, *analysis.under(place.verb, *_SUBJECTS)))
    preps = [prep for one in holders for prep in analysis.under(one, "prep") if analysis.words[prep].lower() in _WITH]
    preps += [child for one in holders for child in analysis.under(one, "dative")]
    codes = [one for prep in preps for one in reading.codes(own_words(analysis, prep))]
    return tuple({one.code: one for one in codes}.values())
