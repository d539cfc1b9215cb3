from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

import pytest

from tests.store import builders as b
from yalu.errors import (
    ArchiveBusy,
    ArchiveDamaged,
    ArchiveError,
    ArchiveFull,
    ArchiveMissing,
    ArchiveReadOnly,
    ArchiveTooNew,
    NotAnArchive,
)
from yalu.store import Writer, create_archive, open_archive
from yalu.store.connection import APPLICATION_ID


def run_sql(path: Path, sql: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(sql)
    connection.commit()
    connection.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with b.archive(tmp_path, b.article()) as store:
        return store.path


def test_archive_is_one_sqlite_file_that_says_what_it_is(path: Path) -> None:
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    connection = sqlite3.connect(path)
    facts = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "journal_mode")]
    connection.close()
    assert facts == [APPLICATION_ID, "wal"]


def test_file_that_exists_is_not_made_again(path: Path) -> None:
    with pytest.raises(ArchiveError, match="exists already"):
        create_archive(path)


def test_log_of_a_removed_archive_is_not_taken_over(tmp_path: Path) -> None:
    (tmp_path / "a.yalu-wal").write_bytes(b"old commits")
    with pytest.raises(ArchiveDamaged, match="left of an archive"):
        create_archive(tmp_path / "a.yalu")


@pytest.mark.parametrize(
    ("content", "kind", "words"),
    [
        (None, ArchiveMissing, "no such archive"),
        (b"", NotAnArchive, "empty"),
        (b"Dear reader, this is a letter.", NotAnArchive, "no SQLite file"),
        (b"SQLite format 3\x00" + b"\x00" * 84, NotAnArchive, "another SQLite file"),
    ],
)
@pytest.mark.parametrize("write", [True, False])
def test_what_is_no_archive_is_refused(
    tmp_path: Path, content: bytes | None, kind: type[ArchiveError], words: str, write: bool
) -> None:
    path = tmp_path / "x"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(kind, match=words) as caught:
        open_archive(path, write=write)
    assert str(path) in str(caught.value)
    assert caught.value.remedy
    assert content is None or path.read_bytes() == content


def test_folder_is_no_archive(tmp_path: Path) -> None:
    with pytest.raises(ArchiveMissing, match="folder"):
        open_archive(tmp_path)


def test_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(ArchiveMissing, match="no such file or folder"):
        create_archive(tmp_path / "nowhere" / "a.yalu")


def test_newer_archive_is_refused(path: Path) -> None:
    run_sql(path, "PRAGMA user_version = 99")
    with pytest.raises(ArchiveTooNew, match="schema 99"):
        open_archive(path)


def test_file_with_a_broken_page_is_damaged(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[100:4096] = b"\xff" * 3996
    path.write_bytes(data)
    with pytest.raises(ArchiveDamaged, match="damaged"):
        open_archive(path)


def test_other_writer_is_waited_for_and_then_named(path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with open_archive(path, write=True, busy_seconds=0.05) as store:
        with pytest.raises(ArchiveBusy, match="another process") as caught:
            store.writer().begin_run("read")
        assert "YALU_BUSY_SECONDS" in caught.value.remedy
        assert store.view().count_articles() == 1, "readers are not in the way"
        other.execute("COMMIT")
        other.close()
        assert store.writer().begin_run("read").id


def test_store_opened_for_reading_gives_no_writer(path: Path) -> None:
    with open_archive(path) as store, pytest.raises(ArchiveReadOnly):
        store.writer()


def fill(writer: Writer, put: list[str]) -> None:
    """Put large articles without end, and their titles into `put`."""
    for number in range(10_000):
        b.put(writer, b.article(f"Article {number}", text=b.TEXT + " word" * 2_000))
        put.append(f"Article {number}")


def test_full_disk_is_told_and_keeps_whole_articles(tmp_path: Path) -> None:
    disk, put = tmp_path / "disk", list[str]()
    disk.mkdir()
    if (
        shutil.which("mount") is None
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk], check=False, capture_output=True
        ).returncode
    ):
        pytest.skip("a small disk cannot be mounted here")
    try:
        create_archive(disk / "a.yalu").close()
        with open_archive(disk / "a.yalu", write=True) as store:
            with pytest.raises(ArchiveFull, match="disk is full") as caught:
                fill(store.writer(), put)
            assert caught.value.remedy
        shutil.copy(disk / "a.yalu", tmp_path)
        for rest in ("a.yalu-wal", "a.yalu-shm"):
            if (disk / rest).exists():
                shutil.copy(disk / rest, tmp_path)
    finally:
        subprocess.run(["umount", disk], check=True)
    with open_archive(tmp_path / "a.yalu") as store:
        assert store.view().count_articles() == len(put) > 5
        assert store.view().check() == []


def test_page_limit_of_the_file_is_a_full_disk(path: Path) -> None:
    with open_archive(path, write=True) as store:
        writer = store.writer()
        with writer._engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.execute("PRAGMA max_page_count = 120")
        with pytest.raises(ArchiveFull):
            fill(writer, [])
        assert store.view().check() == []


_AS_NOBODY = """
    import os, sys
    from pathlib import Path
    from yalu.errors import ArchiveError
    from yalu.store import Writer, create_archive, open_archive
    if os.getuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    path = Path(sys.argv[1])
    for ask in (lambda: open_archive(path, write=True), lambda: create_archive(path.with_name("new.yalu"))):
        try:
            ask()
        except ArchiveError as error:
            print(type(error).__name__)
    with open_archive(path) as store:
        print(store.view().count_articles())
"""


def test_folder_that_may_not_be_written_is_read_and_nothing_else() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with b.archive(folder, b.article()) as store:
            path = store.path
        path.chmod(0o444)
        folder.chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-c", textwrap.dedent(_AS_NOBODY), path], check=False, capture_output=True, text=True
        )
        folder.chmod(0o755)
    assert done.stdout.split() == ["ArchiveReadOnly", "ArchiveReadOnly", "1"], done.stderr


def test_backup_is_whole_while_others_write(path: Path, tmp_path: Path) -> None:
    with open_archive(path, write=True) as store:
        writer = store.writer()
        for number in range(5):
            b.put(writer, b.article(f"Article {number}"))
        copy = store.backup(tmp_path / "copy.yalu")
        b.put(writer, b.article("after the copy"))
    with open_archive(copy) as again:
        assert again.view().count_articles() == 6
        assert again.view().check() == []
    assert not list(tmp_path.glob(".yalu-*"))


def test_backup_replaces_nothing_unless_told(path: Path, tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.write_text("precious")
    with open_archive(path) as store:
        with pytest.raises(ArchiveError, match="exists already"):
            store.backup(there)
        assert there.read_text() == "precious"
        with pytest.raises(ArchiveError, match="the archive itself"):
            store.backup(path, force=True)
        with pytest.raises(ArchiveMissing):
            store.backup(tmp_path / "nowhere" / "x")
        store.backup(there, force=True)
    with open_archive(there) as copy:
        assert copy.view().count_articles() == 1


def test_backup_of_a_view_keeps_wal_commits(path: Path, tmp_path: Path) -> None:
    keeper = open_archive(path, write=True)
    b.put(keeper.writer(), b.article("in the log"))
    with open_archive(path) as store:
        store.backup(tmp_path / "copy")
    keeper.close()
    with open_archive(tmp_path / "copy") as copy:
        assert copy.view().count_articles() == 2


def test_many_may_open_at_once(path: Path) -> None:
    stores = [open_archive(path) for _ in range(20)]
    assert {store.view().count_articles() for store in stores} == {1}
    for store in stores:
        store.close()
    assert not path.with_name(f"{path.name}-wal").exists()
