"""What an address asks for: the names of `yalu.asking.Asked` as query parameters, and the page wanted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from inspect import signature
from typing import Annotated, Any, cast
from urllib.parse import urlencode

from fastapi import Depends, Query
from pydantic import BeforeValidator, Field

from yalu.asking import Asked
from yalu.errors import QueryError
from yalu.model import CERTAINTIES, KINDS
from yalu.publish.waiting import at_once

Text = Annotated[str | None, Query(max_length=400)]
Then = Annotated[
    str | None,
    Query(
        max_length=100,
        json_schema_extra={"format": "edtf"},
        description="Only what was surely written before this date.",
    ),
]
Period = Annotated[
    str | None,
    Query(
        max_length=100,
        json_schema_extra={"format": "period"},
        description="2013, 2013..2017, ..2017, 2013.. or an EDTF date.",
    ),
]


def _none_of_blank(value: object) -> object:
    return None if value == "" else value


Blank = BeforeValidator(_none_of_blank)
"""A field of a form that was left empty asks for nothing."""
KindText = Annotated[str | None, Query(max_length=40, json_schema_extra={"enum": ["", *KINDS]})]
CertaintyText = Annotated[str | None, Query(max_length=40, json_schema_extra={"enum": ["", *CERTAINTIES]})]
PAGE_SIZE = 50


def read_asked(
    actor: Text = None, with_: Annotated[str | None, Query(alias="with", max_length=400)] = None, year: Period = None,
    kind: KindText = None, certainty: CertaintyText = None, holder: Text = None, author: Text = None, category: Text = None,
    theme: Text = None, about: Text = None, measure: Text = None, type: Text = None,  # noqa: A002  # the name in the address
    quad: Annotated[Annotated[int, Field(ge=1, le=4)] | None, Blank] = None, happened: Annotated[bool | None, Blank] = None, by: Text = None,
    to: Text = None, article: Text = None, agreement: Text = None, written_before: Then = None,
) -> Asked:  # fmt: skip
    """Read the narrowing of a listing; raise QueryError for a kind or certainty there is not."""
    one_of("kind", kind, KINDS)
    one_of("certainty", certainty, CERTAINTIES)
    given = {
        "actor": actor, "with_": with_, "year": year, "kind": kind, "certainty": certainty, "holder": holder,
        "author": author, "category": category, "theme": theme, "about": about, "measure": measure,
        "event_type": type, "quad": quad, "happened": happened, "by": by, "to": to, "article": article, "agreement": agreement,
        "written_before": written_before,
    }  # fmt: skip
    return cast("Asked", {name: value for name, value in given.items() if value not in (None, "")})


_KINDS: dict[str, Any] = {
    "/timeline": ("event", "agreement"), "/figures": "figure", "/agreements": "agreement", "/claims": "claim",
}  # fmt: skip
"""What a register lists when its address names no kind."""


_NAMES = frozenset(signature(read_asked).parameters)


def asked_at(path: str, given: Mapping[str, str]) -> Asked:
    """Give what the address of a register or of the list of statements asks for; raise QueryError."""
    named = {
        {"with": "with_"}.get(name, name): value for name, value in given.items() if name not in ("quad", "happened")
    }
    known = {name: value for name, value in named.items() if name in _NAMES}
    quad, happened = given.get("quad"), given.get("happened")
    asked = read_asked(
        **known, quad=int(quad) if quad else None, happened=happened == "true" if happened else None
    )  # fmt: skip
    parties = tuple(part for part in given.get("parties", "").split(",") if part)
    more = {"parties": parties} if parties and path == "/agreements" else {}
    kind = asked.get("kind") if path in ("/timeline", "/statements") else None
    return cast("Asked", {**asked, **more, "kind": kind or _KINDS.get(path)})


def one_of(name: str, value: str | None, known: tuple[str, ...]) -> None:
    """Raise QueryError for a value that is not one of those known."""
    if value and value not in known:
        raise QueryError(f"{name}: there is no {value!r}", remedy=f"Give one of {', '.join(known)}.")


AskedOf = Annotated[Asked, Depends(at_once(read_asked))]
PageOf = Annotated[int, Query(ge=1, le=100_000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """Where a reader is in a listing."""

    page: int
    size: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        """Number of the first row of the page, from 1; 0 when there is none."""
        return (self.page - 1) * self.size + 1 if self.total else 0

    @property
    def last(self) -> int:
        """Number of the last row of the page."""
        return min(self.page * self.size, self.total)

    def address(self, params: dict[str, str], page: int) -> str:
        """Give the query of another page of the same listing."""
        return "?" + urlencode({**params, "page": page})


def written(name: str) -> str:
    """Give a name of Asked as it stands in an address."""
    return {"with_": "with", "event_type": "type"}.get(name, name)
