"""Read a large export as a stream: its articles in batches, so that memory does not grow with the file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Protocol

from yalu.model import Article, Issue, Source, make_id
from yalu.sources.holding import hold_images
from yalu.sources.loading import Head
from yalu.sources.reading import Reading
from yalu.sources.reports import report

_BATCH = 200
_BLOCK = 1 << 20
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_TAIL = 200

Opener = Callable[[], BinaryIO]
"""Gives the stream from its beginning."""


class StreamReader(Protocol):
    """A format that is read without being held in memory."""

    @property
    def name(self) -> str:
        """Short name of the format, kept in the `Source`."""

    def sniff(self, head: Head) -> float:
        """Say from 0 to 1 how sure it is, by content."""

    def read_stream(self, open_again: Opener, source: Source) -> Iterator[Article | Issue]:
        """Give the articles of the source, and an issue for each thing that was skipped or is not sure."""


@dataclass(slots=True)
class Tidied:
    """A stream of XML in which each control character that XML does not allow is a space."""

    stream: BinaryIO
    mended: int = 0
    tail: bytes = b""
    """The last bytes that were read."""

    def read(self, size: int = -1) -> bytes:
        """Read as a file does."""
        data, count = _CONTROLS.subn(b" ", self.stream.read(size))
        self.mended += count
        self.tail = (self.tail + data)[-_TAIL:]
        return data


@dataclass(slots=True)
class _Batches:
    """The articles of one source, of two under one id the first, and its issues."""

    source: Source
    known: set[str] = field(default_factory=set)
    batch: list[Article] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    def take(self, found: Article | Issue) -> None:
        if isinstance(found, Issue):
            self.issues.append(found)
        elif found.id in self.known:
            message = f"{found.title!r} stands twice under the same title and byline; the first one was kept"
            remedy = "Give each its date or address."
            self.issues.append(report("warning", message, path=self.source.path, article=found.id, remedy=remedy))
        else:
            self.known.add(found.id)
            self.batch.append(found)

    def give(self, *, partial: bool) -> Reading:
        held = hold_images(self.batch, self.source.path)
        self.issues += held.issues
        issues = () if partial else tuple(dict.fromkeys(self.issues))
        reading = Reading(self.source, held.articles, issues, partial=partial, images=held.files)
        self.batch = []
        return reading


def read_streamed(reader: StreamReader, open_again: Opener, path: str) -> Iterator[Reading]:
    """Give the articles of a source in batches; the last one holds the issues."""
    batches = _Batches(_source_of(reader, open_again, path))
    for found in reader.read_stream(open_again, batches.source):
        if len(batches.batch) >= _BATCH and isinstance(found, Article):
            yield batches.give(partial=True)
        batches.take(found)
    if not batches.known and not any(issue.level == "error" for issue in batches.issues):
        message, remedy = "no article was found in it", "Check that it holds text."
        batches.issues.append(report("error", message, path=path, remedy=remedy))
    yield batches.give(partial=False)


def _source_of(reader: StreamReader, open_again: Opener, path: str) -> Source:
    digest, size = hashlib.sha256(), 0
    with open_again() as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
            size += len(block)
    sha256 = digest.hexdigest()
    return Source(id=make_id("src", sha256), path=path, sha256=sha256, size=size, reader=reader.name)


def holds(open_again: Opener, words: bytes) -> bool:
    """Say whether a stream holds some bytes."""
    rest = b""
    with open_again() as stream:
        while block := stream.read(_BLOCK):
            if words in rest + block:
                return True
            rest = block[-len(words) :]
    return False
