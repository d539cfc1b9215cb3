from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from tests.pipeline import fakes
from yalu.model import Article, lay_out
from yalu.pipeline import read_into
from yalu.pipeline.joining import is_one_article
from yalu.settings import Settings
from yalu.store import Store, create_archive

BODY = [
    "The lighters have lain at the east quay since the ice went out, and nobody has come to load them.",
    "In the office of the harbour master they speak of a quarrel about the tolls, which rose by a third in May.",
    "A pilot who asked not to be named says that the buyers across the river have found another seller.",
]
TITLE = "Lighters at the east quay"


def article(*paragraphs: str, **fields: object) -> Article:
    text, spans = lay_out(list(paragraphs or BODY))
    made = Article(id="art_1", title=TITLE, text=text, paragraphs=spans, authors=("Ada Merrow",))
    return replace(made, **fields)  # type: ignore[arg-type]  # names of fields


TEASER = article(BODY[0], complete=False, id="art_2")


@pytest.mark.parametrize(("whole", "teaser", "one"), [
    ({}, {}, True),
    ({}, {"authors": ()}, True),
    ({}, {"authors": ("Bo Keller",)}, False),
    ({}, {"title": "Other lighters"}, False),
    ({"url": "https://quay.example/1"}, {"url": "https://www.quay.example/1?from=list"}, True),
    ({"url": "https://quay.example/1"}, {"url": "https://mirror.example/1"}, False),
    ({"publication": "Quay"}, {"publication": "Mirror"}, False),
    ({"published": "2015-03-31"}, {"published": "2015-04-01"}, True),
    ({"published": "2015-03"}, {"published": "2015-03-09"}, True),
    ({"published": "2015-03-31"}, {"published": "2016-03-31"}, False),
    ({}, {"complete": True}, False),
    ({"complete": False}, {}, True),
])  # fmt: skip
def test_teaser_and_whole_are_one_where_nothing_differs(
    whole: dict[str, object], teaser: dict[str, object], one: bool
) -> None:
    pair = article(**whole), replace(TEASER, **teaser)  # type: ignore[arg-type]
    assert is_one_article(*pair) is one
    assert is_one_article(*reversed(pair)) is one


@pytest.mark.parametrize(("teaser", "one"), [
    ("The lighters have lain at the east qu", True),
    ("The lighters have lain at the west quay", False),
    ("The lighters", False),
    ("Boats of every kind lie here, and the harbour master counts them twice a day with his two sons.", False),
])  # fmt: skip
def test_words_of_the_teaser_have_to_stand_in_the_whole(teaser: str, one: bool) -> None:
    assert is_one_article(article(), article(teaser, complete=False)) is one


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setattr("yalu.pipeline.reading.open_desk", fakes.open_fake_desk)
    with create_archive(tmp_path / "a.yalu") as store:
        yield store


def write_whole(path: Path) -> None:
    paragraphs = "\n\n".join(BODY)
    path.write_text(
        f"---\ntitle: {TITLE}\nauthors: [Ada Merrow]\nurl: https://quay.example/lighters/\n---\n\n{paragraphs}\n"
    )


def write_teaser(path: Path) -> None:
    path.write_text(f"---\ntitle: {TITLE}\nauthors: [Ada Merrow]\n---\n\n{BODY[0]}\n\nContinue reading →\n")


def write_copy(path: Path) -> None:
    path.write_text(
        f"---\ntitle: {TITLE}\nauthors: [Ada Merrow]\nurl: https://mirror.example/9\n---\n\n{BODY[0]} Read more →\n"
    )


WRITERS: tuple[Callable[[Path], None], ...] = (write_whole, write_teaser, write_copy)


@pytest.mark.parametrize("order", list(permutations(WRITERS)))
def test_whole_wins_whatever_is_read_first_and_the_teaser_stays_a_version(
    store: Store, tmp_path: Path, order: tuple[Callable[[Path], None], ...]
) -> None:
    folder = tmp_path / "essays"
    folder.mkdir()
    for number, write in enumerate(order):
        write(folder / f"{number}.md")
    read_into(store, [folder], settings=Settings(workers=1))
    view = store.view()
    [name] = [one for one in view.slugs() if view.article(one).url == "https://quay.example/lighters/"]
    assert view.article(name).complete
    assert view.count_articles() == 2, "the copy on another host stays an article of its own, linked"
    assert sum(len(view.editions(one)) for one in view.slugs()) == len(order), "every source stays"
    assert [link.kind for link in view.copies()] == ["teaser"]
    before = view.change_number()
    for path in folder.iterdir():
        path.write_text(path.read_text() + "\n")
    assert set(read_into(store, [folder], settings=Settings(workers=1)).changes) == {"same"}
    assert view.change_number() == before
    assert view.check() == []


def test_whole_that_comes_later_joins_the_teaser_of_an_earlier_run(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "essays"
    folder.mkdir()
    write_teaser(folder / "teaser.md")
    read_into(store, [folder], settings=Settings(workers=1))
    [slug] = store.view().slugs().values()
    write_whole(folder / "whole.md")
    report = read_into(store, [folder], settings=Settings(workers=1))
    assert dict(report.changes) == {"same": 1, "changed": 1}
    assert store.view().article(slug).complete
    assert store.view().check() == []
