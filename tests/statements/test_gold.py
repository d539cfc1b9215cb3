"""The gold of attribution, certainty, claims, figures and agreements holds what it is said to hold, and no score falls under its floor."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
import yaml

from yalu.analysis.scores import (
    Scores,
    score_agreements,
    score_attribution,
    score_certainty,
    score_claims,
    score_dates,
    score_figures,
)
from yalu.lexicon.themes import load_themes
from yalu.model.gold import GoldCertainty, GoldClaim, GoldKind
from yalu.pipeline import code_texts
from yalu.pipeline.coding import Desk, open_desk
from yalu.settings import Settings
from yalu.sources import read_gold

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
FLOORS: dict[str, Any] = yaml.safe_load((BENCHMARKS / "floors.yaml").read_text(encoding="utf-8"))
SETS: list[tuple[str, GoldKind]] = [
    ("attribution.jsonl", "attribution"),
    ("attribution.jsonl as certainty", "certainty"),
    ("certainty.jsonl", "certainty"),
    ("certainty-unseen.jsonl", "certainty"),
    ("certainty-fresh.jsonl", "certainty"),
    ("certainty-last.jsonl", "certainty"),
    ("claims.jsonl", "claims"),
    ("claims-fresh.jsonl", "claims"),
    ("claims-last.jsonl", "claims"),
    ("claims-unseen.jsonl", "claims"),
    ("figures.jsonl", "figures"),
    ("figures-unseen.jsonl", "figures"),
    ("agreements.jsonl", "agreements"),
]
FRESH: list[tuple[str, GoldKind]] = [
    ("fresh-agreements.jsonl", "agreements"),
    ("fresh-certainty.jsonl", "certainty"),
    ("fresh-claims.jsonl", "claims"),
    ("fresh-dates.jsonl", "dates"),
    ("fresh-figures.jsonl", "figures"),
]
"""Small lots written after the coder, read once before it was mended on them."""
_OF_STATEMENTS = {"agreements": score_agreements, "claims": score_claims, "figures": score_figures}


def _gold(name: str) -> Path:
    return BENCHMARKS / "gold" / name.partition(" ")[0]


@pytest.fixture(scope="module")
def desk() -> Desk:
    return open_desk(Settings().model)


def _score(path: Path, kind: GoldKind, desk: Desk) -> Scores:
    _, texts = read_gold(path, kind)
    coded = list(code_texts(texts, model=Settings().model, desk=desk))
    if kind == "attribution":
        return score_attribution([(gold, one.said()) for gold, one in coded])
    if kind == "dates":
        return score_dates([(gold, one.coding.mentions) for gold, one in coded])
    if kind in _OF_STATEMENTS:
        return _OF_STATEMENTS[kind]([(gold, one.coding.statements) for gold, one in coded])
    return score_certainty([
        (gold, [one.certainty_at(item.span.start) for item in gold.items if isinstance(item, GoldCertainty)])
        for gold, one in coded
    ])  # fmt: skip


@pytest.mark.parametrize(("name", "kind"), [*SETS, *FRESH])
def test_no_score_falls(desk: Desk, name: str, kind: GoldKind) -> None:
    floors = FLOORS[name]
    assert hashlib.sha256(_gold(name).read_bytes()).hexdigest() == floors["sha256"]
    scores = {one.measure: one.value for one in _score(_gold(name), kind, desk).scores}
    fallen = {measure: scores[measure] for measure, least in floors["least"].items() if scores[measure] < least}
    assert not fallen


@pytest.mark.parametrize(("name", "kind"), SETS)
def test_every_sentence_stands_once_and_negatives_are_among_them(name: str, kind: GoldKind) -> None:
    _, texts = read_gold(_gold(name), kind)
    assert len({text.text for text in texts}) == len(texts)
    assert kind == "certainty" or sum(not text.items for text in texts) >= len(texts) / 6


@pytest.mark.parametrize(("name", "kind"), FRESH)
def test_a_fresh_lot_shares_no_sentence_with_the_gold_it_checks(name: str, kind: GoldKind) -> None:
    _, texts = read_gold(_gold(name), kind)
    _, older = read_gold(_gold(name.removeprefix("fresh-")), kind)
    fresh = {text.text for text in texts}
    assert len(fresh) == len(texts)
    assert not fresh & {text.text for text in older}


def test_every_file_of_gold_has_its_floors() -> None:
    files = {path.name for path in (BENCHMARKS / "gold").glob("*.jsonl")}
    assert {name.partition(" ")[0] for name in FLOORS} == files


def test_claims_of_every_theme_are_in_the_gold() -> None:
    _, texts = read_gold(BENCHMARKS / "gold" / "claims.jsonl", "claims")
    held = {item.theme for text in texts for item in text.items if isinstance(item, GoldClaim)}
    assert held == {theme.id for theme in load_themes().entries}


def test_every_certainty_is_in_the_gold() -> None:
    _, texts = read_gold(BENCHMARKS / "gold" / "attribution.jsonl", "certainty")
    found = [item.certainty for text in texts for item in text.items if isinstance(item, GoldCertainty)]
    assert min(found.count(one) for one in ("asserted", "hedged", "negated", "conditional", "future")) >= 30
