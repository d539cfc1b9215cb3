"""Named changes of the schema. A new archive is made with the newest schema; an older one is brought there step by step.

A step is never altered once released; a new one is added at the end, together with the change in `schema` or `views`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Table, func, insert, select, update
from sqlalchemy.dialects import sqlite

from yalu.store import schema
from yalu.store.rows import UNDATED, dyad_rows, statement_of, time_row
from yalu.store.totals import recount
from yalu.store.views import create_views


@dataclass(frozen=True, slots=True)
class Migration:
    """One step: what it is called and what it does to an archive of the step before."""

    name: str
    apply: Callable[[Connection], None]


def _make_first(connection: Connection) -> None:
    later = {*schema.DATASET_TABLES, schema.copies, *schema.READING_TABLES, schema.images, *schema.TOTAL_TABLES}
    schema.metadata.create_all(connection, [table for table in schema.metadata.sorted_tables if table not in later])
    create_views(connection)


def _make_datasets(connection: Connection) -> None:
    schema.metadata.create_all(connection, schema.DATASET_TABLES)


def _make_copies(connection: Connection) -> None:
    schema.metadata.create_all(connection, [schema.copies])


def _make_reading(connection: Connection) -> None:
    schema.metadata.create_all(connection, schema.READING_TABLES)


_TOLD = {
    "statements": (
        "date_resolved", "date_anchor", "date_mention", "according_to", "duration", "amended", "denounced",
    ),
    "mentions": ("duration",),
}  # fmt: skip


def _add_told(connection: Connection) -> None:
    """Add what the second coder tells; archives made by a newer first step have the columns already."""
    for table, names in _TOLD.items():
        known = {str(row[1]) for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")}
        for name in names:
            if name not in known:
                connection.exec_driver_sql(f"ALTER TABLE {table} ADD COLUMN {name} TEXT")
    create_views(connection)


_REPLACED = (
    "statements_by_kind_and_time", "statements_by_time", "statement_actors_by_code", "statement_actors_by_actor",
    "statement_dyads_by_dyad",
)  # fmt: skip
"""Indexes that have other columns now, or another name."""


def _put_links_in_order(connection: Connection) -> None:
    """Date agreements by their signing; give links the kind and time of their statements, and indexes in that order."""
    column = schema.statements.c
    signed = select(column.id, column.record).where(column.kind == "agreement", column.signed.is_not(None))
    for name, record in connection.execute(signed.where(column.time_key == UNDATED)).all():
        days = time_row(statement_of("agreement", record))
        connection.execute(update(schema.statements).where(column.id == name).values(days))
    for index in _REPLACED:
        connection.exec_driver_sql(f"DROP INDEX IF EXISTS {index}")
    for table in (schema.statement_actors, schema.statement_dyads):
        _add_columns(connection, table, {"kind": "TEXT", "time_key": "INTEGER", "start": "INTEGER"})
        of = column.id == table.c.statement
        told = {name: select(column[name]).where(of).scalar_subquery() for name in ("kind", "time_key", "start")}
        connection.execute(update(table).values(told))
    for made in (schema.articles, schema.statements, schema.statement_actors, schema.statement_dyads):
        for one in made.indexes:
            one.create(connection, checkfirst=True)


def _put_registers_in_order(connection: Connection) -> None:
    """Make the indexes that group agreements, figures and claims, and count what happened."""
    for index in ("statements_by_measure", "statements_by_agreement"):
        connection.exec_driver_sql(f"DROP INDEX IF EXISTS {index}")
    for one in schema.statements.indexes:
        one.create(connection, checkfirst=True)


def _cover_figures(connection: Connection) -> None:
    """Put the index of figures in the place of one that did not answer by itself."""
    connection.exec_driver_sql("DROP INDEX IF EXISTS statements_by_what_figures_measure")
    for one in schema.statements.indexes:
        one.create(connection, checkfirst=True)


def _make_images(connection: Connection) -> None:
    schema.metadata.create_all(connection, [schema.images])


def _keep_totals(connection: Connection) -> None:
    """Make and fill the tables of totals; put names in order of time; pair what a figure is about."""
    schema.metadata.create_all(connection, schema.TOTAL_TABLES)
    for table in (schema.article_authors, schema.article_categories, schema.article_tags):
        _add_columns(connection, table, {"latest_key": "INTEGER", "number": "INTEGER"})
        connection.exec_driver_sql(f"DROP INDEX IF EXISTS {table.name}_by_slug")
        of = schema.articles.c.id == table.c.article
        told = {name: select(schema.articles.c[name]).where(of).scalar_subquery() for name in ("latest_key", "number")}
        connection.execute(update(table).values(told))
        for one in table.indexes:
            one.create(connection, checkfirst=True)
    column = schema.statements.c
    several = select(column.record).where(column.kind == "figure", func.json_array_length(column.about) > 1)
    for record in connection.scalars(several).all():
        rows = dyad_rows(statement_of("figure", record))
        if rows:
            connection.execute(sqlite.insert(schema.statement_dyads).on_conflict_do_nothing(), rows)
    recount(connection.exec_driver_sql)


def _add_columns(connection: Connection, table: Table, columns: dict[str, str]) -> None:
    known = {str(row[1]) for row in connection.exec_driver_sql(f"PRAGMA table_info({table.name})")}
    for name, kind in columns.items():
        if name not in known:
            connection.exec_driver_sql(f"ALTER TABLE {table.name} ADD COLUMN {name} {kind}")


def _make_all(connection: Connection) -> None:
    schema.metadata.create_all(connection)
    create_views(connection)


MIGRATIONS: tuple[Migration, ...] = (
    Migration("first tables", _make_first),
    Migration("datasets", _make_datasets),
    Migration("copies", _make_copies),
    Migration("withdrawn statements, joined articles, files", _make_reading),
    Migration("whose figures, ends of agreements", _add_told),
    Migration("links and statements in order of time", _put_links_in_order),
    Migration("registers by index", _put_registers_in_order),
    Migration("figures by index alone", _cover_figures),
    Migration("images", _make_images),
    Migration("totals", _keep_totals),
    Migration("figures with their words by index", _cover_figures),
)


def newest() -> int:
    """Give the schema's number that this version of Yalu writes: the archive's `user_version`."""
    return len(MIGRATIONS)


def make_tables(connection: Connection, at: str) -> None:
    """Make an empty archive of the newest schema inside the transaction."""
    _make_all(connection)
    _record(connection, range(1, newest() + 1), at)


def migrate(connection: Connection, at: str, steps: Sequence[Migration] = MIGRATIONS) -> None:
    """Apply the steps that the archive has not been through; all of them or, on an error, none."""
    done = set(connection.scalars(select(schema.migrations.c.number)))
    for number, step in enumerate(steps, 1):
        if number not in done:
            step.apply(connection)
            _record(connection, [number], at, steps)


def _record(connection: Connection, numbers: Sequence[int], at: str, steps: Sequence[Migration] = MIGRATIONS) -> None:
    rows = [{"name": steps[number - 1].name, "number": number, "applied": at} for number in numbers]
    connection.execute(insert(schema.migrations), rows)
    connection.exec_driver_sql(f"PRAGMA user_version = {max(numbers)}")
