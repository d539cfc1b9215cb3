from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.datasets import builders as b
from yalu.cli import group

LINES = "PRK,CHN,exports,2014,90,USD,office|PRK,RUS,exports,2014,10,USD,office|PRK,RUS,exports,2015,-1,USD,office"


@pytest.fixture
def archive(tmp_path: Path) -> str:
    path = str(tmp_path / "a.yalu")
    assert run("data", "load", str(b.table(tmp_path, LINES)), archive=path)
    return path


def run(*words: str, archive: str) -> str:
    result = CliRunner().invoke(group, ["--archive", archive, *words])
    assert result.exit_code == 0, result.output
    return result.output


def test_loading_tells_rows_and_reasons(archive: str, tmp_path: Path) -> None:
    told = json.loads(run("data", "load", str(tmp_path / "ledger.csv"), "--json", archive=archive))
    assert (told["rows"], told["refused"], told["same"]) == (2, 1, True)
    assert told["refusals"] == [{"line": 4, "reason": "the value is negative"}]
    assert "1 x the value is negative" in run("data", "load", str(tmp_path / "ledger.csv"), archive=archive)


def test_listing_names_series_years_and_source(archive: str) -> None:
    (one,) = map(json.loads, run("data", "list", "--json", archive=archive).splitlines())
    assert (one["series"], one["rows"], one["years"], one["source"]) == (
        "ledger/office",
        2,
        "2014",
        "the harbour office",
    )


def test_row_is_left_out_by_a_decision_that_outlives_loading(archive: str, tmp_path: Path) -> None:
    row = "ledger/office/PRK/RUS/exports/2014"
    run("data", "leave-out", row, "--why", "swapped with another", "--by", "Ada", archive=archive)
    run("data", "load", str(tmp_path / "ledger.csv"), archive=archive)
    found = [json.loads(line) for line in run("data", "rows", "PRK", "--json", archive=archive).splitlines()]
    assert {one["id"]: one["decided"] for one in found}[row] == "left out by Ada"
    run("data", "leave-out", row, "--why", "it was right", "--by", "Bo", "--undo", archive=archive)
    found = [json.loads(line) for line in run("data", "rows", "PRK", "--json", archive=archive).splitlines()]
    assert not any(one["decided"] for one in found)


def test_table_is_dropped(archive: str) -> None:
    run("data", "drop", "ledger", archive=archive)
    assert run("data", "list", "--json", archive=archive) == ""
