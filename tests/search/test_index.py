"""The index: finds, counts, explains, keeps up with the archive and is never needed."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import tantivy

from tests.builders import article, claim, event, source
from yalu.actors import Gazetteer
from yalu.model import Article
from yalu.search import Index, Results, open_index
from yalu.search.analyser import make_analyser
from yalu.search.schema import article_document, build_schema, field_names, statement_document
from yalu.search.snippets import distance
from yalu.store import Coded, Store, create_archive

COAL = article(
    "China bought coal. The unions objected.\n\nBeijing sanctioned Pyongyang in 2013.", title="Überfall on coal",
    authors=("Adam Cathcart",), published="2013-05",
)  # fmt: skip
IRON = article("Iron unions of Seoul.\n\nIn 平壤之夜 nobody buys.", title="Iron", published="2015", complete=False,
               categories=("Trade & Aid", "DPRK"))  # fmt: skip
EVENT = event(COAL, "Beijing sanctioned Pyongyang in 2013.", date="2013")
CLAIM = claim(COAL, "The unions objected.", theme="influence", about="CHN")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = create_archive(tmp_path / "a.yalu")
    put(store, COAL, (EVENT, CLAIM))
    put(store, IRON, ())
    return store


def put(store: Store, one: Article, statements: tuple[object, ...]) -> None:
    with store.writer() as writer:
        run = writer.begin_run("test")
        writer.put(source(), one, Coded(version=one.version, key=one.version, statements=statements), run)  # type: ignore[arg-type]


@pytest.fixture
def search(store: Store, gazetteer: Gazetteer) -> Callable[..., Results]:
    index = open_index(store.path, lambda: gazetteer)
    assert index.catch_up(store.view())
    return lambda text, **options: index.search(text, store.view(), **options)


def titles(results: Results) -> list[str]:
    return [hit.title.text for hit in results.hits]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("coal", ["Überfall on coal"]),
        ("union", ["Iron", "Überfall on coal"]),
        ("uberfall", ["Überfall on coal"]),
        ("coal iron", []),
        ("coal OR iron", ["Iron", "Überfall on coal"]),
        ('"bought coal"', ["Überfall on coal"]),
        ('"coal bought"', []),
        ("union -iron", ["Überfall on coal"]),
        ("NOT coal", ["Iron"]),
        ("cathcart", ["Überfall on coal"]),
        ("year:2013..2014", ["Überfall on coal"]),
        ("year:2014..", ["Iron"]),
        ('author:"adam cathcart"', ["Überfall on coal"]),
        ("author:Cathcart", ["Überfall on coal"]),
        ('category:"trade & aid"', ["Iron"]),
        ("actor:dprk", ["Überfall on coal"]),
        ('actor:"North Korea"', ["Überfall on coal"]),
        ("type:sanction", ["Überfall on coal"]),
        ("theme:influence kind:event", ["Überfall on coal"]),
        ("complete:no", ["Iron"]),
        ("平壤", ["Iron"]),
        ("壤", ["Iron"]),
        ("平夜", []),
        ("", ["Iron", "Überfall on coal"]),
        ('coal "', ["Überfall on coal"]),
    ],
)
def test_a_query_finds(search: Callable[..., Results], typed: str, found: list[str]) -> None:
    results = search(typed)
    assert sorted(titles(results)) == sorted(found)
    assert results.count == len(found)


def test_a_hit_shows_where_and_why(search: Callable[..., Results]) -> None:
    hit = search("unions coal").hits[0]
    marked = [span.cut(hit.snippet.text) for span in hit.snippet.highlights]
    assert marked == ["coal", "unions"]
    assert [(one.words, one.where, one.times) for one in hit.reasons] == [
        ("coal", "title", 1), ("coal", "text", 1), ("unions", "text", 1),
    ]  # fmt: skip


def test_facets_count_articles(search: Callable[..., Results]) -> None:
    facets = {name: {one.value: one.count for one in values} for name, values in search("").facets}
    assert facets["category"] == {"DPRK": 2, "Trade & Aid": 1}
    assert facets["year"] == {"2015": 1, "2013": 1}
    assert facets["actor"] == {"CHN": 1, "PRK": 1}


def test_statements_are_found_by_their_quote(search: Callable[..., Results]) -> None:
    results = search("sanctioned type:SANCTION")
    assert [hit.statement for hit in results.statements] == [EVENT.id]


def test_every_result_is_reached_by_offset(search: Callable[..., Results]) -> None:
    pages = [titles(search("", limit=1, offset=offset, order="newest")) for offset in range(3)]
    assert pages == [["Iron"], ["Überfall on coal"], []]


def test_it_catches_up_and_never_doubles(store: Store) -> None:
    index = open_index(store.path)
    index.catch_up(store.view())
    changed = article("Copper now.", title="Iron", published="2015")
    put(store, changed, ())
    assert index.search("copper", store.view()).behind
    index.catch_up(store.view())
    assert index.search("", store.view()).count == 2
    assert titles(index.search("copper", store.view())) == ["Iron"]
    assert index.search("Seoul", store.view()).count == 0


@pytest.mark.parametrize("fault", ["missing", "stamp", "older analyser", "other schema", "damaged"])
def test_it_is_made_anew(store: Store, fault: str) -> None:
    open_index(store.path).catch_up(store.view())
    folder = store.path.with_name("a.yalu.index")
    stamp = folder / "yalu-stamp.json"
    match fault:
        case "missing":
            shutil.rmtree(folder)
        case "stamp":
            stamp.unlink()
        case "older analyser":
            stamp.write_text(json.dumps(json.loads(stamp.read_text()) | {"version": 0}))
        case "other schema":
            shutil.rmtree(folder)
            folder.mkdir()
            tantivy.Index(tantivy.SchemaBuilder().build(), path=str(folder))
        case "damaged":
            (folder / "meta.json").write_text("{")
    index = open_index(store.path)
    index.catch_up(store.view())
    assert index.search("", store.view()).count == 2


def test_one_writer_leaves_the_work_to_the_other(store: Store) -> None:
    index, other = open_index(store.path), open_index(store.path)
    held = other._index.writer(15_000_000, 1)
    assert not index.catch_up(store.view())
    del held
    assert index.catch_up(store.view())


def test_a_folder_that_cannot_be_written_is_searched_in_memory(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr(Path, "mkdir", refuse)
    index: Index = open_index(store.path)
    assert index.folder is None
    index.catch_up(store.view())
    assert index.search("coal", store.view()).count == 1


@pytest.mark.parametrize(
    ("query", "count"),
    [("coal NEAR/3 unions", 1), ("unions NEAR/3 coal", 1), ("coal NEAR/1 2013", 0), ("bought NEAR/1 objected", 0)],
)
def test_near_counts_the_words_between_in_either_order(search: Callable[..., Results], query: str, count: int) -> None:
    assert search(query).count == count


@pytest.mark.parametrize(("typed", "meant"), [("sanctoined", "sanctioned"), ("coal unoins", "coal unions"), ("coal", ""), ("zzzzqx", "")])  # fmt: skip
def test_a_word_nobody_wrote_suggests_one_somebody_did(search: Callable[..., Results], typed: str, meant: str) -> None:
    assert search(typed).suggestion == meant


def test_documents_have_fields_of_the_schema_only() -> None:
    names = set(article_document(COAL, (), (EVENT, CLAIM))) | set(statement_document(EVENT, COAL))
    assert names <= field_names()


def test_spans_of_terms_are_characters() -> None:
    text = "Über 平壤 die Unions"
    assert [term.span.cut(text) for term in make_analyser().terms(text)] == ["Über", "die", "Unions"]
    assert build_schema() is not None


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("koal~", ["Überfall on coal"]), ("unoins~ iron", ["Iron"]), ("koal", []), ("kowl~1", []), ("-koal~", ["Iron"]),
    ],
)  # fmt: skip
def test_a_word_is_found_as_it_may_be_misspelt(search: Callable[..., Results], typed: str, found: list[str]) -> None:
    assert titles(search(typed)) == found


def test_a_word_nearly_so_is_highlighted(search: Callable[..., Results]) -> None:
    [hit] = search("koal~").hits
    assert [span.cut(hit.snippet.text) for span in hit.snippet.highlights] == ["coal"]


@pytest.mark.parametrize(
    ("one", "other", "letters"),
    [("coal", "coal", 0), ("koal", "coal", 1), ("cola", "coal", 1), ("", "ab", 2), ("unions", "onuins", 3)],
)
def test_letters_that_differ(one: str, other: str, letters: int) -> None:
    assert distance(one, other) == distance(other, one) == letters
