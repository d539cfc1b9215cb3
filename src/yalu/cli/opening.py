"""Options and openings that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from yalu.cli import Context
from yalu.settings import Settings
from yalu.store import Store, View, create_archive, open_archive

F = TypeVar("F", bound=Callable[..., Any])


def archive_option(function: F) -> F:
    """Let --archive also stand behind the command."""
    return click.option("--archive", "archive", metavar="FILE", help="Archive file.")(function)


def json_option(function: F) -> F:
    """Offer --json: one record a line."""
    return click.option("--json", "as_json", is_flag=True, help="One JSON record a line.")(function)


def path_of(context: Context, archive: str | None) -> str:
    """Give the archive a command works on."""
    return archive or context.settings.archive


@contextmanager
def viewing(context: Context, archive: str | None) -> Iterator[View]:
    """Lend a view of the archive."""
    with open_archive(path_of(context, archive), busy_seconds=context.settings.busy_seconds) as store:
        yield store.view()


def opened_for_writing(path: str, settings: Settings) -> Store:
    """Open an archive for writing; make it when there is none."""
    if Path(path).exists():
        return open_archive(path, write=True, busy_seconds=settings.busy_seconds)
    return create_archive(path, busy_seconds=settings.busy_seconds)
