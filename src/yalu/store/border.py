"""The border to SQLite, SQLAlchemy and the disk: their exceptions become ours here and nowhere else."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from yalu.errors import (
    ArchiveBusy,
    ArchiveDamaged,
    ArchiveError,
    ArchiveFull,
    ArchiveMissing,
    ArchiveReadOnly,
    ArchiveSlow,
    NotAnArchive,
    Place,
)

_TINY = 1 << 20
"""Bytes of free space under which a failed write is put down to a full disk."""

_MEANINGS: dict[int, tuple[type[ArchiveError], str, str]] = {
    sqlite3.SQLITE_BUSY: (
        ArchiveBusy,
        "another process is writing to the archive",
        "Wait until it has ended, or let writers wait longer: YALU_BUSY_SECONDS=60.",
    ),
    sqlite3.SQLITE_FULL: (
        ArchiveFull,
        "the disk is full; everything committed before is kept",
        "Free some space and run the command again: it goes on where it stopped.",
    ),
    sqlite3.SQLITE_READONLY: (
        ArchiveReadOnly,
        "the archive or its folder may not be written",
        "Give yourself the right to write to both, or copy the archive elsewhere.",
    ),
    sqlite3.SQLITE_CORRUPT: (
        ArchiveDamaged,
        "the file is damaged",
        "Restore a backup; what can be read from a damaged file, `sqlite3 FILE .recover` gives.",
    ),
    sqlite3.SQLITE_INTERRUPT: (
        ArchiveSlow,
        "the question took too long and was broken off",
        "Narrow it, by years or actors; whoever runs the site can allow more: YALU_QUERY_SECONDS=60.",
    ),
    sqlite3.SQLITE_NOTADB: (NotAnArchive, "the file is no archive of Yalu", "Name another file with --archive."),
    sqlite3.SQLITE_CONSTRAINT: (
        ArchiveDamaged,
        "a law of the data would be broken, nothing was written",
        "This is a fault of Yalu: please report it with the message.",
    ),
}
_MEANINGS[sqlite3.SQLITE_LOCKED] = _MEANINGS[sqlite3.SQLITE_BUSY]
_MEANINGS[sqlite3.SQLITE_PERM] = _MEANINGS[sqlite3.SQLITE_AUTH] = _MEANINGS[sqlite3.SQLITE_READONLY]


@contextmanager
def border(path: Path) -> Iterator[None]:
    """Turn what SQLite, SQLAlchemy and the disk raise inside into the ArchiveError it means, with path and remedy."""
    try:
        yield
    except DBAPIError as error:
        raise _translate(error.orig, path) from error
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise _translate(error, path) from error
    except OSError as error:
        raise _file_error(error, path) from error


def _translate(error: BaseException | None, path: Path) -> ArchiveError:
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else None
    if primary in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN):
        return _disk_error(error, path)
    kind, message, remedy = _MEANINGS.get(
        primary if primary is not None else -1,
        (ArchiveError, "the archive cannot be used", "Run `yalu check`; if it finds nothing, report the message."),
    )
    if kind in (ArchiveError, ArchiveDamaged):
        message = f"{message}: {error}"
    return kind(message, place=Place(str(path)), remedy=remedy)


def _file_error(error: OSError, path: Path) -> ArchiveError:
    place = Place(str(path))
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        _, message, remedy = _MEANINGS[sqlite3.SQLITE_FULL]
        return ArchiveFull(message, place=place, remedy=remedy)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        _, message, remedy = _MEANINGS[sqlite3.SQLITE_READONLY]
        return ArchiveReadOnly(message, place=place, remedy=remedy)
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return ArchiveMissing(f"no such file or folder: {error.filename}", place=place, remedy="Make the folder first.")
    return ArchiveError(f"the disk does not answer: {error}", place=place, remedy="Look at the disk.")


def _disk_error(error: BaseException | None, path: Path) -> ArchiveError:
    """Tell a full disk, a missing file and a forbidden folder apart: SQLite gives one code for all of them."""
    place = Place(str(path))
    if not path.parent.is_dir():
        return ArchiveMissing("no such folder", place=Place(str(path.parent)), remedy="Make the folder first.")
    if shutil.disk_usage(path.parent).free < _TINY:
        _, message, remedy = _MEANINGS[sqlite3.SQLITE_FULL]
        return ArchiveFull(message, place=place, remedy=remedy)
    if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_CANTOPEN:
        _, message, remedy = _MEANINGS[sqlite3.SQLITE_READONLY]
        return ArchiveReadOnly(message, place=place, remedy=remedy)
    return ArchiveError(
        f"the disk does not answer: {error}", place=place, remedy="Look at the disk, then run `yalu check`."
    )
