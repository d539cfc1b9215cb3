"""Statements: what a sentence says, of one kind, always with its exact quote and offsets (law 1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from yalu.model.actor import Participant
from yalu.model.dates import DateRef
from yalu.model.durations import write_duration
from yalu.model.ids import make_id
from yalu.model.span import Span

Kind = Literal["event", "figure", "agreement", "claim"]
Certainty = Literal["asserted", "hedged", "negated", "conditional", "future"]
Approximator = Literal["exact", "about", "below", "above", "at_least", "at_most", "between", "order"]
KINDS: tuple[Kind, ...] = ("event", "figure", "agreement", "claim")
CERTAINTIES: tuple[Certainty, ...] = ("asserted", "hedged", "negated", "conditional", "future")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A word that shows the certainty or the holder: "might", "has never", "according to"."""

    text: str
    span: Span
    kind: str
    """Class of the cue as in the lexicon: modal, negation, condition, future, habit, wish, report ..."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """On whose word: one link of the chain from the author inward."""

    text: str
    """The words of the article ("the Chinese ambassador"), or "author"."""
    actor: str | None = None
    """Canonical actor id where the words can be resolved: a state, a person, an organisation."""
    code: str | None = None
    """State or organisation code behind the holder: CHN for the Chinese ambassador."""
    span: Span | None = None
    direct: bool = False
    """True when the words stand in quotation marks."""
    how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What all kinds share. `holders` is the chain from the author inward, without the author: empty means the author."""

    kind: ClassVar[Kind]
    id: str
    article: str
    span: Span
    quote: str
    date: DateRef | None = None
    holders: tuple[Holder, ...] = ()
    certainty: Certainty = "asserted"
    cues: tuple[Cue, ...] = ()
    coder: str = ""
    """What made it: extractor and version, "events/1"."""
    why: tuple[str, ...] = ()
    """The reasons, in order of weight: frame, rule or features that decided, score, runner-up."""
    score: float | None = None
    """0 to 1 where the coder has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Statement):
    """Who did what to whom, as PLOVER codes it (PLOVER manual, draft 2.0)."""

    kind: ClassVar[Kind] = "event"
    event_type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    quad: int
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
    intensity: float
    """PLOVER conflict-cooperation score, -10 to +10."""
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    trigger: Span
    """The word that told the event."""

    @property
    def happened(self) -> bool:
        """Whether it counts as an event that happened (law 4)."""
        return self.certainty == "asserted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Statement):
    """A quantity: how much, of what, of whom, with whom, as of when."""

    kind: ClassVar[Kind] = "figure"
    raw: str
    """The words of the quantity alone: "nearly ten billion dollars"."""
    value: float | None
    low: float | None = None
    high: float | None = None
    unit: str
    """share, percent, percentage point, factor, rank; an ISO 4217 code for money; else the counted noun or physical unit."""
    currency: str | None = None
    approximator: Approximator = "exact"
    measure: str | None = None
    """Name in the list of measures, or the words of the text."""
    measure_text: str | None = None
    about: tuple[Participant, ...] = ()
    counterpart: tuple[Participant, ...] = ()
    change: str | None = None
    """level, rise_by, fall_by, rise_to, fall_to, from, to, factor."""
    base: str | None = None
    """What a share is taken of: its denominator, in the words of the text."""
    according_to: str | None = None
    """Whose number the text says it is: "Chinese customs data", "the IMF"."""

    @property
    def approx(self) -> bool:
        """Whether any word blurs the value."""
        return self.approximator != "exact"

    @property
    def bound(self) -> str | None:
        """`<` or `>` where a word bounds one side."""
        signs = {"below": "<", "at_most": "<=", "above": ">", "at_least": ">="}
        return signs.get(self.approximator)

    @property
    def duration(self) -> str | None:
        """The ISO 8601 duration of a length of time; None for every other unit."""
        return write_duration(self.unit, self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Statement):
    """A treaty, pact, memorandum ... as one sentence names it."""

    kind: ClassVar[Kind] = "agreement"
    name: str
    """Canonical name where the register knows it, else the words of the text."""
    named: str
    """The words of the text."""
    register: str | None = None
    """Id in the register of agreements."""
    key: str
    """Equal for all wordings of one agreement."""
    parties: tuple[Participant, ...] = ()
    signed: str | None = None
    in_force: str | None = None
    until: str | None = None
    amended: str | None = None
    """When the text says it was changed, renewed or extended."""
    denounced: str | None = None
    """When the text says a party denounced it, withdrew or broke it off."""
    obligations: tuple[str, ...] = ()
    """In a few words: those the text states, else those of the register."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Statement):
    """What someone holds on a theme about an actor or a dyad."""

    kind: ClassVar[Kind] = "claim"
    theme: str
    themes: tuple[str, ...] = ()
    """Further themes the same sentence speaks to."""
    about: tuple[Participant, ...] = ()
    stance: str = "unclear"
    """Pole of the theme's axis, or "unclear"."""


AnyStatement = Event | Figure | Agreement | Claim


def statement_id(kind: Kind, article: str, span: Span, quote: str, key: str) -> str:
    """Give a statement's id. `key` tells apart statements of one kind on one quote (offset of a trigger, raw words).

    No coded value enters: a better coder that changes the type of an event keeps its id and the decisions on it.
    """
    return make_id("st", kind, article, span.start, span.end, quote, key)
