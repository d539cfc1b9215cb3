"""The relation of a given pair: always an answer, direction and mood read off the path between the two."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from yalu.model import Span
from yalu.statements import Reading
from yalu.statements.events.frames import Frames
from yalu.statements.events.pair import Pairs, Relation

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
