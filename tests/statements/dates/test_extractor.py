"""Dates: every row of the conventions, what is resolved against what, and what is no date."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from edtf import parse_edtf

from yalu.actors import Gazetteer
from yalu.model import DateMention, is_edtf
from yalu.statements import Reading
from yalu.statements.dates import Dates

Read = Callable[..., Reading]
MONDAY = "2016-03-21"


@pytest.fixture(scope="module")
def dates(gazetteer: Gazetteer) -> Dates:
    return Dates.load(gazetteer)


def _find(dates: Dates, reading: Reading) -> list[DateMention]:
    return list(dates.extract(reading))


ABSOLUTE = [
    ("Trade grew in the 1960s.", "the 1960s", "196X"),
    ("Trade grew in the early 1920s.", "the early 1920s", "1920/1923"),
    ("Trade grew in the mid-1920s.", "the mid-1920s", "1925~"),
    ("Trade grew in the late 1920s.", "the late 1920s", "1927/1929"),
    ("In the 1970s and the early 1980s trade grew.", "the 1970s and the early 1980s", "1970/1983"),
    ("Power shifted in the nineteenth century.", "the nineteenth century", "18XX"),
    ("Power shifted in the late eighteenth century.", "the late eighteenth century", "1767/1799"),
    ("It ended at the turn of the twentieth century.", "the turn of the twentieth century", "1900~"),
    ("The armistice was signed on 27 July 1953.", "27 July 1953", "1953-07-27"),
    ("It was signed on July 27, 1953.", "July 27, 1953", "1953-07-27"),
    ("Trade has grown since 1978.", "since 1978", "1978/.."),
    ("Trade has grown since the 1990s.", "since the 1990s", "1990/.."),
    ("It remains effective until 2021.", "until 2021", "../2021"),
    ("It was until the mid–1890s a branch.", "until the mid–1890s", "../1895~"),
    ("It lasted until the early 1880s.", "until the early 1880s", "../1883"),
    ("Production will start by 2030.", "by 2030", "../2030"),
    ("Before 1910 it was free.", "Before 1910", "../1910"),
    ("After 1945 it was divided.", "After 1945", "1945/.."),
    ("It ended in 1907 or 1909.", "1907 or 1909", "[1907,1909]"),
    ("It ended in the 1890s or 1900s.", "the 1890s or 1900s", "[189X,190X]"),
    ("The 1937-45 war ended.", "1937-45", "1937/1945"),
    ("The war (1950–53) ended.", "1950–53", "1950/1953"),
    ("The war of 1894/95 was short.", "1894/95", "1894/1895"),
    ("Japan won in 1905-06.", "1905-06", "1905/1906"),
    ("Trade fell between 2003 and 2007.", "between 2003 and 2007", "2003/2007"),
    ("They met from March to June 2010.", "from March to June 2010", "2010-03/2010-06"),
    ("They met on 11-13 June 2000.", "11-13 June 2000", "2000-06-11/2000-06-13"),
    ("They met in spring 2013.", "spring 2013", "2013-21"),
    ("It froze in the winter of 1950-51.", "the winter of 1950-51", "1950-24"),
    ("Sales rose in the third quarter of 2014.", "the third quarter of 2014", "2014-35"),
    ("Sales rose in the second half of 2010.", "the second half of 2010", "2010-41"),
    ("It began in early 2012.", "early 2012", "2012-01/2012-04"),
    ("It began in mid-2012.", "mid-2012", "2012-05/2012-08"),
    ("It began at the end of 2011.", "the end of 2011", "2011-12"),
    ("Xi came in early July 2013.", "early July 2013", "2013-07"),
    ("Around 1860 it fell.", "Around 1860", "1860~"),
    ("It possibly about 1894 fell.", "possibly about 1894", "1894%"),
    ("The kingdom fell in 108 BC.", "108 BC", "-0107"),
    ("The kingdom fell in AD 668.", "AD 668", "0668"),
    ("It rose in the second century BC.", "the second century BC", "-0199/-0100"),
    ("It was weak for the 40 years after 1911.", "the 40 years after 1911", "1911/1951"),
    ("After the 2016 nuclear test it fell.", "2016", "2016"),
    ("It fell during the Cold War.", "Cold War", "1947/1991"),
    ("The post-1945 order held.", "post-1945", "1945/.."),
    ("Exports rose in the third quarter of 2014.", "the third quarter of 2014", "2014-35"),
    ("Second-quarter 2012 exports rose.", "Second-quarter 2012", "2012-34"),
    ("The pact of nineteen fifty-three held.", "nineteen fifty-three", "1953"),
    ("In the year two thousand and six it tested.", "the year two thousand and six", "2006"),
    ("The nineteen-fifties were lean years.", "The nineteen-fifties", "195X"),
    ("It was rebuilt in the late sixties.", "the late sixties", "1967/1969"),
    ("Spending rose in fiscal 2013.", "fiscal 2013", "2013"),
    ("It ran from 2010 onwards.", "from 2010 onwards", "2010/.."),
]


@pytest.mark.parametrize(("text", "words", "edtf"), ABSOLUTE)
def test_dates_that_stand_alone(read: Read, dates: Dates, text: str, words: str, edtf: str) -> None:
    found = _find(dates, read(text))
    assert [(one.quote, one.date.edtf, one.date.resolved) for one in found] == [(words, edtf, "absolute")]
    assert is_edtf(edtf)
    parse_edtf(edtf)


RELATIVE = [
    ("They met last September.", "last September", "2015-09"),
    ("They met this May.", "this May", "2016-05"),
    ("They met in January.", "January", "2016-01"),
    ("They will meet in January.", "January", "2017-01"),
    ("They met last week.", "last week", "2016-03-14/2016-03-20"),
    ("They met ten days ago.", "ten days ago", "2016-03-11"),
    ("They met on Wednesday.", "Wednesday", "2016-03-16"),
    ("They met two weeks ago.", "two weeks ago", "2016-03-07~"),
    ("They met two years ago.", "two years ago", "2014"),
    ("They will meet next year.", "next year", "2017"),
    ("A decade ago they met.", "A decade ago", "2006~"),
    ("Over the past three years trade fell.", "the past three years", "2013/2016"),
    ("They met last February.", "last February", "[2015-02,2016-02]"),
    ("They met yesterday.", "yesterday", "2016-03-20"),
    ("They met earlier this month.", "earlier this month", "2016-03"),
    ("They met in June last year.", "June last year", "2015-06"),
    ("They met on Friday evening.", "Friday evening", "2016-03-18"),
    ("Exports fell in the fourth quarter.", "the fourth quarter", "2015-36"),
    ("Exports rose in the first quarter.", "the first quarter", "2016-33"),
    ("They met at the weekend.", "the weekend", "2016-03-19/2016-03-20"),
    ("The pact now covers trade.", "now", "2016-03~"),
    ("The pact is currently in force.", "currently", "2016-03~"),
    ("The talks, due on 30 April, were announced.", "30 April", "2016-04-30"),
]


@pytest.mark.parametrize(("text", "words", "edtf"), RELATIVE)
def test_relative_dates_count_from_the_published_date_and_from_nothing_else(
    read: Read, dates: Dates, text: str, words: str, edtf: str
) -> None:
    dated = _find(dates, read(text, published=MONDAY))
    assert [(one.quote, one.date.edtf, one.date.resolved, one.date.anchor) for one in dated] == [
        (words, edtf, "published", MONDAY)
    ]
    undated = _find(dates, read(text))
    assert [(one.quote, one.date.edtf, one.date.resolved) for one in undated] == [(words, None, "no")]


CONTEXT = [
    ("It began in 1950. Two years later it went on.", "1952"),
    ("It began in 1950. The following year it went on.", "1951"),
    ("It began in June 1950. In October China crossed the river.", "1950-10"),
    ("It began in 1950 and in the same year spread.", "1950"),
    ("It began in 1992. They knew what they would do that August.", "1992-08"),
    ("Exports fell in the first half of 2013 and rose in the third quarter.", "2013-35"),
    ("Exports rose in the third quarter of 2014 from a year earlier.", "2013-35"),
    ("Exports rose in the second quarter of 2014. The year-ago quarter was poor.", "2013-34"),
]


@pytest.mark.parametrize(("text", "edtf"), CONTEXT)
def test_some_words_count_from_the_date_named_before(read: Read, dates: Dates, text: str, edtf: str) -> None:
    last = _find(dates, read(text, published=MONDAY))[-1]
    assert (last.date.edtf, last.date.resolved) == (edtf, "context")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("They may visit; the two march together.", "verbs"),
        ("Resolutions 1718 and 1874 passed.", "numbers of resolutions"),
        ("2014 people came and 1500 soldiers left.", "counts"),
        ("The 38th parallel divides them.", "an ordinal"),
        ("It cost $1999 or 1,500 won.", "money"),
        ("The vote was 15-0.", "a vote"),
        ("It fired a KN-1990 rocket.", "a model"),
        ("Theresa May won.", "a name"),
        ("It lasted three years.", "a duration"),
        ("Now, consider the border.", "a turn to the reader"),
        ("Nineteen thousand soldiers and nineteen fifty people left.", "numbers in words"),
        ("He is in his sixties.", "an age"),
    ],
)
def test_other_numbers_and_words_are_no_dates(read: Read, dates: Dates, text: str, why: str) -> None:
    assert not _find(dates, read(text, published=MONDAY)), why


def test_vague_words_are_mentions_without_a_date(read: Read, dates: Dates) -> None:
    found = _find(dates, read("Trade fell recently.", published=MONDAY))
    assert [(one.date.edtf, one.date.resolved) for one in found] == [(None, "no")]


def test_a_published_year_resolves_years_only(read: Read, dates: Dates) -> None:
    found = _find(dates, read("They met last year and last week.", published="2016"))
    assert [one.date.edtf for one in found] == ["2015", None]
