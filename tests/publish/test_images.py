"""Images on the site: those that are held are shown with their credit, the others linked; no other host is asked."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.builders import article, source
from tests.sources.test_images import PNG
from yalu.model import Image, ImageFile, hash_bytes
from yalu.publish import make_app
from yalu.publish.static_site.export import export_site
from yalu.settings import Settings
from yalu.store import create_archive, open_archive

HELD = Image(
    address="up/a.png",
    alt="The lock <1>",
    caption="At low tide.",
    credit="Dag Okoro",
    sha256=hash_bytes(PNG),
    media="image/png",
)
AWAY = Image(address="https://q.example/b.jpg", caption="Tugs", credit="Ada O’Byline")
TEXT = article(
    images=(HELD, AWAY),
    title="Nine days out",
    captions=("At low tide.",),
    image_credits=("Photo: Dag Okoro", "CC by a museum"),
)
FILE = ImageFile(sha256=hash_bytes(PNG), media="image/png", data=PNG)
ADDRESS = f"/images/{FILE.sha256}.png"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("images") / "images.yalu"
    with create_archive(path) as store, store.writer() as writer:
        run = writer.begin_run("test")
        writer.put_images([FILE])
        writer.put_images([FILE])
        writer.put(source(), TEXT, None, run)
    return path


@pytest.fixture(scope="module")
def client(archive: Path) -> Iterator[TestClient]:
    with TestClient(make_app(str(archive), Settings())) as client:
        yield client


def test_a_held_image_is_shown_with_its_words_and_its_credit_once(client: TestClient) -> None:
    html = client.get("/articles/nine-days-out").text
    assert f'<img src="{ADDRESS}" alt="The lock &lt;1&gt;"' in html
    assert "At low tide." in html
    assert html.count("Dag Okoro") == 1
    assert "Image: CC by a museum" in html


def test_an_image_at_its_source_is_linked_and_not_loaded(client: TestClient) -> None:
    html = client.get("/articles/nine-days-out").text
    assert '<a href="https://q.example/b.jpg" rel="nofollow noopener">q.example</a>' in html
    assert 'src="https://' not in html


def test_machines_are_told_of_the_image(client: TestClient) -> None:
    html = client.get("/articles/nine-days-out").text
    assert f'<meta property="og:image" content="http://testserver{ADDRESS}">' in html
    assert client.get("/articles/nine-days-out.jsonld").json()["image"] == [ADDRESS, AWAY.address]
    assert client.get("/articles/nine-days-out.json").json()["images"][1] == {
        "address": AWAY.address, "alt": None, "caption": "Tugs", "credit": "Ada O’Byline", "sha256": None,
    }  # fmt: skip


def test_the_bytes_are_served_as_what_they_are(client: TestClient) -> None:
    answer = client.get(ADDRESS)
    assert answer.content == PNG
    assert answer.headers["content-type"] == "image/png"
    assert "max-age" in answer.headers["cache-control"]
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("name", [f"{FILE.sha256}.html", f"{FILE.sha256}", "none.png", "..%2fetc.png"])
def test_any_other_name_is_none(client: TestClient, name: str) -> None:
    answer = client.get(f"/images/{name}")
    assert answer.status_code == 404
    assert "max-age" not in answer.headers["cache-control"]


def test_a_copy_as_files_has_the_image(archive: Path, tmp_path: Path) -> None:
    export_site(str(archive), Settings(), tmp_path)
    assert (tmp_path / ADDRESS.lstrip("/")).read_bytes() == PNG
    assert f'src="../../images/{FILE.sha256}.png"' in (tmp_path / "articles/nine-days-out/index.html").read_text()


def test_a_check_finds_bytes_that_were_altered(archive: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.yalu"
    with open_archive(archive) as store:
        assert store.view().check() == []
        store.backup(copy)
    connection = sqlite3.connect(copy)
    with connection:
        connection.execute("UPDATE images SET data = x'00'")
    connection.close()
    with open_archive(copy) as store:
        assert [(one.law, one.id) for one in store.view().check()] == [("images whole", FILE.sha256)]
