"""A limit to the requests of one visitor: a bucket that a request takes from and time fills again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from yalu.publish.images import FOLDER

_HOME = frozenset({"127.0.0.1", "::1", "testclient"})
"""This machine itself; a proxy on it passes the address of its visitor on, which the server then takes for this."""
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
            await _refuse(int(wait) + 1)(scope, receive, send)
            return
        await self.app(scope, receive, send)


def _refuse(seconds: int) -> Response:
    # RFC 9457, and RFC 9110 for Retry-After.
    body = {
        "title": "Too many requests",
        "status": 429,
        "detail": f"Ask again in {seconds} seconds, or take an export.",
    }
    return JSONResponse(body, 429, {"Retry-After": str(seconds)}, media_type="application/problem+json")
