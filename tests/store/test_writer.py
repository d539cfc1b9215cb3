from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.store import builders as b
from yalu.errors import DateError, NotFound, QueryError
from yalu.model import make_issue
from yalu.store import StatementFilter, Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with b.archive(tmp_path) as store:
        yield store


def test_reading_again_changes_nothing(store: Store) -> None:
    one, writer, view = b.article(), store.writer(), store.view()
    assert b.put(writer, one) == "new"
    before = (view.counts(), view.change_number(), list(view.statements()))
    assert b.put(writer, one) == "same"
    assert (view.counts(), view.change_number(), list(view.statements())) == before


def test_changed_article_is_a_new_version_and_the_old_one_stays(store: Store) -> None:
    old, writer, view = b.article(), store.writer(), store.view()
    new = replace(old, summary="now with a summary")
    b.put(writer, old)
    assert b.put(writer, new) == "changed"
    assert [one.summary for one in view.article_versions(old.id)] == [None, "now with a summary"]
    assert view.article(old.id).summary == "now with a summary"


def test_source_that_goes_back_to_an_old_version_is_followed(store: Store) -> None:
    old, writer = b.article(), store.writer()
    new = replace(old, summary="s")
    changes = [b.put(writer, one) for one in (old, new, old)]
    assert changes == ["new", "changed", "changed"]
    assert store.view().article(old.id).summary is None
    assert len(store.view().article_versions(old.id)) == 2


@pytest.mark.parametrize("whole_first", [True, False])
def test_teaser_never_takes_the_place_of_the_whole(store: Store, whole_first: bool) -> None:
    whole, writer = b.article(), store.writer()
    teaser = replace(b.article(text="China sent coal"), complete=False)
    paths = [("page.txt", teaser), ("whole.md", whole)]
    for path, one in reversed(paths) if whole_first else paths:
        b.put(writer, one, path=path)
    number = store.view().change_number()
    for path, one in paths:
        assert b.put(writer, one, path=path) == "same"
    assert store.view().article(whole.id).complete
    assert store.view().count_statements() == 4
    assert store.view().change_number() == number


def test_two_sources_of_one_article_do_not_push_each_other_out(store: Store) -> None:
    one, writer = b.article(), store.writer()
    other = replace(one, summary="from the feed")
    for _ in range(2):
        changes = [b.put(writer, one, path="a.txt"), b.put(writer, other, path="b.txt")]
    assert changes == ["same", "same"]
    assert store.view().article(one.id).summary == "from the feed"


def test_needs_coding_until_it_has_that_coding(store: Store) -> None:
    one, writer = b.article(), store.writer()
    assert writer.needs_coding(one, "k1")
    b.put(writer, one, key="k1")
    assert not writer.needs_coding(one, "k1")
    assert writer.needs_coding(one, "k2")
    teaser = replace(one, complete=False)
    assert not writer.needs_coding(teaser, "k1", b.source("other.txt"))


def test_article_that_changes_without_coding_loses_the_old_one(store: Store) -> None:
    one, writer = b.article(), store.writer()
    b.put(writer, one)
    b.put(writer, replace(one, text="Other words.", paragraphs=one.paragraphs[:0]), coded=None)
    assert store.view().count_statements() == 0
    assert store.view().check() == []


def test_coding_of_another_version_is_refused(store: Store) -> None:
    one, writer = b.article(), store.writer()
    b.put(writer, one)
    stale = replace(b.coded(one, "k2"), version="ver_of_yesterday")
    assert not writer.put_coding(one.id, stale, writer.begin_run("code"))
    assert writer.put_coding(one.id, b.coded(one, "k2"), writer.begin_run("code"))


def test_slugs_are_unique_and_never_change(store: Store) -> None:
    one, writer, view = b.article("Coal"), store.writer(), store.view()
    other = b.article("Coal", authors=("Bo Kim",))
    chinese = b.article("煤炭")
    for each in (one, other, chinese):
        b.put(writer, each)
    writer.decide(b.on_article(one, "title", '"Coal again"'))
    assert view.slug_of(one.id) == "coal"
    assert view.slug_of(other.id).startswith("coal-")
    assert view.slug_of(chinese.id) == chinese.id
    assert view.article("coal").title == "Coal again"


def test_every_content_commit_raises_the_change_number_and_says_where(store: Store) -> None:
    one, other, writer, view = b.article(), b.article("Iron"), store.writer(), store.view()
    b.put(writer, one)
    b.put(writer, other)
    seen = view.change_number()
    writer.decide(b.decision(b.event(one).id))
    assert view.change_number() == seen + 1
    assert list(view.changed_since(seen)) == [(one.id, seen + 1)]


def test_runs_are_recorded_with_what_they_did(store: Store) -> None:
    writer = store.writer()
    run = writer.begin_run("read a.txt", yalu="1", lexicon="abc", model="en 3.8")
    assert store.view().runs() == [run]
    ended = writer.end_run(run, {"articles": 2})
    assert store.view().runs() == [ended]
    assert ended.ended is not None
    assert ended.counts == (("articles", 2),)


def test_issues_of_a_path_are_those_of_its_last_reading(store: Store) -> None:
    writer, view = store.writer(), store.view()
    first, second = (make_issue("error", "sources", text, path="a.txt") for text in ("no title", "no text"))
    run = writer.begin_run("read")
    writer.put_path_issues("a.txt", [first, second], run)
    number = view.change_number()
    writer.put_path_issues("a.txt", [first, second], run)
    assert (len(view.issues()), view.change_number()) == (2, number)
    writer.put_path_issues("a.txt", [second], run)
    assert view.issues() == [second]


def test_decisions_beside_a_source_are_recorded_once_and_bow_to_a_later_one(store: Store) -> None:
    one, writer, view = b.article(), store.writer(), store.view()
    beside = b.on_article(one, "published", '"2015-01-30"', why="page.meta.yaml")
    b.put(writer, one, decisions=[beside])
    assert view.article(one.id).published == "2015-01-30"
    writer.decide(b.on_article(one, "published", '"2016"', by="another", at="2026-02-01T00:00:00Z"))
    b.put(writer, one, decisions=[replace(beside, id="dec_again", at="2026-03-01T00:00:00Z")])
    assert view.article(one.id).published == "2016"
    assert len(view.decisions(one.id)) == 2


def test_bad_decision_is_refused_and_nothing_is_written(store: Store) -> None:
    one, writer = b.article(), store.writer()
    b.put(writer, one)
    bad = [
        (b.on_article(one, "published", '"sometime"'), DateError),
        (b.on_article(one, "source", '"x"'), QueryError),
        (b.decision("art_none", "correct", field="title", value='"x"', kind="article"), NotFound),
        (b.decision("st_none"), NotFound),
        (b.decision(b.event(one).id, "correct"), QueryError),
        (b.decision(b.event(one).id, "correct", field="quad", value="7"), QueryError),
    ]
    for decision, kind in bad:
        with pytest.raises(kind):
            writer.decide(decision)
    assert store.view().decisions() == []
    assert store.view().change_number() == 1


def test_failure_inside_a_transaction_leaves_nothing(store: Store) -> None:
    one, writer = b.article(), store.writer()
    twice = b.coded(one, "k", (b.event(one), b.event(one)))
    with pytest.raises(Exception, match="law of the data"):
        b.put(writer, one, coded=twice)
    assert store.view().counts()["articles"] == 0
    assert list(store.view().statements(StatementFilter())) == []
