"""The site on a large archive: `python -m benchmarks.site --articles 5000 50000`.

Articles are generated with their statements and written straight to the store: nothing is parsed. The server is the
one that `yalu serve` starts, one process; every request is a new address over one open connection.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from tests.builders import actor_mention, agreement, article, claim, event, figure, source

from yalu.archive import open_file
from yalu.model import AnyStatement, Article
from yalu.store import Coded, create_archive

STATES = ["CHN", "PRK", "KOR", "USA", "JPN", "RUS", "IND", "PAK", "VNM", "THA", "MYS", "IDN", "PHL", "MNG", "IRN", "TUR", "DEU", "FRA", "GBR", "EGY", "SAU", "ISR", "UKR", "POL", "KAZ", "CUB", "BRA", "MEX", "CAN", "AUS", "NZL", "ZAF", "NGA", "KEN", "ETH", "ARG", "CHL", "PER", "LAO", "KHM"]  # fmt: skip
TYPES = ("SANCTION", "AID", "CONSULT", "THREATEN", "AGREE", "PROTEST", "REQUEST", "COERCE")
MEASURES = ("trade", "debt", "investment", "oil imports", "food aid")
THEMES = ("influence", "trust", "dependence", "sanctions", "reform")
COMMON = ("trade", "treaty", "border", "coal", "sanctions", "summit", "army", "aid")
STATEMENTS = 8
"""Statements of each article."""


def write_archive(path: Path, count: int) -> int:
    """Write an archive of generated articles; give the number of statements."""
    chance = random.Random(7)
    words = [
        *COMMON,
        *("".join(chance.choices("bcdfglmnprstvaeiou" * 2, k=chance.randint(4, 9))) for _ in range(20_000)),
    ]
    weights = [1 / (rank + 3) for rank in range(len(words))]
    said = 0
    with create_archive(path) as store, store.writer() as writer:
        run = writer.begin_run("bench")
        for number in range(count):
            one, found = _article(chance, number, chance.choices(words, weights, k=320))
            actors = [actor_mention(one, code, code) for code in {code for code in STATES if f" {code} " in one.text}]
            writer.put(
                source(),
                one,
                Coded(version=one.version, key=one.version, mentions=tuple(actors), statements=found),
                run,
            )
            said += len(found)
    return said


def _article(chance: random.Random, number: int, words: list[str]) -> tuple[Article, tuple[AnyStatement, ...]]:
    pairs = [_pair(chance) for _ in range(STATEMENTS)]
    told = [
        f"In {chance.randint(1990, 2019)} {one} met {other} over matter {place}."
        for place, (one, other) in enumerate(pairs)
    ]
    filler = [" ".join(words[at : at + 40]).capitalize() + "." for at in range(0, len(words), 40)]
    text = "\n\n".join(f"{one} {other}" for one, other in zip(told, filler, strict=True))
    day = f"{chance.randint(1995, 2019)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    one = article(
        text, title=f"Article {number} on {words[0]} {words[1]}", authors=(f"Author {number % 300}",), published=day,
        categories=(f"Category {number % 24}",), complete=bool(number % 5), publication="The Bench",
    )  # fmt: skip
    return one, tuple(_statement(chance, one, quote, *pair) for quote, pair in zip(told, pairs, strict=True))


def _pair(chance: random.Random) -> tuple[str, str]:
    weights = [1 / (rank + 1) for rank in range(len(STATES))]
    one, other = chance.choices(STATES, weights, k=2)
    return (one, other) if one != other else (one, STATES[(STATES.index(one) + 1) % len(STATES)])


def _statement(chance: random.Random, of: Article, quote: str, one: str, other: str) -> AnyStatement:
    year = quote[3:7]
    kind = chance.random()
    if kind < 0.55:
        place = chance.randrange(len(TYPES))
        quad = 1 + place % 4
        return event(of, quote, actors=one, recipients=other, date=year, event_type=TYPES[place], quad=quad,
                     intensity=float(chance.randint(1, 9)) * (1 if quad < 3 else -1))  # fmt: skip
    if kind < 0.75:
        value = float(chance.randint(1, 90))
        return figure(of, quote, value=value, about=one, counterpart=other, date=year, measure=chance.choice(MEASURES))
    if kind < 0.8:
        name = f"Treaty of {one} and {other} of {year}"
        return agreement(of, quote, name=name, parties=f"{one} {other}", signed=year)
    return claim(of, quote, theme=chance.choice(THEMES), about=f"{one} {other}")


def addresses(archive: Path, chance: random.Random, number: int) -> dict[str, list[str]]:
    """Choose addresses of each kind of page."""
    with open_file(archive) as opened:
        slugs = sorted(opened.view.slugs().values())
        texts = [one.text for one in opened.view.articles()[:50]] if len(slugs) < 100 else _some_texts(opened)
        dyads = [f"/dyads/{one.first}/{one.second}" for one in opened.view.dyads_seen()]
    vocabulary = sorted({word for text in texts for word in re.findall(r"[a-z]{4,}", text)})
    phrases = [" ".join(text.split()[at : at + 2]).strip(".").lower() for text in texts for at in (10, 20)]
    return {
        "search": [f"/search?q={' '.join(chance.sample([*COMMON, *vocabulary], 2))}" for _ in range(number)],
        "search common": [f"/search?q={' '.join(chance.sample(COMMON, 2))}&page={1 + n % 4}" for n in range(number)],
        "phrase": [f"/search?q=%22{one}%22" for one in chance.sample(phrases, min(number, len(phrases)))],
        "article": [f"/articles/{one}" for one in chance.sample(slugs, number)],
        "actor": [f"/actors/{one}" for one in STATES],
        "dyad": chance.sample(dyads, min(number, len(dyads))),
        "largest dyads": dyads[:10],
        "front and lists": ["/", "/articles", "/categories/category-3", "/authors/author-7", "/actors", "/dyads"],
        "registers": ["/timeline", "/figures", "/agreements", "/claims", "/statements", "/network"],
    }


def _some_texts(opened: object) -> list[str]:
    view = opened.view  # type: ignore[attr-defined]  # an Archive
    found: list[str] = []
    for one in view.each_article():
        found.append(one.text)
        if len(found) == 200:
            break
    return found


def ask(connection: http.client.HTTPConnection, paths: Iterable[str]) -> Iterator[float]:
    """Give the milliseconds of each request; raise RuntimeError for an error."""
    for path in paths:
        started = time.perf_counter()
        connection.request("GET", quote(path, safe='/?=&%"+'))
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")
        yield (time.perf_counter() - started) * 1000


def memory_of(process: int) -> float:
    """Give the peak resident memory of a process in MB."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]  # Linux always has it


def measure(archive: Path, *, number: int) -> Iterator[dict[str, object]]:
    """Serve the archive and time its pages."""
    wanted = addresses(archive, random.Random(3), number)
    command = [sys.executable, "-m", "yalu", "--archive", str(archive), "serve", "--port", "0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        port = int(re.search(r":(\d+)/", server.stdout.readline())[1])  # type: ignore[union-attr,index]
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        first = next(ask(connection, ["/"]))
        yield {"page": "first", "ms": round(first), "MB": round(memory_of(server.pid))}
        for name, paths in wanted.items():
            list(ask(connection, paths[:1]))
            times = sorted(ask(connection, paths))
            p95 = times[min(len(times) - 1, int(len(times) * 0.95))]
            yield {"page": name, "n": len(times), "p50 ms": round(times[len(times) // 2], 1), "p95 ms": round(p95, 1),
                   "worst ms": round(times[-1], 1), "MB": round(memory_of(server.pid))}  # fmt: skip
        times = list(ask(connection, wanted["article"]))
        yield {"page": "article", "pages a second": round(1000 * len(times) / sum(times))}
    finally:
        server.terminate()
        server.wait(20)


def bench(folder: Path, count: int, *, number: int = 60) -> Iterator[dict[str, object]]:
    """Generate an archive and measure its site; one row a kind of page."""
    archive = folder / f"site-{count}.yalu"
    started = time.perf_counter()
    if not archive.exists():
        said = write_archive(archive, count)
        yield {"articles": count, "statements": said, "written s": round(time.perf_counter() - started)}
    yield from measure(archive, number=number)


def main() -> int:
    """Print one JSON line a measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=[5000])
    parser.add_argument("--keep", type=Path, help="Folder to keep the archives in, and to find them in.")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        for count in options.articles:
            for row in bench(options.keep or Path(name), count):
                print(json.dumps({"articles": count, **row}), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
