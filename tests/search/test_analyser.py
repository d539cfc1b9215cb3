"""Analyser: terms alone are those that terms with their places are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from yalu.search.analyser import make_analyser

ANALYSER = make_analyser()


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80))
def test_words_are_the_terms_without_places(text: str) -> None:
    assert ANALYSER.words_of(text) == [term.text for term in ANALYSER.terms(text)]


def test_words_are_stemmed_and_runs_of_cjk_left_out() -> None:
    assert ANALYSER.words_of("Sanctions on 朝鲜 coal") == ["sanction", "on", "coal"]
