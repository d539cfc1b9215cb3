"""Forms of an answer: the page, JSON, CSV, citations, Atom."""

from __future__ import annotations

import csv
import io
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, StreamingResponse

from yalu.errors import NotFound, QueryError
from yalu.model import Record
from yalu.publish.answers import Answer
from yalu.publish.citations import to_bibtex, to_csl, to_ris
from yalu.publish.site import Site
from yalu.table import columns_of, to_cell

_BATCH = 100
"""Records that JSON gives at a time when nothing is said."""
_MOST = 1000


def respond(site: Site, request: Request, answer: Answer, form: str) -> Response:
    """Give an answer in a form."""
    match form:
        case "html":
            return HTMLResponse(site.render(answer.template, request, answer.context))
        case "json":
            return JSONResponse(_to_json(request, answer))
        case "csv":
            head = {"Content-Disposition": f'attachment; filename="{_file_name(request)}"'}
            return StreamingResponse(_to_csv(answer), media_type="text/csv; charset=utf-8", headers=head)
        case "atom":
            text = site.render("feed.xml", request, answer.context)
            return Response(text, media_type="application/atom+xml; charset=utf-8")
        case "jsonld":
            return JSONResponse(answer.annotation() if answer.annotation else {}, media_type="application/ld+json")
    return _cite(answer, form)


def _cite(answer: Answer, form: str) -> Response:
    cited = answer.citations() if answer.citations else ()
    match form:
        case "bib":
            return PlainTextResponse(to_bibtex(cited), media_type="application/x-bibtex; charset=utf-8")
        case "ris":
            return PlainTextResponse(to_ris(cited), media_type="application/x-research-info-systems; charset=utf-8")
        case "csl":
            return JSONResponse(to_csl(cited))
    raise NotFound(f"no form {form!r} of this page")


def _to_json(request: Request, answer: Answer) -> Any:
    records = answer.records() if answer.records else ()
    if answer.single:
        return next(iter(records))
    size, skipped = _page(request)
    rows = list(islice(records, skipped, skipped + size + 1))
    following = _cursor(skipped + size) if len(rows) > size else None
    return {"items": rows[:size], "next": following}


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


def _to_csv(answer: Answer) -> Iterator[str]:
    records: Iterable[Record] = answer.records() if answer.records else ()
    waiting = iter(records)
    first = next(waiting, None)
    columns = tuple(columns_of(answer.kind)) or tuple(first or ())
    yield _csv_line(columns)
    if first is not None:
        yield _csv_line([to_cell(first.get(name)) for name in columns])
    for record in waiting:
        yield _csv_line([to_cell(record.get(name)) for name in columns])


def _csv_line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


def _file_name(request: Request) -> str:
    return request.url.path.strip("/").replace("/", "-") or "yalu.csv"
