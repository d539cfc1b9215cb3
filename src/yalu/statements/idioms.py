"""Cues of certainty of several words: those that hang on a predicate, and those that stand over it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from yalu.language import Analysis
from yalu.lexicon.attribution import CertaintyCue
from yalu.model import Certainty, Cue

_GAP = 4
"""Words that "*" stands for, at most."""
_UNDER = frozenset(
    {"xcomp", "ccomp", "acl", "pcomp", "prep", "pobj", "dobj", "attr", "acomp", "csubj", "relcl", "advcl", "npadvmod"}
)
"""Links from a word of the cue down to what it governs."""
_STEPS = 3
_PLAIN = ("VERB", "AUX")


@dataclass(frozen=True, slots=True)
class Idioms:
    """Rows of lemmas by their first one."""

    rows: Mapping[str, tuple[tuple[tuple[str, ...], CertaintyCue], ...]]

    @classmethod
    def of(cls, cues: Iterable[CertaintyCue]) -> Self:
        """Take the idioms among cues."""
        rows: dict[str, list[tuple[tuple[str, ...], CertaintyCue]]] = defaultdict(list)
        for cue in cues:
            if cue.kind in ("idiom", "over"):
                words = tuple(cue.text.split())
                rows[words[0]].append((words, cue))
        return cls({first: tuple(found) for first, found in rows.items()})

    def on(self, analysis: Analysis, token: int) -> Iterator[tuple[Cue, Certainty]]:
        """Give the idioms that bear on the predicate at a token."""
        sentence = analysis.sentence(token)
        for at in range(sentence.first, sentence.last):
            for words, cue in self.rows.get(analysis.lemmas[at].lower(), ()):
                last = _match(analysis, words, at, sentence.last)
                if last is None or at <= token <= last:
                    continue
                bears = _hangs_on if cue.kind == "idiom" else _stands_over
                if bears(analysis, range(at, last + 1), token):
                    span = analysis.span(at, last + 1)
                    yield Cue(text=analysis.cut(span), span=span, kind=cue.kind), cue.effect


def _match(analysis: Analysis, words: tuple[str, ...], at: int, stop: int) -> int | None:
    """Give the last token of a row that begins here; "*" stands for up to four words."""
    position, last = at, at
    wild = False
    for word in words:
        if word == "*":
            wild = True
            continue
        reach = range(position, min(position + (_GAP + 1 if wild else 1), stop))
        found = next(
            (one for one in reach if word in (analysis.lemmas[one].lower(), analysis.words[one].lower())), None
        )
        if found is None or any(analysis.pos[one] == "PUNCT" for one in range(position, found)):
            return None
        position, last, wild = found + 1, found, False
    return last


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
