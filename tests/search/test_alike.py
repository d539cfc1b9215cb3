"""Articles that are alike, and what to loosen in a query that finds nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import article, source
from yalu.archive import open_file
from yalu.search import loosen_query
from yalu.store import Coded, create_archive

COAL = article("Coal from Nampo reached Dalian. The coal trade fell when customs closed the port.", title="Coal ships")
MORE_COAL = article("Customs at Dalian turned the coal ships from Nampo away last spring.", title="Turned away")
OPERA = article("The opera singers from Milan sang Verdi in the great hall.", title="An evening of music")
REST = [
    article(f"The minister spoke about number {number} and nothing else.", title=f"Speech {number}")
    for number in range(12)
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("alike") / "a.yalu"
    with create_archive(path) as store, store.writer() as writer:
        run = writer.begin_run("test")
        for one in (COAL, MORE_COAL, OPERA, *REST):
            writer.put(source(), one, Coded(version=one.version, key=one.version, mentions=(), statements=()), run)
    return path


def test_what_shares_telling_words_is_alike_and_nothing_else(archive: Path) -> None:
    with open_file(archive) as opened:
        assert [one.title for one in opened.alike(COAL)] == ["Turned away"]
        assert opened.alike(OPERA) == []


@pytest.mark.parametrize(("query", "parts"), [
    ("coal zebra", [("coal", "zebra"), ("zebra", "coal")]),
    ('"coal trade" year:1990', [('"coal trade"', "year:1990"), ("year:1990", '"coal trade"')]),
    ("coal -port", [("coal", "-port"), ("-port", "coal")]),
    ("coal NEAR port ship", [("coal NEAR port", "ship"), ("ship", "coal NEAR port")]),
    ("coal", []),
    ("coal OR zebra", []),
    ("", []),
])  # fmt: skip
def test_each_part_is_left_out_in_turn(query: str, parts: list[tuple[str, str]]) -> None:
    assert list(loosen_query(query)) == parts
