"""What users of other event coders complain of, one test each: reference notes, "What users complain of"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from yalu.analysis import link_happenings
from yalu.model import Event

EventsOf = Callable[[list[str]], list[list[Event]]]


def _codes(event: Event) -> tuple[list[str], list[str]]:
    return [one.code for one in event.actors], [one.code for one in event.recipients]


EXTRA = [
    "The weather in Spain attacked every harvest since 1990.",
    "Chile's economy suffered from inflation.",
    "A Dutch team beat a Belgian team by two goals.",
    "Peru is a country to visit.",
    "Suppose that Peru had attacked Chile.",
    "Did Peru attack Chile, a reporter wanted to know.",
    "Companies sold machines to consumers.",
    "A jury in Leeds convicted a plumber of stealing bicycles.",
    "It is time that Peru apologised to Chile.",
]


@pytest.mark.parametrize("text", EXTRA)
def test_no_extra_events(events_of: EventsOf, text: str) -> None:
    [found] = events_of([text])
    assert not [_codes(one) for one in found if one.happened]


def test_compound_actors_stay_one_event_with_a_list(events_of: EventsOf) -> None:
    [found] = events_of(["France, Germany and Poland condemned Belarus on Monday."])
    [event] = [one for one in found if one.event_type == "ACCUSE"]
    assert _codes(event) == (["FRA", "DEU", "POL"], ["BLR"])


def test_sectors_are_not_glued_to_the_country(events_of: EventsOf) -> None:
    [[event]] = events_of(["American soldiers attacked an Iraqi base."])
    assert [(one.code, one.sector) for one in event.actors] == [("USA", "MIL")]


OBJECTS = [
    ("Peru condemned the raid near the border with Bolivia.", "BOL"),
    ("Peru imposed sanctions on Chile over its oil from Iran.", "IRN"),
    ("Peru praised Chile in a speech in Brazil.", "BRA"),
]


@pytest.mark.parametrize(("text", "bystander"), OBJECTS)
def test_not_every_name_is_a_target(events_of: EventsOf, text: str, bystander: str) -> None:
    [found] = events_of([text])
    assert found
    assert not [one for one in found if bystander in _codes(one)[1]]


def test_nothing_is_silent_about_why(events_of: EventsOf) -> None:
    [[event]] = events_of(["Peru called off the meeting with Chile."])
    assert event.why[0].startswith("frame ")
    assert any(reason.startswith("actor: ") for reason in event.why)
    assert any(reason.startswith("recipient: ") for reason in event.why)
    assert event.score is not None
    assert 0 < event.score <= 1


def test_the_frame_that_lost_is_named(events_of: EventsOf) -> None:
    [[event]] = events_of(["Sudan dropped the suit against Chad."])
    assert event.event_type == "CONCEDE"
    [[other]] = events_of(["India launched missiles at Pakistan."])
    assert any(reason.startswith("runner-up ") for reason in (*event.why, *other.why))


def test_the_same_event_told_twice_is_one_happening_with_both_tellings(events_of: EventsOf) -> None:
    first, second = events_of(["China invaded Vietnam in 1979.", "Vietnam was invaded by China in 1979."])
    [happening] = link_happenings([*first, *second])
    assert len(happening.tellings) == 2


def test_people_known_by_role_are_not_taken_for_the_same(events_of: EventsOf) -> None:
    first, second = events_of(["Gunmen killed villagers in 1991.", "Gunmen killed villagers in 1991."])
    assert len(link_happenings([*first, *second])) == 2


def test_an_actor_is_the_one_of_the_time(events_of: EventsOf) -> None:
    [[old]] = events_of(["Castro expelled the Soviet ambassador in 1962."])
    assert _codes(old) == (["CUB"], ["SUN"])


def test_somebody_known_by_role_only_is_coded_by_sector(events_of: EventsOf) -> None:
    [[event]] = events_of(["A border guard shot two Chinese fishermen."])
    assert _codes(event) == (["COP"], ["CHN"])


PRESENT = [
    ("Tehran threatens to close its border with Iraq.", "asserted", "news in the present tense"),
    ("Tehran vows to attack Iraq.", "asserted", "news in the present tense"),
    ("China attacks Japan.", "hedged", "no time is told"),
]


@pytest.mark.parametrize(("text", "certainty", "why"), PRESENT)
def test_the_present_is_news_only_of_one_thing_said(events_of: EventsOf, text: str, certainty: str, why: str) -> None:
    [found] = events_of([text])
    assert [one.certainty for one in found] == [certainty], why
