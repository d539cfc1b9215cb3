from __future__ import annotations

import sqlite3
from itertools import product
from pathlib import Path

import pytest
from sqlalchemy import Connection

from tests.store import builders as b
from yalu.store import StatementFilter, create_archive, migrations, open_archive
from yalu.store.connection import write_once
from yalu.store.describe import describe_schema
from yalu.store.migrations import Migration
from yalu.store.schema import TOTAL_TABLES, metadata
from yalu.store.views import read_views

DOCS = Path(__file__).parents[2] / "docs" / "formats" / "archive.md"


def columns_of(path: Path) -> dict[str, list[str]]:
    connection = sqlite3.connect(path)
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    found = {name: [row[1] for row in connection.execute(f"PRAGMA table_info({name})")] for name in names}
    connection.close()
    return found


def test_docs_list_every_table_and_column_as_they_are() -> None:
    assert DOCS.read_text(encoding="utf-8").partition("## Tables\n\n")[2] == describe_schema()


def test_every_table_and_column_says_what_it_is() -> None:
    for table in metadata.tables.values():
        assert table.comment
        assert all(column.comment for column in table.columns)


def test_file_has_the_tables_of_the_schema(tmp_path: Path) -> None:
    with b.archive(tmp_path) as store:
        expected = {name: list(table.columns.keys()) for name, table in metadata.tables.items()}
        assert columns_of(store.path) == expected


@pytest.mark.parametrize(("view", "rows"), [
    ("v_articles", 1), ("v_paragraphs", 1), ("v_events", 1), ("v_figures", 1), ("v_agreements", 1), ("v_claims", 1),
    ("v_mentions", 3), ("v_dyads", 6),
])  # fmt: skip
def test_views_give_readable_rows(tmp_path: Path, view: str, rows: int) -> None:
    with b.archive(tmp_path, b.article(authors=("Ann Lee", "Bo Kim"), published="2015")) as store:
        connection = sqlite3.connect(store.path)
        connection.row_factory = sqlite3.Row
        found = connection.execute(f"SELECT * FROM {view}").fetchall()
        connection.close()
    assert len(found) == rows
    if "authors" in found[0].keys():  # noqa: SIM118  # a Row holds values, not keys
        assert found[0]["authors"] == "Ann Lee; Bo Kim"


def test_view_of_events_joins_codes_and_leaves_out_the_rejected(tmp_path: Path) -> None:
    one = b.article()
    with b.archive(tmp_path, one) as store:
        query = "SELECT actors, recipients, title, date FROM v_events"
        connection = sqlite3.connect(store.path)
        assert connection.execute(query).fetchall() == [("CHN", "PRK", "Coal", "2013")]
        store.writer().decide(b.decision(b.event(one).id))
        assert connection.execute(query).fetchall() == []
        connection.close()


def test_paragraphs_of_the_view_are_those_of_the_article(tmp_path: Path) -> None:
    one = b.article(text="Café “one”.\n\nTwo 中国.")
    with b.archive(tmp_path, one) as store:
        connection = sqlite3.connect(store.path)
        found = [text for (text,) in connection.execute("SELECT text FROM v_paragraphs ORDER BY number")]
        connection.close()
    assert found == [span.cut(one.text) for span in one.paragraphs] == ["Café “one”.", "Two 中国."]


def test_all_views_are_read() -> None:
    assert len(read_views()) == 8


def add_note(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE articles ADD COLUMN note TEXT")


def test_older_archive_is_brought_up_once(tmp_path: Path) -> None:
    with b.archive(tmp_path, b.article()) as store:
        path = store.path
    steps = (*migrations.MIGRATIONS, Migration("a note", add_note))
    for _ in range(2):
        with write_once(path, busy_seconds=1) as connection:
            migrations.migrate(connection, "2026-01-01T00:00:00Z", steps)
    assert columns_of(path)["articles"][-1] == "note"
    connection_ = sqlite3.connect(path)
    assert connection_.execute("PRAGMA user_version").fetchone() == (len(steps),)
    assert connection_.execute("SELECT name, number FROM migrations ORDER BY number").fetchall() == [
        ("first tables", 1), ("datasets", 2), ("copies", 3),
        ("withdrawn statements, joined articles, files", 4), ("whose figures, ends of agreements", 5),
        ("links and statements in order of time", 6), ("registers by index", 7),
        ("figures by index alone", 8), ("images", 9), ("totals", 10),
        ("figures with their words by index", 11), ("a note", 12),
    ]  # fmt: skip
    connection_.close()


def test_archive_without_the_newer_columns_gets_them(tmp_path: Path) -> None:
    with b.archive(tmp_path, b.article()) as store:
        path = store.path
    with write_once(path, busy_seconds=1) as connection:
        for view in read_views():
            connection.exec_driver_sql(f"DROP VIEW {view}")
        for table, names in (("statements", ("duration", "denounced")), ("mentions", ("duration",))):
            for name in names:
                connection.exec_driver_sql(f"ALTER TABLE {table} DROP COLUMN {name}")
        connection.exec_driver_sql("DELETE FROM migrations WHERE number = 5")
        migrations.migrate(connection, "2026-01-01T00:00:00Z")
    assert {"duration", "denounced"} <= set(columns_of(path)["statements"])
    assert "duration" in columns_of(path)["mentions"]
    with open_archive(path) as store:
        assert store.view().check() == []


def test_archive_without_totals_gets_them(tmp_path: Path) -> None:
    one = b.article(published="2014-07", categories=("Coal",), tags=("DPRK",))
    both = b.figure(one, about=b.who("CHN", "KOR"))
    with create_archive(tmp_path / "a.yalu") as store:
        b.put(store.writer(), one, coded=b.coded(one, "k", (*b.statements(one)[2:], b.event(one), both)))
        path = store.path
    with write_once(path, busy_seconds=1) as connection:
        for table in TOTAL_TABLES:
            connection.exec_driver_sql(f"DROP TABLE {table.name}")
        for name in ("article_authors", "article_categories", "article_tags"):
            connection.exec_driver_sql(f"DROP INDEX {name}_in_order")
            for column in ("latest_key", "number"):
                connection.exec_driver_sql(f"ALTER TABLE {name} DROP COLUMN {column}")
        connection.exec_driver_sql("DELETE FROM statement_dyads WHERE first = 'KOR'")
        connection.exec_driver_sql("DELETE FROM migrations WHERE number = 10")
        migrations.migrate(connection, "2026-01-01T00:00:00Z")
    with open_archive(path) as store:
        assert store.view().check() == []
        assert ("KOR", "CHN", 1, 1) in store.view().dyads_seen()


def test_links_without_order_get_it(tmp_path: Path) -> None:
    one = b.article()
    undated = b.agreement(one, signed="1961-07-11", date=None)
    with create_archive(tmp_path / "a.yalu") as store:
        b.put(store.writer(), one, coded=b.coded(one, "k", (b.event(one), undated)))
        path = store.path
    with write_once(path, busy_seconds=1) as connection:
        for index in ("statement_actors_by_code", "statement_actors_by_actor", "statement_dyads_by_dyad"):
            connection.exec_driver_sql(f"DROP INDEX {index}")
        for table, name in product(("statement_actors", "statement_dyads"), ("kind", "time_key", "start")):
            connection.exec_driver_sql(f"ALTER TABLE {table} DROP COLUMN {name}")
        connection.exec_driver_sql("UPDATE statements SET time_key = 99999999 WHERE kind = 'agreement'")
        connection.exec_driver_sql("DELETE FROM migrations WHERE number = 6")
        migrations.migrate(connection, "2026-01-01T00:00:00Z")
    with open_archive(path) as store:
        assert store.view().check() == []
        first = next(store.view().statements(StatementFilter(actor="CHN", limit=1)))
    assert first.kind == "agreement", "signed before the event"


def fail(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE articles ADD COLUMN half TEXT")
    raise RuntimeError("no")


def test_migration_that_fails_leaves_the_archive_as_it_was(tmp_path: Path) -> None:
    with b.archive(tmp_path, b.article()) as store:
        path = store.path
    steps = (*migrations.MIGRATIONS, Migration("fails", fail))
    with pytest.raises(RuntimeError), write_once(path, busy_seconds=1) as connection:
        migrations.migrate(connection, "now", steps)
    assert "half" not in columns_of(path)["articles"]
    with open_archive(path, write=True) as store:
        assert store.view().check() == []
