"""The register of well-known agreements, looked up by words, parties and year."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from yalu.lexicon.agreements import RegisteredAgreement, load_agreements
from yalu.model import Participant
from yalu.statements.agreements.wording import Named, Wording, Words, fold, level, wordings_of

PAIR = 2
Kin = Mapping[str, frozenset[str]]
"""Codes of a sentence, each with those of the states that it continues or that continue it: Russia, the Soviet Union."""


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
    general: Words
    """Words that many agreements share: friendship, trade."""
    unique: frozenset[tuple[Words, str | None]]
    """Words and year of wordings that one agreement alone has."""
    heads: Words
    """Last words of wordings that no list of nouns has: act, initiative, statute."""

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
            words["general"],
            _unique(found),
            frozenset(_head(text) for row in load_agreements().entries for text in row.wordings) - words["party"],
        )

    def look_up(self, named: Named, near: Kin) -> RegisteredAgreement | None:
        """Give the row whose wording is all there; parties and year must not speak against it. `near`: actors around."""
        rows = {one for word in named.all_words for one in self.wordings.get(word, ()) if one.words <= named.all_words}
        fitting = [one for one in rows if self._fits(one, named, near)]
        if fitting:
            return max(fitting, key=lambda one: _rank(one, named, near)).row
        return self._only_treaty(named)

    def _fits(self, wording: Wording, named: Named, near: Kin) -> bool:
        """Say whether year and parties allow a wording; one of common words or with a year needs its parties near."""
        row = wording.row
        if not _agrees(wording, named, near):
            return False
        if wording.year is None and not wording.bound:
            return True
        if wording.names and wording.names <= named.all_words:
            return True
        parties = set(row.parties)
        if len(parties) < PAIR:
            return not wording.bound
        if _met(parties, near) >= PAIR:
            return True
        # A name that only one agreement has needs no second party, as long as nobody else is named.
        others = _others(wording, named, near)
        alone = (wording.words, wording.year) in self.unique
        return alone and all(one & parties for one in others) and bool(others or wording.year)

    def signed_by(self, parties: frozenset[str], signed: str | None) -> RegisteredAgreement | None:
        """Give the one treaty that two parties have signed then; what a text describes may be as coarse as a year."""
        if not signed or not signed[:4].isdigit():
            return None
        rows = [row for row in self.treaties.get(parties, ()) if _is_day_of(signed, row.signed)]
        return rows[0] if len(rows) == 1 else None

    def resolution(self, number: str) -> RegisteredAgreement | None:
        """Give the resolution of a number."""
        named = {"resolution", number}
        return next((one.row for one in self.wordings.get(number, ()) if one.words <= named), None)

    def _only_treaty(self, named: Named) -> RegisteredAgreement | None:
        """A bare "treaty" of two parties that have one in the register, of the year the text gives."""
        plain = named.words <= self.nouns
        if not plain and not named.words <= self.nouns | self.general:
            return None
        rows = self.treaties.get(frozenset(one.code for one in named.parties), ())
        rows = tuple(row for row in rows if not named.years or row.signed[:4] in named.years)
        if not plain:  # "the 1978 treaty of friendship": what it says must be in the name
            rows = tuple(row for row in rows if named.years and named.words - self.nouns <= fold(row.name))
        return rows[0] if len(rows) == 1 else None


def _is_day_of(told: str, known: str) -> bool:
    """Say whether a day or month of the register lies in what a text tells, or the other way about: 1961-07, 1961-07-11."""
    return known.startswith(told) or told.startswith(known)


def _unique(found: list[Wording]) -> frozenset[tuple[Words, str | None]]:
    rows: dict[tuple[Words, str | None], set[str]] = defaultdict(set)
    for one in found:
        rows[one.words, one.year].add(one.row.id)
    return frozenset(key for key, ids in rows.items() if len(ids) == 1)


def _head(text: str) -> str:
    """Give the last word of a name before its "of" and its numeral: "act" of "Helsinki Final Act of 1975"."""
    name = re.split(r" (?:of|on|between|for|with|in)\b| [IV]+$", text)[0]
    return level(name.split()[-1].lower())


def _agrees(wording: Wording, named: Named, near: Kin) -> bool:
    """Say that the years of the text do not speak against a row, nor the parties it names."""
    row = wording.row
    parties = set(row.parties)
    if wording.year and wording.year not in named.years:
        return False
    if named.years and row.signed[:4] not in named.years and not wording.year:
        return False
    own = [near.get(code, frozenset({code})) for code, words in named.actors if not words <= wording.words]
    return not (parties and own) or any(one & parties for one in own)


def _others(wording: Wording, named: Named, near: Kin) -> list[Words]:
    """Give the actors near that are no part of the name itself: Algiers is none of the Algiers Agreement."""
    inside = {code for code, words in named.actors if words <= wording.words}
    return [kin for code, kin in near.items() if code not in inside]


def _met(parties: set[str], near: Kin) -> int:
    return len(parties & frozenset().union(*near.values()))


def _rank(wording: Wording, named: Named, near: Kin) -> tuple[int, int, int, str]:
    parties = set(wording.row.parties)
    year = int(wording.row.signed[:4] in named.years)
    strays = sum(1 for one in near.values() if not one & parties) if parties else 0
    return _met(parties, near) - strays, len(wording.words) + year, year, wording.row.id


def parties_of_row(row: RegisteredAgreement, named: Named, found: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Give the parties of the register, with the words of the text where it names them; Paris is no party of its own."""
    if not row.parties:
        places = {code for code, words in named.actors if any(words <= fold(text) for text in row.wordings)}
        return tuple(one for one in found if one.code not in places)
    by_code = {one.code: one for one in found}
    return tuple(by_code.get(code) or Participant(code=code, text="", how="register") for code in row.parties)
