"""One address as a file: answered and written by the functions of the server, its links made relative."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from inspect import signature
from typing import Any
from urllib.parse import urlencode, urlsplit

from fastapi import Request
from fastapi.responses import JSONResponse

from yalu.errors import NotFound, YaluError
from yalu.publish.answers import Answer
from yalu.publish.faults import Fault, status_of
from yalu.publish.forms import respond, write_csv, write_lines
from yalu.publish.queries import read_asked
from yalu.publish.site import Site
from yalu.publish.static_site.address import Address, forms_of, match_page
from yalu.publish.static_site.links import Links

_READ: dict[str, Callable[[str], object]] = {
    "page": int, "quad": int, "least": int, "happened": lambda value: value == "true",
    "complete": lambda value: value == "true",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A page with its forms as files, and the pages it leads to."""

    files: dict[str, bytes]
    links: tuple[Address, ...] = ()
    fault: bool = False
    """True when the page only says why nothing stands there."""


def draw(site: Site, address: Address, links: Links) -> Drawn:
    """Draw a page and the forms beside or within it."""
    request = make_request(site, address)
    if address.path == "/search":
        return _page(site.render("search_static.html", request, None), address, links)
    try:
        answer = _answer_once(answer_address(site, address, request))
        page = _page(
            site.render(answer.template, request, answer.context), address, links,
            lambda form: _form(site, make_request(site, form), answer, form.form),
        )  # fmt: skip
        for form in forms_of(address):
            page.files[form.file] = _form(site, make_request(site, form), answer, form.form)
    except YaluError as error:
        return _fault(site, address, links, error)
    return page


def _answer_once(answer: Answer) -> Answer:
    """Let the forms beside a page share what each of them would ask the archive for."""
    records, statements, feed = answer.records, answer.statements, answer.feed
    return replace(
        answer,
        records=cache(lambda: tuple(records())) if records else None,
        statements=cache(lambda: tuple(statements())) if statements else None,
        feed=cache(feed) if feed else None,
    )


def _page(
    text: str, address: Address, links: Links, within: Callable[[Address], bytes] | None = None, *, fault: bool = False
) -> Drawn:  # fmt: skip
    relative, found = links.relate(text, address, within)
    return Drawn(files={address.file: relative.encode()}, links=found, fault=fault)


def _fault(site: Site, address: Address, links: Links, error: YaluError) -> Drawn:
    fault = Fault(status=status_of(error), message=error.message, remedy=error.remedy)
    page = _page(site.render("error.html", make_request(site, address), fault), address, links, fault=True)
    said = json.dumps({"error": error.message, "remedy": error.remedy}).encode()
    page.files.update((form.file, said) for form in forms_of(address))
    return page


def make_request(site: Site, address: Address) -> Request:
    """Give the request that the server would get; its host is that of the setting `base_url`, or none."""
    base = urlsplit(site.settings.base_url)
    host = [(b"host", base.netloc.encode())] if base.netloc else []
    path = address.path if address.form == "html" else f"{address.path}.{address.form}"
    return Request({
        "type": "http", "method": "GET", "path": path, "root_path": base.path.rstrip("/"), "scheme": base.scheme,
        "query_string": urlencode(address.params).encode(), "headers": host,
    })  # fmt: skip


def answer_address(site: Site, address: Address, request: Request) -> Answer:
    """Answer an address as the server would; raise NotFound, QueryError."""
    found = match_page(address.path)
    if found is None:
        raise NotFound(f"no page at {address.path!r}")
    page, params, _ = found
    given: dict[str, Any] = params | address.params
    given = {_python_name(name): _READ.get(name, str)(value) for name, value in given.items()}
    wanted = _parameters(page.answer)
    whole: dict[str, Any] = {"site": site, "request": request}
    if "asked" in wanted:
        named = _parameters(read_asked)
        whole["asked"] = read_asked(**{name: value for name, value in given.items() if name in named})
    return page.answer(**{name: value for name, value in (given | whole).items() if name in wanted})


@cache
def _parameters(answer: Callable[..., Any]) -> frozenset[str]:
    return frozenset(signature(answer).parameters)


def _python_name(name: str) -> str:
    return "with_" if name == "with" else name


def _form(site: Site, request: Request, answer: Answer, form: str) -> bytes:
    """Write a form with all of its records: a file has no cursor."""
    match form:
        case "json" if not answer.single:
            records = list(answer.records() if answer.records else ())
            return bytes(JSONResponse({"items": records, "next": None}).body)
        case "csv":
            return "".join(write_csv(answer)).encode()
        case "ftm":
            return "".join(write_lines(site, answer)).encode()
    return bytes(respond(site, request, answer, form).body)
