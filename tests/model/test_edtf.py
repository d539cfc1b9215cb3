"""EDTF: bounds of every form, refusals, and laws."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yalu.errors import DateError
from yalu.model import bounds_of, is_edtf

BOUNDS = [
    ("1961", "1961-01-01", "1961-12-31"),
    ("187X", "1870-01-01", "1879-12-31"),
    ("18XX", "1800-01-01", "1899-12-31"),
    ("2014-XX", "2014-01-01", "2014-12-31"),
    ("2016-02", "2016-02-01", "2016-02-29"),
    ("2015-02", "2015-02-01", "2015-02-28"),
    ("1953-07-27", "1953-07-27", "1953-07-27"),
    ("2013-21", "2013-03-01", "2013-05-31"),
    ("1950-24", "1950-12-01", "1951-02-28"),
    ("2014-35", "2014-07-01", "2014-09-30"),
    ("2010-41", "2010-07-01", "2010-12-31"),
    ("1905~", "1904-01-01", "1906-12-31"),
    ("2014-01~", "2013-12-01", "2014-02-28"),
    ("2016-03-02~", "2016-02-28", "2016-03-05"),
    ("-0107", "-0107-01-01", "-0107-12-31"),
    ("-0199/-0100", "-0199-01-01", "-0100-12-31"),
    ("1950/1953", "1950-01-01", "1953-12-31"),
    ("2009/..", "2009-01-01", None),
    ("../1895~", None, "1896-12-31"),
    ("[1905,1910]", "1905-01-01", "1910-12-31"),
    ("{1998,2006}", "1998-01-01", "2006-12-31"),
    ("[..1910]", None, "1910-12-31"),
]


@pytest.mark.parametrize(("text", "earliest", "latest"), BOUNDS)
def test_bounds_cover_what_the_date_may_mean(text: str, earliest: str | None, latest: str | None) -> None:
    found = bounds_of(text)
    assert tuple(str(day) if day else None for day in found) == (earliest, latest)


@pytest.mark.parametrize(
    "text", ["", "20", "2016-13", "2015-02-29", "1953/1950", "../..", "/", "May 2014", "[1905", "1/2/3"]
)
def test_what_is_no_edtf_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(DateError) as caught:
        bounds_of(text)
    assert caught.value.remedy


@given(st.integers(-999, 2999), st.integers(1, 12), st.sampled_from(["", "~", "?", "%"]))
def test_a_qualifier_never_narrows(year: int, month: int, qualifier: str) -> None:
    sign = "-" if year < 0 else ""
    plain = f"{sign}{abs(year):04d}-{month:02d}"
    narrow, wide = bounds_of(plain), bounds_of(plain + qualifier)
    days = (wide.earliest, narrow.earliest, narrow.latest, wide.latest)
    assert list(days) == sorted(day for day in days if day)


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_is_refused(text: str) -> None:
    assert is_edtf(text) in (True, False)


@given(st.integers(-2000, 2999), st.integers(-2000, 2999))
def test_sort_keys_are_in_time_order(first: int, second: int) -> None:
    def key(year: int) -> int:
        day = bounds_of(f"{'-' if year < 0 else ''}{abs(year):04d}").earliest
        assert day
        return day.sort_key

    assert (key(first) < key(second)) == (first < second)
