"""A limit to the requests of one visitor: a bucket that a request takes from and time fills again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from time import monotonic

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from yalu.publish.images import FOLDER

_HOME = frozenset({"127.0.0.1", "::1", "testclient"})
"""This machine itself; a proxy on it passes the address of its visitor on, which the server then takes for this."""
_TITLE = "Too many requests"
_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>429</title><meta name="color-scheme" content="light dark"><link rel="stylesheet" href="/static/site.css"></head><body><main id="main" class="middle">
<header class="head"><p class="kicker">429</p><h1>{title}</h1><p class="lede">{detail}</p></header><p><a href="{path}">Ask again</a></p></main></body></html>"""
"""It asks nothing of the archive, which is busy enough."""
_MOST = 10_000
"""Visitors that are remembered; the one unseen for longest is forgotten, with a full bucket when it comes back."""


@dataclass(slots=True)
class Buckets:
    """The bucket of each visitor: holds a minute's requests when full."""

    per_minute: int
    clock: Callable[[], float] = monotonic
    _held: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)

    def take(self, visitor: str) -> float:
        """Take one request; give 0, or the seconds until there is one."""
        now = self.clock()
        left, at = self._held.pop(visitor, (float(self.per_minute), now))
        rate = self.per_minute / 60
        left = min(left + (now - at) * rate, float(self.per_minute))
        wait = 0.0 if left >= 1 else (1 - left) / rate
        self._held[visitor] = (left if wait else left - 1, now)
        if len(self._held) > _MOST:
            self._held.popitem(last=False)
        return wait


class Limits:
    """Answers 429 to a visitor who asks too often; style sheets and the like are free."""

    def __init__(self, app: ASGIApp, per_minute: int) -> None:
        self.app = app
        self.buckets = Buckets(per_minute)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        client = (scope.get("client") or ("",))[0]
        counts = scope["type"] == "http" and client not in _HOME and not scope["path"].startswith(("/static/", FOLDER))
        wait = self.buckets.take(client) if counts and self.buckets.per_minute else 0.0
        if wait:
            await _refuse(scope, int(wait) + 1)(scope, receive, send)
            return
        await self.app(scope, receive, send)


def _refuse(scope: Scope, seconds: int) -> Response:
    """Say so in a page to whoever asks for a page, else as RFC 9457 has it; Retry-After is of RFC 9110."""
    detail = f"Ask again in {seconds} {'second' if seconds == 1 else 'seconds'}, or take an export."
    headers = {"Retry-After": str(seconds)}
    if "text/html" in Headers(scope=scope).get("accept", "") and "." not in scope["path"].rsplit("/", 1)[-1]:
        return HTMLResponse(_PAGE.format(title=_TITLE, detail=detail, path=escape(scope["path"])), 429, headers)
    body = {"title": _TITLE, "status": 429, "detail": detail}
    return JSONResponse(body, 429, headers, media_type="application/problem+json")
