"""Open crawls (WARC): the pages that were answered with 200, one record at a time, each capture a version of its own.

fastwarc reads a file that was cut off up to the cut without a word; what is missing is found and reported here.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Any, BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecordType

from yalu.model import Issue
from yalu.sources.containers import LARGEST, Member, too_large
from yalu.sources.reports import report

_PAGES = frozenset(
    {"text/html", "application/xhtml+xml", "text/plain", "application/pdf", "application/rss+xml", "application/atom+xml", "application/xml", "text/xml"}
)  # fmt: skip
_GZIP = b"\x1f\x8b"
_OK = 200
_BLOCK = 1 << 20


class WarcContainer:
    """A WARC file, packed record by record or plain."""

    name = "WARC"

    def sniff(self, head: bytes) -> bool:
        """Look for the version line of the first record, through the packing."""
        if not head.startswith(_GZIP):
            return head.startswith(b"WARC/")
        try:
            return zlib.decompressobj(31).decompress(head, 16).startswith(b"WARC/")
        except zlib.error:
            return False

    def members(self, stream: BinaryIO, path: str) -> Iterator[Member | Issue]:
        """Give the pages; what is no page is counted by its type, and a cut is an error with its record."""
        others: Counter[str] = Counter()
        last, cut = 0, ""
        try:
            for record in ArchiveIterator(stream, record_types=WarcRecordType.response | WarcRecordType.resource):
                last = record.stream_pos
                # No more is asked for than is there: the reader makes room for all that is asked for.
                data = record.reader.read(min(LARGEST, record.content_length) + 1)
                cut = _cut(record, data)
                why = "" if cut else _left_out(record)
                if why:
                    others[why] += 1
                elif len(data) > LARGEST:
                    yield too_large(_name(record), path)
                elif not cut:
                    yield Member(
                        name=_name(record), data=_as_utf8(data, record), url=record.headers.get("WARC-Target-URI")
                    )
        except (OSError, ValueError) as error:
            cut = str(error)
        if not cut and not _ends_whole(stream, last):
            cut = "it ends inside a record"
        if cut:
            told = f"the file is cut off: {cut}; what stands before it was read"
            yield report("error", told, path=path, remedy="Get the file again and read it: nothing is stored twice.")
        if others:
            told = ", ".join(f"{count} {kind}" for kind, count in others.most_common())
            yield report("info", f"{others.total()} records are no page: {told}", path=path)


def _as_utf8(data: bytes, record: Any) -> bytes:
    """Turn a page into UTF-8 where only the header of the answer says what it is written in."""
    charset = record.http_charset if record.http_headers else None
    if not charset or charset.lower() in ("utf-8", "utf8"):
        return data
    try:
        return data.decode(charset).encode("utf-8")
    except (LookupError, UnicodeError):
        return data


def _name(record: Any) -> str:
    # Two captures of one address are two sources; under one name they would take turns as the newest version.
    moment = record.record_date.strftime("%Y-%m-%dT%H:%M:%SZ") if record.record_date else ""
    return f"{record.headers.get('WARC-Target-URI', '')} {moment}".strip()


def _cut(record: Any, data: bytes) -> str:
    """Say what is missing of a record; empty for a whole one."""
    if len(data) < min(record.content_length, LARGEST):
        return f"record {_name(record)} has {len(data)} of {record.content_length} bytes"
    headless = record.record_type == WarcRecordType.response and record.http_headers is None
    is_http = "http" in (record.headers.get("Content-Type") or "")
    return f"record {_name(record)} has no HTTP header" if headless and is_http else ""


def _left_out(record: Any) -> str:
    status = record.http_headers.status_code if record.http_headers else _OK
    if status != _OK:
        return f"with status {status}"
    kind = record.http_content_type or (record.headers.get("Content-Type") or "text/html").split(";")[0].strip()
    return "" if kind in _PAGES else kind


def _ends_whole(stream: BinaryIO, last: int) -> bool:
    """Say whether the file ends where a record does: at blank lines or, packed, at the end of a member."""
    size = stream.seek(0, 2)
    stream.seek(0)
    if stream.read(2) != _GZIP:
        stream.seek(max(0, size - 2))
        return stream.read() in (b"\r\n", b"\n\n")
    stream.seek(last)
    rest = b""
    while rest or (rest := stream.read(_BLOCK)):
        unpacker = zlib.decompressobj(31)
        try:
            rest = _skip_member(unpacker, rest, stream)
        except zlib.error:
            return False
        if not unpacker.eof:
            return False
    return True


def _skip_member(unpacker: Any, data: bytes, stream: BinaryIO) -> bytes:
    """Unpack one member without keeping it; gives the bytes behind it that were read already."""
    while data and not unpacker.eof:
        unpacker.decompress(data, _BLOCK)
        data = unpacker.unconsumed_tail or stream.read(_BLOCK) if not unpacker.eof else b""
    return bytes(unpacker.unused_data)
