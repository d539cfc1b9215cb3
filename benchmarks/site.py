"""The site on a large archive: `python -m benchmarks.site --articles 5000 50000 --keep FOLDER`.

Articles are generated with their statements and written straight to the store: nothing is parsed. The server is the
one that `yalu serve` starts, one process; every request is a new address over one open connection. Beside the time of a
page stands the time the server's processor took for it (`cpu ms`), which says the same on a machine that others use.
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
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from benchmarks.generating import COMMON, write_archive
from yalu.archive import Archive, open_file
from yalu.store import ArticleFilter

_TICK = os.sysconf("SC_CLK_TCK")


def addresses(archive: Path, chance: random.Random, number: int) -> dict[str, list[str]]:
    """Choose addresses of each kind of page."""
    with open_file(archive) as opened:
        slugs = sorted(opened.view.slugs().values())
        texts = _some_texts(opened, chance)
        actors = [one.code for one in opened.view.actors_seen()]
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
        "category": [f"/categories/category-{n}" for n in range(8)],
        "author": [f"/authors/author-{n}" for n in range(20)],
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
        "feeds": ["/articles.atom", "/actors/CHN.atom", "/search.atom?q=coal", "/categories/category-3.jsonfeed"],
        "json": ["/statements.json", "/articles.json", "/figures.json", "/actors.json", "/search.json?q=coal"],
        "csv": ["/dyads/CHN/PRK.csv", "/actors.csv", "/agreements.csv?parties=CHN,PRK"],
        "sitemap": ["/sitemap.xml"],
    }  # fmt: skip


def _some_texts(opened: Archive, chance: random.Random) -> list[str]:
    last = max(opened.view.count_articles() - 50, 0)
    wanted = (ArticleFilter(limit=20, offset=chance.randint(0, last)) for _ in range(5))
    return [one.text for part in wanted for one in opened.view.articles(part)]


def ask(connection: http.client.HTTPConnection, paths: Iterable[str]) -> Iterator[float]:
    """Give the milliseconds of each request; raise RuntimeError for an error."""
    for path in paths:
        started = time.perf_counter()
        connection.request("GET", quote(path, safe="/?=&%+,:"))
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")
        yield (time.perf_counter() - started) * 1000


def memory_of(process: int) -> float:
    """Give the peak resident memory of a process in MB."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]  # Linux always has it


def processor_of(process: int) -> float:
    """Give the milliseconds of processor time that a process has taken."""
    after_name = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return 1000 * (int(after_name[11]) + int(after_name[12])) / _TICK


@contextmanager
def serving(archive: Path) -> Iterator[tuple[int, http.client.HTTPConnection]]:
    """Serve an archive by a process of its own; give its id and a connection to it."""
    command = [sys.executable, "-m", "yalu", "--archive", str(archive), "serve", "--port", "0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        port = int(re.search(r":(\d+)/", server.stdout.readline())[1])  # type: ignore[union-attr,index]
        yield server.pid, http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    finally:
        server.terminate()
        server.wait(20)


def measure(archive: Path, *, number: int, only: list[str]) -> Iterator[dict[str, object]]:
    """Serve the archive and time its pages."""
    wanted = addresses(archive, random.Random(3), number)
    wanted = {name: paths for name, paths in wanted.items() if not only or name in only}
    with serving(archive) as (process, connection):
        first = next(ask(connection, ["/search?q=coal"]))
        yield {"page": "start, with the index brought up to date", "ms": round(first)}
        for name, paths in wanted.items():
            cold = next(ask(connection, [f"{paths[0]}{'&' if '?' in paths[0] else '?'}first=1"]))
            before = processor_of(process)
            timed = dict(zip(paths, ask(connection, paths), strict=True))
            taken = (processor_of(process) - before) / len(paths)
            times, slowest = sorted(timed.values()), max(timed, key=timed.__getitem__)
            p95 = times[min(len(times) - 1, int(len(times) * 0.95))]
            yield {"page": name, "n": len(times), "first ms": round(cold), "p50 ms": round(times[len(times) // 2], 1),
                   "p95 ms": round(p95, 1), "worst ms": round(times[-1], 1), "cpu ms": round(taken, 1), "worst": slowest,
                   "MB": round(memory_of(process))}  # fmt: skip
        if "article" in wanted:
            yield from _rate(process, connection, wanted["article"])


def _rate(process: int, connection: http.client.HTTPConnection, paths: list[str]) -> Iterator[dict[str, object]]:
    """Count pages of articles a second: each for the first time, and asked for again."""
    for name, wanted in (("each once", [f"{path}?once=1" for path in paths]), ("asked again", paths * 5)):
        before, started = processor_of(process), time.perf_counter()
        number = sum(1 for _ in ask(connection, wanted))
        cpu = (processor_of(process) - before) / number
        yield {"page": f"articles, {name}", "a second": round(number / (time.perf_counter() - started)),
               "a second of its processor": round(1000 / cpu) if cpu else None}  # fmt: skip


def bench(archive: Path, count: int, *, number: int, only: list[str]) -> Iterator[dict[str, object]]:
    """Generate an archive unless it is there, and measure its site; one row a kind of page."""
    started = time.perf_counter()
    if not archive.exists():
        said = write_archive(archive, count)
        yield {"statements": said, "written s": round(time.perf_counter() - started)}
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
