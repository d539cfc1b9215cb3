"""yalu evaluate: scores a gold file in any of its formats, lists what was wrong, tells a fault."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, SHARED

GOLD = [
    {"id": "1", "text": "China and Vietnam signed a treaty in 1999.", "dates": [{"quote": "1999", "date": "1999"}]},
    {"id": "2", "text": "The talks began in the 1870s.", "dates": [{"quote": "the 1870s", "date": "188X"}]},
]


def evaluate(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "yalu", "evaluate", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "dates.jsonl"
    path.write_text("\n".join(map(json.dumps, GOLD)))
    return path


def test_scores_are_records_and_errors_follow(gold: Path) -> None:
    done = evaluate("dates", str(gold), "--json", "--errors", "5")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    scores = {row["measure"]: row["value"] for row in rows if "measure" in row}
    assert scores["EDTF exactly right"] == 0.5
    assert [row["wanted"] for row in rows if "wanted" in row] == ["188X"]


def test_the_table_of_types_wanted_and_given_can_be_had(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    event = {"event_type": "ASSAULT", "actors": ["VNM"], "recipients": ["KHM"], "trigger": "invaded"}
    path.write_text(json.dumps({"id": "1", "text": "Vietnam invaded Cambodia in 1978.", "events": [event]}))
    table = evaluate("events", str(path), "--confusions").stdout.splitlines()[-2:]
    assert table == ["wanted     ASSA", "ASSAULT       1"]
    rows = [json.loads(line) for line in evaluate("events", str(path), "--confusions", "--json").stdout.splitlines()]
    assert rows[-1] == {"wanted": "ASSAULT", "given": "ASSAULT", "times": 1}


def test_a_wrong_file_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": 1}')
    done = evaluate("figures", str(path))
    assert done.returncode == 4
    assert "gold.jsonl:1" in done.stderr


@pytest.mark.shared
@pytest.mark.skipif(not (SHARED / "gold").exists(), reason="the gold lies elsewhere")
@pytest.mark.parametrize(
    ("kind", "name", "measure", "least"),
    [
        ("dates", "own-dates-30", "EDTF exactly right", 0.75),
        ("dates", "timebank", "relaxed F1", 0.6),
        ("figures", "own-figures-25", "value and unit", 0.85),
        ("events", "plv_dev", "quad macro-F1", 0.3),
        ("events", "petrarch2_gsr_validation_ud", "a text with events precision", 0.7),
        ("attribution", "polnear-dev", "overlap F1", 0.7),
        ("certainty", "fact-uw-dev", "asserted F1", 0.7),
        ("certainty", "fact-meantime-dev", "asserted F1", 0.8),
    ],
)
def test_public_gold_is_read_and_scores_stay_above_a_floor(kind: str, name: str, measure: str, least: float) -> None:
    done = evaluate(kind, str(SHARED / "gold" / f"{name}.jsonl"), "--json", "--limit", "40")
    scores = {row["measure"]: row["value"] for row in map(json.loads, done.stdout.splitlines())}
    assert scores[measure] >= least
