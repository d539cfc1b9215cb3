"""What one article's transaction writes: its source, version, fields as decided, mentions and statements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects import sqlite

from yalu.model import AnyMention, AnyStatement, Article, Copy, Issue, Source, apply_decisions, slug_of
from yalu.store import deciding, rows, schema, totals, withdrawing
from yalu.store.schema import articles, mentions, meta, readings, sources, statements, versions

Change = Literal["new", "changed", "same"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """What was coded of one version of an article; `key` is the hash of all that it was made from."""

    version: str
    """`Article.version` of the article as read, not as decided: the spans point into its text."""
    key: str | None
    mentions: tuple[AnyMention, ...] = ()
    statements: tuple[AnyStatement, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What the archive has of an article, and what a path gave when it was last read."""

    version: str
    complete: bool
    coding_key: str | None
    path_gave: str | None

    def gives_way_to(self, article: Article) -> bool:
        """Say whether an article as read is, or on being put becomes, the current version.

        A teaser never takes the place of the whole article, and a path that gives what it gave last time says nothing
        new: so two sources of one article do not push each other out at every reading.
        """
        if self.version == article.version:
            return True
        return self.path_gave != article.version and (article.complete or not self.complete)


def standing_of(connection: Connection, article: str, path: str = "") -> Standing | None:
    """Give what the archive has of an article."""
    row = connection.execute(_STANDING, {"article": article, "path": path}).one_or_none()
    return Standing(*row) if row else None


_STANDING = (
    select(articles.c.version, articles.c.complete, articles.c.coding_key, readings.c.version)
    .outerjoin(readings, (readings.c.article == articles.c.id) & (readings.c.path == bindparam("path")))
    .where(articles.c.id == bindparam("article"))
)


def put_source(connection: Connection, source: Source, run: str) -> None:
    """Record a source once; the same bytes under another name are the same source."""
    row = rows.record_row(source) | {"run": run}
    connection.execute(_SOURCE, [row])


_SOURCE = sqlite.insert(sources).on_conflict_do_nothing()


@dataclass(frozen=True, slots=True)
class Put:
    """What came of recording a version."""

    change: Change
    before: str | None
    """Version that was the current one before; None for a new article."""


def put_version(connection: Connection, source: Source, article: Article, run: str) -> Put:
    """Record a version of an article and what its path gave; give what that changed."""
    known = standing_of(connection, article.id, source.path)
    if known is None:
        _insert_article(connection, article, run)
    if known is None or not _has_version(connection, article):
        _insert_version(connection, article, run)
    if known is None or known.path_gave != article.version:
        _put_reading(connection, source, article)
    if known is None:
        return Put("new", None)
    if known.version == article.version or not known.gives_way_to(article):
        return Put("same", known.version)
    connection.execute(update(articles).where(articles.c.id == article.id).values(version=article.version))
    return Put("changed", known.version)


def join(connection: Connection, own: str, article: str) -> None:
    """Record that what a source gives under an id of its own is a version of another article."""
    connection.execute(sqlite.insert(schema.joined).on_conflict_do_nothing(), [{"own": own, "article": article}])


def _has_version(connection: Connection, article: Article) -> bool:
    return connection.scalar(_VERSION, {"id": article.version}) is not None


_VERSION = select(versions.c.number).where(versions.c.id == bindparam("id"))


def _insert_article(connection: Connection, article: Article, run: str) -> None:
    number = connection.scalar(_NEXT_ARTICLE)
    own = {"number": number, "slug": _free_slug(connection, article), "version": article.version, "decided": 0}
    ran = {"first_run": run, "last_run": run, "changed": 0}
    connection.execute(insert(articles), [rows.article_row(article) | own | ran])
    _insert_names(connection, article, int(number or 1))


_NEXT_ARTICLE = select(func.coalesce(func.max(articles.c.number), 0) + 1)


def _free_slug(connection: Connection, article: Article) -> str:
    slug = slug_of(article.title) or article.id
    taken = connection.scalar(_SLUG, {"slug": slug}) is not None
    return f"{slug}-{article.id.removeprefix('art_')[:8]}" if taken else slug


_SLUG = select(articles.c.number).where(articles.c.slug == bindparam("slug"))


def _insert_version(connection: Connection, article: Article, run: str) -> None:
    number = connection.scalar(_NEXT_VERSION, {"article": article.id})
    connection.execute(insert(versions), [rows.version_row(article) | {"number": number, "run": run}])
    _insert_all(connection, schema.paragraphs, rows.paragraph_rows(article))


_NEXT_VERSION = select(func.coalesce(func.max(versions.c.number), 0) + 1).where(
    versions.c.article == bindparam("article")
)


def _put_reading(connection: Connection, source: Source, article: Article) -> None:
    row = {"article": article.id, "path": source.path, "source": source.id, "version": article.version}
    upsert = sqlite.insert(readings).on_conflict_do_update(
        index_elements=["article", "path"], set_={"source": source.id, "version": article.version}
    )
    connection.execute(upsert, [row])


def article_as_read(connection: Connection, article: str) -> Article:
    """Give the current version of an article without any decision."""
    query = select(versions.c.record, versions.c.text).join(articles, articles.c.version == versions.c.id)
    return rows.article_of(*connection.execute(query.where(articles.c.id == article)).one())


def refresh_article(connection: Connection, article: str) -> None:
    """Write the columns of an article anew from its current version and the decisions on it."""
    as_read = article_as_read(connection, article)
    made = deciding.decisions_on(connection, article)
    decided = apply_decisions(as_read, made)
    row = rows.article_row(decided) | {"decided": len(made)}
    connection.execute(update(articles).where(articles.c.id == article).values(row))
    _put_names(connection, decided)


def _put_names(connection: Connection, article: Article) -> None:
    for table in _NAMES:
        connection.execute(delete(table).where(table.c.article == article.id))
    number = connection.scalar(select(articles.c.number).where(articles.c.id == article.id))
    _insert_names(connection, article, int(number or 1))


def _insert_names(connection: Connection, article: Article, number: int) -> None:
    for table, field in _NAMES.items():
        _insert_all(connection, table, rows.name_rows(article, getattr(article, field), number))


_NAMES = {
    schema.article_authors: "authors",
    schema.article_categories: "categories",
    schema.article_tags: "tags",
}


def settle_coding(connection: Connection, article: Article, coded: Coded | None, *, put: Put, run: str) -> bool:
    """Put what was coded if it fits the current version and is new; take out what no longer fits; say whether either.

    Where the article was changed its statements are followed into the new version, or kept as withdrawn.
    """
    known = standing_of(connection, article.id)
    fits = known is not None and coded is not None and coded.version == known.version
    if put.change != "changed" and not (fits and (put.change == "new" or coded.key != known.coding_key)):  # type: ignore[union-attr]  # both are there when they fit
        return False
    now = coded if fits and coded is not None else Coded(version=article.version, key=None)
    before = withdrawing.standing(connection, article.id) if put.change == "changed" else ()
    replace_coding(connection, article.id, now, run, new=put.change == "new")
    if before and put.before:
        change = withdrawing.Changed(article, put.before, run)
        withdrawing.follow(connection, change, before, now.statements)
    return True


def replace_coding(connection: Connection, article: str, coded: Coded, run: str, *, new: bool = False) -> None:
    """Put a coding in the place of the one before, which a new article has not; decisions are tied to it, or listed as lost."""
    before = totals.tally(connection, article)
    if not new:
        for clear in _CLEAR:
            connection.execute(clear, {"article": article})
    anchors = deciding.Anchors(connection, article, coded.statements)
    _insert_all(connection, mentions, [rows.mention_row(mention) for mention in coded.mentions])
    decided = [(coder_said, *anchors.apply(coder_said)) for coder_said in coded.statements]
    _insert_statements(connection, decided)
    totals.settle(connection, before, totals.tally(connection, article))
    connection.execute(_CODING_KEY, {"article": article, "key": coded.key})
    if anchors.any:
        put_issues(connection, anchors.lost, run, article=article, stage=deciding.STAGE)


_CODING_KEY = update(articles).where(articles.c.id == bindparam("article")).values(coding_key=bindparam("key"))

LINKS: dict[Table, Any] = {
    schema.statement_actors: rows.actor_rows,
    schema.statement_dyads: rows.dyad_rows,
    schema.statement_themes: rows.theme_rows,
}

_CLEAR = [delete(table).where(table.c.article == bindparam("article")) for table in (mentions, statements, *LINKS)]


def _insert_statements(
    connection: Connection, decided: Iterable[tuple[AnyStatement, AnyStatement, str | None]]
) -> None:
    made: dict[Table, list[rows.Row]] = {statements: [], **{table: [] for table in LINKS}}
    for coder_said, statement, verdict in decided:
        coded = coder_said if coder_said != statement else None
        made[statements].append(rows.statement_row(statement, verdict=verdict, coded=coded))
        for table, link_rows in LINKS.items():
            made[table] += link_rows(statement)
    for table, table_rows in made.items():
        _insert_all(connection, table, table_rows)


def refresh_statement(connection: Connection, coded: AnyStatement) -> None:
    """Write a statement's row anew from what the coder said and the decisions on it."""
    made = deciding.decisions_on(connection, coded.id)
    before = totals.tally(connection, coded.article)
    connection.execute(delete(statements).where(statements.c.id == coded.id))
    for table in LINKS:
        own = (table.c.article == coded.article, table.c.statement == coded.id)
        connection.execute(delete(table).where(*own))
    _insert_statements(connection, [(coded, *deciding.apply_all(coded, made))])
    totals.settle(connection, before, totals.tally(connection, coded.article))


def put_issues(
    connection: Connection,
    issues: Iterable[Issue],
    run: str,
    *,
    path: str | None = None,
    article: str | None = None,
    stage: str | None = None,
) -> bool:
    """Put issues in the place of those of the same path, or of the same article and stage; say whether any changed."""
    column = schema.issues.c
    scope = [column.path == path] if path is not None else [column.path.is_(None), column.article == article]
    if path is None:
        scope.append(column.stage == stage if stage else column.stage != deciding.STAGE)
    before = set(connection.scalars(select(column.id).where(*scope)))
    now = {issue.id: issue for issue in issues}
    gone = before - now.keys()
    if gone:
        connection.execute(delete(schema.issues).where(column.id.in_(gone)))
    add_issues(connection, (issue for issue in now.values() if issue.id not in before), run)
    return before != now.keys()


def put_copies(connection: Connection, found: Iterable[Copy]) -> bool:
    """Put links in the place of those that were there; gives whether anything changed."""
    now = [rows.record_row(copy) for copy in found]
    order = (schema.copies.c.article, schema.copies.c.other)
    before = [dict(row) for row in connection.execute(select(schema.copies).order_by(*order)).mappings()]
    if now == before:
        return False
    connection.execute(delete(schema.copies))
    if now:
        connection.execute(insert(schema.copies), now)
    return True


def add_issues(connection: Connection, issues: Iterable[Issue], run: str) -> None:
    """Record issues once each."""
    new = [rows.record_row(issue) | {"run": run} for issue in issues]
    if new:
        connection.execute(sqlite.insert(schema.issues).on_conflict_do_nothing(), new)


def touch(connection: Connection, run: str | None = None, *, article: str | None = None) -> None:
    """Raise the archive's change number and note it on the article that changed."""
    number = int(connection.scalar(_CHANGE_NUMBER) or 0) + 1
    connection.execute(_CHANGE, {"number": str(number)})
    if article is not None:
        values = {"changed": number} | ({"last_run": run} if run else {})
        connection.execute(update(articles).where(articles.c.id == article).values(values))


_CHANGE_NUMBER = select(meta.c.value).where(meta.c.key == "change_number")
_CHANGE = update(meta).where(meta.c.key == "change_number").values(value=bindparam("number"))


def _insert_all(connection: Connection, table: Table, made: list[rows.Row]) -> None:
    # Rows go to the driver as tuples: with SQLAlchemy's own parameters an article takes half as long again to put.
    if made:
        names = table.columns.keys()
        connection.exec_driver_sql(_insert_sql(table), [tuple([row[name] for name in names]) for row in made])


@cache
def _insert_sql(table: Table) -> str:
    return str(insert(table).compile(dialect=sqlite.dialect()))
