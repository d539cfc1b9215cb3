"""Old addresses of articles: small pages that lead to where an article stands now."""

from __future__ import annotations

import html
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from yalu.publish.moving import DATED
from yalu.publish.site import Site
from yalu.publish.static_site.address import Address, link_to


def redirect_pages(site: Site) -> Iterator[tuple[str, bytes]]:
    """Give a page for every dated address that an article had."""
    slugs = site.archive.view.slugs()
    for article, url in site.archive.view.urls():
        path = urlsplit(url).path
        if DATED.fullmatch(path) and ".." not in path:
            file = f"{unquote(path).strip('/')}/index.html"
            yield file, _page("../" * file.count("/") + link_to(Address(f"/articles/{slugs[article]}").file))


def _page(to: str) -> bytes:
    to = html.escape(to)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Moved</title>'
        f'<meta http-equiv="refresh" content="0; url={to}"><link rel="canonical" href="{to}"></head>'
        f'<body><p>This article <a href="{to}">stands here now</a>.</p></body></html>\n'
    ).encode()
