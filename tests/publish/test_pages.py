"""Every page answers, escapes, and opens the rows behind what it shows."""

from __future__ import annotations

import csv
import importlib
import io
import json
import re

import pytest
from fastapi.testclient import TestClient

from tests.publish.conftest import DENIED, FORTY, LITTLE, LONG, SANCTION, TEN, TREATY
from yalu.columns import COLUMNS
from yalu.publish.headers import POLICY
from yalu.publish.pages import PAGES

NAMES = {
    "/articles/{name}": "/articles/coal-iron", "/categories/{name}": "/categories/trade-aid", "/tags/{name}": "/tags/none",
    "/authors/{name}": "/authors/hanne-vogt", "/actors/{name}": "/actors/PRK",
    "/dyads/{first}/{second}": "/dyads/CHN/PRK", "/statements/{name}": f"/statements/{SANCTION.id}",
    "/about/{name}": "/about/contribute", "/about/method/{name}": "/about/method/events", "/articles/{name}/versions": "/articles/coal-iron/versions",
}  # fmt: skip
WITH_DATA = ("/data/{dataset}/{name}", "/dependence/{name}", "/reconciliation", "/whatif")
"""Pages on loaded tables: tests/publish/test_data.py."""
SHOWN = [page for page in PAGES if page.path not in WITH_DATA]
ADDRESSES = [NAMES.get(page.path, page.path) for page in SHOWN]
FORMS = [f"{NAMES.get(page.path, page.path)}.{form}" for page in SHOWN for form in page.forms]


@pytest.mark.parametrize("address", [*ADDRESSES, "/search?q=treaty", "/claims?theme=influence"])
def test_a_page_answers_with_one_heading_and_no_raw_markup(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    assert answer.text.count("<h1") == 1
    assert "<iron>" not in answer.text
    assert "<b>10</b>" not in answer.text
    assert answer.headers["content-security-policy"] == POLICY


@pytest.mark.parametrize("address", FORMS)
def test_every_form_answers(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    if address.endswith(("json", "csl", "jsonld")):
        json.loads(answer.text)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_link_of_a_page_leads_somewhere(client: TestClient, address: str) -> None:
    links = set(re.findall(r'(?:href|src|action)="(/[^"]*)"', client.get(address).text))
    assert links
    for link in links:
        wanted = 405 if link.endswith("/like") else 200
        assert client.get(link.replace("&amp;", "&")).status_code == wanted, link


def test_the_reading_view_marks_what_was_read(client: TestClient) -> None:
    html = client.get("/articles/coal-iron").text
    for one in (SANCTION, DENIED, TEN, TREATY, LITTLE):
        assert f'href="/statements/{one.id}"' in html
    assert re.search(r'<mark class="[^"]*k-actor[^"]*"[^>]*><a href="/[^"]+">China</a></mark>', html)
    assert 'content="Hanne Vogt"' in html
    assert "Hanne Vogt teaches." in html
    assert "Image: a mine" in html


def test_a_teaser_says_so_and_names_what_continues_it(client: TestClient) -> None:
    html = client.get("/articles/a-second-count").text
    assert "A second count, in full" in html
    assert "teaser" in html


def test_a_statement_shows_quote_holder_and_reasons(client: TestClient) -> None:
    html = client.get(f"/statements/{FORTY.id}").text
    assert "reporting Seoul" in html
    assert "Seoul says the share was 40 percent in 2013." in html
    annotation = client.get(f"/statements/{TEN.id}.jsonld").json()
    position, quote = annotation["target"]["selector"]
    assert LONG.text[position["start"] : position["end"]] == quote["exact"] == TEN.quote


def test_what_was_denied_is_shown_apart_and_not_counted(client: TestClient) -> None:
    html = client.get("/dyads/CHN/PRK").text
    assert "China acted toward North Korea once" in html
    assert "1 further act" in html
    assert client.get("/dyads/PRK/CHN").text.count("acted toward China") == 0


def test_two_figures_that_cannot_both_be_right_are_a_disagreement(client: TestClient) -> None:
    html = client.get("/figures?measure=trade").text
    assert "disagreement" in html
    assert html.index(TEN.id) < html.index("</ol>")


def test_records_are_those_of_the_exports(client: TestClient) -> None:
    items = client.get("/statements.json?kind=figure").json()["items"]
    assert {item["id"] for item in items} == {TEN.id, FORTY.id}
    assert set(items[0]) == set(COLUMNS["figure"])
    rows = list(csv.DictReader(io.StringIO(client.get("/figures.csv").text)))
    assert {row["id"] for row in rows} == {TEN.id, FORTY.id}
    assert list(rows[0]) == list(COLUMNS["figure"])


def test_cursors_reach_every_record_once(client: TestClient) -> None:
    seen: list[str] = []
    following = ""
    while True:
        page = client.get(f"/statements.json?limit=2{following}").json()
        seen += [item["id"] for item in page["items"]]
        if page["next"] is None:
            break
        following = f"&cursor={page['next']}"
    assert len(seen) == len(set(seen)) == 6


@pytest.mark.parametrize(
    ("address", "status", "word"),
    [
        ("/nothing", 404, "no page"),
        ("/articles/none", 404, "No article"),
        ("/statements/st_none", 404, "No statement"),
        ("/actors/Atlantisland", 404, "No actor"),
        ("/authors/nobody", 404, "No author"),
        ("/timeline?year=yesterday", 400, "no year"),
        ("/timeline?kind=rumour", 400, "rumour"),
        ("/timeline?page=0", 400, "page"),
        ("/timeline.json?cursor=%21%21", 400, "cursor"),
        ("/timeline.json?limit=9999999", 400, "limit"),
        ("/dyads/CHN/Atlantisland", 404, "No actor"),
    ],
)
def test_a_wrong_address_says_what_to_do(client: TestClient, address: str, status: int, word: str) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert word in answer.text


def test_a_narrow_page_says_what_to_loosen(client: TestClient) -> None:
    html = client.get("/timeline?actor=PRK&year=1800").text
    assert "without <b>year</b>" in html


def test_a_copy_that_is_still_good_is_not_sent_again(client: TestClient) -> None:
    tag = client.get("/timeline").headers["etag"]
    assert client.get("/timeline", headers={"If-None-Match": tag}).status_code == 304
    assert client.get("/figures", headers={"If-None-Match": tag}).status_code == 200


def test_reading_as_of_a_day_leaves_out_what_was_written_later(client: TestClient) -> None:
    html = client.get("/figures?written_before=2014-12-31").text
    assert TEN.id in html
    assert FORTY.id not in html


def test_the_feed_and_the_citation_name_the_article(client: TestClient) -> None:
    assert "<title>Coal &amp; &lt;iron&gt;</title>" in client.get("/articles.atom").text
    bib = client.get("/articles/coal-iron.bib").text
    assert "author  = {Hanne Vogt and Ada O’Byline}" in bib
    assert r"Coal \& <iron>" in bib


def test_links_of_a_page_as_of_a_day_lead_on_as_of_that_day(client: TestClient) -> None:
    html = client.get("/?written_before=2014-12-31").text
    assert "As of 31 December 2014" in html
    assert "A second count" not in html
    assert 'href="/articles/coal-iron?written_before=2014-12-31"' in html
    assert 'href="/"' in html.split('class="asof"')[1].split("</aside>")[0]
    for link in set(re.findall(r'href="(/[^"#]*written_before[^"#]*)', html)):
        assert client.get(link.replace("&amp;", "&")).status_code == 200, link


@pytest.mark.parametrize("address", ["/articles", "/categories/dprk", "/authors/wen-jiarui", "/search", "/authors"])
def test_a_list_as_of_a_day_leaves_out_what_was_written_later(client: TestClient, address: str) -> None:
    then = client.get(f"{address}.json?written_before=2014-12-31").json()["items"]
    now = client.get(f"{address}.json").json()["items"]
    assert len(then) == sum("second count" not in str(one).lower() and "Wen" not in str(one) for one in now)


def test_a_bad_day_says_how_one_is_written(client: TestClient) -> None:
    for address in ("/", "/search", "/actors", "/about/coverage", "/network?by=mentions"):
        answer = client.get(address + ("&" if "?" in address else "?") + "written_before=yesterday")
        assert answer.status_code == 400, address


@pytest.mark.parametrize(
    "address",
    [
        "/network?by=events&year=&least=", "/timeline?actor=&with=&year=&author=&type=&certainty=&quad=&happened=",
        "/map?actor=&year=&area=", "/claims?theme=&about=&author=&holder=&certainty=",
    ],
)  # fmt: skip
def test_a_form_with_fields_left_empty_is_answered(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 200


def test_an_empty_answer_says_what_each_part_alone_finds(client: TestClient) -> None:
    html = client.get("/search?q=treaty seoul atlantis").text
    assert "Each part alone" in html
    assert '<a href="/search?q=treaty">“treaty”</a> <span class="count">1 article</span>' in html


def test_an_actor_of_whom_nothing_is_said_says_so(client: TestClient) -> None:
    html = client.get("/actors/UAF").text
    assert "no article names it" in html


def test_an_error_on_a_page_does_not_send_the_reader_to_a_terminal(client: TestClient) -> None:
    html = client.get("/articles/nosuch").text
    assert "yalu articles" not in html
    assert '<meta name="robots" content="noindex">' in html


def test_long_lists_are_paged(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.import_module("yalu.publish.pages.actors"), "_LISTED", 1)
    first = client.get("/actors?written_before=2100").text
    assert "1 to 1 of 2" in first
    assert client.get("/actors?written_before=2100&page=2").text.count('href="/actors/') == 1


def test_many_searches_are_answered_in_one_table(client: TestClient) -> None:
    address = "/search/batch?q=treaty%0A%0A  seoul %0Atraety%0Atreaty"
    html = client.get(address).text
    assert '<a href="/search?q=treaty">treaty</a>' in html
    rows = list(csv.DictReader(io.StringIO(client.get(address.replace("batch?", "batch.csv?")).text)))
    assert [(row["query"], row["articles"], row["statements"]) for row in rows] == [
        ("treaty", "1", "1"), ("seoul", "1", "1"), ("traety", "0", "0"),
    ]  # fmt: skip
    assert rows[0]["best"] == LONG.title
    assert rows[2]["note"] == "did you mean treaty?"


def test_more_searches_than_a_page_takes_are_refused(client: TestClient) -> None:
    assert client.get("/search/batch", params={"q": "\n".join(map(str, range(101)))}).status_code == 400


def test_a_filter_is_left_out_by_a_link(client: TestClient) -> None:
    html = client.get("/timeline?actor=PRK&year=1800&page=1").text
    assert '<a href="/timeline?actor=PRK">without <b>year</b></a>' in html
    assert '<a class="chip" href="/timeline?year=1800">actor: North Korea' in html
    assert client.get("/timeline?actor=PRK").text.count('class="row') > 0
