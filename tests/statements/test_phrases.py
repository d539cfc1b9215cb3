"""Cues of certainty of several words, and how far they reach."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from yalu.statements import Reading
from yalu.statements.certainty import CueWords

CASES = [
    ("Far from punishing Peru, Chile rewarded it.", "punishing", "negated"),
    ("Far from punishing Peru, Chile rewarded it.", "rewarded", "asserted"),
    ("Ankara came close to closing the strait.", "closing", "negated"),
    ("Moscow lacks the money to rebuild the line.", "rebuild", "negated"),
    ("Tonga, lacking cash, asked Fiji to lend it some.", "asked", "asserted"),
    ("There is no evidence that Oman ordered it.", "ordered", "hedged"),
    ("In all likelihood the army shelled it.", "shelled", "hedged"),
    ("Rumour has it that the marshal fled.", "fled", "hedged"),
    ("Hanoi is too poor to buy them.", "buy", "negated"),
    ("The Kremlin dismissed reports that it sold them.", "sold", "negated"),
    ("Rome left without waiting for the vote.", "waiting", "negated"),
    ("Oslo cut the gas, if only for three days.", "cut", "asserted"),
    ("Oslo cut the gas.", "cut", "asserted"),
    ("Not only did Oman pay, it thanked them.", "pay", "asserted"),
    ("Oman swore that it had paid.", "paid", "asserted"),
    ("Oman forgot that it had paid.", "paid", "asserted"),
    ("Oman never considered selling it.", "selling", "negated"),
    ("It is a myth that Oman drew the line.", "drew", "negated"),
]


@pytest.mark.parametrize(("text", "word", "certainty"), CASES)
def test_idioms_bear_on_what_hangs_on_them(read: Callable[..., Reading], text: str, word: str, certainty: str) -> None:
    reading = read(text)
    token = reading.analysis.words.index(word)
    assert CueWords.load().over(reading).judge(token).certainty == certainty
