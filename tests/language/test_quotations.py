"""Quotations: every kind of mark, and no quotation lost to an odd one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yalu.language.quotations import find_quotations
from yalu.model import lay_out

CASES = [
    ("He said “yes” and left.", ["yes"], "curly"),
    ('He said "yes" and left.', ["yes"], "straight"),
    ("It is “a ‘so-called’ state” here.", ["a ‘so-called’ state", "so-called"], "nested"),
    ("China’s turn and the states’ rights.", [], "apostrophes are no marks"),
    ("«Oui» and „ja“.", ["Oui", "ja"], "angled and low"),
    ("A lone ” mark, then “words”.", ["words"], "a closing mark nobody opened"),
    ("“Never closed, and no end", ["Never closed, and no end"], "speech that runs on"),
    ("An “odd one, then.\n\nAnd “words” after it.", ["words"], "an open mark ends with its paragraph"),
    ("He said 'not yet' and left.", ["not yet"], "single"),
    ("It is the states' right and it's Kim's turn.", [], "straight apostrophes are no marks"),
    ("The '90s and the states' rock'n'roll years.", [], "left-out letters are no marks"),
    ("She said ''no deal'' twice.", ["no deal"], "two single marks for a double one"),
    ("He asked, \"what is a 'normal' state?\"", ["what is a 'normal' state?", "normal"], "single inside double"),
    ('The 5" gun and "words".', ["words"], "an inch mark before a quotation"),
]


@pytest.mark.parametrize(("text", "inner", "why"), CASES)
def test_quotations_are_found(text: str, inner: list[str], why: str) -> None:
    body, paragraphs = lay_out(text.split("\n\n"))
    assert [span.cut(body) for _, span in find_quotations(body, paragraphs)] == inner, why


@given(st.text(alphabet='ab “”"‘’«».', max_size=60))
def test_every_quotation_lies_inside_its_marks(text: str) -> None:
    body, paragraphs = lay_out([text])
    for outer, inner in find_quotations(body, paragraphs):
        assert outer.holds(inner)
        assert outer.end <= len(body)
