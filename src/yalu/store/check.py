"""Check: every law of the data that can be verified on the disk, row by row.

What a row says is made anew from its `record` and the decisions on it, and compared: so a column, a link or an offset
that was altered by hand is found, whatever it was altered to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Table, select

from yalu.errors import YaluError
from yalu.model import AnyStatement, Article, apply_decisions, hash_bytes
from yalu.store import deciding, rows, schema
from yalu.store.laws import broken_by_mention, broken_by_statement
from yalu.store.putting import LINKS
from yalu.store.schema import articles, decisions, images, mentions, statements, versions
from yalu.store.totals import wrong_totals


class Violation(NamedTuple):
    """A law that does not hold: which, in what row, and how."""

    law: str
    table: str
    id: str
    message: str


def check_all(connection: Connection) -> Iterator[Violation]:
    """Give every violation in the archive; the file first, then article by article, then what lies across them."""
    damage = list(_check_file(connection))
    yield from damage
    if any(one.law == "file" for one in damage):
        return  # what a damaged file gives is not worth comparing
    for article in connection.scalars(select(articles.c.id).order_by(articles.c.number)).all():
        yield from _check_article(connection, article)
    yield from _check_images(connection)
    yield from _check_decisions(connection)
    yield from _check_sources(connection)
    for table, key in wrong_totals(connection):
        yield Violation("totals", table, key, "is not what the statements add up to")


def _check_file(connection: Connection) -> Iterator[Violation]:
    for (message,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if message != "ok":
            yield Violation("file", "", "", message)
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Violation("references", table, str(row or ""), f"refers to a row of {parent} that is not there")


def _check_article(connection: Connection, article: str) -> Iterator[Violation]:
    current: Article | None = None
    row = connection.execute(select(articles).where(articles.c.id == article)).mappings().one()
    found = connection.execute(
        select(versions).where(versions.c.article == article).order_by(versions.c.number)
    ).mappings()
    for number, version in enumerate(found.all(), 1):
        read = _try(rows.article_of, version["record"], version["text"])
        if isinstance(read, str):
            yield Violation("versions whole", "versions", version["id"], read)
            continue
        yield from _check_version(connection, read, version, number)
        current = read if version["id"] == row["version"] else current
    if current is None:
        yield Violation("versions whole", "articles", article, f"its current version {row['version']} is not there")
        return
    yield from _check_fields(connection, current, row)
    yield from _check_mentions(connection, current)
    yield from _check_statements(connection, current)


def _try(make: Callable[..., Any], *given: Any) -> Any:
    """Give what `make` gives, or the words of why it cannot."""
    try:
        return make(*given)
    except (msgspec.MsgspecError, YaluError, ValueError, KeyError) as error:
        return str(error)


def _check_version(connection: Connection, article: Article, row: Any, number: int) -> Iterator[Violation]:
    yield from _compare("versions whole", versions, row, rows.version_row(article) | {"number": number})
    query = select(schema.paragraphs).where(schema.paragraphs.c.version == row["id"]).order_by("number")
    if [dict(one) for one in connection.execute(query).mappings()] != rows.paragraph_rows(article):
        yield Violation("versions whole", "paragraphs", row["id"], "the paragraphs are not those of the version")
    for span in article.paragraphs:
        if span.end > len(article.text):
            yield Violation("quotes", "paragraphs", row["id"], f"a paragraph ends at {span.end}, after the text")


def _check_fields(connection: Connection, article: Article, row: Any) -> Iterator[Violation]:
    made = deciding.decisions_on(connection, article.id)
    decided = _try(apply_decisions, article, made)
    expected = decided if isinstance(decided, str) else _try(rows.article_row, decided)
    if isinstance(expected, str):
        yield Violation("dates", "articles", article.id, expected)
        return
    yield from _compare("fields", articles, row, expected | {"decided": len(made)})
    names = {
        schema.article_authors: decided.authors,
        schema.article_categories: decided.categories,
        schema.article_tags: decided.tags,
    }
    for table, given in names.items():
        query = select(table).where(table.c.article == article.id).order_by(table.c.position)
        if [dict(one) for one in connection.execute(query).mappings()] != rows.name_rows(decided, given, row["number"]):
            yield Violation("fields", table.name, article.id, "the names are not those of the article")


def _check_images(connection: Connection) -> Iterator[Violation]:
    for sha256, data in connection.execute(select(images.c.sha256, images.c.data)):
        if hash_bytes(data) != sha256:
            yield Violation("images whole", "images", sha256, "the bytes are not those of the hash")


def _check_mentions(connection: Connection, article: Article) -> Iterator[Violation]:
    query = select(mentions).where(mentions.c.article == article.id)
    for row in connection.execute(query).mappings().all():
        mention = _try(rows.mention_of, row["kind"], row["record"])
        if isinstance(mention, str):
            yield Violation("records", "mentions", row["id"], mention)
            continue
        yield from _compare("columns", mentions, row, rows.mention_row(mention))
        for law, message in broken_by_mention(mention, article):
            yield Violation(law, "mentions", mention.id, message)


def _check_statements(connection: Connection, article: Article) -> Iterator[Violation]:
    links = {table: _links_of(connection, table, article.id) for table in LINKS}
    query = select(statements).where(statements.c.article == article.id)
    for row in connection.execute(query).mappings().all():
        made = deciding.decisions_on(connection, row["id"]) if row["verdict"] or row["coded"] else []
        pair = _try(_as_decided, row, made)
        if isinstance(pair, str):
            yield Violation("records", "statements", row["id"], pair)
            continue
        coded, decided, verdict = pair
        expected = rows.statement_row(decided, verdict=verdict, coded=coded if coded != decided else None)
        yield from _compare("columns", statements, row, expected)
        for table, link_rows in LINKS.items():
            if links[table].pop(row["id"], set()) != _frozen(link_rows(decided)):
                yield Violation("columns", table.name, row["id"], "the rows are not those of the statement")
        for law, message in broken_by_statement(decided, article):
            yield Violation(law, "statements", decided.id, message)
    for table, left in links.items():
        yield from (Violation("references", table.name, name, "its statement is not there") for name in left)


def _as_decided(row: Any, made: list[Any]) -> tuple[AnyStatement, AnyStatement, str | None]:
    coded = rows.statement_of(row["kind"], row["coded"] or row["record"])
    return (coded, *deciding.apply_all(coded, made))


def _links_of(connection: Connection, table: Table, article: str) -> dict[str, set[tuple[Any, ...]]]:
    found: dict[str, set[tuple[Any, ...]]] = defaultdict(set)
    for row in connection.execute(select(table).where(table.c.article == article)):
        found[row.statement].add(tuple(row))
    return found


def _frozen(made: Iterable[rows.Row]) -> set[tuple[Any, ...]]:
    return {tuple(row.values()) for row in made}


def _compare(law: str, table: Table, row: Any, expected: rows.Row) -> Iterator[Violation]:
    wrong = [name for name, value in expected.items() if row[name] != value]
    if wrong:
        yield Violation(law, table.name, row["id"], f"{', '.join(wrong)}: not what the record says")


def _check_decisions(connection: Connection) -> Iterator[Violation]:
    listed = set(connection.scalars(select(schema.issues.c.article).where(schema.issues.c.stage == deciding.STAGE)))
    for row in connection.execute(select(decisions)).mappings().all():
        if row["anchor"] is None:
            if row["article"] not in listed:
                yield Violation("decisions", "decisions", row["id"], "lost by re-coding, and no issue says so")
            continue
        table = articles if row["kind"] == "article" else statements
        if connection.scalar(select(table.c.id).where(table.c.id == row["anchor"])) is None:
            yield Violation("decisions", "decisions", row["id"], f"applies to {row['anchor']}, which is not there")


def _check_sources(connection: Connection) -> Iterator[Violation]:
    for row in connection.execute(select(schema.sources)).mappings():
        if not row["id"].startswith("src_") or len(row["sha256"]) != 64:
            yield Violation("ids", "sources", row["id"], "its id or its hash has not the right form")
