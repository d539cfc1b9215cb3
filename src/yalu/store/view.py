"""View: the one way out of an archive. It filters and orders, and computes nothing else; decisions are applied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal, NamedTuple

from sqlalchemy import CompoundSelect, Engine, Select, Table, distinct, func, or_, select

from yalu.errors import NotFound
from yalu.model import (
    AnyMention,
    AnyStatement,
    Article,
    Copy,
    Dataset,
    Decision,
    Edition,
    FileState,
    Issue,
    Kind,
    PairRow,
    RowDecision,
    Run,
    Series,
    Source,
    StateRow,
    TradeRow,
    Withdrawn,
    key_of,
    slug_of,
)
from yalu.store import counting, deciding, filters, grouping, linking, rows, tables, withdrawing
from yalu.store.check import Violation, check_all
from yalu.store.connection import read
from yalu.store.counting import ActorCount, ActsCount, DyadCount, PartnerCount, RolesCount
from yalu.store.filters import ArticleFilter, MentionFilter, StatementFilter
from yalu.store.grouping import By, Group
from yalu.store.schema import (
    article_authors,
    article_categories,
    article_tags,
    articles,
    copies,
    decisions,
    files,
    issues,
    joined,
    mentions,
    moves,
    runs,
    sources,
    statements,
    versions,
)
from yalu.store.tables import TradeFilter

_NAMED = {"authors": article_authors, "categories": article_categories, "tags": article_tags}
_BATCH = 500
"""Rows fetched at a time: memory stays flat however many there are."""


class Named(NamedTuple):
    """An author, category or tag and how many articles bear it."""

    name: str
    slug: str
    articles: int


class Brief(NamedTuple):
    """What a list says of an article."""

    id: str
    slug: str
    title: str
    authors: tuple[str, ...]
    published: str | None
    complete: bool


class Covered(NamedTuple):
    """What counts of an article when it is asked what an archive covers."""

    id: str
    complete: bool
    published: str | None
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    language: str
    publication: str | None


class YearNumber(NamedTuple):
    """A year, how many statements begin in it, and the last year they reach."""

    year: int
    number: int
    last: int


class TogetherCount(NamedTuple):
    """Two codes and in how many articles both are named."""

    first: str
    second: str
    articles: int


class DoubtCount(NamedTuple):
    """How many statements of a kind wait for a person's word, and how many there are."""

    kind: str
    waiting: int
    whole: int


class View:
    """Reads an archive; every method sees what was last committed."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        self.path = path

    # Articles

    def articles(self, wanted: ArticleFilter | None = None) -> list[Article]:
        """Give the articles of a filter, texts and all; `each_article` holds only some of many in memory."""
        return list(self.each_article(wanted))

    def each_article(self, wanted: ArticleFilter | None = None) -> Iterator[Article]:
        """Give the articles of a filter one by one."""
        query = select(articles.c.record, versions.c.text).join(versions, versions.c.id == articles.c.version)
        for record, text in self._stream(filters.narrow_articles(query, wanted or ArticleFilter())):
            yield rows.article_of(record, text)

    def count_articles(self, wanted: ArticleFilter | None = None) -> int:
        """Count the articles of a filter, its limit and offset aside."""
        query = filters.where_articles(select(func.count()).select_from(articles), wanted or ArticleFilter())
        return int(self._scalar(query) or 0)

    def article(self, name: str) -> Article:
        """Give an article by id or slug; raise NotFound."""
        query = select(articles.c.record, versions.c.text).join(versions, versions.c.id == articles.c.version)
        found = self._rows(query.where(or_(articles.c.id == name, articles.c.slug == name)))
        if not found:
            raise NotFound(f"no article {name!r}", remedy="`yalu articles` lists them.")
        return rows.article_of(*found[0])

    def briefs(self, wanted: ArticleFilter | None = None) -> list[Brief]:
        """Give what lists say of the articles of a filter, without their texts."""
        return [_brief(row) for row in self._rows(filters.narrow_articles(_BRIEF, wanted or ArticleFilter()))]

    def covered(self, wanted: ArticleFilter | None = None) -> Iterator[Covered]:
        """Give what counts of the articles of a filter when it is asked what they cover."""
        column = articles.c
        query = select(
            column.id, column.complete, column.published, column.authors, column.categories, column.language,
            column.publication,
        )  # fmt: skip
        for name, complete, published, authors, filed, *rest in self._stream(
            filters.where_articles(query, wanted or ArticleFilter())
        ):
            yield Covered(name, complete, published, rows.decode_names(authors), rows.decode_names(filed), *rest)

    def beside(self, article: Article) -> tuple[Brief | None, Brief | None]:
        """Give the articles that were published next after and next before one; copies under its title are passed over."""
        if not article.published:
            return None, None
        column, day = articles.c, filters.last_day(article.published)
        other = _BRIEF.where(column.title != article.title).limit(1)
        after = other.where(column.latest_key > day).order_by(column.latest_key, column.number)
        before = other.where(column.latest_key < day).order_by(column.latest_key.desc(), column.number)
        found = [next(iter(self._rows(query)), None) for query in (after, before)]
        return tuple(_brief(row) if row else None for row in found)  # type: ignore[return-value]  # two of them

    def slug_of(self, article: str) -> str:
        """Give the part of the address of an article by its id; raise NotFound."""
        slug = self._scalar(select(articles.c.slug).where(articles.c.id == article))
        if slug is None:
            raise NotFound(f"no article {article!r}", remedy="`yalu articles` lists them.")
        return str(slug)

    def slugs(self, ids: Iterable[str] | None = None) -> dict[str, str]:
        """Give the slug of every article by its id, or of those that are named."""
        query = select(articles.c.id, articles.c.slug)
        wanted = None if ids is None else tuple(ids)
        return dict(self._rows(filters.where_articles(query, ArticleFilter(ids=wanted))))

    def urls(self) -> list[tuple[str, str]]:
        """Give (article id, address) of every article that has one, as its source says."""
        query = select(articles.c.id, articles.c.url).where(articles.c.url.is_not(None))
        return [(str(name), str(url)) for name, url in self._rows(query.order_by(articles.c.number))]

    def slug_at(self, old: str) -> str | None:
        """Give the slug of the article whose own address ends in `old`, with or without a slash; None for none."""
        column = articles.c.url
        bare = old.rstrip("/")
        fits = or_(column.endswith(bare, autoescape=True), column.endswith(f"{bare}/", autoescape=True))
        slug = self._scalar(select(articles.c.slug).where(fits).order_by(articles.c.number).limit(1))
        return None if slug is None else str(slug)

    def article_versions(self, article: str) -> list[Article]:
        """Give every version of an article as it was read, oldest first, without decisions."""
        query = select(versions.c.record, versions.c.text).where(versions.c.article == article)
        return [rows.article_of(record, text) for record, text in self._rows(query.order_by(versions.c.number))]

    def editions(self, article: str) -> list[Edition]:
        """Give every version of an article with when and from what it was first read, oldest first."""
        column = versions.c
        query = (
            select(
                column.number, column.id, column.record, column.text, sources.c.path, runs.c.started, articles.c.version
            )
            .join(sources, sources.c.id == column.source)
            .join(runs, runs.c.id == column.run)
            .join(articles, articles.c.id == column.article)
            .where(column.article == article)
        )
        return [
            Edition(
                number=number, id=name, article=rows.article_of(record, text), path=path, read=read,
                current=name == current,
            )
            for number, name, record, text, path, read, current in self._rows(query.order_by(column.number))
        ]  # fmt: skip

    def count_versions(self, article: str) -> int:
        """Count the versions of an article."""
        query = select(func.count()).select_from(versions).where(versions.c.article == article)
        return int(self._scalar(query) or 0)

    def withdrawn(self, article: str | None = None) -> list[Withdrawn]:
        """Give the statements that their source took back, oldest withdrawal first; all of them, or an article's."""
        return [_withdrawn(row) for row in self._rows(withdrawing.withdrawn_query(article=article))]

    def count_withdrawn(self, run: str) -> int:
        """Count the statements whose withdrawal a run met."""
        query = select(func.count()).select_from(withdrawing.withdrawn_query(run=run).subquery())
        return int(self._scalar(query) or 0)

    def withdrawn_statement(self, name: str) -> Withdrawn:
        """Give a statement that its source took back, by the id it had; raise NotFound."""
        found = self._rows(withdrawing.withdrawn_query(name=name))
        if not found:
            raise NotFound(f"no statement {name!r}", remedy="`yalu statements` lists them.")
        return _withdrawn(found[0])

    def article_as_read(self, article: str) -> Article:
        """Give the current version of an article without decisions; raise NotFound."""
        query = select(versions.c.record, versions.c.text).join(articles, articles.c.version == versions.c.id)
        found = self._rows(query.where(articles.c.id == article))
        if not found:
            raise NotFound(f"no article {article!r}", remedy="`yalu articles` lists them.")
        return rows.article_of(*found[0])

    # Mentions and statements

    def mentions(self, wanted: MentionFilter | None = None) -> Iterator[AnyMention]:
        """Give the mentions of a filter one by one, in order of the texts."""
        query = filters.narrow_mentions(select(mentions.c.kind, mentions.c.record), wanted or MentionFilter())
        for kind, record in self._stream(query):
            yield rows.mention_of(kind, record)

    def statements(self, wanted: StatementFilter | None = None) -> Iterator[AnyStatement]:
        """Give the statements of a filter one by one, corrections applied."""
        wanted = wanted or StatementFilter()
        ids = wanted.limit is not None and self._has_ids(wanted)
        query = linking.narrow_statements(select(statements.c.kind, statements.c.record), wanted, ids=ids)
        for kind, record in self._stream(query):
            yield rows.statement_of(kind, record)

    def count_statements(self, wanted: StatementFilter | None = None) -> int:
        """Count the statements of a filter, its limit and offset aside."""
        wanted = wanted or StatementFilter()
        return int(self._scalar(linking.count_statements(wanted, ids=self._has_ids(wanted))) or 0)

    def _has_ids(self, wanted: StatementFilter) -> bool:
        """Say whether the name a filter asks for may be an id of something narrower than a code."""
        name = linking.first_name(wanted)
        return name is None or self._plain("SELECT 1 FROM statement_actors WHERE actor = ? LIMIT 1", name) is not None

    def takes_part(self, code: str) -> bool:
        """Say whether a code or id takes part in any statement, rejected ones included."""
        return self._plain(_TAKES_PART, code, code) is not None

    def years(self, wanted: StatementFilter) -> list[YearNumber]:
        """Count the dated statements of a filter by the year they begin in, in order, each with the last year they reach."""
        times = linking.times_of(wanted, ids=self._has_ids(wanted))
        column = statements.c if times is None else times.c
        last = func.coalesce(statements.c.latest_key, column.time_key) if times is None else column.time_key
        year = (column.time_key // 10_000).label("year")
        query = select(year, func.count(), func.max(last) // 10_000)
        query = filters.where_statements(query, wanted) if times is None else query
        query = query.where(column.time_key != rows.UNDATED).group_by(year).order_by(year)
        return [YearNumber(int(first), int(number), int(end)) for first, number, end in self._rows(query)]

    def measures(self) -> list[tuple[str | None, str | None]]:
        """Give what figures measure: each name in the list of measures with each wording of the texts."""
        column = statements.c
        query = select(column.measure, column.measure_text).where(column.kind == "figure").distinct()
        return [(measure, words) for measure, words in self._rows(query)]

    def groups(
        self, by: By, wanted: StatementFilter, *, order: Literal["count", "time"] = "count", limit: int | None = None,
        offset: int = 0,
    ) -> list[Group]:  # fmt: skip
        """Give groups of the statements of a filter: those with most statements first, or in order of time."""
        query = grouping.groups_query(wanted, by, order=order, limit=limit, offset=offset)
        return [Group(tuple(values), count, first) for *values, count, first in self._rows(query)]

    def count_groups(self, by: By, wanted: StatementFilter) -> int:
        """Count groups of the statements of a filter."""
        return int(self._scalar(grouping.count_query(wanted, by)) or 0)

    def members(self, by: By, wanted: StatementFilter, groups: Sequence[Group], *, most: int) -> list[AnyStatement]:
        """Give the statements of some groups, the first in time of each, at most so many."""
        if not groups:
            return []
        return [rows.statement_of(*row) for row in self._rows(grouping.members_query(wanted, by, groups, most))]

    def statement(self, name: str) -> AnyStatement:
        """Give a statement by id, a rejected one too, or by an id it had in an earlier version; raise NotFound."""
        query = select(statements.c.kind, statements.c.record)
        found = self._rows(query.where(statements.c.id == name))
        if not found:
            found = self._rows(query.join(moves, moves.c.new == statements.c.id).where(moves.c.old == name))
        if not found:
            raise NotFound(f"no statement {name!r}", remedy="`yalu statements` lists them.")
        return rows.statement_of(*found[0])

    def statement_as_coded(self, name: str) -> AnyStatement:
        """Give a statement as the coder made it, without decisions; raise NotFound."""
        record = func.coalesce(statements.c.coded, statements.c.record)
        found = self._rows(select(statements.c.kind, record).where(statements.c.id == name))
        if not found:
            raise NotFound(f"no statement {name!r}", remedy="`yalu statements` lists them.")
        return rows.statement_of(*found[0])

    def in_doubt(
        self, *, kind: Kind | None = None, limit: int | None = None, offset: int = 0
    ) -> Iterator[AnyStatement]:
        """Give the statements that nobody has decided on, the most doubtful first (`filters.doubt`)."""
        query = select(statements.c.kind, statements.c.record).where(statements.c.verdict.is_(None))
        query = query.where(statements.c.kind == kind) if kind else query
        query = query.order_by(filters.doubt().desc(), statements.c.article, statements.c.start, statements.c.id)
        for told, record in self._stream(query.limit(limit).offset(offset)):
            yield rows.statement_of(told, record)

    def count_doubt(self) -> list[DoubtCount]:
        """Count the statements of each kind that nobody has decided on, and all."""
        waiting = func.count().filter(statements.c.verdict.is_(None))
        query = select(statements.c.kind, waiting, func.count()).group_by(statements.c.kind).order_by(statements.c.kind)
        return [DoubtCount(*row) for row in self._rows(query)]

    def verdict(self, statement: str) -> str | None:
        """Give the last verdict on a statement: accept, correct, reject, or None."""
        verdict = self._scalar(select(statements.c.verdict).where(statements.c.id == statement))
        return None if verdict is None else str(verdict)

    # What there is

    def authors(self, *, written_before: str | None = None) -> list[Named]:
        """Give all authors by name, with the number of their articles."""
        return self._named(article_authors, written_before)

    def categories(self, *, written_before: str | None = None) -> list[Named]:
        """Give all categories by name."""
        return self._named(article_categories, written_before)

    def tags(self, *, written_before: str | None = None) -> list[Named]:
        """Give all tags by name."""
        return self._named(article_tags, written_before)

    def name_at(self, table: Literal["authors", "categories", "tags"], slug: str) -> str | None:
        """Give the name of an author, category or tag by its slug, as the first article writes it."""
        column = _NAMED[table].c
        found = self._scalar(select(column.name).where(column.slug == slug).order_by(column.article).limit(1))
        return None if found is None else str(found)

    def publications(self) -> list[tuple[str, int]]:
        """Give all publications with the number of their articles, the largest first."""
        count = func.count().label("count")
        query = select(articles.c.publication, count).where(articles.c.publication.is_not(None))
        found = self._rows(query.group_by(articles.c.publication).order_by(count.desc(), articles.c.publication))
        return [(str(name), int(number)) for name, number in found]

    def actors_seen(self, *, written_before: str | None = None) -> list[ActorCount]:
        """Give all codes that take part in statements (holders aside), the most frequent first."""
        return [ActorCount(*row) for row in self._rows(counting.actors_query(written_before))]

    def dyads_seen(self, *, written_before: str | None = None) -> list[DyadCount]:
        """Give all ordered pairs of codes, the most frequent first."""
        return [DyadCount(*row) for row in self._rows(counting.dyads_query(written_before))]

    def acts_seen(self, wanted: StatementFilter, *, of: str | None = None) -> list[ActsCount]:
        """Give how often each code acted toward each other in the events of a filter; with `of` only its pairs."""
        return [ActsCount(*row) for row in self._rows(counting.acts_query(wanted, of=of))]

    def roles_seen(self, wanted: StatementFilter) -> list[RolesCount]:
        """Give what part each code has in the statements of a filter, those in most statements first."""
        plain = wanted == StatementFilter(written_before=wanted.written_before)
        counted = (
            {code: number for code, _, number in self._rows(counting.actors_query(wanted.written_before))}
            if plain
            else dict(self._rows(counting.codes_query(wanted)))
        )
        events = replace(wanted, kinds=("event",), happened=True)
        acts = {code: (acts, suffers) for code, acts, suffers in self._rows(counting.roles_query(events))}
        order = sorted(counted.items(), key=lambda row: (-row[1], row[0]))
        return [RolesCount(code, number, *acts.get(code, (0, 0))) for code, number in order]

    def partners(self, actor: str, *, written_before: str | None = None, limit: int) -> list[PartnerCount]:
        """Give with whom an actor stands in events, the most frequent first."""
        return [PartnerCount(*row) for row in self._rows(counting.partners_query(actor, written_before, limit))]

    def actors_named(self, wanted: ArticleFilter | None = None, *, limit: int = 400) -> list[ActorCount]:
        """Give the ids of actors with how many articles name them, and how often, the most named first."""
        column = mentions.c
        chosen = filters.where_articles(select(articles.c.id), wanted or ArticleFilter())
        count = func.count(distinct(column.article)).label("count")
        query = select(column.actor, count, func.count()).where(column.actor.is_not(None))
        query = query if wanted in (None, ArticleFilter()) else query.where(column.article.in_(chosen))
        return [
            ActorCount(*row)
            for row in self._rows(query.group_by(column.actor).order_by(count.desc(), column.actor).limit(limit))
        ]

    def named_together(self, wanted: ArticleFilter | None = None, *, least: int = 1) -> list[TogetherCount]:
        """Give pairs of codes that the same articles name, with how many articles do, the most frequent first."""
        column = mentions.c
        named = select(column.article, column.code).where(column.code.is_not(None)).distinct()
        if wanted is not None:
            chosen = filters.where_articles(select(articles.c.id), wanted)
            named = named.where(column.article.in_(chosen))
        cte = named.cte("named")
        one, other = cte.alias("one"), cte.alias("other")
        count = func.count().label("count")
        query = (
            select(one.c.code, other.c.code, count)
            .join(other, (one.c.article == other.c.article) & (one.c.code < other.c.code))
            .group_by(one.c.code, other.c.code)
            .having(count >= least)
            .order_by(count.desc(), one.c.code, other.c.code)
        )
        return [TogetherCount(*row) for row in self._rows(query)]

    def years_told(self) -> dict[int, int]:
        """Give how many events that happened surely fell in each year."""
        column = statements.c
        # Keys are written YYYYMMDD, and SQLite divides whole numbers to whole numbers.
        year, last = column.earliest_key // 10_000, column.latest_key // 10_000
        query = select(year, func.count()).where(
            column.kind == "event", column.happened, filters.standing(), year == last
        )
        return {int(told): int(count) for told, count in self._rows(query.group_by(year)) if told is not None}

    def kinds_seen(self) -> dict[str, int]:
        """Count statements by kind."""
        return self._by_kind(select(statements.c.kind, func.count()).where(filters.standing()), statements)

    def counts(self) -> dict[str, int]:
        """Count articles, complete ones and teasers, versions, sources, mentions and statements by kind, decisions, issues."""
        complete = self.count_articles(ArticleFilter(complete=True))
        total = self.count_articles()
        plain = {"versions": versions, "sources": sources, "decisions": decisions, "issues": issues}
        return (
            {"articles": total, "complete": complete, "teasers": total - complete}
            | self.kinds_seen()
            | {
                f"{kind}_mention": count
                for kind, count in self._by_kind(select(mentions.c.kind, func.count()), mentions).items()
            }
            | {name: int(self._scalar(select(func.count()).select_from(table)) or 0) for name, table in plain.items()}
        )

    # Datasets

    def datasets(self) -> list[Dataset]:
        """Give all datasets by name."""
        return [tables.dataset_of(row) for row in self._mappings(tables.dataset_query())]

    def series(self, *datasets: str) -> list[Series]:
        """Give the series of datasets; of all when none is named."""
        return [tables.series_of(row) for row in self._mappings(tables.series_query(datasets))]

    def trade(self, wanted: TradeFilter | None = None) -> Iterator[TradeRow]:
        """Give rows of trade one by one."""
        return tables.rows_of(self._stream(tables.trade_query(wanted or TradeFilter())), TradeRow)

    def pairs(self, *states: str) -> Iterator[PairRow]:
        """Give numbers about pairs one by one; only of those in which one of the states takes part when any is named."""
        return tables.rows_of(self._stream(tables.pair_query(states)), PairRow)

    def state_numbers(self, *states: str) -> Iterator[StateRow]:
        """Give numbers about states one by one."""
        return tables.rows_of(self._stream(tables.state_query(states)), StateRow)

    def row_spans(self) -> dict[str, tuple[int, str, str]]:
        """Give of each series the number of its rows, its first and its last period."""
        return {str(name): (int(rows), str(first), str(last)) for name, rows, first, last in self._rows(tables.SPANS)}

    def row_decisions(self) -> dict[str, RowDecision]:
        """Give the last decision on each row of a dataset, by the row's id."""
        return {row["row"]: RowDecision(**row) for row in self._mappings(tables.decision_query())}

    # The log

    def runs(self) -> list[Run]:
        """Give all runs, oldest first."""
        return [rows.run_of(row) for row in self._mappings(select(runs).order_by(runs.c.started, runs.c.id))]

    def issues(self) -> list[Issue]:
        """Give all issues: errors first, then by source and article."""
        column = issues.c
        return [
            rows.issue_of(row)
            for row in self._mappings(select(issues).order_by(column.level, column.path, column.article, column.id))
        ]

    def copies(self, article: str | None = None) -> list[Copy]:
        """Give the links between articles that hold the same words; all of them, or those of one article id."""
        query = select(copies).order_by(copies.c.article, copies.c.other)
        if article is not None:
            query = query.where(or_(copies.c.article == article, copies.c.other == article))
        return [Copy(**dict(row)) for row in self._mappings(query)]

    def decisions(self, target: str | None = None) -> list[Decision]:
        """Give all decisions, or those on a statement or article (also those made before it was coded again)."""
        query = select(decisions).order_by(decisions.c.number)
        if target is not None:
            query = query.where(or_(decisions.c.anchor == target, decisions.c.target == target))
        return [rows.decision_of(row) for row in self._mappings(query)]

    def last_decisions(self, limit: int) -> list[Decision]:
        """Give the last decisions on statements, newest first."""
        query = select(decisions).where(decisions.c.kind != "article").order_by(decisions.c.number.desc())
        return [rows.decision_of(row) for row in self._mappings(query.limit(limit))]

    def article_decisions(self, article: str, made: Iterable[Decision] = ()) -> list[Decision]:
        """Give the decisions on an article's fields as they will stand once `made` are put beside its source."""
        with read(self._engine, self.path) as connection:
            return [*deciding.decisions_on(connection, article), *deciding.new_among(connection, made)]

    def file_state(self, path: str) -> FileState | None:
        """Give a file as it was when it was last read without a fault; None for one that was not."""
        found = self._mappings(select(files).where(files.c.path == path))
        return FileState(**dict(found[0])) if found else None

    def joined_to(self, own: str) -> str | None:
        """Give the article that a source's article was joined to; None where it stands for itself."""
        found = self._scalar(select(joined.c.article).where(joined.c.own == own))
        return None if found is None else str(found)

    def namesakes(self, title: str) -> list[Article]:
        """Give all versions, as they were read, of the articles whose address was made of a title, where they bear it."""
        slug = slug_of(title)
        if not slug:
            return []
        query = select(versions.c.record, versions.c.text).join(articles, articles.c.id == versions.c.article)
        # Of two that share a title the second has the start of its id behind it.
        same = or_(articles.c.slug == slug, articles.c.slug.between(f"{slug}-", f"{slug}-~"))
        found = [
            rows.article_of(*row)
            for row in self._rows(query.where(same).order_by(articles.c.number, versions.c.number))
        ]
        return [one for one in found if key_of(one.title) == key_of(title)]

    def lost_decisions(self) -> list[Decision]:
        """Give the decisions that no statement of the present coding fits."""
        query = select(decisions).where(decisions.c.anchor.is_(None)).order_by(decisions.c.number)
        return [rows.decision_of(row) for row in self._mappings(query)]

    def sources(self) -> list[Source]:
        """Give all sources by path."""
        return [rows.source_of(row) for row in self._mappings(select(sources).order_by(sources.c.path, sources.c.id))]

    def source(self, name: str) -> Source:
        """Give a source by id; raise NotFound."""
        found = self._mappings(select(sources).where(sources.c.id == name))
        if not found:
            raise NotFound(f"no source {name!r}", remedy="`yalu articles --json` names the source of each.")
        return rows.source_of(found[0])

    def change_number(self) -> int:
        """Give a number that rises with every commit that changes what is read."""
        return int(self._plain("SELECT value FROM meta WHERE key = 'change_number'")[0])

    def changed_since(self, number: int) -> Iterator[tuple[str, int]]:
        """Give (article id, change number) of articles that changed after a change number, oldest change first."""
        query = select(articles.c.id, articles.c.changed).where(articles.c.changed > number)
        for article, changed in self._stream(query.order_by(articles.c.changed)):
            yield str(article), int(changed)

    def check(self) -> list[Violation]:
        """Verify every law of the data that can be checked on the disk; an empty list is what is wanted."""
        with read(self._engine, self.path) as connection:
            return list(check_all(connection))

    # Plumbing

    def _rows(self, query: Select[Any] | CompoundSelect[Any]) -> list[Any]:
        with read(self._engine, self.path) as connection:
            return list(connection.execute(query))

    def _mappings(self, query: Select[Any]) -> list[Any]:
        with read(self._engine, self.path) as connection:
            return list(connection.execute(query).mappings())

    def _scalar(self, query: Select[Any]) -> Any:
        with read(self._engine, self.path) as connection:
            return connection.scalar(query)

    def _plain(self, sql: str, *given: str) -> Any:
        """Give the first row of a query asked at every page: written as SQL it costs a fifth of one that is composed."""
        with read(self._engine, self.path) as connection:
            return connection.exec_driver_sql(sql, given).first()

    def _stream(self, query: Select[Any]) -> Iterator[Any]:
        with read(self._engine, self.path) as connection:
            yield from connection.execution_options(yield_per=_BATCH).execute(query)

    def _named(self, table: Table, written_before: str | None = None) -> list[Named]:
        column = table.c
        query = select(column.name, column.slug, func.count(distinct(column.article)))
        query = query.where(*filters.written_earlier(column.article, written_before))
        return [Named(*row) for row in self._rows(query.group_by(column.name, column.slug).order_by(column.name))]

    def _by_kind(self, query: Select[Any], table: Table) -> dict[str, int]:
        return {str(kind): int(count) for kind, count in self._rows(query.group_by(table.c.kind))}


_TAKES_PART = """
SELECT 1 WHERE EXISTS (SELECT 1 FROM statement_actors WHERE code = ? AND role != 'holder')
OR EXISTS (SELECT 1 FROM statement_actors WHERE actor = ? AND role != 'holder')
"""
_BRIEF = select(
    articles.c.id, articles.c.slug, articles.c.title, articles.c.authors, articles.c.published, articles.c.complete
)


def _brief(row: Any) -> Brief:
    name, slug, title, authors, published, complete = row
    return Brief(name, slug, title, rows.decode_names(authors), published, complete)


def _withdrawn(row: Any) -> Withdrawn:
    kind, record, version, until, at, verdict = row
    return Withdrawn(
        statement=rows.statement_of(kind, record), version=version, until=until, at=at, verdict=verdict
    )  # fmt: skip
