"""The command line: one file a command, loaded only when that command runs.

`importlib` stands here, in `yalu/__init__` and in `yalu.table` (extras) alone: the help must not load parser or store.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

import click

from yalu import __version__
from yalu.cli.exits import INTERRUPTED, exit_code
from yalu.errors import MissingExtra, YaluError
from yalu.settings import Settings, read_settings

COMMANDS = {
    "agreements": "List treaties, pacts and other agreements of some parties",
    "articles": "List articles, show one, or set what a page lacks",
    "backup": "Copy the archive while it is in use",
    "check": "Verify every law of the data",
    "claims": "List who holds what, on a theme, about whom",
    "code": "Code again what is out of date, from the archive alone",
    "data": "Load tables of numbers, list them, decide which rows count",
    "dependence": "Show on whom a state depends in trade, by every series",
    "decide": "Accept, reject or correct a statement",
    "decisions": "List what people decided",
    "dyad": "Show what one actor did to another, and what is said of the two",
    "evaluate": "Score the coder against a gold file",
    "export": "Write statements, articles or mentions to a file",
    "figures": "List who says how much, of what, as of when",
    "issues": "List what was skipped or guessed, and why",
    "mentions": "List mentions of actors, dates and quantities",
    "publish": "Write the archive as a site of static files, for any host",
    "read": "Read files and folders into the archive and code them",
    "reconcile": "Set figures of trade beside the loaded series: what makes them true",
    "runs": "List what read or coded what, when, with which versions",
    "search": "Find articles and statements by words and fields",
    "serve": "Publish the archive as a site with a JSON API",
    "statements": "List events, figures, agreements and claims",
    "timeline": "List what is told of an actor in order of time",
    "whatif": "Ask what a state would lose if a partner stopped",
}


@dataclass(frozen=True, slots=True)
class Context:
    """What every command is given."""

    settings: Settings


def load(name: str) -> Any:
    """Give the module of a command; raise MissingExtra when it needs a package that is not installed."""
    try:
        return importlib.import_module(f"yalu.cli.{name}")
    except ModuleNotFoundError as error:
        if not error.name or error.name.startswith("yalu"):
            raise
        remedy = 'Install what reads and codes articles: pip install "yalu[code]"'
        raise MissingExtra(f"this needs {error.name}, which is not installed", remedy=remedy) from error


class LazyGroup(click.Group):
    """Loads a command's file when it is called; turns errors of the tree into a message and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = load(cmd_name).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = get_close_matches(args[0], COMMANDS, n=2)
            hint = f" Did you mean {' or '.join(near)}?" if near else " `yalu --help` lists them."
            raise click.UsageError(f"No such command {args[0]!r}.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # The reader of the pipe has what it wanted; what is still buffered goes nowhere, without a complaint.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, *_: Any, **extra: Any) -> Any:
        """Run and exit; the one place where an error becomes words and a number."""
        extra["standalone_mode"] = False
        try:
            code = super().main(args, prog_name, **extra)
        except click.ClickException as error:
            error.show()
            code = error.exit_code
        except (click.Abort, KeyboardInterrupt):
            code = INTERRUPTED
        except YaluError as error:
            _explain(error)
            code = exit_code(error)
        sys.exit(code if isinstance(code, int) else 0)


def _explain(error: YaluError) -> None:
    lines = [f"error: {error.message}"]
    lines += [f"  at {error.place}"] if error.place else []
    lines += [f"  {error.remedy}"] if error.remedy else []
    click.echo("\n".join(lines), err=True)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--archive", metavar="FILE", help="Archive file (default: ./archive.yalu, or YALU_ARCHIVE).")
@click.version_option(__version__, prog_name="yalu")
@click.pass_context
def group(ctx: click.Context, archive: str | None) -> None:
    """Answers with sources from an archive of policy analysis.

    Start with `yalu read FOLDER`; then ask: `yalu search WORDS`, `yalu timeline ACTOR`, `yalu serve`.
    """
    settings = read_settings()
    ctx.obj = Context(replace(settings, archive=archive) if archive else settings)


def main() -> None:
    """Run the command line and exit."""
    group.main(prog_name="yalu")
