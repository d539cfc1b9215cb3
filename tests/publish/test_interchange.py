"""Formats of others hold what their definitions ask for."""

from __future__ import annotations

import io
import json
from typing import Any

import polars as pl
import pytest
from fastapi.testclient import TestClient

from tests.publish.conftest import FORTY, LONG, SANCTION, SHORT, TREATY
from yalu.columns import COLUMNS
from yalu.model import Decision, Edition, hash_text
from yalu.publish.provenance import trace


def test_timelinejs_dates_are_whole_numbers_and_wide_dates_have_an_end(client: TestClient) -> None:
    slides = {one["unique_id"]: one for one in client.get("/timeline.timelinejs").json()["events"]}
    assert slides[SANCTION.id]["start_date"] == {"year": 2013, "month": 1, "day": 1}
    assert slides[SANCTION.id]["end_date"] == {"year": 2013, "month": 12, "day": 31}
    assert "end_date" not in slides[TREATY.id]


def test_followthemoney_has_each_entity_once_and_only_what_happened(client: TestClient) -> None:
    entities = [json.loads(line) for line in client.get("/timeline.ftm").text.splitlines()]
    assert len({one["id"] for one in entities}) == len(entities)
    events = [one for one in entities if one["schema"] == "Event"]
    assert [one["id"] for one in events] == [SANCTION.id]
    assert events[0]["properties"]["organizer"] == ["CHN"]
    assert events[0]["properties"]["proof"] == [LONG.id]


def test_parquet_has_the_columns_of_the_exports(client: TestClient) -> None:
    frame = pl.read_parquet(io.BytesIO(client.get("/figures.parquet").content))
    assert frame.columns == list(COLUMNS["figure"])
    assert frame.height == 2


def test_json_feed_names_title_authors_and_date(client: TestClient) -> None:
    feed = client.get("/articles.jsonfeed").json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    item = next(one for one in feed["items"] if one["title"] == LONG.title)
    assert [one["name"] for one in item["authors"]] == list(LONG.authors)
    assert item["date_published"] == "2014-03-01T00:00:00Z"


def test_a_saved_search_is_a_feed(client: TestClient) -> None:
    items = client.get("/search.jsonfeed?q=treaty").json()["items"]
    assert [one["title"] for one in items] == [LONG.title]


def test_schema_org_says_the_genre_and_the_authors(client: TestClient) -> None:
    linked = client.get("/articles/coal-iron.jsonld").json()
    assert linked["@type"] == "AnalysisNewsArticle"
    assert [one["name"] for one in linked["author"]] == list(LONG.authors)


def test_the_sitemap_lists_pages_that_answer(client: TestClient) -> None:
    text = client.get("/sitemap.xml").text
    paths = [part.split("</loc>")[0].removeprefix("http://testserver") for part in text.split("<loc>")[1:]]
    assert "/articles/coal-iron" in paths
    assert all(client.get(path).status_code == 200 for path in paths)


@pytest.mark.parametrize(
    "path", ["/statements", "/timeline", "/figures", "/agreements", "/claims", "/actors/PRK", "/dyads/CHN/PRK"]
)
def test_a_list_of_statements_is_pages_of_web_annotations(client: TestClient, path: str) -> None:
    found: list[dict[str, Any]] = []
    address: str | None = f"{path}.jsonld?limit=2"
    while address:
        page = client.get(address).json()
        assert (page["type"], page["id"], page["startIndex"]) == ("AnnotationPage", address, len(found))
        assert len(page["items"]) <= 2
        found += page["items"]
        address = page.get("next")
    assert [one["body"]["value"] for one in found] == client.get(f"{path}.json").json()["items"]
    for one in found:
        position, quote = one["target"]["selector"]
        text = {LONG.id: LONG, SHORT.id: SHORT}[one["body"]["value"]["article"]].text
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert f"{quote['prefix']}{quote['exact']}{quote['suffix']}" in text


def test_a_statement_tells_where_it_comes_from(client: TestClient) -> None:
    answer = client.get(f"/statements/{FORTY.id}.prov")
    assert answer.headers["content-type"].startswith("application/ld+json")
    graph = {one["@id"]: one for one in answer.json()["@graph"]}
    own = graph[f"/statements/{FORTY.id}"]
    version = graph[own["prov:wasQuotedFrom"]["@id"]]
    assert version["dcterms:identifier"] == f"sha256:{hash_text(SHORT.text)}"
    assert graph[version["prov:wasGeneratedBy"]["@id"]]["@type"] == "prov:Activity"
    assert version["prov:wasDerivedFrom"]["@id"] in graph
    assert own["dcterms:provenance"] == "author > Seoul"
    assert [graph[one["@id"]]["rdfs:label"] for one in own["prov:wasAttributedTo"]] == ["Wen Jiarui"]
    assert client.get(version["@id"].split("#")[0]).status_code == 200


def test_decisions_are_part_of_where_a_statement_comes_from() -> None:
    edition = Edition(number=1, id=LONG.version, article=LONG, path="a.md", read="2026-01-01T00:00:00Z", current=True)
    made = Decision(
        id="dec_1",
        article=LONG.id,
        target=SANCTION.id,
        kind="event",
        verdict="reject",
        by="Ed Itor",
        at="2026-02-01T10:00:00Z",
        why="misread",
    )
    graph = {one["@id"]: one for one in trace(SANCTION, edition, "coal-iron", [made])["@graph"]}
    decided = graph[graph[f"/statements/{SANCTION.id}"]["prov:wasInvalidatedBy"]["@id"]]
    assert decided["rdfs:comment"] == "misread"
    assert graph[decided["prov:wasAssociatedWith"]["@id"]]["rdfs:label"] == "Ed Itor"
