"""Versions of an article, what their source took back, and files as they were when they were read."""

from __future__ import annotations

from dataclasses import dataclass

from yalu.model.article import Article
from yalu.model.statement import AnyStatement


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One version of an article, as it was read."""

    number: int
    """1 for the first."""
    id: str
    article: Article
    """Without decisions."""
    path: str
    """Source it was first read from."""
    read: str
    """When that was, UTC."""
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """A statement whose words its source has taken back: kept, marked, and counted in no measure."""

    statement: AnyStatement
    """As it read last, decisions applied; its offsets point into the version it stood in."""
    version: str
    """Id of the version that it stood in last."""
    until: str
    """Id of the version that no longer says it."""
    at: str
    """When that version was read, UTC."""
    verdict: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileState:
    """A file as it was when it was last read without a fault."""

    path: str
    size: int
    modified: int
    """Nanoseconds since 1970."""
    sha256: str
    made_with: str
    """Hash of all else that a reading depends on: versions of the code, side files."""
    read: str
    """UTC, ISO 8601."""
    sources: int
    articles: int
    complete: int
