"""Images: what a source shows with what it says of them; bytes only from beside the source or out of it."""

from __future__ import annotations

import json
from base64 import b64encode
from pathlib import Path

import pytest

from tests.sources.making import read, read_one
from tests.sources.test_webpage import page
from tests.sources.test_wxr import BODY, export, post
from yalu.model import Image, hash_bytes
from yalu.sources import find_sources, read_source
from yalu.sources.holding import LARGEST, media_of
from yalu.sources.images import find_images, make_image

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
ESSAY = (
    "---\ntitle: Nine Days Out\nauthor: Odile Marsh\n{more}---\n\nThe pilots went back to work on Monday.\n\n{body}\n"
)


@pytest.mark.parametrize(
    ("html", "image"),
    [
        ('<p><img src="https://q.example/a.jpg" alt="The harbour"></p>', Image(address="https://q.example/a.jpg", alt="The harbour")),
        ('<figure><img src="//q.example/a.jpg"><figcaption>The lock. Photo: Dag Okoro</figcaption></figure>',
         Image(address="https://q.example/a.jpg", caption="The lock.", credit="Dag Okoro")),
        ('[caption id="x" width="300"]<img src="/up/a.jpg" /> Tugs at low tide[/caption]', Image(address="/up/a.jpg", caption="Tugs at low tide")),
        ('<figure><a href="x"><img data-src="b.png" src="data:image/gif;base64,R0lGOD"></a><figcaption>Photo by Dag Okoro</figcaption></figure>',
         Image(address="b.png", credit="Dag Okoro")),
        ('<img srcset="a-300x200.jpg 300w, a-900x600.jpg 900w">', Image(address="a-900x600.jpg")),
    ],
)  # fmt: skip
def test_an_image_with_what_stands_with_it(html: str, image: Image) -> None:
    assert find_images(html) == [image]


@pytest.mark.parametrize(
    "html",
    [
        '<img src="https://q.example/pixel.gif">', '<img src="a.jpg" width="1" height="1">', '<img class="avatar" src="a.jpg">',
        '<img src="javascript:alert(1)">', '<img src="file:///etc/passwd">', "<img>", '<img src="data:image/gif;base64,R0lGOD">',
        "<div>" * 900 + '<img src="a.jpg">', '<img src="#">',
    ],
)  # fmt: skip
def test_what_is_no_image_of_the_text_is_none(html: str) -> None:
    assert find_images(html) == []


@pytest.mark.parametrize(
    "address", ["", "javascript:alert(1)", "file:///etc/passwd", "C:/a.png", "data:text/html,x", "a\nb.png", "#top"]
)
def test_an_address_that_no_page_may_follow_is_none(address: str) -> None:
    assert make_image(address) is None


def test_a_page_names_its_lead_and_shows_it_once() -> None:
    text = (
        '<figure><img src="https://q.example/up/boats-1024x683.jpg" alt="Boats"><figcaption>Boats. Photo: Dag Okoro</figcaption></figure>'
        "<p>" + "The pilots of the outer harbour went back to work on Monday, after nine days. " * 4 + "</p>"
        '<p><img src="chart.png" alt="A chart"></p>'
    )
    head = '<meta property="og:image" content="https://q.example/up/boats.jpg"><link rel="canonical" href="https://q.example/nine/">'
    article = read_one(page(head, body=text + '<aside><img src="https://q.example/other.jpg"></aside>'), "page.html")
    assert article.images == (
        Image(address="https://q.example/up/boats-1024x683.jpg", alt="Boats", caption="Boats.", credit="Dag Okoro"),
        Image(address="https://q.example/nine/chart.png", alt="A chart"),
    )


def test_an_export_gives_the_featured_image_first() -> None:
    meta = "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>90</wp:meta_value></wp:postmeta>"
    upload = post(
        "", number=90, post_type="attachment", status="inherit", attachment_url="https://quay.example/up/tug.jpg",
        more="<wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key><wp:meta_value>A tug</wp:meta_value></wp:postmeta>",
    )  # fmt: skip
    article = read_one(export(post(f'{BODY}<p><img src="/up/map.png"></p>', more=meta), upload), "export.xml")
    assert article.images == (
        Image(address="https://quay.example/up/tug.jpg", alt="A tug"),
        Image(address="https://quay.example/up/map.png"),
    )


def test_front_matter_names_images_with_their_credit() -> None:
    more = "image: {address: https://q.example/a.jpg, alt: The lock, credit: Dag Okoro}\n"
    article = read_one(ESSAY.format(more=more, body='![A chart](https://q.example/c.png "Tonnes by year")'), "a.md")
    assert article.images == (
        Image(address="https://q.example/a.jpg", alt="The lock", credit="Dag Okoro"),
        Image(address="https://q.example/c.png", alt="A chart", caption="Tonnes by year"),
    )
    assert "chart" not in article.text


def test_a_wrong_image_of_the_front_matter_is_reported() -> None:
    reading = read(ESSAY.format(more="image: {address: 'javascript:x'}\n", body="Text."), "a.md")
    assert reading.articles[0].images == ()
    assert any("image" in issue.message for issue in reading.issues)


def test_a_file_beside_the_source_is_held(tmp_path: Path) -> None:
    (tmp_path / "up").mkdir()
    (tmp_path / "up" / "a b.png").write_bytes(PNG)
    (tmp_path / "a.md").write_text(ESSAY.format(more="", body="![The lock](up/a%20b.png)"))
    reading = read_source(tmp_path / "a.md")
    assert [(one.sha256, one.media, one.data) for one in reading.images] == [(hash_bytes(PNG), "image/png", PNG)]
    assert reading.articles[0].images == (
        Image(address="up/a%20b.png", alt="The lock", sha256=hash_bytes(PNG), media="image/png"),
    )


def test_no_file_from_outside_the_folder_and_none_that_is_no_image_is_held(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(PNG)
    inside = tmp_path / "in"
    inside.mkdir()
    (inside / "linked.png").symlink_to(tmp_path / "secret.png")
    (inside / "page.png").write_text("<svg onload=alert(1)>")
    (inside / "large.png").write_bytes(PNG + bytes(LARGEST))
    body = "\n\n".join(f"![x]({name})" for name in ("../secret.png", "linked.png", "page.png", "large.png"))
    (inside / "a.md").write_text(ESSAY.format(more="", body=body))
    reading = read_source(inside / "a.md")
    assert reading.images == ()
    assert sum("is not held" in issue.message for issue in reading.issues) == 2


def test_an_image_in_the_text_itself_is_held_and_its_address_is_not_kept() -> None:
    data = b64encode(PNG).decode()
    reading = read(ESSAY.format(more="", body=f"![The lock](data:image/png;base64,{data})"), "a.md")
    assert reading.articles[0].images == (Image(alt="The lock", sha256=hash_bytes(PNG), media="image/png"),)
    assert reading.images[0].data == PNG


def test_images_of_an_export_are_read_again_without_what_only_its_archive_held() -> None:
    held = {"address": None, "alt": "The lock", "caption": None, "credit": None, "sha256": "ab"}
    named = {**held, "address": "lock.png", "credit": "The port"}
    line = json.dumps({"title": "Locks", "text": "The locks were shut.", "images": [held, named]})
    reading = read(line, "export.jsonl")
    assert reading.articles[0].images == (Image(address="lock.png", alt="The lock", credit="The port"),)
    assert not [issue for issue in reading.issues if "images" in issue.message]


def test_an_article_without_images_keeps_its_version() -> None:
    plain = read_one(ESSAY.format(more="", body="Text."), "a.md")
    shown = read_one(ESSAY.format(more="image: https://q.example/a.jpg\n", body="Text."), "a.md")
    assert plain.id == shown.id
    assert plain.version != shown.version


@pytest.mark.parametrize(
    ("data", "media"),
    [(PNG, "image/png"), (b"\xff\xd8\xff\xe0", "image/jpeg"), (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"), (b"<svg/>", None), (b"", None)],
)  # fmt: skip
def test_media_is_told_by_the_first_bytes(data: bytes, media: str | None) -> None:
    assert media_of(data) == media


def test_images_in_a_folder_are_no_sources(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PNG)
    (tmp_path / "B.JPG").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "a.md").write_text(ESSAY.format(more="", body="Text."))
    assert [one.name for one in find_sources([tmp_path])] == ["a.md"]
