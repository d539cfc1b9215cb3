"""What to read: plain frozen filters; every field that is given narrows the result, fields that are not do not count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, Table, and_, case, func, literal_column, or_, select

from yalu.errors import DateError, QueryError
from yalu.model import Certainty, Kind, MentionKind, bounds_of
from yalu.store.rows import UNDATED, encode
from yalu.store.schema import (
    article_authors,
    article_categories,
    article_tags,
    articles,
    mentions,
    statement_actors,
    statement_dyads,
    statement_themes,
    statements,
)

_OTHER, _TOLD = statements.alias("rejected"), statement_actors.alias("told")
_REJECTED = select(_OTHER.c.id).where(_OTHER.c.verdict == "reject")
"""Made once: to name the columns of an alias anew at every page takes longer than to answer it."""
ANY_ROLE = ("actor", "recipient", "about", "counterpart", "party")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFilter:
    """Which articles; names may be given as they are written or as slugs."""

    author: str | None = None
    category: str | None = None
    tag: str | None = None
    publication: str | None = None
    earliest: str | None = None
    """EDTF: published on its first day or later, as far as the published date can tell."""
    latest: str | None = None
    """EDTF: published on its last day or before."""
    complete: bool | None = None
    written_before: str | None = None
    """EDTF: surely published before its first day."""
    ids: tuple[str, ...] | None = None
    order: Literal["published", "oldest", "title", "read"] = "published"
    """Newest (or oldest) first with undated ones last, in the order they were read; by title; or in that order alone."""
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionFilter:
    """Which mentions."""

    kinds: tuple[MentionKind, ...] = ()
    article: str | None = None
    actor: str | None = None
    """Canonical id or code."""
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementFilter:
    """Which statements. Actors are given as codes or canonical ids; dates as EDTF."""

    kinds: tuple[Kind, ...] = ()
    article: str | None = None
    actor: str | None = None
    """In any role but that of the holder."""
    actors: tuple[str, ...] = ()
    """One of them acts."""
    recipients: tuple[str, ...] = ()
    """One of them is acted upon."""
    about: tuple[str, ...] = ()
    """One of them is what a figure or claim is about."""
    involved: tuple[str, ...] = ()
    """All of them take part, in any role but that of the holder."""
    concerned: tuple[str, ...] = ()
    """All of them are what a figure or claim is about."""
    parties: tuple[str, ...] = ()
    """All of them are parties of an agreement."""
    dyad: tuple[str, str] | None = None
    """Two codes; in both directions unless `directed`."""
    directed: bool = False
    theme: str | None = None
    measure: str | None = None
    measured: tuple[tuple[str | None, str | None], ...] | None = None
    """Measures of figures, with their words, as `View.measures` gives them."""
    event_type: str | None = None
    agreement: str | None = None
    """Key of an agreement."""
    quad: int | None = None
    certainty: Certainty | None = None
    holder: str | None = None
    """"author", or anybody in the chain by code, canonical id or the words of the text."""
    happened: bool | None = None
    earliest: str | None = None
    """The statement's date may be on its first day or later; undated statements are left out."""
    latest: str | None = None
    author: str | None = None
    category: str | None = None
    written_before: str | None = None
    """The article was surely published before this date's first day."""
    ids: tuple[str, ...] | None = None
    rejected: bool = False
    """Whether to give those too that a person rejected."""
    order: Literal["time", "place", "written"] = "time"
    """By date with undated ones last, as they stand in the articles, or by their articles' dates, the newest first."""
    limit: int | None = None
    offset: int = 0


def first_day(edtf: str) -> int | None:
    """Give the first day of an EDTF date as an integer; None when it is open; raise QueryError when it is no date."""
    day = _bounds(edtf).earliest
    return day.sort_key if day else None


def last_day(edtf: str) -> int | None:
    """Give the last day of an EDTF date as an integer; None when it is open; raise QueryError when it is no date."""
    day = _bounds(edtf).latest
    return day.sort_key if day else None


def _bounds(edtf: str) -> Any:
    try:
        return bounds_of(edtf)
    except DateError as error:
        raise QueryError(error.message, remedy=error.remedy) from error


def narrow_articles(query: Select[Any], wanted: ArticleFilter) -> Select[Any]:
    """Add the conditions, order and limits of a filter to a query on `articles`."""
    query = where_articles(query, wanted)
    column = articles.c
    match wanted.order:
        case "published":
            # SQLite counts an empty day as the smallest, so undated articles stand last, as they should.
            query = query.order_by(column.latest_key.desc(), column.number)
        case "oldest":
            query = query.order_by(column.latest_key.asc().nulls_last(), column.number)
        case "title":
            query = query.order_by(column.title, column.slug)
        case "read":
            query = query.order_by(column.number)
    return page(query, wanted.limit, wanted.offset)


def where_articles(query: Select[Any], wanted: ArticleFilter) -> Select[Any]:
    """Add the conditions of a filter to a query on `articles`."""
    return query.where(*_article_conditions(wanted))


def _article_conditions(wanted: ArticleFilter) -> Iterator[ColumnElement[bool]]:
    column = articles.c
    if wanted.author is not None:
        yield _named(article_authors, wanted.author, column.id)
    if wanted.category is not None:
        yield _named(article_categories, wanted.category, column.id)
    if wanted.tag is not None:
        yield _named(article_tags, wanted.tag, column.id)
    if wanted.publication is not None:
        yield column.publication == wanted.publication
    if wanted.earliest is not None and (day := first_day(wanted.earliest)) is not None:
        yield column.latest_key >= day
    if wanted.latest is not None and (day := last_day(wanted.latest)) is not None:
        yield column.earliest_key <= day
    if wanted.complete is not None:
        yield column.complete.is_(wanted.complete)
    if wanted.written_before is not None and (day := first_day(wanted.written_before)) is not None:
        yield column.latest_key < day
    if wanted.ids is not None:
        yield _among(column.id, wanted.ids)


def narrow_mentions(query: Select[Any], wanted: MentionFilter) -> Select[Any]:
    """Add the conditions, order and limits of a filter to a query on `mentions`."""
    column = mentions.c
    if wanted.kinds:
        query = query.where(column.kind.in_(wanted.kinds))
    if wanted.article is not None:
        query = query.where(column.article == wanted.article)
    if wanted.actor is not None:
        query = query.where(or_(column.actor == wanted.actor, column.code == wanted.actor))
    query = query.order_by(column.article, column.start, column.end, column.id)
    return page(query, wanted.limit, wanted.offset)


def where_statements(query: Select[Any], wanted: StatementFilter) -> Select[Any]:
    """Add the conditions of a filter to a query on `statements`."""
    return query.where(*conditions_of(wanted))


def conditions_of(wanted: StatementFilter) -> Iterator[ColumnElement[bool]]:
    """Give all conditions of a filter on `statements`."""
    if wanted.kinds and not (wanted.measured is not None and wanted.kinds == ("figure",)):
        # Of several kinds the index by kind is not in order of time: the sign keeps SQLite from it.
        kind = statements.c.kind if len(wanted.kinds) == 1 else literal_column("+statements.kind")
        yield kind.in_(wanted.kinds)
    yield from _kind_conditions(wanted)
    yield from _who_conditions(wanted)
    yield from _when_conditions(wanted)
    yield from of_article(statements.c.article, wanted)


def _kind_conditions(wanted: StatementFilter) -> Iterator[ColumnElement[bool]]:
    column = statements.c
    if not wanted.rejected:
        yield standing()
    equal = {
        column.article: wanted.article,
        column.event_type: wanted.event_type,
        column.key: wanted.agreement,
        column.quad: wanted.quad,
        column.certainty: wanted.certainty,
    }
    yield from (name == value for name, value in equal.items() if value is not None)
    if wanted.happened is not None:
        # Written out, not as a parameter: only then does SQLite see that the index of what happened answers it.
        yield column.happened == literal_column("1" if wanted.happened else "0")
    if wanted.theme is not None:
        yield column.id.in_(select(statement_themes.c.statement).where(statement_themes.c.theme == wanted.theme))
    if wanted.measure is not None:
        yield and_(column.raw.is_not(None), column.measure == wanted.measure)
    if wanted.measured is not None:
        yield column.raw.is_not(None)
        said = func.coalesce(column.measure, "") + "\n" + func.coalesce(column.measure_text, "")
        yield _among(said, tuple(f"{measure or ''}\n{words or ''}" for measure, words in wanted.measured))
    if wanted.ids is not None:
        yield _among(column.id, wanted.ids)


def _who_conditions(wanted: StatementFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.actor is not None:
        yield _in_role((wanted.actor,), ANY_ROLE)
    if wanted.actors:
        yield _in_role(wanted.actors, ("actor",))
    if wanted.recipients:
        yield _in_role(wanted.recipients, ("recipient",))
    if wanted.about:
        yield _in_role(wanted.about, ("about",))
    yield from (_in_role((name,), ANY_ROLE) for name in wanted.involved)
    yield from (_in_role((name,), ("about",)) for name in wanted.concerned)
    yield from (_in_role((name,), ("party",)) for name in wanted.parties)
    if wanted.dyad is not None:
        yield _of_dyad(*wanted.dyad, directed=wanted.directed)
    if wanted.holder == "author":
        yield statements.c.holder == "author"
    elif wanted.holder is not None:
        column = statement_actors.c
        who = or_(column.code == wanted.holder, column.actor == wanted.holder, column.text == wanted.holder)
        yield statements.c.id.in_(select(column.statement).where(who, column.role == literal_column("'holder'")))


def _when_conditions(wanted: StatementFilter) -> Iterator[ColumnElement[bool]]:
    column = statements.c
    if wanted.earliest is None and wanted.latest is None:
        return
    yield column.time_key != UNDATED
    # One key is missing where a date is open; both are where an agreement is placed by its signing alone.
    signed = and_(column.earliest_key.is_(None), column.latest_key.is_(None))
    if wanted.earliest is not None and (day := first_day(wanted.earliest)) is not None:
        open_end = and_(column.latest_key.is_(None), column.earliest_key.is_not(None))
        yield or_(column.latest_key >= day, open_end, and_(signed, column.time_key >= day))
    if wanted.latest is not None and (day := last_day(wanted.latest)) is not None:
        open_start = and_(column.earliest_key.is_(None), column.latest_key.is_not(None))
        yield or_(column.earliest_key <= day, open_start, and_(signed, column.time_key <= day))


def of_article(article: ColumnElement[Any], wanted: StatementFilter) -> Iterator[ColumnElement[bool]]:
    """Give the conditions of a filter on the article of a statement, by its id."""
    if wanted.author is not None:
        yield _named(article_authors, wanted.author, article)
    if wanted.category is not None:
        yield _named(article_categories, wanted.category, article)
    yield from written_earlier(article, wanted.written_before)


def written_earlier(article: ColumnElement[str], before: str | None) -> Iterator[ColumnElement[bool]]:
    """Give the condition that an article was surely published before the first day of a date; none for no date."""
    if before is not None and (day := first_day(before)) is not None:
        yield article.in_(select(articles.c.id).where(articles.c.latest_key < day))


def doubt() -> ColumnElement[float]:
    """Give how doubtful a statement is, 0 to 1: what its coder's score leaves, else what it lacks.

    Without a score it is the mean of what a settled statement of its kind has and this one has not: a date, a measure
    (figure), somebody it is about (figure, claim), a stance (claim), two parties (agreement).
    """
    column = statements.c
    lacks: ColumnElement[Any] = case((column.time_key == UNDATED, 1.0), else_=0.0)
    lacks += case((and_(column.kind == "figure", column.measure.is_(None)), 1.0), else_=0.0)
    lacks += case(
        (and_(column.kind.in_(("figure", "claim")), func.coalesce(column.about, "[]") == "[]"), 1.0), else_=0.0
    )
    lacks += case((and_(column.kind == "claim", column.stance == "unclear"), 1.0), else_=0.0)
    lacks += case((and_(column.kind == "agreement", func.json_array_length(column.parties) < 2), 1.0), else_=0.0)
    wanted = case((column.kind == "agreement", 2.0), (column.kind == "event", 1.0), else_=3.0)
    return case((column.score.is_not(None), 1.0 - column.score), else_=lacks / wanted)


def standing() -> ColumnElement[bool]:
    """Give the condition that nobody has rejected the statement; few are, and an index of them answers it."""
    return not_rejected(statements.c.id)


def not_rejected(statement: ColumnElement[Any]) -> ColumnElement[bool]:
    """Give the condition that nobody has rejected the statement of an id."""
    return statement.not_in(_REJECTED)


def _in_role(wanted: tuple[str, ...], roles: tuple[str, ...]) -> ColumnElement[bool]:
    return in_role(statements.c.id, wanted, roles)


def in_role(statement: ColumnElement[Any], wanted: tuple[str, ...], roles: tuple[str, ...]) -> ColumnElement[bool]:
    """Give the condition that one of some names stands in one of some roles of a statement, by its id."""
    column = _TOLD.c
    who = or_(column.code.in_(wanted), column.actor.in_(wanted))
    return statement.in_(select(column.statement).where(who, column.role.in_(roles)))


def _of_dyad(one: str, other: str, *, directed: bool) -> ColumnElement[bool]:
    column = statement_dyads.c
    pair = and_(column.first == one, column.second == other)
    if not directed:
        pair = or_(pair, and_(column.first == other, column.second == one))
    return statements.c.id.in_(select(column.statement).where(pair))


def _named(table: Table, name: str, article: ColumnElement[Any]) -> ColumnElement[bool]:
    return article.in_(select(table.c.article).where(or_(table.c.slug == name, table.c.name == name)))


def _among(column: ColumnElement[Any], ids: tuple[str, ...]) -> ColumnElement[bool]:
    # One JSON parameter: any number of ids, and one compiled query for all of them.
    return column.in_(select(func.json_each(encode(ids)).table_valued("value").c.value))


def page(query: Select[Any], limit: int | None, offset: int) -> Select[Any]:
    if limit is None and offset:
        limit = -1  # SQLite has no OFFSET without LIMIT; a negative limit is none
    return query.limit(limit).offset(offset or None)
