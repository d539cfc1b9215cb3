"""Speed of the readers on invented sources: `.venv/bin/python -m benchmarks.sources`. CPU seconds of one process.

Nothing is coded. WARC is set beside bare fastwarc, which only unpacks the records that Yalu splits and reads.
"""

from __future__ import annotations

import gzip
import json
import resource
import time
from collections.abc import Callable
from io import BytesIO

from fastwarc.warc import ArchiveIterator
from tests.sources.templates import POSTS, twenty_sixteen
from tests.sources.test_crawls import record
from tests.sources.test_feeds import CONTENT, item, rss
from tests.sources.test_pdf import TITLE, WORDS, column, make_pdf
from tests.sources.test_webpage import page
from tests.sources.test_wxr import export, post

from yalu.sources import READERS, SHELF, load_bytes
from yalu.sources.containers import HEAD, read_container
from yalu.sources.reading import read_with

SENTENCES = " ".join(text for one in POSTS for text in one.paragraphs).split(". ")
PARAGRAPHS = [". ".join((SENTENCES * 9)[first : first + 9]) + "." for first in range(0, 99, 9)]
"""Eleven paragraphs of about 700 characters, as essays have."""
BODY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


def _read(data: bytes) -> int:
    container = SHELF.container_of(data[:HEAD])
    if container:
        return sum(len(one.articles) for one in read_container(SHELF, container, BytesIO(data), "x"))
    return len(read_with(READERS, load_bytes(data, name="x")).articles)


def _timed(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def main() -> None:
    """Print a line a format: articles, articles a second, megabytes a second."""
    single = page(body=BODY)
    lines = "".join(
        json.dumps({"title": f"Tolls {number}", "text": "\n\n".join(PARAGRAPHS)}) + "\n" for number in range(2000)
    )
    crawl = b"".join(gzip.compress(record(f"https://q.example/{number}", single.encode())) for number in range(200))
    sources = {
        "WXR": export(*(post(BODY, title=f"Tolls {number}", number=number) for number in range(2000))).encode(),
        "RSS": rss(
            *(item(CONTENT, f"Tolls {number}", f"https://q.example/{number}") for number in range(500))
        ).encode(),
        "JSON Lines": lines.encode(),
        "WARC": crawl,
        "HTML, list of 4": twenty_sixteen(POSTS).encode(),
        "HTML, one article": single.encode(),
        "PDF, 50 pages": make_pdf([TITLE + column(WORDS * 10)] + [column(WORDS * 10)] * 49),
    }
    for name, data in sources.items():
        rounds = 1 if len(data) > 1_000_000 or name in ("RSS", "WARC") else 30
        seconds = _timed(lambda data=data, rounds=rounds: [_read(data) for _ in range(rounds)])  # type: ignore[misc]
        articles = _read(data) * rounds
        print(f"{name:<18} {articles / seconds:9.0f} articles/s {len(data) * rounds / seconds / 1e6:8.1f} MB/s")
    bare = _timed(lambda: [one.reader.read() for one in ArchiveIterator(BytesIO(crawl))])
    print(f"bare fastwarc      {200 / bare:9.0f} records/s")
    print(f"peak memory        {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:9.0f} MB")


if __name__ == "__main__":
    main()
