"""Connections to an archive: who may write, how long to wait, how safely to commit."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, cast
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from yalu.errors import ArchiveReadOnly, Place
from yalu.store.border import border
from yalu.store.watching import watch_time

APPLICATION_ID = 0x59414C55
"""ASCII "YALU", in the header of every archive: `file` and SQLite show it."""

Mode = Literal["rw", "immutable"]


def reading_engine(path: Path, *, busy_seconds: float, query_seconds: float = 0.0) -> Engine:
    """Give an engine that can only read, for any number of threads; 0 lets a query take as long as it takes."""
    mode = _reading_mode(path)

    def connect() -> sqlite3.Connection:
        connection = dial(path, mode=mode, busy_seconds=busy_seconds)
        connection.execute("PRAGMA query_only = ON")
        return connection

    engine = _engine(connect)
    if query_seconds:
        watch_time(engine, query_seconds)
    return engine


def writing_engine(path: Path, *, busy_seconds: float) -> Engine:
    """Give an engine whose transactions begin as IMMEDIATE: they wait for their turn, and never fail half-way."""

    def connect() -> sqlite3.Connection:
        connection = dial(path, mode="rw", busy_seconds=busy_seconds)
        connection.execute("PRAGMA synchronous = NORMAL")
        # Folding the -wal file in at 16 MB instead of 4 writes a page that changes often a quarter as many times.
        connection.execute("PRAGMA wal_autocheckpoint = 4000")
        connection.execute("PRAGMA foreign_keys = ON")
        return connection

    engine = _engine(connect)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def dial(path: Path, *, mode: Mode, busy_seconds: float) -> sqlite3.Connection:
    """Open the file as it is, never making one; the driver starts no transaction by itself."""
    options = "mode=rw" if mode == "rw" else "mode=ro&immutable=1"
    return sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?{options}",
        uri=True,
        isolation_level=None,
        timeout=busy_seconds,
        check_same_thread=False,
    )


def _reading_mode(path: Path) -> Mode:
    """Choose how to read: WAL wants a file beside the archive; where none can be made, a file at rest is read as is."""
    with border(path):
        try:
            _probe(path, "rw")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
                raise
            _refuse_pending(path)
            _probe(path, "immutable")
            return "immutable"
    return "rw"


def _probe(path: Path, mode: Mode) -> None:
    connection = dial(path, mode=mode, busy_seconds=1)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    finally:
        connection.close()


def _refuse_pending(path: Path) -> None:
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        raise ArchiveReadOnly(
            "the folder may not be written and there are commits in the -wal file that a reader cannot take over",
            place=Place(str(path)),
            remedy="Open the archive once where it may be written, or copy it together with its -wal file.",
        )


def _engine(connect: Callable[[], sqlite3.Connection]) -> Engine:
    return create_engine(
        "sqlite://", creator=connect, poolclass=QueuePool, pool_size=8, max_overflow=-1, query_cache_size=200
    )


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


@contextmanager
def read(engine: Engine, path: Path) -> Iterator[Connection]:
    """Lend a connection for reading."""
    with border(path), engine.connect() as connection:
        yield connection


@contextmanager
def read_plainly(engine: Engine, path: Path) -> Iterator[sqlite3.Connection]:
    """Lend the driver's own connection, for queries that are written as SQL and asked at every page."""
    with border(path):
        lent = engine.raw_connection()
        try:
            yield cast("sqlite3.Connection", lent.driver_connection)
        finally:
            lent.close()


@contextmanager
def write(engine: Engine, path: Path, *, durable: bool = False) -> Iterator[Connection]:
    """Run one transaction; `durable` waits for the disk, so that not even a power cut takes it back."""
    with border(path), engine.connect() as connection:
        raw = connection.connection.driver_connection
        if durable and raw is not None:
            raw.execute("PRAGMA synchronous = FULL")
        try:
            with connection.begin():
                yield connection
        finally:
            if durable and raw is not None:
                raw.execute("PRAGMA synchronous = NORMAL")


@contextmanager
def write_once(path: Path, *, busy_seconds: float) -> Iterator[Connection]:
    """Run one durable transaction on a connection of its own."""
    engine = writing_engine(path, busy_seconds=busy_seconds)
    try:
        with write(engine, path, durable=True) as connection:
            yield connection
    finally:
        engine.dispose()
