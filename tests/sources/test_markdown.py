from __future__ import annotations

import pytest

from tests.sources.making import how, read, read_one
from yalu.errors import BrokenSource

ESSAY = "The ferry tolls rose twice in one year.\n\nThe council said that the second rise was a mistake."


def essay(front: str, body: str = ESSAY) -> str:
    return f"---\n{front}\n---\n\n{body}\n"


@pytest.mark.parametrize(
    ("front", "field", "value"),
    [
        ("authors: [Ada Merrow, Bram Keller]", "authors", ("Ada Merrow", "Bram Keller")),
        ("author: Ada Merrow and Bram Keller", "authors", ("Ada Merrow", "Bram Keller")),
        ("authors: [{name: Ada Merrow, role: editor}]", "authors", ("Ada Merrow",)),
        ("date: 2015-01-30", "published", "2015-01-30"),
        ("date: 2015-01-30 14:00:00", "published", "2015-01-30"),
        ("published: 30 January 2015", "published", "2015-01-30"),
        ("published: 2015", "published", "2015"),
        ('published: "1905~"', "published", "1905~"),
        ("updated: 2016-02", "modified", "2016-02"),
        ("publication: Harbour Notes", "publication", "Harbour Notes"),
        ("categories: Ports, Tariffs", "categories", ("Ports", "Tariffs")),
        ("keywords: [tin, toll]", "tags", ("tin", "toll")),
        ("lang: fr-CA", "language", "fr"),
        ("complete: false", "complete", False),
        ("description: On tolls", "summary", "On tolls"),
        ("url: https://quay.example/tolls", "url", "https://quay.example/tolls"),
        ("sources: [{fact: the toll, source: Gazette 12}]", "references", (("the toll", "Gazette 12"),)),
    ],
)
def test_front_matter_names_its_fields(front: str, field: str, value: object) -> None:
    article = read_one(essay(f"title: Tolls\n{front}"), "a.md")
    assert getattr(article, field) == value
    assert how(article, field).sure == 1


@pytest.mark.parametrize(
    "front", ["date: '2014-13-40'", "published: soon", "complete: maybe", "authors: [[1]]", "lang: 12"]
)
def test_value_of_the_wrong_shape_is_left_empty_and_reported(front: str) -> None:
    reading = read(essay(f"title: Tolls\n{front}"), "a.md")
    [issue] = [one for one in reading.issues if one.level == "warning"]
    assert issue.position == "line 3"
    assert reading.articles[0].published is None


@pytest.mark.parametrize(
    ("text", "line"),
    [("---\ntitle: [\n---\n\nText.\n", 2), ("---\nauthors: [A B]\n---\n\nText.\n", 1), ("---\ntitle: A\nbody\n", 1), ("---\ntitle: A\n---\n\n", None)],
)  # fmt: skip
def test_broken_front_matter_names_the_line(text: str, line: int | None) -> None:
    with pytest.raises(BrokenSource) as caught:
        read(text, "a.md")
    assert caught.value.place
    assert line is None or caught.value.place.line in (line, line + 1)


def test_unknown_keys_are_listed() -> None:
    [issue] = read(essay("title: Tolls\nlayout: wide"), "a.md").issues
    assert "layout" in issue.message


@pytest.mark.parametrize(
    ("body", "paragraphs"),
    [
        ("# Tin\n\nOne *two* [three](https://quay.example).", ["Tin", "One two three."]),
        ("- one\n- two", ["one", "two"]),
        ("> quoted\n> on", ["quoted on"]),
        ("| a | b |\n|---|---|\n| 1 | 2 |", ["a, b", "1, 2"]),
        ("Told.[^1]\n\n[^1]: A note.", ["Told.", "A note."]),
        ("![a quay](quay.png)\n\nText.", ["Text."]),
        ("<script>alert(1)</script>\n\nText <b onclick='x()'>bold</b>.", ["alert(1)", "Text bold."]),
    ],
)
def test_body_becomes_plain_paragraphs(body: str, paragraphs: list[str]) -> None:
    article = read_one(essay("title: Tolls", body), "a.md")
    assert [span.cut(article.text) for span in article.paragraphs] == paragraphs


def test_heading_at_the_head_is_the_title() -> None:
    article = read_one(f"# Tin and Tolls\n\n{ESSAY}\n", "a.md")
    assert (article.title, len(article.paragraphs)) == ("Tin and Tolls", 2)
    assert how(article, "title").sure < 1
