"""The gold of dates holds what it is said to hold, and the coder does not fall under its floors."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
import yaml
from edtf import parse_edtf

from yalu.analysis.scores import Score, score_dates
from yalu.model import is_edtf
from yalu.model.gold import GoldDate
from yalu.pipeline import code_texts
from yalu.settings import Settings
from yalu.sources import read_gold

BENCHMARKS = Path(__file__).resolve().parents[3] / "benchmarks"
GOLD = BENCHMARKS / "gold" / "dates.jsonl"
FLOORS: dict[str, Any] = yaml.safe_load((BENCHMARKS / "floors.yaml").read_text(encoding="utf-8"))[GOLD.name]


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    _, texts = read_gold(GOLD, "dates")
    coded = [(gold, one.coding.mentions) for gold, one in code_texts(texts, model=Settings().model)]
    return {one.measure: one for one in score_dates(coded).scores}


def test_the_floors_stand_on_this_gold() -> None:
    assert hashlib.sha256(GOLD.read_bytes()).hexdigest() == FLOORS["sha256"]


@pytest.mark.parametrize("measure", FLOORS["least"])
def test_no_score_falls(scores: dict[str, Score], measure: str) -> None:
    assert scores[measure].value >= FLOORS["least"][measure]


def test_the_gold_has_phrases_without_a_date_and_sentences_without_a_phrase() -> None:
    _, texts = read_gold(GOLD, "dates")
    dates = [one for text in texts for one in text.items if isinstance(one, GoldDate)]
    assert len(dates) >= 400
    assert sum(one.value is None for one in dates) >= 15
    assert sum(not text.items for text in texts) >= 40
    assert len({(text.text, text.published) for text in texts}) == len(texts)


def test_every_value_is_edtf() -> None:
    _, texts = read_gold(GOLD, "dates")
    values = {one.value for text in texts for one in text.items if isinstance(one, GoldDate) and one.value}
    for value in values:
        assert is_edtf(value)
        parse_edtf(value)
