"""Archive: the Python door to an archive file. The command line answers with the same methods.

    with yalu.open("dprk.yalu") as archive:
        archive.timeline("PRK", with_="CHN").to_pandas()

Every listing gives a Table of flat records; names of actors, authors and themes are taken as people write them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any, Literal, Self, Unpack, cast

from yalu import analysis, measuring
from yalu.actors import Gazetteer
from yalu.asking import Asked, Asker, Finding, Narrowing, parse_period
from yalu.columns import RecordKind
from yalu.deciding import decide_field, decide_statement
from yalu.errors import DateError, NotFound, QueryError
from yalu.model import (
    Agreement,
    AnyMention,
    AnyStatement,
    Article,
    Certainty,
    Decision,
    Figure,
    Flow,
    Kind,
    MentionKind,
    Record,
    RowDecision,
    Verdict,
    bounds_of,
    flatten_article,
    flatten_mention,
    flatten_statement,
)
from yalu.search import Index, Order, Results, open_index
from yalu.store import (
    ArticleFilter,
    Brief,
    HeldView,
    MentionFilter,
    StatementFilter,
    Store,
    TradeFilter,
    View,
    open_archive,
)
from yalu.table import Table

_ALL = 1_000_000
"""What a search without a limit asks the index for."""


class Archive:
    """An archive, opened for reading; `close` it or use it as a context manager."""

    def __init__(self, store: Store, view: View | None = None) -> None:
        self._store = store
        self.view: View = view or store.view()
        self._asker = Asker(self.view)
        self._opened: Index | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Archive {self.path}>"

    @property
    def path(self) -> Path:
        """The archive file."""
        return self._store.path

    def close(self) -> None:
        """Close the file."""
        self._store.close()

    # Articles

    def articles(
        self, *, author: str | None = None, category: str | None = None, tag: str | None = None,
        year: str | None = None, complete: bool | None = None, limit: int | None = None,
    ) -> Table:  # fmt: skip
        """List articles, newest first, undated ones last."""
        asked = self.each_article(author=author, category=category, tag=tag, year=year, complete=complete)
        return _table(map(flatten_article, islice(asked, limit)), "article")

    def each_article(
        self, *, author: str | None = None, category: str | None = None, tag: str | None = None,
        year: str | None = None, complete: bool | None = None,
    ) -> Iterator[Article]:  # fmt: skip
        """Give articles one by one; raise NotFound for an unknown author or category."""
        earliest, latest = parse_period(year) if year else (None, None)
        author = self._asker.author(author) if author else None
        category = self._asker.category(category) if category else None
        return self.view.each_article(
            ArticleFilter(
                author=author, category=category, tag=tag, earliest=earliest, latest=latest, complete=complete
            )
        )

    def article(self, name: str) -> Record:
        """Give one article by id or slug; raise NotFound."""
        return flatten_article(self.view.article(name))

    def versions(self, name: str) -> Table:
        """List the versions of an article by id or slug, oldest first, with what each changed of the one before."""
        return Table(map(analysis.flatten_revised, self.revisions(name)))

    def revisions(self, name: str) -> list[analysis.Revised]:
        """Give the versions of an article with their words compared, and what the source withdrew; raise NotFound."""
        article = self.view.article(name).id
        return analysis.revise(self.view.editions(article), self.view.withdrawn(article))

    def set_article(self, name: str, field: str, value: str, *, by: str, why: str = "") -> Decision:
        """Decide a field that a page lacks or has wrong; the decision is kept with its author and time.

        `value` is plain text, a list joined by commas, or JSON; "" and "null" take the field away. Raises NotFound,
        QueryError for a field or value that cannot be, and ArchiveReadOnly.
        """
        return self._record(decide_field(self.view.article(name), field, value, by=by, why=why))

    def decide(
        self, statement: str, verdict: Verdict, *, field: str | None = None, value: str | None = None, by: str,
        why: str = "",
    ) -> Decision:  # fmt: skip
        """Accept, reject, correct (`field` and `value`) a statement by id, or undo the last word; the coder's is kept beside it.

        Raises NotFound, QueryError or DateError for a field or value that does not fit, and ArchiveReadOnly.
        """
        told = self.view.statement(statement)
        before = self.view.decisions(told.id)
        return self._record(decide_statement(told, verdict, field=field, value=value, by=by, why=why, before=before))

    def decisions(self, target: str | None = None) -> Table:
        """List what people decided, oldest first: all, or on one article or statement."""
        return Table(cast("Record", asdict(one)) for one in self.view.decisions(target))

    def _record(self, made: Decision) -> Decision:
        with open_archive(self.path, write=True) as store, store.writer() as writer:
            writer.decide(made)
        return made

    # Names

    def actor_id(self, name: str) -> str:
        """Give the id of an actor by code, id or name; raise NotFound with names near it."""
        return self._asker.actor(name)

    def author_slug(self, name: str) -> str:
        """Give the slug of an author by name or slug; raise NotFound with names near it."""
        return self._asker.author(name)

    def category_slug(self, name: str) -> str:
        """Give the slug of a category by name or slug; raise NotFound with names near it."""
        return self._asker.category(name)

    # Search

    def search(
        self, query: str = "", *, limit: int | None = 20, **narrowing: Unpack[Finding]
    ) -> Table:  # fmt: skip
        """Find articles, best first: words, "phrases", OR, -not, actor:PRK, year:2013..2017; `limit` None gives all."""
        found = self.find(query, limit=limit, **narrowing)
        return _table(self.hits(found), "hit")

    def find(
        self, query: str, *, limit: int | None = 20, offset: int = 0, statements: int | None = None,
        statement_offset: int = 0, order: Order = "relevance", **narrowing: Unpack[Finding],
    ) -> Results:  # fmt: skip
        """Give hits with counts, facets and what of the query was not understood; as many statements as articles unless said."""
        where = list(self._where(narrowing))
        index = self._index()
        size = _ALL if limit is None else limit
        return index.search(
            query, self.view, where=where, limit=size, offset=offset, order=order,
            statements=size if statements is None else statements, statement_offset=statement_offset,
        )  # fmt: skip

    def _index(self) -> Index:
        """Give the index, caught up; opened once, and again when somebody took its folder away."""
        if self._opened is None or not self._opened.stands():
            self._opened = open_index(self.path, lambda: self._asker.gazetteer)
        self._opened.catch_up(self.view)
        return self._opened

    def alike(self, article: Article, *, limit: int = 4) -> list[Brief]:
        """Give the articles whose words are most like those of one, the most alike first."""
        ids = self._index().alike(article, limit=limit)
        found = self.view.briefs_of(ids) if ids else {}
        return [found[name] for name in ids if name in found]

    def _where(self, given: Finding) -> Iterator[tuple[str, str]]:
        names = {
            "actor": self._asker.actor,
            "author": self._asker.author,
            "category": self._asker.category,
            "year": _years,
        }
        for name, value in given.items():
            text = str(value or "")
            if text and name == "written_before":
                yield "before", check_date(text)
            elif text:
                yield name, names[name](text) if name in names else text

    def hits(self, found: Results) -> Iterator[Record]:
        """Give the flat record of each hit: the article's, with score, snippet and reasons."""
        articles = {one.id: one for one in self.view.articles(ArticleFilter(ids=tuple(h.article for h in found.hits)))}
        for hit in found.hits:
            reasons = [f"{one.words} in {one.where}, {one.times} times" for one in hit.reasons]
            record = flatten_article(articles[hit.article])
            yield {**record, "score": hit.score, "snippet": hit.snippet.text, "reasons": list(reasons)}

    # Statements

    def timeline(
        self, actor: str | None = None, /, *, kind: Kind | Sequence[Kind] = ("event", "agreement"),
        dated: bool = False, limit: int | None = None, **narrowing: Unpack[Narrowing],
    ) -> Table:  # fmt: skip
        """List what is told of an actor in order of time, undated ones last unless `dated`."""
        asked = _ask(narrowing, kind=kind, actor=actor or narrowing.get("actor"))
        return _statements(islice(self.each_in_time(asked, dated=dated), limit))

    def each_in_time(self, asked: Asked, *, dated: bool = False) -> Iterator[AnyStatement]:
        """Give statements in order of their earliest day, an agreement by its signing; undated ones last."""
        line = analysis.timeline(self.each_statement(asked))
        yield from (entry.statement for entry in line.entries)
        if not dated:
            yield from line.undated

    def dyad(self, first: str, second: str, *, both: bool = False, **narrowing: Unpack[Narrowing]) -> Table:
        """List what `first` did to `second`, and the figures, agreements and claims about the two.

        An ordered pair: what `second` did to `first` is another dyad, added by `both`.
        """
        return _statements(self.each_of_dyad(self.measure_dyad(first, second, **narrowing), both=both))

    def measure_dyad(self, first: str, second: str, **narrowing: Unpack[Narrowing]) -> analysis.Dyad:
        """Give both directions of a dyad with quad classes, years and mean intensity."""
        one, other = self.codes(first, second)
        wanted = self._asker.understand(_ask(narrowing))
        # Of figures alone both may stand on one side, and then make no pair: how much the two have together.
        together = replace(wanted, kinds=("figure",), concerned=(one, other))
        both = chain(self.view.statements(replace(wanted, dyad=(one, other))), self.view.statements(together))
        return analysis.dyad({said.id: said for said in both}.values(), one, other)

    @staticmethod
    def each_of_dyad(measure: analysis.Dyad, *, both: bool = False) -> Iterator[AnyStatement]:
        """Give the statements a measure of a dyad rests on: events of its direction, then what is about the two."""
        events: dict[str, AnyStatement] = {one.id: one for one in measure.forward.events}
        if both:
            events |= {one.id: one for one in measure.backward.events}
        line = analysis.timeline(events.values())
        yield from (entry.statement for entry in line.entries)
        yield from line.undated
        yield from measure.agreements
        yield from measure.figures
        yield from measure.claims

    def figures(
        self, *, about: str | Sequence[str] | None = None, measure: str | None = None, limit: int | None = None,
        **narrowing: Unpack[Narrowing],
    ) -> Table:  # fmt: skip
        """List figures: who says how much, of what, of whom, with whom, as of when."""
        asked = _ask(narrowing, kind="figure", about=about, measure=measure)
        return _statements(islice(self.each_statement(asked), limit))

    def agreements(self, *parties: str, limit: int | None = None, **narrowing: Unpack[Narrowing]) -> Table:
        """List every sentence that names an agreement of all the parties, in order of signing."""
        asked = _ask(narrowing, kind="agreement", parties=parties)
        linked = analysis.link_agreements(self.each_agreement(asked))
        return _statements(islice((one for entry in linked for one in entry.tellings), limit))

    def each_agreement(self, asked: Asked) -> Iterator[Agreement]:
        """Give agreements one by one."""
        return (one for one in self.each_statement(asked) if isinstance(one, Agreement))

    def claims(
        self, *, theme: str | None = None, about: str | Sequence[str] | None = None, limit: int | None = None,
        **narrowing: Unpack[Narrowing],
    ) -> Table:  # fmt: skip
        """List claims: who holds what on a theme about an actor or a dyad ("CHN,PRK": about both)."""
        asked = _ask(narrowing, kind="claim", theme=theme, about=about)
        return _statements(islice(self.each_statement(asked), limit))

    def statements(self, *, limit: int | None = None, **asked: Unpack[Asked]) -> Table:
        """List statements of all kinds, in order of time with undated ones last."""
        return _statements(islice(self.each_statement(asked), limit))

    def each_statement(self, asked: Asked) -> Iterator[AnyStatement]:
        """Give statements one by one; raise NotFound for an unknown name, QueryError for a bad date."""
        return self.view.statements(self._asker.understand(asked))

    def understand(self, asked: Asked) -> StatementFilter:
        """Give the filter that a question means; raise NotFound for an unknown name, QueryError for a bad date."""
        return self._asker.understand(asked)

    def statements_page(
        self, asked: Asked, *, limit: int, offset: int = 0, order: Literal["time", "written"] = "time"
    ) -> list[AnyStatement]:  # fmt: skip
        """Give some of the statements that are asked for, in order of time or of their articles; only these are read."""
        wanted = replace(self._asker.understand(asked), limit=limit, offset=offset, order=order)
        return list(self.view.statements(wanted))

    def count_statements(self, asked: Asked) -> int:
        """Count the statements that are asked for."""
        return self.view.count_statements(self._asker.understand(asked))

    def statement(self, name: str) -> Record:
        """Give one statement by id; raise NotFound."""
        return flatten_statement(self.view.statement(name))

    # Mentions

    def mentions(
        self, *, kind: MentionKind | None = None, article: str | None = None, actor: str | None = None,
        limit: int | None = None,
    ) -> Table:  # fmt: skip
        """List mentions: words that name an actor, a date or a quantity, in order of the texts."""
        found = self.each_mention(kind=kind, article=article, actor=actor)
        return _table(map(flatten_mention, islice(found, limit)), "mention")

    def each_mention(
        self, *, kind: MentionKind | None = None, article: str | None = None, actor: str | None = None
    ) -> Iterator[AnyMention]:
        """Give mentions one by one."""
        wanted = MentionFilter(
            kinds=(kind,) if kind else (),
            article=self.view.article(article).id if article else None,
            actor=self._asker.actor(actor) if actor else None,
        )
        return self.view.mentions(wanted)

    # Datasets

    def data(self) -> Table:
        """List every series of the loaded tables: where it is from, which years it covers, how many rows."""
        return Table(analysis.describe_series(self.view.datasets(), self.view.series(), self.view.row_spans()))

    def data_rows(self, state: str, *, partner: str | None = None, series: str | None = None) -> Table:
        """List the rows of trade of a state, with what is odd about each and what was decided on it."""
        code, other = self._asker.actor(state), self._asker.actor(partner) if partner else None
        book = self.trade_book(code)
        odd: dict[str, list[str]] = {}
        for suspect in analysis.find_suspects(book):
            odd.setdefault(suspect.row, []).append(suspect.why)
        found = (one for one in book.rows if other is None or other in (one.reporter, one.partner))
        return Table(
            analysis.describe_row(one, book, odd.get(one.id, ()))
            for one in found
            if series is None or one.series == series or one.series.startswith(f"{series}/")
        )

    def series_rows(self, series: str, *, state: str | None = None) -> Table:
        """List the rows of one series of trade, products apart too, each with what is odd about it; `state` is a code."""
        wanted = TradeFilter(states=(state,) if state else (), datasets=(series.partition("/")[0],), product=None)
        rows = [row for row in self.view.trade(wanted) if row.series == series]
        book = analysis.open_book(self.view.series(), rows, self.view.row_decisions())
        odd: dict[str, list[str]] = {}
        for one in analysis.find_suspects(book):
            odd.setdefault(one.row, []).append(one.why)
        return Table(analysis.describe_row(one, book, odd.get(one.id, ())) for one in rows)

    def trade_book(self, *states: str) -> analysis.Book:
        """Give the trade of states in all series, rows left out by a decision marked; of all states when none is named.

        Codes, not names: `Asker.actor` gives them.
        """
        return measuring.open_book(self.view, *states)

    def dependence(
        self, state: str, *, partner: str | None = None, flow: Flow | None = None, year: str | None = None
    ) -> Table:  # fmt: skip
        """List the shares of a state's trading partners by every series, year and flow, with concentration."""
        code, other = self._asker.actor(state), self._asker.actor(partner) if partner else None
        book = self.trade_book(code)
        measuring.need_trade(book, code)
        first, last = _period_years(year)
        found = measuring.list_shares(book, code, partner=other, flow=flow, first=first, last=last)
        return Table(measuring.flatten_shares(one, book, partner=other) for one in found)

    def asymmetry(self, first: str, second: str) -> Table:
        """List who of two states depends more on the other, by every series that tells of both wholes."""
        one, other = self._asker.actor(first), self._asker.actor(second)
        found = measuring.measure_pairs(self.trade_book(one, other), one, other)
        return Table(cast("Record", {**asdict(each), "ids": list(each.ids)}) for each in found)

    def reconcile(self, **narrowing: Unpack[Narrowing]) -> Table:
        """Set every figure of trade beside all loaded series, and every "first decline since": verdicts in words."""
        return Table(self.each_reconciled(**narrowing))

    def each_reconciled(self, **narrowing: Unpack[Narrowing]) -> Iterator[Record]:
        """Give figures with their readings one by one, then sentences that call a fall the first for years."""
        figures = [one for one in self.each_statement(_ask(narrowing, kind="figure")) if isinstance(one, Figure)]
        yield from map(measuring.flatten_reconciliation, self.reconcile_figures(figures))
        if not any(value for name, value in narrowing.items() if name != "article"):
            yield from map(measuring.flatten_fall, self.check_falls(article=narrowing.get("article")))

    def reconcile_figures(self, figures: Sequence[Figure]) -> Iterator[analysis.Reconciliation]:
        """Set figures beside all series; those that no series can speak to are passed over."""
        codes = measuring.find_codes(self.view, figures)
        if codes:
            yield from measuring.reconcile_figures(self.view, self.trade_book(*codes), figures)

    def check_falls(self, *, article: str | None = None) -> Iterator[analysis.FallCheck]:
        """Set every "first decline since" and "highest since" beside the series that can tell."""
        wanted = ArticleFilter(ids=(self.view.article(article).id,)) if article else None
        yield from measuring.check_falls(self.view, wanted)

    def what_if(self, question: analysis.Question) -> analysis.WhatIf:
        """Answer what would happen if a state lost a part of its trade with a partner, by every series; codes, not names."""
        book = self.trade_book(question.of)
        measuring.need_trade(book, question.of)
        return analysis.ask_what_if(book, question)

    def equilibria(self, question: analysis.Question) -> tuple[measuring.Welfare, ...]:
        """Answer a what-if in general equilibrium by every full matrix with sales at home; mostly there is none."""
        return measuring.solve_matrices(self.view, question)

    def ties(self, first: str, second: str) -> Table:
        """List the alliance obligations of two states as runs of years, and their distance in the United Nations."""
        one, other = self._asker.actor(first), self._asker.actor(second)
        return Table(measuring.list_ties(self.view, one, other))

    def exposure(self, first: str, second: str) -> Table:
        """List the trade of two states over the output of each (weak link), where tables of outputs are loaded."""
        one, other = self._asker.actor(first), self._asker.actor(second)
        return Table(measuring.list_exposures(self.view, self.trade_book(one, other), one, other))

    def influence(self, first: str, second: str) -> Record | None:
        """Give bandwidth times dependence of the first on the second with its weights and its range; None without the tables."""
        one, other = self._asker.actor(first), self._asker.actor(second)
        return measuring.weigh_influence(self.view, self.trade_book(other), one, other)

    def decide_row(
        self, row: str, verdict: Literal["leave out", "keep"], *, by: str, why: str = ""
    ) -> RowDecision:  # fmt: skip
        """Decide whether a row of a dataset counts in measures; raise NotFound for a row that is not loaded."""
        series = "/".join(row.split("/")[:2])
        if series not in {one.id for one in self.view.series()}:
            raise NotFound(f"no row {row!r}", remedy="`yalu data rows STATE` lists them.")
        at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        made = RowDecision(row=row, verdict=verdict, by=by, at=at, why=why)
        with open_archive(self.path, write=True) as store, store.writer() as writer:
            writer.decide_row(made)
        return made

    # The log and the file

    def issues(self) -> Table:
        """List what was skipped or guessed, and why."""
        return Table(cast("Record", asdict(one)) for one in self.view.issues())

    def runs(self) -> Table:
        """List what read or coded what, when, with which versions."""
        return Table(cast("Record", {**asdict(one), "counts": [dict(one.counts)]}) for one in self.view.runs())

    def check(self) -> Table:
        """Verify every law of the data; an empty table is what is wanted."""
        return Table(cast("Record", one._asdict()) for one in self.view.check())

    def backup(self, to: str | Path, *, force: bool = False) -> Path:
        """Copy the archive, also while it is in use."""
        return self._store.backup(to, force=force)

    def codes(self, *names: str) -> tuple[str, ...]:
        """Give what counts in a dyad for each name; raise NotFound for one that has no code (a place)."""
        found = [self._asker.actor(name) for name in names]
        codes = []
        for name in found:
            known = self._asker.gazetteer.actor(name) if not name.isupper() else None
            if known and known.code is None:
                raise NotFound(f"{known.name} is a {known.kind} and no side of a dyad", remedy="Name a state or body.")
            codes.append(known.code if known and known.code else name)
        return tuple(codes)


def open_file(path: str | Path, *, busy_seconds: float = 10.0, query_seconds: float = 0.0) -> Archive:
    """Open an archive file for reading; raise ArchiveMissing, NotAnArchive, ArchiveTooNew or another ArchiveError.

    `query_seconds` breaks off a query that works longer, as ArchiveSlow; 0 never does.
    """
    return Archive(open_archive(path, busy_seconds=busy_seconds, query_seconds=query_seconds))


class HeldArchive(Archive):
    """An archive as it stands now, held in memory for a copy of the whole of it; what is read is noted in its view."""

    def __init__(self, store: Store, gazetteer: Gazetteer | None = None) -> None:
        self.held: HeldView = store.hold()
        super().__init__(store, self.held)
        self._asker = Asker(self.held, gazetteer)
        self._alike: dict[tuple[str, int], list[Brief]] = {}
        self.held.way("l", self._mark_alike)
        self.held.way("f", self._mark_found)

    def alike(self, article: Article, *, limit: int = 4) -> list[Brief]:
        """Give the articles whose words are most like those of one, the most alike first."""
        self.held.note(f"l:{limit}:{article.id}")
        return self._find_alike(article, limit)

    def _find_alike(self, article: Article, limit: int) -> list[Brief]:
        found = self._alike.get((article.id, limit))
        if found is None:
            found = self._alike[article.id, limit] = super().alike(article, limit=limit)
        return found

    def _mark_alike(self, name: str) -> bytes:
        limit, _, article = name.partition(":")
        return repr(self._find_alike(self.view.article(article), int(limit))).encode()

    def find(self, query: str, **more: Any) -> Results:
        """Give hits as the archive does: a read of how many there are where one alone is asked for, else of the whole."""
        self.held.note(f"f:{query}" if more == {"limit": 1} else HeldView.WHOLE)
        return super().find(query, **more)

    def _mark_found(self, query: str) -> bytes:
        found = super().find(query, limit=1)
        shown = [self.held.mark(f"a:{hit.article}") for hit in found.hits]
        return b"".join([str(found.count).encode(), *shown])

    def only(self, asked: Asked) -> str | None:
        """Give the id of the only statement that is asked for, "" where there is none, None where there are several."""
        return self.held.only(self._asker.understand(asked))


def hold_file(
    path: str | Path, *, gazetteer: Gazetteer | None = None, busy_seconds: float = 10.0
) -> HeldArchive:  # fmt: skip
    """Open an archive file and hold it for a copy of the whole; raise ArchiveError."""
    return HeldArchive(open_archive(path, busy_seconds=busy_seconds), gazetteer)


def _ask(narrowing: Narrowing, **more: object) -> Asked:
    return cast("Asked", {**narrowing, **more})


def _table(records: Iterable[Record], kind: RecordKind) -> Table:
    return Table(records, kind)


def _statements(statements: Iterable[AnyStatement]) -> Table:
    records = [flatten_statement(one) for one in statements]
    kinds = {str(record["kind"]) for record in records}
    return Table(records, cast("RecordKind", kinds.pop()) if len(kinds) == 1 else "statement")


def check_date(text: str) -> str:
    """Give a text that is a date; raise QueryError."""
    try:
        bounds_of(text)
    except DateError as error:
        raise QueryError(error.message, remedy=error.remedy) from error
    return text


def _years(year: str) -> str:
    """Write a period as the query language has it."""
    first, last = parse_period(year)
    return first if first == last and first else f"{first or ''}..{last or ''}"


def _period_years(year: str | None) -> tuple[int | None, int | None]:
    """Give the first and last year of a period."""
    first, last = parse_period(year) if year else (None, None)
    begin, end = bounds_of(first).earliest if first else None, bounds_of(last).latest if last else None
    return begin.year if begin else None, end.year if end else None


__all__ = ["Archive", "Asked", "Certainty", "Narrowing", "Table", "open_file"]
