"""What machines ask a site for: robots.txt and sitemap.xml, the journal's colours and logo."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from mimetypes import guess_type

from fastapi import FastAPI, Request, Response
from fastapi.responses import PlainTextResponse

from yalu.errors import NotFound
from yalu.publish.manual import list_chapters
from yalu.publish.site import Site

_MOST_PATHS = 50_000
"""Addresses that the protocol lets one sitemap hold."""


def add_machine_files(app: FastAPI) -> None:
    """Serve /robots.txt and /sitemap.xml."""
    app.add_api_route("/robots.txt", robots, include_in_schema=False, response_model=None)
    app.add_api_route("/sitemap.xml", sitemap, include_in_schema=False, response_model=None)
    app.add_api_route("/sitemap-{number}.xml", sitemap_part, include_in_schema=False, response_model=None)


def add_identity(app: FastAPI) -> None:
    """Serve the journal's colours and logo under /static."""
    site: Site = app.state.site
    for name, body in site.own_files():
        media = guess_type(name)[0]
        app.add_api_route(f"/static/{name}", _fixed(body, media), include_in_schema=False, response_model=None)


def _fixed(body: bytes, media: str | None) -> Callable[[], Response]:
    def answer() -> Response:
        return Response(body, media_type=media)

    return answer


def robots(request: Request) -> Response:
    """Let everyone in, but not into the endless space of searches."""
    base = str(request.base_url).rstrip("/")
    return PlainTextResponse(f"User-agent: *\nDisallow: /search\nSitemap: {base}/sitemap.xml\n")


def sitemap(request: Request) -> Response:
    """List the pages of the journal and the registers (sitemaps.org protocol 0.9)."""
    return _of_sitemaps(request, "sitemap.xml")


def sitemap_part(request: Request, number: str) -> Response:
    """Give one of the sitemaps of a large site; raise NotFound."""
    return _of_sitemaps(request, f"sitemap-{number}.xml")


def _of_sitemaps(request: Request, name: str) -> Response:
    site: Site = request.app.state.site
    found = write_sitemaps(site, str(request.base_url).rstrip("/")).get(name)
    if found is None:
        raise NotFound(f"no {name}", remedy="/sitemap.xml lists them.")
    return Response(found, media_type="application/xml")


def write_sitemaps(site: Site, base: str) -> dict[str, str]:
    """Write the sitemap of a site that is found at `base`; of a large site its parts and the list of them."""
    paths = list(list_paths(site))
    parts = [paths[at : at + _MOST_PATHS] for at in range(0, len(paths), _MOST_PATHS)]
    if len(parts) == 1:
        return {"sitemap.xml": _write(base, "url", paths)}
    named = {f"sitemap-{number}.xml": _write(base, "url", part) for number, part in enumerate(parts, 1)}
    return {"sitemap.xml": _write(base, "sitemap", [f"/{name}" for name in named]), **named}


def _write(base: str, what: str, paths: list[str]) -> str:
    rows = "".join(f"<{what}><loc>{base}{path}</loc></{what}>\n" for path in paths)
    root = "urlset" if what == "url" else "sitemapindex"
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} {space}>\n{rows}</{root}>\n'


def list_paths(site: Site) -> Iterator[str]:
    """Give the addresses of all pages of articles, names, actors and dyads, and of the registers."""
    view = site.archive.view
    yield from ("/", "/articles", "/categories", "/tags", "/authors", "/actors", "/dyads", "/timeline", "/figures")
    yield from ("/agreements", "/claims", "/network", "/map", "/about", "/about/method", "/about/coverage")
    yield from (f"/about/method/{name}" for name in list_chapters())
    yield from (f"/articles/{slug}" for slug in view.slugs().values())
    yield from (f"/categories/{one.slug}" for one in view.categories())
    yield from (f"/authors/{one.slug}" for one in view.authors())
    yield from (f"/actors/{one.code}" for one in site.keep("actors None", view.actors_seen))
    yield from (f"/dyads/{one.first}/{one.second}" for one in site.keep("dyads None", view.dyads_seen))
