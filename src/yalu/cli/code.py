"""yalu code"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import click

from yalu.cli import Context
from yalu.cli.opening import archive_option, json_option
from yalu.cli.printing import tell_number
from yalu.cli.working import progress_bar, tell_coded
from yalu.model import Record
from yalu.pipeline import Report, code_again
from yalu.search import open_index
from yalu.store import open_archive
from yalu.table import to_line


@click.command("code")
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...")
@json_option
@archive_option
@click.pass_obj
def command(context: Context, articles: tuple[str, ...], as_json: bool) -> None:
    """Code articles again whose coding is out of date: all of them, or those named by id or slug.

    A coding is out of date after a newer Yalu, lexicon or language model, and after a decision on the published date
    or title. No source is read, and decisions stay.
    """
    report = code_stale(context, articles or None)
    if as_json:
        click.echo(to_line(cast("Record", report.counts())))
    else:
        done = f"Coded {tell_number(report.coded, 'article')} in {report.seconds:.1f} s"
        click.echo("\n".join([done, *tell_coded(report)]))


def code_stale(context: Context, articles: Sequence[str] | None) -> Report:
    """Code again what is out of date among articles (ids or slugs; None: all), with a bar on a terminal."""
    settings = context.settings
    with (
        open_archive(settings.archive, write=True, busy_seconds=settings.busy_seconds) as store,
        progress_bar() as show,
    ):
        view = store.view()
        ids = None if articles is None else [view.article(name).id for name in articles]
        report = code_again(store, settings=settings, articles=ids, progress=show)
        open_index(store.path).catch_up(view)
    return report
