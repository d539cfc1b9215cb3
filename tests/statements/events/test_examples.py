"""Every example of the lexicon through the real parser: the share that tells the event of its entry."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from yalu.lexicon.events import (
    load_contexts,
    load_event_types,
    load_light_verbs,
    load_noun_frames,
    load_pair_frames,
    load_verb_frames,
)
from yalu.model import Event

EventsOf = Callable[[list[str]], list[list[Event]]]
_LEAST = 0.95
FILES: list[tuple[str, Callable[[], Iterable[Any]]]] = [
    ("verbs", load_verb_frames),
    ("nouns", lambda: load_noun_frames().entries),
    ("pairs", load_pair_frames),
]


def _share(
    rows: Iterable[Any], found: list[list[Event]], fits: Callable[[Any, Event], bool]
) -> tuple[float, list[str]]:
    missed = [row.example for row, events in zip(rows, found, strict=True) if not any(fits(row, one) for one in events)]
    return 1 - len(missed) / len(found), missed


@pytest.mark.parametrize(("name", "load"), FILES)
def test_examples_tell_their_event(events_of: EventsOf, name: str, load: Callable[[], Iterable[Any]]) -> None:
    rows = list(load())
    found = events_of([row.example for row in rows])
    share, missed = _share(
        rows,
        found,
        lambda row, one: one.happened and ((one.event_type, one.mode) == (row.type, row.mode)),
    )
    assert share >= _LEAST, (name, missed)


def test_light_verbs_carry_their_noun(events_of: EventsOf) -> None:
    rows = load_light_verbs().entries
    share, missed = _share(rows, events_of([row.example for row in rows]), lambda _, one: one.happened)
    assert share >= _LEAST, missed


def test_every_frame_names_a_known_type_and_mode() -> None:
    types = {row.root: row for row in load_event_types().entries}
    frames: tuple[Any, ...] = (*load_verb_frames(), *load_noun_frames().entries, *load_pair_frames())
    for row in frames:
        assert row.mode is None or row.mode in types[row.type].modes, row


def test_plover_is_whole() -> None:
    types = {row.root: row for row in load_event_types().entries}
    assert len(types) == 16
    assert len(load_contexts().entries) == 37
    assert all((row.intensity > -1) == (row.quad in (1, 2) or row.root == "REQUEST") for row in types.values())
