"""Files of an archive: made whole or not at all, copied whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert

from yalu.errors import ArchiveDamaged, ArchiveError, NotAnArchive, Place
from yalu.store.border import border
from yalu.store.connection import APPLICATION_ID, write, writing_engine
from yalu.store.migrations import make_tables
from yalu.store.schema import meta

_HEADER = b"SQLite format 3\x00"


def make_file(path: Path, *, busy_seconds: float) -> None:
    """Make the file of an empty archive; raise ArchiveError when there is one.

    It is made under another name and then given its own: no instant leaves half an archive behind.
    """
    if path.exists():
        raise ArchiveError("the file exists already", place=Place(str(path)), remedy="Name another, or remove it.")
    _refuse_leftovers(path)
    with border(path), draft_beside(path) as draft:
        draft.touch()
        _fill(draft, busy_seconds)
        sync(draft)
        _give_name(draft, path)


def _fill(draft: Path, busy_seconds: float) -> None:
    engine = writing_engine(draft, busy_seconds=busy_seconds)
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        if raw is not None:
            raw.execute("PRAGMA journal_mode = WAL")
    with write(engine, draft) as connection:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        make_tables(connection, now())
        facts = {"created": now(), "change_number": "0"}
        connection.execute(insert(meta), [{"key": key, "value": value} for key, value in facts.items()])
    engine.dispose()


def recognise(path: Path) -> None:
    """Refuse what is no archive by its header, before SQLite touches the file.

    An archive gets its name only when it is whole, so what the header says never waits in the -wal file.
    """
    with border(path), path.open("rb") as file:
        head = file.read(100)
    if head.startswith(_HEADER) and int.from_bytes(head[68:72], "big") == APPLICATION_ID:
        return
    what = "another SQLite file" if head.startswith(_HEADER) else "no SQLite file" if head else "empty"
    raise NotAnArchive(
        f"the file is no archive of Yalu: it is {what}",
        place=Place(str(path)),
        remedy="Name another file with --archive; to make an archive, name one that does not exist yet.",
    )


@contextmanager
def draft_beside(target: Path) -> Iterator[Path]:
    """Lend a file name in a new folder beside the target: on the same disk, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix=".yalu-", dir=target.absolute().parent) as folder:
        yield Path(folder) / target.name


def _give_name(draft: Path, path: Path) -> None:
    try:
        os.link(draft, path)
    except FileExistsError as error:
        raise ArchiveError(
            "another process has just made it", place=Place(str(path)), remedy="Run the command again."
        ) from error
    except PermissionError:
        draft.rename(path)  # some disks have no second name for a file
    sync(path.absolute().parent)


def companions(path: Path) -> tuple[Path, Path]:
    """Give the two files that SQLite keeps beside an archive in use."""
    return path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")


def _refuse_leftovers(path: Path) -> None:
    # SQLite would take the -wal file of an archive that was removed for commits of the new one.
    log, index = companions(path)
    if log.exists():
        raise ArchiveDamaged(
            f"{log.name} is left of an archive of this name that is gone",
            place=Place(str(path)),
            remedy=f"If the archive was moved, move {log.name} after it; else remove {log.name} and {index.name}.",
        )


def sync(path: Path) -> None:
    """Wait until a file's bytes, or a folder's names, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def now() -> str:
    """Give the time in UTC, ISO 8601 with seconds."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
