"""The examples of the codebook are coded as it says, three and more of each type, and its page shows them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from yalu.lexicon.events import load_codebook, load_event_types
from yalu.model import Event

EventsOf = Callable[[list[str]], list[list[Event]]]
PAGE = Path(__file__).resolve().parents[3] / "docs" / "method" / "events.md"


def test_every_example_is_coded_as_the_codebook_says(events_of: EventsOf) -> None:
    rows = load_codebook().entries
    found = events_of([row.text for row in rows])
    wrong = [
        (row.text, [(one.event_type, one.mode) for one in events])
        for row, events in zip(rows, found, strict=True)
        if not any(
            one.happened
            and (one.event_type, one.mode) == (row.root, row.mode)
            and (tuple(who.code for who in one.actors), tuple(who.code for who in one.recipients))
            == (row.actors, row.recipients)
            for one in events
        )
    ]
    assert not wrong


def test_every_type_has_three_examples() -> None:
    counted = Counter(row.root for row in load_codebook().entries)
    assert set(counted) == {row.root for row in load_event_types().entries}
    assert min(counted.values()) >= 3


def test_the_page_shows_every_example() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert not [row.text for row in load_codebook().entries if row.text not in page]
