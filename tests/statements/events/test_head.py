"""The trained weights: they are in the package, small, and say what the rules alone do not."""

from __future__ import annotations

from importlib.resources import as_file, files

import pytest

from yalu.lexicon.events import load_event_types
from yalu.statements.events.head import Head, bucket


@pytest.fixture(scope="module")
def head() -> Head:
    loaded = Head.load()
    assert loaded
    return loaded


def test_the_weights_are_small() -> None:
    with as_file(files("yalu.statements.events").joinpath("head.npz")) as path:
        assert path.stat().st_size < 600_000


def test_the_classes_are_roots_and_modes(head: Head) -> None:
    types = {row.root: row for row in load_event_types().entries}
    for name in head.classes:
        root, _, mode = name.partition("/")
        assert root in types
        assert not mode or mode in types[root].modes
    assert {name.partition("/")[0] for name in head.classes} == set(types)


@pytest.mark.parametrize("root", ["ACCUSE", "AID", "ASSAULT", "REQUEST"])
def test_what_the_rules_say_weighs_for_itself(head: Head, root: str) -> None:
    odds = head.odds([f"rule:{root}", f"trigger0:{root}", f"any:{root}"])
    assert max(odds, key=lambda one: odds[one]).startswith(root)


def test_odds_are_probabilities(head: Head) -> None:
    odds = head.odds(["bias", "rule:AID", "word:send"])
    assert sum(odds.values()) == pytest.approx(1)
    assert all(0 < one < 1 for one in odds.values())


def test_unknown_features_leave_all_classes_alike(head: Head) -> None:
    known = set(head.places.tolist())
    unknown = [word for word in (f"unheard-of-{number}" for number in range(99)) if bucket(word) not in known]
    assert max(head.odds(unknown).values()) == pytest.approx(1 / len(head.classes))


def test_a_feature_keeps_its_place() -> None:
    assert bucket("bias") == 485979


def test_weights_that_are_not_there_are_none() -> None:
    assert Head.load("no-such-weights.npz") is None
