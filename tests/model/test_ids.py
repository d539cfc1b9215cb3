"""Ids: equal for equal things, on every machine, whatever the white space and the marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yalu.model import Span, article_id, fold, key_of, lay_out, make_id, slug_of, squeeze


def test_an_id_is_the_same_on_every_machine() -> None:
    assert make_id("st", "event", 3) == "st_999d005db834589f"
    assert make_id("st", "ab", "c") != make_id("st", "a", "bc")
    assert make_id("st", None) != make_id("st", "")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pitfalls and\u00a0Possibilities", "Pitfalls and Possibilities"),
        ("China’s turn", "China's Turn"),
        ("A – B", "A - B"),
    ],
)
def test_titles_are_compared_without_marks_and_white_space(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


def test_teaser_and_whole_are_one_article() -> None:
    first = article_id(title="A title", authors=("X Y",), publication="P", url=None, published=None)
    second = article_id(title="A\u00a0Title", authors=("X  Y",), publication="p", url=None, published=None)
    assert first == second


@given(st.text())
def test_folding_moves_no_offset(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert squeeze(squeeze(text)) == squeeze(text)


@given(st.lists(st.text(min_size=1).filter(str.strip), max_size=6))
def test_paragraphs_cut_back_to_themselves(paragraphs: list[str]) -> None:
    text, spans = lay_out(paragraphs)
    assert [span.cut(text) for span in spans] == paragraphs


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("China’s Korean dilemma: influence", "chinas-korean-dilemma-influence"),
        ("Überfall & Co.", "uberfall-co"),
        ("遼寧", ""),
    ],
)
def test_slugs_are_plain(text: str, slug: str) -> None:
    assert slug_of(text) == slug


def test_spans_hold_and_overlap() -> None:
    assert Span(1, 5).holds(Span(2, 5))
    assert Span(1, 3).overlaps(Span(2, 4))
    assert not Span(1, 3).overlaps(Span(3, 4))
    with pytest.raises(ValueError, match="no span"):
        Span(3, 2)
