"""Mentions: spans of an article that name an actor, a date or a quantity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from yalu.model.dates import DateRef
from yalu.model.durations import write_duration
from yalu.model.ids import make_id
from yalu.model.span import Span

MentionKind = Literal["actor", "date", "quantity"]
MENTION_KINDS: tuple[MentionKind, ...] = ("actor", "date", "quantity")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """What all three kinds share; `quote` is the exact text of the span."""

    kind: ClassVar[MentionKind]
    id: str
    article: str
    span: Span
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention(Mention):
    """Words that name an actor."""

    kind: ClassVar[MentionKind] = "actor"
    actor: str
    """Canonical id; for a person no gazetteer knows a slug of the full name."""
    code: str | None = None
    """State or organisation code that stands for it in a dyad; None for places and unknown persons."""
    sector: str | None = None
    name: str = ""
    form: str = "name"
    """name, short_name, demonym, metonym, nickname, role, reference (the North, the two countries), pronoun."""
    how: str = ""
    others: tuple[str, ...] = ()
    """Further actors the words may name, or that the words name together ("the two countries")."""
    together: bool = False
    """True when `others` are named together with `actor`, false when they are rival readings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention(Mention):
    """Words that name a date."""

    kind: ClassVar[MentionKind] = "date"
    date: DateRef


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityMention(Mention):
    """Words that name a quantity."""

    kind: ClassVar[MentionKind] = "quantity"
    value: float | None
    low: float | None = None
    high: float | None = None
    unit: str
    currency: str | None = None
    approximator: str = "exact"

    @property
    def duration(self) -> str | None:
        """The ISO 8601 duration of a length of time; None for every other unit."""
        return write_duration(self.unit, self.value)


AnyMention = ActorMention | DateMention | QuantityMention


def mention_id(kind: MentionKind, article: str, span: Span, quote: str) -> str:
    """Give a mention's id."""
    return make_id("mn", kind, article, span.start, span.end, quote)
