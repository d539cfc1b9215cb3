"""What changed between two versions of an article: fields, paragraphs, and the words inside a paragraph.

Paragraphs are paired by the longest runs that both versions hold (Ratcliff and Obershelp, as in Python's difflib); between
such runs a paragraph is taken for a rewritten one where at least half of its words are the same, else for another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from yalu.model import Article, Edition, Image, Record, Withdrawn, squeeze

PieceKind = Literal["same", "added", "removed"]
PassageKind = Literal["same", "added", "removed", "changed"]

_FIELDS = (
    "title", "authors", "published", "modified", "publication", "categories", "tags", "language", "url", "summary",
    "author_notes", "image_credits", "captions", "images", "references", "licence",
)  # fmt: skip
_WORD = re.compile(r"\s*\S+")
_ALIKE = 0.5
_LONGEST = 4_000
"""Words of a paragraph that are compared one by one; the time grows with the square of them."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that both versions hold, or one of them."""

    kind: PieceKind
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, or a run of paragraphs that stayed the same."""

    kind: PassageKind
    pieces: tuple[Piece, ...]
    paragraphs: int = 1


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field beside the text that reads otherwise."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Revision:
    """What one version of an article has changed of another."""

    fields: tuple[FieldChange, ...]
    passages: tuple[Passage, ...]
    """In the order of the text; paragraphs that stayed the same are kept together."""

    def count(self, kind: PassageKind) -> int:
        """Count the paragraphs of a kind."""
        return sum(one.paragraphs for one in self.passages if one.kind == kind)


def compare_editions(before: Article, after: Article) -> Revision:
    """Compare two versions; white space does not count."""
    changed = tuple(FieldChange(name, *pair) for name in _FIELDS if (pair := _values(before, after, name)))
    if before.complete != after.complete:
        changed = (*changed, FieldChange("complete", _state(before), _state(after)))
    return Revision(changed, tuple(_passages(_paragraphs(before), _paragraphs(after))))


def _values(before: Article, after: Article, name: str) -> tuple[str, str] | None:
    pair = _say(getattr(before, name)), _say(getattr(after, name))
    return pair if pair[0] != pair[1] else None


def _say(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(_say_one(one) for one in value)
    return "" if value is None else str(value)


def _say_one(value: object) -> str:
    if isinstance(value, Image):
        return ", ".join(part for part in (value.address, value.caption or value.alt, value.credit) if part)
    return ": ".join(value) if isinstance(value, tuple) else str(value)


def _state(article: Article) -> str:
    return "whole" if article.complete else "teaser"


def _paragraphs(article: Article) -> list[str]:
    return [squeeze(span.cut(article.text)) for span in article.paragraphs]


def _passages(before: Sequence[str], after: Sequence[str]) -> Iterator[Passage]:
    for kind, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Passage("same", tuple(Piece("same", text) for text in after[start:end]), end - start)
        else:
            yield from _rewritten(before[first:last], after[start:end])


def _rewritten(before: Sequence[str], after: Sequence[str]) -> Iterator[Passage]:
    """Pair what is alike, in order; the rest was removed or added."""
    waiting = list(before)
    for text in after:
        place = next((number for number, old in enumerate(waiting) if _alike(old, text)), None)
        if place is None:
            yield Passage("added", (Piece("added", text),))
            continue
        for old in waiting[:place]:
            yield Passage("removed", (Piece("removed", old),))
        yield Passage("changed", tuple(_pieces(waiting[place], text)))
        del waiting[: place + 1]
    for old in waiting:
        yield Passage("removed", (Piece("removed", old),))


def _alike(old: str, new: str) -> bool:
    words = _words(old), _words(new)
    if max(map(len, words)) > _LONGEST:
        return False
    matcher = SequenceMatcher(None, *words, autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _pieces(old: str, new: str) -> Iterator[Piece]:
    before, after = _words(old), _words(new)
    for kind, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(after[start:end]))
            continue
        if last > first:
            yield Piece("removed", "".join(before[first:last]))
        if end > start:
            yield Piece("added", "".join(after[start:end]))


@dataclass(frozen=True, slots=True)
class Revised:
    """A version of an article with what it changed of the one before, and what its source took back with it."""

    edition: Edition
    revision: Revision | None
    """None for the first version."""
    withdrawn: tuple[Withdrawn, ...] = ()


def revise(editions: Sequence[Edition], withdrawn: Sequence[Withdrawn] = ()) -> list[Revised]:
    """Set each version, oldest first, beside the one before it."""
    before: Sequence[Edition | None] = [None, *editions]
    return [
        Revised(
            edition,
            compare_editions(old.article, edition.article) if old else None,
            tuple(one for one in withdrawn if one.until == edition.id),
        )
        for old, edition in zip(before, editions, strict=False)
    ]


def flatten_revised(revised: Revised) -> Record:
    """Give the flat record of a version: numbers of paragraphs, names of fields, ids of what was withdrawn."""
    edition, revision = revised.edition, revised.revision
    kinds: tuple[PassageKind, ...] = ("same", "changed", "added", "removed")
    return {
        "article": edition.article.id,
        "version": edition.id,
        "number": edition.number,
        "current": edition.current,
        "read": edition.read,
        "path": edition.path,
        "title": edition.article.title,
        "complete": edition.article.complete,
        "words": len(edition.article.text.split()),
        **{kind: revision.count(kind) if revision else None for kind in kinds},
        "fields": [one.name for one in revision.fields] if revision else [],
        "withdrawn": [one.statement.id for one in revised.withdrawn],
    }
