"""What is held in memory gives what the file gives, and says what was read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from benchmarks.generating import write_archive

from yalu.archive import open_file
from yalu.store import ArticleFilter, HeldView, StatementFilter, View, open_archive
from yalu.store.grouping import By

F, A = StatementFilter, ArticleFilter


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[View, HeldView]]:
    path = tmp_path_factory.mktemp("held") / "held.yalu"
    write_archive(path, 40)
    with open_file(path) as opened:
        rejected = next(iter(opened.view.statements(F(actor="CHN"))))
        opened.decide(rejected.id, "reject", by="me", why="")
        kept = next(iter(opened.view.statements(F(actor="PRK"))))
        opened.decide(kept.id, "accept", by="me", why="")
    with open_archive(path) as store:
        yield store.view(), store.hold()


WANTED = [
    F(), F(kinds=("event", "claim")), F(actor="CHN"), F(actor="CHN", involved=("USA",)), F(actors=("CHN", "PRK")),
    F(recipients=("CHN",), kinds=("event",)), F(actors=("CHN",), recipients=("USA",), event_type="AID"),
    F(concerned=("CHN", "USA")), F(parties=("CHN", "USA"), kinds=("agreement",)), F(dyad=("CHN", "USA")),
    F(dyad=("CHN", "USA"), directed=True), F(actor="CHN", earliest="1970", latest="1985"), F(latest="1960"),
    F(quad=2, happened=True), F(about=("CHN",)), F(theme="influence"), F(order="written"), F(order="place"),
    F(certainty="hedged"), F(holder="author", actor="USA"), F(category="category-3"), F(actor="NOBODY"),
    F(measured=(("trade", None),)), F(measured=((None, None),)), F(ids=()), F(rejected=True, actor="CHN"),
    F(written_before="2005", actor="CHN"), F(measure="trade"),
]  # fmt: skip


@pytest.mark.parametrize("wanted", WANTED, ids=repr)
def test_statements_and_what_is_counted_of_them(both: tuple[View, HeldView], wanted: StatementFilter) -> None:
    view, held = both
    for one in (wanted, replace(wanted, limit=7, offset=2)):
        assert list(held.statements(one)) == list(view.statements(one))
    assert held.count_statements(wanted) == view.count_statements(wanted)
    assert held.years(wanted) == view.years(wanted)


@pytest.mark.parametrize("by", ["agreement", "theme", "measure", "figures"])
@pytest.mark.parametrize("wanted", WANTED[:16], ids=repr)
def test_groups(both: tuple[View, HeldView], wanted: StatementFilter, by: By) -> None:
    view, held = both
    for limit, offset in ((None, 0), (3, 1)):
        found = view.groups(by, wanted, limit=limit, offset=offset)
        assert held.groups(by, wanted, limit=limit, offset=offset) == found
        assert held.members(by, wanted, found, most=2) == view.members(by, wanted, found, most=2)
    assert held.groups(by, wanted, order="time") == view.groups(by, wanted, order="time")
    assert held.count_groups(by, wanted) == view.count_groups(by, wanted)


@pytest.mark.parametrize(
    "wanted",
    [A(), A(author="author-3"), A(category="Category 2"), A(category="category-1", limit=2, offset=1), A(limit=1),
     A(earliest="2000", latest="2003"), A(order="title"), A(ids=("nothing",)), A(tag="none")],
    ids=repr,
)  # fmt: skip
def test_articles(both: tuple[View, HeldView], wanted: ArticleFilter) -> None:
    view, held = both
    assert held.articles(wanted) == view.articles(wanted)
    assert held.briefs(wanted) == view.briefs(wanted)
    assert held.count_articles(wanted) == view.count_articles(wanted)


def test_each_article_and_statement(both: tuple[View, HeldView]) -> None:
    view, held = both
    for one in view.articles():
        assert held.article(one.id) == held.article(view.slug_of(one.id)) == one
        assert held.beside(one) == view.beside(one)
        assert held.source(one.source) == view.source(one.source)
    for told in view.statements(F(rejected=True)):
        assert held.statement(told.id) == told
        assert held.verdict(told.id) == view.verdict(told.id)
        assert held.decisions(told.id) == view.decisions(told.id)
    for seen in view.actors_seen():
        assert held.partners(seen.code, limit=5) == view.partners(seen.code, limit=5)
    for table in ("authors", "categories"):
        for named in getattr(view, table)():
            assert held.name_at(table, named.slug) == view.name_at(table, named.slug)


def test_a_read_has_the_mark_of_what_it_gives(tmp_path: Path) -> None:
    path = tmp_path / "held.yalu"
    write_archive(path, 20)
    marks = []
    for verdict in ("accept", "reject"):
        with open_file(path) as opened, open_archive(path) as store:
            held = store.hold()
            with held.noting() as reads:
                list(held.statements(F(actor="CHN", limit=2)))
                held.count_statements(F(actor="CHN"))
                held.count_statements(F(kinds=("claim",)))
                held.only(F(actor="CHN"))
            marks.append([held.mark(read) for read in reads])
            first = next(iter(opened.view.statements(F(actor="CHN", kinds=("event",)))))
            opened.decide(first.id, verdict, by="me", why="")
    with open_archive(path) as store:
        held = store.hold()
        marks.append([held.mark(read) for read in reads])
    assert marks[0][1:] == marks[1][1:]
    assert marks[1][1] != marks[2][1]
    assert marks[1][2:] == marks[2][2:]


def test_what_has_no_name_of_its_own_is_a_read_of_the_whole(both: tuple[View, HeldView]) -> None:
    held = both[1]
    with held.noting() as outer, held.noting() as reads:
        held.actors_seen()
    assert list(reads) == list(outer) == ["*"]
    with held.noting() as few:
        held.briefs(A(limit=1))
    assert list(few) == ['L:{"limit":1}']
