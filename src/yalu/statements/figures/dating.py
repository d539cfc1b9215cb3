"""As of when a figure is."""

from __future__ import annotations

from yalu.language import Analysis
from yalu.model import DateMention, DateRef, QuantityMention
from yalu.statements.figures.places import Place
from yalu.statements.reading import Reading

_NOUNS = ("NOUN", "PROPN", "PRON")


def date_of(reading: Reading, quantity: QuantityMention, place: Place) -> tuple[DateRef | None, str]:
    """Give the date of the clause nearest to the quantity; a date of the sentence where it is the only one."""
    analysis = reading.analysis
    sentence = analysis.sentence(place.root)
    here = [one for one in reading.dates_in(sentence.span) if one.date.edtf and _is_free(analysis, one, place)]
    clause = analysis.subtree(place.verb)
    inside = [one for one in here if analysis.token_at(one.span.start) in clause]
    if inside:
        nearest = min(inside, key=lambda one: _distance(one, quantity))
        return nearest.date, f"nearest in its clause: {nearest.quote!r}"
    if len(here) == 1 and analysis.heads[place.verb] == place.verb:
        return here[0].date, f"the only one of its sentence: {here[0].quote!r}"
    return None, "none in its clause"


def _distance(date: DateMention, quantity: QuantityMention) -> tuple[int, bool]:
    """Characters between; of two equally near the one after the quantity counts: "0.5bn in 2000 to 1.0bn in 2010"."""
    after = date.span.start >= quantity.span.end
    gap = date.span.start - quantity.span.end if after else quantity.span.start - date.span.end
    return gap, not after


def _is_free(analysis: Analysis, date: DateMention, place: Place) -> bool:
    """Not the date of another thing: "the 2016 test", "the Korean War (1950-53)"."""
    tokens = analysis.tokens_in(date.span)
    if not tokens:
        return False
    root = next((one for one in tokens if analysis.heads[one] not in tokens), tokens[0])
    head = analysis.heads[root]
    owned = analysis.deps[root] in ("nummod", "compound", "amod", "nmod", "appos") and analysis.pos[head] in _NOUNS
    return not owned or head in (place.noun, place.root) or head in analysis.subtree(place.noun)
