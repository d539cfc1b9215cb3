"""Rows of event words: types, contexts, and the frames of verbs, nouns, light verbs and pairs."""

from __future__ import annotations

from typing import Literal

import msgspec

from yalu.lexicon.table import Row, Table, load_folder, load_table

Need = Literal[
    "", "recipient", "object", "infinitive", "clause", "refusal", "complement", "accusation", "felt", "crowd", "armed", "people", "body", "demand", "unnamed", "whom"
]  # fmt: skip
Effect = Literal["done", "offered", "refused", "requested", "stopped", "threatened"]


class EventType(Row, frozen=True, kw_only=True):
    """One of the 16 roots of PLOVER."""

    root: str
    quad: int
    intensity: float
    definition: str
    recipient_required: bool = False
    symmetric: bool = False
    modes: dict[str, float] = msgspec.field(default_factory=dict)
    source: tuple[str, ...]


class EventContext(Row, frozen=True, kw_only=True):
    """A context and the lemmas (one or two words) that open it."""

    id: str
    cues: tuple[str, ...]
    source: tuple[str, ...]


class VerbFrame(Row, frozen=True, kw_only=True):
    """A verb, with its particle, and the event it tells."""

    lemma: str
    type: str
    mode: str | None = None
    recipient: tuple[str, ...] = ("object",)
    """Slots tried in order: object, owner (of the object), dative, complement, clause, or a preposition."""
    symmetric: bool = False
    reverse: bool = False
    """The object does it to the subject: who is received visits."""
    stative: bool = False
    """Its simple present describes a state of affairs and tells no event."""
    needs: Need = ""
    example: str
    source: tuple[str, ...]


class NounFrame(Row, frozen=True, kw_only=True):
    """A noun that names an event."""

    lemma: str
    type: str
    mode: str | None = None
    recipient: tuple[str, ...] = ()
    of: Literal["recipient", "actor", "topic"] = "topic"
    """What the phrase with "of" names."""
    symmetric: bool = False
    alone: bool = True
    """False: tells an event under a light verb only ("support")."""
    example: str
    source: tuple[str, ...]


class LightVerb(Row, frozen=True, kw_only=True):
    """A verb that only carries an event noun, and what it makes of it."""

    lemma: str
    effect: Effect = "done"
    recipient: tuple[str, ...] = ()
    reverse: bool = False
    """The subject is who it was done to ("received aid from")."""
    only: tuple[str, ...] = ()
    """Types of the nouns it carries; all where none is named."""
    never: tuple[str, ...] = ()
    example: str
    source: tuple[str, ...]


class PairFrame(Row, frozen=True, kw_only=True):
    """A verb together with one noun."""

    verb: str
    noun: str
    """A lemma, or `@` and the id of a class of data/events/classes.yaml."""
    via: str = "object"
    """Where the noun stands: object, a preposition, or predicate ("is ready")."""
    type: str
    mode: str | None = None
    recipient: tuple[str, ...] = ()
    symmetric: bool = False
    reverse: bool = False
    """The subject is who it was done to ("came under fire from")."""
    needs: Need = ""
    """A pair that needs a recipient stands before one that does not: missiles launched at somebody, missiles launched."""
    example: str
    source: tuple[str, ...]


class CodebookExample(Row, frozen=True, kw_only=True):
    """A sentence with the event the codebook sees in it."""

    root: str
    mode: str | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    text: str
    source: tuple[str, ...]


class NounClass(Row, frozen=True, kw_only=True):
    """Nouns that a pair frame may name together: talks, meeting, summit ..."""

    id: str
    nouns: tuple[str, ...]
    source: tuple[str, ...]


class HabitWord(Row, frozen=True, kw_only=True):
    """A word that makes what stands under it a habit, a wish or a fact."""

    text: str
    kind: Literal["habit", "wish", "fact", "ordinal", "gerund", "part"]
    source: tuple[str, ...]


class AgentNoun(Row, frozen=True, kw_only=True):
    """A noun that acts for the state that modifies it, that measures another noun, or lies between two states."""

    text: str
    kind: Literal["agent", "measure", "edge", "shade"]
    """`shade`: a word before a role noun that gives its sector (rebel commander)."""
    sector: str | None = None
    """PLOVER sector of one known by this role alone; an agent without one needs a state beside it."""
    source: tuple[str, ...]


def load_event_types() -> Table[EventType]:
    """Read data/events/types.yaml."""
    return load_table("events/types", EventType)


def load_contexts() -> Table[EventContext]:
    """Read data/events/contexts.yaml."""
    return load_table("events/contexts", EventContext)


def load_verb_frames() -> tuple[VerbFrame, ...]:
    """Read the files of data/events/verbs."""
    return tuple(row for table in load_folder("events/verbs", VerbFrame).values() for row in table.entries)


def load_noun_frames() -> Table[NounFrame]:
    """Read data/events/nouns.yaml."""
    return load_table("events/nouns", NounFrame)


def load_light_verbs() -> Table[LightVerb]:
    """Read data/events/light_verbs.yaml."""
    return load_table("events/light_verbs", LightVerb)


def load_pair_frames() -> list[PairFrame]:
    """Read data/events/pairs, one file a root, in the order of the roots' names."""
    return [row for table in load_folder("events/pairs", PairFrame).values() for row in table.entries]


def load_codebook() -> Table[CodebookExample]:
    """Read data/events/codebook.yaml."""
    return load_table("events/codebook", CodebookExample)


def load_noun_classes() -> Table[NounClass]:
    """Read data/events/classes.yaml."""
    return load_table("events/classes", NounClass)


def load_habits() -> Table[HabitWord]:
    """Read data/events/habits.yaml."""
    return load_table("events/habits", HabitWord)


def load_agent_nouns() -> Table[AgentNoun]:
    """Read data/events/agents.yaml."""
    return load_table("events/agents", AgentNoun)
