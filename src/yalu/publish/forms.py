"""Forms of an answer: the page, JSON, CSV, citations, Atom."""

from __future__ import annotations

import csv
import io
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, StreamingResponse

from yalu.errors import NotFound, QueryError
from yalu.model import Event, Record
from yalu.publish.annotations import annotate_page
from yalu.publish.answers import Answer
from yalu.publish.citations import Citation, cite_view, to_bibtex, to_csl, to_ris
from yalu.publish.feeds import to_json_feed
from yalu.publish.interchange import to_ftm, to_timelinejs
from yalu.publish.site import Site
from yalu.store import ArticleFilter
from yalu.table import columns_of, to_cell, write_parquet

_BATCH = 100
"""Records that JSON gives at a time when nothing is said."""
_MOST = 1000


def respond(site: Site, request: Request, answer: Answer, form: str, *, about: str = "") -> Response:
    """Give an answer in a form; `about` says what the page is, for its citation."""
    match form:
        case "html":
            return HTMLResponse(site.render(answer.template, request, answer.context))
        case "json":
            return JSONResponse(_to_json(request, answer))
        case "csv":
            return StreamingResponse(write_csv(answer), media_type="text/csv; charset=utf-8", headers=_as_file(request))
        case "jsonld":
            body = answer.linked() if answer.linked else _annotations(site, request, answer, about)
            return JSONResponse(body, media_type="application/ld+json")
        case "prov":
            return JSONResponse(answer.provenance() if answer.provenance else {}, media_type="application/ld+json")
        case "parquet":
            return _to_parquet(request, answer)
        case "atom" | "jsonfeed":
            return _feed(site, request, answer, form)
        case "timelinejs" | "ftm":
            return _interchange(site, answer, form)
    return _cite(
        _at(site, request, answer.citations() if answer.citations else [_cite_page(site, request, about)]), form
    )


def _annotations(site: Site, request: Request, answer: Answer, about: str) -> dict[str, Any]:
    """Give a page of a list of statements as Web Annotations."""
    size, skipped = _page(request)
    said = list(answer.said(skipped, size + 1) if answer.said else ())
    shown, address = said[:size], request.url.path
    view = site.archive.view
    wanted = ArticleFilter(ids=tuple({one.article for one in shown}))
    articles = {one.id: one for one in view.articles(wanted)} if shown else {}
    slugs = {name: brief.slug for name, brief in view.briefs_of(articles).items()} if shown else {}
    rest = urlencode([(name, value) for name, value in request.query_params.multi_items() if name != "cursor"])
    following = f"{address}?{rest}{'&' if rest else ''}cursor={_cursor(skipped + size)}" if len(said) > size else None
    return annotate_page(
        shown,
        articles,
        slugs,
        own=f"{address}?{request.url.query}".rstrip("?"),
        address=address,
        label=about,
        start=skipped,
        following=following,
    )


def _feed(site: Site, request: Request, answer: Answer, form: str) -> Response:
    if answer.feed is None:
        raise NotFound("this page has no feed")
    feed = answer.feed()
    if form == "atom":
        text = site.render("feed.xml", request, feed)
        return Response(text, media_type="application/atom+xml; charset=utf-8")
    base = str(request.base_url).rstrip("/")
    body = to_json_feed(feed, journal=site.journal.title, base=base, path=request.url.path)
    return JSONResponse(body, media_type="application/feed+json")


def _interchange(site: Site, answer: Answer, form: str) -> Response:
    if form == "timelinejs":
        found = list(answer.statements() if answer.statements else ())
        return JSONResponse(to_timelinejs(found, site.words))
    return StreamingResponse(write_lines(site, answer), media_type="application/x-ndjson")


def write_lines(site: Site, answer: Answer) -> Iterator[str]:
    """Write the events of an answer as FollowTheMoney entities, one a line."""
    events = [one for one in (answer.statements() if answer.statements else ()) if isinstance(one, Event)]
    wanted = ArticleFilter(ids=tuple({one.article for one in events}))
    articles = {one.id: one for one in site.archive.view.articles(wanted)} if events else {}
    return (f"{json.dumps(one, ensure_ascii=False)}\n" for one in to_ftm(events, articles, site.words))


def _to_parquet(request: Request, answer: Answer) -> Response:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rows.parquet"
        write_parquet(answer.records() if answer.records else (), path, answer.kind)
        body = path.read_bytes()
    return Response(body, media_type="application/vnd.apache.parquet", headers=_as_file(request))


def _at(site: Site, request: Request, cited: Iterable[Citation]) -> Iterator[Citation]:
    """Give citations with permalinks that hold outside of the site too, as far as its address is known."""
    base = (site.settings.base_url or str(request.base_url)).rstrip("/")
    return (replace(one, permalink=f"{base}{one.permalink}") if one.permalink.startswith("/") else one for one in cited)


def _cite_page(site: Site, request: Request, about: str) -> Citation:
    """Cite a page that is no article or statement: what it shows, of whom, narrowed how, in which state of the archive."""
    path = request.url.path.rpartition(".")[0]
    query = f"?{request.url.query}" if request.url.query else ""
    named = [
        *request.path_params.values(),
        *(f"{name} {value}" for name, value in request.query_params.items() if value),
    ]
    title = f"{about}: {', '.join(named)}" if named else about
    base = (site.settings.base_url or str(request.base_url)).rstrip("/")
    edition = site.edition
    return cite_view(title, f"{base}{path}{query}", journal=site.journal.title, edition=edition.words, on=edition.day)


def _cite(cited: Iterable[Citation], form: str) -> Response:
    match form:
        case "bib":
            return PlainTextResponse(to_bibtex(cited), media_type="application/x-bibtex; charset=utf-8")
        case "ris":
            return PlainTextResponse(to_ris(cited), media_type="application/x-research-info-systems; charset=utf-8")
        case "csl":
            return JSONResponse(to_csl(cited))
    raise NotFound(f"no form {form!r} of this page")


def _to_json(request: Request, answer: Answer) -> Any:
    if answer.single:
        return next(iter(answer.records() if answer.records else ()))
    size, skipped = _page(request)
    rows = list(_some(answer, skipped, size + 1))
    following = _cursor(skipped + size) if len(rows) > size else None
    return {"items": rows[:size], "next": following}


def _some(answer: Answer, offset: int, limit: int) -> Iterable[Record]:
    if answer.some:
        return answer.some(offset, limit)
    return islice(answer.records() if answer.records else (), offset, offset + limit)


def _page(request: Request) -> tuple[int, int]:
    size, cursor = request.query_params.get("limit", str(_BATCH)), request.query_params.get("cursor")
    if not size.isdecimal() or not 1 <= int(size) <= _MOST:
        raise QueryError(f"limit: {size!r} is no number from 1 to {_MOST}", remedy="Leave it out for 100.")
    return int(size), _offset(cursor) if cursor else 0


def _cursor(offset: int) -> str:
    return urlsafe_b64encode(f"at:{offset}".encode()).decode().rstrip("=")


def _offset(cursor: str) -> int:
    try:
        word, _, number = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii").partition(":")
    except ValueError as error:
        raise QueryError(f"{cursor!r} is no cursor", remedy="Take `next` of the answer before.") from error
    if word != "at" or not number.isdecimal() or len(number) > 12:
        raise QueryError(f"{cursor!r} is no cursor", remedy="Take `next` of the answer before.")
    return int(number)


def write_csv(answer: Answer) -> Iterator[str]:
    """Write the records of an answer as CSV, line by line."""
    records: Iterable[Record] = answer.records() if answer.records else ()
    waiting = iter(records)
    first = next(waiting, None)
    columns = tuple(columns_of(answer.kind)) or tuple(first or ())
    rows = chain([first] if first is not None else [], waiting)
    yield from _csv_lines(chain([columns], ([to_cell(row.get(name)) for name in columns] for row in rows)))


def _csv_lines(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\n")
    for row in rows:
        writer.writerow(row)
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def _as_file(request: Request) -> dict[str, str]:
    """Name the file that a browser saves (RFC 6266); letters beyond ASCII only in the form that is meant for them."""
    name = request.url.path.strip("/").replace("/", "-") or "yalu.csv"
    plain = name.encode("ascii", "replace").decode().replace('"', "").replace("\\", "").replace("?", "_")
    return {"Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"}
