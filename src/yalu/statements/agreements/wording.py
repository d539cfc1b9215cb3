"""Names of agreements as sets of words, so that "Treaty of Friendship" and "Friendship Treaty" are one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from yalu.lexicon.agreements import RegisteredAgreement, load_agreements
from yalu.model import Participant, slug_of

_WORD = re.compile(r"[a-z]+|\d+")
YEAR = re.compile(r"1\d{3}|20\d\d")

Words = frozenset[str]
_BODIES = frozenset({"un"})
"""Words that do not tell agreements apart, save where nothing else is left: "UN Charter"."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to name a registered agreement, as a set of words."""

    words: Words
    year: str | None
    row: RegisteredAgreement
    bound: bool = False
    """Its words without the names of the parties would fit others: two parties must be near, or named as here."""
    names: Words = frozenset()
    """Words of it that name parties."""


@dataclass(frozen=True, slots=True)
class Named:
    """Words of a text that name an agreement."""

    head: int
    first: int
    last: int
    words: Words
    """Without the names of parties."""
    years: Words
    parties: tuple[Participant, ...]
    actors: tuple[tuple[str, Words], ...] = ()
    """Code and words of each actor named: a place may be part of the name (the Minsk agreements)."""

    @property
    def all_words(self) -> Words:
        """Words with those of actors."""
        return self.words.union(*(words for _, words in self.actors))


def wordings_of(words: Mapping[str, frozenset[str]]) -> Iterator[Wording]:
    """Give the wordings of the register as sets of words; one that only says "treaty" is left out."""
    for row in load_agreements().entries:
        for text in row.wordings:
            folded = fold(text)
            years = {word for word in folded if YEAR.fullmatch(word) and "resolution" not in folded}
            core = folded - words["stop"] - years - words["party"]
            if not core - words["noun"] - words["weak"] and folded & _BODIES:
                core |= folded & _BODIES
            if core - words["noun"] - words["weak"] or years:
                bound = core <= words["noun"] | words["weak"] | words["general"]
                yield Wording(core, min(years, default=None), row, bound, folded & words["party"])


def fold(text: str) -> Words:
    """Words in lower case; hyphens part words save in "co-operation"; plurals and spellings are levelled."""
    plain = text.lower().replace("co-op", "coop").replace("communiqué", "communique").replace("defense", "defence")
    plain = (
        plain.replace("neighbor", "neighbour").replace("ization", "isation").replace("non-", "non").replace("’", "'")
    )
    return frozenset(level(word) for word in _WORD.findall(plain.replace("'s", "")))


def level(word: str) -> str:
    if len(word) > 5 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


def digits(words: Words) -> list[str]:
    return [word for word in words if word.isdigit()]


def key_of_words(named: Named, parties: tuple[Participant, ...]) -> str:
    codes = sorted({one.code for one in parties})
    return "-".join([*sorted(slug_of(word) for word in named.words), *sorted(named.years), *codes])
