"""Where a quantity stands in its sentence, and the words that say what is measured."""

from __future__ import annotations

from dataclasses import dataclass

from yalu.language import Analysis
from yalu.model import QuantityMention
from yalu.statements.reading import Reading

_VERBS = ("VERB", "AUX")
_PLACES = ("nummod", "compound", "amod", "nmod", "quantmod", "npadvmod")
TIME = ("second", "minute", "hour", "day", "week", "month", "year", "decade", "century")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quantity stands in its sentence."""

    root: int
    """Its token whose head lies outside it."""
    noun: int
    """The noun it modifies ("gas deal" of "$400 billion gas deal"), else the root."""
    verb: int
    """The predicate above."""


def find_place(analysis: Analysis, quantity: QuantityMention) -> Place | None:
    tokens = analysis.tokens_in(quantity.span)
    if not tokens:
        return None
    root = next((one for one in reversed(tokens) if analysis.heads[one] not in tokens or analysis.heads[one] == one), tokens[-1])  # fmt: skip
    noun = root
    while analysis.deps[noun] in _PLACES and analysis.pos[analysis.heads[noun]] in ("NOUN", "PROPN") and analysis.heads[noun] > noun:  # fmt: skip
        noun = analysis.heads[noun]
    above = (root, *analysis.ancestors(root))
    verb = next((one for one in above if analysis.pos[one] in _VERBS), above[-1])
    return Place(root, noun, verb)


def nearest_governor(analysis: Analysis, token: int) -> int:
    """Give the first word above that is no preposition and no noun of the quantity: "writing" in "writing off of"."""
    for one in analysis.ancestors(token):
        if analysis.pos[one] not in ("ADP", "PART", "NUM"):
            return one
    return token


def of_tokens(analysis: Analysis, root: int) -> list[int]:
    """Give the tokens of the "of" phrase under a quantity."""
    for prep in analysis.under(root, "prep"):
        if analysis.words[prep].lower() == "of":
            return [token for token in analysis.subtree(prep) if token != prep]
    return []


def measured_words(reading: Reading, quantity: QuantityMention, place: Place) -> list[int]:
    """Give the tokens that say what is measured, without possessors and articles."""
    analysis = reading.analysis
    if quantity.unit in ("share", "percent") or (quantity.currency and place.noun == place.root):
        for prep in analysis.under(place.root, "prep"):
            if analysis.words[prep].lower() in (("of", "in") if quantity.currency else ("of", "in", "for")):
                target = analysis.child(prep, "pobj")
                if target is not None and not reading.actor_at(target):
                    return phrase(analysis, target)
        return []
    if place.noun != place.root:
        inside = analysis.tokens_in(quantity.span)
        return [token for token in phrase(analysis, place.noun) if token not in inside]
    contents = _contents(analysis, place.root)
    if contents is not None and analysis.pos[place.root] == "NOUN" and quantity.unit not in TIME:
        return phrase(analysis, contents)
    if quantity.unit in TIME or quantity.currency or quantity.unit == "factor":
        return []
    return phrase(analysis, place.root) if analysis.pos[place.root] in ("NOUN", "PROPN") else []


def _contents(analysis: Analysis, root: int) -> int | None:
    """ "Tonnes of rice", "rounds of talks", "hundreds of firms": what the counted thing consists of."""
    for prep in analysis.under(root, "prep"):
        if analysis.words[prep].lower() == "of" and prep <= root + 1:
            return analysis.child(prep, "pobj")
    return None


def phrase(analysis: Analysis, noun: int) -> list[int]:
    """Give a noun with its modifiers and conjuncts, without possessor, article, number and what follows it."""
    found: set[int] = set()
    for one in analysis.conjuncts(noun):
        found.add(one)
        for child in analysis.under(one, "compound", "amod", "nmod", "cc"):
            found.update(analysis.subtree(child))
    return sorted(token for token in found if analysis.pos[token] not in ("NUM", "SYM", "PUNCT", "DET"))


def text_of(reading: Reading, tokens: list[int]) -> str | None:
    if not tokens:
        return None
    first = last = tokens[-1]
    while first - 1 in tokens:
        first -= 1
    return reading.quote(reading.analysis.span(first, last + 1))


def base_of(reading: Reading, quantity: QuantityMention, place: Place) -> str | None:
    tokens = of_tokens(reading.analysis, place.root) if quantity.unit in ("share", "percent") else []
    return reading.quote(reading.analysis.span(tokens[0], tokens[-1] + 1)) if tokens else None


def own_words(analysis: Analysis, token: int) -> list[int]:
    """Give the words of a phrase without the clauses that hang on it."""
    inner = {t for clause in analysis.under(token, "relcl", "advcl") for t in analysis.subtree(clause)}
    return [one for one in analysis.subtree(token) if one not in inner]
