"""Seats: what the name of a city stands for where several have their seat in it, as the words near decide."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from yalu.actors import Match
from yalu.statements.reading import Reading

_PLACE_WORDS = ("in", "at", "near", "outside", "around")
_CITY, _SEAT = "place", "actor"


def is_shared(matches: Sequence[Match]) -> bool:
    """Say whether rival readings are told apart by words near."""
    return len(matches) > 1 and all(match.naming.near for match in matches)


def order_by_context(reading: Reading, offset: int, matches: Sequence[Match]) -> list[Match]:
    """Order rival readings of a seat, the likeliest first, each with its reason.

    The words each has near it are counted in the sentence, then in the paragraph; where none or equally many stand there,
    a place ("in Brussels") is the one whose city it is, and what acts is the one that the seat mostly stands for.
    """
    for scope, text in _scopes(reading, offset):
        told = {match.actor.id: _words_near(match, text) for match in matches}
        most = max(map(len, told.values()))
        leading = [match for match in matches if len(told[match.actor.id]) == most]
        if most and len(leading) == 1:
            reasons = {one: f"{scope} has {', '.join(words)}" for one, words in told.items() if words}
            return [_explain(match, reasons) for match in sorted(matches, key=lambda one: -len(told[one.actor.id]))]
    use = _CITY if _is_place(reading, offset) else _SEAT
    why = "the words are a place" if use == _CITY else "what it mostly stands for; no word near says another"
    first = sorted(matches, key=lambda match: match.naming.default != use)
    return [_explain(match, {first[0].actor.id: why}) for match in first]


def _scopes(reading: Reading, offset: int) -> tuple[tuple[str, str], tuple[str, str]]:
    analysis = reading.analysis
    sentence = analysis.sentence(analysis.token_at(offset))
    paragraph = reading.article.paragraphs[sentence.paragraph]
    return (
        ("the sentence", analysis.text[sentence.span.start : sentence.span.end]),
        ("the paragraph", analysis.text[paragraph.start : paragraph.end]),
    )


def _words_near(match: Match, text: str) -> list[str]:
    return [word for word in match.naming.near if re.search(rf"\b{re.escape(word)}\b", text)]


def _is_place(reading: Reading, offset: int) -> bool:
    before = reading.analysis.token_at(offset) - 1
    return before >= 0 and reading.analysis.words[before].lower() in _PLACE_WORDS


def _explain(match: Match, reasons: dict[str, str]) -> Match:
    reason = reasons.get(match.actor.id)
    return replace(match, why=f"{match.why}: {reason}") if reason else match
