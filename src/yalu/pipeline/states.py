"""Which files need no reading: those that are as they were when they were last read without a fault.

Size and time of the last change decide first, the bytes' hash where these differ. What else a reading depends on (versions
of reader, coder, lexicon and model, the side file of a page) is part of the state, so a new lexicon has everything read.
"""

from __future__ import annotations

import os
from collections import deque
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from yalu import __version__
from yalu.model import FileState, hash_file, make_id
from yalu.sources import find_sidecar
from yalu.store import View, Writer

_FINEST = 2_000_000_000
"""Nanoseconds: some file systems tell no finer time, so of a file changed just before it was read only the hash is sure."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it lies there now."""

    path: str
    size: int
    modified: int
    made_with: str


@dataclass(frozen=True, slots=True)
class Counted:
    """What a file gave."""

    sources: int
    articles: int
    complete: int


@dataclass(slots=True)
class FileStates:
    """The files of one run; a state is recorded only after all that its file gave has been put."""

    view: View
    writer: Writer
    desk: str
    """Versions that a coding depends on."""
    _open: deque[tuple[int, FileState]] = field(default_factory=deque)
    _failed: set[int] = field(default_factory=set)

    def see(self, path: Path) -> Seen:
        """Look at a file; its content is not opened."""
        known = path.stat()
        beside = find_sidecar(path)
        made_with = make_id("with", __version__, self.desk, hash_file(beside) if beside else None)
        return Seen(str(path), known.st_size, known.st_mtime_ns, made_with)

    def unchanged(self, seen: Seen) -> FileState | None:
        """Give the state of a file that need not be read; None for one that has to be."""
        known = self.view.file_state(seen.path)
        if known is None or (known.size, known.made_with) != (seen.size, seen.made_with):
            return None
        if known.modified == seen.modified and not _is_fresh(known):
            return known
        if hash_file(Path(seen.path)) != known.sha256:
            return None
        self.writer.put_file(replace(known, modified=seen.modified, read=_now()))
        return known

    def close(self, seen: Seen, counted: Counted, last: int, first: int) -> None:
        """Note that a file was read; `first` to `last` are the numbers of its articles that are still to be put."""
        path = Path(seen.path)
        state = FileState(
            path=seen.path, size=seen.size, modified=seen.modified, sha256=hash_file(path), made_with=seen.made_with,
            read=_now(), sources=counted.sources, articles=counted.articles, complete=counted.complete,
        )  # fmt: skip
        if _same(path.stat(), seen) and not self._failed.intersection(range(first, last + 1)):
            self._open.append((last, state))

    def fail(self, number: int) -> None:
        """Note that an article could not be coded: its file is read again next time."""
        self._failed.add(number)
        self._open = deque((last, state) for last, state in self._open if last < number)

    def settle(self, put: int | None = None) -> None:
        """Record the files all of whose articles, up to number `put`, have been put; None for all."""
        while self._open and (put is None or self._open[0][0] <= put):
            self.writer.put_file(self._open.popleft()[1])


def _is_fresh(known: FileState) -> bool:
    read = datetime.fromisoformat(known.read).timestamp() * 1e9
    return known.modified > read - _FINEST


def _same(now: os.stat_result, seen: Seen) -> bool:
    return (now.st_size, now.st_mtime_ns) == (seen.size, seen.modified)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
