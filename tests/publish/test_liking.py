"""Likes: one a visitor, taken back by the same press, no trace of who."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from fastapi.testclient import TestClient

from tests.publish.conftest import LONG
from yalu.publish import make_app
from yalu.settings import Settings
from yalu.store import open_likes


def test_a_visitor_counts_once_and_may_take_it_back(tmp_path: Path) -> None:
    likes = open_likes(tmp_path / "a.yalu")
    assert likes.toggle("art_1", "one")
    assert likes.toggle("art_1", "two")
    assert likes.count("art_1") == 2
    assert not likes.toggle("art_1", "one")
    assert likes.count("art_1") == 1
    assert not likes.likes("art_1", "one")


def test_two_likes_of_one_visitor_cannot_be_joined(tmp_path: Path) -> None:
    likes = open_likes(tmp_path / "a.yalu")
    likes.toggle("art_1", "one")
    likes.toggle("art_2", "one")
    rows = sqlite3.connect(likes.path).execute("SELECT visitor FROM likes").fetchall()
    assert len(set(rows)) == 2
    assert "one" not in str(rows)


def test_the_button_counts_and_other_sites_cannot_press_it(archive: Path) -> None:
    with TestClient(make_app(str(archive), Settings())) as client:
        address = "/articles/coal-iron"
        assert "nobody has yet" in client.get(address).text
        assert client.post(f"{address}/like", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
        assert "1 reader likes this" in client.post(f"{address}/like").text
        assert "★ Liked" in client.get(address).text
        client.cookies.clear()
        assert "☆ Like" in client.get(address).text
        assert "1 reader likes this" in client.get(address).text


def test_liking_nothing_is_told(client: TestClient) -> None:
    assert client.post("/articles/none/like").status_code == 404
    assert client.post(f"/articles/{LONG.id}/like", follow_redirects=False).status_code == 303
