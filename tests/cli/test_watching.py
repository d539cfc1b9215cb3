from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.pipeline import fakes
from yalu.cli.watching import Watch


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "essays"
    folder.mkdir()
    fakes.write_essay(folder, 0)
    return folder


def watch(folder: Path, *between: Callable[[], object]) -> int:
    """Watch a folder in which something happens between looks; give how often it was read."""
    waiting = list(between)
    reads: list[int] = []

    def sleep(_seconds: float) -> None:
        if not waiting:
            raise KeyboardInterrupt
        waiting.pop(0)()

    with pytest.raises(KeyboardInterrupt):
        Watch(every=9, sleep=sleep).run([str(folder)], lambda: reads.append(1))
    return len(reads)


def nothing() -> None:
    """A night without news."""


def test_folder_is_read_once_while_nothing_changes(folder: Path) -> None:
    assert watch(folder, nothing, nothing, nothing) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: fakes.write_essay(folder, 7),
        lambda folder: fakes.write_essay(folder, 0, words="And iron."),
        lambda folder: (folder / "essay-000.md").unlink(),
        lambda folder: (folder / "essay-000.meta.yaml").write_text("articles: []\n"),
        lambda folder: os.utime(folder / "essay-000.md", (1, 1)),
    ],
    ids=["new", "changed", "gone", "sidecar", "touched"],
)
def test_folder_is_read_again_after_a_change(folder: Path, change: Callable[[Path], object]) -> None:
    assert watch(folder, nothing, lambda: change(folder), nothing, nothing, nothing) == 2


def test_file_that_is_still_being_written_is_waited_for(folder: Path) -> None:
    path = folder / "large.md"
    grow = [lambda: path.write_text("# A"), lambda: path.write_text("# A title"), nothing, nothing, nothing]
    assert watch(folder, *grow) == 2


def test_command_reads_and_ends_by_interruption(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yalu.pipeline.reading.open_desk", fakes.open_fake_desk)

    def watch_once(_self: Watch, _paths: object, read: Callable[[], None]) -> None:
        read()
        fakes.write_essay(folder, 3)
        read()
        raise KeyboardInterrupt

    monkeypatch.setattr(Watch, "run", watch_once)
    done = run("read", folder, "--watch")
    assert done.exit_code == 0
    assert done.stdout.count("Read ") == 2
    assert "1 new" in done.stdout


def test_addresses_are_not_watched(run: Run) -> None:
    done = run("read", "https://quay.example/wp-json", "--watch")
    assert done.exit_code != 0
    assert "no addresses" in done.stderr
