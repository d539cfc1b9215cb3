"""What an agreement binds its parties to, as its name or a clause on it states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from yalu.language import Analysis
from yalu.lexicon.agreements import load_obligations
from yalu.statements.agreements.wording import Named, Words

_GAP = 4
"""Words that may stand between the words of an act: "come to its immediate aid"."""
_CLAUSES = ("xcomp", "ccomp", "dobj", "prep", "advcl", "conj", "relcl", "acl")


@dataclass(frozen=True, slots=True)
class Obligations:
    """Obligations by the words that state them."""

    names: Mapping[str, str]
    acts: tuple[tuple[tuple[str, ...], str], ...]

    @classmethod
    def load(cls) -> Self:
        """Build them from the lexicon."""
        rows = load_obligations().entries
        return cls(
            {name: row.text for row in rows for name in row.names},
            tuple((tuple(act.split()), row.text) for row in rows for act in row.acts),
        )

    def of_name(self, analysis: Analysis, named: Named) -> Iterator[str]:
        """Give those its words state: "non-aggression pact", "Treaty of Friendship"."""
        text = analysis.cut(analysis.span(named.first, named.last)).lower()
        lemmas = " ".join(analysis.lemmas[token].lower() for token in range(named.first, named.last))
        for name, obligation in self.names.items():
            if any(re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", words) for words in (text, lemmas)):
                yield obligation

    def of_clause(self, analysis: Analysis, named: Named, binding: Words) -> Iterator[str]:
        """Give those a clause states whose verb binds: "obliges both sides to consult"."""
        verbs = [
            one
            for one in (*analysis.ancestors(named.head), *analysis.under(named.head, "relcl", "acl"))
            if analysis.lemmas[one].lower() in binding
        ]
        tokens = [
            token for verb in verbs[:1] for child in analysis.under(verb, *_CLAUSES)
            for token in analysis.subtree(child) if token not in range(named.first, named.last)
        ]  # fmt: skip
        lemmas = [analysis.lemmas[token].lower() for token in sorted(set(tokens))]
        yield from (text for act, text in self.acts if _stands(act, lemmas))


def _stands(act: tuple[str, ...], lemmas: list[str]) -> bool:
    at = -1
    for number, word in enumerate(act):
        reach = lemmas[at + 1 :] if number == 0 else lemmas[at + 1 : at + 1 + _GAP]
        if word not in reach:
            return False
        at = at + 1 + reach.index(word)
    return True
