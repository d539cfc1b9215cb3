"""Entities of FollowTheMoney: documents with a text are articles, all others are counted."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.sources.making import read, read_one, titles

TEXT = "The pilots went back to work on Monday.\n\nNobody had asked the lock keepers."


def entity(schema: str = "Article", known: str = "a1", **properties: Any) -> str:
    given = {name: value if isinstance(value, list) else [value] for name, value in properties.items()}
    return json.dumps({"id": known, "schema": schema, "properties": given}) + "\n"


def test_a_document_gives_what_its_properties_name() -> None:
    line = entity(
        title="Nine Days Out", author=["Odile Marsh", "Bram Keller"], publishedAt="2015-01-30T10:00:00", publisher="Harbour Notes",
        sourceUrl="https://quay.example/nine", keywords=["tugs"], language="eng", bodyText=TEXT,
    )  # fmt: skip
    article = read_one(line, "export.ftm")
    assert (article.title, article.authors, article.published) == (
        "Nine Days Out",
        ("Odile Marsh", "Bram Keller"),
        "2015-01-30",
    )
    assert (article.publication, article.url, article.tags) == ("Harbour Notes", "https://quay.example/nine", ("tugs",))
    assert article.language == "en"
    assert len(article.paragraphs) == 2


def test_the_text_of_a_document_of_pages_is_that_of_its_pages_in_order() -> None:
    pages = [
        entity("Page", f"p{number}", document="d", index=str(number), bodyText=f"Page number {number}.")
        for number in (10, 2, 1)
    ]
    article = read_one("".join([*pages, entity("Pages", "d", fileName="Report.pdf")]), "export.ftm")
    assert article.text == "Page number 1.\n\nPage number 2.\n\nPage number 10."


def test_html_is_sanitised() -> None:
    article = read_one(
        entity("HyperText", title="T", bodyHtml="<script>x()</script><p>The pilots went back.</p>"), "a.ftm"
    )
    assert article.text == "The pilots went back."


def test_what_has_no_text_is_counted_and_a_bad_line_is_told() -> None:
    lines = entity("Person", "x", name="Odile Marsh") + "{broken\n" + entity(title="T", bodyText=TEXT)
    reading = read(lines, "export.jsonl")
    assert titles(reading) == ["T"]
    assert any("1 of schema Person" in one.message for one in reading.issues)
    assert any(one.position == "line 2" for one in reading.issues)


@pytest.mark.parametrize(
    "line",
    ['{"title": "T", "text": "Words here."}', '{"id": "a", "schema": "Article", "title": "T", "text": "Words here."}'],
)
def test_other_lines_are_not_taken_for_entities(line: str) -> None:
    assert read(line, "a.jsonl").source.reader == "JSON Lines"
