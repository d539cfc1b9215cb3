"""Read sources into an archive: the one path from bytes to committed articles.

One article, one commit: killed anywhere and run again, it ends in the same archive.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from yalu import __version__
from yalu.errors import ReadError
from yalu.model import Article, Decision, Issue, Run, Source, apply_decisions
from yalu.model.log import make_issue
from yalu.pipeline.coding import CODED_LANGUAGES, Desk, judge, open_desk
from yalu.pipeline.joining import Joiner
from yalu.pipeline.progress import Progress, Step, silent
from yalu.pipeline.report import Report
from yalu.pipeline.sharing import code_all
from yalu.pipeline.states import Counted, FileStates
from yalu.settings import Settings
from yalu.sources import Reading, Sidecar, find_links_out, find_sources, read_all, read_sidecar
from yalu.sources.copies import find_copies
from yalu.statements import Coding
from yalu.store import Coded, Store, View, Writer

_REMEDY = "If it is in English: `yalu articles set ID language en`."


@dataclass(frozen=True, slots=True)
class _Piece:
    """An article as read, with what its source decided beside it, and as it is to be coded."""

    source: Source
    article: Article
    decisions: tuple[Decision, ...]
    decided: Article
    key: str
    own: str
    """Id that its source alone would give it."""


@dataclass(slots=True)
class _Job:
    writer: Writer
    view: View
    run: Run
    desk: Desk
    settings: Settings
    report: Report
    progress: Progress
    states: FileStates
    joiner: Joiner
    pieces: dict[int, _Piece] = field(default_factory=dict)
    """Handed out and not yet put, by number."""


def read_into(
    store: Store,
    paths: Iterable[str | os.PathLike[str]],
    *,
    settings: Settings,
    progress: Progress = silent,
) -> Report:
    """Read files and folders into an archive, code what is new or changed, and give the report.

    A source that cannot be read is listed in the report and as an issue; the rest goes on. Raises SourceMissing when a
    path does not exist and ArchiveError when the archive cannot be written.
    """
    started = time.perf_counter()
    named = list(paths)
    found = list(find_sources(named))
    with store.writer() as writer:
        desk = open_desk(settings.model)
        run = writer.begin_run("read", yalu=__version__, lexicon=desk.lexicon, model=desk.parser.version)
        view = store.view()
        states, joiner = FileStates(view, writer, desk.versions), Joiner(view)
        job = _Job(writer, view, run, desk, settings, Report(), progress, states, joiner)
        try:
            _tell_links(job, named)
            _work(job, found)
            _link_copies(job)
            job.report.withdrawn = job.view.count_withdrawn(run.id)
        finally:
            job.report.seconds = time.perf_counter() - started
            writer.end_run(run, job.report.counts())
    return job.report


def _tell_links(job: _Job, paths: Iterable[str | os.PathLike[str]]) -> None:
    """Report the links in folders that were not followed."""
    message, remedy = "a link that leads out of the folder was not followed", "Name the file itself, if you trust it."
    for path in find_links_out(paths):
        issue = make_issue("warning", "sources", message, path=str(path), remedy=remedy)
        job.report.issues.append(issue)
        job.writer.put_path_issues(str(path), [issue], job.run)


def _work(job: _Job, paths: Sequence[Path]) -> None:
    for number, coding in code_all(job.desk, _wanted(job, paths), job.settings):
        _put(job, number, coding)
    job.states.settle()


def _link_copies(job: _Job) -> None:
    """Link articles that hold the same words, where this run added or changed any."""
    if job.report.changes["new"] or job.report.changes["changed"]:
        found = find_copies(job.view.each_article)
        job.report.copies = len(found)
        job.writer.put_copies(found)


def _wanted(job: _Job, paths: Sequence[Path]) -> Iterator[tuple[int, Article]]:
    """Read the sources one by one; put what needs no coding at once, give the rest to be coded."""
    number = 0
    for position, path in enumerate(paths):
        job.progress(Step(stage="read", done=position, total=len(paths), name=path.name))
        seen = job.states.see(path)
        if state := job.states.unchanged(seen):
            job.report.add_unread(state)
            continue
        before, faults, first = _count(job.report), len(job.report.skipped), number + 1
        for piece in _read(job, path):
            job.report.articles += 1
            job.report.complete += piece.article.complete
            job.report.teasers += not piece.article.complete
            if _needs_coding(job, piece):
                number += 1
                job.pieces[number] = piece
                yield number, piece.decided
        if faults == len(job.report.skipped):
            job.states.close(seen, _count(job.report, before), first=first, last=number)
    job.progress(Step(stage="read", done=len(paths), total=len(paths)))


def _count(report: Report, before: Counted | None = None) -> Counted:
    before = before or Counted(0, 0, 0)
    return Counted(
        report.sources - before.sources, report.articles - before.articles, report.complete - before.complete
    )


def _needs_coding(job: _Job, piece: _Piece) -> bool:
    """Say whether an article is to be coded; one that is not is put at once."""
    if piece.decided.language not in CODED_LANGUAGES:
        _put_uncoded(job, piece)
    elif job.writer.needs_coding(piece.article, piece.key, piece.source):
        return True
    else:
        _store(job, piece, None)
    return False


def _store(job: _Job, piece: _Piece, coded: Coded | None, issues: Sequence[Issue] | None = None) -> None:
    change = job.writer.put(
        piece.source, piece.article, coded, job.run, decisions=piece.decisions, issues=issues, own=piece.own
    )
    job.report.changes[change] += 1
    job.joiner.forget(piece.article)


def _put_uncoded(job: _Job, piece: _Piece) -> None:
    """Put an article in a language that is not coded, and say so: silence would look like an article without statements."""
    language = piece.decided.language
    job.report.uncoded[language] += 1
    message = f"not coded: the article is in another language than English ({language}); it is kept and searched"
    issue = make_issue("info", "language", message, article=piece.article.id, remedy=_REMEDY)
    job.report.issues.append(issue)
    _store(job, piece, None, [issue])


def _read(job: _Job, path: Path) -> Iterator[_Piece]:
    try:
        sidecar = read_sidecar(path)
        titles: list[str] = []
        for reading in read_all(path):
            titles += [article.title for article in reading.articles] if sidecar else []
            if not reading.partial:
                # A title that no article of one member bears may be that of another's.
                _tell_issues(job, reading, sidecar if reading.source.path == str(path) else None, titles)
                titles = []
            yield from _take(job, reading, sidecar, path)
    except ReadError as error:
        position = _position(error, path)
        reason = f"{position}: {error.message}" if position else error.message
        job.report.skipped.append((str(path), f"{reason}. {error.remedy}"))
        issue = make_issue("error", "sources", error.message, path=str(path), position=position, remedy=error.remedy)
        job.report.issues.append(issue)
        job.writer.put_path_issues(str(path), [issue], job.run)


def _tell_issues(job: _Job, reading: Reading, sidecar: Sidecar | None, titles: Sequence[str]) -> None:
    """Put the issues of a source that was read to its end in the place of those of its last reading."""
    job.report.sources += bool(reading.articles)
    job.report.issues.extend(reading.issues)
    job.writer.put_path_issues(reading.source.path, reading.issues, job.run)
    if sidecar:
        beside = sidecar.issues(titles)
        job.report.issues.extend(beside)
        job.writer.put_path_issues(sidecar.path, beside, job.run)


def _take(job: _Job, reading: Reading, sidecar: Sidecar | None, path: Path) -> Iterator[_Piece]:
    """Take what one source, or one member of a container, gave."""
    if reading.images:
        job.writer.put_images(reading.images)
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    placed = tuple(job.joiner.join(reading.articles))
    made = sidecar.decisions([article for _, article in placed], by=f"sidecar {path.name}", at=at) if sidecar else ()
    for own, article in placed:
        mine = tuple(decision for decision in made if decision.target == article.id)
        decided = apply_decisions(article, job.view.article_decisions(article.id, mine))
        yield _Piece(reading.source, article, mine, decided, job.desk.key(decided), own)


def _position(error: ReadError, path: Path) -> str | None:
    """Give the line of a source; of a sidecar beside it, which has a path of its own, path and line."""
    if error.place is None:
        return None
    if error.place.path != str(path):
        return str(error.place)
    return f"line {error.place.line}" if error.place.line else None


def _put(job: _Job, number: int, coding: Coding | None) -> None:
    piece = job.pieces.pop(number)
    if coding is None:
        job.states.fail(number)
    coded, issues = judge(coding, piece.article, piece.key)
    job.report.add(coded, issues)
    _store(job, piece, coded, issues)
    job.states.settle(number)
    job.progress(Step(stage="code", done=job.report.coded, total=None, name=piece.article.title))
