"""Open pages that a browser saved as one file (MHTML): a mail message whose first HTML part is the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_binary_file
from email.message import Message
from email.policy import Compat32
from typing import Any, BinaryIO

from yalu.model import Issue
from yalu.sources.containers import Member, broken

_HEAD = re.compile(
    rb"\A(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){1,30}?Content-Type:\s*multipart/related", re.IGNORECASE
)
_LONGEST = 4_000
_FOLDED = re.compile(r"[\r\n]+[ \t]*")


class _Bounded(Compat32):
    """Cuts the values of headers: the parser's time on one grows with the square of its length."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, Any]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST]


class MhtmlContainer:
    """A saved page with its parts."""

    name = "MHTML"

    def sniff(self, head: bytes) -> bool:
        """Look for the header of a message of related parts."""
        return bool(_HEAD.match(head)) or head.startswith(b"Content-Type: multipart/related")

    def members(self, stream: BinaryIO, path: str) -> Iterator[Member | Issue]:
        """Give the page; raise BrokenSource when no part is HTML. Frames and pictures are no pages of their own."""
        try:
            message = message_from_binary_file(stream, policy=_Bounded())
        except RecursionError as error:
            raise broken("the saved page is damaged", path, "its parts stand in each other without end") from error
        page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
        if page is None:
            raise broken("the saved page has no HTML part", path, "it is cut, or holds something else")
        url = _FOLDED.sub("", str(page.get("Content-Location") or message.get("Snapshot-Content-Location") or ""))
        yield Member(name=url or "page.html", data=_text(page).encode("utf-8", "replace"), url=_web(url))


def _text(part: Message) -> str:
    """Give the text of a part; its own header knows the encoding better than the page does."""
    data = part.get_payload(decode=True)
    raw = data if isinstance(data, bytes) else b""
    try:
        return raw.decode(part.get_content_charset() or "utf-8", "replace")
    except (LookupError, ValueError):
        return raw.decode("utf-8", "replace")


def _web(url: str) -> str | None:
    return url if url.startswith(("http://", "https://")) else None
