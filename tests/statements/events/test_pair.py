"""The relation of a given pair: always an answer, direction and mood read off the path between the two."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from yalu.model import Span
from yalu.statements import Reading
from yalu.statements.events.features import features
from yalu.statements.events.frames import Frames
from yalu.statements.events.pair import Pairs, decide
from yalu.statements.events.sight import Relation

Read = Callable[..., Reading]

# text, source, target, root, what it shows
CASES = [
    ("The generals accused the students of treason.", "generals", "students", "ACCUSE", "names nobody knows"),
    ("The students were accused of treason by the generals.", "generals", "students", "ACCUSE", "a passive"),
    ("Mongolia refused to meet the envoys of Peru.", "Mongolia", "Peru", "REJECT", "the governing verb wins"),
    ("Talks between Chad and Libya opened on Friday.", "Chad", "Libya", "CONSULT", "a noun over both"),
    ("Chile would send doctors to Peru.", "Chile", "Peru", "AGREE", "help that is announced"),
    ("Chile will attack Peru.", "Chile", "Peru", "THREATEN", "a blow that is announced"),
    ("Chile did not help Peru.", "Chile", "Peru", "REJECT", "help that is withheld"),
    ("Chile should free the sailors of Peru.", "Chile", "Peru", "REQUEST", "what is demanded"),
    ("Chile staged a raid on Peru.", "Chile", "Peru", "ASSAULT", "a light verb with its noun"),
    ("Miners will strike against Peru.", "Miners", "Peru", "THREATEN", "a strike that is announced"),
    ("Chile returned the captives to Peru.", "Chile", "Peru", "RETREAT", "a return that is no visit"),
]


@pytest.fixture(scope="module")
def pairs() -> Pairs:
    return Pairs(Frames.load())


def _relation(read: Read, pairs: Pairs, text: str, source: str, target: str) -> Relation:
    spans = [[Span(text.index(words), text.index(words) + len(words))] for words in (source, target)]
    return pairs.relation(read(text), *spans)


@pytest.mark.parametrize(("text", "source", "target", "root", "why"), CASES)
def test_a_pair_gets_its_relation(
    read: Read, pairs: Pairs, text: str, source: str, target: str, root: str, why: str
) -> None:
    assert _relation(read, pairs, text, source, target).event_type == root, why


@pytest.mark.parametrize("text", ["Chile and Peru.", "Chile sits beside Peru.", "Peru, Chile, rain."])
def test_every_pair_gets_an_answer(read: Read, pairs: Pairs, text: str) -> None:
    found = _relation(read, pairs, text, "Chile", "Peru")
    assert found.event_type in pairs.frames.types
    assert found.why


def test_a_pair_without_spans_is_read_off_the_sentence(read: Read, pairs: Pairs) -> None:
    text = "Protesters burned tyres and accused the police."
    assert pairs.relation(read(text), [], []).event_type
    assert pairs.relation(read(text), [Span(0, 10)], []).event_type


REMARKS = [
    ("Chile will withdraw its troops from Peru.", "still to come"),
    ("Chile struck a deal with Peru.", "reached by both"),
    ("Chile called on Japan to attack Peru.", "asked of others against the target: ASSAULT"),
    ("Chile demanded sanctions against Peru.", "asked of others against the target: SANCTION"),
    ("Chile urged Japan to recognise Peru.", "asked of others for the target: SUPPORT"),
]


@pytest.mark.parametrize(("text", "remark"), REMARKS)
def test_what_other_schemes_want_to_know_is_said(read: Read, pairs: Pairs, text: str, remark: str) -> None:
    assert remark in _relation(read, pairs, text, "Chile", "Peru").why


@pytest.mark.parametrize("text", ["Chile urged Peru to free the sailors.", "Chile demanded that Peru attack Japan."])
def test_who_is_asked_is_not_whom_the_act_is_for(read: Read, pairs: Pairs, text: str) -> None:
    assert not [one for one in _relation(read, pairs, text, "Chile", "Peru").why if one.startswith("asked of others")]


def test_the_modes_of_a_root_add_up() -> None:
    ruled = Relation(event_type="AID", mode=None, score=0.7, how="path", why=("frame",))
    found = decide(ruled, {"AID": 0.4, "SANCTION/expel": 0.35, "SANCTION": 0.25})
    assert (found.event_type, found.mode, found.how) == ("SANCTION", "expel", "head")
    assert found.score == pytest.approx(0.6)
    kept = decide(ruled, {"AID": 0.7, "SANCTION/expel": 0.3})
    assert (kept.event_type, kept.how, kept.score) == ("AID", "path", 0.7)


def test_another_scorer_may_be_averaged_in(read: Read) -> None:
    text = "Chile bombed Peru."
    spans = [Span(0, 5)], [Span(13, 17)]
    loaded = Pairs.load()
    odds = loaded.probabilities(read(text), *spans)
    assert sum(odds.values()) == pytest.approx(1)
    assert decide(loaded.relation(read(text), *spans), odds).event_type == "ASSAULT"
    assert not Pairs(loaded.frames).probabilities(read(text), *spans)


@pytest.mark.parametrize("text", ["Chile accused Peru of lying.", "Chile gave Peru rice and blankets after the flood."])
def test_the_weights_see_no_name(read: Read, text: str) -> None:
    loaded = Pairs(Frames.load())
    spans = [Span(0, 5)], [Span(text.index("Peru"), text.index("Peru") + 4)]
    reading = read(text)
    sight = loaded.sight(reading, *spans)
    seen = " ".join(features(loaded.frames, reading, sight, loaded.ruled(reading, sight))).lower()
    assert "chile" not in seen
    assert "peru" not in seen
