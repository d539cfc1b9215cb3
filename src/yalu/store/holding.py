"""A view for copies of the whole archive: statements and lists of articles are held in memory, and every read is noted.

What a page was made of is the list of its reads. Each read has a mark, a hash of what it gives: a page whose reads all
have the marks they had is the same page, and need not be made again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from hashlib import blake2b
from typing import Any, Literal, TypeVar

import msgspec
from sqlalchemy import CompoundSelect, Select, func, select

from yalu.errors import NotFound
from yalu.model import (
    AnyMention,
    AnyStatement,
    Article,
    Decision,
    PairRow,
    RowDecision,
    Series,
    Source,
    StateRow,
    TradeRow,
    Withdrawn,
)
from yalu.store import filters, linking, rows
from yalu.store.counting import PartnerCount
from yalu.store.filters import ArticleFilter, MentionFilter, StatementFilter
from yalu.store.grouping import By, Group
from yalu.store.known import known_years
from yalu.store.posting import Postings, can_find
from yalu.store.schema import articles, decisions, mentions, sources, statements, versions
from yalu.store.shelf import Shelf
from yalu.store.tables import TradeFilter
from yalu.store.view import Brief, Entry, View, YearNumber

WHOLE = "*"
"""The read of whatever is not told apart: its mark changes with anything in the archive."""
TABLES = "tables"
"""The read of the loaded tables."""
_MOST_ARTICLES = 2_048
_FIELDS = {"authors": "author", "categories": "category", "tags": "tag"}
T = TypeVar("T")
F = TypeVar("F", StatementFilter, ArticleFilter)
_PLAIN = {kind: tuple((one.name, one.default) for one in fields(kind)) for kind in (StatementFilter, ArticleFilter)}
"""Every field of a filter with what it is when nothing is asked."""
Reads = dict[str, None]
"""Names of reads, in order."""


class HeldView(View):
    """Reads an archive as it stood when it was held; one thread."""

    WHOLE = WHOLE

    def hold(self) -> None:
        """Load what is held; before this and after `close` of the store nothing may be asked."""
        self._open: list[Reads] = []
        self._inner = 0
        self._marks: dict[str, bytes] = {}
        self._ways: dict[str, Callable[[str], bytes]] = {
            "s": self._mark_statement, "S": self._mark_statements, "C": self._mark_count, "O": self._mark_only,
            "a": self._mark_article, "b": self._mark_brief, "A": self._mark_articles, "K": self._mark_size,
            "L": self._mark_listed, "n": self._mark_beside,
            "M": lambda _: _hash(repr(sorted(map(str, self._measures())))),
        }  # fmt: skip
        self._found: dict[StatementFilter, list[int]] = {}
        self._texts: OrderedDict[str, Entry] = OrderedDict()
        self._measured: list[tuple[str | None, str | None]] | None = None
        with self._within():
            self._number = super().change_number()
            self._decided = _by_target(self._mappings(select(decisions).order_by(decisions.c.number)))
            self._tables = bool(super().datasets())
            self.shelf = self._load_articles()
            self.told = self._load_statements()

    def _load_statements(self) -> Postings:
        told = Postings()
        query = select(
            statements.c.kind, statements.c.record, statements.c.verdict, statements.c.article, statements.c.id
        )
        query = query.where(filters.standing()).order_by(
            *(statements.c[name] for name in ("time_key", "article", "start", "id"))
        )
        for kind, record, verdict, article, name in self._stream(query):
            told.add(kind, record, self._mark_of(name, record, verdict, self.shelf.marks[article]))
        return told

    def _load_articles(self) -> Shelf:
        paths = {str(name): str(path) for name, path in self._rows(select(sources.c.id, sources.c.path))}
        read_in: dict[str, list[str]] = {}
        for article, record in self._stream(
            select(mentions.c.article, mentions.c.record).order_by(mentions.c.article, mentions.c.id)
        ):
            read_in.setdefault(article, []).append(record)
        for article, number in self._rows(select(versions.c.article, func.count()).group_by(versions.c.article)):
            read_in.setdefault(article, []).append(str(number))
        for one in super().withdrawn():
            read_in.setdefault(one.statement.article, []).append(repr(one))
        shelf = Shelf()
        column = articles.c
        query = select(
            column.id, column.slug, column.title, column.authors, column.published, column.complete, column.number,
            column.latest_key, column.categories, column.tags, column.record, column.version, column.source,
        )  # fmt: skip
        for row in self._stream(query.order_by(column.number)):
            whole = _hash(
                *map(str, row), paths[row.source], *read_in.get(row.id, ()), *map(repr, self._decided.get(row.id, ()))
            )
            shelf.add(row, whole)
        shelf.close()
        return shelf

    def _mark_of(self, name: str, record: str, verdict: str | None, brief: bytes) -> bytes:
        return _hash(record, verdict or "", *map(repr, self._decided.get(name, ())), brief.hex())

    # Reads and their marks

    @contextmanager
    def noting(self) -> Iterator[Reads]:
        """Note what is read within; reads of one that is opened within are those of the outer one too."""
        reads: Reads = {}
        self._open.append(reads)
        try:
            yield reads
        finally:
            self._open.pop()
            self.note(*reads)

    def note(self, *reads: str) -> None:
        """Say that something was read."""
        if self._open:
            self._open[-1].update(dict.fromkeys(reads))

    def way(self, prefix: str, mark: Callable[[str], bytes]) -> None:
        """Say how the mark of reads of a prefix of their own is found."""
        self._ways[prefix] = mark

    def mark(self, read: str) -> bytes:
        """Give the mark of a read."""
        found = self._marks.get(read)
        if found is None:
            prefix, _, name = read.partition(":")
            with self._within():
                way = self._ways.get(prefix)
                found = self._marks[read] = way(name) if way else self._whole(prefix)
        return found

    def _whole(self, read: str) -> bytes:
        if read == TABLES:
            return _hash(*map(repr, self._loaded()))
        return _hash(read, str(self._number))

    def _loaded(self) -> Iterator[object]:
        """Give what tells one state of the tables from another: they are loaded and taken out as a whole."""
        yield from super().datasets()
        yield from sorted(super().row_spans().items())
        yield from sorted(super().row_decisions().items())

    @contextmanager
    def _within(self) -> Iterator[None]:
        """Ask the file for something that is noted under a name of its own."""
        self._inner += 1
        try:
            yield
        finally:
            self._inner -= 1

    # Statements

    def statements(self, wanted: StatementFilter | None = None) -> Iterator[AnyStatement]:
        """Give the statements of a filter one by one, corrections applied."""
        wanted = wanted or StatementFilter()
        self.note(f"S:{_name(wanted)}")
        if not can_find(wanted):
            with self._within():
                return iter(list(super().statements(wanted)))
        return map(self.told.build, self._places(wanted))

    def count_statements(self, wanted: StatementFilter | None = None) -> int:
        """Count the statements of a filter, its limit and offset aside."""
        wanted = wanted or StatementFilter()
        if wanted.limit is not None or wanted.offset:
            wanted = replace(wanted, limit=None, offset=0)
        self.note(f"C:{_name(wanted)}")
        return self._count(wanted)

    def only(self, wanted: StatementFilter) -> str | None:
        """Give the id of the only statement of a filter, "" where there is none, None where there are several."""
        self.note(f"O:{_name(wanted)}")
        return self._only(wanted)

    def _only(self, wanted: StatementFilter) -> str | None:
        found = self._all(wanted)
        return None if len(found) > 1 else self.told.ids[found[0]] if found else ""

    def _count(self, wanted: StatementFilter) -> int:
        if can_find(wanted):
            return len(self._all(wanted))
        with self._within():
            return super().count_statements(wanted)

    def _all(self, wanted: StatementFilter) -> list[int]:
        if wanted.limit is not None or wanted.offset or wanted.order != "time":
            wanted = replace(wanted, order="time", limit=None, offset=0)
        found = self._found.get(wanted)
        if found is None:
            if len(self._found) > _MOST_ARTICLES:
                self._found.clear()
            found = self._found[wanted] = self.told.find(wanted)
        return found

    def _places(self, wanted: StatementFilter) -> list[int]:
        found = self.told.order(self._all(wanted), wanted.order, self.shelf.day)
        return found[wanted.offset :][: wanted.limit]

    def statement(self, name: str) -> AnyStatement:
        """Give a statement by id; raise NotFound."""
        self.note(f"s:{name}")
        place = self.told.place(name)
        if place is not None:
            return self.told.build(place)
        with self._within():
            return super().statement(name)

    def verdict(self, statement: str) -> str | None:
        """Give the last verdict on a statement; None for none."""
        self.note(f"s:{statement}")
        if statement not in self._decided:
            return None
        with self._within():
            return super().verdict(statement)

    def decisions(self, target: str | None = None) -> list[Decision]:
        """Give all decisions, or those on a statement or article."""
        if target is None:
            return super().decisions()
        self.note(f"s:{target}")
        return list(self._decided.get(target, ()))

    def takes_part(self, code: str) -> bool:
        """Say whether a code or id takes part in any statement, rejected ones included."""
        if self.told.occurs(code):
            return True
        with self._within():
            return super().takes_part(code)

    def groups(
        self, by: By, wanted: StatementFilter, *, order: Literal["count", "time"] = "count", limit: int | None = None,
        offset: int = 0,
    ) -> list[Group]:  # fmt: skip
        """Give groups of the statements of a filter: those with most statements first, or in order of time."""
        self._note_all(wanted)
        if not can_find(wanted):
            with self._within():
                return super().groups(by, wanted, order=order, limit=limit, offset=offset)
        found = [Group(shared, len(at), self.told.time(at[0])) for shared, at in self._grouped(by, wanted).items()]
        found.sort(key=lambda one: (-one.number if order == "count" else one.first, *map(_null_first, one.values)))
        return found[offset:][:limit]

    def _grouped(self, by: By, wanted: StatementFilter) -> dict[tuple[str | None, ...], list[int]]:
        return self.told.groups(by, self._all(replace(wanted, kinds=())))

    def count_groups(self, by: By, wanted: StatementFilter) -> int:
        """Count groups of the statements of a filter."""
        self._note_all(wanted)
        if can_find(wanted):
            return len(self._grouped(by, wanted))
        with self._within():
            return super().count_groups(by, wanted)

    def members(self, by: By, wanted: StatementFilter, groups: Sequence[Group], *, most: int) -> list[AnyStatement]:
        """Give the statements of some groups, the first in time of each, at most so many."""
        self._note_all(wanted)
        if not can_find(wanted):
            with self._within():
                return super().members(by, wanted, groups, most=most)
        found = self._grouped(by, wanted)
        return [
            self.told.build(one) for one in sorted(at for group in groups for at in found.get(group.values, ())[:most])
        ]

    def years(self, wanted: StatementFilter) -> list[YearNumber]:
        """Count the dated statements of a filter by the year they begin in, in order, each with the last year they reach."""
        self._note_all(wanted)
        if can_find(wanted):
            # The totals and the whole list tell the last year by the last day, the links by the day they are ordered by.
            latest = known_years(wanted) is not None or not linking.fits(wanted)
            found = self.told.years(self._all(wanted), latest=latest)
            return [YearNumber(*one) for one in found]
        with self._within():
            return super().years(wanted)

    def partners(self, actor: str, *, written_before: str | None = None, limit: int) -> list[PartnerCount]:
        """Give with whom an actor stands in events, the most frequent first."""
        self._note_all(StatementFilter(kinds=("event",), actor=actor, written_before=written_before))
        found = None if written_before else self.told.partners(actor)
        if found is not None:
            return [PartnerCount(*one) for one in found[:limit]]
        with self._within():
            return super().partners(actor, written_before=written_before, limit=limit)

    def _note_all(self, wanted: StatementFilter) -> None:
        self.note(f"S:{_name(replace(wanted, limit=None, offset=0))}")

    def measures(self) -> list[tuple[str | None, str | None]]:
        """Give what figures measure."""
        self.note("M:")
        return self._measures()

    def _measures(self) -> list[tuple[str | None, str | None]]:
        if self._measured is None:
            with self._within():
                self._measured = super().measures()
        return self._measured

    def mentions(self, wanted: MentionFilter | None = None) -> Iterator[AnyMention]:
        """Give the mentions of a filter one by one."""
        if wanted is None or wanted.article is None:
            yield from super().mentions(wanted)
            return
        self.note(f"a:{wanted.article}")
        with self._within():
            found = list(super().mentions(wanted))
        yield from found

    def _mark_statement(self, name: str) -> bytes:
        place = self.told.place(name)
        if place is not None:
            return self.told.marks[place]
        query = select(statements.c.record, statements.c.verdict).where(statements.c.id == name)
        return _hash(name, *map(repr, self._rows(query)), *map(repr, self._decided.get(name, ())))

    def _mark_statements(self, name: str) -> bytes:
        wanted = _filter(name, StatementFilter)
        if can_find(wanted):
            return self.told.hash_of(self._places(wanted))
        return _hash(*(one.id + self._mark_statement(one.id).hex() for one in super().statements(wanted)))

    def _mark_count(self, name: str) -> bytes:
        return _hash(str(self._count(_filter(name, StatementFilter))))

    def _mark_only(self, name: str) -> bytes:
        return _hash(str(self._only(_filter(name, StatementFilter))))

    # Articles

    def each_article(self, wanted: ArticleFilter | None = None) -> Iterator[Article]:
        """Give the articles of a filter one by one."""
        wanted = wanted or ArticleFilter()
        self.note(*([f"A:{_name(wanted)}"] if wanted.ids is None else [f"a:{one}" for one in wanted.ids]))
        return map(self._article, self._listed(wanted))

    def count_articles(self, wanted: ArticleFilter | None = None) -> int:
        """Count the articles of a filter, its limit and offset aside."""
        wanted = replace(wanted or ArticleFilter(), limit=None, offset=0)
        self.note(f"K:{_name(wanted)}")
        return len(self._listed(wanted))

    def briefs(self, wanted: ArticleFilter | None = None) -> list[Brief]:
        """Give what lists say of the articles of a filter; of those named by id nothing is noted.

        Whoever names them has them from statements or from a list, and the marks of these hold what is given here.
        """
        wanted = wanted or ArticleFilter()
        if wanted.ids is None:
            self.note(f"L:{_name(wanted)}")
        return [self.shelf.briefs[one] for one in self._listed(wanted)]

    def _listed(self, wanted: ArticleFilter) -> list[str]:
        found = self.shelf.find(wanted)
        if found is not None:
            return found
        with self._within():
            return [one.id for one in super().briefs(wanted)]

    def briefs_of(self, ids: Iterable[str]) -> dict[str, Brief]:
        """Give what lists say of some articles, by id; nothing is noted, as of `briefs`."""
        return {one: self.shelf.briefs[one] for one in ids if one in self.shelf.briefs}

    def article(self, name: str) -> Article:
        """Give an article by id or slug; raise NotFound."""
        return self.entry(name).article

    def entry(self, name: str) -> Entry:
        """Give an article by id or slug with what is known beside it; raise NotFound."""
        known = name if name in self.shelf.briefs else self.shelf.by_slug.get(name)
        self.note(f"a:{known or name}")
        if known is None:
            raise NotFound(f"no article {name!r}", remedy="`yalu articles` lists them.")
        return self._entry(known)

    def _article(self, name: str) -> Article:
        return self._entry(name).article

    def _entry(self, name: str) -> Entry:
        found = self._texts.get(name)
        if found is None:
            with self._within():
                found = self._texts[name] = super().entry(name)
            if len(self._texts) > _MOST_ARTICLES:
                self._texts.popitem(last=False)
        return found

    def beside(self, article: Article) -> tuple[Brief | None, Brief | None]:
        """Give the articles that were published next after and next before one."""
        self.note(f"n:{article.id}")
        return self.shelf.beside(article)

    def slug_of(self, article: str) -> str:
        """Give the part of the address of an article by its id; raise NotFound."""
        self.note(f"b:{article}")
        found = self.shelf.briefs.get(article)
        if found is None:
            raise NotFound(f"no article {article!r}", remedy="`yalu articles` lists them.")
        return found.slug

    def slugs(self, ids: Iterable[str] | None = None) -> dict[str, str]:
        """Give the slug of every article by its id, or of those that are named."""
        if ids is None:
            self.note(WHOLE)
            return {one.id: one.slug for one in self.shelf.briefs.values()}
        wanted = list(ids)
        self.note(*(f"b:{one}" for one in wanted))
        return {one: self.shelf.briefs[one].slug for one in wanted if one in self.shelf.briefs}

    def name_at(self, table: Literal["authors", "categories", "tags"], slug: str) -> str | None:
        """Give the name of an author, category or tag by its slug, as the first article writes it."""
        self.note(f"A:{_name(ArticleFilter(**{_FIELDS[table]: slug}))}")  # type: ignore[arg-type]  # all of them texts
        return self.shelf.name_at(_FIELDS[table], slug)

    def source(self, name: str) -> Source:
        """Give a source by id; raise NotFound. Its path is a part of the mark of each article that was read from it."""
        with self._within():
            return super().source(name)

    def count_versions(self, article: str) -> int:
        """Count the versions of an article."""
        self.note(f"a:{article}")
        with self._within():
            return super().count_versions(article)

    def withdrawn(self, article: str | None = None) -> list[Withdrawn]:
        """Give the statements that their source took back; all of them, or an article's."""
        if article is None:
            return super().withdrawn()
        self.note(f"a:{article}")
        with self._within():
            return super().withdrawn(article)

    def _mark_article(self, name: str) -> bytes:
        return self.shelf.wholes.get(name, b"")

    def _mark_brief(self, name: str) -> bytes:
        return self.shelf.marks.get(name, b"")

    def _mark_articles(self, name: str) -> bytes:
        return _hash(*(self._mark_article(one).hex() for one in self._listed(_filter(name, ArticleFilter))))

    def _mark_listed(self, name: str) -> bytes:
        return _hash(*(self._mark_brief(one).hex() for one in self._listed(_filter(name, ArticleFilter))))

    def _mark_size(self, name: str) -> bytes:
        return _hash(str(len(self._listed(_filter(name, ArticleFilter)))))

    def _mark_beside(self, name: str) -> bytes:
        found = self.shelf.briefs.get(name)
        return _hash(repr(self.shelf.beside(self._article(name)))) if found else b""

    # Tables: nothing is asked where none is loaded

    def series(self, *datasets: str) -> list[Series]:
        """Give the series of datasets; of all when none is named."""
        return self._of_tables(lambda: super(HeldView, self).series(*datasets))

    def trade(self, wanted: TradeFilter | None = None) -> Iterator[TradeRow]:
        """Give rows of trade one by one."""
        return iter(self._of_tables(lambda: list(super(HeldView, self).trade(wanted))))

    def pairs(self, *states: str) -> Iterator[PairRow]:
        """Give numbers about pairs one by one."""
        return iter(self._of_tables(lambda: list(super(HeldView, self).pairs(*states))))

    def state_numbers(self, *states: str) -> Iterator[StateRow]:
        """Give numbers about states one by one."""
        return iter(self._of_tables(lambda: list(super(HeldView, self).state_numbers(*states))))

    def row_decisions(self) -> dict[str, RowDecision]:
        """Give the last decision on each row of a dataset, by the row's id."""
        found = self._of_tables(lambda: list(super(HeldView, self).row_decisions().items()))
        return dict(found)

    def _of_tables(self, ask: Callable[[], list[T]]) -> list[T]:
        self.note(TABLES)
        if not self._tables:
            return []
        with self._within():
            return ask()

    def change_number(self) -> int:
        """Give the number of the last commit before the archive was held."""
        return self._number

    # Plumbing: what has no name of its own is a read of the whole

    def _rows(self, query: Select[Any] | CompoundSelect[Any]) -> list[Any]:
        self._aside()
        return super()._rows(query)

    def _mappings(self, query: Select[Any]) -> list[Any]:
        self._aside()
        return super()._mappings(query)

    def _scalar(self, query: Select[Any]) -> Any:
        self._aside()
        return super()._scalar(query)

    def _plain(self, sql: str, *given: str | int | None) -> Any:
        self._aside()
        return super()._plain(sql, *given)

    def _plain_rows(self, sql: str, *given: str | int | None) -> list[Any]:
        self._aside()
        return super()._plain_rows(sql, *given)

    def _stream(self, query: Select[Any]) -> Iterator[Any]:
        self._aside()
        return super()._stream(query)

    def _aside(self) -> None:
        if not self._inner:
            self.note(WHOLE)


def _hash(*parts: str) -> bytes:
    return blake2b("\n".join(parts).encode(), digest_size=12).digest()


def _by_target(found: Iterable[Any]) -> dict[str, list[Decision]]:
    made: dict[str, list[Decision]] = {}
    for row in found:
        for name in dict.fromkeys(filter(None, (row["target"], row["anchor"]))):
            made.setdefault(name, []).append(rows.decision_of(row))
    return made


def _name(wanted: StatementFilter | ArticleFilter) -> str:
    """Give a filter as text: the fields that narrow."""
    given = {
        name: value for name, plain in _PLAIN[type(wanted)] if (value := getattr(wanted, name)) != plain
    }  # fmt: skip
    return msgspec.json.encode(given).decode()


def _null_first(value: str | None) -> tuple[bool, str]:
    return value is not None, value or ""


def _filter(text: str, kind: type[F]) -> F:
    return msgspec.json.decode(text, type=kind)
