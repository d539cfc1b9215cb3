"""Narrowed lists of a site as files: which of them stand, and where a link to another one leads.

A server answers any narrowing. Files can hold only some: those of one pair, actor, theme, measure or year. A link to a
narrower list leads to the narrowest of these; a link to a list of one statement leads to that statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

from yalu.archive import HeldArchive
from yalu.errors import NotFound, QueryError
from yalu.publish.queries import asked_at
from yalu.publish.static_site.address import Address

_STAND = {
    "/timeline": (
        ("by", "kind", "to", "type"), ("by", "kind", "to"), ("by", "kind", "type"), ("kind", "to", "type"), ("by", "kind"),
        ("kind", "to"), ("kind", "type"), ("kind",), ("year",),
    ),
    "/figures": (("about", "measure"), ("measure",), ("about",)),
    "/agreements": (("parties",),),
    "/claims": (("about", "theme"), ("theme",), ("about",)),
    "/statements": (("kind",),),
    "/articles": (("year",), ("complete",)),
    "/map": (("actor",), ("area",)),
    "/network": (("by",),),
}  # fmt: skip
"""Names that a list may be narrowed by, the narrowest first."""
_OF_STATEMENTS = ("/timeline", "/figures", "/agreements", "/claims", "/statements")
_FINER = re.compile(r"\d{4}(?=-)")
"""The year of a month or day: lists stand by years."""


def lead_to(archive: HeldArchive, address: Address) -> Address:
    """Give the address that a link to a narrowed list leads to."""
    if address.path not in _OF_STATEMENTS:
        return next(_wider(address), Address(address.path, form=address.form))
    only = _only(archive, address)
    if only:
        return Address(f"/statements/{only}", form=address.form)
    standing = (one for one in _wider(address) if _only(archive, one) is None)
    return next(standing, Address(address.path, form=address.form))


def _only(archive: HeldArchive, address: Address) -> str | None:
    """Give the id of the only statement of a list, "" where there is none, None where there are several."""
    try:
        return archive.only(asked_at(address.path, dict(parse_qsl(address.query))))
    except (NotFound, QueryError):
        return ""


def _wider(address: Address) -> Iterator[Address]:
    """Give the lists that may stand and hold all that a list holds, the narrowest first."""
    given = dict(parse_qsl(address.query))
    if found := _FINER.match(given.get("year", "")):
        given["year"] = found[0]
    for names in _STAND.get(address.path, ()):
        if set(names) <= set(given):
            yield replace(address, query=urlencode({name: given[name] for name in names}))
