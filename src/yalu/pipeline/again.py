"""Code articles again from the archive alone: after a decision on their fields, or with a newer coder or model."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from yalu import __version__
from yalu.model import Article
from yalu.pipeline.coding import CODED_LANGUAGES, Desk, judge, open_desk
from yalu.pipeline.progress import Progress, Step, silent
from yalu.pipeline.report import Report
from yalu.pipeline.sharing import code_all
from yalu.settings import Settings
from yalu.store import ArticleFilter, Store, View, Writer


def code_again(
    store: Store, *, settings: Settings, articles: Sequence[str] | None = None, progress: Progress = silent
) -> Report:
    """Code articles (ids; all when none are named) whose coding is out of date, and give the report; read no source."""
    started = time.perf_counter()
    report, view = Report(), store.view()
    desk = open_desk(settings.model)
    with store.writer() as writer:
        run = writer.begin_run("code", yalu=__version__, lexicon=desk.lexicon, model=desk.parser.version)
        try:
            waiting: dict[int, Article] = {}
            for number, coding in code_all(desk, _stale(view, writer, desk, articles, waiting), settings):
                decided = waiting.pop(number)
                coded, issues = judge(coding, view.article_as_read(decided.id), desk.key(decided))
                report.add(coded, issues)
                if coded is not None:
                    writer.put_coding(decided.id, coded, run, issues=issues)
                progress(Step(stage="code", done=report.coded, total=None, name=decided.title))
        finally:
            report.seconds = time.perf_counter() - started
            writer.end_run(run, report.counts())
    return report


def _stale(
    view: View, writer: Writer, desk: Desk, names: Sequence[str] | None, waiting: dict[int, Article]
) -> Iterator[tuple[int, Article]]:
    wanted = view.slugs() if names is None else names
    for number, name in enumerate(wanted):
        for article in view.articles(ArticleFilter(ids=(name,))):
            coded = article.language in CODED_LANGUAGES
            if coded and writer.needs_coding(view.article_as_read(name), desk.key(article)):
                waiting[number] = article
                yield number, article
