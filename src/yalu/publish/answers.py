"""What a page answers, before it takes a form: a typed context for the template, records, citations."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request

from yalu.columns import RecordKind
from yalu.model import AnyStatement, Record
from yalu.publish.citations import Citation
from yalu.publish.feeds import Feed
from yalu.publish.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A page: its template with a context, and what its other forms hold."""

    template: str
    context: Any
    """A frozen dataclass; templates compute nothing."""
    records: Callable[[], Iterable[Record]] | None = None
    some: Callable[[int, int], Iterable[Record]] | None = None
    """Gives records from an offset on, at most so many, where that costs less than to pass over the ones before."""
    kind: RecordKind = "row"
    """Kind of its records: the columns of its CSV."""
    single: bool = False
    """True when the page is of one record, which JSON gives without a list."""
    citations: Callable[[], Iterable[Citation]] | None = None
    linked: Callable[[], dict[str, Any]] | None = None
    """Gives the page's record as JSON-LD: an article as schema.org, a statement as a W3C Web Annotation (a list: `said`)."""
    provenance: Callable[[], dict[str, Any]] | None = None
    """Gives where its record comes from, in the words of PROV-O."""
    said: Callable[[int, int], Iterable[AnyStatement]] | None = None
    """Of a list of statements: gives some of them from an offset on, for pages of Web Annotations."""
    feed: Callable[[], Feed] | None = None
    statements: Callable[[], Iterable[AnyStatement]] | None = None
    """For the formats of others: the statements that the records are of."""


async def get_site(request: Request) -> Site:
    """Give the site of the application that answers; at once, not in a thread of its own."""
    site: Site = request.app.state.site
    return site


SiteOf = Annotated[Site, Depends(get_site)]
