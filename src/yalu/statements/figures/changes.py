"""Whether a figure is a level or a change, and which end of it."""

from __future__ import annotations

from collections.abc import Mapping

from yalu.language import Analysis
from yalu.lexicon.figures import ChangeWord
from yalu.model import QuantityMention
from yalu.statements.figures.places import Place

_CHANGES = ("rise", "fall")


def change_of(
    changes: Mapping[str, ChangeWord], analysis: Analysis, quantity: QuantityMention, place: Place
) -> str | None:
    """Give rise_by, fall_by, rise_to, fall_to, from, to or factor; None for a level."""
    prep = analysis.heads[place.root] if analysis.deps[place.root] == "pobj" else None
    governor = analysis.heads[prep] if prep is not None else place.verb
    word = _word_before(analysis, quantity) or (analysis.words[prep].lower() if prep is not None else "")
    row = changes.get(analysis.lemmas[governor].lower()) or _adverb_change(changes, analysis, place)
    if quantity.unit == "factor":
        return "factor"
    if row is None:
        return None
    if row.value == "factor":
        return word if word in ("from", "to") else "factor"
    if row.value not in _CHANGES:
        return None
    if word == "from":
        return "from"
    return f"{row.value}_to" if word == "to" else f"{row.value}_by" if word in ("by", "") else None


def _word_before(analysis: Analysis, quantity: QuantityMention) -> str:
    """Give "from", "to" or "by" before the quantity; "climbed above 80 percent" is a level reached."""
    first = analysis.tokens_in(quantity.span)[0]
    before = analysis.words[first - 1].lower() if first else ""
    if before in ("from", "to", "by"):
        return before
    bounded = analysis.words[first].lower() in ("above", "below", "under", "over")
    return "to" if bounded and analysis.pos[max(first - 1, 0)] == "VERB" else ""


def _adverb_change(changes: Mapping[str, ChangeWord], analysis: Analysis, place: Place) -> ChangeWord | None:
    """ "Down 80 percent", "up four points"."""
    before = analysis.edges[place.root][0] - 1
    return changes.get(analysis.lemmas[before].lower()) if before >= 0 else None
