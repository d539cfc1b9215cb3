"""The schema in words: what `docs/formats/archive.md` lists, made from the tables themselves."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Column, Table
from sqlalchemy.dialects.sqlite import dialect

from yalu.store.schema import DATASET_TABLES, metadata
from yalu.store.views import read_views


def describe_schema() -> str:
    """Give every table with its columns, then the views, as Markdown."""
    lines: list[str] = []
    for table in sorted(metadata.tables.values(), key=lambda one: one in DATASET_TABLES):
        lines += _table(table)
    lines += ["### Views", "", "| view | what it is for |", "|---|---|"]
    lines += [f"| `{name}` | {about} |" for name, (about, _) in read_views().items()]
    return "\n".join(lines) + "\n"


def _table(table: Table) -> Iterator[str]:
    yield f"### `{table.name}`"
    yield ""
    yield table.comment or ""
    yield ""
    yield "| column | type | |"
    yield "|---|---|---|"
    for column in table.columns:
        yield f"| `{column.name}` | {_type(column)} | {column.comment} |"
    yield ""


def _type(column: Column[object]) -> str:
    kind = column.type.compile(dialect=dialect())
    refers = [f" → `{key.column.table.name}`" for key in column.foreign_keys]
    return kind.lower() + (", key" if column.primary_key else "") + "".join(refers)
