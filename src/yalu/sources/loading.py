"""Open a source: its bytes, their hash, its text; and find the sources of folders."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from yalu.errors import EmptySource, Place, ReadError, SourceMissing
from yalu.model import Issue, Source, hash_bytes, make_id
from yalu.sources.decoding import decode, name_binary
from yalu.sources.reports import report

SIDECAR_SUFFIX = ".meta.yaml"
_SKIPPED_SUFFIXES = (SIDECAR_SUFFIX, ".bib", ".ris", ".csl.json", ".yalu", ".yalu-wal", ".yalu-shm", ".yalu-journal")
_IMAGE_SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg")
"""Files that articles of the folder show: no sources themselves."""
_SKIPPED_FOLDERS = (".index", ".fetched")
_HEAD = 65_536
_LARGEST = 1024 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Head:
    """What a reader sees to say how sure it is; the name is a hint only."""

    name: str
    text: str
    """The first 65,536 characters, or all of them."""
    whole: bool
    """Whether that is all of the text."""
    data: bytes = b""
    """The first 65,536 bytes, or all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A source whose bytes were read and decoded."""

    source: Source
    """Its `reader` is empty until a reader takes it."""
    text: str
    encoding: str
    data: bytes = b""
    """The bytes themselves, for formats that are no text."""
    binary: str | None = None
    """What the bytes are, in words, when they are no text; the text is empty then."""
    url: str | None = None
    """Where the source was got from, when what held it says so."""
    issues: tuple[Issue, ...] = ()
    """What was guessed or replaced in decoding."""

    @property
    def head(self) -> Head:
        """The beginning, for readers to sniff at."""
        return Head(Path(self.source.path).name, self.text[:_HEAD], len(self.text) <= _HEAD, self.data[:_HEAD])


def open_source(path: str | os.PathLike[str]) -> Loaded:
    """Read and decode one file; raise SourceMissing, EmptySource or ReadError."""
    data = read_bytes(Path(path))
    return load_bytes(data, name=str(path))


def load_bytes(data: bytes, *, name: str, url: str | None = None) -> Loaded:
    """Decode bytes that were read under a name; raise EmptySource when there is nothing in them."""
    decoded = decode(data)
    binary = name_binary(data, decoded.text)
    if not binary and not decoded.text.strip():
        raise EmptySource("there is no text in it", place=Place(name), remedy="Give a source that holds an article.")
    sha256 = hash_bytes(data)
    source = Source(id=make_id("src", sha256), path=name, sha256=sha256, size=len(data), reader="")
    faults = () if binary else decoded.faults
    return Loaded(
        source=source,
        text="" if binary else decoded.text,
        encoding=decoded.encoding,
        data=data,
        binary=binary,
        url=url,
        issues=tuple(report("warning", fault, path=name, remedy="Save the source as UTF-8.") for fault in faults),
    )


def find_sources(paths: Iterable[str | os.PathLike[str]]) -> Iterator[Path]:
    """Give the files to read, each once: files as named, folders with all below them in order of name.

    Inside folders hidden files, images, sidecars, archives and their indexes are left out, and links that lead out of the folder
    (`find_links_out` gives those). Raise SourceMissing for what does not
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
        pages = {Path(name).stem for name in names if name.lower().endswith((".html", ".htm"))}
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and not name.endswith(_SKIPPED_FOLDERS) and not _is_beside(name, pages)
        )
        for name in sorted(names):
            path = Path(parent) / name
            shown = name.lower().endswith(_IMAGE_SUFFIXES)
            wanted = not shown and not name.startswith(".") and not name.endswith(_SKIPPED_SUFFIXES) and path.is_file()
            if wanted and not _leads_out(path, folder):
                yield path


def _leads_out(path: Path, folder: Path) -> bool:
    """Say whether a file is a link to one outside of the folder that was named."""
    return path.is_symlink() and not path.resolve().is_relative_to(folder.resolve())


def find_links_out(paths: Iterable[str | os.PathLike[str]]) -> Iterator[Path]:
    """Give the links in folders that were not followed, for they lead to files or folders outside of them."""
    for folder in map(Path, paths):
        for parent, folders, names in os.walk(folder):
            for name in sorted([*folders, *names]):
                path = Path(parent) / name
                if not name.startswith(".") and path.exists() and _leads_out(path, folder):
                    yield path


def _is_beside(folder: str, pages: set[str]) -> bool:
    """Say whether a browser made the folder beside a page that it saved: "Page_files"."""
    return folder.endswith("_files") and folder.removesuffix("_files") in pages


def _missing(path: Path) -> SourceMissing:
    if "://" in str(path) or str(path).startswith(("http:", "https:")):
        remedy = "`yalu read https://site/wp-json` takes the address of a WordPress API; save other pages to files."
    else:
        remedy = "Check the name."
    return SourceMissing("no such file or folder", place=Place(str(path)), remedy=remedy)


@contextmanager
def open_bytes(path: Path) -> Iterator[BinaryIO]:
    """Open a file for reading; raise SourceMissing or ReadError."""
    try:
        with path.open("rb") as stream:
            yield stream
    except FileNotFoundError as error:
        raise _missing(path) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise ReadError(f"cannot be read: {reason}", place=Place(str(path)), remedy="Check its permissions.") from error


def read_bytes(path: Path) -> bytes:
    """Read a file; raise SourceMissing or ReadError, also for one too large to be held."""
    with open_bytes(path) as stream:
        size = os.fstat(stream.fileno()).st_size
        data = b"" if size > _LARGEST else stream.read(_LARGEST + 1)
    if max(size, len(data)) > _LARGEST:
        message = f"it is larger than {_LARGEST // 2**20} MB"
        raise ReadError(message, place=Place(str(path)), remedy="Split it, or put its parts into a ZIP file.")
    return data
