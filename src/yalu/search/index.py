"""The index beside an archive: opened or made, caught up, searched. Losing it loses nothing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any, Literal

import tantivy

from yalu.actors import Gazetteer
from yalu.model import Article, fold
from yalu.search import query as language
from yalu.search.alike import find_alike
from yalu.search.analyser import VERSION, Analyser, make_analyser
from yalu.search.compiling import Compiler, Needle
from yalu.search.results import Facet, Hit, Results, StatementHit
from yalu.search.schema import FACETS, article_document, build_schema, field_names, statement_document
from yalu.search.snippets import find_needles, give_reasons, make_snippet, whole
from yalu.search.suggesting import suggest
from yalu.store import ArticleFilter, MentionFilter, StatementFilter, View

Order = Literal["relevance", "newest", "oldest"]
_HEAP = 64_000_000
_BATCH = 1_000
"""Articles between two commits of the index."""
_STAMP = "yalu-stamp.json"
_FACET_SIZE = 200
_MOST_TERMS = 100_000


@dataclass(slots=True)
class Index:
    """A search index; safe for several threads. `folder` is None when it is held in memory only."""

    folder: Path | None
    _index: Any
    _schema: Any
    _analyser: Analyser
    _gazetteer: Callable[[], Gazetteer] | None
    """Gives the names of actors: asked only for a query that names one, since to load them takes long."""
    _memory: dict[str, Any] = field(default_factory=dict)
    """The stamp of an index held in memory."""
    _lock: Lock = field(default_factory=Lock)
    _seen: dict[str, Any] = field(default_factory=dict)
    """The stamp when the index was last loaded: while it stands, so does what is loaded."""
    _holding: dict[str, int] = field(default_factory=dict)
    """How many documents hold a term, as far as it was asked."""

    def stands(self) -> bool:
        """Say whether the folder is still there: it may be taken away at any time, and is then made anew."""
        return self.folder is None or (self.folder / _STAMP).exists()

    def catch_up(self, view: View) -> bool:
        """Bring the index to what the archive holds; False when another process holds the writer and does it."""
        with self._lock:
            change = view.change_number()
            if self._seen.get("change") == change:
                return True
            stamp = self._stamp()
            same = stamp.get("version") == VERSION and stamp.get("archive") == _identity(view)
            if same and stamp.get("change") == change:
                self._load(stamp)
                return True
            if same and stamp["change"] < change:
                return self._write(view, stamp["change"], fresh=False)
            return self._write(view, 0, fresh=True)

    def _write(self, view: View, since: int, *, fresh: bool) -> bool:
        try:
            writer = self._index.writer(_HEAP, 1)
        except ValueError as error:
            if "LockBusy" in str(error) or "Lockfile" in str(error):
                self._load(self._stamp())
                return False
            self._to_memory()
            writer, since, fresh = self._index.writer(_HEAP, 1), 0, True
        try:
            self._fill(writer, view, since, fresh)
        finally:
            writer.wait_merging_threads()
        self._load(self._stamp())
        return True

    def _load(self, stamp: dict[str, Any]) -> None:
        """Take over what was written last, by this process or another."""
        if stamp != self._seen:
            self._index.reload()
            self._seen = dict(stamp)
            self._holding.clear()

    def _fill(self, writer: Any, view: View, since: int, fresh: bool) -> None:
        if fresh:
            writer.delete_all_documents()
        identity, reached = _identity(view), since
        goal = view.change_number()
        for number, (article, changed) in enumerate(list(view.changed_since(since)), 1):
            self._put(writer, view, article)
            # A change number may be shared by articles, so a commit on the way stamps the one before.
            if number % _BATCH == 0:
                writer.commit()
                self._set_stamp({"version": VERSION, "archive": identity, "change": max(reached, changed - 1)})
            reached = max(reached, changed - 1)
        writer.commit()
        self._set_stamp({"version": VERSION, "archive": identity, "change": goal})

    def _put(self, writer: Any, view: View, name: str) -> None:
        writer.delete_documents_by_term("article", name)
        entry = view.entry(name)
        article = entry.article
        statements = list(view.statements(StatementFilter(article=name, order="place")))
        mentions = [one for one in view.mentions(MentionFilter(article=name)) if one.kind == "actor"]
        source = entry.source.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
        documents = [article_document(article, mentions, statements, source=source)]
        documents += [statement_document(statement, article, source=source) for statement in statements]
        for document in documents:
            writer.add_document(tantivy.Document.from_dict(document, self._schema))

    def _to_memory(self) -> None:
        """Go on in memory: the folder cannot be written."""
        self.folder = None
        self._memory = {}
        self._index = tantivy.Index(self._schema)
        self._analyser.register(self._index)

    def _stamp(self) -> dict[str, Any]:
        if self.folder is None:
            return self._memory
        try:
            stamp = json.loads((self.folder / _STAMP).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return stamp if isinstance(stamp, dict) and isinstance(stamp.get("change"), int) else {}

    def _set_stamp(self, stamp: dict[str, Any]) -> None:
        if self.folder is None:
            self._memory = stamp
            return
        draft = self.folder / f"{_STAMP}.new"
        draft.write_text(json.dumps(stamp), encoding="utf-8")
        draft.replace(self.folder / _STAMP)

    def search(
        self,
        text: str,
        view: View,
        *,
        where: Iterable[tuple[str, str]] = (),
        order: Order = "relevance",
        limit: int = 20,
        offset: int = 0,
        statements: int = 10,
        statement_offset: int = 0,
    ) -> Results:
        """Search with a query of the query language and further (field, value) pairs; bodies come from the view."""
        parsed = language.parse(text)
        compiler = Compiler(self._schema, self._analyser, self._actors)
        extra = [language.Field(name, value, 0, 0) for name, value in where if name in language.FIELDS]
        query = compiler.compile(language.All((parsed.node, *extra)))
        query = query if query is not None else tantivy.Query.all_query()
        searcher = self._index.searcher()
        found = _search(searcher, self._of_kind("article", query), order, limit, offset)
        said = _search(searcher, self._of_kind("statement", query), order, statements, statement_offset)
        return Results(
            count=found.count,
            hits=self._hits(searcher, found.hits, compiler.needles, view),
            statement_count=said.count,
            statements=tuple(_statement_hit(searcher, score, address) for score, address in said.hits),
            facets=_facets(searcher, self._of_kind("article", query)),
            problems=(*parsed.problems, *compiler.problems),
            suggestion="" if found.count else self._suggest(text, searcher, view),
            behind=self._seen.get("change") != view.change_number(),
        )

    def alike(self, article: Article, *, limit: int) -> list[str]:
        """Give the ids of the articles whose words are most like those of one."""
        if len(self._holding) > _MOST_TERMS:
            self._holding.clear()
        searcher = self._index.searcher()
        return find_alike(article, searcher, self._schema, self._analyser, limit=limit, known=self._holding)

    def _suggest(self, text: str, searcher: Any, view: View) -> str:
        def find(term: str) -> Article | None:
            query = self._of_kind("article", tantivy.Query.term_query(self._schema, "body", term))
            hits = searcher.search(query, 1).hits
            return view.article(searcher.doc(hits[0][1])["id"][0]) if hits else None

        return suggest(text, searcher, self._analyser, find=find)

    def _of_kind(self, kind: str, query: Any) -> Any:
        wanted = tantivy.Query.term_query(self._schema, "doc_kind", kind)
        wanted = tantivy.Query.const_score_query(wanted, 0.0)
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, wanted), (tantivy.Occur.Must, query)])

    def _actors(self, name: str) -> tuple[str, ...]:
        actor = self._gazetteer().resolve(name) if self._gazetteer else None
        return (actor.id,) if actor else ()

    def _hits(self, searcher: Any, found: list[Any], needles: list[Needle], view: View) -> tuple[Hit, ...]:
        named = [(searcher.doc(address)["id"][0], _score(score)) for score, address in found]
        wanted = ArticleFilter(ids=tuple(name for name, _ in named))
        articles = {article.id: article for article in view.articles(wanted)} if named else {}
        return tuple(self._hit(articles[name], score, needles) for name, score in named if name in articles)

    def _hit(self, article: Article, score: float, needles: list[Needle]) -> Hit:
        text = fold(article.text)
        title = find_needles(article.title, needles, self._analyser)
        body = find_needles(text, needles, self._analyser)
        names = find_needles(
            " · ".join((*article.authors, *article.categories, *article.tags)), needles, self._analyser
        )
        return Hit(
            article=article.id,
            score=score,
            title=whole(article.title, title),
            snippet=make_snippet(text, body),
            reasons=give_reasons({"title": title, "text": body, "names": names}),
        )


def open_index(archive: Path, gazetteer: Callable[[], Gazetteer] | None = None) -> Index:
    """Open or make the index folder beside an archive; in memory when the folder cannot be written."""
    schema, analyser = build_schema(), make_analyser()
    folder: Path | None = archive.with_name(f"{archive.name}.index")
    index = _open_folder(folder, schema) if folder else None
    if index is None:
        folder, index = None, tantivy.Index(schema)
    analyser.register(index)
    return Index(folder, index, schema, analyser, gazetteer)


def _open_folder(folder: Path, schema: Any) -> Any | None:
    try:
        folder.mkdir(exist_ok=True)
        probe = folder / ".yalu-probe"
        probe.touch()
        probe.unlink()
    except OSError:
        return None
    with suppress(ValueError):
        return tantivy.Index(schema, path=str(folder))
    # Another schema, or damaged: it is derived, so it is made anew.
    shutil.rmtree(folder, ignore_errors=True)
    try:
        folder.mkdir(exist_ok=True)
        return tantivy.Index(schema, path=str(folder))
    except (OSError, ValueError):
        return None


def _identity(view: View) -> str:
    """Tell apart two archives that stand under one name one after the other."""
    runs = view.runs()
    return runs[0].id if runs else ""


def _search(searcher: Any, query: Any, order: Order, limit: int, offset: int) -> Any:
    if order == "relevance":
        return searcher.search(query, limit=max(limit, 1), offset=offset)
    direction = tantivy.Order.Desc if order == "newest" else tantivy.Order.Asc
    return searcher.search(query, limit=max(limit, 1), offset=offset, order_by_field="day", order=direction)


def _score(score: Any) -> float:
    return float(score) if isinstance(score, int | float) else 0.0


def _statement_hit(searcher: Any, score: Any, address: Any) -> StatementHit:
    document = searcher.doc(address)
    return StatementHit(statement=document["id"][0], article=document["article"][0], score=_score(score))


def _facets(searcher: Any, query: Any) -> tuple[tuple[str, tuple[Facet, ...]], ...]:
    wanted = {name: {"terms": {"field": name, "size": _FACET_SIZE}} for name in FACETS}
    found = searcher.aggregate(query, wanted)
    return tuple((name, _facet(name, found[name]["buckets"])) for name in FACETS)


def _facet(name: str, buckets: list[dict[str, Any]]) -> tuple[Facet, ...]:
    plain = [
        Facet(str(int(one["key"])) if name == "year" else str(one["key"]), int(one["doc_count"])) for one in buckets
    ]
    if name == "year":
        return tuple(sorted(plain, key=lambda one: -int(one.value)))
    return tuple(sorted(plain, key=lambda one: (-one.count, one.value)))


__all__ = ["Index", "Order", "field_names", "open_index"]
