"""What a search gives."""

from __future__ import annotations

from dataclasses import dataclass

from yalu.model import Span
from yalu.search.query import Problem


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a text; `highlights` are character spans in `text`, `start` is where it begins in the whole."""

    text: str
    highlights: tuple[Span, ...]
    start: int = 0
    cut_before: bool = False
    cut_after: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a hit was found: words of the query, where they stand, and how often."""

    words: str
    where: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article that was found."""

    article: str
    score: float
    title: Snippet
    snippet: Snippet
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementHit:
    """A statement that was found."""

    statement: str
    article: str
    score: float


@dataclass(frozen=True, slots=True)
class Facet:
    """A value of a field and how many of the articles found have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """A page of results; `count` and `statement_count` are of all pages."""

    count: int
    hits: tuple[Hit, ...]
    statement_count: int
    statements: tuple[StatementHit, ...]
    facets: tuple[tuple[str, tuple[Facet, ...]], ...]
    problems: tuple[Problem, ...]
    suggestion: str = ""
    """When nothing was found: the query with unknown words replaced by near ones the archive has."""
    behind: bool = False
    """True when the index does not have the last changes yet, because another process is writing it."""
