"""yalu read FILE|FOLDER ..."""

from __future__ import annotations

import sys

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from yalu.cli import Context
from yalu.cli.opening import archive_option, opened_for_writing, path_of
from yalu.pipeline import Report, Step, read_into
from yalu.store import Store

_NOTHING_READ = 4


@click.command("read")
@click.argument("paths", nargs=-1, required=True, metavar="FILE|FOLDER ...")
@archive_option
@click.pass_obj
def command(context: Context, paths: tuple[str, ...], archive: str | None) -> None:
    """Read files and folders into the archive, code what is new or changed, and report."""
    path = path_of(context, archive)
    with opened_for_writing(path, context.settings) as store:
        report = _read(context, store, paths)
        total = store.view().counts()
    _print(report, total, path)
    if report.skipped and not report.sources:
        sys.exit(_NOTHING_READ)


def _read(context: Context, store: Store, paths: tuple[str, ...]) -> Report:
    console = Console(stderr=True)
    bar = Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=console, transient=True)
    if not console.is_terminal:
        return read_into(store, paths, settings=context.settings)
    with bar:
        tasks = {stage: bar.add_task(label, total=None) for stage, label in (("read", "reading"), ("code", "coding"))}

        def show(step: Step) -> None:
            bar.update(tasks[step.stage], completed=step.done, total=step.total)

        return read_into(store, paths, settings=context.settings, progress=show)


def _print(report: Report, total: dict[str, int], path: str) -> None:
    teasers = f", {report.teasers} of them teasers" if report.teasers else ""
    click.echo(f"{report.articles} articles{teasers}, from {report.sources} sources in {report.seconds:.1f} s")
    changes = ", ".join(f"{report.changes[name]} {name}" for name in ("new", "changed", "same") if report.changes[name])
    click.echo(f"  {changes or 'nothing new'}")
    if report.statements:
        kinds = ", ".join(f"{number} {kind}s" for kind, number in sorted(report.statements.items()))
        click.echo(f"  coded {report.coded}: {kinds}")
    for name, reason in report.skipped:
        click.echo(f"  skipped {name}: {reason}")
    if report.issues:
        click.echo(f"  {len(report.issues)} issues")
    click.echo(f"The archive {path} holds {total.get('articles', 0)} articles. Next:")
    for line in ("statements --kind event", "mentions --kind date", "issues"):
        click.echo(f"  yalu --archive {path} {line}")
