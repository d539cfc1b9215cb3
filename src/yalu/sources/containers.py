"""Read what a source holds, member by member: exports in ZIP or tar, crawls, saved pages with their parts.

A container is read as a stream, so memory does not grow with it; each member that holds articles is a source of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO, Protocol

from yalu.errors import BrokenSource, EmptySource, Place, ReadError, UnknownFormat
from yalu.model import Issue, Source, hash_bytes, make_id
from yalu.sources.loading import load_bytes
from yalu.sources.reading import Reader, Reading, read_with
from yalu.sources.reports import report

HEAD = 65_536
DEEPEST = 3
"""Containers in containers that are opened."""
LARGEST = 256 * 1024 * 1024
"""Bytes of one member; a larger one is reported and left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One file of a container."""

    name: str
    """Its name inside, unique in the container."""
    data: bytes
    url: str | None = None


class Container(Protocol):
    """A format that holds sources of other formats."""

    @property
    def name(self) -> str:
        """Short name of the format."""

    def sniff(self, head: bytes) -> bool:
        """Say by the first bytes whether it is of this format."""

    def members(self, stream: BinaryIO, path: str) -> Iterator[Member | Issue]:
        """Give what it holds in order, and an issue for what cannot be had; raise BrokenSource when it is no such file."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The formats that are known: those that hold articles and those that hold other sources."""

    readers: Sequence[Reader]
    containers: Sequence[Container]

    def container_of(self, head: bytes) -> Container | None:
        """Give the container format of a beginning, if it is of one."""
        return next((one for one in self.containers if one.sniff(head)), None)


def read_container(
    shelf: Shelf, container: Container, stream: BinaryIO, path: str, depth: int = 1
) -> Iterator[Reading]:
    """Read all members; what went wrong with them comes last, as the reading of the container itself."""
    issues: list[Issue] = []
    foreign: Counter[str] = Counter()
    given = 0
    for member in container.members(stream, path):
        if isinstance(member, Issue):
            issues.append(member)
            continue
        for reading in _read_member(shelf, member, f"{path}#{member.name}", depth, issues, foreign):
            given += len(reading.articles)
            yield reading
    if foreign:
        told = ", ".join(f"{count} {kind}" for kind, count in foreign.most_common())
        issues.append(report("info", f"{foreign.total()} members hold no article: {told}", path=path))
    if not given:
        issues.append(
            report("error", "no article was found in it", path=path, remedy="Check that it holds pages or exports.")
        )
    yield Reading(_source_of(container, path), (), tuple(dict.fromkeys(issues)))


def _read_member(
    shelf: Shelf, member: Member, path: str, depth: int, issues: list[Issue], foreign: Counter[str]
) -> Iterator[Reading]:
    inner = shelf.container_of(member.data[:HEAD])
    try:
        if inner is None:
            yield read_with(shelf.readers, load_bytes(member.data, name=path, url=member.url))
        elif depth < DEEPEST:
            yield from read_container(shelf, inner, BytesIO(member.data), path, depth + 1)
        else:
            told = f"it stands more than {DEEPEST} containers deep and was not opened"
            issues.append(report("error", told, path=path, remedy="Unpack it and read the files."))
    except (UnknownFormat, EmptySource) as error:
        foreign[error.message] += 1
    except ReadError as error:
        place = error.place.line if error.place else None
        issues.append(report("error", error.message, path=path, line=place, remedy=error.remedy))


def _source_of(container: Container, path: str) -> Source:
    digest = hash_bytes(path.encode("utf-8", "surrogateescape"))
    return Source(id=make_id("src", digest), path=path, sha256=digest, size=0, reader=container.name)


def broken(what: str, path: str, told: object) -> BrokenSource:
    """Build the error of a container that cannot be read to its end."""
    return BrokenSource(f"{what}: {told}", place=Place(path), remedy="Get the file again, or unpack it by hand.")


def too_large(name: str, path: str) -> Issue:
    """Report a member that is larger than may be opened."""
    told = f"{name!r} holds more than {LARGEST // 2**20} MB and was left out"
    return report("error", told, path=path, remedy="Unpack it and read the file.")
