"""A folder that holds one source of each format, each with articles of its own."""

from __future__ import annotations

import json
from pathlib import Path

from tests.sources.templates import POSTS, twenty_sixteen
from tests.sources.test_archives import tarred, zipped
from tests.sources.test_crawls import MHTML, record
from tests.sources.test_documents import FIRST, SECOND, chapter, docx, epub
from tests.sources.test_exports import ghost, rest
from tests.sources.test_feeds import CONTENT, blogger, item, rss
from tests.sources.test_pdf import TITLE, WORDS, column, make_pdf
from tests.sources.test_webpage import page
from tests.sources.test_wxr import export, post

TEXT = f"{FIRST}\n\n{SECOND}"


def _titled(text: str, title: str, old: str = "Nine Days Out") -> bytes:
    return text.replace(old, title).encode()


def make_sources() -> dict[str, bytes]:
    """Give files by name; each holds articles whose titles name the format."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Quay",
        "items": [{"title": "Of a JSON feed", "url": "https://q.example/json", "content_text": TEXT}],
    }
    post_of_ghost = {"id": 1, "title": "Of Ghost", "html": f"<p>{FIRST}</p><p>{SECOND}</p>", "status": "published"}
    atom = f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>Quay</title>{blogger('post', 'Of-Blogger')}</feed>"
    markdown = f"---\ntitle: {{}}\n---\n\n{TEXT}\n"
    return {
        "dump.txt": f"Of a dump\n\nBy Ada Merrow | 3 May 2014\n\n{TEXT}\n".encode(),
        "essay.md": markdown.format("Of Markdown").encode(),
        "page.html": _titled(page(), "Of one page"),
        "list.html": twenty_sixteen(POSTS).encode(),
        "lines.jsonl": (json.dumps({"title": "Of JSON Lines", "text": TEXT}) + "\n").encode(),
        "aleph.ftm": json.dumps({"id": "a", "schema": "Article", "properties": {"title": ["Of Aleph"], "bodyText": [TEXT]}}).encode(),
        "table.csv": f'title,text\nOf a table,"{TEXT}"\n'.encode(),
        "wordpress.xml": export(post(title="Of WordPress", number=81)).encode(),
        "feed.xml": rss(item(CONTENT, "Of a feed", "https://q.example/feed")).encode(),
        "feed.json": json.dumps(feed).encode(),
        "rest.json": json.dumps([rest(82, title={"rendered": "Of REST"})]).encode(),
        "blogger.xml": atom.encode(),
        "ghost.json": ghost(post_of_ghost).encode(),
        "saved.mhtml": _titled(MHTML.format(page=page()).replace("quay.example/nine", "q.example/saved"), "Of a saved page"),
        "crawl.warc": record("https://q.example/crawl", _titled(page(), "Of a crawl")),
        "report.pdf": make_pdf([[(60, 700, 20, "Of a PDF"), *TITLE[1:], *column(WORDS)]]),
        "essay.docx": docx(("Title", "Of a document"), ("", FIRST), ("", SECOND)),
        "book.epub": epub(chapter("One"), chapter("Two"), title="Of a book"),
        "pack.zip": zipped({"in/essay.md": markdown.format("Of a ZIP").encode()}),
        "pack.tar.gz": tarred({"in/essay.md": markdown.format("Of a tar").encode()}, "w:gz"),
        "korean.txt": "조중관계\n\n조중관계는 1961년 조약에 기초한다. 무역은 지난해 크게 늘었고 단둥의 세관은 다시 문을 열었다.\n".encode(),
    }  # fmt: skip


def write_sources(folder: Path) -> Path:
    """Write the files, with a sidecar and a bibliography beside two of them."""
    folder.mkdir()
    for name, data in make_sources().items():
        (folder / name).write_bytes(data)
    (folder / "dump.meta.yaml").write_text("articles: [{title: Of a dump, tags: [tin]}]\n")
    (folder / "essay.bib").write_text("@misc{a, title={Of Markdown}, author={Marsh, Odile}, year=2012}\n")
    return folder
