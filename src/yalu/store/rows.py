"""Records to rows and back: the flat record fills the columns, `record` holds the whole without loss."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from itertools import permutations
from typing import Any

import msgspec
from sqlalchemy import Table

from yalu.model import (
    ActorMention,
    Agreement,
    AnyMention,
    AnyStatement,
    Article,
    Claim,
    Copy,
    DateMention,
    Decision,
    Event,
    Figure,
    Issue,
    Participant,
    QuantityMention,
    Run,
    Source,
    bounds_of,
    flatten_article,
    flatten_mention,
    flatten_statement,
    hash_text,
    is_edtf,
    slug_of,
    squeeze,
)
from yalu.store import schema

Row = dict[str, Any]

UNDATED = 99_999_999
"""`time_key` of a statement without a date: after all days that anybody writes about."""

_ENCODER = msgspec.json.Encoder()
_NAMES = msgspec.json.Decoder(tuple[str, ...])
_ARTICLE = msgspec.json.Decoder(Article)
_STATEMENTS: dict[str, msgspec.json.Decoder[Any]] = {
    kind.kind: msgspec.json.Decoder(kind) for kind in (Event, Figure, Agreement, Claim)
}
_MENTIONS: dict[str, msgspec.json.Decoder[Any]] = {
    kind.kind: msgspec.json.Decoder(kind) for kind in (ActorMention, DateMention, QuantityMention)
}
ROLES: dict[str, tuple[tuple[str, str], ...]] = {
    "event": (("actor", "actors"), ("recipient", "recipients")),
    "figure": (("about", "about"), ("counterpart", "counterpart")),
    "agreement": (("party", "parties"),),
    "claim": (("about", "about"),),
}
"""Of each kind: name of a role in `statement_actors` and the field of the record."""


def encode(value: Any) -> str:
    """Give the JSON text of a record; floats, spans and tuples come back equal."""
    return _ENCODER.encode(value).decode()


def decode_names(text: str) -> tuple[str, ...]:
    """Give the names in a JSON list."""
    return _NAMES.decode(text)


def day_key(day: str | None) -> int | None:
    """Give the integer in time order of an ISO 8601 day: 2014-07-03 is 20140703; years before 0 are negative."""
    if day is None:
        return None
    year, month, date = day.lstrip("-").split("-")
    return (-int(year) if day.startswith("-") else int(year)) * 10_000 + int(month) * 100 + int(date)


def slug_name(name: str) -> str:
    """Give a name as part of an address; names without Latin letters stay as they are."""
    return slug_of(name) or squeeze(name).casefold().replace(" ", "-")


_BLANK: dict[Table, Row] = {
    table: dict.fromkeys(table.columns.keys())
    for table in (schema.articles, schema.versions, schema.mentions, schema.statements)
}


def _plain(table: Table, record: Mapping[str, Any]) -> Row:
    """Fit a flat record to the columns of a table: lists as JSON, absent names empty."""
    row = _BLANK[table].copy()
    for name, value in record.items():
        if name in row:
            row[name] = encode(value) if isinstance(value, list) else value
    return row


# Articles


def version_row(article: Article) -> Row:
    """Give the row of a version, but for its number and run."""
    row = _plain(schema.versions, flatten_article(article)) | {
        "id": article.version,
        "article": article.id,
        "text": article.text,
        "text_sha256": hash_text(article.text),
        "record": encode(replace(article, text="")),
    }
    return {name: value for name, value in row.items() if name not in ("number", "run")}


def article_row(article: Article) -> Row:
    """Give the columns of `articles` that follow from the article as decided."""
    columns = {field.name for field in fields(Article)} - {"text", "paragraphs", "references", "evidence"}
    flat = _plain(schema.articles, flatten_article(article))
    days = bounds_of(article.published) if article.published else (None, None)
    earliest, latest = (str(day) if day else None for day in days)
    return {name: value for name, value in flat.items() if name in columns} | {
        "earliest": earliest,
        "latest": latest,
        "earliest_key": day_key(earliest),
        "latest_key": day_key(latest),
        "characters": len(article.text),
        "record": encode(replace(article, text="")),
    }


def article_of(record: str, text: str) -> Article:
    """Build the article of a row of `articles` or `versions`."""
    return replace(_ARTICLE.decode(record), text=text)


def paragraph_rows(article: Article) -> list[Row]:
    """Give the rows of an article's paragraphs."""
    version = article.version
    return [
        {"version": version, "number": number, "start": span.start, "end": span.end}
        for number, span in enumerate(article.paragraphs)
    ]


def name_rows(article: Article, names: Iterable[str], number: int) -> list[Row]:
    """Give the rows of authors, categories or tags of an article as decided; `number` is its place in the archive."""
    latest = bounds_of(article.published).latest if article.published else None
    placed = {"latest_key": latest.sort_key if latest else None, "number": number}
    return [
        {"article": article.id, "position": position, "name": name, "slug": slug_name(name), **placed}
        for position, name in enumerate(names)
    ]


# Mentions and statements


def mention_row(mention: AnyMention) -> Row:
    """Give the row of a mention."""
    row = _plain(schema.mentions, flatten_mention(mention))
    return row | {
        "earliest_key": day_key(row["earliest"]),
        "latest_key": day_key(row["latest"]),
        "record": encode(mention),
    }


def mention_of(kind: str, record: str) -> AnyMention:
    """Build a mention of its kind and record."""
    mention: AnyMention = _MENTIONS[kind].decode(record)
    return mention


def statement_row(statement: AnyStatement, *, verdict: str | None, coded: AnyStatement | None) -> Row:
    """Give the row of a statement as decided; `coded` is what the coder said where that differs."""
    row = _plain(schema.statements, flatten_statement(statement))
    return row | {
        "quote_sha256": hash_text(statement.quote),
        **time_row(statement),
        "verdict": verdict,
        "record": encode(statement),
        "coded": encode(coded) if coded is not None else None,
    }


def time_row(statement: AnyStatement) -> Row:
    """Give the days a statement is found and ordered by: those of its date, of an undated agreement those of its signing."""
    date = statement.date
    if isinstance(statement, Agreement) and is_edtf(statement.signed or "") and not (date and date.edtf):
        days = [day.sort_key if day else None for day in bounds_of(statement.signed or "")]
    else:
        days = [day_key(date.earliest), day_key(date.latest)] if date else [None, None]
    first = next((day for day in days if day is not None), UNDATED)
    return {"earliest_key": days[0], "latest_key": days[1], "time_key": first}


def statement_of(kind: str, record: str) -> AnyStatement:
    """Build a statement of its kind and record."""
    statement: AnyStatement = _STATEMENTS[kind].decode(record)
    return statement


def actor_rows(statement: AnyStatement) -> list[Row]:
    """Give who takes part in a statement, by role, holders last."""
    placed = _placed(statement)
    rows = [
        {
            "article": statement.article,
            "statement": statement.id,
            "role": role,
            "position": position,
            "code": one.code,
            "actor": one.actor,
            "sector": one.sector,
            "text": one.text,
            **placed,
        }
        for role, field in ROLES[statement.kind]
        for position, one in enumerate(getattr(statement, field))
    ]
    rows += [
        {
            "article": statement.article,
            "statement": statement.id,
            "role": "holder",
            "position": position,
            "code": one.code,
            "actor": one.actor,
            "sector": None,
            "text": one.text,
            **placed,
        }
        for position, one in enumerate(statement.holders)
    ]
    return rows


def _placed(statement: AnyStatement) -> Row:
    return {"kind": statement.kind, "time_key": time_row(statement)["time_key"], "start": statement.span.start}


def _codes(participants: tuple[Participant, ...]) -> list[str]:
    return list(dict.fromkeys(one.code for one in participants))


def _pairs(statement: AnyStatement) -> Iterator[tuple[str, str]]:
    match statement:
        case Event():
            yield from ((one, other) for one in _codes(statement.actors) for other in _codes(statement.recipients))
        case Figure():
            yield from ((one, other) for one in _codes(statement.about) for other in _codes(statement.counterpart))
            # How much the two have together.
            yield from permutations(_codes(statement.about), 2)
        case Agreement():
            yield from permutations(_codes(statement.parties), 2)
        case Claim():
            yield from permutations(_codes(statement.about), 2)


def dyad_rows(statement: AnyStatement) -> list[Row]:
    """Give the dyads of a statement; parties and subjects, also those of a figure, are paired both ways."""
    placed = _placed(statement)
    return [
        {"article": statement.article, "statement": statement.id, "first": one, "second": other, **placed}
        for one, other in dict.fromkeys(_pairs(statement))
        if one != other
    ]


def theme_rows(statement: AnyStatement) -> list[Row]:
    """Give the themes of a claim."""
    if not isinstance(statement, Claim):
        return []
    themes = dict.fromkeys((statement.theme, *statement.themes))
    return [{"article": statement.article, "statement": statement.id, "theme": theme} for theme in themes]


def mark_of(statement: AnyStatement) -> str:
    """Give what tells a statement from others of its kind on one quote, independent of where the quote stands."""
    match statement:
        case Event():
            return str(statement.trigger.start - statement.span.start)
        case Figure():
            return squeeze(statement.raw)
        case Agreement():
            return squeeze(statement.named)
        case Claim():
            return statement.theme


# Sources, runs, issues, decisions


def source_of(row: Mapping[Any, Any]) -> Source:
    """Build a source of its row."""
    return Source(**{name: row[name] for name in ("id", "path", "sha256", "size", "reader")})


def run_of(row: Mapping[Any, Any]) -> Run:
    """Build a run of its row."""
    counts = tuple((name, int(count)) for name, count in msgspec.json.decode(row["counts"]).items())
    return Run(**{field.name: row[field.name] for field in fields(Run) if field.name != "counts"}, counts=counts)


def issue_of(row: Mapping[Any, Any]) -> Issue:
    """Build an issue of its row."""
    return Issue(**{field.name: row[field.name] for field in fields(Issue)})


def decision_of(row: Mapping[Any, Any]) -> Decision:
    """Build a decision of its row."""
    return Decision(**{field.name: row[field.name] for field in fields(Decision)})


def record_row(record: Source | Issue | Decision | Copy) -> Row:
    """Give the fields of a plain record by name."""
    return {field.name: getattr(record, field.name) for field in fields(record)}
