"""Open a source: its bytes, their hash, its text; and find the sources of folders."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from yalu.errors import EmptySource, Place, ReadError, SourceMissing, UnknownFormat
from yalu.model import Issue, Source, hash_bytes, make_id
from yalu.sources.decoding import decode, name_binary
from yalu.sources.reports import report

SIDECAR_SUFFIX = ".meta.yaml"
_SKIPPED_SUFFIXES = (SIDECAR_SUFFIX, ".yalu", ".yalu-wal", ".yalu-shm", ".yalu-journal")
_SKIPPED_FOLDERS = (".index",)
_HEAD = 65_536


@dataclass(frozen=True, slots=True)
class Head:
    """What a reader sees to say how sure it is; the name is a hint only."""

    name: str
    text: str
    """The first 65,536 characters, or all of them."""
    whole: bool
    """Whether that is all of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A source whose bytes were read and decoded."""

    source: Source
    """Its `reader` is empty until a reader takes it."""
    text: str
    encoding: str
    issues: tuple[Issue, ...] = ()
    """What was guessed or replaced in decoding."""

    @property
    def head(self) -> Head:
        """The beginning, for readers to sniff at."""
        return Head(Path(self.source.path).name, self.text[:_HEAD], len(self.text) <= _HEAD)


def open_source(path: str | os.PathLike[str]) -> Loaded:
    """Read and decode one file; raise SourceMissing, EmptySource, UnknownFormat (no text) or ReadError."""
    data = read_bytes(Path(path))
    return load_bytes(data, name=str(path))


def load_bytes(data: bytes, *, name: str) -> Loaded:
    """Decode bytes that were read under a name; raise EmptySource or UnknownFormat when they hold no text."""
    decoded = decode(data)
    binary = name_binary(data, decoded.text)
    if binary:
        raise UnknownFormat(
            f"this is {binary}, not text",
            place=Place(name),
            remedy="Save the page as text, Markdown, HTML or JSON Lines.",
        )
    if not decoded.text.strip():
        raise EmptySource("there is no text in it", place=Place(name), remedy="Give a source that holds an article.")
    sha256 = hash_bytes(data)
    source = Source(id=make_id("src", sha256), path=name, sha256=sha256, size=len(data), reader="")
    issues = tuple(report("warning", fault, path=name, remedy="Save the source as UTF-8.") for fault in decoded.faults)
    return Loaded(source=source, text=decoded.text, encoding=decoded.encoding, issues=issues)


def find_sources(paths: Iterable[str | os.PathLike[str]]) -> Iterator[Path]:
    """Give the files to read, each once: files as named, folders with all below them in order of name.

    Inside folders hidden files, sidecars, archives and their indexes are left out. Raise SourceMissing for what does not
    exist and EmptySource for a folder without any source.
    """
    seen: set[Path] = set()
    for path in map(Path, paths):
        for found in _files_of(path):
            if found.resolve() not in seen:
                seen.add(found.resolve())
                yield found


def _files_of(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        if not path.exists():
            raise _missing(path)
        yield path
        return
    count = 0
    for found in _walk(path):
        count += 1
        yield found
    if not count:
        raise EmptySource(
            "there is no source in this folder", place=Place(str(path)), remedy="Name a folder that holds some."
        )


def _walk(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and not name.endswith(_SKIPPED_FOLDERS)
        )
        for name in sorted(names):
            path = Path(parent) / name
            if not name.startswith(".") and not name.endswith(_SKIPPED_SUFFIXES) and path.is_file():
                yield path


def _missing(path: Path) -> SourceMissing:
    if "://" in str(path) or str(path).startswith(("http:", "https:")):
        remedy = "Yalu reads no addresses yet: save the page to a file and read that."
    else:
        remedy = "Check the name."
    return SourceMissing("no such file or folder", place=Place(str(path)), remedy=remedy)


def read_bytes(path: Path) -> bytes:
    """Read a file; raise SourceMissing or ReadError."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise _missing(path) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise ReadError(f"cannot be read: {reason}", place=Place(str(path)), remedy="Check its permissions.") from error
