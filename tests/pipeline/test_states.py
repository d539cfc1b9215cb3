"""The same folder every night: what has not changed is not opened."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pipeline import fakes
from yalu.pipeline import Report, read_into
from yalu.settings import Settings
from yalu.sources import read_all
from yalu.store import Store, create_archive

LONG_AGO = 1_500_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "essays"
    folder.mkdir()
    for number in range(3):
        age(fakes.write_essay(folder, number))
    return folder


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setattr("yalu.pipeline.reading.open_desk", fakes.open_fake_desk)
    with create_archive(tmp_path / "a.yalu") as store:
        yield store


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    names: list[str] = []

    def watch(path: Path) -> object:
        names.append(path.name)
        return read_all(path)

    monkeypatch.setattr("yalu.pipeline.reading.read_all", watch)
    return names


def age(path: Path, seconds: int = LONG_AGO) -> None:
    os.utime(path, (seconds, seconds))


def read(store: Store, folder: Path) -> Report:
    return read_into(store, [folder], settings=Settings(workers=1))


def test_only_new_and_changed_files_are_opened(store: Store, folder: Path, opened: list[str]) -> None:
    read(store, folder)
    opened.clear()
    age(fakes.write_essay(folder, 1, words="And iron."), LONG_AGO + 60)
    age(fakes.write_essay(folder, 7))
    report = read(store, folder)
    assert opened == ["essay-001.md", "essay-007.md"]
    assert (report.unread, report.articles, report.sources) == (2, 4, 4)
    assert dict(report.changes) == {"same": 2, "changed": 1, "new": 1}


def test_file_with_a_new_time_and_the_same_bytes_is_not_opened(store: Store, folder: Path, opened: list[str]) -> None:
    read(store, folder)
    opened.clear()
    for path in folder.iterdir():
        age(path, LONG_AGO + 60)
    assert read(store, folder).unread == 3
    assert opened == []


def test_file_with_the_same_time_and_size_and_other_bytes_is_told_while_it_is_fresh(store: Store, folder: Path) -> None:
    path = fakes.write_essay(folder, 0)
    known = path.stat()
    read(store, folder)
    path.write_text(path.read_text().replace("coal", "iron"))
    os.utime(path, ns=(known.st_atime_ns, known.st_mtime_ns))
    assert read(store, folder).changes["changed"] == 1


def test_sidecar_that_changes_has_its_page_read_again(store: Store, folder: Path, opened: list[str]) -> None:
    read(store, folder)
    opened.clear()
    (folder / "essay-001.meta.yaml").write_text('articles:\n  - title: "Essay 1"\n    published: "2015"\n')
    read(store, folder)
    assert opened == ["essay-001.md"]


def test_other_lexicon_has_everything_read_again(
    store: Store, folder: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read(store, folder)
    opened.clear()
    monkeypatch.setattr("yalu.pipeline.reading.open_desk", lambda _model: fakes.FakeDesk(lexicon="other words"))
    read(store, folder)
    assert len(opened) == 3


def test_faulty_file_is_tried_again(store: Store, folder: Path, opened: list[str]) -> None:
    (folder / "broken.md").write_text("---\ntitle: [\n---\nText.\n")
    age(folder / "broken.md")
    read(store, folder)
    opened.clear()
    assert len(read(store, folder).skipped) == 1
    assert opened == ["broken.md"]


def test_file_is_not_known_as_read_before_all_its_articles_are_put(store: Store, folder: Path) -> None:
    def stop(step: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_into(store, [folder], settings=Settings(workers=1), progress=stop)
    assert store.view().file_state(str(folder / "essay-000.md")) is None
    assert read(store, folder).unread == 0
    assert store.view().count_articles() == 3
