"""What two actors do to each other, each direction by itself, with all that is said of the pair."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from yalu.analysis.timelines import date_of
from yalu.model import Agreement, AnyStatement, Claim, Event, Figure, Participant, bounds_of

QUADS = MappingProxyType(
    {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
)
"""PLOVER's quad classes."""


@dataclass(frozen=True, slots=True)
class QuadCount:
    """Events of one quad class that happened."""

    quad: int
    ids: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many."""
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class YearCount:
    """Events that surely fell in one year, by quad class."""

    year: int
    quads: tuple[QuadCount, ...]
    intensity: float | None = None
    """Mean over the year's events, -10 conflict to +10 cooperation."""

    @property
    def count(self) -> int:
        """How many."""
        return sum(one.count for one in self.quads)


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """What `actor` did to `recipient`; only what happened is counted (law 4)."""

    actor: str
    recipient: str
    events: tuple[Event, ...]
    """All of them, those that did not happen too."""
    happened: tuple[str, ...]
    quads: tuple[QuadCount, ...]
    years: tuple[YearCount, ...]
    unplaced: tuple[str, ...]
    """Happened, but without a date or over more than one year."""
    intensity: float | None
    """Mean over what happened, -10 conflict to +10 cooperation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dyad:
    """Two actors: `forward` is first > second, `backward` is second > first."""

    first: str
    second: str
    forward: Direction
    backward: Direction
    figures: tuple[Figure, ...]
    claims: tuple[Claim, ...]
    agreements: tuple[Agreement, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """All years with an event in either direction."""
        return tuple(sorted({one.year for one in (*self.forward.years, *self.backward.years)}))


def dyad(statements: Iterable[AnyStatement], first: str, second: str) -> Dyad:
    """Gather what statements say of two codes; statements about others are passed over."""
    said = list(statements)
    events = [one for one in said if isinstance(one, Event)]
    pair = {first, second}
    return Dyad(
        first=first,
        second=second,
        forward=_direct(events, first, second),
        backward=_direct(events, second, first),
        figures=tuple(one for one in said if isinstance(one, Figure) and pair <= codes(one.about, one.counterpart)),
        claims=tuple(one for one in said if isinstance(one, Claim) and pair <= codes(one.about)),
        agreements=tuple(one for one in said if isinstance(one, Agreement) and pair <= codes(one.parties)),
    )


def codes(*roles: Sequence[Participant]) -> set[str]:
    """Give the codes of everyone in some roles."""
    return {one.code for role in roles for one in role}


def year_of(statement: AnyStatement) -> int | None:
    """Give the year a statement surely falls in; None when it has no date or one over more than a year."""
    edtf = date_of(statement)
    first, last = bounds_of(edtf) if edtf else (None, None)
    return first.year if first and last and first.year == last.year else None


def count_quads(events: Iterable[Event]) -> tuple[QuadCount, ...]:
    """Count events in all four quad classes."""
    told = list(events)
    return tuple(QuadCount(quad, tuple(one.id for one in told if one.quad == quad)) for quad in QUADS)


def count_years(events: Iterable[Event]) -> tuple[YearCount, ...]:
    """Count events by the year they surely fell in and by quad class."""
    by_year: dict[int, list[Event]] = {}
    for event in events:
        year = year_of(event)
        if year is not None:
            by_year.setdefault(year, []).append(event)
    return tuple(YearCount(year, count_quads(by_year[year]), _mean(by_year[year])) for year in sorted(by_year))


def _direct(events: Iterable[Event], actor: str, recipient: str) -> Direction:
    told = tuple(one for one in events if actor in codes(one.actors) and recipient in codes(one.recipients))
    happened = [one for one in told if one.happened]
    return Direction(
        actor=actor,
        recipient=recipient,
        events=told,
        happened=tuple(one.id for one in happened),
        quads=count_quads(happened),
        years=count_years(happened),
        unplaced=tuple(one.id for one in happened if year_of(one) is None),
        intensity=_mean(happened),
    )


def _mean(events: Sequence[Event]) -> float | None:
    scores = [one.intensity for one in events]
    return round(sum(scores) / len(scores), 2) if scores else None
