"""Tables as downloads come: packed in a ZIP, or in the letters of older Windows programs."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import Final
from zipfile import ZipFile, is_zipfile

from yalu.errors import BrokenSource, Place

_CHUNK: Final = 1 << 20
_PACKED: Final = b"\x1f\x8b"


_TABLES: Final = (".csv", ".txt", ".tsv", ".tab")


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """Give the path of a table as plain UTF-8: its own, or that of a copy where it is packed or written in Windows-1252.

    Raises BrokenSource for a ZIP of several tables.
    """
    with (
        TemporaryDirectory() as folder,
        _from_zip(path, Path(folder)) as table,
        _in_utf8(table, Path(folder)) as readable,
    ):
        yield readable


@contextmanager
def _from_zip(path: Path, folder: Path) -> Iterator[Path]:
    if not is_zipfile(path):
        yield path
        return
    with ZipFile(path) as packed:
        tables = [name for name in packed.namelist() if name.lower().endswith(_TABLES)]
        if len(tables) != 1:
            raise BrokenSource(
                f"a ZIP of {len(tables)} tables", place=Place(str(path)),
                remedy="Unpack it and name the tables that are wanted.",
            )  # fmt: skip
        copy = folder / Path(tables[0]).name
        with packed.open(tables[0]) as source, copy.open("wb") as target:
            copyfileobj(source, target)
    yield copy


@contextmanager
def _in_utf8(path: Path, folder: Path) -> Iterator[Path]:
    if _is_utf8(path):
        yield path
    else:
        copy = folder / f"utf8-{path.name}"
        with path.open("rb") as source, copy.open("wb") as target:
            while chunk := source.read(_CHUNK):
                target.write(chunk.decode("cp1252", errors="replace").encode())
        yield copy


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        chunk = file.read(_CHUNK)
        if chunk.startswith(_PACKED):
            return True
        try:
            while chunk:
                decoder.decode(chunk)
                chunk = file.read(_CHUNK)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True
