from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sources.making import how, read, read_one, read_or_refuse, titles
from tests.sources.themes import Piece, Theme, make_pieces, make_theme, render
from yalu.errors import UnknownFormat
from yalu.model import Article
from yalu.sources import Reading, read_source

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "tests/sources/pages").glob("*.txt"))
HARBOUR = ROOT / "examples/other/harbour-notes.txt"


def expected(page: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(page.with_suffix(".expected.json").read_text())["articles"]
    return found


def as_written(article: Article, name: str) -> Any:
    value = getattr(article, name)
    if name == "paragraphs":
        return len(value)
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("page", [*PAGES, HARBOUR], ids=lambda page: page.stem)
def test_page_is_split_exactly(page: Path) -> None:
    articles, wanted = read_source(page).articles, expected(page)
    found = [{name: as_written(one, name) for name in want} for one, want in zip(articles, wanted, strict=False)]
    assert found == wanted


def test_every_field_that_was_found_says_how() -> None:
    for article in read_source(HARBOUR).articles:
        told = {one.field: one for one in article.evidence}
        given_fields = {name for name in ("title", "authors", "published", "categories") if getattr(article, name)}
        assert given_fields | {"complete"} <= set(told)
        assert all(one.by and 0 < one.sure < 1 for one in told.values())


def test_text_keeps_the_characters_of_the_source() -> None:
    page = "Tin\u00a0and Tolls\n\nBy Ada\u00a0Merrow | 3 May 2014\n\nThe ferry\u00a0tolls rose twice in a year, and nobody on the quay was told why they rose.\n"
    article = read_one(page)
    assert (article.title, article.authors) == ("Tin and Tolls", ("Ada Merrow",))
    assert "ferry\u00a0tolls" in article.text
    assert "ferry tolls" in article.reading_text
    assert len(article.reading_text) == len(article.text)


ENTRY = "{title}\nWritten by {author}\n\n{body}\n"
BODY = (
    "The pilots of the outer harbour went back to work on Monday. They had been out for nine days, and the port had lost a fifth of its trade. "
    "Nobody had asked the lock keepers."
)
OTHER = "A tariff is a sentence with a number in it. The upland council changed the number and left the sentence, which nobody reads."


@pytest.mark.parametrize(
    ("tail", "complete", "continues"),
    [
        ("Continue reading “Nine Days Out”", False, "Nine Days Out"),
        ("Continue reading Nine Days Out →", False, "Nine Days Out"),
        ("Continue reading →", False, None),
        ("Read more »", False, None),
        ("(more…)", False, None),
        (
            "Read more about tariffs and you will find that the table is older than the port it was drawn up for.",
            True,
            None,
        ),
    ],
)
def test_teaser_is_told_from_a_whole_article(tail: str, complete: bool, continues: str | None) -> None:
    page = (
        ENTRY.format(title="Nine Days Out", author="Odile Marsh", body=f"{BODY}\n\n{tail}")
        + "\n"
        + ENTRY.format(title="The Upland Number", author="Bram Keller", body=f"{OTHER}\n\n{BODY}")
    )
    first, second = read(page).articles
    assert (first.complete, second.complete) == (complete, True)
    assert (first.continues or "").strip() == (continues or "")


def test_author_note_and_image_credit_stand_apart_from_the_text() -> None:
    note = (
        "Odile Marsh is an invented lecturer in tides at the School of Quays. Image credit: CC by Tidal Archive/Flickr."
    )
    page = ENTRY.format(title="Nine Days Out", author="Odile Marsh", body=f"{BODY}\n\n{OTHER}\n\n{note}")
    article = read_one(page)
    assert article.author_notes == ("Odile Marsh is an invented lecturer in tides at the School of Quays.",)
    assert len(article.image_credits) == 1
    assert "Tidal Archive" in article.image_credits[0]
    assert len(article.paragraphs) == 2
    assert "Flickr" not in article.text


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("Written by James H. Corvalan.", ("James H. Corvalan",)),
        ("By Ines Oduya and Bram Keller", ("Ines Oduya", "Bram Keller")),
        ("By Ines Oduya, Bram Keller & Cato Mwangi", ("Ines Oduya", "Bram Keller", "Cato Mwangi")),
        ("Written by Dr. Petra Lindqvist, University of the Strait", ("Petra Lindqvist",)),
        ("Written by Jean-Luc al-Bazzaz Jr.", ("Jean-Luc al-Bazzaz Jr.",)),
        ("By the way of the old canal and back again", ()),
        ("By admin", ()),
    ],
)
def test_byline_gives_names_and_nothing_else(byline: str, authors: tuple[str, ...]) -> None:
    article = read_one(f"Nine Days Out\n\n{byline}\n\n{BODY}\n\n{OTHER}\n")
    assert article.authors in (authors, ())
    assert article.authors == authors


def test_page_without_dates_is_left_without_dates() -> None:
    article = read_one(
        ENTRY.format(title="Nine Days Out", author="Odile Marsh", body=f"Last September it rained. {BODY}")
    )
    assert article.published is None


@pytest.mark.parametrize(
    "text",
    [
        "name,year,tons\nOsto,1999,12\nMarn,2000,14\nVell,2001,9\n" * 4,
        "{\n}\n[\n]\n" * 5,
        "import os\n\nos.getcwd();\n{a: 1}\n" * 5,
        "1\n2\n3\n",
    ],
    ids=["table", "brackets", "code", "numbers"],
)
def test_what_is_no_running_text_is_refused(text: str) -> None:
    with pytest.raises(UnknownFormat) as caught:
        read(text)
    assert caught.value.place
    assert caught.value.remedy


# Laws, over themes that nobody wrote by hand


def make_page(seed: int) -> tuple[Theme, list[Piece], Reading] | None:
    rng = random.Random(seed)
    theme = make_theme(rng)
    teasers = "none" if theme.more == "none" else rng.choice(("all", "some", "none"))
    pieces = make_pieces(rng, rng.randint(3, 6), teasers=teasers)
    if len({piece.title for piece in pieces}) < len(pieces):
        return None
    return theme, pieces, read(render(theme, pieces, rng))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.integers(0, 10_000))
def test_no_title_author_or_date_is_invented_whatever_the_theme(seed: int) -> None:
    made = make_page(seed)
    if made is None:
        return
    theme, pieces, reading = made
    wanted = {piece.title: piece for piece in pieces}
    if theme.decidable:
        assert titles(reading) == list(wanted)
    for article in reading.articles:
        piece = wanted[article.title]
        assert article.authors in ((), piece.authors)
        assert article.published in (None, piece.edtf)
        assert 0 < how(article, "title").sure < 1


@settings(max_examples=30, deadline=None, derandomize=True)
@given(st.integers(0, 10_000))
def test_every_paragraph_stands_in_its_own_article_only(seed: int) -> None:
    made = make_page(seed)
    if made is None or titles(made[2]) != [piece.title for piece in made[1]]:
        return
    _, pieces, reading = made
    for article, piece in zip(reading.articles, pieces, strict=True):
        others = [text for other in pieces if other is not piece for text in other.paragraphs]
        assert all(text in article.text for text in piece.paragraphs)
        assert not any(text in article.text for text in others if text not in piece.paragraphs)
        assert article.complete == (not piece.teaser)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read_or_refused_by_name(text: str) -> None:
    reading = read_or_refuse(text.encode("utf-8", "surrogatepass"))
    for article in reading.articles if reading else ():
        assert all(span.cut(article.text).strip() for span in article.paragraphs)
