"""A date as a text gives it: its words, its EDTF value and the days it may cover."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from yalu.model.edtf import bounds_of
from yalu.model.span import Span

Relation = Literal["at", "since", "until", "by", "before", "after", "between"]
Part = Literal["early", "mid", "late"]
Resolved = Literal["absolute", "published", "context", "no"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRef:
    """One date expression of an article."""

    text: str
    """The exact words, as they stand in the article."""
    span: Span
    edtf: str | None
    """None when the date cannot be told (a relative date without a published date)."""
    relation: Relation = "at"
    part: Part | None = None
    resolved: Resolved = "absolute"
    """How the value was found: from the words alone, against the published date, against a date named before, or not."""
    anchor: str | None = None
    """The EDTF date that a relative expression was counted from."""
    earliest: str | None = None
    """First day covered, as ISO 8601; None when open or unknown."""
    latest: str | None = None


def make_date(
    text: str,
    span: Span,
    edtf: str | None,
    *,
    relation: Relation = "at",
    part: Part | None = None,
    resolved: Resolved = "absolute",
    anchor: str | None = None,
) -> DateRef:
    """Build a DateRef with its bounds computed; raise DateError when `edtf` is not EDTF."""
    bounds = bounds_of(edtf) if edtf else (None, None)
    earliest, latest = (str(day) if day else None for day in bounds)
    return DateRef(
        text=text,
        span=span,
        edtf=edtf,
        relation=relation,
        part=part,
        resolved=resolved,
        anchor=anchor,
        earliest=earliest,
        latest=latest,
    )
