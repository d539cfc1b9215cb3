"""Where the words of a query stand in a text, and the piece of it that shows most of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yalu.model import Span, fold
from yalu.search.analyser import Analyser, span_of
from yalu.search.compiling import Needle
from yalu.search.results import Reason, Snippet

LENGTH = 260
_LEAD = 60


@dataclass(frozen=True, slots=True)
class Found:
    """A needle in a text."""

    needle: Needle
    span: Span


def find_needles(text: str, needles: Sequence[Needle], analyser: Analyser) -> list[Found]:
    """Give every place of every needle in a text, in order."""
    found = [place for needle in needles for place in _in_text(needle, text)]
    if any(needle.terms for needle in needles):
        found += _in_terms(fold(text), needles, analyser)
    return sorted(found, key=lambda one: one.span)


def _in_terms(text: str, needles: Sequence[Needle], analyser: Analyser) -> Iterator[Found]:
    words = analyser.words_of(text)
    met = [(needle, at) for needle in needles if needle.terms for at in _starts(needle, words)]
    tokens = analyser.tokens_of(text) if met else []
    for needle, at in met:
        yield Found(needle, Span(span_of(tokens[at]).start, span_of(tokens[at + len(needle.terms) - 1]).end))


def _starts(needle: Needle, words: Sequence[str]) -> list[int]:
    """Give where among some words those of a needle stand one after the other."""
    first, *rest = needle.terms
    if needle.letters:
        starts = [at for at, word in enumerate(words) if _fits(word, first, needle.letters)]
    else:
        starts = [at for at, word in enumerate(words) if word == first]
    last = len(words) - len(rest)
    return [
        at for at in starts
        if at < last and all(_fits(words[at + step], wanted, needle.letters) for step, wanted in enumerate(rest, 1))
    ]  # fmt: skip


def _fits(term: str, wanted: str, letters: int) -> bool:
    return term == wanted or (letters > 0 and abs(len(term) - len(wanted)) <= letters >= distance(term, wanted))


def distance(one: str, other: str) -> int:
    """Count the letters to add, drop or change, or to swap with the next, that make one word the other.

    Optimal string alignment (Damerau 1964), as tantivy counts it.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        earlier, before, row = before, row, [number]
        for place, wanted in enumerate(other, 1):
            cost = min(before[place] + 1, row[place - 1] + 1, before[place - 1] + (letter != wanted))
            swapped = number > 1 and place > 1 and letter == other[place - 2] and one[number - 2] == wanted
            row.append(min(cost, earlier[place - 2] + 1) if swapped else cost)
    return row[-1]


def _in_text(needle: Needle, text: str) -> Iterator[Found]:
    at = text.find(needle.run) if needle.run else -1
    while at >= 0:
        yield Found(needle, Span(at, at + len(needle.run)))
        at = text.find(needle.run, at + len(needle.run))


def make_snippet(text: str, found: Sequence[Found], *, length: int = LENGTH) -> Snippet:
    """Cut the piece of about `length` characters that shows most different needles, at word borders."""
    start = _best_start(found, length) if found else 0
    start = max(0, min(start - _LEAD, len(text) - length))
    start = _word_start(text, start)
    end = _word_end(text, start + length)
    spans = merge([one.span for one in found if start <= one.span.start and one.span.end <= end])
    shifted = tuple(Span(span.start - start, span.end - start) for span in spans)
    return Snippet(text[start:end], shifted, start, cut_before=start > 0, cut_after=end < len(text))


def whole(text: str, found: Sequence[Found]) -> Snippet:
    """Give a whole text with its highlights."""
    return Snippet(text, tuple(merge([one.span for one in found])))


def merge(spans: Sequence[Span]) -> list[Span]:
    """Join spans that overlap, so that highlights never nest."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def give_reasons(places: dict[str, Sequence[Found]]) -> tuple[Reason, ...]:
    """Count each needle in each part of an article."""
    counts: dict[tuple[str, str], int] = {}
    for where, found in places.items():
        for one in found:
            counts[one.needle.words, where] = counts.get((one.needle.words, where), 0) + 1
    return tuple(Reason(words, where, times) for (words, where), times in counts.items())


def _best_start(found: Sequence[Found], length: int) -> int:
    best, most = found[0].span.start, 0
    for first in found:
        begin = first.span.start
        inside = [one for one in found if begin <= one.span.start and one.span.end <= begin + length - _LEAD]
        value = len({one.needle for one in inside}) * 100 + min(len(inside), 99)
        if value > most:
            best, most = begin, value
        if most >= len(found) * 100:
            break
    return best


def _word_start(text: str, at: int) -> int:
    if at <= 0:
        return 0
    space = text.find(" ", at, at + 30)
    return space + 1 if space >= 0 else at


def _word_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", max(0, at - 30), at)
    return space if space >= 0 else at
