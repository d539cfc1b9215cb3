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
    kind: Literal["noun", "weak", "sign", "end", "force", "keep", "stop", "party", "general"]
    source: tuple[str, ...]


def load_agreements() -> Table[RegisteredAgreement]:
    """Read data/agreements/register.yaml."""
    return load_table("agreements/register", RegisteredAgreement)


def load_agreement_words() -> Table[AgreementWord]:
    """Read data/agreements/words.yaml."""
    return load_table("agreements/words", AgreementWord)
