"""The words of attribution, loaded once for a process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from yalu.lexicon.attribution import (
    MindAdjective,
    ReportNoun,
    ReportVerb,
    load_carriers,
    load_holder_pronouns,
    load_mind_adjectives,
    load_report_nouns,
    load_report_verbs,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words that put content on somebody's word, by lemma; adjectives by their form."""

    verbs: dict[str, ReportVerb]
    nouns: dict[str, ReportNoun]
    adjectives: dict[str, MindAdjective]
    carriers: frozenset[str]
    people: frozenset[str]
    """Pronouns and quantifiers that name people."""
    nobody: frozenset[str]
    """Those that hold nothing by themselves."""

    @classmethod
    def load(cls) -> Self:
        """Read the tables of attribution; raise LexiconError on a broken one."""
        pronouns = load_holder_pronouns().entries
        return cls(
            verbs={row.lemma: row for row in load_report_verbs().entries},
            nouns={row.lemma: row for row in load_report_nouns().entries},
            adjectives={row.lemma: row for row in load_mind_adjectives().entries},
            carriers=frozenset(row.lemma for row in load_carriers().entries),
            people=frozenset(row.text for row in pronouns if row.kind == "people"),
            nobody=frozenset(row.text for row in pronouns if row.kind == "nobody"),
        )

    def is_speaker(self, lemma: str) -> bool:
        """Say whether a noun names people or documents that speak."""
        row = self.nouns.get(lemma)
        return row is not None and row.kind in ("document", "collective")
