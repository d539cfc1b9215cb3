"""Body text and authors against public gold: `.venv/bin/python -m benchmarks.pages FOLDER ...`.

A folder is told by what lies in it, and nothing of it is copied or shipped:

- `ground-truth.json` beside `html/ID.html.gz`: Scrapinghub's article-extraction-benchmark (181 pages, MIT). Precision, recall
  and F1 of runs of four words, each page weighing the same, as its README defines them; a bootstrap gives the interval.
- `evaldata.json` beside `cache/` and `eval/`: the evaluation data of trafilatura (990 pages, Apache-2.0). Authors right, wrong
  and none, titles and dates, over the pages that have gold.

Each page is read as `yalu read` reads a file. What is not recognised, or is taken for a list, counts as it comes out.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from yalu.errors import ReadError
from yalu.model import Article, key_of
from yalu.sources import READERS, load_bytes
from yalu.sources.reading import read_with

_RUN = 4
_ROUNDS = 1000
_WORD = re.compile(r"\w+")
_BETWEEN = re.compile(r"\s*[;|]\s*|\s*,\s+(?=\w+\s+\w)")
Counts = tuple[float, float, float]


@dataclass(slots=True)
class Fields:
    """Right, wrong and none of one field over the pages with gold."""

    right: int = 0
    wrong: int = 0
    none: int = 0

    def add(self, given: object, *, right: bool) -> None:
        """Count one page."""
        if not given:
            self.none += 1
        elif right:
            self.right += 1
        else:
            self.wrong += 1

    def tell(self, name: str) -> str:
        """Give the line of the field."""
        total = self.right + self.wrong + self.none
        shares = [f"{word} {count / total:.3f}" for word, count in self._counts()] if total else ["no gold"]
        return f"{name:<10} {', '.join(shares)} of {total}"

    def _counts(self) -> tuple[tuple[str, int], ...]:
        return ("right", self.right), ("wrong", self.wrong), ("none", self.none)


@dataclass(slots=True)
class Clock:
    """Processor time of all pages."""

    pages: int = 0
    seconds: float = 0.0
    refused: Counter[str] = field(default_factory=Counter)

    def read(self, data: bytes, name: str, url: str | None) -> tuple[Article, ...]:
        """Read a page; nothing where it is refused."""
        started = time.process_time()
        try:
            return read_with(READERS, load_bytes(data, name=name, url=url)).articles
        except ReadError as error:
            self.refused[error.message] += 1
            return ()
        finally:
            self.pages += 1
            self.seconds += time.process_time() - started

    def tell(self) -> str:
        """Give the line of the speed."""
        refused = f", refused: {dict(self.refused)}" if self.refused else ""
        return f"{self.pages} pages, {self.pages / max(self.seconds, 1e-9):.0f} a second of processor time{refused}"


def count_runs(true: str, given: str) -> Counts:
    """Give the shares of runs of four words that both texts hold, only the given one, and only the true one."""
    gold, found = _runs(true), _runs(given)
    both = sum((gold & found).values())
    counts = both, found.total() - both, gold.total() - both
    total = sum(counts)
    return (counts[0] / total, counts[1] / total, counts[2] / total) if total else (0.0, 0.0, 0.0)


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    runs = (tuple(words[place : place + _RUN]) for place in range(max(1, len(words) - _RUN + 1)))
    return Counter(run for run in runs if run)


def score(pages: Sequence[Counts]) -> tuple[float, float, float]:
    """Give precision, recall and F1: means over the pages; of the means the harmonic one."""
    precision = statistics.fmean(_share(both, more) for both, more, less in pages if both + more > 0)
    recall = statistics.fmean(_share(both, less) for both, more, less in pages if both + less > 0)
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _share(both: float, rest: float) -> float:
    return both / (both + rest) if both else 0.0


def interval(pages: Sequence[Counts]) -> float:
    """Give half the width of the 95 % interval of F1 by a bootstrap over the pages."""
    draw = random.Random(0)  # resampling
    values = [score(draw.choices(pages, k=len(pages)))[2] for _ in range(_ROUNDS)]
    return 1.96 * statistics.stdev(values)


def score_bodies(folder: Path) -> Iterator[str]:
    """Give the lines of the article-extraction-benchmark."""
    truth: dict[str, dict[str, Any]] = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    clock = Clock()
    counts: list[Counts] = []
    lists = 0
    for name, gold in truth.items():
        data = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        articles = clock.read(data, f"{name}.html", gold.get("url"))
        lists += len(articles) > 1
        counts.append(count_runs(gold.get("articleBody", ""), "\n".join(article.text for article in articles)))
    precision, recall, f1 = score(counts)
    spread = f" ± {interval(counts):.3f}" if len(counts) > 1 else ""
    yield f"bodies     F1 {f1:.3f}{spread}, precision {precision:.3f}, recall {recall:.3f}"
    yield f"           {clock.tell()}, {lists} taken for a list"


def score_fields(folder: Path) -> Iterator[str]:
    """Give the lines of trafilatura's evaluation data."""
    truth: dict[str, dict[str, Any]] = json.loads((folder / "evaldata.json").read_text(encoding="utf-8"))
    clock = Clock()
    tallies = {name: Fields() for name in ("authors", "title", "published")}
    for url, gold in truth.items():
        path = next((one for part in ("cache", "eval") if (one := folder / part / gold["file"]).is_file()), None)
        if path is None or not any(gold.get(name) for name in ("author", "title", "date")):
            continue
        found = clock.read(path.read_bytes(), gold["file"], url)
        _count_fields(tallies, gold, found[0] if len(found) == 1 else None)
    yield from (tally.tell(name) for name, tally in tallies.items())
    yield f"           {clock.tell()}"


def _count_fields(tallies: dict[str, Fields], gold: dict[str, Any], found: Article | None) -> None:
    if gold.get("author"):
        given = found.authors if found else ()
        tallies["authors"].add(given, right={*map(key_of, given)} == {*map(key_of, _BETWEEN.split(gold["author"]))})
    if gold.get("title"):
        title = found.title if found else ""
        tallies["title"].add(title, right=key_of(title) == key_of(gold["title"]))
    if gold.get("date"):
        day = found.published if found else None
        tallies["published"].add(day, right=day == gold["date"])


def main(words: Sequence[str] | None = None) -> int:
    """Print the scores of each folder; give 1 where one holds no gold that is known."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    unknown = 0
    for folder in parser.parse_args(words).folders:
        print(folder.name)
        if (folder / "ground-truth.json").is_file():
            print("\n".join(score_bodies(folder)))
        elif (folder / "evaldata.json").is_file():
            print("\n".join(score_fields(folder)))
        else:
            print("holds neither ground-truth.json nor evaldata.json", file=sys.stderr)
            unknown += 1
    return int(bool(unknown))


if __name__ == "__main__":
    sys.exit(main())
