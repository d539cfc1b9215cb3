"""What machines ask a site for: robots.txt and sitemap.xml, the journal's colours and logo."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from mimetypes import guess_type

from fastapi import FastAPI, Request, Response
from fastapi.responses import PlainTextResponse

from yalu.publish.site import Site


def add_machine_files(app: FastAPI) -> None:
    """Serve /robots.txt and /sitemap.xml."""
    app.add_api_route("/robots.txt", robots, include_in_schema=False, response_model=None)
    app.add_api_route("/sitemap.xml", sitemap, include_in_schema=False, response_model=None)


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
    site: Site = request.app.state.site
    base = str(request.base_url).rstrip("/")
    return Response(write_sitemap(site, base), media_type="application/xml")


def write_sitemap(site: Site, base: str) -> str:
    """Write the sitemap for a site that is found at `base`."""
    rows = "".join(f"<url><loc>{base}{path}</loc></url>\n" for path in list_paths(site))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'


def list_paths(site: Site) -> Iterator[str]:
    """Give the addresses of all pages of articles, names, actors and dyads, and of the registers."""
    view = site.archive.view
    yield from ("/", "/articles", "/categories", "/tags", "/authors", "/actors", "/dyads", "/timeline", "/figures")
    yield from ("/agreements", "/claims", "/network", "/map", "/about", "/about/method", "/about/coverage")
    yield from (f"/articles/{slug}" for slug in view.slugs().values())
    yield from (f"/categories/{one.slug}" for one in view.categories())
    yield from (f"/authors/{one.slug}" for one in view.authors())
    yield from (f"/actors/{one.code}" for one in view.actors_seen())
    yield from (f"/dyads/{one.first}/{one.second}" for one in view.dyads_seen())
