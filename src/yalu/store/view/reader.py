"""The connection that all reading goes through."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import CompoundSelect, Engine, Select

from yalu.store.connection import read, read_plainly

_BATCH = 500
"""Rows fetched at a time: memory stays flat however many there are."""


class Reader:
    """Asks an archive; every method sees what was last committed."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        self.path = path

    def _rows(self, query: Select[Any] | CompoundSelect[Any]) -> list[Any]:
        with read(self._engine, self.path) as connection:
            return list(connection.execute(query))

    def _mappings(self, query: Select[Any]) -> list[Any]:
        with read(self._engine, self.path) as connection:
            return list(connection.execute(query).mappings())

    def _scalar(self, query: Select[Any]) -> Any:
        with read(self._engine, self.path) as connection:
            return connection.scalar(query)

    def _plain(self, sql: str, *given: str | int | None) -> Any:
        """Give the first row of a query asked at every page, None for none: SQLAlchemy takes ten times as long for it."""
        with read_plainly(self._engine, self.path) as connection:
            return connection.execute(sql, given).fetchone()

    def _plain_rows(self, sql: str, *given: str | int | None) -> list[Any]:
        """Give all rows of a query asked at every page."""
        with read_plainly(self._engine, self.path) as connection:
            return connection.execute(sql, given).fetchall()

    def is_id(self, name: str) -> bool:
        """Say whether a name is the id of something narrower than a code, and takes part in a statement."""
        return self._plain("SELECT 1 FROM statement_actors WHERE actor = ? LIMIT 1", name) is not None

    def _stream(self, query: Select[Any]) -> Iterator[Any]:
        with read(self._engine, self.path) as connection:
            yield from connection.execution_options(yield_per=_BATCH).execute(query)
