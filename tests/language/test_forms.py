"""Forms that are remembered are the forms that the model's own rules give."""

from __future__ import annotations

import spacy
from spacy.language import Language

from yalu.language.forms import GivenForms, RememberedForms
from yalu.language.parser import PARTS_OFF
from yalu.settings import Settings

TEXTS = (
    "There was no talk of it, and there's none now: it's what we have got, not what we had hoped for.",
    "Let's see; they ain't going to, gonna or gotta do it. Y'all know that, but for him it does.",
    "China has refused to sign; it did sign in 1961, and what it signed it has kept.  That is that.",
    "It hoped, planned and bombed; the planes that Russia had sent were sent back.",
)


def _load() -> Language:
    return spacy.load(Settings().model, exclude=list(PARTS_OFF))


def test_remembered_forms_are_the_models_own() -> None:
    whole, less = _load(), _load()
    remembered = RememberedForms.take_over(less)
    assert remembered is not None
    for _ in range(2):  # learnt, then remembered
        for given, parsed in zip(whole.pipe(TEXTS), less.pipe(TEXTS), strict=True):
            assert remembered.read(parsed) == GivenForms().read(given)


def test_words_that_stand_together_by_chance_make_no_run() -> None:
    whole, less = _load(), _load()
    remembered = RememberedForms.take_over(less)
    assert remembered is not None
    apart = "Let him see what's his."  # the words of "let's", not together
    together = "Let's see what is his."
    for text in (apart, together):
        assert remembered.read(less(text)) == GivenForms().read(whole(text))


def test_a_model_with_other_rules_keeps_them() -> None:
    nlp = _load()
    nlp.disable_pipe("lemmatizer")
    names = list(nlp.pipe_names)
    assert RememberedForms.take_over(nlp) is None
    assert nlp.pipe_names == names


def test_a_lemma_gets_back_its_e() -> None:
    forms = GivenForms().read(_load()("They hoped and stopped."))
    assert [lemma for _, lemma, *_ in forms] == ["they", "hope", "and", "stop", "."]
