"""Which date of a sentence is the event's: what the grammar ties to the act, the setting, the announcement; never just any."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from yalu.model import Event

EventsOf = Callable[[list[str]], list[list[Event]]]

CASES = [
    ("Vietnam invaded Cambodia in December 1978.", "1978-12"),
    ("At a meeting in Hanoi in May 1999, Vietnam condemned Laos.", "1999-05"),
    ("In a speech in March 1946, Iran accused Turkey of treason.", "1946-03"),
    ("After the coup of 1958, Iraq condemned Turkey.", None),
    ("Under the treaty of 1936, Britain attacked Egypt.", None),
    ("Japan announced in March 1933 that it would attack China.", "1933-03"),
    ("Japan said in March 1933 that China had attacked Korea in 1931.", "1931"),
    ("In May 1956 Syria condemned Turkey.", "1956-05"),
]


@pytest.mark.parametrize(("text", "edtf"), CASES)
def test_an_event_has_the_date_of_its_act(events_of: EventsOf, text: str, edtf: str | None) -> None:
    [found] = events_of([text])
    assert [one.date.edtf if one.date else None for one in found][-1:] == [edtf]
