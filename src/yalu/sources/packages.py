"""Open the ZIP package of a document or book, refusing what unpacks beyond measure."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from yalu.errors import BrokenSource, Place

_LARGEST = 512 * 1024 * 1024
_REMEDY = "Save the file again."


def open_package(data: bytes, path: str) -> zipfile.ZipFile:
    """Open a package; raise BrokenSource when it is damaged or its parts are larger than 512 MB together."""
    try:
        package = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise BrokenSource(f"the file is damaged: {error}", place=Place(path), remedy=_REMEDY) from error
    if sum(info.file_size for info in package.infolist()) > _LARGEST:
        raise BrokenSource("the file unpacks beyond measure", place=Place(path), remedy=_REMEDY)
    return package


def read_part(package: zipfile.ZipFile, name: str) -> bytes:
    """Read one part; raise KeyError when there is none of that name, BadZipFile when it cannot be unpacked."""
    try:
        with package.open(name) as part:
            return part.read(package.getinfo(name).file_size)
    except (ValueError, EOFError, NotImplementedError, RuntimeError, OSError, zlib.error) as error:
        raise zipfile.BadZipFile(f"{name} cannot be unpacked: {error}") from error
