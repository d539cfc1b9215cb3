from __future__ import annotations

import json

import pytest

from tests.sources.making import how, read, read_one, titles

ROW = {"title": "Tolls", "text": "The tolls rose.\n\nThey fell."}


def lines(*rows: object) -> str:
    return "".join(row if isinstance(row, str) else json.dumps(row) + "\n" for row in rows)


@pytest.mark.parametrize(
    ("text", "count"),
    [("One.\n\nTwo.", 2), ("One.\nTwo.\nThree.", 3), ("One\nline.\n\nTwo.", 2), (["One.", " ", "Two."], 2), ("One.\r\n\r\nTwo.", 2)],
)  # fmt: skip
def test_text_is_cut_into_paragraphs(text: object, count: int) -> None:
    assert len(read_one(lines(ROW | {"text": text})).paragraphs) == count


def test_fields_are_believed_as_given() -> None:
    article = read_one(
        lines(ROW | {"authors": ["X. Y."], "published": "2015-01", "tags": ["tin"], "url": "https://q.example/1"})
    )
    assert (article.authors, article.published, article.tags) == (("X. Y.",), "2015-01", ("tin",))
    assert how(article, "authors").sure == 1


@pytest.mark.parametrize(
    ("bad", "told"),
    [("{broken\n", "not valid JSON"), ("[1]\n", "an object"), ('{"title": "No text"}\n', "without text"), ('{"text": "No title"}\n', "without title")],
)  # fmt: skip
def test_bad_line_is_reported_with_its_number_and_the_rest_goes_on(bad: str, told: str) -> None:
    reading = read(lines(ROW, bad, ROW | {"title": "Tin"}))
    assert titles(reading) == ["Tolls", "Tin"]
    [issue] = reading.issues
    assert (issue.level, issue.position) == ("error", "line 2")
    assert told in issue.message


def test_unfit_characters_are_replaced_in_every_field() -> None:
    row = '{"title": "To\\u0000lls", "text": "\\ud800 The tolls rose."}\n'
    article = read_one(row)
    assert "\x00" not in article.title
    article.text.encode()


def test_same_article_twice_is_kept_once_and_said() -> None:
    reading = read(lines(ROW, ROW | {"text": "The tolls rose.\n\nThey fell.\n\nThey rose."}))
    assert [len(article.paragraphs) for article in reading.articles] == [3]
    assert "twice" in reading.issues[0].message
