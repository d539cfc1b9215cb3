"""Rows of the words that numbers and figures are made of."""

from __future__ import annotations

from typing import Literal

from yalu.lexicon.table import Row, Table, load_table
from yalu.model.statement import Approximator


class NumberWord(Row, frozen=True, kw_only=True):
    """A word for a number."""

    text: str
    kind: Literal["cardinal", "ordinal", "scale", "denominator", "multiple", "many", "few", "part"]
    """many: a plural that names only an order of size ("dozens"); its value is the least it means; few: a word that does
    so before a scale ("several hundred"); part: half, quarter and couple of a scale."""
    value: float
    source: tuple[str, ...]


class Currency(Row, frozen=True, kw_only=True):
    """A currency: its ISO 4217 code and the words and signs for it."""

    code: str
    names: tuple[str, ...] = ()
    """Nouns, singular."""
    signs: tuple[str, ...] = ()
    """Before the number."""
    of: tuple[str, ...] = ()
    """Actor codes that must be near when another currency has the same word."""
    until: int | None = None
    """Last year of the currency."""
    common: bool = False
    """What a shared word means, unless a rival's state is named and its own is not: then it stays open."""
    source: tuple[str, ...]


class ApproximatorWord(Row, frozen=True, kw_only=True):
    """Words before or after a number that blur or bound it."""

    text: str
    value: Approximator
    side: Literal["before", "after", "inside"] = "before"
    """inside: between article and fraction ("a good third")."""
    open: bool = False
    """Whether it holds of everything beyond the number: "more than" does, "just over" does not."""
    source: tuple[str, ...]


class Unit(Row, frozen=True, kw_only=True):
    """A physical unit or unit of time."""

    unit: str
    """Singular, the name Yalu writes."""
    forms: tuple[str, ...]
    """Further words and signs for it."""
    kind: Literal["length", "area", "mass", "explosive", "volume", "flow", "energy", "time", "people", "other"]
    pint: str | None = None
    """The same unit in the words of Pint; None where it is no physical unit, or not one alone."""
    source: tuple[str, ...]


class Measure(Row, frozen=True, kw_only=True):
    """What figures measure: the controlled list."""

    id: str
    cues: tuple[str, ...]
    """Lemmas of nouns, or lemmas joined by a space, that show it."""
    verbs: tuple[str, ...] = ()
    """Lemmas of verbs, with their preposition where it counts."""
    kinds: tuple[str, ...] = ()
    """Kinds of units it is counted in; empty for any."""
    source: tuple[str, ...]


class PersonNoun(Row, frozen=True, kw_only=True):
    """A noun that counts people."""

    text: str
    source: tuple[str, ...]


class ChangeWord(Row, frozen=True, kw_only=True):
    """A verb or noun that says a quantity changed, or that a share is taken."""

    lemma: str
    value: Literal["rise", "fall", "factor", "share", "give", "receive", "buy", "reckon", "mutual"]
    """reckon: the subject only says how much; mutual: two subjects do it with each other. give, receive, buy: who the subject is, for sums and goods that pass from one side to the other."""
    factor: float | None = None
    forms: tuple[str, ...] = ()
    """Forms that no rule of spelling gives: fell, grown."""
    source: tuple[str, ...]


class NumberGuard(Row, frozen=True, kw_only=True):
    """A word beside a number that shows it is a name or a rank, not a quantity."""

    text: str
    side: Literal["before", "after", "vote", "joined", "rank", "lasting"]
    """vote: a lemma of a sentence in which "13-0" counts votes; joined: a noun that makes an adjective with a number and
    a hyphen ("two-way"); rank: a word before the ordinal of a rank ("ranked fifth");
    lasting: a lemma before "over ten years" where that is more than ten, not the time in which."""
    source: tuple[str, ...]


class TradeWords(Row, frozen=True, kw_only=True):
    """Words that say what a share or a sum of trade is of."""

    kind: Literal["exports", "imports", "trade", "balance", "output", "sold", "bought", "plain", "goods"]
    texts: tuple[str, ...]
    """Lower case."""
    source: tuple[str, ...]


class Teller(Row, frozen=True, kw_only=True):
    """A noun that says where a number comes from."""

    text: str
    """Lemma."""
    kind: Literal["record", "reckoning"]
    source: tuple[str, ...]


def load_tellers() -> Table[Teller]:
    """Read data/figures/tellers.yaml."""
    return load_table("figures/tellers", Teller)


def load_numbers() -> Table[NumberWord]:
    """Read data/figures/numbers.yaml."""
    return load_table("figures/numbers", NumberWord)


def load_currencies() -> Table[Currency]:
    """Read data/figures/currencies.yaml."""
    return load_table("figures/currencies", Currency)


def load_approximators() -> Table[ApproximatorWord]:
    """Read data/figures/approximators.yaml."""
    return load_table("figures/approximators", ApproximatorWord)


def load_units() -> Table[Unit]:
    """Read data/figures/units.yaml."""
    return load_table("figures/units", Unit)


def load_measures() -> Table[Measure]:
    """Read data/figures/measures.yaml."""
    return load_table("figures/measures", Measure)


def load_changes() -> Table[ChangeWord]:
    """Read data/figures/changes.yaml."""
    return load_table("figures/changes", ChangeWord)


def load_number_guards() -> Table[NumberGuard]:
    """Read data/figures/guards.yaml."""
    return load_table("figures/guards", NumberGuard)


def load_person_nouns() -> Table[PersonNoun]:
    """Read data/figures/people.yaml."""
    return load_table("figures/people", PersonNoun)


def load_trade_words() -> Table[TradeWords]:
    """Read data/figures/trade.yaml."""
    return load_table("figures/trade", TradeWords)
