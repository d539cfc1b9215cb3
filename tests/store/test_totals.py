"""Totals: whatever is put, coded anew, decided or taken back, they are what the statements add up to."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import builders
from tests.store import builders as b
from yalu.model import Article, Event
from yalu.store import Store, create_archive
from yalu.store.connection import read, write_once
from yalu.store.totals import recount, wrong_totals

OTHER = "In 1950 China fought the United States. South Korea and Japan signed a pact."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with b.archive(tmp_path) as store:
        yield store


def rows_of(store: Store, table: str) -> set[tuple[object, ...]]:
    connection = sqlite3.connect(store.path)
    found = set(connection.execute(f"SELECT * FROM {table}"))
    connection.close()
    return found


def wrong(store: Store) -> list[tuple[str, str]]:
    with read(store.view()._engine, store.path) as connection:
        return list(wrong_totals(connection))


def test_an_event_counts_for_its_sides_its_pair_and_its_year(store: Store) -> None:
    one = b.article()
    said = builders.event(
        one, b.event(one).quote, actors="CHN", recipients="PRK USA", date="2013", quad=4, intensity=-5.0
    )
    b.put(store.writer(), one, coded=b.coded(one, "k", (said,)))
    assert rows_of(store, "actor_totals") == {
        ("CHN", 1, 1, 1, 0, 1, 0), ("PRK", 1, 1, 0, 1, 0, 1), ("USA", 1, 1, 0, 1, 0, 1),
    }  # fmt: skip
    assert rows_of(store, "actor_years") == {
        ("CHN", 2013, 4, 1, 0, -5.0), ("PRK", 2013, 4, 0, 1, 0.0), ("USA", 2013, 4, 0, 1, 0.0),
    }  # fmt: skip
    assert rows_of(store, "dyad_totals") == {
        ("CHN", "PRK", 1, 1, 1, 0, 0, 0, 0, 1), ("CHN", "USA", 1, 1, 1, 0, 0, 0, 0, 1),
    }  # fmt: skip
    assert rows_of(store, "dyad_years") == {("CHN", "PRK", 2013, 4, 1, -5.0), ("CHN", "USA", 2013, 4, 1, -5.0)}
    assert rows_of(store, "year_totals") == {("event", 2013, 2013, 1, 1)}


@pytest.mark.parametrize(("date", "sure", "year", "last"), [
    ("2013", 1, 2013, 2013), ("1950/1953", 0, 1950, 1953), ("-0044-03-15", 1, -44, -44), (None, 0, 9999, 9999),
    ("../1895", 0, 1895, 1895),
])  # fmt: skip
def test_years_are_whole_years_in_which_something_surely_was(
    store: Store, date: str | None, sure: int, year: int, last: int
) -> None:
    one = b.article()
    said = builders.event(one, b.event(one).quote, actors="CHN", recipients="PRK", date=date, quad=1)
    b.put(store.writer(), one, coded=b.coded(one, "k", (said,)))
    assert rows_of(store, "year_totals") == {("event", year, last, 1, sure)}
    assert {row[2] for row in rows_of(store, "dyad_years")} == {year if sure else 9999}


def test_a_rejected_statement_counts_nowhere_until_the_word_is_taken_back(store: Store) -> None:
    one = b.article()
    b.put(store.writer(), one)
    before = {table: rows_of(store, table) for table in ("actor_totals", "dyad_totals", "dyad_years", "year_totals")}
    store.writer().decide(b.decision(b.event(one).id, "reject", article=one.id))
    assert rows_of(store, "dyad_years") != before["dyad_years"]
    assert wrong(store) == []
    store.writer().decide(b.decision(b.event(one).id, "undo", article=one.id, at="2026-01-02T00:00:00Z"))
    assert {table: rows_of(store, table) for table in before} == before


def test_a_correction_moves_what_is_counted(store: Store) -> None:
    one = b.article()
    b.put(store.writer(), one)
    store.writer().decide(b.decision(b.event(one).id, "correct", field="quad", value="1", article=one.id))
    assert wrong(store) == []


def test_check_finds_a_total_that_was_altered(store: Store) -> None:
    b.put(store.writer(), b.article())
    assert store.view().check() == []
    with write_once(store.path, busy_seconds=1) as connection:
        connection.exec_driver_sql("UPDATE actor_totals SET statements = statements + 1 WHERE code = 'CHN'")
    assert [(one.law, one.table, one.id) for one in store.view().check()] == [("totals", "actor_totals", "CHN")]
    with write_once(store.path, busy_seconds=1) as connection:
        recount(connection.exec_driver_sql)
    assert store.view().check() == []


CODES = st.sampled_from(["CHN", "PRK", "USA", "KOR JPN"])
STEPS = st.lists(
    st.tuples(
        st.integers(0, 2), st.lists(st.tuples(CODES, CODES, st.integers(1, 4), st.sampled_from(["2013", "1950/1953", None])), max_size=3)
    ),
    min_size=1, max_size=6,
)  # fmt: skip


def code(one: Article, said: list[tuple[str, str, int, str | None]]) -> tuple[Event, ...]:
    words = [word for word in one.text.split() if one.text.count(word) == 1]
    return tuple(
        builders.event(one, words[number], actors=who, recipients=whom, quad=quad, date=date, intensity=quad / 10)
        for number, (who, whom, quad, date) in enumerate(said)
    )


@settings(max_examples=8, deadline=None)
@given(STEPS)
def test_whatever_is_coded_anew_the_totals_are_what_the_statements_add_up_to(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, list[tuple[str, str, int, str | None]]]]
) -> None:
    with create_archive(tmp_path_factory.mktemp("totals") / "a.yalu") as store:
        writer = store.writer()
        for number, (which, said) in enumerate(steps):
            one = b.article(title=f"Number {which}", text=f"{OTHER} {number}")
            b.put(writer, one, path=f"{which}.txt", coded=b.coded(one, f"k{number}", code(one, said)))
        assert wrong(store) == []
