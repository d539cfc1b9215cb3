"""A limit to the time a query may take: SQLite asks every so often whether to go on."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from time import monotonic
from typing import Any

from sqlalchemy import Engine, event

_STEPS = 20_000
"""Instructions of SQLite's machine between two questions, some milliseconds."""
_PAUSE = 0.05
"""Seconds that count at most between two questions: a reader who fetches rows slowly uses up none of the query's time."""


@dataclass(slots=True)
class Watch:
    """Adds up the time one connection works, from the moment it is lent."""

    seconds: float
    spent: float = 0.0
    last: float = 0.0

    def start(self) -> None:
        """Begin anew."""
        self.spent, self.last = 0.0, monotonic()

    def is_over(self) -> int:
        """Say whether the time is used up; SQLite breaks off on anything but 0."""
        now = monotonic()
        self.spent += min(now - self.last, _PAUSE)
        self.last = now
        return int(self.spent > self.seconds)


def watch_time(engine: Engine, seconds: float) -> None:
    """Let every connection that an engine lends break off a query that works longer than some seconds."""

    def begin(connection: sqlite3.Connection, record: Any, _: Any) -> None:
        watch = record.info.get("watch")
        if watch is None:
            watch = record.info["watch"] = Watch(seconds)
            connection.set_progress_handler(watch.is_over, _STEPS)
        watch.start()

    event.listen(engine, "checkout", begin)
