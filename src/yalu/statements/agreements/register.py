"""The register of well-known agreements, looked up by words, parties and year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from yalu.lexicon.agreements import RegisteredAgreement, load_agreements
from yalu.model import Participant
from yalu.statements.agreements.wording import Named, Wording, Words, fold, wordings_of

PAIR = 2


@dataclass(frozen=True, slots=True)
class Register:
    """Registered agreements by their wordings."""

    wordings: Mapping[str, tuple[Wording, ...]]
    """By each word of them."""
    short: Words
    """Names of one word: NPT, JCPOA."""
    treaties: Mapping[Words, tuple[RegisteredAgreement, ...]]
    """By all their parties: "the Soviet-North Korean treaty" is one where the two have one."""
    nouns: Words
    """Nouns that name agreements alone."""

    @classmethod
    def load(cls, words: Mapping[str, Words]) -> Self:
        """Build the register over the words of its nouns."""
        found = list(wordings_of(words))
        index: dict[str, list[Wording]] = defaultdict(list)
        for wording in found:
            for word in wording.words:
                index[word].append(wording)
        treaties: dict[Words, list[RegisteredAgreement]] = defaultdict(list)
        for row in load_agreements().entries:
            if len(row.parties) >= PAIR and fold(row.name) & words["noun"]:
                treaties[frozenset(row.parties)].append(row)
        short = {next(iter(one.words)) for one in found if len(one.words) == 1 and not one.year}
        return cls(
            {word: tuple(rows) for word, rows in index.items()},
            frozenset(short - words["noun"] - words["weak"]),
            {parties: tuple(rows) for parties, rows in treaties.items()},
            words["noun"],
        )

    def look_up(self, named: Named, near: set[str]) -> RegisteredAgreement | None:
        """Give the row whose wording is all there; parties and year must not speak against it. `near`: codes around."""
        rows = {one for word in named.all_words for one in self.wordings.get(word, ()) if one.words <= named.all_words}
        fitting = [one for one in rows if _fits(one, named, near)]
        if fitting:
            return max(fitting, key=lambda one: _rank(one, named, near)).row
        return self._only_treaty(named)

    def resolution(self, number: str) -> RegisteredAgreement | None:
        """Give the resolution of a number."""
        named = {"resolution", number}
        return next((one.row for one in self.wordings.get(number, ()) if one.words <= named), None)

    def _only_treaty(self, named: Named) -> RegisteredAgreement | None:
        """A bare "treaty" of two parties that have one in the register, of the year the text gives."""
        if not named.words <= self.nouns:
            return None
        rows = self.treaties.get(frozenset(one.code for one in named.parties), ())
        rows = tuple(row for row in rows if not named.years or row.signed[:4] in named.years)
        return rows[0] if len(rows) == 1 else None


def _fits(wording: Wording, named: Named, near: set[str]) -> bool:
    """Say whether year and parties allow a wording; one with a year needs its parties in the sentence too."""
    row = wording.row
    parties = set(row.parties)
    own = {code for code, words in named.actors if not words <= wording.words}
    if wording.year and wording.year not in named.years:
        return False
    if named.years and row.signed[:4] not in named.years and not wording.year:
        return False
    if parties and own and not own & parties:
        return False
    return wording.year is None or len(parties) < PAIR or len(parties & near) >= PAIR


def _rank(wording: Wording, named: Named, near: set[str]) -> tuple[int, int, int, str]:
    parties = set(wording.row.parties)
    year = int(wording.row.signed[:4] in named.years)
    return len(parties & near) - len(near - parties), len(wording.words) + year, year, wording.row.id


def parties_of_row(row: RegisteredAgreement, named: Named, found: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Give the parties of the register, with the words of the text where it names them; Paris is no party of its own."""
    if not row.parties:
        places = {code for code, words in named.actors if any(words <= fold(text) for text in row.wordings)}
        return tuple(one for one in found if one.code not in places)
    by_code = {one.code: one for one in found}
    return tuple(by_code.get(code) or Participant(code=code, text="", how="register") for code in row.parties)
