"""Options and openings that several commands share."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import click

from yalu.cli import Context
from yalu.settings import Settings
from yalu.store import Store, create_archive, open_archive

F = TypeVar("F", bound=Callable[..., Any])


def _set_archive(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value:
        ctx.obj = Context(replace(ctx.obj.settings, archive=value))


def archive_option(function: F) -> F:
    """Let --archive also stand behind the command."""
    return click.option(
        "--archive", metavar="FILE", callback=_set_archive, expose_value=False, help="Archive file.",
    )(function)  # fmt: skip


def json_option(function: F) -> F:
    """Offer --json."""
    return click.option("--json", "as_json", is_flag=True, help="JSON Lines: one record a line, all names.")(function)


def listing(function: F) -> F:
    """Offer what every listing has: --limit, --all, --json, --archive."""
    function = archive_option(json_option(function))
    function = click.option("--all", "everything", is_flag=True, help="All rows, also on a terminal.")(function)
    return click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N rows.")(function)


def opened_for_writing(settings: Settings) -> Store:
    """Open an archive for writing; make it when there is none."""
    if Path(settings.archive).exists():
        return open_archive(settings.archive, write=True, busy_seconds=settings.busy_seconds)
    return create_archive(settings.archive, busy_seconds=settings.busy_seconds)


def command_line(context: Context, *words: str) -> str:
    """Write a command a person can copy, with --archive where it is not the default."""
    default = Settings().archive
    archive = [] if context.settings.archive == default else ["--archive", context.settings.archive]
    return shlex.join(["yalu", *words, *archive])
