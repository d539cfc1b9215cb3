"""Long work on a terminal: a bar while it goes on, and the words for what it did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from yalu.cli.printing import tell_number
from yalu.pipeline import Report, Step

_LABELS = {"read": "reading", "code": "coding"}


@contextmanager
def progress_bar() -> Iterator[Callable[[Step], None]]:
    """Show the steps of long work on a terminal, and nothing in a pipe."""
    with bars(_LABELS) as show:
        yield lambda step: show(step.stage, step.done, step.total)


@contextmanager
def bars(labels: Mapping[str, str]) -> Iterator[Callable[[str, int, int | None], None]]:
    """Give what moves a bar for each stage, with what is done of how much; a bar is shown once it moves."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _stage, _done, _total: None
        return
    columns = (TextColumn("{task.description:<8}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        tasks = {stage: bar.add_task(label, total=None, visible=False) for stage, label in labels.items()}

        def show(stage: str, done: int, total: int | None) -> None:
            bar.update(tasks[stage], completed=done, total=total, visible=True)

        yield show


def tell_coded(report: Report) -> list[str]:
    """Give the lines that say what was coded."""
    if not report.coded:
        return []
    mentions = tell_kinds(report.mentions, plural={"quantity": "quantities"})
    return [f"  statements  {tell_kinds(report.statements)}", f"  mentions    {mentions}"]


def tell_kinds(counts: Counter[str], *, plural: dict[str, str] | None = None) -> str:
    """Give counts as words, the largest first: "71 events, 1 claim"."""
    named = [tell_number(number, kind, (plural or {}).get(kind)) for kind, number in counts.most_common()]
    return ", ".join(named) or "none"
