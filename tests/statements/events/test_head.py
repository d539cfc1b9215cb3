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
        assert path.stat().st_size < 100_000


def test_the_classes_are_roots(head: Head) -> None:
    assert set(head.classes) <= {row.root for row in load_event_types().entries}


@pytest.mark.parametrize("root", ["ACCUSE", "AID", "ASSAULT", "REQUEST"])
def test_what_the_rules_say_weighs_for_itself(head: Head, root: str) -> None:
    said, probability = head.decide([f"rule:{root}", f"trigger0:{root}", f"any:{root}"])
    assert said == root
    assert 1 / len(head.classes) < probability <= 1


def test_unknown_features_leave_all_classes_alike(head: Head) -> None:
    known = set(head.places.tolist())
    unknown = [word for word in (f"word-{number}" for number in range(99)) if bucket(word) not in known]
    assert head.decide(unknown)[1] == pytest.approx(1 / len(head.classes))


def test_a_feature_keeps_its_place() -> None:
    assert bucket("bias") == 27227
