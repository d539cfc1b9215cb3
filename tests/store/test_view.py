from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tests.store import builders as b
from yalu.errors import NotFound, QueryError
from yalu.model import make_date
from yalu.store import ArticleFilter, MentionFilter, StatementFilter, Store, View, create_archive, open_archive

ONE = b.article(published="2015-01-30", categories=("DPRK",), tags=("Coal",), publication="Review")
TWO = b.article("Iron", authors=("Bo Kim",), published="2016", categories=("United States",), complete=False)
THREE = b.article("Undated", authors=("Ann Lee", "Bo Kim"))


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[View]:
    with create_archive(tmp_path_factory.mktemp("view") / "a.yalu") as store:
        writer = store.writer()
        for one in (ONE, TWO, THREE):
            own = b.coded(one) if one is ONE else b.coded(one, "k", ())
            b.put(writer, one, coded=own)
        yield store.view()


def titles(view: View, **wanted: Any) -> list[str]:
    return [one.title for one in view.articles(ArticleFilter(**wanted))]


@pytest.mark.parametrize(
    ("wanted", "expected", "why"),
    [
        ({}, ["Iron", "Coal", "Undated"], "newest first, undated last"),
        ({"order": "title"}, ["Coal", "Iron", "Undated"], "by title"),
        ({"order": "read"}, ["Coal", "Iron", "Undated"], "as they were read"),
        ({"author": "Ann Lee"}, ["Coal", "Undated"], "by name"),
        ({"author": "bo-kim"}, ["Iron", "Undated"], "by slug"),
        ({"category": "united-states"}, ["Iron"], "category by slug"),
        ({"tag": "Coal"}, ["Coal"], "tag"),
        ({"publication": "Review"}, ["Coal"], "publication"),
        ({"earliest": "2015-02"}, ["Iron"], "from February on"),
        ({"latest": "2015"}, ["Coal"], "until the end of 2015"),
        ({"earliest": "2016-06", "latest": "2016-07"}, ["Iron"], "a year overlaps its months"),
        ({"complete": False}, ["Iron"], "teasers"),
        ({"complete": True}, ["Coal", "Undated"], "whole ones"),
        ({"ids": ()}, [], "no ids, no articles"),
        ({"ids": (TWO.id, "art_none")}, ["Iron"], "ids that are there"),
        ({"limit": 1, "offset": 1}, ["Coal"], "a page"),
        ({"offset": 2}, ["Undated"], "all after the second"),
    ],
)
def test_articles_of_a_filter(view: View, wanted: dict[str, Any], expected: list[str], why: str) -> None:
    assert titles(view, **wanted) == expected, why
    if not {"limit", "offset"} & set(wanted):
        assert view.count_articles(ArticleFilter(**wanted)) == len(expected)


@pytest.mark.parametrize(
    ("wanted", "expected", "why"),
    [
        ({}, "event figure agreement claim", "by time, undated last, then as they stand"),
        ({"order": "place"}, "event figure agreement claim", "as they stand"),
        ({"kinds": ("claim", "figure")}, "figure claim", "kinds"),
        ({"article": ONE.id}, "event figure agreement claim", "article"),
        ({"article": TWO.id}, "", "article without any"),
        ({"actor": "PRK"}, "event figure agreement claim", "any role"),
        ({"actor": "wang-yi"}, "", "a holder takes no part"),
        ({"actors": ("CHN", "USA")}, "event", "acts"),
        ({"actors": ("PRK",)}, "", "is acted upon, does not act"),
        ({"recipients": ("PRK",)}, "event", "acted upon"),
        ({"about": ("CHN",)}, "figure claim", "about"),
        ({"concerned": ("CHN", "PRK")}, "claim", "about both"),
        ({"parties": ("PRK", "CHN")}, "agreement", "both are parties"),
        ({"parties": ("PRK",), "kinds": ("event",)}, "", "an event has no parties"),
        ({"actor": "CHN", "involved": ("PRK",)}, "event figure agreement claim", "both take part"),
        ({"actor": "CHN", "involved": ("USA",)}, "", "the other takes no part"),
        ({"measured": (("aid", None),)}, "figure", "measures with their words"),
        ({"dyad": ("CHN", "PRK"), "directed": True}, "event figure agreement claim", "directed"),
        ({"dyad": ("PRK", "CHN"), "directed": True}, "agreement claim", "the other way only what has no direction"),
        ({"dyad": ("PRK", "CHN")}, "event figure agreement claim", "both ways"),
        ({"theme": "influence"}, "claim", "theme"),
        ({"theme": "trust"}, "", "no such theme"),
        ({"measure": "aid"}, "figure", "measure"),
        ({"event_type": "AID"}, "event", "type"),
        ({"agreement": "treaty"}, "agreement", "key of an agreement"),
        ({"quad": 2}, "event", "quad"),
        ({"certainty": "asserted"}, "event figure agreement claim", "certainty"),
        ({"certainty": "hedged"}, "", "certainty"),
        ({"happened": True}, "event", "happened"),
        ({"happened": False}, "", "nothing is coded as not happened"),
        ({"holder": "author"}, "event figure agreement", "the author"),
        ({"holder": "CHN"}, "claim", "holder by code"),
        ({"holder": "wang-yi"}, "claim", "holder by id"),
        ({"holder": "the minister"}, "claim", "holder by words"),
        ({"earliest": "2013-06"}, "event", "2013 may be June 2013 or later"),
        ({"earliest": "2014"}, "", "after it"),
        ({"latest": "2013-01"}, "event", "2013 may be January"),
        ({"latest": "2012"}, "", "before it"),
        ({"author": "ann-lee", "kinds": ("event",)}, "event", "author"),
        ({"author": "Bo Kim"}, "", "another author"),
        ({"category": "DPRK", "kinds": ("event",)}, "event", "category"),
        ({"written_before": "2016", "kinds": ("event",)}, "event", "surely written before"),
        ({"written_before": "2015-01-30"}, "", "written that day"),
        ({"ids": (b.claim(ONE).id,)}, "claim", "ids"),
        ({"limit": 2, "offset": 1}, "figure agreement", "a page"),
    ],
)
def test_statements_of_a_filter(view: View, wanted: dict[str, Any], expected: str, why: str) -> None:
    found = [one.kind for one in view.statements(StatementFilter(**wanted))]
    assert found == expected.split(), why
    if "limit" not in wanted:
        assert view.count_statements(StatementFilter(**wanted)) == len(found)
        pages = [list(view.statements(StatementFilter(**wanted, limit=1, offset=at))) for at in range(5)]
        assert [one.kind for page in pages for one in page] == found, "page by page the same in the same order"


def test_acts_are_counted_by_direction_and_class(view: View) -> None:
    assert view.acts_seen(StatementFilter(kinds=("event",), happened=True)) == [("CHN", "PRK", 1, 0)]
    assert view.acts_seen(StatementFilter(kinds=("event",), happened=True), of="USA") == []
    assert view.partners("CHN", limit=5) == [("PRK", 1, 0)]
    assert view.partners("PRK", limit=5) == [("CHN", 0, 1)]
    assert view.roles_seen(StatementFilter()) == [("CHN", 4, 1, 0), ("PRK", 4, 0, 1)]
    assert view.roles_seen(StatementFilter(actor="USA")) == []


def test_groups_give_their_statements_and_no_more_than_are_wanted(view: View) -> None:
    (group,) = view.groups("agreement", StatementFilter())
    assert (group.values, group.number) == (("treaty",), 1)
    assert [one.kind for one in view.members("agreement", StatementFilter(), [group], most=3)] == ["agreement"]
    assert view.members("agreement", StatementFilter(), [group], most=0) == []
    assert view.count_groups("figures", StatementFilter()) == 1
    assert view.groups("theme", StatementFilter(actor="USA")) == []


def test_the_articles_beside_one_are_the_next_by_date(view: View) -> None:
    newer, older = view.beside(ONE)
    assert newer is not None
    assert (newer.title, newer.authors, older) == ("Iron", ("Bo Kim",), None)
    assert view.beside(THREE) == (None, None), "an undated article has no neighbours"


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [({}, 3), ({"kinds": ("date", "quantity")}, 2), ({"actor": "CHN"}, 1), ({"article": TWO.id}, 0), ({"limit": 1}, 1)],
)
def test_mentions_of_a_filter(view: View, wanted: dict[str, Any], expected: int) -> None:
    assert len(list(view.mentions(MentionFilter(**wanted)))) == expected


def test_date_of_a_filter_that_is_none_is_refused(view: View) -> None:
    with pytest.raises(QueryError, match="no EDTF date"):
        list(view.statements(StatementFilter(earliest="last spring")))


@pytest.mark.parametrize(
    "ask",
    [
        lambda view: view.article("no-such-slug"),
        lambda view: view.slug_of("art_none"),
        lambda view: view.article_as_read("art_none"),
        lambda view: view.statement("st_none"),
        lambda view: view.statement_as_coded("st_none"),
        lambda view: view.source("src_none"),
    ],
)
def test_what_is_not_there_is_said(view: View, ask: Any) -> None:
    with pytest.raises(NotFound):
        ask(view)


def test_what_there_is(view: View) -> None:
    assert [(one.name, one.articles) for one in view.authors()] == [("Ann Lee", 2), ("Bo Kim", 2)]
    assert [one.slug for one in view.categories()] == ["dprk", "united-states"]
    assert [one.name for one in view.tags()] == ["Coal"]
    assert view.publications() == [("Review", 1)]
    assert [tuple(one) for one in view.actors_seen()] == [("CHN", 1, 4), ("PRK", 1, 4)]
    assert [tuple(one) for one in view.dyads_seen()] == [("CHN", "PRK", 1, 4), ("PRK", "CHN", 1, 2)]
    assert view.counts()["teasers"] == 1
    assert view.slugs()[TWO.id] == "iron"
    assert len(view.sources()) == 3
    assert view.source(view.sources()[0].id) == view.sources()[0]


def test_time_order_goes_by_the_first_day_even_before_christ(tmp_path: Path) -> None:
    one = b.article()
    said = [
        b.event(one, trigger=word, date=make_date("x", b.span_of(one, word), edtf))
        for word, edtf in [("sent", "2013"), ("coal", "-0044-03-15"), ("China", "../1895"), ("worth", "187X")]
    ]
    with b.archive(tmp_path) as store:
        b.put(store.writer(), one, coded=b.coded(one, "k", tuple(said)))
        dates = [found.date.edtf for found in store.view().statements() if found.date]
    assert dates == ["-0044-03-15", "187X", "../1895", "2013"]


def many(store: Store, count: int) -> None:
    writer = store.writer()
    for number in range(count):
        b.put(writer, b.article(f"Article {number}"))


def test_streaming_reads_in_batches_while_others_write(tmp_path: Path) -> None:
    with b.archive(tmp_path) as store:
        many(store, 3)
        stream = store.view().statements()
        next(stream)
        b.put(store.writer(), b.article("Late"))
        assert len(list(stream)) == 11, "a stream sees the archive of the moment it began"
        assert store.view().count_statements() == 16


def look(path: Path, done: Any, wrong: Any) -> None:
    """Read all articles until told to stop; send the ids of those that are not whole, and how often it looked."""
    rounds, broken = 0, []
    with open_archive(path) as store:
        while not done.is_set() or not rounds:
            view = store.view()
            counts = [(one.id, view.count_statements(StatementFilter(article=one.id))) for one in view.articles()]
            broken += [name for name, count in counts if count != 4]
            rounds += 1
    wrong.put((rounds, broken))


def test_two_processes_read_whole_articles_while_one_writes(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    done, wrong = context.Event(), context.Queue()
    with b.archive(tmp_path) as store:
        many(store, 1)
        readers = [context.Process(target=look, args=(store.path, done, wrong)) for _ in range(2)]
        for reader in readers:
            reader.start()
        many(store, 60)
        done.set()
        seen = [wrong.get(timeout=30) for _ in readers]
        for reader in readers:
            reader.join()
        assert store.view().count_articles() == 60
    assert [broken for _, broken in seen] == [[], []]


def test_versions_are_given_as_read(tmp_path: Path) -> None:
    one = b.article()
    with b.archive(tmp_path, one) as store:
        b.put(store.writer(), replace(one, summary="s"))
        assert [version.summary for version in store.view().article_versions(one.id)] == [None, "s"]


def test_shelves_give_what_the_filter_gives_page_by_page(tmp_path: Path) -> None:
    days = ("2014-07-03", None, "2015", "2014-07-03", "2012-01")
    held = [
        b.article(
            title=f"Number {at}", authors=("Ann Lee", "Bo Kim")[: 1 + at % 2], categories=("Coal",), published=day
        )
        for at, day in enumerate(days)
    ]
    with b.archive(tmp_path, *held) as store:
        view = store.view()
        for whole in (ArticleFilter(category="coal"), ArticleFilter(author="bo-kim"), ArticleFilter(category="Coal"),
                      ArticleFilter(category="coal", written_before="2015"), ArticleFilter(category="no such thing")):  # fmt: skip
            every = view.articles(whole)
            assert view.count_articles(whole) == len(every)
            for limit, offset in product((1, 2, 9), (0, 1, 3)):
                part = replace(whole, limit=limit, offset=offset)
                assert view.articles(part) == every[offset : offset + limit]
                assert [one.id for one in view.briefs(part)] == [one.id for one in every[offset : offset + limit]]
        assert [one.title for one in view.articles(ArticleFilter(category="coal", limit=9))] == [
            "Number 2", "Number 0", "Number 3", "Number 4", "Number 1",
        ]  # fmt: skip
