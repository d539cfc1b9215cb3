"""Speed of the readers on invented sources: `.venv/bin/python -m benchmarks.sources`. CPU seconds of one process.

Nothing is coded. Where a library does the groundwork it is run alone in the same process on the same bytes, the best of five
rounds each: on a machine that others use too only the ratio says something. The peak of memory is that of a process that
imports the readers and reads an export of 10,000 posts from the disk.
"""

from __future__ import annotations

import gzip
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import trafilatura
from fastwarc.warc import ArchiveIterator
from lxml import etree
from tests.sources.templates import POSTS, twenty_sixteen
from tests.sources.test_crawls import record
from tests.sources.test_feeds import CONTENT, item, rss
from tests.sources.test_pdf import TITLE, column, make_pdf
from tests.sources.test_pdf import WORDS as WORDS_OF_PDF
from tests.sources.test_webpage import page
from tests.sources.test_wxr import export, post

from yalu.model import Article, lay_out
from yalu.sources import READERS, SHELF, load_bytes
from yalu.sources.containers import HEAD, read_container
from yalu.sources.copies import find_copies
from yalu.sources.reading import read_with
from yalu.sources.warc import WarcContainer

SENTENCES = " ".join(text for one in POSTS for text in one.paragraphs).split(". ")
PARAGRAPHS = [". ".join((SENTENCES * 9)[first : first + 9]) + "." for first in range(0, 99, 9)]
"""Eleven paragraphs of about 700 characters, as essays have."""
BODY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


WORDS = random.Random(1)  # filler
_ROUNDS = 5


def _read(data: bytes) -> int:
    container = SHELF.container_of(data[:HEAD])
    if container:
        return sum(len(one.articles) for one in read_container(SHELF, container, BytesIO(data), "x"))
    return len(read_with(READERS, load_bytes(data, name="x")).articles)


def _timed(work: Callable[[], object], rounds: int = 1) -> float:
    """Give the shortest processor time of some rounds."""
    return min(_once(work) for _ in range(rounds))


def _once(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _paragraph() -> str:
    words = ("".join(WORDS.choices("etaoinshrdlu", k=WORDS.randint(2, 9))) for _ in range(90))
    return f"<p>{' '.join(words)}</p>"


def make_sources() -> dict[str, bytes]:
    """Give a source of each kind that is timed."""
    single = page(body=BODY)
    lines = "".join(
        json.dumps({"title": f"Tolls {number}", "text": "\n\n".join(PARAGRAPHS)}) + "\n" for number in range(2000)
    )
    items = (item(CONTENT, f"Tolls {number}", f"https://q.example/{number}") for number in range(500))
    return {
        "WXR": export(*(post(BODY, title=f"Tolls {number}", number=number) for number in range(1000))).encode(),
        "RSS": rss(*items).encode(),
        "JSON Lines": lines.encode(),
        "HTML, list of 4": twenty_sixteen(POSTS).encode(),
        "HTML, one article": single.encode(),
        "PDF, 50 pages": make_pdf([TITLE + column(WORDS_OF_PDF * 10)] + [column(WORDS_OF_PDF * 10)] * 49),
    }


def bare_lxml(data: bytes) -> int:
    """Parse an export and take the texts of its items, and nothing else."""
    count = 0
    for _, element in etree.iterparse(BytesIO(data), tag="item", recover=True, huge_tree=True, resolve_entities=False):
        count += bool([(child.tag, child.text) for child in element])
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
    return count


def bare_trafilatura(data: bytes) -> object:
    """Find the body of a page as the reader has it done."""
    return trafilatura.bare_extraction(
        data.decode(), include_comments=False, include_tables=True, favor_precision=True, with_metadata=False
    )


def make_crawl() -> bytes:
    """Give a packed crawl of 200 pages of 100 kB, whose words hardly pack."""
    pages = [page(body="".join(_paragraph() for _ in range(180))).encode() for _ in range(20)]
    return b"".join(gzip.compress(record(f"https://q.example/{number}", pages[number % 20])) for number in range(200))


def _compare(name: str, ours: Callable[[], object], bare: Callable[[], object], count: int) -> None:
    alone, whole = _timed(bare, _ROUNDS), _timed(ours, _ROUNDS)
    print(f"{name:<36} {count / whole:7.0f}/s, alone {count / alone:7.0f}/s, ratio {whole / alone:5.2f}")


def measure_memory() -> int:
    """Give the peak, in megabytes, of reading 10,000 posts (80 MB) from the disk; of Linux alone."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.xml"
        with path.open("w", encoding="utf-8") as file:
            file.write(export(end=""))
            file.writelines(post(BODY, title=f"Tolls {number}", number=number) for number in range(10_000))
            file.write("</channel></rss>")
        told = subprocess.check_output([sys.executable, "-c", _MEMORY, str(path)], text=True)
    return int(told)


_MEMORY = r"""
import re, sys
from yalu.sources import read_all
assert sum(len(one.articles) for one in read_all(sys.argv[1])) == 10_000
print(int(re.search(r"VmHWM:\s+(\d+)", open("/proc/self/status").read())[1]) // 1024)
"""


def main() -> None:
    """Print a line a format, then the libraries alone beside the readers, copies, and memory."""
    sources = make_sources()
    for name, data in sources.items():
        rounds = 1 if len(data) > 1_000_000 or name == "RSS" else 30
        seconds = _timed(lambda data=data, rounds=rounds: [_read(data) for _ in range(rounds)])  # type: ignore[misc]
        articles = _read(data) * rounds
        print(f"{name:<18} {articles / seconds:9.0f} articles/s {len(data) * rounds / seconds / 1e6:8.1f} MB/s")
    crawl, exported, single = make_crawl(), sources["WXR"], sources["HTML, one article"]
    warc = WarcContainer()
    _compare(
        "WARC records beside fastwarc", lambda: list(warc.members(BytesIO(crawl), "x")), lambda: _bare_warc(crawl), 200
    )
    _compare("WXR posts beside lxml", lambda: _read(exported), lambda: bare_lxml(exported), 1000)
    _compare("HTML pages beside trafilatura", lambda: _read(single), lambda: bare_trafilatura(single), 1)
    articles = make_copies()
    print(f"{'10,000 articles, copies found in':<36} {_timed(lambda: find_copies(lambda: articles)):7.1f} s")
    print(f"{'peak memory, export of 10,000 posts':<36} {measure_memory():7} MB")


def _bare_warc(crawl: bytes) -> int:
    return sum(len(one.reader.read()) for one in ArchiveIterator(BytesIO(crawl)))


def make_copies() -> list[Article]:
    """Give 10,000 articles of about 5,000 characters, one in ten a copy."""
    texts = [" ".join(_paragraph()[3:-4] for _ in range(9)) for _ in range(900)]
    articles: list[Article] = []
    for number in range(10_000):
        text = texts[number % 900]
        text = text if number % 10 == 0 else text.replace("e", chr(97 + number % 7)).replace("t", f"{number % 89}")
        body, paragraphs = lay_out([text])
        articles.append(Article(id=f"art_{number}", title=str(number), text=body, paragraphs=paragraphs))
    return articles


if __name__ == "__main__":
    main()
