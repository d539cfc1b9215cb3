"""The gold of events holds what it is said to hold, and the coder does not fall under its floors."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
import yaml

from yalu.analysis.scores import Score, score_events
from yalu.lexicon.events import load_event_types
from yalu.model.gold import GoldEvent
from yalu.pipeline import code_texts
from yalu.settings import Settings
from yalu.sources import read_gold

BENCHMARKS = Path(__file__).resolve().parents[3] / "benchmarks"
GOLD = BENCHMARKS / "gold" / "events.jsonl"
FLOORS: dict[str, Any] = yaml.safe_load((BENCHMARKS / "floors.yaml").read_text(encoding="utf-8"))[GOLD.name]


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    _, texts = read_gold(GOLD, "events")
    coded = [(gold, one.coding.statements) for gold, one in code_texts(texts, model=Settings().model)]
    return {one.measure: one for one in score_events(coded).scores}


def test_the_floors_stand_on_this_gold() -> None:
    assert hashlib.sha256(GOLD.read_bytes()).hexdigest() == FLOORS["sha256"]


@pytest.mark.parametrize("measure", FLOORS["least"])
def test_no_score_falls(scores: dict[str, Score], measure: str) -> None:
    assert scores[measure].value >= FLOORS["least"][measure]


@pytest.mark.parametrize("measure", FLOORS["most"])
def test_no_fault_grows(scores: dict[str, Score], measure: str) -> None:
    assert scores[measure].value <= FLOORS["most"][measure]


def test_the_gold_has_what_did_not_happen_and_nothing_at_all() -> None:
    _, texts = read_gold(GOLD, "events")
    events = [one for text in texts for one in text.items if isinstance(one, GoldEvent)]
    types = {row.root: row for row in load_event_types().entries}
    assert {one.root for one in events} <= set(types)
    assert all(one.mode in (None, *types[one.root].modes) for one in events)
    assert sum(not text.items for text in texts) >= 40
    assert {"asserted", "hedged", "negated", "conditional", "future"} == {one.certainty for one in events}
    assert len({text.text for text in texts}) == len(texts)
