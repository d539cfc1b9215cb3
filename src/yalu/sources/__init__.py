"""Readers: bytes to articles. All format parsers live here.

`READERS` is the registry; each reader says by content how sure it is of a source. Adding a format is one line here.
"""

from __future__ import annotations

import os

from yalu.sources.dump.reader import DumpReader
from yalu.sources.jsonlines import JsonLinesReader
from yalu.sources.loading import Head, Loaded, find_sources, load_bytes, open_source
from yalu.sources.markdown import MarkdownReader
from yalu.sources.reading import Reader, Reading, read_with
from yalu.sources.sidecar import Sidecar, find_sidecar, read_sidecar
from yalu.sources.webpage import WebpageReader

READERS: tuple[Reader, ...] = (JsonLinesReader(), MarkdownReader(), WebpageReader(), DumpReader())
"""In order of certainty; of two that are equally sure the first is taken."""


def read_source(path: str | os.PathLike[str]) -> Reading:
    """Read one file with the surest reader; raise a ReadError when it cannot be read as a whole."""
    return read_with(READERS, open_source(path))


__all__ = [
    "READERS", "Head", "Loaded", "Reader", "Reading", "Sidecar", "find_sidecar", "find_sources", "load_bytes", "open_source",
    "read_sidecar", "read_source",
]  # fmt: skip
