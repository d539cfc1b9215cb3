"""Sentences with figures of trade, read, coded and set beside small tables: the verdict in words."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from yalu.cli import group

HERE = Path(__file__).parent / "reconcile"
CASES: list[dict[str, Any]] = yaml.safe_load((HERE / "sentences.yaml").read_text(encoding="utf-8"))


def run(*words: str) -> str:
    result = CliRunner().invoke(group, list(words))
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(scope="module")
def reconciled(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("reconcile")
    articles = {one["text"]: one["published"] for one in CASES}
    lines = [
        json.dumps(
            {"title": f"Sentence {n}", "text": f"{text} Nobody was surprised.", "published": day, "authors": ["Ada"]}
        )
        for n, (text, day) in enumerate(articles.items())
    ]
    (folder / "s.jsonl").write_text("\n".join(lines), encoding="utf-8")
    archive = ("--archive", str(folder / "a.yalu"))
    run(*archive, "read", str(folder / "s.jsonl"))
    run(*archive, "data", "load", *(str(path) for path in sorted(HERE.glob("*.csv"))))
    return [json.loads(line) for line in run(*archive, "reconcile", "--json").splitlines()]


@cache
def _name(place: int) -> str:
    return f"{CASES[place]['text'][:60]} {CASES[place]['raw']}"


@pytest.mark.parametrize("place", range(len(CASES)), ids=_name)
def test_verdict(reconciled: list[dict[str, Any]], place: int) -> None:
    case = CASES[place]
    said = [
        one["verdict"] for one in reconciled
        if one["quote"] and one["quote"] in case["text"] and (one.get("raw") == case["raw"] or one["kind"] == case["raw"])
    ]  # fmt: skip
    told = " | ".join(said)
    at = 0
    for words in case["verdict"]:
        assert words in told[at:], told
        at = told.index(words, at)
    for words in case.get("never", ()):
        assert words not in told, told


def test_every_reading_names_its_rows(reconciled: list[dict[str, Any]]) -> None:
    readings = [reading for one in reconciled if one["kind"] == "figure" for reading in one["readings"]]
    assert len(readings) > 100
    assert all(one["ids"] and one["source"] and one["denominator"] for one in readings)
