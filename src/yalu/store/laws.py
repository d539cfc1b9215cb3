"""The laws of the data that a record must keep, whatever row it came from: quotes, dates, values, ids."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from yalu.model import (
    CERTAINTIES,
    Agreement,
    AnyMention,
    AnyStatement,
    Article,
    DateRef,
    Event,
    Span,
    bounds_of,
    is_edtf,
    mention_id,
)


class Broken(NamedTuple):
    """A law that a record breaks, and how."""

    law: str
    message: str


def broken_by_mention(mention: AnyMention, article: Article) -> Iterator[Broken]:
    """Give the laws a mention breaks."""
    yield from _words(mention, article)
    if mention.id != mention_id(mention.kind, mention.article, mention.span, mention.quote):
        yield Broken("ids", "its id is not the hash of what it names")


def broken_by_statement(statement: AnyStatement, article: Article) -> Iterator[Broken]:
    """Give the laws a statement breaks."""
    yield from _words(statement, article)
    yield from _values(statement)


def _words(one: AnyMention | AnyStatement, article: Article) -> Iterator[Broken]:
    if one.article != article.id:
        yield Broken("quotes", f"its record names another article, {one.article}")
    if one.quote != one.span.cut(article.text):
        yield Broken("quotes", f"characters {one.span.start} to {one.span.end} of the article are not its quote")
    for value in _inside(one):
        if isinstance(value, Span) and value.end > len(article.text):
            yield Broken("quotes", f"a span ends at {value.end}, after the text")
        if isinstance(value, DateRef):
            yield from _date(value)


def _inside(value: Any) -> Iterator[Any]:
    """Give a record and all records and spans in it."""
    yield value
    parts = value if isinstance(value, tuple) else _fields(value)
    for part in parts:
        yield from _inside(part)


def _fields(record: Any) -> Iterator[Any]:
    for name in getattr(record, "__dataclass_fields__", ()):
        yield getattr(record, name)


def _date(date: DateRef) -> Iterator[Broken]:
    if date.edtf is None:
        if date.earliest or date.latest:
            yield Broken("dates", "an unresolved date has bounds")
        return
    if not is_edtf(date.edtf):
        yield Broken("dates", f"{date.edtf!r} is not EDTF")
    elif (date.earliest, date.latest) != _bounds(date.edtf):
        yield Broken("dates", f"{date.edtf} covers other days than {date.earliest} to {date.latest}")


@lru_cache(maxsize=4096)
def _bounds(edtf: str) -> tuple[str | None, str | None]:
    earliest, latest = (str(day) if day else None for day in bounds_of(edtf))
    return earliest, latest


def _values(statement: AnyStatement) -> Iterator[Broken]:
    if statement.certainty not in CERTAINTIES:
        yield Broken("certainty", f"{statement.certainty!r} is no certainty")
    if any(not holder.text for holder in statement.holders):
        yield Broken("holders", "a holder has no words")
    match statement:
        case Event():
            if statement.quad not in (1, 2, 3, 4):
                yield Broken("values", f"{statement.quad} is no quad code")
            if not -10 <= statement.intensity <= 10:
                yield Broken("values", f"intensity {statement.intensity} is not between -10 and 10")
        case Agreement():
            dates = (statement.signed, statement.in_force, statement.until)
            yield from (Broken("dates", f"{date!r} is not EDTF") for date in dates if date and not is_edtf(date))
