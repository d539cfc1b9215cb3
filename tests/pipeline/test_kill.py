"""Killed at any instant, an archive holds whole articles, and reading again completes it with the same ids."""

from __future__ import annotations

import multiprocessing
import random
import subprocess
import sys
import time
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from tests.pipeline import fakes
from yalu.store import StatementFilter, open_archive

KILLS = 50
ESSAYS = 30
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def context() -> ForkServerContext:
    """Processes that start in some milliseconds, for all that is imported stands ready."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.pipeline.fakes"])
    return context


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("essays")
    for number in range(ESSAYS):
        fakes.write_essay(folder, number, published="2015" if number % 3 else "")
    (folder / "essay-003.meta.yaml").write_text('articles:\n  - title: "Essay 3"\n    published: "2016"\n')
    return folder


def contents(path: Path) -> dict[str, object]:
    """Give all ids of an archive, and what may not depend on when it was read."""
    with open_archive(path) as store:
        view = store.view()
        return {
            "articles": {(one.id, one.version) for one in view.articles()},
            "slugs": view.slugs(),
            "statements": set(view.statements()),
            "mentions": set(view.mentions()),
            "decisions": {(one.id, one.value) for one in view.decisions()},
            "sources": {one.id for one in view.sources()},
            "issues": set(view.issues()),
        }


def assert_whole(path: Path, *, paragraphs: int | None = None) -> None:
    with open_archive(path, write=True) as store:
        view = store.view()
        assert view.check() == []
        for article in view.articles():
            count = view.count_statements(StatementFilter(article=article.id))
            assert paragraphs is None or count == paragraphs


def test_archive_survives_every_kill(context: ForkServerContext, folder: Path, tmp_path: Path) -> None:
    chance = random.Random(1961)
    started = time.perf_counter()
    warm = context.Process(target=fakes.read_folder, args=(str(folder), str(tmp_path / "undisturbed.yalu")))
    warm.start()
    warm.join()
    whole = contents(tmp_path / "undisturbed.yalu")
    span = min(time.perf_counter() - started, 1.0)
    kills = archives = partial = 0
    while kills < KILLS:
        archives += 1
        path = tmp_path / f"{archives}.yalu"
        killed = True
        while killed:
            process = context.Process(target=fakes.read_folder, args=(str(folder), str(path)))
            process.start()
            process.join(chance.uniform(0, span))
            process.kill()
            process.join()
            killed = process.exitcode == -9
            kills += killed
            if path.exists():
                assert_whole(path, paragraphs=3)
                partial += killed and contents(path) != whole
        assert process.exitcode == 0
        assert contents(path) == whole
    assert partial >= KILLS // 4, "most kills should meet the reading half-way"


@pytest.mark.slow
def test_command_survives_kills(tmp_path: Path) -> None:
    chance = random.Random(1961)
    path, essays = tmp_path / "a.yalu", ROOT / "examples" / "archive"
    command = [sys.executable, "-m", "yalu", "--archive", str(path), "read", str(essays)]
    for _ in range(3):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(2, 6))
        process.kill()
        process.wait()
        if path.exists():
            assert_whole(path)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    again = tmp_path / "undisturbed.yalu"
    command[4] = str(again)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    assert contents(path) == contents(again)
