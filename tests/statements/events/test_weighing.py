"""Candidates are weighed: what is hardly an event is dropped, the rest says how sure its root is and what comes next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib.resources import as_file, files

import pytest

from yalu.lexicon.events import load_event_types
from yalu.model import Event
from yalu.statements import Reading
from yalu.statements.events import Events
from yalu.statements.events.frames import Frames
from yalu.statements.events.head import Head
from yalu.statements.events.weighing import EVENT, RIGHT, Weigher, marks

Read = Callable[..., Reading]
TEXT = "Chile bombed Peru in 1879."


@pytest.fixture(scope="module")
def weigher() -> Weigher:
    loaded = Weigher.load()
    assert loaded
    return loaded


@pytest.fixture(scope="module")
def rules() -> Events:
    return Events(Frames.load())


def _weighed(weigher: Weigher, rules: Events, reading: Reading) -> list[Event]:
    return list(weigher.weigh(reading, rules.told(reading)))


def test_the_weights_are_small_and_know_every_root(weigher: Weigher) -> None:
    with as_file(files("yalu.statements.events").joinpath("weigher.npz")) as path:
        assert path.stat().st_size < 100_000
    assert set(weigher.head.classes) == {EVENT, RIGHT, *(row.root for row in load_event_types().entries)}


def test_an_event_says_how_sure_its_root_is_and_what_comes_next(read: Read, weigher: Weigher, rules: Events) -> None:
    (event,) = _weighed(weigher, rules, read(TEXT))
    assert event.event_type == "ASSAULT"
    assert event.score is not None
    assert 0.5 < event.score <= 1
    assert event.why[-1].startswith("weights: ASSAULT ")
    assert not event.why[-1].split("next ")[1].startswith("ASSAULT")


def test_what_is_hardly_an_event_is_dropped(read: Read, weigher: Weigher, rules: Events) -> None:
    reading = read(TEXT)
    assert list(rules.told(reading))
    assert not _weighed(replace(weigher, least=1.0), rules, reading)
    assert len(_weighed(replace(weigher, least=0.0), rules, reading)) == len(list(rules.told(reading)))


def test_a_blow_weighs_more_than_the_same_word_as_a_habit(read: Read, weigher: Weigher, rules: Events) -> None:
    chances = []
    for text in (TEXT, "Chile usually supports Peru in such matters."):
        reading = read(text)
        chances += [weigher.head.chances(marks(reading, *told))[EVENT] for told in rules.told(reading)]
    assert chances[0] == max(chances)


def test_the_weights_see_no_name(read: Read, rules: Events) -> None:
    reading = read(TEXT)
    seen = " ".join(one for told in rules.told(reading) for one in marks(reading, *told)).lower()
    assert "chile" not in seen
    assert "peru" not in seen


def test_without_weights_the_rules_alone_speak(read: Read, rules: Events) -> None:
    reading = read(TEXT)
    assert list(rules.extract(reading)) == [event for _, event in rules.told(reading)]


def test_chances_stand_by_themselves(weigher: Weigher) -> None:
    chances = weigher.head.chances(["bias"])
    assert all(0 < one < 1 for one in chances.values())
    assert sum(chances.values()) > 1
    assert Head.load("weigher.npz")
