"""yalu read FILE|FOLDER ..."""

from __future__ import annotations

import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from yalu.cli import Context
from yalu.cli.exits import UNREADABLE
from yalu.cli.opening import archive_option, command_line, json_option, opened_for_writing
from yalu.cli.printing import tell_number
from yalu.cli.watching import EVERY, Watch
from yalu.cli.working import progress_bar, tell_coded
from yalu.errors import QueryError, ReadError
from yalu.model import Record
from yalu.model.flat import Scalar
from yalu.pipeline import Report, read_into
from yalu.search import open_index
from yalu.sources import find_sources
from yalu.sources.live import PAUSE, Manners, fetch_all, is_address
from yalu.store import Store, View
from yalu.table import to_line

_LISTED = 8
"""Skipped sources that the report names; the rest stands in the issues."""


@click.command("read")
@click.argument("paths", nargs=-1, required=True, metavar="FILE|FOLDER|SITE...")
@click.option("--pause", default=PAUSE, show_default=True, help="Seconds between two questions to a site.")
@click.option("--private", is_flag=True, help="Allow sites at addresses inside of a network.")
@click.option("--watch", is_flag=True, help="Go on: read again whenever a file is new or changed. Ctrl-C ends it.")
@click.option(
    "--every",
    default=EVERY,
    show_default=True,
    type=click.FloatRange(min=0.1),
    help="With --watch: seconds between two looks.",
)
@json_option
@archive_option
@click.pass_obj
def command(context: Context, /, paths: tuple[str, ...], watch: bool, every: float, **options: Any) -> None:
    """Read files and folders into the archive, code what is new or changed, and report.

    Takes page dumps (plain text of an archive or category page), web pages of one article or a list, Markdown,
    JSON Lines, CSV, PDF, DOCX, EPUB, feeds, exports of WordPress, Blogger and Ghost, crawls (WARC, WACZ), saved pages
    (MHTML), and ZIP or tar of any of these; folders with all they hold; and https://SITE/wp-json, the API of a
    WordPress site. Reading again changes nothing, and opens only files that are new or changed.
    """
    if not watch:
        if not _read_once(context, paths, **options):
            sys.exit(UNREADABLE)
        return
    if any(map(is_address, paths)):
        remedy = "Ask a site again by a timer: it gives what is new."
        raise QueryError("--watch takes files and folders, and no addresses", remedy=remedy)
    list(find_sources(paths))
    with suppress(KeyboardInterrupt):
        Watch(every=every).run(paths, lambda: _read_again(context, paths, options))


def _read_again(context: Context, paths: tuple[str, ...], options: dict[str, Any]) -> None:
    click.echo(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC", err=True)
    try:
        _read_once(context, paths, **options)
    except ReadError as error:
        # An empty folder, or one that is gone for a while, does not end the watch.
        click.echo(f"{error.message}. {error.remedy}", err=True)


def _read_once(context: Context, paths: tuple[str, ...], *, pause: float, private: bool, as_json: bool) -> bool:
    """Read and report; say whether anything could be read."""
    local = [path for path in paths if not is_address(path)]
    # Asked first, so that a mistyped path leaves no empty archive behind.
    list(find_sources(local))
    fetched = Path(f"{context.settings.archive}.fetched")
    paths = tuple(fetch_all(paths, fetched, Manners(pause=pause, private=private)))
    with opened_for_writing(context.settings) as store:
        report = _read(context, store, paths)
        view = store.view()
        open_index(store.path).catch_up(view)
        if as_json:
            click.echo(to_line(_record(report)))
        else:
            click.echo("\n".join([*_tell(report), *_tell_archive(context, view, report)]))
    return not report.skipped or bool(report.sources)


def _read(context: Context, store: Store, paths: tuple[str, ...]) -> Report:
    with progress_bar() as show:
        return read_into(store, paths, settings=context.settings, progress=show)


def _record(report: Report) -> Record:
    skipped: list[dict[str, Scalar]] = [{"path": path, "reason": reason} for path, reason in report.skipped]
    counts: Record = {**report.counts()}
    return counts | {"teasers": report.teasers, "issues": len(report.issues), "skipped": skipped}


def _tell(report: Report) -> list[str]:
    changes = [f"{report.changes[name]} {words}" for name, words in _CHANGES.items() if report.changes[name]]
    lines = [
        f"Read {tell_number(report.articles, 'article')} from {tell_number(report.sources, 'source')} in {report.seconds:.1f} s",
        f"  articles    {report.complete} whole, {tell_number(report.teasers, 'teaser')}",
        f"  changes     {', '.join(changes) or 'none'}",
    ]
    lines += tell_coded(report)
    if report.withdrawn:
        lines.append(f"  withdrawn   {tell_number(report.withdrawn, 'statement')} by their sources")
    if report.unread:
        lines.append(f"  not opened  {tell_number(report.unread, 'file')} that had not changed")
    if report.copies:
        lines.append(f"  copies      {tell_number(report.copies, 'link')} between articles that hold the same words")
    if report.uncoded:
        lines.append(f"  not coded   {', '.join(f'{count} in {name}' for name, count in report.uncoded.most_common())}")
    if report.skipped:
        lines.append(f"  skipped     {tell_number(len(report.skipped), 'source')}")
        lines += [f"    {path}: {reason}" for path, reason in report.skipped[:_LISTED]]
        lines += [f"    and {len(report.skipped) - _LISTED} more"] * (len(report.skipped) > _LISTED)
    return lines


_CHANGES = {"new": "new", "changed": "changed", "same": "as they were"}


def _tell_archive(context: Context, view: View, report: Report) -> list[str]:
    counts = view.counts()
    statements = sum(counts.get(kind, 0) for kind in ("event", "figure", "agreement", "claim"))
    held = f"The archive {context.settings.archive} holds {tell_number(counts['articles'], 'article')}"
    lines = [f"{held} and {tell_number(statements, 'statement')}."]
    if report.issues:
        lines.append(f"{tell_number(len(report.issues), 'issue')} to look at: {command_line(context, 'issues')}")
    return [*lines, "Next:", *(f"  {command_line(context, *words)}" for words in _suggest(view))]


def _suggest(view: View) -> list[tuple[str, ...]]:
    """Give the three commands that show most of this archive."""
    actors, dyads = view.actors_seen(), view.dyads_seen()
    found: list[tuple[str, ...]] = []
    if dyads:
        found.append(("dyad", dyads[0].first, dyads[0].second))
    if actors:
        found.append(("timeline", actors[0].code))
    if not found:
        found.append(("articles",))
    return [*found, ("serve",)][:3]
