"""Open ZIP and tar files safely: nothing is written to the disk, links are not followed, bombs are cut off.

A name such as `../../etc/passwd` is only a label here: members are read, never unpacked.
"""

from __future__ import annotations

import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, BinaryIO

from yalu.model import Issue
from yalu.sources.containers import LARGEST, Member, broken, too_large
from yalu.sources.reports import report

_MOST_MEMBERS = 200_000
_MOST_RATIO = 1000
"""Text packs to a twentieth or so; what packs to a thousandth is a bomb."""
_FREE = 1_000_000
_WHOLE = 8 * 1024 * 1024 * 1024
_HIDDEN = ("__MACOSX/", ".")
_GZIP = b"\x1f\x8b"
_OFFICE = (b"word/document", b"mimetypeapplication/epub", b"xl/workbook", b"ppt/presentation")


class ZipContainer:
    """A ZIP file that is no office document and no book."""

    name = "ZIP"

    def sniff(self, head: bytes) -> bool:
        """Look for the first local header; DOCX and EPUB, which are ZIP files too, have readers of their own."""
        office = any(mark in head for mark in _OFFICE) or b"[Content_Types].xml" in head[:80]
        return head.startswith((b"PK\x03\x04", b"PK\x05\x06")) and not office

    def members(self, stream: BinaryIO, path: str) -> Iterator[Member | Issue]:
        """Give the files; raise BrokenSource when the directory at the end is missing."""
        try:
            archive = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            raise broken("the ZIP file is damaged", path, error) from error
        with archive:
            infos = _of_crawl([info for info in archive.infolist() if not info.is_dir()])
            total = 0
            for info in infos[:_MOST_MEMBERS]:
                if _is_hidden(info.filename):
                    continue
                given = _open_zipped(archive, info, path)
                total += len(given.data) if isinstance(given, Member) else 0
                if total > _WHOLE:
                    raise broken("the ZIP file is a bomb", path, "its members hold more than 8 GB")
                yield given


class TarContainer:
    """A tar file, packed or not."""

    name = "tar"

    def sniff(self, head: bytes) -> bool:
        """Look for the mark of the first header, through the packing."""
        unpacked = _unpack_head(head) if head.startswith(_GZIP) else head
        return unpacked[257:262] == b"ustar"

    def members(self, stream: BinaryIO, path: str) -> Iterator[Member | Issue]:
        """Give the plain files; links and devices are counted and left out."""
        links = total = 0
        try:
            with tarfile.open(fileobj=stream, mode="r|*") as archive:
                for info in archive:
                    total += info.size
                    if total > _WHOLE:
                        raise tarfile.ReadError("its members hold more than 8 GB")
                    links += info.issym() or info.islnk()
                    if info.isfile() and not _is_hidden(info.name):
                        yield _open_tarred(archive, info, path)
        except (tarfile.TarError, EOFError, zlib.error, OSError) as error:
            yield report("error", f"the tar file is cut or damaged: {error}", path=path, remedy="Get the file again.")
        if links:
            yield report("info", f"{links} links were not followed", path=path)


def _of_crawl(infos: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """Of a crawl in WACZ keep the WARC files: its lists of pages would give every article a second time."""
    names = {info.filename for info in infos}
    crawls = [info for info in infos if info.filename.startswith("archive/") and ".warc" in info.filename]
    return crawls if "datapackage.json" in names and crawls else infos


def _is_hidden(name: str) -> bool:
    return name.startswith(_HIDDEN[0]) or any(
        part.startswith(".") and part not in (".", "..") for part in name.split("/")
    )


def _open_zipped(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: str) -> Member | Issue:
    if info.flag_bits & 1:
        return report("error", f"{info.filename!r} is locked by a password", path=path, remedy="Unpack it first.")
    if info.file_size > LARGEST:
        return too_large(info.filename, path)
    try:
        with archive.open(info) as file:
            data = _read_bounded(file, info.compress_size)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError) as error:
        return report("error", f"{info.filename!r} cannot be unpacked: {error}", path=path, remedy="Get it again.")
    if data is None:
        return report("error", f"{info.filename!r} unpacks without end and was left out", path=path, remedy="Check it.")
    return Member(name=info.filename, data=data)


def _open_tarred(archive: tarfile.TarFile, info: tarfile.TarInfo, path: str) -> Member | Issue:
    if info.size > LARGEST:
        return too_large(info.name, path)
    file = archive.extractfile(info)
    return Member(name=info.name, data=file.read() if file else b"")


def _read_bounded(file: IO[bytes], packed: int) -> bytes | None:
    """Read a member whatever size its header claims; None for one that unpacks beyond measure."""
    most = min(LARGEST, max(_FREE, _MOST_RATIO * packed))
    data = file.read(most + 1)
    return data if len(data) <= most else None


def _unpack_head(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(head, 1024)
    except zlib.error:
        return b""
