"""Commas behind opening dates: where one is missing, and that the analysis never shows it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yalu.language import Parser
from yalu.language.commas import find_missing_commas, put_commas
from yalu.model import Article, lay_out

MISSING = [
    ("On 8 April 2019 Malaysia condemned Singapore.", ["On 8 April 2019"]),
    ("In May 1956 Molotov visited Austria.", ["In May 1956"]),
    ("In 1956 Britain and France landed.", ["In 1956"]),
    ("Talks failed. By 2013 China had left.", ["Talks failed. By 2013"]),
    ("Before dawn on 31 May 2010 Israeli commandos boarded it.", ["Before dawn on 31 May 2010"]),
    ("On March 5 Russia closed the border.", ["On March 5"]),
    ("On 8 April 2019, Malaysia condemned Singapore.", []),
    ("The May 1968 Paris protests spread.", []),
    ("It was signed in June 1950.", []),
    ("On 5 March the ambassador left.", []),
    ("It is the war of 1950 Truman fought.", []),
]


@pytest.mark.parametrize(("text", "openings"), MISSING)
def test_a_comma_is_missed_between_an_opening_date_and_a_name(text: str, openings: list[str]) -> None:
    assert [text[:place] for place in find_missing_commas(text)] == openings


@given(st.text(max_size=30), st.sets(st.integers(0, 30)))
def test_taking_the_commas_out_gives_the_text_back(text: str, asked: set[int]) -> None:
    places = tuple(sorted(place for place in asked if place <= len(text)))
    longer = put_commas(text, places)
    for number, place in enumerate(places):
        assert longer[place + number] == ","
    assert len(longer) == len(text) + len(places)


def test_the_analysis_has_the_words_of_the_text_and_the_tree_of_the_comma(parser: Parser) -> None:
    text, spans = lay_out(["On 8 April 2019 Malaysia condemned Singapore. In 1956 Britain left.", "It ended."])
    analysis = next(iter(parser.analyse([Article(id="art_1", title="", text=text, paragraphs=spans)])))
    assert [text[start:end] for start, end in zip(analysis.starts, analysis.ends, strict=True)] == list(analysis.words)
    assert "," not in analysis.words
    assert len(analysis.sentences) == 3
    verb = analysis.words.index("condemned")
    assert analysis.words[analysis.heads[0]] == "condemned"
    assert analysis.heads[analysis.words.index("Malaysia")] == verb
    assert analysis.heads[analysis.words.index("April")] != analysis.words.index("Malaysia")
