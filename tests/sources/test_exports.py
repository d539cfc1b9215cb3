"""Exports in JSON: saved answers of the WordPress REST API, and Ghost."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.sources.making import read, read_one, titles
from yalu.errors import BrokenSource

BODY = "<p>The pilots went back to work on Monday, after nine days.</p><p>Nobody had asked the lock keepers.</p>"


def rest(number: int = 7, **fields: Any) -> dict[str, Any]:
    around = {
        "author": [{"id": 3, "name": "Odile Marsh"}],
        "wp:term": [
            [{"taxonomy": "category", "name": "Ports &amp; Tolls"}],
            [{"taxonomy": "post_tag", "name": "tugs"}],
        ],
        "wp:featuredmedia": [{"caption": {"rendered": "<p>Photo: Ada Merrow/Flickr</p>"}}],
    }
    return {
        "id": number, "date": "2015-01-30T23:00:00", "modified": "2016-02-01T00:00:00", "status": "publish", "link": f"https://quay.example/{number}/",
        "title": {"rendered": "Nine Days &#8217;Out&#8217;"}, "content": {"rendered": BODY, "protected": False},
        "excerpt": {"rendered": "<p>The pilots went back.</p>"}, "author": 3, "categories": [4], "tags": [5], "_embedded": around,
    } | fields  # fmt: skip


def test_rest_post_gives_all_that_is_embedded() -> None:
    article = read_one(json.dumps([rest()]))
    assert (article.title, article.authors, article.published, article.modified) == (
        "Nine Days ’Out’",
        ("Odile Marsh",),
        "2015-01-30",
        "2016-02-01",
    )
    assert (article.categories, article.tags, article.complete) == (("Ports & Tolls",), ("tugs",), True)
    assert len(article.image_credits) == 1
    assert len(article.paragraphs) == 2


def test_rest_post_without_embedding_has_no_author_rather_than_a_number() -> None:
    article = read_one(json.dumps(rest(_embedded=None), indent=1))
    assert (article.authors, article.categories, article.url) == ((), (), "https://quay.example/7/")


@pytest.mark.parametrize(
    ("fields", "told"),
    [({"status": "draft"}, "'draft'"), ({"content": {"rendered": "", "protected": True}}, "password"), ({"content": {"rendered": ""}, "excerpt": {}}, "without")],
)  # fmt: skip
def test_rest_posts_left_out_are_counted(fields: dict[str, Any], told: str) -> None:
    reading = read(json.dumps([rest(), rest(8, **fields), "noise"]))
    assert len(reading.articles) == 1
    assert told in reading.issues[0].message


def test_rest_excerpt_alone_is_a_teaser() -> None:
    article = read_one(json.dumps([rest(content={})]))
    assert (article.complete, article.text) == (False, "The pilots went back.")


def test_rest_co_authors_take_the_place_of_the_account() -> None:
    people = [{"display_name": "Bram Keller"}, {"display_name": "Ines Oduya"}]
    assert read_one(json.dumps([rest(coauthors=people)])).authors == ("Bram Keller", "Ines Oduya")


@pytest.mark.parametrize(
    "text",
    ['{"code": "rest_post_invalid_page_number", "message": "x", "data": {"status": 400}}', json.dumps([rest()])[:-30]],
)
def test_rest_error_or_cut_answer_is_refused(text: str) -> None:
    with pytest.raises(BrokenSource) as caught:
        read(text)
    assert caught.value.remedy


def ghost(*posts: dict[str, Any], old: bool = False) -> str:
    tables = {
        "posts": list(posts),
        "users": [{"id": 1, "name": "Odile Marsh"}, {"id": 2, "name": "Bram Keller"}],
        "posts_authors": [
            {"post_id": 7, "author_id": 2, "sort_order": 1},
            {"post_id": 7, "author_id": 1, "sort_order": 0},
        ],
        "tags": [{"id": 4, "name": "Ports"}, {"id": 5, "name": "#internal"}],
        "posts_tags": [{"post_id": 7, "tag_id": 4}, {"post_id": 7, "tag_id": 5}],
        "settings": [{"key": "title", "value": "Harbour Notes"}, {"key": "locale", "value": "en"}],
    }
    first = {"meta": {"exported_on": 1, "version": "5"}, "data": tables}
    return json.dumps(first if old else {"db": [first]})


POST = {
    "id": 7,
    "title": "Nine Days Out",
    "html": BODY,
    "status": "published",
    "type": "post",
    "published_at": "2015-01-30T10:00:00.000Z",
}


@pytest.mark.parametrize("old", [False, True])
@pytest.mark.parametrize("at", ["2015-01-30T10:00:00.000Z", 1422612000000])
def test_ghost_post_has_its_authors_in_order(at: object, old: bool) -> None:
    article = read_one(ghost(POST | {"published_at": at}, old=old))
    assert (article.title, article.authors, article.published) == (
        "Nine Days Out",
        ("Odile Marsh", "Bram Keller"),
        "2015-01-30",
    )
    assert (article.tags, article.publication, len(article.paragraphs)) == (("Ports",), "Harbour Notes", 2)


def test_ghost_drafts_and_pages_are_counted() -> None:
    reading = read(ghost(POST, POST | {"id": 8, "status": "draft"}, POST | {"id": 9, "type": "page"}))
    assert titles(reading) == ["Nine Days Out"]
    assert "'draft'" in reading.issues[0].message
    assert "1 pages" in reading.issues[0].message


@pytest.mark.parametrize("text", ['{"db": [{"meta": {"exported_on": 1}, "data": {}}]}', ghost(POST)[:-9]])
def test_ghost_export_without_posts_is_refused(text: str) -> None:
    with pytest.raises(BrokenSource):
        read(text)


def test_half_of_a_pair_in_any_field_is_replaced() -> None:
    half = "A\ud800b"
    record = rest(
        1, title={"rendered": half}, link=f"https://q.example/{half}", content={"rendered": f"<p>{half} word</p>"}
    )
    record["_embedded"]["wp:featuredmedia"] = [{"caption": {"rendered": f"Photo: {half}"}}]
    record["_embedded"]["author"] = [{"name": f"{half} Marsh"}]
    [article] = read(json.dumps([record]), "posts.json").articles
    for text in (article.title, article.text, article.url or "", *article.authors, *article.image_credits):
        text.encode()
    assert "\ufffd" in article.title
