"""yalu export FILE"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import click

from yalu.archive import Archive
from yalu.asking import Asked
from yalu.cli import Context
from yalu.cli.archives import opened
from yalu.cli.asking import narrowing
from yalu.cli.opening import archive_option
from yalu.columns import RecordKind
from yalu.model import Record, flatten_article, flatten_mention, flatten_statement
from yalu.table import columns_of, write_csv, write_jsonl, write_parquet

_KINDS: dict[str, RecordKind] = {
    "statements": "statement", "events": "event", "figures": "figure", "agreements": "agreement",
    "claims": "claim", "mentions": "mention", "articles": "article",
}  # fmt: skip


def _jsonl(records: Iterator[Record], path: Path, _kind: RecordKind) -> int:
    with path.open("w", encoding="utf-8") as file:
        return write_jsonl(records, file)


def _csv(records: Iterator[Record], path: Path, kind: RecordKind) -> int:
    with path.open("w", encoding="utf-8", newline="") as file:
        return write_csv(records, file, tuple(columns_of(kind)))


_FORMATS: dict[str, Callable[[Iterator[Record], Path, RecordKind], int]] = {
    ".jsonl": _jsonl,
    ".csv": _csv,
    ".parquet": write_parquet,
}


@click.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--kind", type=click.Choice(tuple(_KINDS)),
              help="What to write; else what the file is named after, else statements.")  # fmt: skip
@narrowing()
@archive_option
@click.pass_obj
def command(context: Context, /, file: Path, kind: str | None, **options: Any) -> None:
    """Write statements, articles or mentions to FILE: .jsonl, .csv or .parquet, with the names of --json.

    The options that narrow hold for statements. Parquet keeps lists as lists; CSV joins them by "; ".
    """
    write = _FORMATS.get(file.suffix.lower())
    if write is None:
        raise click.BadParameter(f"no format {file.suffix!r}; name a file .jsonl, .csv or .parquet")
    kind = kind or (file.stem if file.stem in _KINDS else "statements")
    draft = file.with_name(f".{file.name}.new")
    try:
        with opened(context) as archive:
            count = write(_records(archive, kind, options), draft, _KINDS[kind])
        draft.replace(file)
    except OSError as error:
        raise click.FileError(str(file), error.strerror) from error
    finally:
        draft.unlink(missing_ok=True)
    click.echo(f"{count} {kind} written to {file}")


def _records(archive: Archive, kind: str, options: dict[str, Any]) -> Iterator[Record]:
    given = [name for name, value in options.items() if value is not None]
    if kind in ("articles", "mentions") and given:
        raise click.UsageError(f"--{given[0].rstrip('_')} narrows statements, not {kind}")
    if kind == "articles":
        return map(flatten_article, archive.each_article())
    if kind == "mentions":
        return map(flatten_mention, archive.each_mention())
    asked = {**options, "kind": None if kind == "statements" else _KINDS[kind]}
    return map(flatten_statement, archive.each_statement(cast("Asked", asked)))
