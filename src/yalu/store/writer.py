"""Writer: the one way into an archive. One article, one transaction: killed at any instant, whole articles only."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from sqlalchemy import Engine, insert, update
from sqlalchemy.dialects import sqlite

from yalu.errors import NotFound, QueryError
from yalu.model import (
    Article,
    Copy,
    DataRow,
    Dataset,
    Decision,
    FileState,
    ImageFile,
    Issue,
    RowDecision,
    Run,
    Series,
    Source,
    apply_decisions,
    make_id,
)
from yalu.store import deciding, putting, tables
from yalu.store.connection import read, write
from yalu.store.putting import Change, Coded
from yalu.store.rows import encode
from yalu.store.schema import files, images, runs


class Writer:
    """Writes to an archive; any number may be open, each transaction waits for its turn."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        self._path = path

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    # Runs

    def begin_run(self, command: str, *, yalu: str = "", lexicon: str = "", model: str = "") -> Run:
        """Record that a reading or coding begins."""
        started = datetime.now(UTC)
        run = Run(
            id=make_id("run", command, started.isoformat(), os.getpid()),
            command=command,
            started=_iso(started),
            yalu=yalu,
            lexicon=lexicon,
            model=model,
        )
        with write(self._engine, self._path) as connection:
            names = ("id", "command", "started", "ended", "yalu", "lexicon", "model")
            row = {name: getattr(run, name) for name in names}
            connection.execute(insert(runs), [row | {"counts": "{}"}])
        return run

    def end_run(self, run: Run, counts: Mapping[str, int]) -> Run:
        """Record that a run has ended, and what it did."""
        ended = replace(run, ended=_iso(datetime.now(UTC)), counts=tuple(counts.items()))
        with write(self._engine, self._path) as connection:
            values = {"ended": ended.ended, "counts": encode(dict(counts)), "model": run.model, "lexicon": run.lexicon}
            connection.execute(update(runs).where(runs.c.id == run.id).values(values))
        return ended

    # Articles

    def needs_coding(self, article: Article, key: str, source: Source | None = None) -> bool:
        """Say whether an article as read is to be coded: what the archive has of it was made from something else.

        With `source` a version that would not become the current one (a teaser beside the whole) needs none.
        """
        with read(self._engine, self._path) as connection:
            known = putting.standing_of(connection, article.id, source.path if source else "")
        if known is None:
            return True
        if source is not None and not known.gives_way_to(article):
            return False
        return (known.version, known.coding_key) != (article.version, key)

    def put(
        self,
        source: Source,
        article: Article,
        coded: Coded | None,
        run: Run,
        *,
        decisions: Iterable[Decision] = (),
        issues: Iterable[Issue] | None = None,
        own: str | None = None,
    ) -> Change:
        """Put an article as read, decisions made on it beside its source, and its coding, in one transaction.

        Says whether the text is new, changed, or the same. A coding of another than the current version is left out;
        an article that changes without a coding loses its old one, which would not fit. Statements whose words stand in
        the new version keep their addresses; the others are kept as withdrawn by the source. `issues`, when given, take
        the place of those the article had from coding. `own` is the id that its source alone would give the article,
        where it is a version of another.
        """
        made = tuple(decisions)
        with write(self._engine, self._path, durable=bool(made)) as connection:
            putting.put_source(connection, source, run.id)
            put = putting.put_version(connection, source, article, run.id)
            change = put.change
            if own is not None and own != article.id:
                putting.join(connection, own, article.id)
            decided = deciding.record_on_article(connection, article, made)
            recoded = putting.settle_coding(connection, article, coded, put=put, run=run.id)
            if change == "changed" or decided:
                putting.refresh_article(connection, article.id)
            listed = issues is not None and putting.put_issues(connection, issues, run.id, article=article.id)
            if change != "same" or recoded or decided or listed:
                putting.touch(connection, run.id, article=article.id)
        return change

    def put_coding(self, article: str, coded: Coded, run: Run, *, issues: Iterable[Issue] = ()) -> bool:
        """Put a new coding of an article; False when the article has changed meanwhile and the coding does not fit."""
        with write(self._engine, self._path) as connection:
            known = putting.standing_of(connection, article)
            if known is None or known.version != coded.version:
                return False
            putting.replace_coding(connection, article, coded, run.id)
            putting.put_issues(connection, issues, run.id, article=article)
            putting.touch(connection, run.id, article=article)
        return True

    def put_images(self, files: Iterable[ImageFile]) -> None:
        """Keep the bytes of images; those that are there already stay."""
        with write(self._engine, self._path) as connection:
            connection.execute(sqlite.insert(images).on_conflict_do_nothing(), [asdict(one) for one in files])

    def put_file(self, state: FileState) -> None:
        """Record a file as it was read; this alone changes nothing that a reader sees."""
        with write(self._engine, self._path) as connection:
            upsert = sqlite.insert(files)
            row = asdict(state)
            connection.execute(upsert.on_conflict_do_update(set_=row), [row])

    # Datasets

    def put_dataset(
        self, dataset: Dataset, series: Iterable[Series], rows: Iterable[DataRow], run: Run, *, issues: Iterable[Issue]
    ) -> None:
        """Put a whole table in the place of the one of the same id, or, on an error, nothing.

        `issues` take the place of those of the same path.
        """
        with write(self._engine, self._path) as connection:
            tables.put_table(connection, dataset, series, rows)
            putting.put_issues(connection, issues, run.id, path=dataset.path)
            putting.touch(connection)

    def drop_dataset(self, dataset: str) -> None:
        """Take a dataset out; raise NotFound."""
        with write(self._engine, self._path) as connection:
            if not tables.drop_table(connection, dataset):
                raise NotFound(f"no dataset {dataset!r}", remedy="`yalu data list` lists them.")
            putting.touch(connection)

    def decide_row(self, decision: RowDecision) -> None:
        """Record whether a row of a dataset counts in measures; it is on the disk when this returns."""
        with write(self._engine, self._path, durable=True) as connection:
            tables.record_decision(connection, decision)
            putting.touch(connection)

    # Issues and decisions

    def put_path_issues(self, path: str, issues: Iterable[Issue], run: Run) -> None:
        """Put the issues of a path in the place of those its last reading gave."""
        with write(self._engine, self._path) as connection:
            if putting.put_issues(connection, issues, run.id, path=path):
                putting.touch(connection)

    def put_copies(self, found: Iterable[Copy]) -> None:
        """Put the links between articles in the place of those that were there; the same links change nothing."""
        with write(self._engine, self._path) as connection:
            if putting.put_copies(connection, found):
                putting.touch(connection)

    def decide(self, decision: Decision) -> None:
        """Record a person's decision and apply it; it is on the disk when this returns.

        Raises NotFound when there is no such article or statement, QueryError or DateError when the value does not
        fit the field. The very same decision given twice is recorded once.
        """
        if decision.verdict == "correct" and not decision.field:
            raise QueryError("a correction names no field", remedy="Say which field is to be corrected.")
        with write(self._engine, self._path, durable=True) as connection:
            if deciding.is_recorded(connection, decision):
                return
            if decision.kind == "article":
                if not deciding.article_exists(connection, decision.target):
                    raise NotFound(f"no article {decision.target}", remedy="`yalu articles` lists them.")
                article = putting.article_as_read(connection, decision.target)
                apply_decisions(article, [decision])
                deciding.record_on_article(connection, article, [decision])
                putting.refresh_article(connection, article.id)
                putting.touch(connection, article=article.id)
            else:
                coded = deciding.record_on_statement(connection, decision)
                putting.refresh_statement(connection, coded)
                putting.touch(connection, article=coded.article)


def _iso(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
