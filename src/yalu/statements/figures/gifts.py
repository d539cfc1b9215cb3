"""Of whom sums and goods are that pass from one side to the other: debts, loans, aid, investment, supplies, prices."""

from __future__ import annotations

from collections.abc import Mapping

from yalu.language import Analysis
from yalu.lexicon.figures import ChangeWord
from yalu.model import Participant, QuantityMention
from yalu.statements.figures.parties import (
    NOUNS,
    PAIR,
    SUBJECTS,
    Sides,
    agents_of,
    companions_of,
    subject_codes,
    value_of,
    without,
)
from yalu.statements.figures.places import Place, own_words
from yalu.statements.reading import Reading

GIVERS = ("debt", "investment", "aid", "loan")
"""Measures of which one side gives and the other has or owes: the receiver is who they are about."""
SUPPLIES = ("food", "oil", "gas", "coal", "energy", "arms", "cargo")
"""Measures of goods: about the receiver where the verb is one of giving."""
_COSTS = ("cost", "charge", "bill", "save", "fine")
_FORGIVES = ("write", "forgive", "cancel", "waive", "relieve", "restructure", "reschedule", "lend", "extend")


def owed_sides(reading: Reading, place: Place) -> Sides | None:
    """ "Debt owed by Cuba to Russia": who owes, then to whom, then who lets it go."""
    analysis = reading.analysis
    nouns = (place.noun, *(one for one in analysis.subtree(place.root) if analysis.pos[one] == "NOUN"))
    for clause in (verb for noun in nouns for verb in analysis.under(noun, "acl", "relcl")):
        if analysis.lemmas[clause].lower() != "owe":
            continue
        debtors = agents_of(reading, clause) or reading.codes(analysis.under(clause, *SUBJECTS))
        lenders = [prep for prep in analysis.under(clause, "prep", "dative") if analysis.words[prep].lower() == "to"]
        owed = tuple(one for prep in lenders for one in reading.codes(own_words(analysis, prep)))
        if debtors or owed:
            subjects = without(subject_codes(reading, place.verb), debtors) if place.verb != clause else ()
            return Sides(debtors, owed or subjects, "who owes it, and to whom")
    return None


def debtor_sides(changes: Mapping[str, ChangeWord], reading: Reading, place: Place) -> Sides | None:
    """ "Pakistan ran up a debt of two billion": who has a debt, where the verb gives or forgives none."""
    if (
        value_of(changes, reading.analysis, place.verb) in ("give", "receive")
        or reading.analysis.lemmas[place.verb].lower() in _FORGIVES
    ):
        return None
    debtors = subject_codes(reading, place.verb)
    return (
        Sides(debtors, without(companions_of(reading, place), debtors), "subject that has the debt")
        if debtors
        else None
    )


def noun_sides(reading: Reading, place: Place, measure: str) -> Sides | None:
    """ "Chinese investment in Serbia", "Kenya's debt to China": who stands before the noun, and who after it."""
    analysis = reading.analysis
    nouns = [one for one in analysis.ancestors(place.root) if analysis.pos[one] in NOUNS]
    for noun in (place.noun, *nouns[:PAIR], *analysis.under(place.verb, *SUBJECTS)):
        if analysis.lemmas[noun].lower() != measure:
            continue
        before = [one for one in analysis.subtree(noun) if one < noun]
        first, last = reading.codes(before), reading.codes(_after(analysis, noun))
        last = without(last, first)
        if measure == "debt" and first and (last or noun != place.root):
            return Sides(first, last, "who owes stands before the noun")
        if last and measure != "debt" and (first or noun != place.root):
            return Sides(last, first, "giver before the noun, receiver after it")
    return None


def _after(analysis: Analysis, noun: int) -> list[int]:
    """Give the words of the phrases that hang on a noun with "in", "to", "for" or "from"."""
    preps = [one for one in analysis.under(noun, "prep") if analysis.words[one].lower() in ("in", "to", "for")]
    return [token for prep in preps for token in analysis.subtree(prep)]


def gift_sides(
    changes: Mapping[str, ChangeWord], reading: Reading, quantity: QuantityMention, place: Place
) -> Sides | None:
    """Find who gives, lends or forgives, then who receives: named beside it, before it, or in the sentence before."""
    if value_of(changes, reading.analysis, place.verb) == "receive":
        return _taken_sides(reading, place)
    givers, why = _givers(reading, place)
    if not givers:
        return None
    receivers = without(_receivers(reading, place), givers)
    how = "named as receiver"
    if not receivers:
        receivers, how = without(_nearby(reading, quantity, place), givers)[-1:], "nearest other actor before"
    return Sides(receivers, givers, f"{why}; {how if receivers else 'no receiver'}")


def _taken_sides(reading: Reading, place: Place) -> Sides | None:
    """ "Laos owes China", "Ethiopia borrowed from Chinese banks": the subject receives or owes."""
    analysis = reading.analysis
    about = subject_codes(reading, place.verb)
    if not about:
        return None
    others = [one for one in analysis.under(place.verb, "dative", "dobj", "prep", "agent") if one != place.root]
    codes = [one for token in others for one in reading.codes(own_words(analysis, token))]
    if not codes:
        codes = list(reading.codes(range(place.verb + 1, place.root)))
    return Sides(about, without(tuple({one.code: one for one in codes}.values()), about), "subject owes or receives")


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
        subjects = analysis.under(one, *SUBJECTS)
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


def paid_sides(reading: Reading, quantity: QuantityMention, place: Place, measure: str | None) -> Sides | None:
    """ "The war cost Moscow 120 billion": about who pays; "gas deliveries to Poland": about who is supplied."""
    analysis = reading.analysis
    if quantity.currency or measure == "price":
        payers = [one for one in analysis.under(place.verb, "dative", "dobj") if one not in (place.root, place.noun)]
        if analysis.lemmas[place.verb].lower() in _COSTS:
            codes = tuple(one for token in payers for one in reading.codes([token]))
            between = codes or reading.codes(range(place.verb + 1, analysis.tokens_in(quantity.span)[0]))
            return Sides(between, (), "who pays") if between else None
    if measure == "price":
        return _charged_sides(reading, place)
    if measure == "debt" or measure not in (*SUPPLIES, *GIVERS):
        return None
    nouns = [*analysis.under(place.verb, "dobj", *SUBJECTS), place.verb]
    preps = [one for noun in nouns for one in analysis.under(noun, "prep") if analysis.words[one].lower() == "to"]
    receivers = tuple(one for prep in preps for one in reading.codes(own_words(analysis, prep)))
    givers = without(subject_codes(reading, place.verb), receivers)
    return Sides(receivers, givers, "receiver after the noun") if receivers else None


def _charged_sides(reading: Reading, place: Place) -> Sides | None:
    """ "Cut the gas price for Minsk": about who pays it, with who asks it."""
    analysis = reading.analysis
    nouns = [one for one in analysis.under(place.verb, "dobj", *SUBJECTS) if analysis.lemmas[one].lower() == "price"]
    preps = [
        one for noun in nouns for one in analysis.under(noun, "prep") if analysis.words[one].lower() in ("for", "to")
    ]
    payers = tuple(one for prep in preps for one in reading.codes(own_words(analysis, prep)))
    return (
        Sides(payers, without(subject_codes(reading, place.verb), payers), "for whom the price is") if payers else None
    )
