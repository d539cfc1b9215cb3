"""Rows of the register of agreements and of the words that name agreements."""

from __future__ import annotations

from typing import Literal

from yalu.lexicon.table import Row, Table, load_table


class RegisteredAgreement(Row, frozen=True, kw_only=True):
    """One well-known agreement."""

    id: str
    name: str
    wordings: tuple[str, ...]
    """Ways to name it; words match in any order, without articles, "of", "and" and the names of its parties."""
    parties: tuple[str, ...] = ()
    """Actor codes; empty for one open to all."""
    signed: str
    """EDTF."""
    in_force: str | None = None
    until: str | None = None
    obligations: tuple[str, ...] = ()
    source: tuple[str, ...]


class AgreementWord(Row, frozen=True, kw_only=True):
    """A noun that names agreements, or a verb that tells of their life."""

    text: str
    """Lemma."""
    kind: Literal["noun", "weak", "sign", "end", "force", "keep", "stop", "party", "general", "amend", "denounce", "enter",
                  "oblige"]  # fmt: skip
    source: tuple[str, ...]


class Obligation(Row, frozen=True, kw_only=True):
    """What agreements bind to, with the words that state it."""

    text: str
    """As it is written in a statement: defence, neutrality, consultation ..."""
    names: tuple[str, ...] = ()
    """Lemmas, or lemmas joined by a space, of a name that states it: "non-aggression pact"."""
    acts: tuple[str, ...] = ()
    """Lemmas of what a clause says the parties must do: "come to the aid", "consult"."""
    source: tuple[str, ...]


def load_obligations() -> Table[Obligation]:
    """Read data/agreements/obligations.yaml."""
    return load_table("agreements/obligations", Obligation)


def load_agreements() -> Table[RegisteredAgreement]:
    """Read data/agreements/register.yaml."""
    return load_table("agreements/register", RegisteredAgreement)


def load_agreement_words() -> Table[AgreementWord]:
    """Read data/agreements/words.yaml."""
    return load_table("agreements/words", AgreementWord)
