"""What was done to an archive, as a View gives it: runs, issues, decisions, sources, changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import or_, select

from yalu.errors import NotFound
from yalu.model import (
    Copy,
    Decision,
    FileState,
    ImageFile,
    Issue,
    Run,
    Source,
)
from yalu.store import deciding, rows
from yalu.store.check import Violation, check_all
from yalu.store.connection import read
from yalu.store.schema import (
    articles,
    copies,
    decisions,
    files,
    images,
    issues,
    runs,
    sources,
)
from yalu.store.view.reader import Reader


class LogReader(Reader):
    """What was done to an archive, as a View gives it: runs, issues, decisions, sources, changes."""

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

    def image(self, sha256: str) -> ImageFile:
        """Give an image that the archive holds; raise NotFound."""
        found = self._mappings(select(images).where(images.c.sha256 == sha256))
        if not found:
            raise NotFound(f"no image {sha256!r}")
        return ImageFile(**dict(found[0]))

    def images(self) -> Iterator[ImageFile]:
        """Give all images that the archive holds, one at a time."""
        return (
            ImageFile(sha256=sha256, media=media, data=data)
            for sha256, media, data in self._stream(select(images).order_by(images.c.sha256))
        )

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
