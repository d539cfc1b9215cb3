"""The documents of the index: one an article, one a statement. Bodies are indexed, never stored."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import tantivy

from yalu.model import (
    ActorMention,
    Agreement,
    AnyMention,
    AnyStatement,
    Article,
    Claim,
    Event,
    Figure,
    Participant,
    bounds_of,
    fold,
    key_of,
    slug_of,
)
from yalu.search.analyser import PAIRS, WORDS, pair_text, single_text

TEXT_FIELDS = ("title", "body", "names")
FACETS = ("category", "author", "year", "actor", "kind", "source")
_KEYED = ("author", "category", "tag", "publication", "holder", "source")
_CODED = ("actor", "type", "theme", "kind", "measure", "certainty", "complete")
_MOST_YEARS = 30
"""A date over more years than this is in no year's facet."""


def build_schema() -> Any:
    """Build the schema of the index."""
    builder = tantivy.SchemaBuilder()
    for name in ("id", "article", "doc_kind"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    for name in TEXT_FIELDS:
        builder.add_text_field(name, tokenizer_name=WORDS)
    builder.add_text_field("pairs", tokenizer_name=PAIRS)
    builder.add_text_field("singles", tokenizer_name=PAIRS, index_option="basic")
    for name in ("author", "category", "actor", "kind", "source"):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in (*(f"{one}_key" for one in _KEYED), *(f"{one}_key" for one in _CODED)):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("year", indexed=True, fast=True)
    builder.add_integer_field("day", indexed=True, fast=True)
    builder.add_integer_field("written", indexed=True)
    return builder.build()


def field_names() -> frozenset[str]:
    """Give the names of all fields; tantivy drops unknown ones in silence, so documents are checked against this."""
    coded = {f"{one}_key" for one in (*_KEYED, *_CODED)}
    return frozenset({"id", "article", "doc_kind", "pairs", "singles", *FACETS, "day", "written", *TEXT_FIELDS}) | coded


def article_document(
    article: Article, mentions: Iterable[AnyMention], statements: Iterable[AnyStatement], *, source: str = ""
) -> dict[str, list[Any]]:
    """Give the document of an article; it is found by what its statements say as well, and by its source's name."""
    said = list(statements)
    actors = [one for mention in mentions if isinstance(mention, ActorMention) for one in (mention.code, mention.actor)]
    actors += [code for statement in said for code in actor_keys(statement)]
    states = [code for statement in said for code in actor_codes(statement)]
    text = fold(article.text)
    everything = f"{article.title}\n{text}"
    fields: dict[str, Any] = {
        "id": [article.id],
        "article": [article.id],
        "doc_kind": ["article"],
        "title": [article.title],
        "body": [text],
        "names": [*article.authors, *article.categories, *article.tags],
        "pairs": [pair_text(everything)],
        "singles": [single_text(everything)],
        "actor": _once(states),
        "actor_key": _once(actors),
        "type_key": _once(one.event_type for one in said if isinstance(one, Event)),
        "theme_key": _once(theme for one in said for theme in _themes(one)),
        "measure_key": _once(one.measure for one in said if isinstance(one, Figure)),
        "kind": _once(one.kind for one in said),
        "kind_key": _once(one.kind for one in said),
        "certainty_key": _once(one.certainty for one in said),
        "holder_key": _once(key for one in said for key in _holder_keys(one)),
        "year": years_of(article.published),
        "day": _day(article.published),
    } | _byline(article, source)
    return _clean(fields)


def statement_document(statement: AnyStatement, article: Article, *, source: str = "") -> dict[str, list[Any]]:
    """Give the document of a statement; its year is that of what it tells, not of its article."""
    quote = fold(statement.quote)
    edtf = statement.date.edtf if statement.date else None
    edtf = edtf or (statement.signed if isinstance(statement, Agreement) else None)
    fields: dict[str, Any] = {
        "id": [statement.id],
        "article": [article.id],
        "doc_kind": ["statement"],
        "body": [quote],
        "pairs": [pair_text(quote)],
        "singles": [single_text(quote)],
        "actor": _once(actor_codes(statement)),
        "actor_key": _once(actor_keys(statement)),
        "type_key": [statement.event_type] if isinstance(statement, Event) else [],
        "theme_key": _once(_themes(statement)),
        "measure_key": _once([statement.measure]) if isinstance(statement, Figure) else [],
        "kind_key": [statement.kind],
        "certainty_key": [statement.certainty],
        "holder_key": _once(_holder_keys(statement)),
        "year": years_of(edtf),
        "day": _day(edtf),
    } | _byline(article, source)
    return _clean(fields)


def participants_of(statement: AnyStatement) -> tuple[Participant, ...]:
    """Give everyone in a role of a statement, holders aside."""
    match statement:
        case Event():
            return statement.actors + statement.recipients
        case Figure():
            return statement.about + statement.counterpart
        case Agreement():
            return statement.parties
        case Claim():
            return statement.about


def actor_codes(statement: AnyStatement) -> list[str]:
    """Give the codes that take part in a statement."""
    return [one.code for one in participants_of(statement)]


def actor_keys(statement: AnyStatement) -> list[str]:
    """Give codes and canonical ids of all who take part in a statement."""
    return [key for one in participants_of(statement) for key in (one.code, one.actor) if key]


def years_of(edtf: str | None) -> list[int]:
    """Give every year a date may lie in; none when it is unknown, open or very wide."""
    if not edtf:
        return []
    first, last = bounds_of(edtf)
    if first is None or last is None or last.year - first.year > _MOST_YEARS:
        return []
    return list(range(first.year, last.year + 1))


def _day(edtf: str | None) -> list[int]:
    if not edtf:
        return []
    first, last = bounds_of(edtf)
    day = last or first
    return [day.sort_key] if day else []


def _byline(article: Article, source: str) -> dict[str, list[Any]]:
    publication = [article.publication] if article.publication else []
    return {
        "author": list(article.authors),
        "category": list(article.categories),
        "author_key": _name_keys(article.authors),
        "category_key": _name_keys(article.categories),
        "tag_key": _name_keys(article.tags),
        "publication_key": _name_keys(publication),
        "complete_key": ["yes" if article.complete else "no"],
        "source": [source],
        "source_key": [key_of(source)],
        "written": _day(article.published),
    }


def _name_keys(names: Iterable[str]) -> list[str]:
    """A name is found whole, by its slug, and by each of its words."""
    return _once(key for name in names for key in (key_of(name), slug_of(name), *key_of(name).split()))


def _holder_keys(statement: AnyStatement) -> list[str]:
    if not statement.holders:
        return ["author"]
    last = statement.holders[-1]
    return _once([last.code, last.actor, *_name_keys([last.text])])


def _themes(statement: AnyStatement) -> tuple[str, ...]:
    return (statement.theme, *statement.themes) if isinstance(statement, Claim) else ()


def _once(values: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))


def _clean(document: dict[str, list[Any]]) -> dict[str, list[Any]]:
    return {name: [value for value in values if value != ""] for name, values in document.items() if values}
