"""Of whom a figure is, and with whom."""

from __future__ import annotations

from collections.abc import Mapping

from yalu.lexicon.figures import ChangeWord
from yalu.model import Participant, QuantityMention, Span
from yalu.statements.figures.gifts import (
    GIVERS,
    SUPPLIES,
    debtor_sides,
    gift_sides,
    noun_sides,
    owed_sides,
    paid_sides,
)
from yalu.statements.figures.parties import (
    NOUNS,
    PAIR,
    SUBJECTS,
    Sides,
    across,
    companions_of,
    join,
    own_codes,
    preposition,
    preposition_of,
    subject_codes,
    value_of,
    without,
)
from yalu.statements.figures.places import Place, own_words
from yalu.statements.figures.shares import held_share, rank_sides, share_sides
from yalu.statements.reading import Reading

_PASSIVE = ("prison term",)
_MUTUAL = ("trade", "trade balance", "border length", "deal value", "agreements", "talks")
_FLIGHTS = ("refugees", "migrants", "workers", "students", "tourists", "prisoners")
_SPANS = ("over", "within", "in", "after")
"""Prepositions after which a time is that of another thing."""
_FLOWS = (
    "exports", "imports", "trade", "trade balance", "investment", "aid", "tourists", "refugees", "gas", "oil", "coal",
)  # fmt: skip


def sides_of(
    changes: Mapping[str, ChangeWord], reading: Reading, quantity: QuantityMention, place: Place, measure: str | None
) -> Sides:
    """Give of whom and with whom a figure is, by its unit and measure; the reason says by which words."""
    if quantity.unit == "vote":
        return Sides()
    if quantity.unit == "rank":
        return rank_sides(reading, place) or Sides()
    if value_of(changes, reading.analysis, place.verb) == "reckon" and _is_reckoned(reading, place):
        return _reckoned_sides(reading, place)
    return (
        _tied_sides(changes, reading, quantity, place, measure)
        or _phrase_sides(changes, reading, quantity, place)
        or paid_sides(reading, quantity, place, measure)
        or _clause_sides(changes, reading, place, measure)
    )


def recorded_sides(reading: Reading, sides: Sides, measure: str | None, teller: Span | None) -> Sides:
    """ "Chinese customs data show that imports from Cuba rose": a state records its own trade."""
    if sides.about or teller is None or measure not in _FLOWS or "customs" not in reading.quote(teller).lower():
        return sides
    about = reading.codes(reading.analysis.tokens_in(teller))[:1]
    return Sides(about, without(sides.counterpart, about), "whose records they are") if about else sides


def _tied_sides(
    changes: Mapping[str, ChangeWord], reading: Reading, quantity: QuantityMention, place: Place, measure: str | None
) -> Sides | None:
    """Sides that the measure itself ties: owners of shares, pairs, givers and receivers."""
    found: Sides | None = None
    if quantity.unit in ("share", "percent"):
        found = held_share(reading, place) or share_sides(changes, reading, place)
    found = found or _pair(reading, place)
    if not found and measure in _FLIGHTS:
        found = _host_sides(reading, place)
    if not found and measure == "debt":
        found = owed_sides(reading, place)
    if not found and measure in GIVERS:
        found = noun_sides(reading, place, measure)
        found = found or (debtor_sides(changes, reading, place) if measure == "debt" else None)
        found = found or gift_sides(changes, reading, quantity, place)
    if not found and measure in SUPPLIES and value_of(changes, reading.analysis, place.verb) == "give":
        found = gift_sides(changes, reading, quantity, place)
    return found or (_object_sides(reading, place) if measure in _PASSIVE else None)


def _host_sides(reading: Reading, place: Place) -> Sides | None:
    """ "Seoul has accepted 300 defectors from the North": about where they come from, with who takes them in."""
    analysis = reading.analysis
    if analysis.deps[place.noun] != "dobj":
        return None
    preps = [one for one in analysis.under(place.noun, "prep") if analysis.words[one].lower() == "from"]
    origin = tuple(one for prep in preps for one in reading.codes(own_words(analysis, prep)))
    hosts = without(subject_codes(reading, place.verb), origin)
    return Sides(origin, hosts, "where they come from, and who takes them in") if origin else None


def _is_reckoned(reading: Reading, place: Place) -> bool:
    """Many verbs of reckoning have other senses ("put two billion into"): the number must stand after "at"."""
    return preposition(reading.analysis, place.root) == "at"


def _reckoned_sides(reading: Reading, place: Place) -> Sides:
    """ "The IMF puts growth in Laos at 4 percent": who reckons is not who it is about."""
    found = _object_sides(reading, place)
    if found:
        return Sides(found.about[:1], found.about[1:], "object of the reckoning")
    companions = companions_of(reading, place)
    return Sides(
        companions[:1], companions[1:], "named after a preposition" if companions else "no actor is tied to it"
    )


def _pair(reading: Reading, place: Place) -> Sides | None:
    """ "Between A and B", "between the two countries": about the one, with the other."""
    analysis = reading.analysis
    nouns = [place.noun, *(token for token in analysis.ancestors(place.root) if analysis.pos[token] in NOUNS)]
    holders = [*nouns[:PAIR], place.verb, *analysis.under(place.verb, *SUBJECTS)]
    for holder in dict.fromkeys(holders):
        for prep in analysis.under(holder, "prep"):
            if analysis.words[prep].lower() in ("between", "among"):
                codes = reading.codes(analysis.subtree(prep))
                if len(codes) >= PAIR:
                    return Sides(codes[:1], codes[1:], "the two it lies between")
    return None


def _object_sides(reading: Reading, place: Place) -> Sides | None:
    """ "Sentenced the two Australians to 15 years": about whom it is done to."""
    analysis = reading.analysis
    objects = analysis.under(place.verb, "dobj", "nsubjpass")
    codes = [one for token in objects for one in reading.codes(own_words(analysis, token))]
    return Sides(tuple(codes), (), "object of the act") if codes else None


def _phrase_sides(
    changes: Mapping[str, ChangeWord], reading: Reading, quantity: QuantityMention, place: Place
) -> Sides | None:
    """Who is named in the measured phrase itself, or buys it."""
    companions = companions_of(reading, place)
    subjects = subject_codes(reading, place.verb)
    own = own_codes(reading, quantity, place)
    if value_of(changes, reading.analysis, place.verb) == "buy" and subjects:
        return Sides(subjects, join(without(companions, subjects), without(own, subjects)), "buyer and what it buys")
    if own and subjects and without(subjects, own) and preposition_of(reading, own) == "in":
        return Sides(without(subjects, own), own, "subject of the clause, and the place")
    if not own:
        return None
    companions = (*companions, *across(reading, place))
    before = tuple(one for one in own if one.span and one.span.start < reading.analysis.starts[place.noun])
    about = without(own, companions) or own[:1]
    about = before if before and len(before) < len(own) else about
    return Sides(about, without((*own, *companions), about), "named in the measured phrase")


def _clause_sides(changes: Mapping[str, ChangeWord], reading: Reading, place: Place, measure: str | None) -> Sides:
    """The subject, else who is named in a phrase above, else an object, a place or a partner."""
    analysis = reading.analysis
    companions = companions_of(reading, place)
    if measure == "duration" and preposition(analysis, place.root) in _SPANS:
        return Sides()
    found = _subject_sides(changes, reading, place, measure, companions)
    if found:
        return found
    for one in analysis.ancestors(place.root):
        codes = reading.codes(analysis.subtree(one)) if analysis.pos[one] in ("NOUN", "PROPN") else ()
        codes = without(codes, companions)
        if codes:
            return Sides(codes[:1], without(companions, codes[:1]), "named in the phrase above")
    objects = _object_sides(reading, place) if measure in _MUTUAL else None
    if objects and len(objects.about) >= PAIR:
        return Sides(objects.about[:1], objects.about[1:], "the objects of a mutual measure")
    if preposition_of(reading, companions) == "in":
        return Sides(companions[:1], companions[1:], "named as the place")
    whom = analysis.under(place.verb, "dative", "dobj")
    codes = tuple(one for token in whom if token not in (place.root, place.noun) for one in reading.codes([token]))
    if codes and not companions:  # "it would take Ghana 35 years"
        return Sides(codes, (), "whom it takes")
    return Sides((), companions, "named after a preposition" if companions else "no actor is tied to it")


def _subject_sides(
    changes: Mapping[str, ChangeWord],
    reading: Reading,
    place: Place,
    measure: str | None,
    companions: tuple[Participant, ...],
) -> Sides | None:
    subjects = subject_codes(reading, place.verb)
    if not subjects:
        return None
    about, partners = _split_subject(reading, place, measure, without(subjects, companions))
    companions = join(partners, companions)
    mutual = measure in _MUTUAL or value_of(changes, reading.analysis, place.verb) == "mutual"
    if mutual and len(about) >= PAIR:
        return Sides(about[:1], (*about[1:], *companions), "the subjects of a mutual measure")
    if about or preposition_of(reading, subjects) == "in" or _pronoun_only(reading, companions):
        about = about or subjects
        return Sides(about, without(companions, about), "subject of the clause")
    return None


def _pronoun_only(reading: Reading, codes: tuple[Participant, ...]) -> bool:
    """ "Cuba earns much from its doctors": the other side is but the subject again."""
    analysis = reading.analysis
    return all(one.span and analysis.pos[analysis.token_at(one.span.start)] == "PRON" for one in codes)


def _split_subject(
    reading: Reading, place: Place, measure: str | None, about: tuple[Participant, ...]
) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """ "Chinese imports of Iranian oil": whose they are stands before the noun, with whom after it."""
    analysis = reading.analysis
    subject = analysis.child(place.verb, *SUBJECTS)
    if measure not in _FLOWS or subject is None or len(about) < PAIR:
        return about, ()
    start = analysis.starts[subject]
    before = tuple(one for one in about if one.span and one.span.start < start)
    return (before, without(about, before)) if 0 < len(before) < len(about) else (about, ())
