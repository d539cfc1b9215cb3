"""Commands, run in this process as a user types them, in an empty folder and without settings."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests import builders as b
from tests.pipeline import fakes
from yalu.cli import group
from yalu.pipeline import read_into
from yalu.settings import Settings
from yalu.store import Coded, create_archive

Run = Callable[..., Result]
Ask = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command: `run("timeline", "PRK", archive=path)`."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("YALU_")]:
        monkeypatch.delenv(name)

    def call(*words: object, archive: Path | None = None) -> Result:
        before = ["--archive", str(archive)] if archive else []
        return CliRunner().invoke(group, [*before, *map(str, words)])

    return call


@pytest.fixture
def ask(run: Run) -> Ask:
    """Run a listing with --json; give its records."""

    def call(*words: object, archive: Path | None = None) -> list[dict[str, Any]]:
        done = run(*words, "--json", archive=archive)
        assert done.exit_code == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    return call


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """An archive of two articles: one statement of each kind, and one that did not happen."""
    path = tmp_path / "small.yalu"
    first = b.article("China sanctioned North Korea in 2013. China did not invade North Korea.", published="2014")
    second = b.article("They signed a pact. China takes 10 percent. China has no influence.", title="Another")
    with create_archive(path) as store, store.writer() as writer:
        run = writer.begin_run("read")
        statements = (
            b.event(first, "China sanctioned North Korea in 2013", date="2013"),
            b.event(first, "China did not invade North Korea", event_type="ASSAULT", certainty="negated"),
        )
        mention = b.actor_mention(first, "China", "CHN")
        writer.put(
            b.source(), first, Coded(version=first.version, key="key", mentions=(mention,), statements=statements), run
        )
        others = (
            b.agreement(second, "They signed a pact", signed="1961-07-11"),
            b.figure(second, "China takes 10 percent", about="CHN", counterpart="PRK"),
            b.claim(second, "China has no influence", stance="low", holder="the ambassador"),
        )
        writer.put(b.source(), second, Coded(version=second.version, key="key", statements=others), run)
        writer.end_run(run, {"articles": 2})
    return path


@pytest.fixture
def without_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Code with a desk that needs no language model."""
    monkeypatch.setattr("yalu.pipeline.reading.open_desk", fakes.open_fake_desk)
    monkeypatch.setattr("yalu.pipeline.again.open_desk", fakes.open_fake_desk)


@pytest.fixture
def essays(tmp_path: Path) -> Path:
    """A folder of three essays."""
    folder = tmp_path / "essays"
    folder.mkdir()
    for number in range(3):
        fakes.write_essay(folder, number)
    return folder


@pytest.fixture
def read_essays(without_model: None, essays: Path, tmp_path: Path) -> Path:
    """An archive of the three essays."""
    path = tmp_path / "essays.yalu"
    with create_archive(path) as store:
        read_into(store, [essays], settings=Settings(workers=1))
    return path
