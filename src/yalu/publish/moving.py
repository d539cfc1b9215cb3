"""Old addresses: where WordPress had an article, a category, a tag or an author, the reader is led on."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, quote

from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from yalu.publish.site import Site

DATED = re.compile(r"/\d{4}/\d{2}(/\d{2})?/[\w%.~-]+/?")
"""How WordPress addresses a post."""
_NUMBER = re.compile(r"\d{1,12}")
_LIST = re.compile(r"/(category|tag|author)/([\w%.~-]+)/?")
_LISTS = {"category": "categories", "tag": "tags", "author": "authors"}


class OldAddresses:
    """Answers addresses of the old site with where the page stands now (301); all others pass."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self.app = app
        self.site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http" and (old := _old(scope)):
            to = await run_in_threadpool(find_new, self.site, old)
            if to:
                await RedirectResponse(to, 301)(scope, receive, send)
                return
        await self.app(scope, receive, send)


def _old(scope: Scope) -> str:
    """Give the old address that a request may be for; empty for every other request."""
    path = scope["path"]
    if path == "/":
        number = parse_qs(scope["query_string"].decode("latin-1")).get("p", [""])[0]
        return f"/?p={number}" if _NUMBER.fullmatch(number) else ""
    return path if DATED.fullmatch(path) or _LIST.fullmatch(path) else ""


def find_new(site: Site, old: str) -> str:
    """Give where a page of the old site stands now; empty when it was never there."""
    listed = _LIST.fullmatch(old)
    if listed:
        return f"/{_LISTS[listed[1]]}/{quote(listed[2])}"
    slug = site.archive.view.slug_at(old)
    return f"/articles/{slug}" if slug else ""
