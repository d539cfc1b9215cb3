"""Token ranges of content: clauses cut around the reporting words, trimmed, widened to whole quotations."""

from __future__ import annotations

from collections.abc import Iterator

from yalu.language import Analysis, Quotation
from yalu.statements.reading import Reading

Piece = tuple[int, int]
"""Tokens `first` to `last` (excluded)."""
_JOINTS = ("But", "And", "Yet", "So", "Still", "Or")
_CLOSING = (",", ".", "!", "?")
_MARKS = frozenset("“”„«»‹›\"'‘’`") | {"''", "``"}


def pieces(analysis: Analysis, clause: int, without: int) -> Iterator[Piece]:
    """Give the tokens of a clause, cut where the reporting words stand inside it."""
    first, last = analysis.edges[clause]
    low, high = analysis.edges[without]
    if low <= first and last <= high:
        yield first, last
        return
    if low > first:
        yield first, min(low, last)
    if high < last:
        yield max(high, first), last


def trim(analysis: Analysis, piece: Piece) -> Piece | None:
    """Cut white space and punctuation off both ends, but no quotation marks; None when nothing is left."""
    first, last = piece
    while first < last and _is_edge(analysis, first):
        first += 1
    while last > first and _is_edge(analysis, last - 1):
        last -= 1
    return (first, last) if any(analysis.words[one][-1:].isalnum() for one in range(first, last)) else None


def _is_edge(analysis: Analysis, token: int) -> bool:
    return analysis.pos[token] in ("PUNCT", "SPACE") and analysis.words[token] not in _MARKS


def widen(analysis: Analysis, piece: Piece, predicate: int) -> Piece:
    """Take in the whole of each quotation that the piece shares a word with: the parser may part long speech."""
    first, last = piece
    for quotation in analysis.quotations:
        touches = quotation.first < last and first < quotation.last
        if touches and not quotation.first <= predicate < quotation.last:
            low, high = marked(analysis, quotation)
            first, last = min(first, low), max(last, high)
    return first, last


def marked(analysis: Analysis, quotation: Quotation) -> Piece:
    """Give the tokens of a quotation with its marks."""
    tokens = analysis.tokens_in(quotation.span)
    return tokens.start, tokens.stop


def fit(reading: Reading, predicate: int, piece: Piece) -> Piece:
    """Leave out what the writer says around the content: a joint before it, the day it was said, what follows speech."""
    analysis = reading.analysis
    first, last = piece
    if last <= predicate and first + 1 < last and analysis.words[first] in _JOINTS:
        first += 1
    if first == predicate + 1:
        first = _past_day(reading, first, last)
    speech = next((one for one in analysis.quotations if marked(analysis, one)[0] == first and not one.scare), None)
    if speech is not None and analysis.words[speech.last - 1] in _CLOSING:
        end = marked(analysis, speech)[1]
        if end < last and analysis.pos[end] in ("SCONJ", "ADP") and not first <= predicate < end:
            last = end
    return first, _without_aside(analysis, first, last) if first > predicate else last


def _past_day(reading: Reading, first: int, last: int) -> int:
    """ "Said Friday he would go": the day is that of the report."""
    analysis = reading.analysis
    dates = reading.dates_in(analysis.span(first, first + 1))
    if not dates or not dates[0].quote[:1].isupper():
        return first
    end = analysis.tokens_in(dates[0].span).stop
    return end if end < last else first


def _without_aside(analysis: Analysis, first: int, last: int) -> int:
    """ "..., contradicting the police": a participle after a comma at the end is the writer's."""
    for token in range(first + 1, last):
        if analysis.deps[token] == "advcl" and analysis.tags[token] == "VBG" and analysis.edges[token][1] >= last - 1:
            start = analysis.edges[token][0]
            if start > first and analysis.words[start - 1] == "," and not is_quoted(analysis, (start, last)):
                return start - 1
    return last


def is_quoted(analysis: Analysis, piece: Piece) -> bool:
    """Say whether a piece shares a word with speech in quotation marks."""
    first, last = piece
    return any(one.first < last and first < one.last and not one.scare for one in analysis.quotations)


def phrase(analysis: Analysis, noun: int) -> Piece:
    """Give a noun phrase without relative clauses and appositions."""
    first = analysis.edges[noun][0]
    last = noun + 1
    for child in analysis.children[noun]:
        if child > noun and analysis.deps[child] == "prep" and analysis.words[child].lower() in ("of", "in", "at"):
            last = max(last, analysis.edges[child][1])
    while first < noun and (analysis.pos[first] in ("PUNCT", "SPACE", "CCONJ") or analysis.deps[first] == "cc"):
        first += 1
    return first, last


def end_of(analysis: Analysis, clause: int) -> int:
    """Give the end of a clause without its closing punctuation."""
    last = analysis.edges[clause][1]
    while last > clause + 1 and analysis.pos[last - 1] == "PUNCT":
        last -= 1
    return last


def is_time(reading: Reading, noun: int) -> bool:
    """Say whether a noun phrase is a date: "spoke on Friday" is no subject of speech."""
    first, last = reading.analysis.edges[noun]
    dates = reading.dates_in(reading.analysis.span(first, last))
    return any(noun in reading.analysis.tokens_in(date.span) for date in dates)
