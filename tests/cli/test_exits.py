"""What goes wrong is told in words, with a remedy, and with the exit code that the reference promises."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from yalu import errors
from yalu.cli.exits import MEANINGS, exit_code

ASKED = [
    ("timeline Narnia", 3, "no actor 'Narnia'", "Did you mean"),
    ("timeline North Kora", 2, "unexpected extra argument", "Usage"),
    ("figures --about Chyna", 3, "no actor 'Chyna'", "China"),
    ("claims --theme sorcery", 3, "no theme 'sorcery'", "influence"),
    ("articles --author Nobody", 3, "no author 'Nobody'", "yalu articles"),
    ("articles show art_0", 3, "no article 'art_0'", "yalu articles"),
    ("articles set art_0 published 2015", 3, "no article 'art_0'", "yalu articles"),
    ("articles set another published sometime", 2, "sometime", "2015-01-30"),
    ("articles set another colour red", 2, "colour", "published"),
    ("dyad CHN", 2, "SECOND", "Usage"),
    ("statements --year 20x", 2, "'20x' is no year", "2013..2017"),
    ("statements --written-before soon", 2, "soon", ""),
    ("statements --kind rumour", 2, "rumour", "event"),
    ("statements --limit 0", 2, "0", "x>=1"),
    ("timelin PRK", 2, "No such command 'timelin'", "timeline"),
    ("frobnicate", 2, "No such command 'frobnicate'", "yalu --help"),
    ("export statements.docx", 2, ".docx", ".parquet"),
    ("export articles.jsonl --actor PRK", 2, "--actor", "articles"),
    ("export no-such-folder/statements.csv", 1, "no-such-folder", ""),
    ("read no-such-folder", 4, "no such file or folder", "name"),
]


@pytest.mark.parametrize(("words", "code", "said", "remedy"), ASKED, ids=[row[0] for row in ASKED])
def test_a_question_that_cannot_be_answered(
    run: Run, small: Path, words: str, code: int, said: str, remedy: str
) -> None:
    done = run(*words.split(), archive=small)
    assert (done.exit_code, done.stdout) == (code, "")
    assert said in done.stderr
    assert remedy in done.stderr
    assert "Traceback" not in done.stderr


def missing(path: Path) -> None:
    path.unlink()


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def essay(path: Path) -> None:
    path.write_text("An essay under the name of an archive. " * 100)


def other_database(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE articles (id)")
    connection.close()


def newer(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 9999")
    connection.close()


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:20_000])


ARCHIVES = [
    (missing, "no such archive", "yalu read"),
    (folder, "this is a folder", "yalu read"),
    (essay, "", ""),
    (other_database, "", ""),
    (newer, "9999", "newer Yalu"),
    (cut_off, "", ""),
]


@pytest.mark.parametrize(("spoil", "said", "remedy"), ARCHIVES, ids=[row[0].__name__ for row in ARCHIVES])
@pytest.mark.parametrize("words", ["articles", "statements --json", "check", "backup copy.yalu"])
def test_an_archive_that_is_none(run: Run, small: Path, spoil: object, said: str, remedy: str, words: str) -> None:
    spoil(small)  # type: ignore[operator]  # a function of the table
    done = run(*words.split(), archive=small)
    assert done.exit_code == 5
    assert said in done.stderr
    assert remedy in done.stderr
    assert "small.yalu" in done.stderr


def test_reading_into_what_is_no_archive_leaves_it_alone(
    run: Run, small: Path, essays: Path, without_model: None
) -> None:
    essay(small)
    before = small.read_bytes()
    assert run("read", essays, archive=small).exit_code == 5
    assert small.read_bytes() == before


def test_backup_does_not_replace_a_file_unasked(run: Run, small: Path, tmp_path: Path) -> None:
    (tmp_path / "copy.yalu").write_text("something")
    done = run("backup", "copy.yalu", archive=small)
    assert (done.exit_code, "--force" in done.stderr) == (5, True)
    assert (tmp_path / "copy.yalu").read_text() == "something"
    assert run("backup", "copy.yalu", "--force", archive=small).exit_code == 0
    assert run("articles", archive=tmp_path / "copy.yalu").stdout == run("articles", archive=small).stdout


_AS_NOBODY = """
import os, sys
import yalu.cli.articles, yalu.cli.statements, yalu.cli.search
from yalu.cli import group
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
group.main(sys.argv[1:], "yalu")
"""


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [("statements", 0, ""), ("articles set another tags coal", 5, "may not be written")],
)
def test_archive_that_may_not_be_written_is_asked_and_not_changed(
    small: Path, words: str, code: int, said: str
) -> None:
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        path = Path(shutil.copy(small, place))
        path.chmod(0o444)
        place.chmod(0o555)
        command = [sys.executable, "-c", _AS_NOBODY, "--archive", str(path), *words.split()]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        place.chmod(0o755)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert len(done.stdout.splitlines()) == (0 if code else 5)


def test_full_disk_is_told(small: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(disk)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small disk cannot be mounted here")
    command = [sys.executable, "-m", "yalu", "--archive", str(small), "backup", str(disk / "copy.yalu")]
    try:
        (disk / "filler").write_bytes(b"0" * 200_000)
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        left = sorted(path.name for path in disk.iterdir())
    finally:
        subprocess.run(["umount", disk], check=True)
    assert done.returncode == 5
    assert "disk is full" in done.stderr
    assert left == ["filler"], "nothing half-written stays"


def test_bad_setting_names_itself(run: Run, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YALU_WORKERS", "many")
    done = run("articles", archive=small)
    assert done.exit_code == 2
    assert "workers" in done.stderr


def test_every_error_has_a_documented_exit_code() -> None:
    kinds = [one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, errors.YaluError)]
    documented = {code for code, _ in MEANINGS}
    assert len(kinds) > 20
    assert {exit_code(kind("m")) for kind in kinds} <= documented


def test_part_that_is_not_installed_is_named(run: Run, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "yalu.cli.read", raising=False)
    monkeypatch.delitem(sys.modules, "yalu.pipeline", raising=False)
    monkeypatch.delitem(sys.modules, "yalu.cli.working", raising=False)
    monkeypatch.setattr("sys.meta_path", [_Refuse(), *sys.meta_path])
    done = run("read", ".", archive=small)
    assert done.exit_code == 1
    assert 'pip install "yalu[code]"' in done.stderr


class _Refuse:
    """A finder for which spaCy, asked for by the pipeline, is not there."""

    def find_spec(self, name: str, *_: object) -> None:
        if name == "yalu.pipeline":
            raise ModuleNotFoundError("No module named 'spacy'", name="spacy")
