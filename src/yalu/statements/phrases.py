"""Rows of words that show how sure a proposition is ("far from", "in all likelihood"), or that deny nothing ("not only")."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from yalu.language import Analysis
from yalu.lexicon.attribution import CertaintyPhrase, load_certainty_phrases
from yalu.model import Certainty, Cue

_NEAR = 3
"""Words between a row and the verb it leads, at most, where the parse does not tie the two."""
_HELPER = ("aux", "auxpass")


@dataclass(frozen=True, slots=True)
class Standing:
    """A row that stands in a sentence, from token `first` to `last` (excluded)."""

    first: int
    last: int
    row: CertaintyPhrase


@dataclass(frozen=True, slots=True)
class Phrases:
    """The rows, by their first word; of several at one place the longest counts."""

    rows: dict[str, tuple[tuple[tuple[str, ...], CertaintyPhrase], ...]]

    @classmethod
    def load(cls) -> Self:
        """Read the rows."""
        rows: dict[str, list[tuple[tuple[str, ...], CertaintyPhrase]]] = defaultdict(list)
        for row in load_certainty_phrases().entries:
            words = tuple(row.text.split())
            rows[words[0]].append((words, row))
        return cls({first: tuple(sorted(found, key=lambda one: -len(one[0]))) for first, found in rows.items()})

    def hidden(self, analysis: Analysis, token: int) -> set[int]:
        """Give the offsets of words that are no cues by themselves, since a row in the sentence of `token` holds them."""
        return {
            analysis.span(one, one + 1).start
            for standing in self.standing(analysis, token)
            if not standing.first <= token < standing.last
            for one in range(standing.first, standing.last)
        }

    def bearing_on(self, analysis: Analysis, token: int) -> Iterator[tuple[Cue, Certainty]]:
        """Give the rows that bear on a predicate, each as a cue with its effect."""
        for one in self.standing(analysis, token):
            bears = {"on": _hangs_from, "over": _leads}.get(one.row.kind)
            if bears and one.row.effect != "asserted" and bears(analysis, one, token):
                span = analysis.span(one.first, one.last)
                yield Cue(text=span.cut(analysis.text), span=span, kind="phrase"), one.row.effect

    def standing(self, analysis: Analysis, token: int) -> Iterator[Standing]:
        """Give the rows in the sentence of a token, in order."""
        sentence = analysis.sentence(token)
        for first in range(sentence.first, sentence.last):
            for words, row in self.rows.get(_word(analysis, first), ()):
                last = first + len(words)
                if last <= sentence.last and all(_word(analysis, first + n) == word for n, word in enumerate(words)):
                    yield Standing(first, last, row)
                    break


def _word(analysis: Analysis, token: int) -> str:
    word = analysis.words[token].lower()
    return "not" if word in ("n't", "n’t") else word


def _hangs_from(analysis: Analysis, one: Standing, token: int) -> bool:
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


def _leads(analysis: Analysis, one: Standing, token: int) -> bool:
    """Say whether a verb is the first after the row, near it or tied to it by the parse."""
    row = range(one.first, one.last)
    if token < one.last or analysis.deps[token] in _HELPER:
        return False
    between = range(one.last, token)
    if any(analysis.pos[at] in ("VERB", "PUNCT") and analysis.deps[at] not in _HELPER for at in between):
        return False
    tied = analysis.heads[token] in row or any(analysis.heads[at] == token for at in row)
    return token - one.last < _NEAR or tied
