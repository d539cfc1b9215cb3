"""Shapes of dates beyond the table of conventions: words for years, eras, quarters, parts of centuries, sets, vague words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from edtf import parse_edtf

from yalu.actors import Gazetteer
from yalu.lexicon.dates import DateShape, load_date_shapes
from yalu.model import DateMention
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
    ("The first two decades of the twentieth century were loud.", "The first two decades of the twentieth century", "1900/1919"),
    ("The last ten years of the nineteenth century were quiet.", "The last ten years of the nineteenth century", "1890/1899"),
    ("The ten years to 2005 were lost.", "The ten years to 2005", "1995/2005"),
    ("Trade in the year to March 2014 was flat.", "the year to March 2014", "2013-03/2014-03"),
    ("It came halfway through 2009.", "halfway through 2009", "2009-05/2009-08"),
    ("It came in the twenty-seventh year of Meiji.", "the twenty-seventh year of Meiji", "1894"),
    ("It came in Qianlong 58.", "Qianlong 58", "1793"),
    ("He ruled from about 1885 to about 1894.", "from about 1885 to about 1894", "1885~/1894~"),
    ("Around 2010 traders began to ask for yuan.", "Around 2010", "2010~"),
    ("It was cut in FY2008.", "FY2008", "2008"),
    ("It was cut in FY14/15.", "FY14/15", "2014/2015"),
    ("They met in the summer of ’39.", "the summer of ’39", "1939-22"),
    ("It fell in the last half of 1989.", "the last half of 1989", "1989-41"),
    ("Nothing changed until the fall of the Berlin Wall.", "until the fall of the Berlin Wall", "../1989-11-09"),
    ("The pact of nineteen fifty-three held.", "nineteen fifty-three", "1953"),
    ("The nineteen-fifties were lean.", "The nineteen-fifties", "195X"),
    ("Credit dried up in the late nineteen seventies.", "the late nineteen seventies", "1977/1979"),
    ("The line opened in the year two thousand and four.", "the year two thousand and four", "2004"),
    ("The mint struck it in Juche 103.", "Juche 103", "2014"),
    ("The survey of Minguo 38 counted farms.", "Minguo 38", "1949"),
    ("The law of Minguo 1 lapsed.", "Minguo 1", "1912"),
    ("A census was held in Minguo 109.", "Minguo 109", "2020"),
    ("The decree of the third year of Minguo was dropped.", "the third year of Minguo", "1914"),
    ("The port was opened in the ninth year of Meiji.", "the ninth year of Meiji", "1876"),
    ("The law of Showa 20 lapsed.", "Showa 20", "1945"),
    ("The dynasty of 221–206 BC fell.", "221–206 BC", "-0220/-0205"),
    ("The court traded in the first half of the 1990s.", "the first half of the 1990s", "1990/1994"),
    ("It sank in the last quarter of the nineteenth century.", "the last quarter of the nineteenth century", "1875/1899"),
    ("It rose in the last decade of the twentieth century.", "the last decade of the twentieth century", "199X"),
    ("Envoys came in the seventeenth and eighteenth centuries.", "the seventeenth and eighteenth centuries", "1600/1799"),
    ("It was laid in the 17th or 18th century.", "the 17th or 18th century", "[16XX,17XX]"),
    ("Exports slid in the mid-to-late 1980s.", "the mid-to-late 1980s", "1984/1989"),
    ("The mill was built in 1950 or so.", "1950 or so", "1950~"),
    ("The mill was built in or around 1950.", "in or around 1950", "1950~"),
    ("The quota has stood from 1998 to the present.", "from 1998 to the present", "1998/.."),
    ("The archive (1994–present) is thin.", "1994–present", "1994/.."),
    ("The order was given on 15.06.2014.", "15.06.2014", "2014-06-15"),
    ("The order was given on 25/06/2014.", "25/06/2014", "2014-06-25"),
    ("The order was given on 5/6/2014.", "5/6/2014", "[2014-05-06,2014-06-05]"),
    ("Trade thinned after the end of the Cold War.", "after the end of the Cold War", "1991/.."),
    ("At the outbreak of the Korean War it was poor.", "the outbreak of the Korean War", "1950"),
    ("Since the Korean War it has been armed.", "Since the Korean War", "1953/.."),
    ("The 2013 second quarter was weak.", "The 2013 second quarter", "2013-34"),
    ("Sales fell in fiscal 2014.", "fiscal 2014", "2014"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "edtf"), ABSOLUTE)
def test_shapes_that_stand_for_themselves(read: Read, dates: Dates, text: str, words: str, edtf: str) -> None:
    found = _find(dates, read(text))
    assert [(one.quote, one.date.edtf, one.date.resolved) for one in found] == [(words, edtf, "absolute")]
    parse_edtf(edtf)


RELATIVE = [
    ("Talks broke down earlier this year.", "earlier this year", "2016"),
    ("Talks will resume later this month.", "later this month", "2016-03"),
    ("Talks broke down late last year.", "late last year", "2015-09/2015-12"),
    ("Talks will resume by the end of the year.", "by the end of the year", "../2016-12"),
    ("Talks broke down in June last year.", "June last year", "2015-06"),
    ("Talks broke down on 15 June last year.", "15 June last year", "2015-06-15"),
    ("Talks broke down in the spring of last year.", "the spring of last year", "2015-21"),
    ("Exports fell in the third quarter.", "the third quarter", "2015-35"),
    ("Exports fell in the first quarter of this year.", "the first quarter of this year", "2016-33"),
    ("Exports fell in last year's third quarter.", "last year's third quarter", "2015-35"),
    ("The envoys met over the weekend.", "the weekend", "2016-03-19/2016-03-20"),
    ("They met on Friday night.", "Friday night", "2016-03-18"),
    ("The twenties were lean.", "The twenties", "192X"),
    ("He arrives on Thursday.", "Thursday", "2016-03-24"),
    ("Snow fell over the summer.", "the summer", "2015-22"),
    ("Nobody has called since 3 May.", "since 3 May", "2015-05-03/.."),
    ("The fair was kept open until 2 April.", "until 2 April", "../2016-04-02"),
    ("They met on Saturday, April 25.", "Saturday, April 25", "2015-04-25"),
    ("Sales are poor this quarter.", "this quarter", "2016-33"),
    ("The loan is payable on 1 December.", "1 December", "2016-12-01"),
]


@pytest.mark.parametrize(("text", "words", "edtf"), RELATIVE)
def test_shapes_that_count_from_the_published_date(read: Read, dates: Dates, text: str, words: str, edtf: str) -> None:
    found = _find(dates, read(text, published=MONDAY))
    assert [(one.quote, one.date.edtf, one.date.anchor) for one in found] == [(words, edtf, MONDAY)]
    waiting = _find(dates, read(text))
    assert [(one.date.edtf, one.date.resolved) for one in waiting] == [(None, "no")]


@pytest.mark.parametrize(
    ("text", "words", "relation"),
    [
        ("Trade has recently shrunk.", "recently", "before"),
        ("The port will soon close.", "soon", "after"),
        ("Floods come every summer.", "every summer", "at"),
        ("Floods come each July.", "each July", "at"),
    ],
)
def test_vague_times_and_sets_have_no_place_in_time(
    read: Read, dates: Dates, text: str, words: str, relation: str
) -> None:
    found = _find(dates, read(text, published=MONDAY))
    assert [(one.quote, one.date.edtf, one.date.relation) for one in found] == [(words, None, relation)]


def test_a_year_earlier_is_the_same_quarter_of_the_year_before(read: Read, dates: Dates) -> None:
    text = "In the third quarter of 2014 coal sold well. A year earlier it had not, nor in the quarter before."
    assert [one.date.edtf for one in _find(dates, read(text))][:2] == ["2014-35", "2013-35"]


@pytest.mark.parametrize(
    "text",
    [
        "The 70th anniversary was quiet.", "He is in his fifties.", "Twenty-five envoys came.", "A quarter of it was lost.",
        "Now, that is over.", "Now that it is over, they left.", "It came as soon as possible.", "At the end of the day it failed.",
        "They may march in the spring of hope.", "Section 1207 applies.", "It won 15 of 20 votes.", "The T-1955 tank broke.",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_date(read: Read, dates: Dates, text: str) -> None:
    assert not _find(dates, read(text, published=MONDAY))


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        ("From 2011 traders looked west.", "2011", "2011"),
        ("In early 2020 more tariffs will bite.", "early 2020", "2020-01/2020-04"),
        ("In the decade after 2008 investment rose.", "the decade after 2008", "2008/2018"),
        ("In the year after 2008 it fell.", "the year after 2008", "2009"),
        ("He ruled from July 1994 until his death in December 2011.", "from July 1994 until his death in December 2011",
         "1994-07/2011-12"),
        ("From the 1880s until the First World War it paid.", "From the 1880s until the First World War", "1880/1918"),
        ("It joined in ’49.", "’49", "1949"),
        ("It closed no later than 2027.", "no later than 2027", "../2027"),
    ],
)  # fmt: skip
def test_stretches_and_years_beside_nouns(read: Read, dates: Dates, text: str, words: str, edtf: str) -> None:
    assert [(one.quote, one.date.edtf) for one in _find(dates, read(text))] == [(words, edtf)]


ANNIVERSARIES = [
    ("The 50th anniversary of the treaty of 1961 passed.", [("The 50th anniversary", "2011", "1961"), ("1961", "1961", None)]),
    ("The centenary of the Crimean War was quiet.", [("The centenary", "1953", "1853"), ("the Crimean War", "1853/1856", None)]),
    ("The fiftieth anniversary of the treaty of 1961 passed.", [("The fiftieth anniversary", "2011", "1961"), ("1961", "1961", None)]),
    ("The 70th anniversary of the end of the Second World War came.",
     [("The 70th anniversary", "2015", "1945"), ("the end of the Second World War", "1945", None)]),
    ("The 70th anniversary of the end of the war was quiet.", []),
    ("The 70th anniversary of the founding was quiet.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), ANNIVERSARIES)
def test_an_anniversary_is_dated_where_its_event_is_known(
    read: Read, dates: Dates, text: str, wanted: list[tuple[str, str, str | None]]
) -> None:
    found = _find(dates, read(text))
    assert [(one.quote, one.date.edtf, one.date.anchor) for one in found] == wanted


def test_days_of_the_week_make_news_in_which_bare_months_are_recent(read: Read, dates: Dates) -> None:
    news = "On Monday and Tuesday they met. They had met in 1988. On Friday they recalled July."
    essay = "They met in 1988. They recalled July."
    assert [_find(dates, read(text, published=MONDAY))[-1].date.edtf for text in (news, essay)] == [
        "2015-07",
        "1988-07",
    ]


SHAPES = [row for row in load_date_shapes().entries if row.kind == "shape"]


@pytest.mark.parametrize("shape", SHAPES, ids=[row.name for row in SHAPES])
def test_a_shape_reads_its_example_whole(dates: Dates, shape: DateShape) -> None:
    assert shape.example
    before = {"occasion": "of ", "season_bare": "in "}.get(shape.name, "")
    behind = " of the pact" if shape.name == "anniversary" else ", it began"
    found = dates.grammar.details[shape.name].match(f"{before}{shape.example}{behind}", len(before))
    assert found is not None
    assert found[0] == shape.example
