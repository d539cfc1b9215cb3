"""The review: only where it is allowed, only from its own forms, every decision kept and undone by another."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.publish.conftest import LITTLE, SANCTION
from yalu.archive import open_file
from yalu.publish import make_app
from yalu.settings import Settings


@pytest.fixture
def mine(archive: Path, tmp_path: Path) -> Path:
    shutil.copy(archive, tmp_path / "mine.yalu")
    return tmp_path / "mine.yalu"


@pytest.fixture
def desk(mine: Path) -> TestClient:
    return TestClient(make_app(str(mine), Settings(editor="Ada"), review=True))


def token_of(html: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', html)
    assert found
    return found[1]


def put(desk: TestClient, name: str, verdict: str, **more: str) -> int:
    token = token_of(desk.get("/review").text if "token" not in more else f'name="token" value="{more["token"]}"')
    data = {"token": token, "verdict": verdict, **more}
    return desk.post(f"/review/{name}", data=data, follow_redirects=False).status_code


def test_without_leave_there_is_no_desk(client: TestClient) -> None:
    answer = client.get("/review")
    assert answer.status_code == 404
    assert "yalu serve --review" in answer.text
    assert client.post(f"/review/{LITTLE.id}", data={"verdict": "reject"}).status_code in (404, 405)
    assert "/review" not in client.get(f"/statements/{LITTLE.id}").text


def test_what_is_decided_leaves_the_queue_and_says_who_and_why(desk: TestClient, mine: Path) -> None:
    first = desk.get("/review?kind=claim").text
    assert LITTLE.quote in first
    assert put(desk, LITTLE.id, "reject", why="irony") == 303
    assert "Nothing waits" in desk.get("/review?kind=claim").text
    with open_file(mine) as archive:
        [made] = archive.decisions(LITTLE.id)
        assert (made["verdict"], made["by"], made["why"]) == ("reject", "Ada", "irony")
        assert list(archive.claims()) == []
    assert "irony" in desk.get("/review").text


def test_an_undo_is_a_decision_too_and_brings_the_statement_back(desk: TestClient, mine: Path) -> None:
    for verdict in ("reject", "undo", "accept", "undo"):
        assert put(desk, LITTLE.id, verdict) == 303
    with open_file(mine) as archive:
        assert [made["verdict"] for made in archive.decisions(LITTLE.id)] == ["reject", "undo", "accept", "undo"]
        assert [row["id"] for row in archive.claims()] == [LITTLE.id]
        assert archive.view.verdict(LITTLE.id) is None
    assert LITTLE.quote in desk.get("/review?kind=claim").text
    assert put(desk, LITTLE.id, "undo") == 400


def test_a_correction_shows_and_a_bad_one_says_why(desk: TestClient) -> None:
    assert put(desk, SANCTION.id, "correct", field="date", value="2013-02") == 303
    assert "February 2013" in desk.get(f"/statements/{SANCTION.id}").text
    token = token_of(desk.get("/review").text)
    answer = desk.post(
        f"/review/{SANCTION.id}", data={"token": token, "verdict": "correct", "field": "quad", "value": "nine"}
    )
    assert answer.status_code == 400
    assert "is no number for quad" in answer.text


@pytest.mark.parametrize(
    ("headers", "more"),
    [
        ({"sec-fetch-site": "cross-site"}, {}),
        ({"sec-fetch-site": "same-site"}, {}),
        ({"host": "evil.example"}, {}),
        ({}, {"token": "guessed"}),
        ({}, {"token": ""}),
    ],
)
def test_nobody_else_decides(desk: TestClient, mine: Path, headers: dict[str, str], more: dict[str, str]) -> None:
    data = {"token": token_of(desk.get("/review").text), "verdict": "reject", **more}
    answer = desk.post(f"/review/{LITTLE.id}", data=data, headers=headers)
    assert answer.status_code == 403
    with open_file(mine) as archive:
        assert len(archive.decisions()) == 0


def test_a_strange_name_for_this_machine_sees_nothing(desk: TestClient) -> None:
    assert desk.get("/review", headers={"host": "evil.example"}).status_code == 403


def test_skipping_walks_on_through_the_queue_in_order_of_doubt(desk: TestClient) -> None:
    seen = []
    for at in range(6):
        found = re.search(r'id="told"><a href="/statements/([^"]+)"', desk.get(f"/review?at={at}").text)
        assert found
        seen.append(found[1])
    assert len(set(seen)) == 6
    assert "All that wait were skipped" in desk.get("/review?at=6").text
