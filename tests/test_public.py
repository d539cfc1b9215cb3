"""The Python door: what a user imports, and one set of records in every form it leaves in."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from click.testing import CliRunner

import yalu
from yalu.cli import group
from yalu.errors import ArchiveMissing, MissingExtra, NotFound, QueryError
from yalu.table import columns_of, to_cell

LISTINGS: dict[str, Any] = {
    "timeline": lambda a: a.timeline("PRK"),
    "timeline of a pair": lambda a: a.timeline("North Korea", with_="CHN", kind=("event", "claim")),
    "dyad": lambda a: a.dyad("CHN", "PRK", both=True),
    "figures": lambda a: a.figures(about="PRK", measure="trade"),
    "agreements": lambda a: a.agreements("CHN", "PRK"),
    "claims": lambda a: a.claims(theme="influence", about="CHN,PRK"),
    "statements": lambda a: a.statements(),
    "mentions": lambda a: a.mentions(kind="date"),
    "articles": lambda a: a.articles(category="Treaties"),
    "search": lambda a: a.search("coal OR treaty"),
}


@pytest.fixture
def archive(demo_archive: Path) -> Iterator[yalu.Archive]:
    with yalu.open(demo_archive) as opened:
        yield opened


@pytest.mark.parametrize("ask", LISTINGS.values(), ids=list(LISTINGS))
def test_listing_is_a_table_in_pandas_and_polars(archive: yalu.Archive, ask: Any) -> None:
    table = ask(archive)
    assert isinstance(table, yalu.Table)
    assert len(table) > 0
    pandas, frame = table.to_pandas(), table.to_polars()
    assert list(pandas.columns) == frame.columns == list(table.columns) == list(columns_of(table.kind))
    assert len(pandas) == frame.height == len(table)
    assert [json.loads(line) for line in table.to_jsonl().splitlines()] == table.to_dicts()


@pytest.mark.parametrize("ask", LISTINGS.values(), ids=list(LISTINGS))
def test_same_question_gives_the_same_answer(archive: yalu.Archive, demo_archive: Path, ask: Any) -> None:
    with yalu.open(demo_archive) as again:
        assert ask(again) == ask(archive)


def test_empty_table_has_its_columns(archive: yalu.Archive) -> None:
    table = archive.figures(about="Fiji")
    assert len(table) == 0
    assert len(table.to_pandas().columns) == len(table.columns) > 14


def test_table_is_a_sequence(archive: yalu.Archive) -> None:
    table = archive.statements(limit=5)
    assert len(table) == 5
    assert [row["id"] for row in table] == [table[number]["id"] for number in range(5)]
    assert table[1:3].to_dicts() == table.to_dicts()[1:3]
    assert archive.statement(str(table[0]["id"])) == table[0]


def test_dyad_has_a_direction(archive: yalu.Archive) -> None:
    there, back = (
        {row["id"] for row in archive.dyad(*pair) if row["kind"] == "event"}
        for pair in (("CHN", "PRK"), ("PRK", "CHN"))
    )
    assert there
    assert back
    assert not there & back
    assert {row["id"] for row in archive.dyad("CHN", "PRK", both=True) if row["kind"] == "event"} == there | back


def test_timeline_is_in_order_with_undated_ones_last(archive: yalu.Archive) -> None:
    # An agreement is ordered by the day its sentence gives, and by its signing only where it gives none.
    days = [row["earliest"] or row.get("signed") for row in archive.timeline("PRK")]
    dated = [str(day) for day in days if day]
    assert dated == sorted(dated)
    assert all(row["date"] or row.get("signed") for row in archive.timeline("PRK", dated=True))


FAULTS: list[tuple[Any, type[Exception]]] = [
    (lambda a: a.timeline("Narnia"), NotFound),
    (lambda a: a.article("nothing"), NotFound),
    (lambda a: a.claims(theme="sorcery"), NotFound),
    (lambda a: a.statements(year="20x"), QueryError),
    (lambda a: a.set_article("nothing", "published", "2015", by="me"), NotFound),
]


@pytest.mark.parametrize(("ask", "error"), FAULTS)
def test_faults_are_errors_of_the_tree(archive: yalu.Archive, ask: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        ask(archive)


def test_missing_archive(tmp_path: Path) -> None:
    with pytest.raises(ArchiveMissing):
        yalu.open(tmp_path / "none.yalu")


def test_extra_that_is_not_installed_is_named(archive: yalu.Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtra) as caught:
        archive.articles().to_pandas()
    assert "yalu[tables]" in caught.value.remedy


def test_door_names_what_it_offers() -> None:
    assert set(yalu.__all__) <= set(dir(yalu))
    with pytest.raises(AttributeError):
        yalu.no_such_thing  # noqa: B018  # the access is what is tested


KINDS = ["statements", "events", "figures", "agreements", "claims", "mentions", "articles"]


@pytest.mark.parametrize("kind", KINDS)
def test_exports_have_the_same_records(demo_archive: Path, tmp_path: Path, kind: str) -> None:
    paths = [tmp_path / f"{kind}{suffix}" for suffix in (".jsonl", ".csv", ".parquet")]
    for path in paths:
        done = CliRunner().invoke(group, ["--archive", str(demo_archive), "export", str(path)])
        assert done.exit_code == 0, done.stderr
    rows = [json.loads(line) for line in paths[0].read_text(encoding="utf-8").splitlines()]
    assert rows
    with paths[1].open(encoding="utf-8", newline="") as file:
        cells = list(csv.DictReader(file))
    assert cells == [{name: to_cell(row.get(name)) for name in cells[0]} for row in rows]
    kept = pl.read_parquet(paths[2]).to_dicts()
    assert [{name: one[name] for name in row} for one, row in zip(kept, rows, strict=True)] == rows
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(path.name for path in paths)


def test_export_is_narrowed_as_listings_are(demo_archive: Path, tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    words = ["--archive", str(demo_archive), "export", str(path), "--actor", "CHN", "--certainty", "negated"]
    assert CliRunner().invoke(group, words).exit_code == 0
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    with yalu.open(demo_archive) as archive:
        assert rows == archive.claims(actor="CHN", certainty="negated").to_dicts()
