"""The site on a large archive: `python -m benchmarks.site --articles 5000 50000 --keep FOLDER`.

Articles are generated with their statements and written straight to the store: nothing is parsed. The server is the
one that `yalu serve` starts, one process; every request is a new address over one open connection. Beside the time of a
page by the clock stands the time that the server's processor took for it (`cpu`), which says nearly the same on a machine
that others use. Times are in milliseconds; `p95` of few pages is the slowest.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from benchmarks.generating import COMMON, write_archive
from yalu.archive import Archive, open_file
from yalu.model import Decision, make_id
from yalu.store import ArticleFilter, StatementFilter, open_archive

_PATIENCE = 3600
"""Seconds that an answer may take: nothing is broken off that could be measured."""


def addresses(archive: Path, chance: random.Random, number: int) -> dict[str, list[str]]:
    """Choose addresses of each kind of page."""
    with open_file(archive) as opened:
        slugs = sorted(opened.view.slugs().values())
        texts = _some_texts(opened, chance)
        actors = [one.code for one in opened.view.actors_seen()]
        categories = [one.slug for one in opened.view.categories()]
        authors = [one.slug for one in opened.view.authors()]
        dyads = [f"/dyads/{one.first}/{one.second}" for one in opened.view.dyads_seen()]
    vocabulary = sorted({word for text in texts for word in re.findall(r"[a-z]{4,}", text)})
    phrases = [" ".join(text.split()[at : at + 2]).strip(".").lower() for text in texts for at in (12, 30, 60)]
    common = [f'/search?q="{one} {other}"' for one in COMMON for other in COMMON if one != other]
    codes = actors[:number]

    def some(found: list[str]) -> list[str]:
        return chance.sample(found, min(number, len(found)))

    return {
        "search": [f"/search?q={' '.join(chance.sample([*COMMON, *vocabulary], 2))}" for _ in range(number)],
        "search common": [f"/search?q={' '.join(chance.sample(COMMON, 2))}&page={1 + n % 4}" for n in range(number)],
        "search phrase": [f'/search?q="{one}"' for one in some(phrases)],
        "search common phrase": some(common),
        "article": [f"/articles/{one}" for one in some(slugs)],
        "actor": [f"/actors/{one}" for one in some(actors)],
        "largest actors": [f"/actors/{one}" for one in actors[:10]],
        "dyad": some(dyads),
        "largest dyads": dyads[:10],
        "front": ["/", "/?page=2", "/?page=40"],
        "articles": ["/articles", "/articles?page=100", "/articles?year=2013"],
        "category": [f"/categories/{one}" for one in categories[:8]],
        "author": [f"/authors/{one}" for one in authors[:20]],
        "names": ["/categories", "/authors", "/actors", "/dyads"],
        "statements": ["/statements", "/statements?page=90", *(f"/statements?actor={one}&kind=event" for one in codes[:6])],
        "timeline": ["/timeline", "/timeline?year=2013", *(f"/timeline?actor={one}" for one in codes[:6])],
        "figures": ["/figures", "/figures?measure=trade", *(f"/figures?about={one}" for one in codes[:6])],
        "agreements": ["/agreements", "/agreements?parties=CHN,PRK", "/agreements?year=1961"],
        "claims": ["/claims", "/claims?theme=influence", "/claims?theme=influence&about=CHN,PRK"],
        "network": ["/network", "/network?by=mentions", "/network?year=2013"],
        "map": ["/map", "/map?actor=CHN", "/map?year=2013"],
        "as of": ["/?written_before=2005", "/timeline?written_before=2005", "/actors/CHN?written_before=2005"],
        "about": ["/about", "/about/method", "/about/coverage"],
        "feeds": ["/articles.atom", "/actors/CHN.atom", "/search.atom?q=coal", f"/categories/{categories[0]}.jsonfeed"],
        "json": ["/statements.json", "/articles.json", "/figures.json", "/actors.json", "/search.json?q=coal"],
        "csv": ["/dyads/CHN/PRK.csv", "/actors.csv", "/agreements.csv?parties=CHN,PRK"],
        "sitemap": ["/sitemap.xml"],
    }  # fmt: skip


def _some_texts(opened: Archive, chance: random.Random) -> list[str]:
    last = max(opened.view.count_articles() - 50, 0)
    wanted = (ArticleFilter(limit=20, offset=chance.randint(0, last)) for _ in range(5))
    return [one.text for part in wanted for one in opened.view.articles(part)]


@dataclass(frozen=True, slots=True)
class Asked:
    """A page that was asked for: milliseconds by the clock and of the server's processor, and bytes."""

    path: str
    clock: float
    cpu: float
    size: int


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs, and a connection to it."""

    process: int
    connection: http.client.HTTPConnection

    def ask(self, path: str) -> Asked:
        """Ask for a page; raise RuntimeError for an error."""
        before, started = processor_of(self.process), time.perf_counter()
        self.connection.request("GET", quote(path, safe="/?=&%+,:"))
        answer = self.connection.getresponse()
        size = len(answer.read())
        clock = (time.perf_counter() - started) * 1000
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")
        return Asked(path, clock, processor_of(self.process) - before, size)


def memory_of(process: int) -> dict[str, int]:
    """Give the peak resident memory of a process in MB, and what of it is its own now: the rest are files it has mapped."""
    status = dict(re.findall(r"(\w+):\s+(\d+) kB", Path(f"/proc/{process}/status").read_text()))
    return {"MB": int(status["VmHWM"]) // 1024, "own MB": int(status["RssAnon"]) // 1024}


def processor_of(process: int) -> float:
    """Give the milliseconds of processor time that the threads of a process have taken."""
    tasks = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e6


@contextmanager
def serving(archive: Path) -> Iterator[Server]:
    """Serve an archive by a process of its own."""
    command = [sys.executable, "-m", "yalu", "--archive", str(archive), "serve", "--port", "0"]
    free = os.environ | {"YALU_QUERY_SECONDS": "0"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=free) as server:
        try:
            port = int(re.search(r":(\d+)/", server.stdout.readline())[1])  # type: ignore[union-attr,index]
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)) as connection:
                yield Server(server.pid, connection)
        finally:
            server.terminate()


def measure(archive: Path, *, number: int, only: list[str]) -> Iterator[dict[str, object]]:
    """Serve the archive and time its pages."""
    wanted = addresses(archive, random.Random(3), number)
    wanted = {name: paths for name, paths in wanted.items() if not only or name in only}
    with serving(archive) as server:
        first = server.ask("/search?q=coal")
        yield {"page": "first of all", **_times([first]), **memory_of(server.process)}
        for name, paths in wanted.items():
            cold = server.ask(_again(paths[0], "first"))
            asked = [server.ask(path) for path in paths]
            yield {
                "page": name, "n": len(asked), **_times(asked), "first cpu": round(cold.cpu, 1),
                "worst": max(asked, key=lambda one: one.cpu).path, **memory_of(server.process),
            }  # fmt: skip
        if "article" in wanted:
            yield from _rate(server, wanted["article"])
        if not only or "front" in only:
            yield from _after_change(server, archive)


def _times(asked: Sequence[Asked]) -> dict[str, object]:
    clock, cpu = sorted(one.clock for one in asked), sorted(one.cpu for one in asked)
    last, middle = min(len(asked) - 1, int(len(asked) * 0.95)), len(asked) // 2
    return {
        "p50": round(clock[middle], 1), "p95": round(clock[last], 1), "cpu p50": round(cpu[middle], 1),
        "cpu p95": round(cpu[last], 1), "kB": round(sum(one.size for one in asked) / len(asked) / 1000),
    }  # fmt: skip


def _again(path: str, name: str) -> str:
    """Give an address of the same page that was not asked for."""
    return f"{path}{'&' if '?' in path else '?'}{name}=1"


def _rate(server: Server, paths: list[str]) -> Iterator[dict[str, object]]:
    """Count pages of articles a second: each for the first time, and asked for again."""
    for name, wanted in (("each once", [_again(path, "once") for path in paths]), ("asked again", paths * 5)):
        before, started = processor_of(server.process), time.perf_counter()
        number = len([server.ask(path) for path in wanted])
        cpu = (processor_of(server.process) - before) / number
        yield {"page": f"articles, {name}", "a second": round(number / (time.perf_counter() - started)),
               "a second of its processor": round(1000 / cpu)}  # fmt: skip


def _after_change(server: Server, archive: Path) -> Iterator[dict[str, object]]:
    """Time the first pages after a person's decision: what is kept of the whole archive is made anew."""
    with open_archive(archive, write=True) as store, store.writer() as writer:
        for path in ("/", "/actors/CHN", "/dyads/CHN/USA", "/search?q=coal", "/timeline"):
            one = next(store.view().statements(StatementFilter(kinds=("event",), limit=1)))
            at = datetime.now(UTC).isoformat(timespec="seconds")
            made = Decision(id=make_id("dec", path, time.time_ns()), target=one.id, article=one.article, kind="event",
                            verdict="accept", by="bench", at=at)  # fmt: skip
            writer.decide(made)
            yield {"page": f"{path}, the first after a change", **_times([server.ask(path)])}


def bench(archive: Path, count: int, *, number: int, only: list[str]) -> Iterator[dict[str, object]]:
    """Generate an archive unless it is there, and measure its site; one row a kind of page."""
    started = time.perf_counter()
    if not archive.exists():
        said = write_archive(archive, count)
        yield {"statements": said, "written s": round(time.perf_counter() - started)}
    with open_file(archive) as opened:
        started, took = time.perf_counter(), time.process_time()
        opened.find("coal", limit=1)
        took, lasted = time.process_time() - took, time.perf_counter() - started
        yield {"page": "index brought up to date", "s": round(lasted, 1), "cpu s": round(took, 1)}
    yield from measure(archive, number=number, only=only)


def main() -> int:
    """Print one JSON line a measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=[5000])
    parser.add_argument("--keep", type=Path, help="Folder to keep the archives in, and to find them in.")
    parser.add_argument("--number", type=int, default=60, help="Addresses of each kind.")
    parser.add_argument("--only", nargs="+", default=[], help="Kinds of pages to measure.")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        for count in options.articles:
            archive = (options.keep or Path(name)) / f"site-{count}.yalu"
            for row in bench(archive, count, number=options.number, only=options.only):
                print(json.dumps({"articles": count, **row}), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
