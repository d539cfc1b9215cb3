"""Chinese, Japanese and Korean are found by any run of their characters, though nothing parts their words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import article, source
from yalu.search import open_index
from yalu.store import create_archive

CHINESE = article("遼寧省的貿易去年大幅增長，丹東海關重新開放。", title="丹東口岸", language="zh")
KOREAN = article("조중관계는 1961년 조약에 기초한다. 무역은 지난해 크게 늘었다.", title="조중관계", language="ko")
ENGLISH = article("Trade through Dandong (丹東) grew last year.", title="Dandong")


@pytest.mark.parametrize(("query", "found"), [
    ("遼寧", {CHINESE.id}),
    ("조중관계", {KOREAN.id}),
    ("조중", {KOREAN.id}),
    ("丹東", {CHINESE.id, ENGLISH.id}),
    ("海關重新", {CHINESE.id}),
    ("寧遼", set()),
])  # fmt: skip
def test_runs_of_characters_are_found(query: str, found: set[str], tmp_path: Path) -> None:
    with create_archive(tmp_path / "a.yalu") as store, store.writer() as writer:
        run = writer.begin_run("test")
        for one in (CHINESE, KOREAN, ENGLISH):
            writer.put(source(), one, None, run)
        index = open_index(store.path)
        index.catch_up(store.view())
        assert {hit.article for hit in index.search(query, store.view()).hits} == found
