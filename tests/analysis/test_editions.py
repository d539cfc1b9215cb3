from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yalu.analysis import Revision, compare_editions
from yalu.model import Article, lay_out

FIRST = "The tolls at the bridge were raised in May."
SECOND = "Nobody in the harbour has paid them since."
THIRD = "A lighter costs what a barge used to cost before the war began."


def article(*paragraphs: str, **fields: Any) -> Article:
    text, spans = lay_out(list(paragraphs))
    return replace(Article(id="art_1", title="Tolls", text=text, paragraphs=spans), **fields)


def told(found: Revision) -> list[tuple[str, int]]:
    return [(one.kind, one.paragraphs) for one in found.passages]


@pytest.mark.parametrize(("before", "after", "kinds"), [
    ([FIRST, SECOND], [FIRST, SECOND], [("same", 2)]),
    ([FIRST, SECOND], [FIRST, SECOND, THIRD], [("same", 2), ("added", 1)]),
    ([FIRST, SECOND, THIRD], [FIRST, THIRD], [("same", 1), ("removed", 1), ("same", 1)]),
    ([FIRST, SECOND], [FIRST, SECOND.replace("Nobody", "Nearly everybody")], [("same", 1), ("changed", 1)]),
    ([FIRST], [THIRD], [("added", 1), ("removed", 1)]),
    ([FIRST.replace(" ", "\u00a0")], [FIRST], [("same", 1)]),
])  # fmt: skip
def test_paragraphs_are_paired(before: list[str], after: list[str], kinds: list[tuple[str, int]]) -> None:
    assert told(compare_editions(article(*before), article(*after))) == kinds


def test_words_of_a_rewritten_paragraph_are_told_apart() -> None:
    found = compare_editions(article(FIRST), article(FIRST.replace("in May", "in June 2014")))
    assert [(one.kind, one.text.strip()) for one in found.passages[0].pieces] == [
        ("same", "The tolls at the bridge were raised in"), ("removed", "May."), ("added", "June 2014."),
    ]  # fmt: skip


def test_fields_that_read_otherwise_are_named() -> None:
    before = article(FIRST, authors=("Ann Lee",), complete=False)
    found = compare_editions(before, article(FIRST, authors=("Ann Lee", "Bo Kim"), published="2014"))
    assert [(one.name, one.before, one.after) for one in found.fields] == [
        ("authors", "Ann Lee", "Ann Lee; Bo Kim"), ("published", "", "2014"), ("complete", "teaser", "whole"),
    ]  # fmt: skip


def test_very_long_paragraphs_are_not_compared_word_by_word() -> None:
    long = " ".join(f"word{number}" for number in range(9_000))
    assert told(compare_editions(article(long), article(f"{long} more"))) == [("added", 1), ("removed", 1)]


PARAGRAPHS = st.lists(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=6).map(" ".join), max_size=5)


@given(PARAGRAPHS, PARAGRAPHS)
def test_both_versions_can_be_read_out_of_the_difference(before: list[str], after: list[str]) -> None:
    found = compare_editions(article(*before), article(*after))
    for side, other, paragraphs in (("removed", "added", before), ("added", "removed", after)):
        words = [
            one.text
            for passage in found.passages
            if passage.kind != other
            for one in passage.pieces
            if one.kind in ("same", side)
        ]
        assert " ".join(" ".join(words).split()) == " ".join(paragraphs)
