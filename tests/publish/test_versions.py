"""What a source changed, on the site: the versions of an article, and statements that were withdrawn."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.builders import article, event, figure, source
from yalu.publish import make_app
from yalu.settings import Settings
from yalu.store import Coded, create_archive

OLD = article("China sanctioned North Korea in 2013.\n\nTrade fell by <b>10</b> percent.", title="Coal")
NEW = article("A note.\n\nChina sanctioned North Korea in 2013.\n\nTrade fell by nearly 10 percent.", title="Coal")
STOOD, STANDS = (event(one, "China sanctioned North Korea in 2013.", date="2013") for one in (OLD, NEW))
GONE = figure(OLD, "Trade fell by <b>10</b> percent.", raw="10", value=10.0, date="2013")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = tmp_path_factory.mktemp("versions") / "a.yalu"
    with create_archive(path) as store, store.writer() as writer:
        run = writer.begin_run("test")
        for one, said in ((OLD, (STOOD, GONE)), (NEW, (STANDS,))):
            writer.put(source(), one, Coded(version=one.version, key=one.version, statements=said), run)
    with TestClient(make_app(str(path), Settings())) as client:
        yield client


def test_article_leads_to_its_versions(client: TestClient) -> None:
    html = client.get("/articles/coal").text
    assert 'href="/articles/coal/versions">2 versions</a>' in html
    assert "1 statement was withdrawn by the source" in html


def test_versions_show_what_was_changed_with_everything_escaped(client: TestClient) -> None:
    html = client.get("/articles/coal/versions").text
    assert "<ins>A note.</ins>" in html
    assert "<del>" in html
    assert "<b>10</b>" not in html
    assert f'href="/statements/{GONE.id}"' in html
    rows = json.loads(client.get("/articles/coal/versions.json").text)["items"]
    assert [(row["number"], row["current"], row["withdrawn"]) for row in rows] == [
        (1, False, []), (2, True, [GONE.id]),
    ]  # fmt: skip


def test_address_of_a_statement_that_moved_leads_to_where_it_stands(client: TestClient) -> None:
    assert STOOD.id != STANDS.id
    assert STANDS.id in client.get(f"/statements/{STOOD.id}").text


@pytest.mark.parametrize("form", ["", ".json", ".bib", ".jsonld"])
def test_withdrawn_statement_keeps_its_address_and_says_so(client: TestClient, form: str) -> None:
    answer = client.get(f"/statements/{GONE.id}{form}")
    assert answer.status_code == 200
    assert ("withdrawn" in answer.text) is (form in ("", ".json"))


def test_statement_that_never_was_is_not_found(client: TestClient) -> None:
    assert client.get("/statements/st_0").status_code == 404
