"""The site as files: `python -m benchmarks.publish --articles 1000 --workers 2`.

Articles are generated with their statements and written straight to the store: nothing is parsed. Three exports of one
archive into one folder: the first, one of the same, and one after a single article has changed. Processor time is that of
all processes, the program that makes the search index included; it says more than the clock on a machine that others use.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path

from tests.builders import source

from benchmarks.generating import write_archive
from yalu.archive import open_file
from yalu.publish.static_site import Exported, export_site
from yalu.settings import Settings
from yalu.store import Coded, MentionFilter, StatementFilter, open_archive


def change_one(archive: Path) -> None:
    """Give the newest article another title, as a source that corrected it."""
    with open_file(archive) as opened:
        old = opened.view.articles()[0]
        mentions = tuple(opened.view.mentions(MentionFilter(article=old.id)))
        told = tuple(opened.view.statements(StatementFilter(article=old.id, order="place")))
    new = replace(old, title=f"{old.title}, corrected")
    with open_archive(archive, write=True) as store, store.writer() as writer:
        run = writer.begin_run("bench")
        writer.put(source(), new, Coded(version=new.version, key=new.version, mentions=mentions, statements=told), run)


@contextmanager
def timed(row: dict[str, object]) -> Iterator[None]:
    """Put the seconds of the clock and of the processors into a row."""
    started, before = time.perf_counter(), _processors()
    yield
    row |= {"clock s": round(time.perf_counter() - started, 1), "processor s": round(_processors() - before, 1)}


def _processors() -> float:
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def bench(archive: Path, root: Path, *, count: int, workers: int) -> Iterator[dict[str, object]]:
    """Generate an archive unless it is there, and export it three times; one row an export."""
    if not archive.exists():
        yield {"statements": write_archive(archive, count)}
    for name in ("first", "nothing has changed", "one article has changed"):
        if name.startswith("one"):
            change_one(archive)
        row: dict[str, object] = {"export": name}
        with timed(row):
            done: Exported = export_site(str(archive), Settings(workers=workers), root)
        yield row | asdict(done) | {"MB": round(size_of(root) / 1e6, 1)}


def size_of(root: Path) -> int:
    """Give the bytes of all files of a folder."""
    return sum(path.stat().st_size for path in root.rglob("*") if path.is_file())


def main() -> int:
    """Print one JSON line an export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=0, help="Processes; as many as there are cores unless said.")
    parser.add_argument("--keep", type=Path, help="Folder to leave the archive and the site in.")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = options.keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        archive = folder / f"publish-{options.articles}.yalu"
        for row in bench(archive, folder / "site", count=options.articles, workers=options.workers):
            print(json.dumps({"articles": options.articles, **row}), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
