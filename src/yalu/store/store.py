"""Store: an archive on disk, opened; gives Views and Writers, and copies itself while in use."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Self

from yalu.errors import ArchiveError, ArchiveMissing, ArchiveReadOnly, ArchiveTooNew, Place
from yalu.store.border import border
from yalu.store.connection import read, reading_engine, write_once, writing_engine
from yalu.store.holding import HeldView
from yalu.store.making import companions, draft_beside, make_file, now, recognise, sync
from yalu.store.migrations import migrate, newest
from yalu.store.view import View
from yalu.store.writer import Writer


class Store:
    """An archive, opened with `open_archive` or `create_archive`."""

    def __init__(self, path: Path, *, writable: bool, busy_seconds: float, query_seconds: float = 0.0) -> None:
        self.path = path
        self._writable = writable
        self._busy_seconds = busy_seconds
        self._engine = reading_engine(path, busy_seconds=busy_seconds, query_seconds=query_seconds)
        self._writers: list[Writer] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection; the last one to go folds the -wal file into the archive."""
        for writer in self._writers:
            writer.close()
        self._engine.dispose()

    def view(self) -> View:
        """Give a View: it reads only, sees every commit of others at once, and serves any number of threads."""
        return View(self._engine, self.path)

    def hold(self) -> HeldView:
        """Give a view for a copy of the whole archive: it holds what it can, stays as it is now, and notes what is read."""
        view = HeldView(self._engine, self.path)
        view.hold()
        return view

    def writer(self) -> Writer:
        """Give a Writer; raise ArchiveReadOnly when the store was opened for reading."""
        if not self._writable:
            raise ArchiveReadOnly(
                "the archive was opened for reading", place=Place(str(self.path)), remedy="Open it with write=True."
            )
        writer = Writer(writing_engine(self.path, busy_seconds=self._busy_seconds), self.path)
        self._writers.append(writer)
        return writer

    def backup(self, to: Path | str, *, force: bool = False) -> Path:
        """Copy the archive while it is in use; when anything fails, `to` stays what it was."""
        target = Path(to)
        if target.exists():
            self._refuse(target, force)
        with border(target), draft_beside(target) as draft:
            self._copy(draft)
            sync(draft)
            for rest in companions(target):
                rest.unlink(missing_ok=True)
            draft.replace(target)
            sync(target.absolute().parent)
        return target

    def _refuse(self, target: Path, force: bool) -> None:
        place = Place(str(target))
        if target.samefile(self.path):
            raise ArchiveError("this is the archive itself", place=place, remedy="Name another file.")
        if not force:
            raise ArchiveError("the file exists already", place=place, remedy="Name another, or replace it: --force.")

    def _copy(self, draft: Path) -> None:
        goal = sqlite3.connect(draft)
        try:
            with read(self._engine, self.path) as connection:
                source = connection.connection.driver_connection
                # All pages in one step: one moment of the archive, and in WAL mode no writer waits for it.
                if source is not None:
                    source.backup(goal)
        finally:
            goal.close()

    def bring_up(self) -> None:
        """Bring an older archive to the newest schema; raise ArchiveTooNew on a newer one."""
        with read(self._engine, self.path) as connection:
            number = int(connection.exec_driver_sql("PRAGMA user_version").scalar() or 0)
        if number > newest():
            raise ArchiveTooNew(
                f"the archive has schema {number}, this Yalu knows {newest()}",
                place=Place(str(self.path)),
                remedy="Install a newer Yalu: pip install --upgrade yalu",
            )
        if number < newest():
            with write_once(self.path, busy_seconds=self._busy_seconds) as connection:
                migrate(connection, now())


def create_archive(path: Path | str, *, busy_seconds: float = 10.0) -> Store:
    """Make an empty archive and open it for writing; raise ArchiveError when the file exists."""
    make_file(Path(path), busy_seconds=busy_seconds)
    return Store(Path(path), writable=True, busy_seconds=busy_seconds)


def open_archive(
    path: Path | str, *, write: bool = False, busy_seconds: float = 10.0, query_seconds: float = 0.0
) -> Store:  # fmt: skip
    """Open an archive; an older one is brought to the newest schema. A read that works over `query_seconds` is broken off.

    Raises ArchiveMissing, NotAnArchive, ArchiveTooNew, ArchiveReadOnly, ArchiveBusy or ArchiveDamaged.
    """
    path = Path(path)
    if not path.is_file():
        raise ArchiveMissing(
            "this is a folder, an archive is a file" if path.is_dir() else "no such archive",
            place=Place(str(path)),
            remedy="Make one with `yalu read SOURCE --archive FILE`, or name another with --archive.",
        )
    recognise(path)
    if write and not (os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)):
        raise ArchiveReadOnly(
            "the archive or its folder may not be written",
            place=Place(str(path)),
            remedy="Give yourself the right to write to both, or copy the archive elsewhere.",
        )
    store = Store(path, writable=write, busy_seconds=busy_seconds, query_seconds=query_seconds)
    try:
        store.bring_up()
    except ArchiveError:
        store.close()
        raise
    return store
