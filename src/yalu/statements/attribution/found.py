"""What a finder of attributions gives: cue, holder, a piece of content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from yalu.model import Certainty, Cue, Holder
from yalu.statements.attribution.spans import Piece, fit, is_quoted, trim, widen
from yalu.statements.reading import Attribution, Reading

_GAP = 3
"""Tokens between two pieces of one content, at most: a comma, a mark, a joint."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Tokens that are on the holder's word, or that he only speaks of."""

    piece: Piece
    topic: bool = False
    doubt: Certainty | None = None
    """What this frame makes of it where it differs from the verb's own effect."""


def attribute(
    reading: Reading, predicate: int, holder: Holder, content: Content, *, doubt: Certainty
) -> Iterator[Attribution]:
    """Make the attribution of a piece of content; none where nothing but punctuation is left of it."""
    analysis = reading.analysis
    first, last = widen(analysis, content.piece, predicate)
    if first <= predicate < last:
        # "Which she plans to delay": what stands before the cue is only referred to.
        first = predicate + 1
    piece = trim(analysis, fit(reading, predicate, (first, last)))
    if piece is None:
        return
    direct = is_quoted(analysis, piece)
    quoted = Holder(text=holder.text, actor=holder.actor, code=holder.code, span=holder.span, direct=direct, how=holder.how)  # fmt: skip
    cue = Cue(text=analysis.words[predicate], span=analysis.span(predicate, predicate + 1), kind="report")
    yield Attribution(
        first=piece[0], last=piece[1], holder=quoted, cue=cue, predicate=predicate,
        doubt=content.doubt or doubt, topic=content.topic,
    )  # fmt: skip


def join(found: Iterable[Attribution]) -> Iterator[Attribution]:
    """Make one of pieces under one cue and holder that nothing but a few words parts, and not the cue itself."""

    def key(one: Attribution) -> tuple[int, str, bool]:
        return one.predicate, one.holder.text, one.topic

    for _, group in groupby(sorted(set(found), key=lambda one: (*key(one), one.first, -one.last)), key=key):
        current: Attribution | None = None
        for one in group:
            if current and _continues(current, one):
                holder = replace(current.holder, direct=current.holder.direct or one.holder.direct)
                current = replace(current, last=max(current.last, one.last), holder=holder)
                continue
            if current:
                yield current
            current = one
        if current:
            yield current


def _continues(one: Attribution, other: Attribution) -> bool:
    parted = one.last <= other.predicate < other.first
    return other.first - one.last <= _GAP and not parted and one.doubt == other.doubt
