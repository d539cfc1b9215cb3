"""Dates: the conventions, row by row, and the traps."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from yalu.model import DateMention
from yalu.statements import Coding

Code = Callable[..., Coding]
MONDAY = "2016-03-21"


def _dates(coding: Coding) -> list[DateMention]:
    return [mention for mention in coding.mentions if isinstance(mention, DateMention)]


ABSOLUTE = [
    ("It began in the 1960s.", "the 1960s", "196X"),
    ("It began in the early 1920s.", "the early 1920s", "1920/1923"),
    ("It began in the mid-1920s.", "the mid-1920s", "1925~"),
    ("It began in the late 1920s.", "the late 1920s", "1927/1929"),
    ("It ran on in the 1970s and early 1980s.", "the 1970s and early 1980s", "1970/1983"),
    ("It began in the nineteenth century.", "the nineteenth century", "18XX"),
    ("It began in the late 18th century.", "the late 18th century", "1767/1799"),
    ("It was signed on 27 July 1953.", "27 July 1953", "1953-07-27"),
    ("It was signed on July 27, 1953.", "July 27, 1953", "1953-07-27"),
    ("It has grown since 1978.", "since 1978", "1978/.."),
    ("It has grown since the 1990s.", "since the 1990s", "1990/.."),
    ("It stood until 1958.", "until 1958", "../1958"),
    ("It stood until the mid–1890s.", "until the mid–1890s", "../1895~"),
    ("It must end by 2030.", "by 2030", "../2030"),
    ("It ended before 1910.", "before 1910", "../1910"),
    ("It came in 1907 or 1909.", "1907 or 1909", "[1907,1909]"),
    ("The war of 1937-45 was long.", "1937-45", "1937/1945"),
    ("The war (1950–53) was long.", "1950–53", "1950/1953"),
    ("The war of 1894/95 was short.", "1894/95", "1894/1895"),
    ("The talks of 1905-06 failed.", "1905-06", "1905/1906"),
    ("It grew between 2003 and 2007.", "between 2003 and 2007", "2003/2007"),
    ("It came in spring 2013.", "spring 2013", "2013-21"),
    ("It fell in the third quarter of 2014.", "the third quarter of 2014", "2014-35"),
    ("It fell in the second half of 2010.", "the second half of 2010", "2010-41"),
    ("It came in early 2012.", "early 2012", "2012-01/2012-04"),
    ("It was built around 1860.", "around 1860", "1860~"),
    ("It fell in 108 BC.", "108 BC", "-0107"),
    ("It was weak for the 40 years after 1911.", "the 40 years after 1911", "1911/1951"),
    ("The December 2013 purge shook it.", "December 2013", "2013-12"),
]


@pytest.mark.parametrize(("text", "words", "edtf"), ABSOLUTE)
def test_a_date_is_read_as_it_is_written(code: Code, text: str, words: str, edtf: str) -> None:
    found = _dates(code(text))
    assert [(mention.quote, mention.date.edtf) for mention in found] == [(words, edtf)]


RELATIVE = [
    ("They met last September.", "2015-09"),
    ("They will meet this May.", "2016-05"),
    ("They met two years ago.", "2014"),
    ("They met ten days ago.", "2016-03-11"),
    ("They met two weeks ago.", "2016-03-07~"),
    ("They met a decade ago.", "2006~"),
    ("They met last week.", "2016-03-14/2016-03-20"),
    ("They will meet next year.", "2017"),
    ("They met on Wednesday.", "2016-03-16"),
    ("They met in January.", "2016-01"),
    ("They will meet in January.", "2017-01"),
    ("They met last February.", "[2015-02,2016-02]"),
]


@pytest.mark.parametrize(("text", "edtf"), RELATIVE)
def test_a_relative_date_waits_for_the_published_date(code: Code, text: str, edtf: str) -> None:
    waiting, resolved = _dates(code(text)), _dates(code(text, published=MONDAY))
    assert [mention.date.edtf for mention in waiting] == [None]
    assert waiting[0].date.resolved == "no"
    assert [(mention.date.edtf, mention.date.resolved) for mention in resolved] == [(edtf, "published")]
    assert resolved[0].date.anchor == MONDAY


def test_the_following_year_counts_from_the_last_date(code: Code) -> None:
    found = _dates(code("They met in 1972. The following year they parted, and two years later they met again."))
    assert [(mention.date.edtf, mention.date.resolved) for mention in found[1:2]] == [("1973", "context")]


@pytest.mark.parametrize(
    "text",
    [
        "Trade may march on.", "Some 2014 people came.", "It passed Resolution 2270.", "The 38th parallel held.",
        "It cost $1950.", "They voted 15-0.", "It weighs 1,950 tonnes.",
    ],
)  # fmt: skip
def test_what_is_no_date_is_left_alone(code: Code, text: str) -> None:
    assert not _dates(code(text, published=MONDAY))


def test_two_dates_of_two_acts_stay_two(code: Code) -> None:
    found = _dates(code("China acted in 1882 and 1894."))
    assert [mention.date.edtf for mention in found] == ["1882", "1894"]
