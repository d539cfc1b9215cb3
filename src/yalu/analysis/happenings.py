"""Happenings: the same event told twice, in one article or several, is one happening with all its tellings (law 7).

Nothing is deleted: a happening only lists statements. Two tellings are one where type family, actors and recipients agree
and their dates overlap; a telling whose date covers several happenings is left alone rather than guessed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from yalu.model import Event

FAMILIES: dict[str, str] = {
    "AGREE": "accord", "SUPPORT": "accord", "CONSULT": "meeting", "COOPERATE": "help", "AID": "help",
    "CONCEDE": "yielding", "RETREAT": "yielding", "REQUEST": "request", "ACCUSE": "accusation", "REJECT": "refusal",
    "THREATEN": "threat", "PROTEST": "protest", "SANCTION": "sanction", "MOBILIZE": "force", "COERCE": "force",
    "ASSAULT": "force",
}  # fmt: skip
"""Roots that two writers give to one act: an invasion is told as ASSAULT and as COERCE/seize."""

_Key = tuple[str, frozenset[str], frozenset[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One happening: its family and sides, the narrowest date (EDTF), its tellings, and who denies it."""

    family: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    date: str | None
    tellings: tuple[Event, ...]
    denials: tuple[Event, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The statements it rests on."""
        return tuple(one.id for one in (*self.tellings, *self.denials))

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles that tell it, each once."""
        return tuple(dict.fromkeys(one.article for one in self.tellings))


def link_happenings(events: Iterable[Event]) -> tuple[Happening, ...]:
    """Gather events into happenings, in order of date, undated ones last.

    Only events that happened are tellings. A denied one is listed with the happening it denies where there is exactly one;
    hedged, conditional and future ones make none.
    """
    told: dict[_Key, list[Event]] = defaultdict(list)
    denied: dict[_Key, list[Event]] = defaultdict(list)
    for event in events:
        if event.happened:
            told[_key(event)].append(event)
        elif event.certainty == "negated":
            denied[_key(event)].append(event)
    found = [
        _happening(key, group, [one for one in denied[key] if _denies(one, group, groups)])
        for key, tellings in told.items()
        for groups in [_split(tellings)]
        for group in groups
    ]
    return tuple(sorted(found, key=_place))


def _key(event: Event) -> _Key:
    """Give family and sides; of an act without recipient all who take part are one side.

    Sides that are all known by role only (gunmen, villagers) are the same people within one article at most.
    """
    actors = frozenset(one.code for one in event.actors)
    people = (*event.actors, *event.recipients)
    within = event.article if people and all(one.code == one.sector for one in people) else ""
    return FAMILIES[event.event_type], actors, frozenset(one.code for one in event.recipients), within


def _split(tellings: Sequence[Event]) -> list[list[Event]]:
    """Part tellings of one key by date: the narrowest first; a wider one joins the only group it overlaps."""
    dated = sorted((one for one in tellings if _bounds(one)), key=_width)
    groups: list[list[Event]] = []
    for one in dated:
        near = [group for group in groups if _overlap(group[0], one)]
        if len(near) == 1:
            near[0].append(one)
        else:
            groups.append([one])
    for one in (one for one in tellings if not _bounds(one)):
        here = [group for group in groups if any(other.article == one.article for other in group)]
        if len(here) == 1:
            here[0].append(one)
        else:
            groups.append([one])
    return groups


def _bounds(event: Event) -> tuple[date, date] | None:
    """Give first and last day of a dated event; None where a side is open or there is no date."""
    if event.date is None or event.date.earliest is None or event.date.latest is None:
        return None
    try:
        return date.fromisoformat(event.date.earliest), date.fromisoformat(event.date.latest)
    except ValueError:
        return None  # A year before 1 or after 9999.


def _width(event: Event) -> int:
    bounds = _bounds(event)
    return (bounds[1] - bounds[0]).days if bounds else 0


def _overlap(one: Event, other: Event) -> bool:
    first, second = _bounds(one), _bounds(other)
    return first is not None and second is not None and first[0] <= second[1] and second[0] <= first[1]


def _denies(denial: Event, group: Sequence[Event], groups: Sequence[Sequence[Event]]) -> bool:
    return _overlap(denial, group[0]) if _bounds(denial) else len(groups) == 1


def _happening(key: _Key, tellings: list[Event], denials: list[Event]) -> Happening:
    family, actors, recipients, _ = key
    dated = min((one for one in tellings if _bounds(one)), key=_width, default=None)
    return Happening(
        family=family,
        actors=tuple(sorted(actors)),
        recipients=tuple(sorted(recipients)),
        date=dated.date.edtf if dated and dated.date else None,
        tellings=tuple(tellings),
        denials=tuple(denials),
    )


def _place(one: Happening) -> tuple[bool, date, str]:
    days = [bounds[0] for event in one.tellings if (bounds := _bounds(event))]
    return not days, min(days, default=date.max), one.tellings[0].id
