from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store import builders as b
from yalu.store import Store, open_archive

EVENT = b.event(b.article()).id


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with b.archive(tmp_path_factory.mktemp("sound"), b.article(published="2015"), b.article("Iron")) as store:
        store.writer().decide(b.decision(EVENT, "correct", field="mode", value='"x"'))
    return store.path


@pytest.fixture
def store(sound: Path, tmp_path: Path) -> Iterator[Store]:
    with open_archive(shutil.copy(sound, tmp_path)) as store:
        yield store


def spoil(store: Store, *sql: str) -> set[tuple[str, str]]:
    connection = sqlite3.connect(store.path)
    for statement in sql:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return {(one.law, one.table) for one in store.view().check()}


def test_sound_archive_has_no_violation(store: Store) -> None:
    assert store.view().check() == []


_SHIFT = """UPDATE {table} SET record = replace(record, '"start":0', '"start":1') WHERE kind = '{kind}'"""


@pytest.mark.parametrize(
    ("sql", "law", "table"),
    [
        ("UPDATE versions SET text = replace(text, 'coal', 'iron')", "quotes", "statements"),
        ("UPDATE versions SET text = replace(text, 'coal', 'iron')", "versions whole", "versions"),
        ("UPDATE versions SET text = 'short'", "quotes", "mentions"),
        ("UPDATE versions SET number = 7 WHERE number = 1", "versions whole", "versions"),
        ("UPDATE versions SET record = '{' WHERE number = 1", "versions whole", "articles"),
        ("UPDATE articles SET version = 'ver_none'", "versions whole", "articles"),
        ("DELETE FROM paragraphs", "versions whole", "paragraphs"),
        ("UPDATE articles SET published = '1999'", "fields", "articles"),
        ("UPDATE article_authors SET name = 'Nobody'", "fields", "article_authors"),
        ("UPDATE statements SET quote = 'China did not'", "columns", "statements"),
        ("UPDATE statements SET quote_sha256 = 'x'", "columns", "statements"),
        ("UPDATE statements SET happened = 0 WHERE kind = 'event'", "columns", "statements"),
        ("UPDATE statements SET earliest_key = 0 WHERE kind = 'event'", "columns", "statements"),
        ("UPDATE statements SET verdict = 'reject'", "columns", "statements"),
        ("UPDATE statements SET record = 'x' WHERE kind = 'claim'", "records", "statements"),
        (_SHIFT.format(table="statements", kind="event"), "quotes", "statements"),
        ("""UPDATE statements SET record = replace(record, 'asserted', 'sure')""", "records", "statements"),
        ("""UPDATE statements SET record = replace(record, '"quad":2', '"quad":9')""", "values", "statements"),
        (
            """UPDATE statements SET record = replace(record, '"intensity":5', '"intensity":50')""",
            "values",
            "statements",
        ),
        ("""UPDATE statements SET record = replace(record, '"edtf":"2013"', '"edtf":"20x"')""", "dates", "statements"),
        ("""UPDATE statements SET record = replace(record, '2013-12-31', '2014-12-31')""", "dates", "statements"),
        (
            """UPDATE statements SET record = replace(record, '"signed":null', '"signed":"soon"')""",
            "dates",
            "statements",
        ),
        ("""UPDATE statements SET record = replace(record, 'the minister', '')""", "holders", "statements"),
        ("DELETE FROM statement_actors WHERE role = 'holder'", "columns", "statement_actors"),
        ("DELETE FROM statement_dyads", "columns", "statement_dyads"),
        ("DELETE FROM statement_themes", "columns", "statement_themes"),
        ("UPDATE mentions SET id = id || 'x'", "columns", "mentions"),
        (_SHIFT.format(table="mentions", kind="actor"), "ids", "mentions"),
        ("UPDATE mentions SET code = 'USA' WHERE kind = 'actor'", "columns", "mentions"),
        ("DELETE FROM statements WHERE kind = 'event'", "decisions", "decisions"),
        ("UPDATE decisions SET anchor = NULL", "decisions", "decisions"),
        ("DELETE FROM articles", "references", "statements"),
        ("DELETE FROM sources", "references", "articles"),
        ("UPDATE sources SET sha256 = 'x'", "ids", "sources"),
    ],
)
def test_every_broken_law_is_found(store: Store, sql: str, law: str, table: str) -> None:
    assert (law, table) in spoil(store, sql)


def test_damaged_file_is_told(tmp_path: Path) -> None:
    store = b.archive(tmp_path, b.article())
    store.close()
    data = bytearray(store.path.read_bytes())
    data[4096 * 3 + 50 : 4096 * 6] = b"\xff" * (4096 * 3 - 50)
    store.path.write_bytes(data)
    with open_archive(store.path) as damaged:
        try:
            found = {one.law for one in damaged.view().check()}
        except Exception as error:  # noqa: BLE001  # either answer is right, silence is not
            found = {type(error).__name__}
    assert found & {"file", "ArchiveDamaged"}
