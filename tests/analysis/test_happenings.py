"""Happenings: tellings of one act together, acts of different days or sides apart, nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import article, event
from yalu.analysis import link_happenings
from yalu.analysis.happenings import FAMILIES
from yalu.lexicon.events import load_event_types

TEXT = "One. Two. Three. Four. Five."
ONE, TWO = article(TEXT, title="One"), article(TEXT, title="Two")
WORDS = ["One.", "Two.", "Three.", "Four.", "Five."]

# first telling, second telling, happenings, why
CASES = [
    ({"date": "2013-12"}, {"date": "2013"}, 1, "a month within a year"),
    ({"date": "2013-12"}, {"date": "2012"}, 2, "another year"),
    ({"date": "2013"}, {"date": "2013", "actors": "USA"}, 2, "another actor"),
    ({"date": "2013"}, {"date": "2013", "recipients": "KOR"}, 2, "another recipient"),
    ({"date": "1910", "event_type": "COERCE"}, {"date": "1910", "event_type": "ASSAULT"}, 1, "types of one family"),
    ({"date": "1910", "event_type": "AID"}, {"date": "1910", "event_type": "ASSAULT"}, 2, "types of two families"),
    ({"date": "2013"}, {}, 2, "undated in another article"),
    ({"actors": "PRK", "recipients": "CHN", "date": "2013"}, {"date": "2013"}, 2, "the other direction"),
]


@pytest.mark.parametrize(("first", "second", "count", "why"), CASES)
def test_two_tellings(first: dict[str, str], second: dict[str, str], count: int, why: str) -> None:
    found = link_happenings([event(ONE, "One.", **first), event(TWO, "Two.", **second)])
    assert len(found) == count, why


def test_a_happening_has_the_narrowest_date_and_all_its_tellings() -> None:
    wide, narrow = event(ONE, "One.", date="2013"), event(TWO, "Two.", date="2013-12")
    [found] = link_happenings([wide, narrow])
    assert (found.date, set(found.ids), len(found.articles)) == ("2013-12", {wide.id, narrow.id}, 2)


def test_a_wide_date_over_two_happenings_stays_alone() -> None:
    events = [event(ONE, "One.", date="2013-03"), event(ONE, "Two.", date="2013-12"), event(TWO, "Three.", date="2013")]
    assert [one.date for one in link_happenings(events)] == ["2013", "2013-03", "2013-12"]


def test_an_undated_telling_joins_the_only_one_of_its_article() -> None:
    [found] = link_happenings([event(ONE, "One.", date="2013"), event(ONE, "Two.")])
    assert len(found.tellings) == 2


def test_a_denial_stands_beside_what_it_denies() -> None:
    told, denial = event(ONE, "One.", date="2013"), event(TWO, "Two.", date="2013-05", certainty="negated")
    [found] = link_happenings([told, denial])
    assert (found.tellings, found.denials) == ((told,), (denial,))


@pytest.mark.parametrize("certainty", ["hedged", "conditional", "future", "negated"])
def test_what_did_not_happen_makes_no_happening(certainty: str) -> None:
    assert link_happenings([event(ONE, "One.", date="2013", certainty=certainty)]) == ()


def test_every_root_has_a_family() -> None:
    assert set(FAMILIES) == {row.root for row in load_event_types().entries}


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from([None, "2013", "2013-05", "2014"])), max_size=8))
def test_no_telling_is_lost_or_doubled(rows: list[tuple[str, str | None]]) -> None:
    told = {one.id: one for words, date in rows for one in [event(ONE, words, date=date)]}
    found = [one.id for happening in link_happenings(told.values()) for one in happening.tellings]
    assert sorted(found) == sorted(told)
