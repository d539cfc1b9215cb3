"""Write docs/reference/cli.md from the commands themselves. `tools/reference.py --check` says whether it is current."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from yalu.cli import group
from yalu.cli.exits import MEANINGS

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "cli.md"
HEAD = """# The command line

Written by `tools/reference.py` from the commands themselves; a test compares. `yalu COMMAND --help` says the same.

**Everywhere.** `--archive FILE` stands before or behind the command; without it `YALU_ARCHIVE`, the key `archive` of a
`yalu.toml` in this folder, or `./archive.yalu` is taken. A listing is a table on a terminal (a screenful; `--all` for all
rows), lines of columns parted by tabs in a pipe, and with `--json` JSON Lines with [the names of all
records](../formats/records.md). Actors are given as codes (`PRK`) or as people write them ("North Korea"); years as `2013`,
`2013..2017`, `2013..`, or any EDTF date.
"""


def main() -> int:
    """Write the page, or compare it; give 1 when it is not current."""
    text = render()
    if "--check" in sys.argv[1:]:
        return int(PAGE.read_text(encoding="utf-8") != text)
    PAGE.write_text(text, encoding="utf-8")
    return 0


def render() -> str:
    """Give the page."""
    root = click.Context(group, info_name="yalu")
    parts = [HEAD, "## Exit codes\n\n| code | meaning |\n|---|---|", *_codes()]
    for name in group.list_commands(root):
        command = group.get_command(root, name)
        if command is not None:
            parts += _command(command, click.Context(command, info_name=name, parent=root), "##")
    return "\n".join(parts) + "\n"


def _codes() -> Iterator[str]:
    yield from (f"| {code} | {meaning} |" for code, meaning in MEANINGS)
    yield ""


def _command(command: click.Command, ctx: click.Context, level: str) -> Iterator[str]:
    usage = " ".join([ctx.command_path, *command.collect_usage_pieces(ctx)])
    yield f"{level} `{ctx.command_path}`\n\n```\n{usage}\n```\n"
    yield f"{inspect.cleandoc(command.help or '')}\n"
    rows = [row for parameter in command.get_params(ctx) if (row := _row(parameter, ctx))]
    if rows:
        yield "\n".join(["| option | |", "|---|---|", *rows, ""])
    if isinstance(command, click.Group):
        for name in command.list_commands(ctx):
            inner = command.get_command(ctx, name)
            if inner is not None:
                yield from _command(inner, click.Context(inner, info_name=name, parent=ctx), "###")


def _row(parameter: click.Parameter, ctx: click.Context) -> str | None:
    record = parameter.get_help_record(ctx)
    if record is None or "--help" in parameter.opts:
        return None
    option, words = (part.replace("|", "\\|") for part in record)
    return f"| `{option}` | {words} |"


if __name__ == "__main__":
    sys.exit(main())
