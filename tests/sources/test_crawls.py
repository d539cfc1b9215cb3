"""Crawls and saved pages: WARC, WACZ, MHTML, and the folder a browser makes beside a page."""

from __future__ import annotations

import gzip
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.sources.templates import POSTS, twenty_sixteen
from tests.sources.test_archives import found, write, zipped
from tests.sources.test_webpage import page
from yalu.errors import BrokenSource, ReadError
from yalu.sources import find_sources, read_all

URL = "https://quay.example/nine"
HTML = page().encode()


def record(
    url: str,
    body: bytes = HTML,
    *,
    kind: str = "text/html; charset=utf-8",
    status: str = "200 OK",
    day: str = "2015-01-30",
) -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: {day}T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-{abs(hash((url, day))) % 10**12:012}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


RECORDS = [
    record(URL),
    record("https://quay.example/old", status="301 Moved"),
    record("https://quay.example/logo.png", b"\x89PNG" + bytes(60), kind="image/png"),
    record("https://quay.example/list", twenty_sixteen(POSTS).encode()),
]
PACKED = {"plain": b"".join(RECORDS), "gzip": b"".join(map(gzip.compress, RECORDS))}


@pytest.mark.parametrize("data", PACKED.values(), ids=PACKED)
def test_pages_of_a_crawl_are_read_and_the_rest_counted(data: bytes, tmp_path: Path) -> None:
    titles, issues = found(write(tmp_path, data))
    assert titles == ["Nine Days Out", *(post.title for post in POSTS)]
    assert any("1 with status 301" in issue and "1 image/png" in issue for issue in issues)
    assert not any("cut" in issue for issue in issues)


def test_page_without_an_address_of_its_own_has_that_of_the_crawl(tmp_path: Path) -> None:
    [reading, *_] = read_all(write(tmp_path, PACKED["plain"]))
    assert reading.articles[0].url == URL
    assert reading.source.path.endswith(f"#{URL} 2015-01-30T00:00:00Z")


def test_encoding_that_only_the_answer_states_is_heeded(tmp_path: Path) -> None:
    body = page().replace("pilots", "pilôts").encode("iso-8859-1")
    [reading, *_] = read_all(write(tmp_path, record(URL, body, kind="text/html; charset=iso-8859-1")))
    assert "pilôts" in reading.articles[0].text
    assert reading.issues == ()


def test_captures_of_one_page_are_one_article_of_two_sources(tmp_path: Path) -> None:
    changed = HTML.replace(b"nine days", b"ten days")
    path = write(tmp_path, record(URL) + record(URL, changed, day="2016-01-30"))
    readings = [reading for reading in read_all(path) if reading.articles]
    first, second = (reading.articles[0] for reading in readings)
    assert first.id == second.id
    assert first.version != second.version
    assert readings[0].source.path != readings[1].source.path


@pytest.mark.parametrize("data", PACKED.values(), ids=PACKED)
@pytest.mark.parametrize("lost", [1, 7, 40, 300, 900])
def test_cut_crawl_gives_what_is_whole_and_says_so(data: bytes, lost: int, tmp_path: Path) -> None:
    titles, issues = found(write(tmp_path, data[:-lost]))
    assert titles[0] == "Nine Days Out"
    assert any("cut off" in issue for issue in issues)


def test_wacz_gives_its_pages_once(tmp_path: Path) -> None:
    pages = b'{"format": "json-pages-1.0", "id": "pages"}\n{"id": "1", "url": "https://quay.example/nine", "title": "Nine", "text": "Nine days."}\n'
    path = write(
        tmp_path,
        zipped({"datapackage.json": b"{}", "archive/data.warc.gz": PACKED["gzip"], "pages/pages.jsonl": pages}),
    )
    assert found(path)[0].count("Nine Days Out") == 1


MHTML = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://quay.example/nine\r\nSubject: Nine\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--b--"\r\n\r\n\r\n----b--\r\nContent-Type: text/html\r\n'
    "Content-Transfer-Encoding: 8bit\r\nContent-Location: https://quay.example/nine\r\n\r\n{page}\r\n----b--\r\nContent-Type: image/png\r\n"
    "Content-Transfer-Encoding: base64\r\nContent-Location: https://quay.example/logo.png\r\n\r\niVBORw0KGgo=\r\n----b----\r\n"
)


def test_page_saved_as_one_file(tmp_path: Path) -> None:
    [reading, _] = read_all(write(tmp_path, MHTML.format(page=page()).encode()))
    assert reading.articles[0].title == "Nine Days Out"
    assert reading.articles[0].url == URL


def test_saved_file_without_a_page_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, MHTML.format(page="").replace("Content-Type: text/html", "Content-Type: text/css").encode())
    with pytest.raises(BrokenSource, match="no HTML part"):
        list(read_all(path))


def test_folder_beside_a_saved_page_is_no_source(tmp_path: Path) -> None:
    (tmp_path / "Nine_files").mkdir()
    (tmp_path / "Nine_files" / "frame.html").write_text("<html></html>")
    (tmp_path / "other_files").mkdir()
    (tmp_path / "other_files" / "essay.txt").write_text("An essay.")
    (tmp_path / "Nine.html").write_text(page())
    assert [path.name for path in find_sources([tmp_path])] == ["Nine.html", "essay.txt"]


@pytest.mark.parametrize("piece", [";a=b", "(", '"', "; *0*=x", "\n a;"])
def test_header_without_end_does_not_hold_up_a_saved_page(piece: str, tmp_path: Path) -> None:
    long = piece * (400_000 // len(piece))
    (tmp_path / "page.mhtml").write_text(
        MHTML.format(page=page()).replace("multipart/related;", f"multipart/related; {long};", 1)
    )
    started = time.process_time()
    with suppress(ReadError):
        list(read_all(tmp_path / "page.mhtml"))
    assert time.process_time() - started < 2
