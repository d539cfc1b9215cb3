"""What a figure measures, and whether it is a level or a change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from yalu.language import Analysis
from yalu.lexicon.figures import ChangeWord
from yalu.model import QuantityMention
from yalu.statements.figures.places import Place, nearest_governor, with_particles

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_NOUNS = ("NOUN", "PROPN", "PRON")
_CHANGES = ("rise", "fall")
_PAIR = 2


def measure_of(
    measures: Mapping[str, str], analysis: Analysis, quantity: QuantityMention, place: Place, text: list[int]
) -> tuple[str | None, str]:
    """Look for a cue in the measured words, then the verb, then its subject, then its other nouns; longest cue first."""
    for tokens, where in _search_places(analysis, place, text):
        lemmas = [analysis.lemmas[token].lower() for token in tokens]
        for cue in sorted(_cues(lemmas) & measures.keys(), key=lambda cue: (-cue.count(" "), cue)):
            return measures[cue], f"{cue!r} {where}"
    if quantity.unit in measures:
        return measures[quantity.unit], "its unit"
    words = " ".join(analysis.words[token] for token in text)
    return (words.lower() or None), "the words of the text"


def _search_places(analysis: Analysis, place: Place, text: list[int]) -> Iterator[tuple[Iterable[int], str]]:
    yield text, "in the measured words"
    above = [token for token in analysis.ancestors(place.root) if analysis.pos[token] in _NOUNS]
    yield [place.noun, *above[:_PAIR]], "in the noun above"
    governor = nearest_governor(analysis, place.root)
    yield with_particles(analysis, governor), "in its governor"
    yield with_particles(analysis, place.verb), "in the verb"
    for subject in analysis.under(place.verb, *_SUBJECTS):
        yield analysis.subtree(subject), "in the subject"
    for other in analysis.under(place.verb, "prep", "dobj"):
        yield analysis.subtree(other), "in the clause"


def change_of(
    changes: Mapping[str, ChangeWord], analysis: Analysis, quantity: QuantityMention, place: Place
) -> str | None:
    prep = analysis.heads[place.root] if analysis.deps[place.root] == "pobj" else None
    word = analysis.words[prep].lower() if prep is not None else ""
    governor = analysis.heads[prep] if prep is not None else place.verb
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


def _adverb_change(changes: Mapping[str, ChangeWord], analysis: Analysis, place: Place) -> ChangeWord | None:
    """ "Down 80 percent", "up four points"."""
    before = analysis.edges[place.root][0] - 1
    return changes.get(analysis.lemmas[before].lower()) if before >= 0 else None


def _cues(lemmas: list[str]) -> set[str]:
    joined = {" ".join(lemmas[i : i + n]) for n in (2, 3) for i in range(len(lemmas) - n + 1)}
    return {*lemmas, *joined}
