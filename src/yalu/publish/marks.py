"""Marks in a text: spans of many kinds, nested or crossing, cut into pieces that stand side by side."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yalu.model import ActorMention, Agreement, AnyMention, AnyStatement, Claim, DateMention, Event, Figure, Span

_ORDER = ("note", "agreement", "figure", "event", "date", "actor", "quantity", "claim")
_RANK = {kind: rank for rank, kind in enumerate(_ORDER)}
"""Which mark a piece under several leads to: the narrowest in meaning first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A span with its kind, where it leads, and what it says."""

    span: Span
    kind: str
    href: str
    hint: str
    unsure: bool = False
    """True for what is negated, conditional, hedged or to come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of characters under the same marks."""

    text: str
    kinds: tuple[str, ...] = ()
    href: str = ""
    hint: str = ""
    unsure: bool = False


def cut_pieces(text: str, within: Span, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """Cut a span of a text at every border of a mark; the pieces joined are the span's text."""
    first, last = within.start, within.end
    spans = [(mark.span.start, mark.span.end, mark) for mark in marks]
    inside = [one for one in spans if one[0] < last and one[1] > first and one[0] < one[1]]
    borders = {first, last}
    for start, end, _ in inside:
        borders |= {max(start, first), min(end, last)}
    return tuple(
        _piece(text[at:to], [mark for start, end, mark in inside if start <= at and to <= end])
        for at, to in itertools.pairwise(sorted(borders))
    )


def _piece(text: str, over: Sequence[Mark]) -> Piece:
    if not over:
        return Piece(text=text)
    if len(over) == 1:
        only = over[0]
        return Piece(text=text, kinds=(only.kind,), href=only.href, hint=only.hint, unsure=only.unsure)

    # Of two marks of one kind the shorter is meant.
    ranked = sorted(over, key=lambda mark: (_RANK[mark.kind], len(mark.span)))
    first, kinds = ranked[0], tuple(dict.fromkeys(mark.kind for mark in ranked))
    return Piece(text=text, kinds=kinds, href=first.href, hint=first.hint, unsure=first.unsure)


def mark_mention(mention: AnyMention, hint: str) -> Mark | None:
    """Give the mark of an actor or date; quantities are marked by the figures that they stand in."""
    match mention:
        case ActorMention():
            return Mark(span=mention.span, kind="actor", href=f"/actors/{mention.actor}", hint=hint)
        case DateMention():
            year = (mention.date.earliest or "")[:4] or (mention.date.latest or "")[:4]
            href = f"/timeline?year={mention.date.edtf}" if year and mention.date.edtf else ""
            return Mark(span=mention.span, kind="date", href=href, hint=hint, unsure=mention.date.edtf is None)
    return None


def mark_statement(statement: AnyStatement, hint: str) -> Mark:
    """Give the mark of a statement: the words that told it, or its whole quote."""
    unsure = statement.certainty != "asserted"
    return Mark(
        span=_telling(statement), kind=statement.kind, href=f"/statements/{statement.id}", hint=hint, unsure=unsure
    )


def _telling(statement: AnyStatement) -> Span:
    match statement:
        case Event():
            return statement.trigger
        case Figure():
            return _inside(statement.span, statement.quote, statement.raw)
        case Agreement():
            return _inside(statement.span, statement.quote, statement.named)
        case Claim():
            return statement.span


def _inside(span: Span, quote: str, words: str) -> Span:
    at = quote.find(words) if words else -1
    return Span(span.start + at, span.start + at + len(words)) if at >= 0 else span
