"""What happened to the archive: runs, issues, decisions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from yalu.model.ids import make_id

Level = Literal["error", "warning", "info"]
Verdict = Literal["accept", "correct", "reject", "undo"]
"""An undo takes back the last decision on the same statement or article that still stands, and is kept like it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One reading or coding: what, when, and with which version of what."""

    id: str
    command: str
    started: str
    """UTC, ISO 8601 with seconds."""
    ended: str | None = None
    yalu: str = ""
    lexicon: str = ""
    """Hash of all lexicon files."""
    model: str = ""
    """Name and version of the language model."""
    counts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A fault in the data that was skipped, counted and listed (law 8)."""

    id: str
    """Hash of all but the run, so the same fault is one issue however often it is met."""
    level: Level
    stage: str
    """Room that met it: sources, language, statements ..."""
    path: str | None = None
    article: str | None = None
    position: str | None = None
    message: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A person's word on a statement or on a field of an article; it outlives every re-coding (law 6)."""

    id: str
    target: str
    """Id of the statement or article it was made on."""
    article: str
    kind: str
    """Kind of statement, or "article"."""
    verdict: Verdict
    field: str | None = None
    value: str | None = None
    """The corrected value, as JSON."""
    quote: str | None = None
    """The statement's quote, to find it again after re-coding."""
    by: str
    at: str
    """UTC, ISO 8601 with seconds."""
    why: str = ""


def make_issue(
    level: Level,
    stage: str,
    message: str,
    *,
    path: str | None = None,
    article: str | None = None,
    position: str | None = None,
    remedy: str = "",
) -> Issue:
    """Build an Issue with its id: the same fault has the same id in every run."""
    return Issue(
        id=make_id("iss", level, stage, path, article, position, message),
        level=level,
        stage=stage,
        path=path,
        article=article,
        position=position,
        message=message,
        remedy=remedy,
    )
