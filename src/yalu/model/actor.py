"""Actors: who acts, is acted upon, or is spoken about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from yalu.model.span import Span

ActorKind = Literal["state", "organisation", "person", "place", "group"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office that a person held, with its dates in EDTF; `until` is None while it is held."""

    office: str
    title: str
    of: str
    sector: str
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A state, organisation, person, place or group with a canonical id."""

    id: str
    """ISO 3166-1 alpha-3 for states (PRK); a short upper-case word for organisations (UNSC); a slug for the others."""
    name: str
    kind: ActorKind
    code: str | None = None
    """The code that stands for it in a dyad: its state, or PLOVER's IGO, UNO, EUR, NGO, ISM, IMG, MNC; None for places."""
    sectors: tuple[str, ...] = ()
    """PLOVER sectors: GOV, MIL, PTY ..."""
    since: str | None = None
    until: str | None = None
    neighbours: tuple[str, ...] = ()
    predecessors: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """An actor in a role of a statement: who did it, to whom, about whom."""

    code: str
    """What counts in a dyad: PRK, CHN, UNO ..."""
    text: str
    """The words that name it in the article."""
    span: Span | None = None
    actor: str | None = None
    """Canonical id where the words name something narrower than the code (a person, an army)."""
    sector: str | None = None
    how: str = ""
    """How the words were resolved: "name", "demonym", "seat of government", "its neighbour: the other of two" ..."""
