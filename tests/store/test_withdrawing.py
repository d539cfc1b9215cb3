"""A source that changes an article: statements are followed, and what it took back is kept as withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.store import builders as b
from yalu.errors import NotFound
from yalu.model import AnyStatement, Article
from yalu.store import Store

ADDED = "An editor's note. " + b.TEXT
CUT = b.TEXT.replace(" They signed a treaty.", "")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with b.archive(tmp_path) as store:
        yield store


def all_of(one: Article) -> tuple[AnyStatement, ...]:
    return b.statements(one)


def all_but_the_treaty(one: Article) -> tuple[AnyStatement, ...]:
    return b.event(one), b.figure(one), b.claim(one)


def put(store: Store, text: str, said: object = all_of) -> Article:
    one = b.article(text=text)
    b.put(store.writer(), one, coded=b.coded(one, "k", said(one)))  # type: ignore[operator]
    return one


def test_statement_that_moved_is_found_under_its_old_id(store: Store) -> None:
    old = put(store, b.TEXT)
    new = put(store, ADDED)
    for before, after in zip(all_of(old), all_of(new), strict=True):
        assert before.id != after.id
        assert store.view().statement(before.id) == after
    assert store.view().withdrawn() == []
    assert store.view().check() == []


def test_moves_are_followed_over_several_versions(store: Store) -> None:
    first = put(store, b.TEXT)
    put(store, ADDED)
    last = put(store, "And another. " + ADDED)
    assert store.view().statement(b.event(first).id) == b.event(last)


def test_statement_that_no_longer_stands_is_withdrawn_and_not_deleted(store: Store) -> None:
    old = put(store, b.TEXT)
    new = put(store, CUT, all_but_the_treaty)
    [gone] = store.view().withdrawn(old.id)
    assert gone.statement == b.agreement(old)
    assert (gone.version, gone.until) == (old.version, new.version)
    assert store.view().withdrawn_statement(gone.statement.id) == gone
    assert store.view().entry(new.id).withdrawn == 1
    assert store.view().count_statements() == 3
    with pytest.raises(NotFound):
        store.view().statement(gone.statement.id)
    assert store.view().check() == []


def test_verdict_on_a_withdrawn_statement_stays(store: Store) -> None:
    old = put(store, b.TEXT)
    store.writer().decide(b.decision(b.agreement(old).id, "accept", article=old.id, kind="agreement"))
    put(store, CUT, all_but_the_treaty)
    assert [one.verdict for one in store.view().withdrawn()] == ["accept"]


def test_words_that_come_back_are_withdrawn_no_longer(store: Store) -> None:
    old = put(store, b.TEXT)
    put(store, CUT, all_but_the_treaty)
    put(store, b.TEXT)
    assert store.view().withdrawn() == []
    assert store.view().entry(old.id).withdrawn == 0
    assert store.view().statement(b.agreement(old).id) == b.agreement(old)


def test_coder_that_no_longer_makes_a_statement_of_standing_words_withdraws_nothing(store: Store) -> None:
    put(store, b.TEXT)
    put(store, ADDED, all_but_the_treaty)
    assert store.view().withdrawn() == []


def test_changed_field_alone_withdraws_nothing(store: Store) -> None:
    old = b.article()
    b.put(store.writer(), old)
    b.put(store.writer(), replace(old, summary="now with a summary"))
    assert store.view().withdrawn() == []
    assert store.view().statement(b.event(old).id) == b.event(old)


def test_editions_say_when_and_from_what_they_were_read(store: Store) -> None:
    one = put(store, b.TEXT)
    put(store, CUT, all_but_the_treaty)
    editions = store.view().editions(one.id)
    assert [(edition.number, edition.current, edition.path) for edition in editions] == [
        (1, False, "a.txt"), (2, True, "a.txt"),
    ]  # fmt: skip
    assert [edition.article.text for edition in editions] == [b.TEXT, CUT]
