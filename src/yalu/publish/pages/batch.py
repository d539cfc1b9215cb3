"""Many searches at once: a list of queries in, a table of what each finds out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query

from yalu.asking import Finding
from yalu.errors import QueryError
from yalu.model import Record
from yalu.publish.answers import Answer, SiteOf
from yalu.publish.queries import Then
from yalu.publish.site import Site
from yalu.store import ArticleFilter

MOST = 100
"""Queries of one list."""
Lines = Annotated[str | None, Query(max_length=10_000, description="One query a line.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finds:
    """What one query finds."""

    query: str
    articles: int
    statements: int
    best: str
    """Title of the article that fits best."""
    slug: str
    note: str
    """What of the query was not understood, or what may be meant."""
    href: str
    """Address of the search."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchPage:
    """A list of queries, and what each finds."""

    text: str
    finds: tuple[Finds, ...]
    most: int


def batch(site: SiteOf, q: Lines = None, written_before: Then = None) -> Answer:
    """Answer many searches, one a line; raise QueryError for more than a page takes."""
    lines = list(dict.fromkeys(line.strip() for line in (q or "").splitlines() if line.strip()))
    if len(lines) > MOST:
        raise QueryError(f"q: {len(lines)} queries are more than {MOST}", remedy="Ask for them in parts.")
    given: Finding = {"written_before": written_before} if written_before else {}
    finds = tuple(_find(site, line, given) for line in lines)
    context = BatchPage(text="\n".join(lines), finds=finds, most=MOST)

    def records() -> list[Record]:
        return [
            {"query": one.query, "articles": one.articles, "statements": one.statements, "best": one.best, "note": one.note}
            for one in finds
        ]  # fmt: skip

    return Answer(template="batch.html", context=context, records=records)


def _find(site: Site, query: str, given: Finding) -> Finds:
    found = site.archive.find(query, limit=1, statements=1, **given)
    best = (
        next(iter(site.archive.view.briefs(ArticleFilter(ids=(found.hits[0].article,)))), None) if found.hits else None
    )
    note = "; ".join(one.message for one in found.problems)
    return Finds(
        query=query, articles=found.count, statements=found.statement_count, best=best.title if best else "",
        slug=best.slug if best else "", note=note or (f"did you mean {found.suggestion}?" if found.suggestion else ""),
        href="/search?" + urlencode({"q": query}),
    )  # fmt: skip
