"""Certainty: phrases, denied words, what a verb makes of the act under it, and how far a denial reaches."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from yalu.actors import Gazetteer
from yalu.lexicon.attribution import CertaintyCue, CertaintyPhrase, load_certainty_cues, load_certainty_phrases
from yalu.model import Certainty
from yalu.statements.attribution import Attributions
from yalu.statements.mentions import Actors
from yalu.statements.reading import Reading

Read = Callable[[str], Reading]


@pytest.fixture
def judged(read: Read, gazetteer: Gazetteer) -> Read:
    """Give the reading of a text with its attributions, ready to judge."""
    stage = Attributions.load(gazetteer)

    def make(text: str) -> Reading:
        reading = read(text)
        reading.put_actors(Actors.load(gazetteer).extract(reading))
        reading.attributions = tuple(stage.extract(reading))
        reading.judge = stage.judge_of(reading)
        return reading

    return make


ACTS = ("pay", "paid", "paying", "truce", "signed", "defaulted", "met", "meet", "won", "default")


def _at(reading: Reading, *words: str) -> int:
    return next(n for n, word in enumerate(reading.analysis.words) if word in words)


PHRASES = [row for row in load_certainty_phrases().entries if row.example]


@pytest.mark.parametrize("row", PHRASES, ids=[row.text for row in PHRASES])
def test_the_example_of_a_phrase_reads_as_it_says(judged: Read, row: CertaintyPhrase) -> None:
    before, word, after = (row.example or "").split("*")
    reading = judged(before + word + after)
    token = reading.analysis.token_at(len(before))
    assert reading.judge(token).certainty == row.effect


CUES = [row for row in load_certainty_cues().entries if row.example]


@pytest.mark.parametrize("row", CUES, ids=[f"{row.kind} {row.text}" for row in CUES])
def test_the_example_of_a_cue_reads_as_it_says(judged: Read, row: CertaintyCue) -> None:
    reading = judged(row.example or "")
    judgement = reading.judge(_at(reading, *ACTS))
    assert judgement.certainty in (row.effect, row.denied), judgement.cues


SCOPES: list[tuple[str, str, Certainty]] = [
    ("Lima did not fail to pay.", "pay", "asserted"),
    ("Lima never refused to pay.", "pay", "asserted"),
    ("Lima did not manage to pay.", "pay", "negated"),
    ("Lima forgot that it had paid.", "paid", "asserted"),
    ("Lima forgot to pay.", "pay", "negated"),
    ("Lima did not force Quito to pay.", "pay", "negated"),
    ("Lima forced Quito to pay.", "pay", "asserted"),
    ("Lima did not prevent Quito from paying.", "paying", "asserted"),
    ("Lima prevented Quito from paying.", "paying", "negated"),
    ("Lima failed to see that Quito had paid the bank.", "paid", "asserted"),
    ("Lima failed to show that Quito had paid the bank.", "paid", "hedged"),
    ("I do not think that Lima paid the bank.", "paid", "hedged"),
    ("Nobody denies that Lima paid the bank.", "paid", "asserted"),
    ("Few believe that Lima paid the bank.", "paid", "hedged"),
    ("Lima did not deny that it paid.", "paid", "hedged"),
    ("There is no doubt that Lima paid the bank.", "paid", "asserted"),
    ("There is no evidence that Lima paid the bank.", "paid", "hedged"),
    ("It is not true that Lima paid the bank.", "paid", "negated"),
    ("It is a myth that Lima paid the bank.", "paid", "negated"),
    ("The claim that Lima paid the bank has been disproved.", "paid", "negated"),
    ("The claim that Lima paid the bank has been confirmed.", "paid", "asserted"),
    ("The plan to raise the tax was quietly buried.", "raise", "negated"),
    ("Lima missed its chance to pay.", "pay", "negated"),
    ("Lima seized the chance to pay.", "pay", "asserted"),
    ("Lima is too poor to pay.", "pay", "negated"),
    ("Lima is not too poor to pay.", "pay", "asserted"),
    ("The envoys were to have met in Bern.", "met", "negated"),
    ("What Lima did was to pay.", "pay", "asserted"),
    ("Lima swore that it had paid.", "paid", "asserted"),
    ("Lima swore to pay.", "pay", "future"),
    ("Lima never considered paying.", "paying", "negated"),
    ("Whether Lima paid is disputed.", "paid", "hedged"),
    ("The bank asked if Lima had paid.", "paid", "hedged"),
    ("Suppose Lima paid.", "paid", "conditional"),
    ("Not only did Lima pay, it paid twice.", "pay", "asserted"),
    ("Lima averted a war.", "war", "negated"),
    ("The raid was called off.", "raid", "negated"),
    ("As long as the rains hold, Lima can pay.", "pay", "conditional"),
    ("The strike was meant to hurt Lima.", "hurt", "hedged"),
]


@pytest.mark.parametrize(("text", "word", "certainty"), SCOPES)
def test_what_a_word_makes_of_the_act_under_it(judged: Read, text: str, word: str, certainty: Certainty) -> None:
    reading = judged(text)
    judgement = reading.judge(_at(reading, word))
    assert judgement.certainty == certainty, judgement.cues
    assert (certainty == "asserted") == (not judgement.cues)
