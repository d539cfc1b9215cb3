"""Parsed files of words, kept as MessagePack beside the bytecode: to parse the YAML takes longer than all else at start.

What is kept begins with the hash of the YAML's bytes; a file that was altered is parsed anew. Like bytecode it may be
thrown away, and where it cannot be written nothing is kept.
"""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import suppress
from importlib.resources.abc import Traversable
from importlib.util import cache_from_source
from pathlib import Path

import msgspec

_HASH = hashlib.sha256().digest_size


def recall(path: Traversable, text: bytes) -> bytes | None:
    """Give what was kept of a file with these bytes, as MessagePack; None when there is nothing."""
    place = _place(path)
    if place is None or not place.is_file():
        return None
    kept = place.read_bytes()
    return kept[_HASH:] if kept[:_HASH] == hashlib.sha256(text).digest() else None


def keep(path: Traversable, text: bytes, parsed: object) -> None:
    """Keep what was parsed of a file; do nothing where that is not possible."""
    place = _place(path)
    if place is None:
        return
    # Written beside and moved, for several processes may start at once.
    draft = place.with_name(f"{place.name}.{os.getpid()}")
    with suppress(OSError):
        place.parent.mkdir(exist_ok=True, parents=True)
        draft.write_bytes(hashlib.sha256(text).digest() + msgspec.msgpack.encode(parsed))
        draft.replace(place)


def _place(path: Traversable) -> Path | None:
    if not isinstance(path, Path) or sys.implementation.cache_tag is None:
        return None
    return Path(cache_from_source(str(path))).with_suffix(".words")
