"""Pages that were given once are given again as they are, until the archive changes."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field

from starlette.datastructures import Headers as Given
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TAG = "yalu.tag"
"""Where the scope of a request holds its tag: one for each page, visitor and state of the archive; empty for none."""
_MOST_BYTES = 16_000_000
_LARGEST = 300_000
"""A page over this is made anew each time: it would push out too many others."""


@dataclass(slots=True)
class Pages:
    """The pages asked for last, with their headers, within a number of bytes."""

    most: int = _MOST_BYTES
    _held: OrderedDict[tuple[str, ...], list[Message]] = field(default_factory=OrderedDict)
    _bytes: int = 0

    def find(self, key: tuple[str, ...]) -> list[Message] | None:
        """Give the messages of a page; None for one that is not held."""
        found = self._held.get(key)
        if found is not None:
            self._held.move_to_end(key)
        return found

    def hold(self, key: tuple[str, ...], messages: list[Message]) -> None:
        """Hold a page; those unasked for longest make room."""
        if key in self._held:
            return
        self._held[key] = messages
        self._bytes += _size(messages)
        while self._bytes > self.most:
            _, gone = self._held.popitem(last=False)
            self._bytes -= _size(gone)


def _size(messages: list[Message]) -> int:
    return sum(len(one.get("body", b"")) for one in messages)


class Kept:
    """Answers a page of HTML from the pages given before; a visitor with a cookie has pages of his own, made anew."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.pages = Pages()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        key = _key(scope)
        if not key:
            await self.app(scope, receive, send)
            return
        found = self.pages.find(key)
        if found is not None:
            for message in found:
                await send(dict(message))
            return
        messages: list[Message] = []

        async def noted(message: Message) -> None:
            messages.append({**message, "headers": list(message["headers"])} if "headers" in message else message)
            await send(message)

        await self.app(scope, receive, noted)
        if _is_page(messages):
            self.pages.hold(key, messages)


def _key(scope: Scope) -> tuple[str, ...]:
    tag = scope.get(TAG, "")
    given = Given(scope=scope) if tag else None
    if given is None or given.get("cookie") or scope["path"].startswith("/review"):
        return ()
    packed = "gzip" if "gzip" in given.get("accept-encoding", "") else ""
    return (tag, given.get("host", ""), scope.get("scheme", ""), packed)


def _is_page(messages: list[Message]) -> bool:
    if not messages or messages[0].get("status") != 200 or _size(messages) > _LARGEST:
        return False
    headers = {name.lower(): value for name, value in messages[0]["headers"]}
    return headers.get(b"content-type", b"").startswith(b"text/html") and b"set-cookie" not in headers
