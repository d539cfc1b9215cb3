"""Watch files and folders: read them once, and again whenever something in them has changed and come to rest."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from yalu.errors import ReadError
from yalu.sources import find_sidecar, find_sources

EVERY = 60.0
"""Seconds between two looks."""

Looks = frozenset[tuple[str, int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """How often to look; `sleep` is injected, so that tests need not wait."""

    every: float = EVERY
    sleep: Callable[[float], None] = time.sleep

    def run(self, paths: Sequence[str], read: Callable[[], None]) -> None:
        """Read now, and after every change that the next look finds at rest; ends by KeyboardInterrupt alone."""
        done = look(paths)
        read()
        while True:
            self.sleep(self.every)
            now = look(paths)
            if now == done:
                continue
            # A file that is still being copied changes between two looks.
            self.sleep(min(self.every, 1.0))
            if look(paths) == now:
                read()
                done = now


def look(paths: Sequence[str]) -> Looks:
    """Give name, size and time of the last change of every source and the file beside it; opens none."""
    seen = set()
    try:
        for path in find_sources(paths):
            for one in (path, find_sidecar(path)):
                if one is not None and one.is_file():
                    known = one.stat()
                    seen.add((str(one), known.st_size, known.st_mtime_ns))
    except (ReadError, OSError):
        # A folder may be empty for a while, or a file gone between two steps: that is a look too.
        seen.add(("", len(seen), 0))
    return frozenset(seen)
