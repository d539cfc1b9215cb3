"""One address as a file: answered and written by the functions of the server, its links made relative."""

from __future__ import annotations

import html
import json
import re
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
from yalu.publish.static_site.address import Address, forms_of, link_to, match_page, read_address

_LINK = re.compile(r'\b(href|src|action)="(/(?!/)[^"]*)"')
_HOMELESS = re.compile(r'<meta [^>]*content="/[^"]*">\n?')
"""What names an address with its host, when no host is set."""
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


def draw(site: Site, address: Address, known: frozenset[Address] | None = None) -> Drawn:
    """Draw a page and the forms beside it; links to narrowed lists that are not `known` lead to the whole list."""
    request = make_request(site, address)
    if address.path == "/search":
        return _page(site.render("search_static.html", request, None), address, known)
    try:
        answer = _answer_once(answer_address(site, address, request))
        page = _page(site.render(answer.template, request, answer.context), address, known)
        for form in forms_of(address):
            page.files[form.file] = _form(site, make_request(site, form), answer, form.form)
    except YaluError as error:
        return _fault(site, address, error)
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


def _page(text: str, address: Address, known: frozenset[Address] | None, *, fault: bool = False) -> Drawn:
    relative, links = relate(text, address.file, known)
    return Drawn(files={address.file: relative.encode()}, links=links, fault=fault)


def _fault(site: Site, address: Address, error: YaluError) -> Drawn:
    fault = Fault(status=status_of(error), message=error.message, remedy=error.remedy)
    page = _page(site.render("error.html", make_request(site, address), fault), address, None, fault=True)
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
    wanted = signature(page.answer).parameters
    whole: dict[str, Any] = {"site": site, "request": request}
    if "asked" in wanted:
        named = signature(read_asked).parameters
        whole["asked"] = read_asked(**{name: value for name, value in given.items() if name in named})
    return page.answer(**{name: value for name, value in (given | whole).items() if name in wanted})


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


def relate(text: str, file: str, known: frozenset[Address] | None) -> tuple[str, tuple[Address, ...]]:
    """Make the links of a page relative to its file; give the page and the addresses that need files."""
    up = "../" * file.count("/")
    links: dict[str, str] = {}
    found: dict[Address, None] = {}

    def replaced(match: re.Match[str]) -> str:
        link = match[2]
        if link not in links:
            links[link] = _relative(html.unescape(link), known, found)
        return f'{match[1]}="{up}{html.escape(links[link])}"'

    return _HOMELESS.sub("", _LINK.sub(replaced, text)), tuple(found)


def _relative(link: str, known: frozenset[Address] | None, found: dict[Address, None]) -> str:
    path, query, fragment = urlsplit(link)[2:5]
    tail = f"#{fragment}" if fragment else ""
    address = read_address(link)
    if address is None:
        return path.lstrip("/") + (f"?{query}" if query else "") + tail
    if address.narrows and known is not None and address.listed not in known:
        address = Address(address.path, form=address.form)
    found[address if address.form == "html" else address.listed] = None
    asked = f"?{query}" if path == "/search" and query else ""
    return link_to(address.file) + asked + tail
