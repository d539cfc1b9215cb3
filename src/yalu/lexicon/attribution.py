"""Rows of attribution, certainty and reference words."""

from __future__ import annotations

from typing import Literal

from yalu.lexicon.table import Row, Table, load_table

Effect = Literal["asserted", "hedged", "negated", "conditional", "future"]


Frame = Literal["clause", "infinitive", "as", "object", "topic", "name"]


class ReportVerb(Row, frozen=True, kw_only=True):
    """A verb that puts what it governs on somebody's word."""

    lemma: str
    kind: Literal["report", "assert", "doubt", "deny", "speech", "thought", "fear", "want", "know", "attitude"]
    effect: Effect
    takes: tuple[Frame, ...]
    """Where its content stands; a quotation beside it always counts."""
    preps: tuple[str, ...] = ()
    """Prepositions whose object is on the holder's word: warned of a strike."""
    topics: tuple[str, ...] = ()
    """Prepositions whose object is only spoken of: spoke about the strike."""
    things: bool = False
    """True when things do it as well (figures suggest): then the author speaks, unless a document is the subject."""
    source: tuple[str, ...]


class ReportNoun(Row, frozen=True, kw_only=True):
    """A noun that speaks or carries content."""

    lemma: str
    kind: Literal["document", "speech", "collective", "standpoint"]
    effect: Effect | None = None
    """What a speech noun makes of its content."""
    preps: tuple[str, ...] = ()
    """Prepositions whose object is its content."""
    standpoint: bool = False
    """True when "in X's ..." puts the clause on X's word: view, words, eyes."""
    source: tuple[str, ...]


class HolderPronoun(Row, frozen=True, kw_only=True):
    """A pronoun or quantifier where a holder stands."""

    text: str
    kind: Literal["people", "nobody"]
    source: tuple[str, ...]


class MindAdjective(Row, frozen=True, kw_only=True):
    """An adjective whose subject holds what stands under it."""

    lemma: str
    """Its form in the text: convinced, afraid."""
    effect: Effect
    preps: tuple[str, ...]
    source: tuple[str, ...]


class Carrier(Row, frozen=True, kw_only=True):
    """A verb that carries a speech noun for its subject: voiced fears."""

    lemma: str
    source: tuple[str, ...]


class CertaintyCue(Row, frozen=True, kw_only=True):
    """A word that shows how sure a proposition is."""

    text: str
    kind: Literal[
        "modal",
        "negation",
        "future",
        "adverb",
        "adjective",
        "governor",
        "condition",
        "habit",
        "prospective",
        "inversion",
        "idiom",
        "over",
        "degree",
        "undoing",
        "verdict",
        "report",
        "scarce",
        "factive",
        "imperative",
    ]
    effect: Effect
    under: tuple[Literal["clause", "infinitive", "gerund", "noun"], ...] = ()
    """What it bears on where not on all: "forgot to pay" denies, "forgot that it paid" does not."""
    denied: Effect | None = None
    """What it makes of its clause when it is itself denied: "did not fail to"; none: as the words say one by one."""
    example: str | None = None
    source: tuple[str, ...]


class CertaintyPhrase(Row, frozen=True, kw_only=True):
    """Words in a row that show how sure a proposition is, or that mean nothing of the kind."""

    text: str
    kind: Literal["on", "over", "void"]
    """on: bears on the word it hangs from; over: on the verb it leads; void: its words are no cues."""
    effect: Effect
    example: str | None = None
    """A sentence; the word between stars is the one it bears on."""
    source: tuple[str, ...]


class Reference(Row, frozen=True, kw_only=True):
    """Words that point to actors named before."""

    text: str
    kind: Literal["two", "neighbour", "one"]
    source: tuple[str, ...]


def load_report_verbs() -> Table[ReportVerb]:
    """Read data/attribution/verbs.yaml."""
    return load_table("attribution/verbs", ReportVerb)


def load_report_nouns() -> Table[ReportNoun]:
    """Read data/attribution/nouns.yaml."""
    return load_table("attribution/nouns", ReportNoun)


def load_holder_pronouns() -> Table[HolderPronoun]:
    """Read data/attribution/pronouns.yaml."""
    return load_table("attribution/pronouns", HolderPronoun)


def load_mind_adjectives() -> Table[MindAdjective]:
    """Read data/attribution/adjectives.yaml."""
    return load_table("attribution/adjectives", MindAdjective)


def load_carriers() -> Table[Carrier]:
    """Read data/attribution/carriers.yaml."""
    return load_table("attribution/carriers", Carrier)


def load_certainty_cues() -> Table[CertaintyCue]:
    """Read data/attribution/certainty.yaml."""
    return load_table("attribution/certainty", CertaintyCue)


def load_references() -> Table[Reference]:
    """Read data/references/references.yaml."""
    return load_table("references/references", Reference)


def load_certainty_phrases() -> Table[CertaintyPhrase]:
    """Read data/attribution/phrases.yaml."""
    return load_table("attribution/phrases", CertaintyPhrase)
