"""One folder with a source of each format gives one clean archive; reading it again changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pipeline import fakes
from tests.sources.formats import make_sources, write_sources
from yalu.pipeline import read_into
from yalu.settings import Settings
from yalu.sources import CONTAINERS, READERS, read_all
from yalu.store import Store, create_archive


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setattr("yalu.pipeline.reading.open_desk", fakes.open_fake_desk)
    with create_archive(tmp_path / "a.yalu") as store:
        yield store


def test_folder_holds_every_format(tmp_path: Path) -> None:
    folder = write_sources(tmp_path / "all")
    taken = {
        reading.source.reader
        for path in folder.iterdir()
        if path.suffix not in (".bib", ".yaml")
        for reading in read_all(path)
    }
    assert taken == {one.name for one in READERS} | {one.name for one in CONTAINERS}


def test_one_of_each_format_gives_one_clean_archive(store: Store, tmp_path: Path) -> None:
    folder = write_sources(tmp_path / "all")
    report = read_into(store, [folder], settings=Settings(workers=1))
    titles = {store.view().article(slug).title for slug in store.view().slugs()}
    assert report.skipped == []
    assert {title for title in titles if title.startswith("Of")} == {
        "Of a dump", "Of Markdown", "Of one page", "Of JSON Lines", "Of a table", "Of WordPress", "Of a feed", "Of a JSON feed", "Of REST", "Of-Blogger",
        "Of Ghost", "Of Aleph", "Of a saved page", "Of a crawl", "Of a PDF", "Of a document", "Of a book", "Of a ZIP", "Of a tar",
    }  # fmt: skip
    assert len(titles) == 19 + 4 + 1
    assert (dict(report.uncoded), report.coded) == ({"ko": 1}, 23)
    assert store.view().check() == []
    assert [issue for issue in store.view().issues() if issue.level == "error"] == []


def test_reading_the_folder_again_changes_nothing(store: Store, tmp_path: Path) -> None:
    folder = write_sources(tmp_path / "all")
    read_into(store, [folder], settings=Settings(workers=1))
    before = (store.view().change_number(), store.view().slugs(), store.view().counts())
    report = read_into(store, [folder], settings=Settings(workers=1))
    assert set(report.changes) == {"same"}
    assert report.coded == 0
    assert (store.view().change_number(), store.view().slugs()) == before[:2]
    assert {**store.view().counts(), "runs": 0} == {**before[2], "runs": 0}


def test_every_source_is_told_by_its_content_alone(tmp_path: Path) -> None:
    for number, data in enumerate(make_sources().values()):
        path = tmp_path / f"{number}.bin"
        path.write_bytes(data)
        assert any(reading.articles for reading in read_all(path))
