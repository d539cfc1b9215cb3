"""Likes: a small file beside the archive, because an archive that is served may be read only and is never rebuilt."""

from __future__ import annotations

import sqlite3
from hashlib import sha256
from pathlib import Path
from threading import Lock

from yalu.store.border import border

_SCHEMA = "CREATE TABLE IF NOT EXISTS likes (article TEXT, visitor TEXT, PRIMARY KEY (article, visitor)) WITHOUT ROWID"


class Likes:
    """Counts one like a visitor and article; keeps no name, address or time.

    What is kept of a visitor is a hash of a random word and the article: two likes of one visitor cannot be joined.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        with border(path):
            self._connection = sqlite3.connect(path, isolation_level=None, timeout=5, check_same_thread=False)
            self._connection.execute(_SCHEMA)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def count(self, article: str) -> int:
        """Give how many like an article."""
        return self._number("SELECT count(*) FROM likes WHERE article = ?", article)

    def total(self) -> int:
        """Give the number of all likes."""
        return self._number("SELECT count(*) FROM likes")

    def likes(self, article: str, visitor: str) -> bool:
        """Say whether a visitor likes an article."""
        return bool(
            self._number(
                "SELECT count(*) FROM likes WHERE article = ? AND visitor = ?", article, _mask(article, visitor)
            )
        )

    def toggle(self, article: str, visitor: str) -> bool:
        """Like an article, or take the like back; give whether it is liked now."""
        liked = self.likes(article, visitor)
        change = (
            "DELETE FROM likes WHERE article = ? AND visitor = ?"
            if liked
            else "INSERT OR IGNORE INTO likes VALUES (?, ?)"
        )
        with self._lock, border(self.path):
            self._connection.execute(change, (article, _mask(article, visitor)))
        return not liked

    def _number(self, query: str, *values: str) -> int:
        with self._lock, border(self.path):
            return int(self._connection.execute(query, values).fetchone()[0])


def _mask(article: str, visitor: str) -> str:
    return sha256(f"{visitor} {article}".encode()).hexdigest()[:32]


def open_likes(archive: Path) -> Likes:
    """Open or make `<archive>.likes`; raise ArchiveError where it cannot be written."""
    return Likes(archive.with_name(f"{archive.name}.likes"))
