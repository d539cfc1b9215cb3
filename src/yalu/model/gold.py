"""Gold: what people say a text holds, for scoring the coder; and what the coder says, where no statement carries it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from yalu.model.span import Span
from yalu.model.statement import Certainty

GoldKind = Literal["dates", "figures", "events", "agreements", "attribution", "certainty", "claims"]
GOLD_KINDS: tuple[GoldKind, ...] = (
    "dates", "figures", "events", "agreements", "attribution", "certainty", "claims",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDate:
    """A date expression with its value, as EDTF or as a TIMEX3 value."""

    span: Span
    value: str | None
    scheme: Literal["edtf", "timex3"] = "edtf"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldFigure:
    """A quantity; None for what the gold does not say."""

    span: Span
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    currency: str | None = None
    approx: bool | None = None
    approximator: str | None = None
    measure: str | None = None
    about: tuple[str, ...] | None = None
    counterpart: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEvent:
    """An event by codes; `scheme` says in which code `root` is given."""

    root: str
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    scheme: Literal["plover", "cameo"] = "plover"
    mode: str | None = None
    date: str | None = None
    undated: bool = False
    """True when the gold says that the text tells no date of it; else a date of None is one that was not labelled."""
    certainty: Certainty | None = None
    trigger: Span | None = None
    """The words that tell the event, with light verb or particle."""
    holder: str | None = None
    """Words of whom the text reports as its source; None: the author, or not labelled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPair:
    """The relation of a given pair: source and target as spans of the text, root and quad of the PLV set."""

    sources: tuple[Span, ...]
    targets: tuple[Span, ...]
    root: str
    quad: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldAgreement:
    """An agreement as one text names it."""

    span: Span
    name: str | None = None
    parties: tuple[str, ...] | None = None
    signed: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Words on somebody's word: spans of the content, of the holder and of the cue; gold and answers alike."""

    content: tuple[Span, ...]
    holder: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldCertainty:
    """How sure the text is of the act at a word."""

    span: Span
    certainty: Certainty


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldClaim:
    """A claim: its theme, about whom, and its stance."""

    theme: str
    about: tuple[str, ...] | None = None
    stance: str | None = None


GoldItem = GoldDate | GoldFigure | GoldEvent | GoldPair | GoldAgreement | Said | GoldCertainty | GoldClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldText:
    """A text with all that it holds of one kind; an empty `items` says that it holds none."""

    id: str
    text: str
    published: str | None = None
    items: tuple[GoldItem, ...] = ()
    sentences: bool = field(default=False)
    """True when every line is to be read as a paragraph of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What the coder says of a given pair."""

    root: str
    mode: str | None = None
    words: str = ""
    """The entry that decided: "impose sanction"."""
