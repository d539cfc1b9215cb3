"""Which reader takes a source: by content, not by name; and what no reader can take."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sources.making import read, read_or_refuse, titles
from yalu.errors import BrokenSource, EmptySource, ReadError, SourceMissing, UnknownFormat
from yalu.sources import Reading, find_links_out, find_sources, open_source, read_all, read_source

ESSAY = (
    "The ferry tolls rose twice in one year. The council of the upland towns said that the second rise was a mistake."
)
MARKDOWN = f"---\ntitle: Tolls\nauthors: [Ada Merrow]\n---\n\n{ESSAY}\n"
HTML = f"<!doctype html><html><head><title>Tolls</title></head><body><h1>Tolls</h1><p>{ESSAY}</p><p>{ESSAY} Twice.</p></body></html>"
LINES = f'{{"title": "Tolls", "text": "{ESSAY}"}}\n'
DUMP = f"Tolls\n\nBy Ada Merrow\n\n{ESSAY}\n"


@pytest.mark.parametrize("name", ["page.txt", "page.md", "page.html", "page.jsonl", "page", "page.pdf"])
@pytest.mark.parametrize(
    ("text", "reader"), [(MARKDOWN, "Markdown"), (HTML, "HTML"), (LINES, "JSON Lines"), (DUMP, "page dump")]
)
def test_content_decides_and_not_the_name(text: str, reader: str, name: str) -> None:
    reading = read(text, name)
    assert reading.source.reader == reader
    assert titles(reading) == ["Tolls"]


@pytest.mark.parametrize(
    ("data", "error", "told"),
    [
        (b"", EmptySource, "no text"),
        (b" \n\t\n", EmptySource, "no text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), UnknownFormat, "PNG"),
        (bytes(range(256)) * 8, UnknownFormat, "binary"),
        (b"\x00" * 500, UnknownFormat, "binary"),
        (b"---\ntitle: [\n---\ntext\n", BrokenSource, "not valid YAML"),
        (b"---\ntitle: Tolls\n\nno end of it\n", BrokenSource, "not closed"),
        (b"<!doctype html><html><body></body></html>", UnknownFormat, "no title"),
        (b"a,b,c\n1,2,3\n4,5,6\n7,8,9\n", UnknownFormat, "no reader"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_by_name(data: bytes, error: type[ReadError], told: str) -> None:
    with pytest.raises(error, match=told) as caught:
        read(data)
    assert caught.value.place
    assert caught.value.place.path == "page.txt"
    assert caught.value.remedy


def test_missing_file_and_empty_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing, match="no such file"):
        read_source(tmp_path / "none.txt")
    with pytest.raises(EmptySource, match="no source"):
        list(find_sources([tmp_path]))


@pytest.mark.parametrize(
    ("data", "encoding", "warned"),
    [
        (DUMP.encode("utf-8-sig"), "utf-8", False),
        (b"\xff\xfe" + DUMP.encode("utf-16-le"), "utf-16-le", False),
        (DUMP.encode("utf-16-be"), "utf-16-be", True),
        (DUMP.replace("Ada", "Adá").encode("latin-1"), None, True),
        (DUMP.replace("tolls", "tol\x00ls").encode(), "utf-8", True),
        (DUMP.replace("tolls", "t\ud800lls").encode("utf-8", "surrogatepass"), None, True),
    ],
    ids=["utf-8 with a mark", "utf-16 with a mark", "utf-16 without", "latin-1", "NUL", "lone surrogate"],
)
def test_odd_encodings_are_read_and_said(data: bytes, encoding: str | None, warned: bool, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(data)
    loaded = open_source(path)
    assert encoding in (None, loaded.encoding)
    assert bool(loaded.issues) == warned
    [article] = read_source(path).articles
    assert article.title == "Tolls"
    (article.title + article.text + "".join(article.authors)).encode()  # what an archive can hold


@pytest.mark.parametrize(
    "text",
    [
        "x" * 3_000_000,
        f"Tolls\n\n{'The toll rose. ' * 200_000}",
        "<!doctype html><html><body>" + "<div>" * 5_000 + ESSAY + "</body></html>",
        '{"title": ' + "[" * 100_000,
        "- " * 200_000 + "a",
        "\n" * 500_000 + DUMP,
        "---\n" + "\n" * 300 + "!" + ESSAY,
        f"Tolls\n\n{ESSAY}" + " " * 500_000 + "x",
        "\n".join(f"{number} a" for number in range(150_000)) + DUMP,
        f"Tolls\n\n{ESSAY}\n\n" + "< a" * 200_000,
        "<!-- -->" * 8_000 + "<x>" + ESSAY,
        "<?xml version='1.0'?>" + "<?a?><!-- -->" * 4_000 + "<x>" + ESSAY,
        "<!DOCTYPE a [ ] >" * 3_000 + "<x>" + ESSAY,
    ],
    ids=[
        "one word",
        "one line",
        "deep HTML",
        "deep JSON",
        "deep list",
        "blank lines",
        "blank front matter",
        "spaces",
        "scraps",
        "signs",
        "comments",
        "instructions",
        "types",
    ],
)
def test_monstrous_input_ends_soon_and_in_order(text: str) -> None:
    started = time.process_time()
    read_or_refuse(text)
    assert time.process_time() - started < 5 * max(1, len(text) / 1_000_000)


def test_same_bytes_give_the_same_ids_under_any_name() -> None:
    one, other = read(MARKDOWN, "a.md"), read(MARKDOWN, "b.txt")
    assert (one.source.id, one.articles[0].id) == (other.source.id, other.articles[0].id)


@pytest.mark.parametrize(
    "start",
    [
        b"",
        b"# A title\n\n",
        b"<html>",
        b"PK\x03\x04",
        b"WARC/1.0\r\n",
        b"<?xml version='1.0'?><rss xmlns:wp='http://wordpress.org/export/1.2/'>",
    ],
)
def test_file_of_two_gigabytes_is_refused_or_streamed_in_a_moment(start: bytes, tmp_path: Path) -> None:
    path = tmp_path / "huge.bin"
    with path.open("wb") as file:
        file.write(start)
        file.truncate(2**31)  # sparse: it takes no room
    started = time.process_time()
    with pytest.raises(ReadError) as caught:
        list(read_source_or_parts(path))
    assert caught.value.remedy
    assert time.process_time() - started < 20


def read_source_or_parts(path: Path) -> Iterator[Reading]:
    """Read a file as the pipeline does; one that gives issues of level error alone is refused too."""
    found = list(read_all(path))
    if not any(reading.articles for reading in found):
        told = [issue for reading in found for issue in reading.issues if issue.level == "error"]
        raise ReadError(told[0].message, remedy=told[0].remedy)
    yield from found


def test_links_that_lead_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    (tmp_path / "out").mkdir()
    for path in (folder / "own.md", tmp_path / "secret.md", tmp_path / "out" / "other.md"):
        path.write_text(MARKDOWN)
    (folder / "link.md").symlink_to(tmp_path / "secret.md")
    (folder / "outside").symlink_to(tmp_path / "out")
    (folder / "sub" / "loop").symlink_to(folder)
    (folder / "sub" / "inner.md").symlink_to(folder / "own.md")
    (folder / "dead.md").symlink_to(tmp_path / "nothing.md")
    assert [path.name for path in find_sources([folder])] == ["own.md"]
    assert sorted(path.name for path in find_links_out([folder])) == ["link.md", "outside"]
    assert [path.name for path in find_sources([folder / "link.md"])] == ["link.md"], "one that is named is meant"
