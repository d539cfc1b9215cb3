"""The command line: one file a command, loaded only when that command runs.

`importlib` stands here and in `yalu/__init__` alone: the help of a command must not load the parser or the store.
"""

from __future__ import annotations

import importlib
import sys
from dataclasses import dataclass, replace
from typing import Any

import click

from yalu import __version__
from yalu.cli.exits import exit_code
from yalu.errors import YaluError
from yalu.settings import Settings, read_settings

COMMANDS = {
    "articles": "List articles, show one, or set what a page lacks",
    "backup": "Copy the archive while it is in use",
    "check": "Verify every law of the data",
    "issues": "List what was skipped or guessed, and why",
    "mentions": "List mentions of actors, dates and quantities",
    "read": "Read files and folders into the archive and code them",
    "runs": "List what read or coded what, when, with which versions",
    "statements": "List events, figures, agreements and claims",
}


@dataclass(frozen=True, slots=True)
class Context:
    """What every command is given."""

    settings: Settings


class LazyGroup(click.Group):
    """Loads a command's file when it is called; the list of commands needs none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"yalu.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--archive", metavar="FILE", help="Archive file (default: ./archive.yalu, or YALU_ARCHIVE).")
@click.version_option(__version__, prog_name="yalu")
@click.pass_context
def group(ctx: click.Context, archive: str | None) -> None:
    """Answers with sources from an archive of policy analysis."""
    settings = read_settings()
    ctx.obj = Context(replace(settings, archive=archive) if archive else settings)


def main(arguments: list[str] | None = None) -> Any:
    """Run the command line and exit; errors of the tree become a message and an exit code here and nowhere else."""
    try:
        group.main(args=arguments, prog_name="yalu", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except YaluError as error:
        click.echo(f"error: {error}", err=True)
        if error.remedy:
            click.echo(f"  {error.remedy}", err=True)
        sys.exit(exit_code(error))
