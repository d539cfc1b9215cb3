"""Rows of words that show how sure a proposition is ("far from", "in all likelihood"), or that deny nothing ("not only").

Phrases are rows of words as they stand; idioms are rows of lemmas, in which "*" is a gap. Both are looked up once a
sentence, whatever number of its predicates is judged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, Self, TypeVar

from yalu.language import Analysis, Sentence
from yalu.lexicon.attribution import CertaintyCue, CertaintyPhrase, load_certainty_phrases
from yalu.model import Certainty, Cue

_NEAR = 3
"""Words between a row and the verb it leads, at most, where the parse does not tie the two."""
_GAP = 4
"""Words that "*" stands for, at most."""
_NOT = ("n't", "n’t")
_HELPER = ("aux", "auxpass")
_PLAIN = ("VERB", "AUX")
_UNDER = frozenset(
    {"xcomp", "ccomp", "acl", "pcomp", "prep", "pobj", "dobj", "attr", "acomp", "csubj", "relcl", "advcl", "npadvmod"}
)
"""Links from a word of an idiom down to what it governs."""
_STEPS = 3

R = TypeVar("R", CertaintyPhrase, CertaintyCue)
Words = tuple[str, ...]
Index = Mapping[str, tuple[tuple[Words, R], ...]]
"""Rows by their first word."""


@dataclass(frozen=True, slots=True)
class Standing(Generic[R]):
    """A row that stands in a sentence, from token `first` to `last` (excluded)."""

    first: int
    last: int
    row: R


@dataclass(frozen=True, slots=True)
class Phrases:
    """All rows."""

    phrases: Index[CertaintyPhrase]
    """Of several at one place the longest counts, which comes first."""
    idioms: Index[CertaintyCue]

    @classmethod
    def load(cls, cues: Iterable[CertaintyCue]) -> Self:
        """Read the phrases, and take the idioms among cues."""
        phrases = _index(load_certainty_phrases().entries)
        longest = {first: tuple(sorted(rows, key=lambda one: -len(one[0]))) for first, rows in phrases.items()}
        return cls(longest, _index(cue for cue in cues if cue.kind in ("idiom", "over")))

    def over(self, analysis: Analysis) -> Rows:
        """Give what reads the rows of one article."""
        return Rows(self, analysis)


@dataclass(slots=True)
class Rows:
    """The rows of one article, by sentence."""

    phrases: Phrases
    analysis: Analysis
    _standing: dict[int, tuple[Standing[CertaintyPhrase], ...]] = field(default_factory=dict)
    _idioms: dict[int, tuple[Standing[CertaintyCue], ...]] = field(default_factory=dict)

    def hidden(self, token: int) -> set[int]:
        """Give the offsets of words that are no cues by themselves, since a row in the sentence of `token` holds them."""
        return {
            self.analysis.starts[one]
            for standing in self._phrases_beside(token)
            if not standing.first <= token < standing.last
            for one in range(standing.first, standing.last)
        }

    def bearing_on(self, token: int) -> Iterator[tuple[Cue, Certainty]]:
        """Give the phrases that bear on a predicate, each as a cue with its effect."""
        for one in self._phrases_beside(token):
            bears = {"on": _hangs_from, "over": _leads}.get(one.row.kind)
            if bears and one.row.effect != "asserted" and bears(self.analysis, one, token):
                span = self.analysis.span(one.first, one.last)
                yield Cue(text=self.analysis.cut(span), span=span, kind="phrase"), one.row.effect

    def idioms_on(self, token: int) -> Iterator[tuple[Cue, Certainty]]:
        """Give the idioms that bear on the predicate at a token."""
        for one in self._idioms_beside(token):
            words = range(one.first, one.last)
            bears = _hangs_on if one.row.kind == "idiom" else _stands_over
            if token not in words and bears(self.analysis, words, token):
                span = self.analysis.span(one.first, one.last)
                yield Cue(text=self.analysis.cut(span), span=span, kind=one.row.kind), one.row.effect

    def _phrases_beside(self, token: int) -> tuple[Standing[CertaintyPhrase], ...]:
        number = self.analysis.sentence_of[token]
        if number not in self._standing:
            self._standing[number] = tuple(self._find_phrases(self.analysis.sentences[number]))
        return self._standing[number]

    def _find_phrases(self, sentence: Sentence) -> Iterator[Standing[CertaintyPhrase]]:
        words = self.analysis.lower_words[sentence.first : sentence.last]
        if not {*_NOT}.isdisjoint(words):
            words = tuple("not" if word in _NOT else word for word in words)
        for at, word in enumerate(words):
            for row_words, row in self.phrases.phrases.get(word, ()):
                if words[at : at + len(row_words)] == row_words:
                    first = sentence.first + at
                    yield Standing(first, first + len(row_words), row)
                    break

    def _idioms_beside(self, token: int) -> tuple[Standing[CertaintyCue], ...]:
        number = self.analysis.sentence_of[token]
        if number not in self._idioms:
            self._idioms[number] = tuple(self._find_idioms(self.analysis.sentences[number]))
        return self._idioms[number]

    def _find_idioms(self, sentence: Sentence) -> Iterator[Standing[CertaintyCue]]:
        lemmas, rows = self.analysis.lower_lemmas, self.phrases.idioms
        for at in range(sentence.first, sentence.last):
            for words, cue in rows.get(lemmas[at], ()):
                last = _match(self.analysis, words, at, sentence.last)
                if last is not None:
                    yield Standing(at, last + 1, cue)


def _index(rows: Iterable[R]) -> dict[str, tuple[tuple[Words, R], ...]]:
    found: dict[str, list[tuple[Words, R]]] = defaultdict(list)
    for row in rows:
        words = tuple(row.text.split())
        found[words[0]].append((words, row))
    return {first: tuple(listed) for first, listed in found.items()}


def _match(analysis: Analysis, words: Words, at: int, stop: int) -> int | None:
    """Give the last token of a row of lemmas that begins here; "*" stands for up to four words."""
    position, last, wild = at + 1, at, False
    for word in words[1:]:
        if word == "*":
            wild = True
            continue
        reach = range(position, min(position + (_GAP + 1 if wild else 1), stop))
        found = next((one for one in reach if word in (analysis.lower_lemmas[one], analysis.lower_words[one])), None)
        if found is None or any(analysis.pos[one] == "PUNCT" for one in range(position, found)):
            return None
        position, last, wild = found + 1, found, False
    return last


def _hangs_from(analysis: Analysis, one: Standing[CertaintyPhrase], token: int) -> bool:
    """Say whether the row hangs from a word, or from a clause that does and sets its condition, or carries it."""
    row = range(one.first, one.last)
    if token in row:
        return False
    outward = {analysis.heads[at] for at in row} - set(row)
    if one.row.effect == "conditional":
        outward |= {analysis.heads[at] for at in outward if analysis.deps[at] == "advcl"}
    return token in outward or (
        analysis.heads[token] in row and analysis.deps[token] in ("ccomp", "acl", "relcl", "dep", "advcl", "conj")
    )


def _leads(analysis: Analysis, one: Standing[CertaintyPhrase], token: int) -> bool:
    """Say whether a verb is the first after the row, near it or tied to it by the parse."""
    row = range(one.first, one.last)
    if token < one.last or analysis.deps[token] in _HELPER:
        return False
    between = range(one.last, token)
    if any(analysis.pos[at] in ("VERB", "PUNCT") and analysis.deps[at] not in _HELPER for at in between):
        return False
    tied = analysis.heads[token] in row or any(analysis.heads[at] == token for at in row)
    return token - one.last < _NEAR or tied


def _hangs_on(analysis: Analysis, cue: range, token: int) -> bool:
    return any(analysis.heads[one] == token for one in cue if one != token)


def _stands_over(analysis: Analysis, cue: range, token: int) -> bool:
    """A few links below the cue, and after it: "far from punishing", "no evidence that he ordered it"."""
    if token < cue.start:
        return False
    if any(analysis.heads[one] == token and analysis.deps[one] in ("cc", "mark") for one in cue):
        return True  # "rather than tax the farmers"
    current = token
    for _ in range(_STEPS):
        if analysis.deps[current] not in _UNDER:
            return False
        current = analysis.heads[current]
        if current in cue:
            return True
        # Another predicate between them is what the cue governs.
        if analysis.pos[current] in _PLAIN:
            return False
    return False
