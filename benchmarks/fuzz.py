"""Damage a source of every format for as long as is told: `.venv/bin/python -m benchmarks.fuzz --seconds 600`.

Laws: no crash but a named error with a place and a remedy; at most five seconds of processor time a megabyte; nothing is
stored half (all that was read is put into an archive, which is checked in the end). A source that breaks a law is kept in
the folder of `--keep`, shrunk by hypothesis where it was a crash. Exit code 1 when a law was broken.
"""

from __future__ import annotations

import argparse
import faulthandler
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from tests.sources.damage import damaged, read_or_refuse_all
from tests.sources.formats import make_sources

from yalu.errors import ReadError
from yalu.model import Article, Source, hash_bytes, make_id
from yalu.sources import read_all
from yalu.store import create_archive

SECONDS_A_MEGABYTE = 5.0
_LEAST = 0.2
"""Megabytes that a small source counts for: a start takes its time whatever the size."""
_STUCK = 60
"""Seconds after which a try is taken for hung: the stack is printed and the process ends."""
_TRIES = 40


@dataclass(slots=True)
class Tally:
    """What came of the tries on one format."""

    name: str
    tries: int = 0
    refused: int = 0
    articles: int = 0
    slowest: float = 0.0
    """Seconds a megabyte."""
    faults: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Fuzz:
    """A run: what is kept where, and what is still to be put into the archive."""

    keep: Path
    waiting: list[Article] = field(default_factory=list)

    def run(self, name: str, data: bytes, seconds: float) -> Tally:
        """Damage one source until the time is over."""
        tally = Tally(name)
        end = time.monotonic() + seconds
        while time.monotonic() < end and not tally.faults:
            self._batch(tally, data, end)
        return tally

    def _batch(self, tally: Tally, data: bytes, end: float) -> None:
        last = b""

        @settings(
            max_examples=_TRIES,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate, Phase.shrink),
        )
        @given(damaged(data, grow=True))
        def attempt(hurt: bytes) -> None:
            nonlocal last
            if time.monotonic() < end + _STUCK:
                last = hurt
                self._try(tally, hurt)

        try:
            attempt()
        except Exception as error:  # noqa: BLE001  # the law is that there is none
            tally.faults[type(error).__name__] += 1
            self._save(tally.name, last, traceback.format_exc())

    def _try(self, tally: Tally, hurt: bytes) -> None:
        current = self.keep / f"last-{tally.name}"
        current.write_bytes(hurt)  # of a try that hangs this is what is left
        faulthandler.dump_traceback_later(_STUCK, exit=True)
        started = time.process_time()
        found = read_or_refuse_all(hurt)
        took = (time.process_time() - started) / max(_LEAST, len(hurt) / 1e6)
        faulthandler.cancel_dump_traceback_later()
        current.unlink()
        tally.tries += 1
        tally.refused += found is None
        tally.articles += len(found or ())
        tally.slowest = max(tally.slowest, took)
        self.waiting += (found or ())[:2]
        if took > SECONDS_A_MEGABYTE:
            tally.faults["slow"] += 1
            self._save(tally.name, hurt, f"{took:.1f} s a megabyte")

    def _save(self, name: str, data: bytes, told: str) -> None:
        digest = hash_bytes(data)[:8]
        (self.keep / f"{digest}-{name}").write_bytes(data)
        (self.keep / f"{digest}.txt").write_text(told)


def store_all(articles: Iterable[Article], folder: Path) -> list[str]:
    """Put articles into an archive and check it; give what is wrong with it."""
    source = Source(id=make_id("src", "fuzz"), path="fuzz", sha256=hash_bytes(b"fuzz"), size=4, reader="fuzz")
    with create_archive(folder / "fuzz.yalu") as store, store.writer() as writer:
        run = writer.begin_run("fuzz")
        for article in articles:
            writer.put(source, replace(article, source=source.id), None, run)
        return [f"{one.law}: {one.table} {one.id} {one.message}" for one in store.view().check()]


def check_files(folder: Path, sources: dict[str, bytes]) -> list[str]:
    """Read whole files, cut in the middle, from the disk, as a stream; give those that broke a law."""
    faults = []
    for name, data in sources.items():
        for number, size in zip(count(), (len(data) // 3, len(data) // 2, len(data) - 3)):
            path = folder / f"{number}-{name}"
            path.write_bytes(data[:size])
            try:
                list(read_all(path))
            except ReadError as error:
                faults += [f"{path.name}: {error} has no place or remedy"] * (not (error.place and error.remedy))
    return faults


def main() -> int:
    """Print a line a format; give 1 when a law was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600.0, help="for all formats together")
    parser.add_argument("--only", nargs="*", default=[], help="names of sources")
    parser.add_argument("--keep", type=Path, default=Path("fuzz-faults"))
    options = parser.parse_args()
    sources = {name: data for name, data in make_sources().items() if not options.only or name in options.only}
    options.keep.mkdir(parents=True, exist_ok=True)
    fuzz = Fuzz(options.keep)
    print(f"{'source':<16} {'tries':>7} {'refused':>8} {'articles':>9} {'slowest s/MB':>13}  faults")
    faults = 0
    for data in sources.values():
        read_or_refuse_all(data)  # what is loaded once a process is not the time of a source
    read_or_refuse_all(b"Het stuk\n\nDe loodsen gingen op maandag weer aan het werk, na negen dagen.\n")
    for name, data in sources.items():
        tally = fuzz.run(name, data, options.seconds / len(sources))
        told = ", ".join(f"{number} {kind}" for kind, number in tally.faults.items()) or "none"
        print(
            f"{name:<16} {tally.tries:>7} {tally.refused:>8} {tally.articles:>9} {tally.slowest:>13.2f}  {told}",
            flush=True,
        )
        faults += tally.faults.total()
    with tempfile.TemporaryDirectory() as folder:
        broken = [*store_all(fuzz.waiting, Path(folder)), *check_files(Path(folder), sources)]
    print(f"stored: {len(fuzz.waiting)} articles, laws broken: {len(broken)}")
    print("\n".join(broken[:20]))
    return int(bool(faults or broken))


if __name__ == "__main__":
    sys.exit(main())
