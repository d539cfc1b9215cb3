from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.store import builders as b
from yalu.publish import make_app
from yalu.publish.keeping import Pages
from yalu.settings import Settings
from yalu.store import create_archive, open_archive


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    with create_archive(tmp_path / "a.yalu") as store:
        b.put(store.writer(), b.article("Coal"))
    return tmp_path / "a.yalu"


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of the articles whose pages were made."""
    made: list[str] = []
    page = import_module("yalu.publish.pages.articles")
    make = page._page

    def noted(site: Any, found: Any, *rest: Any) -> Any:
        made.append(found.article.title)
        return make(site, found, *rest)

    monkeypatch.setattr(page, "_page", noted)
    return made


def test_a_page_is_made_once_and_again_when_the_archive_has_changed(archive: Path, drawn: list[str]) -> None:
    with TestClient(make_app(str(archive), Settings())) as client:
        first = client.get("/articles/coal")
        again = client.get("/articles/coal")
        assert (again.text, dict(again.headers)) == (first.text, dict(first.headers))
        assert drawn == ["Coal"]
        with open_archive(archive, write=True) as store:
            b.put(store.writer(), b.article("Iron"))
        assert client.get("/articles/coal").status_code == 200
    assert drawn == ["Coal", "Coal"]


def test_other_questions_have_pages_of_their_own(archive: Path, drawn: list[str]) -> None:
    with TestClient(make_app(str(archive), Settings())) as client:
        client.get("/articles/coal")
        client.get("/articles/coal?x=1")
        client.get("/articles/coal", headers={"host": "example.org"})
        client.get("/articles/coal", headers={"cookie": "visitor=a"})
        packed = client.get("/articles/coal", headers={"accept-encoding": "identity"})
        assert "content-encoding" not in packed.headers
    assert len(drawn) == 5


def test_a_like_is_seen_at_once(archive: Path) -> None:
    with TestClient(make_app(str(archive), Settings())) as client:
        assert "nobody has yet" in client.get("/articles/coal").text
        client.post("/articles/coal/like")
        client.cookies.clear()
        assert "1 reader likes this" in client.get("/articles/coal").text


def test_a_fault_is_not_kept(archive: Path) -> None:
    with TestClient(make_app(str(archive), Settings())) as client:
        assert client.get("/articles/iron").status_code == 404
        assert client.get("/articles/iron").status_code == 404


def test_pages_unasked_for_longest_make_room() -> None:
    pages = Pages(most=10)
    for name in ("one", "two"):
        pages.hold((name,), [{"body": b"12345"}])
    assert pages.find(("one",))
    pages.hold(("three",), [{"body": b"12345"}])
    assert pages.find(("one",))
    assert pages.find(("three",))
    assert pages.find(("two",)) is None
