"""Headers of every answer: what the page may load, and whether the reader's copy is still good."""

from __future__ import annotations

from hashlib import sha256

from starlette.datastructures import Headers as Given
from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from yalu.publish.images import FOLDER
from yalu.publish.keeping import TAG
from yalu.publish.site import Site

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""No inline script or style, no other host."""


class Headers:
    """Adds security headers and an ETag of the archive's last change; answers 304 without asking the archive more."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self.app = app
        self.site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        static = scope["path"].startswith(("/static/", FOLDER))
        tag = "" if static or scope["method"] != "GET" else self._tag(scope)
        if tag and Given(scope=scope).get("if-none-match") == tag:
            await Response(status_code=304, headers={"ETag": tag})(scope, receive, send)
            return

        scope[TAG] = tag

        async def adorned(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = POLICY
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "same-origin"
                if tag and message["status"] == 200:
                    headers["ETag"] = tag
                headers["Cache-Control"] = (
                    "public, max-age=31536000" if static and message["status"] == 200 else "no-cache"
                )
            await send(message)

        await self.app(scope, receive, adorned)

    def _tag(self, scope: Scope) -> str:
        # An article's page also shows whether this visitor likes it.
        cookie = Given(scope=scope).get("cookie", "")
        key = f"{self.site.stamp()} {scope['path']} {scope['query_string'].decode('latin-1')} {cookie}"
        return f'W/"{sha256(key.encode()).hexdigest()[:20]}"'
