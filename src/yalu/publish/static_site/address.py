"""Addresses of the site as files: which page and form an address is of, and where its file lies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from yalu.publish.pages import PAGES, Page

_NARROWED = frozenset(
    {"/timeline", "/figures", "/agreements", "/claims", "/statements", "/articles", "/map", "/network"}
)
"""Lists that stand there narrowed too, wherever a page links to them so."""
_WITHIN = "/statements/{name}"
"""The page that holds its forms within itself: there are too many of its kind for five more files each."""
_NARROWED_FORMS = frozenset({"json", "csv"})
_LEFT_OUT = frozenset({"parquet", "prov"})
"""Forms that only the server gives."""
_DROPPED = frozenset({"page", "written_before", "limit", "cursor"})
_UNSAFE = re.compile(r"[^\w.,~@+-]+")
_LONGEST = 96


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """One file to be: a page or one of its forms, narrowed or not."""

    path: str
    query: str = ""
    """What narrows the list, in order of names; never its page."""
    form: str = "html"
    number: int = 1
    """Page of the list."""

    @property
    def narrows(self) -> bool:
        """Whether it is a list narrowed by a query."""
        return bool(self.query)

    @property
    def listed(self) -> Address:
        """The first page of the same list, which its forms lie beside."""
        return Address(self.path, self.query)

    @property
    def params(self) -> dict[str, str]:
        """The query of the address on the server."""
        return dict(parse_qsl(self.query)) | ({"page": str(self.number)} if self.number > 1 else {})

    @property
    def file(self) -> str:
        """Where its file lies, from the folder of the site."""
        parts = [_name(part) for part in self.path.strip("/").split("/") if part]
        if self.query:
            parts.append(_name(self.query.replace("=", "-").replace("&", "_")))
        if self.form != "html":
            return f"{'/'.join(parts)}.{self.form}"
        if self.number > 1:
            parts += ["page", str(self.number)]
        return "/".join([*parts, "index.html"])


def _name(text: str) -> str:
    """Give a text as a name that every file system takes; what is lost to it comes back as a hash."""
    text = unquote(text)
    safe = _UNSAFE.sub("-", text)[:_LONGEST]
    return safe if safe == text and safe.strip(".") else f"{safe.strip('.')}-{sha256(text.encode()).hexdigest()[:8]}"


@lru_cache(maxsize=65_536)
def read_address(link: str) -> Address | None:
    """Read a link of a page; None when no page stands there (a file of its own, such as a style sheet)."""
    path, query = urlsplit(link)[2:4]
    found = match_page(path)
    if found is None:
        return None
    page, params, form = found
    root = path if form == "html" else path.removesuffix(f".{form}")
    given = dict(parse_qsl(query))
    kept = {name: value for name, value in sorted(given.items()) if value and name not in _DROPPED}
    if page.path not in _NARROWED or params:
        kept = {}
    number = given.get("page", "1")
    number = number if form == "html" and number.isdecimal() else "1"
    return Address(root, urlencode(kept), form, max(1, int(number)))


def forms_of(address: Address) -> tuple[Address, ...]:
    """Give the forms that lie beside a page; those of a list lie beside its first page alone."""
    found = match_page(address.path)
    if found is None or address.number > 1 or found[0].path in (_WITHIN, "/search"):
        return ()
    # Annotations of a whole list would double what a copy holds: each statement has its own beside it.
    wanted = [form for form in found[0].forms if form not in _LEFT_OUT and (form != "jsonld" or found[0].single)]
    if address.narrows:
        wanted = [form for form in wanted if form in _NARROWED_FORMS]
    return tuple(Address(address.path, address.query, form) for form in wanted)


def stands_within(address: Address) -> bool:
    """Say whether an address is of a form that its page holds within itself."""
    return address.form != "html" and (found := match_page(address.path)) is not None and found[0].path == _WITHIN


@lru_cache(maxsize=65_536)
def match_page(path: str) -> tuple[Page, dict[str, str], str] | None:
    """Give the page at a path with the names in it and the form wanted; None when there is no such page."""
    bare, dot, form = path.rpartition(".")
    # Forms first, as the server has it: "/actors/PRK.json" would also fit "/actors/{name}".
    if dot:
        for page in _pages_at(bare):
            if form in page.forms and (params := _fit(page.path, bare)) is not None:
                return page, params, form
    for page in _pages_at(path):
        if (params := _fit(page.path, path)) is not None:
            return page, params, "html"
    return None


def _pages_at(path: str) -> tuple[Page, ...]:
    parts = path.split("/", 2)
    return _pages_of(parts[1] if len(parts) > 1 else "", path.count("/"))


@cache
def _pages_of(root: str, depth: int) -> tuple[Page, ...]:
    """Give the pages whose addresses begin with a name and have so many parts."""
    return tuple(one for one in PAGES if one.path.split("/", 2)[1] == root and one.path.count("/") == depth)


def _fit(pattern: str, path: str) -> dict[str, str] | None:
    wanted, given = pattern.split("/"), path.split("/")
    if len(wanted) != len(given):
        return None
    params = {}
    for one, other in zip(wanted, given, strict=True):
        if one.startswith("{") and other:
            params[one.strip("{}")] = unquote(other)
        elif one != other:
            return None
    return params


def link_to(file: str) -> str:
    """Give the path of a file as it stands in a link."""
    return quote(file, safe="/,~@+")
