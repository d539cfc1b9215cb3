"""Lists of words as patterns: the tree that shares beginnings finds what plain alternatives find, the longest first."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from yalu.statements.numerals import any_of

WORDS = st.lists(
    st.text(alphabet="abAB .-", min_size=1, max_size=6).map(str.strip).filter(bool), min_size=1, max_size=12
)


def _plain(words: list[str]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace("\\ ", r"\s+") for word in ordered) + ")"


@given(WORDS, st.text(alphabet="abAB .-", max_size=20), st.booleans())
def test_a_tree_finds_what_alternatives_find(words: list[str], text: str, fold: bool) -> None:
    shape = "(?i:{})" if fold else "{}"
    tree, plain = re.compile(shape.format(any_of(words))), re.compile(shape.format(_plain(words)))
    assert [one.span() for one in tree.finditer(text)] == [one.span() for one in plain.finditer(text)]


@given(WORDS, st.text(alphabet="abAB .-", max_size=20))
def test_a_tree_gives_way_to_what_follows_as_alternatives_do(words: list[str], text: str) -> None:
    tree, plain = re.compile(rf"{any_of(words)}a?b"), re.compile(rf"{_plain(words)}a?b")
    assert [one.span() for one in tree.finditer(text)] == [one.span() for one in plain.finditer(text)]
