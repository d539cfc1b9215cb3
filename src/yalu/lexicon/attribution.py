"""Rows of attribution, certainty and reference words."""

from __future__ import annotations

from typing import Literal

from yalu.lexicon.table import Row, Table, load_table

Effect = Literal["asserted", "hedged", "negated", "conditional", "future"]


class ReportVerb(Row, frozen=True, kw_only=True):
    """A verb that puts its clause on somebody's word."""

    lemma: str
    kind: Literal["report", "assert", "doubt", "deny", "speech", "thought", "fear", "know"]
    effect: Effect
    takes: tuple[Literal["as"], ...] = ()
    """What else than a clause or a quotation it reports: "as" (described by X as weak)."""
    source: tuple[str, ...]


class ReportNoun(Row, frozen=True, kw_only=True):
    """A noun that speaks or carries a content clause."""

    lemma: str
    kind: Literal["document", "speech", "collective"]
    source: tuple[str, ...]


class CertaintyCue(Row, frozen=True, kw_only=True):
    """A word that shows how sure a proposition is."""

    text: str
    kind: Literal["modal", "negation", "future", "adverb", "adjective", "governor", "condition", "habit"]
    effect: Effect
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


def load_certainty_cues() -> Table[CertaintyCue]:
    """Read data/attribution/certainty.yaml."""
    return load_table("attribution/certainty", CertaintyCue)


def load_references() -> Table[Reference]:
    """Read data/references/references.yaml."""
    return load_table("references/references", Reference)
