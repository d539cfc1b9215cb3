"""EDTF in words, never more precise than it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yalu.model import Span, make_date
from yalu.model.dates import Resolved
from yalu.publish.dating import say_counting, say_date

CASES = [
    (None, "undated"),
    ("2013", "2013"),
    ("2013-12", "December 2013"),
    ("2013-12-08", "8 December 2013"),
    ("187X", "the 1870s"),
    ("18XX", "the 19th century"),
    ("20XX", "the 21st century"),
    ("1905~", "about 1905"),
    ("1905?", "perhaps 1905"),
    ("1950/1953", "1950 to 1953"),
    ("../1895~", "until about 1895"),
    ("2004/..", "since 2004"),
    ("[1905,1910]", "1905 or 1910"),
    ("2001-21", "spring 2001"),
    ("2010-33", "first quarter of 2010"),
    ("-0108", "109 BC"),
    ("0918", "918"),
    ("0000", "1 BC"),
]


@pytest.mark.parametrize(("edtf", "said"), CASES)
def test_dates_in_words(edtf: str | None, said: str) -> None:
    assert say_date(edtf) == said


@given(st.text(max_size=12))
def test_no_text_breaks_it(text: str) -> None:
    assert isinstance(say_date(text), str)


COUNTED: list[tuple[Resolved, str | None, str | None, str]] = [
    ("published", "2015-09", "2016-03-21", "counted from the published date, 21 March 2016"),
    ("context", "1995", "1994", "counted from 1994, named before"),
    ("absolute", "2003", "1993", "counted from 1993"),
    ("absolute", "1993", None, ""),
    ("no", None, None, "the words alone do not say when"),
]


@pytest.mark.parametrize(("resolved", "edtf", "anchor", "said"), COUNTED)
def test_what_a_date_was_counted_from_is_said(
    resolved: Resolved, edtf: str | None, anchor: str | None, said: str
) -> None:
    assert say_counting(make_date("then", Span(0, 4), edtf, resolved=resolved, anchor=anchor)) == said
