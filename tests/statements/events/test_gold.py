"""The gold of events holds what it is said to hold, and the coder does not fall under its floors."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from yalu.analysis.scores import Score, score_events
from yalu.lexicon.events import load_event_types
from yalu.model.gold import GoldEvent, GoldText
from yalu.pipeline import code_texts
from yalu.settings import Settings
from yalu.sources import read_gold

BENCHMARKS = Path(__file__).resolve().parents[3] / "benchmarks"
FILES = ("events.jsonl", "events-running.jsonl", "events-running-2.jsonl")
FLOORS: dict[str, Any] = yaml.safe_load((BENCHMARKS / "floors.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=FILES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def texts(name: str) -> list[GoldText]:
    return read_gold(BENCHMARKS / "gold" / name, "events")[1]


@pytest.fixture(scope="module")
def scores(texts: list[GoldText]) -> dict[str, Score]:
    coded = [(gold, one.coding.statements) for gold, one in code_texts(texts, model=Settings().model)]
    return {one.measure: one for one in score_events(coded).scores}


def test_the_floors_stand_on_this_gold(name: str) -> None:
    assert hashlib.sha256((BENCHMARKS / "gold" / name).read_bytes()).hexdigest() == FLOORS[name]["sha256"]


def test_no_score_falls(name: str, scores: dict[str, Score]) -> None:
    least = FLOORS[name]["least"]
    assert not {measure: scores[measure].value for measure in least if scores[measure].value < least[measure]}


def test_no_fault_grows(name: str, scores: dict[str, Score]) -> None:
    most = FLOORS[name]["most"]
    assert not {measure: scores[measure].value for measure in most if scores[measure].value > most[measure]}


def test_the_gold_has_what_did_not_happen(texts: list[GoldText]) -> None:
    events = [one for text in texts for one in text.items if isinstance(one, GoldEvent)]
    types = {row.root: row for row in load_event_types().entries}
    assert {one.root for one in events} == set(types)
    assert all(one.mode in (None, *types[one.root].modes) for one in events)
    assert {"asserted", "hedged", "negated", "conditional", "future"} == {one.certainty for one in events}
    assert len({text.text for text in texts}) == len(texts)


def test_single_sentences_have_negatives_among_them() -> None:
    assert sum(not text.items for text in read_gold(BENCHMARKS / "gold" / FILES[0], "events")[1]) >= 40


@pytest.mark.parametrize("running", FILES[1:])
def test_running_text_is_labelled_to_the_word_and_much_of_it_tells_no_event(running: str) -> None:
    texts = read_gold(BENCHMARKS / "gold" / running, "events")[1]
    events = [(text, one) for text in texts for one in text.items if isinstance(one, GoldEvent)]
    sentences = [len(re.split(r"(?<=[.?!])\s+", text.text)) for text in texts]
    told = {
        (text.id, len(re.split(r"(?<=[.?!])\s+", text.text[: one.trigger.start])))
        for text, one in events
        if one.trigger
    }
    assert all(one.trigger for _, one in events)
    assert sum(sentences) >= 330
    assert sum(sentences) - len(told) >= sum(sentences) / 3
