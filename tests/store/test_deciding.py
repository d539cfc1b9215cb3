from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.store import builders as b
from yalu.model import AnyStatement, Article, Event
from yalu.store import StatementFilter, Store, View


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with b.archive(tmp_path, b.article()) as store:
        yield store


def recode(store: Store, one: Article, *said: AnyStatement, key: str = "k2") -> None:
    writer = store.writer()
    writer.put_coding(one.id, b.coded(one, key, said), writer.begin_run("code"))


def ids(view: View, **wanted: object) -> set[str]:
    return {one.id for one in view.statements(StatementFilter(**wanted))}  # type: ignore[arg-type]


def test_rejected_statement_is_left_out_unless_asked_for(store: Store) -> None:
    told, view = b.event(b.article()), store.view()
    store.writer().decide(b.decision(told.id))
    assert told.id not in ids(view)
    assert told.id in ids(view, rejected=True)
    assert view.statement(told.id) == told
    assert view.verdict(told.id) == "reject"
    assert ("CHN", 3) in [(code, count) for code, _, count in view.actors_seen()]


def test_rejection_holds_until_somebody_accepts(store: Store) -> None:
    told, writer = b.event(b.article()), store.writer()
    writer.decide(b.decision(told.id))
    writer.decide(b.decision(told.id, "accept", at="2026-02-01T00:00:00Z"))
    assert told.id in ids(store.view())


def test_correction_is_read_filtered_and_marked(store: Store) -> None:
    told, writer, view = b.event(b.article()), store.writer(), store.view()
    writer.decide(b.decision(told.id, "correct", field="event_type", value='"COERCE"'))
    writer.decide(b.decision(told.id, "correct", field="recipients", value='["KOR"]'))
    read = view.statement(told.id)
    assert isinstance(read, Event)
    assert (read.event_type, read.recipients[0].code) == ("COERCE", "KOR")
    assert ids(view, event_type="COERCE") == ids(view, dyad=("CHN", "KOR")) == {told.id}
    assert ids(view, event_type="AID") == set()
    assert [one.field for one in view.decisions(told.id)] == ["event_type", "recipients"]
    assert view.statement_as_coded(told.id) == told


def test_last_correction_of_a_field_wins(store: Store) -> None:
    told, writer = b.event(b.article()), store.writer()
    for event_type in ("COERCE", "CONSULT"):
        writer.decide(b.decision(told.id, "correct", field="event_type", value=f'"{event_type}"'))
    assert store.view().statement(told.id).event_type == "CONSULT"  # type: ignore[union-attr]


def test_same_decision_twice_is_one(store: Store) -> None:
    told, writer = b.event(b.article()), store.writer()
    for _ in range(2):
        writer.decide(b.decision(told.id))
    assert len(store.view().decisions()) == 1


def test_decision_outlives_a_coder_that_changes_its_mind(store: Store) -> None:
    one = b.article()
    store.writer().decide(b.decision(b.event(one).id, "correct", field="quad", value="4"))
    recode(store, one, b.event(one, event_type="CONSULT", coder="events/2"))
    read = store.view().statement(b.event(one).id)
    assert isinstance(read, Event)
    assert (read.event_type, read.quad, read.coder) == ("CONSULT", 4, "events/2")


ELSEWHERE = "A new first sentence stands here. " + b.TEXT


def test_decision_follows_its_quote_into_a_new_version(store: Store) -> None:
    old, new = b.article(), b.article(text=ELSEWHERE)
    store.writer().decide(b.decision(b.event(old).id))
    writer = store.writer()
    b.put(writer, new, coded=b.coded(new, "k2", (b.event(new),)))
    assert b.event(new).id != b.event(old).id
    assert store.view().verdict(b.event(new).id) == "reject"
    assert store.view().decisions(b.event(new).id)[0].target == b.event(old).id
    assert store.view().issues() == []
    assert store.view().check() == []


def test_only_statement_on_its_quote_is_found_though_its_word_moved(store: Store) -> None:
    one = b.article()
    store.writer().decide(b.decision(b.event(one).id))
    moved = b.event(one, trigger="coal")
    recode(store, one, moved)
    assert store.view().verdict(moved.id) == "reject"


def test_which_of_two_is_meant_is_never_guessed(store: Store) -> None:
    one = b.article()
    first, second, third = (b.event(one, trigger=word) for word in ("sent", "coal", "China"))
    recode(store, one, first, second)
    store.writer().decide(b.decision(first.id))
    recode(store, one, third, key="k3")
    assert store.view().verdict(third.id) is None
    assert len(store.view().lost_decisions()) == 1


def test_lost_decision_is_listed_and_found_again(store: Store) -> None:
    one, told = b.article(), b.event(b.article())
    store.writer().decide(b.decision(told.id, why="no such thing"))
    recode(store, one, b.figure(one))
    [issue] = store.view().issues()
    assert (issue.stage, issue.article) == ("decisions", one.id)
    assert store.view().lost_decisions() == store.view().decisions()
    assert store.view().check() == []
    recode(store, one, told, key="k3")
    assert store.view().verdict(told.id) == "reject"
    assert store.view().issues() == []
    assert store.view().lost_decisions() == []


def test_coding_issues_do_not_hide_a_lost_decision(store: Store) -> None:
    one = b.article()
    store.writer().decide(b.decision(b.event(one).id))
    recode(store, one)
    recode(store, one, key="k3")
    assert [issue.stage for issue in store.view().issues()] == ["decisions"]


def test_article_decisions_survive_a_new_version(store: Store) -> None:
    one, writer = b.article(), store.writer()
    writer.decide(b.on_article(one, "authors", '["Bo Kim", "Ann Lee"]'))
    b.put(writer, replace(one, summary="new"))
    view = store.view()
    assert view.article(one.id).authors == ("Bo Kim", "Ann Lee")
    assert view.article_as_read(one.id).authors == ("Ann Lee",)
    assert [author.slug for author in view.authors()] == ["ann-lee", "bo-kim"]
    assert view.check() == []
