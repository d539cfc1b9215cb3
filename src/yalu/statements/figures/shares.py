"""Of whom a share or a rank is, and who holds it."""

from __future__ import annotations

from collections.abc import Mapping

from yalu.language import Analysis
from yalu.lexicon.figures import ChangeWord
from yalu.statements.figures.parties import (
    NOUNS,
    PAIR,
    SUBJECTS,
    WITH,
    Sides,
    agents_of,
    companions_of,
    join,
    subject_codes,
    without,
)
from yalu.statements.figures.places import Place, of_tokens
from yalu.statements.reading import Reading

_PORTIONS = ("share", "slice", "portion", "proportion", "part", "percentage")


def share_sides(changes: Mapping[str, ChangeWord], reading: Reading, place: Place) -> Sides | None:
    """ "X comprises a third of Y's exports": about Y, with X."""
    analysis = reading.analysis
    tokens = of_tokens(analysis, place.root)
    apart = {one for token in tokens if _links(analysis, token) for one in analysis.subtree(token)}
    base = reading.codes(one for one in tokens if one not in apart)
    others = without(reading.codes(one for one in tokens if one in apart), base)
    row = changes.get(analysis.lemmas[place.verb].lower())
    subjects = subject_codes(reading, place.verb)
    if base and (analysis.deps[place.root] == "dobj" or (row is not None and row.value == "share")):
        named = join(without(companions_of(reading, place), base), without(subjects, base))
        others = join(named, others)
        return Sides(base, others, "owner of what the share is taken of; subject of the share")
    if base and (agents := without(agents_of(reading, place.verb), base)):
        return Sides(base, agents, "owner of what the share is taken of; by whom it is taken")
    if base:
        named = join(without(companions_of(reading, place), base), without(subjects, base))
        others = join(named, others)
        return Sides(base, others, "owner of what the share is taken of")
    return None


def _links(analysis: Analysis, token: int) -> bool:
    """A preposition after which another side stands: "a fifth of its power from Romania"."""
    return analysis.deps[token] == "prep" and analysis.words[token].lower() in WITH


def held_share(reading: Reading, place: Place) -> Sides | None:
    """ "India's share of Nepal's imports rose to 66 percent": about whose imports they are, with whose share it is."""
    analysis = reading.analysis
    above = [one for one in analysis.ancestors(place.root) if analysis.pos[one] in NOUNS]
    for noun in (place.noun, *above[:PAIR], *analysis.under(place.verb, *SUBJECTS)):
        if analysis.lemmas[noun].lower() not in _PORTIONS:
            continue
        holders = reading.codes(one for one in analysis.subtree(noun) if one < noun)
        owners = without(reading.codes(one for one in analysis.subtree(noun) if one > noun), holders)
        if holders and owners:
            return Sides(owners, holders, "owner of what the share is taken of; whose share it is")
    return None


def rank_sides(reading: Reading, place: Place) -> Sides | None:
    """ "Kenya is Uganda's second-largest market": about who has the rank, with whose order it is."""
    analysis = reading.analysis
    ranked = subject_codes(reading, place.verb)
    if not ranked:
        return None
    clause = [one for one in analysis.subtree(place.verb) if one > place.verb]
    return Sides(ranked, without(reading.codes(clause), ranked), "subject of the rank, and in whose order")
