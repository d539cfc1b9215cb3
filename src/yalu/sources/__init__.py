"""Readers: bytes to articles. All format parsers live here.

`READERS` is the registry; each reader says by content how sure it is of a source. Adding a format is one line here.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from yalu.sources.archives import TarContainer, ZipContainer
from yalu.sources.containers import HEAD, Container, Member, Shelf, read_container
from yalu.sources.decoding import decode
from yalu.sources.dump.reader import DumpReader
from yalu.sources.epub import EpubReader
from yalu.sources.feeds import FeedReader, JsonFeedReader
from yalu.sources.ftm import FtmReader
from yalu.sources.ghost import GhostReader
from yalu.sources.gold import read_gold
from yalu.sources.jsonlines import JsonLinesReader
from yalu.sources.loading import Head, Loaded, find_links_out, find_sources, load_bytes, open_bytes, open_source
from yalu.sources.markdown import MarkdownReader
from yalu.sources.mhtml import MhtmlContainer
from yalu.sources.office import DocxReader
from yalu.sources.pdf import PdfReader
from yalu.sources.reading import Reader, Reading, read_with
from yalu.sources.restpages import RestReader
from yalu.sources.sidecar import Sidecar, find_sidecar, read_sidecar
from yalu.sources.spreadsheet import CsvReader
from yalu.sources.streaming import StreamReader, read_streamed
from yalu.sources.warc import WarcContainer
from yalu.sources.webpage import WebpageReader
from yalu.sources.wxr import WxrReader

READERS: tuple[Reader, ...] = (
    PdfReader(),
    DocxReader(),
    EpubReader(),
    WxrReader(),
    JsonFeedReader(),
    RestReader(),
    FeedReader(),
    GhostReader(),
    FtmReader(),
    JsonLinesReader(),
    CsvReader(),
    MarkdownReader(),
    WebpageReader(),
    DumpReader(),
)
"""In order of certainty; of two that are equally sure the first is taken."""


CONTAINERS: tuple[Container, ...] = (WarcContainer(), ZipContainer(), TarContainer(), MhtmlContainer())
"""What holds other sources; the first that recognises a file takes it."""


def read_source(path: str | os.PathLike[str]) -> Reading:
    """Read one file with the surest reader; raise a ReadError when it cannot be read as a whole."""
    return read_with(READERS, open_source(path))


def read_all(path: str | os.PathLike[str]) -> Iterator[Reading]:
    """Read one file, or all that it holds, member by member; raise a ReadError when it cannot be read as a whole.

    Of a container the last reading is its own: no articles, and what went wrong with its members. An export of
    WordPress comes in parts.
    """
    with open_bytes(Path(path)) as stream:
        head = stream.read(HEAD)
        container = SHELF.container_of(head)
        stream.seek(0)
        if container:
            yield from read_container(SHELF, container, stream, str(path))
            return
    streamed = next((one for one in STREAMED if one.sniff(_head_of(head, Path(path)))), None)
    if streamed:
        yield from read_streamed(streamed, lambda: _open(path), str(path))
    else:
        yield read_source(path)


def _open(path: str | os.PathLike[str]) -> BinaryIO:
    return Path(path).open("rb")


def _head_of(head: bytes, path: Path) -> Head:
    # With zeros in it, which UTF-16 has, it is decoded as a whole.
    text = "" if b"\x00" in head else decode(head).text
    return Head(path.name, text, len(head) < HEAD, head)


STREAMED: tuple[StreamReader, ...] = (WxrReader(),)
"""What is read from the disk without being held in memory."""
SHELF = Shelf(READERS, CONTAINERS)

__all__ = [
    "CONTAINERS",
    "READERS",
    "Container",
    "Head",
    "Loaded",
    "Member",
    "Reader",
    "Reading",
    "Sidecar",
    "find_links_out",
    "find_sidecar",
    "find_sources",
    "load_bytes",
    "open_source",
    "read_all",
    "read_gold",
    "read_sidecar",
    "read_source",
]  # fmt: skip
