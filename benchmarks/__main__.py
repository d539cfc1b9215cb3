"""`make bench`: bare parse beside the whole pipeline in one run, on one core and on two; memory; cold starts.

Machines are noisy: read the ratios, not the seconds, and where others use the machine too the ratio of processor time. Each
figure is a whole process with its start and model load, so the ratio holds for what a user waits for. ARGS="--articles 1000 10000" sets the sizes, ARGS="--cores 2" the cores, ARGS=--quick takes small ones.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT.parent / "shared" / "seed" / "000_9e4d13ad4c905ce2.txt"


_LOOK = 0.05
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Run:
    """One finished process."""

    seconds: float
    processor: float
    """Seconds of processor time of the process and all it started."""
    memory: int
    """Peak resident memory of the process and all it started together, in bytes; shared pages count in each."""


def measure(command: list[str], *, cores: int, environ: dict[str, str] | None = None) -> Run:
    """Run a command pinned to some cores; raise CalledProcessError when it fails."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1", **(environ or {})}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    pinned = ["taskset", "-c", ",".join(map(str, range(cores))), *command] if shutil.which("taskset") else command
    started = time.perf_counter()
    process = psutil.Popen(pinned, env=environment, stdout=subprocess.DEVNULL, cwd=ROOT)
    peak = 0
    while True:
        peak = max(peak, _memory(process))
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        time.sleep(_LOOK)
    if status:
        raise subprocess.CalledProcessError(status, command)
    return Run(time.perf_counter() - started, usage.ru_utime + usage.ru_stime, peak)


def _memory(process: psutil.Process) -> int:
    total = 0
    for one in (process, *process.children(recursive=True)):
        with suppress(psutil.NoSuchProcess):
            total += one.memory_info().rss
    return total


def write_articles(path: Path, count: int) -> int:
    """Write `count` articles made of the paragraphs of the bundled essays, no two alike; give their words."""
    paragraphs = [
        line.strip()
        for essay in sorted((ROOT / "examples" / "archive").glob("*.md"))
        for line in essay.read_text(encoding="utf-8").split("---", 2)[2].split("\n\n")
        if len(line.split()) > 20
    ]
    words = 0
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            picked = [paragraphs[(number * 7 + step * 13) % len(paragraphs)] for step in range(4)]
            words += sum(len(paragraph.split()) for paragraph in picked)
            row = {
                "title": f"Article {number}",
                "authors": ["A. Bench"],
                "published": "2016-05-01",
                "paragraphs": picked,
            }
            file.write(json.dumps(row) + "\n")
    return words


def compare(folder: Path, count: int, cores: int) -> dict[str, object]:
    """Parse and code the same articles on some cores."""
    source = folder / f"{count}.jsonl"
    words = write_articles(source, count)
    bare = measure([sys.executable, "-m", "benchmarks.bare", str(source), str(cores)], cores=cores)
    archive = folder / f"{count}-{cores}.yalu"
    command = [sys.executable, "-m", "yalu", "--archive", str(archive), "read", str(source)]
    whole = measure(command, cores=cores, environ={"YALU_WORKERS": str(cores)})
    return {
        "articles": count,
        "words": words,
        "cores": cores,
        "bare s": round(bare.seconds, 1),
        "pipeline s": round(whole.seconds, 1),
        "ratio": round(whole.seconds / bare.seconds, 2),
        "processor ratio": round(whole.processor / bare.processor, 2),
        "words/s": round(words / whole.seconds),
        "bare MB": round(bare.memory / 2**20),
        "pipeline MB": round(whole.memory / 2**20),
    }


def cold(command: list[str], repeats: int) -> float:
    """Give the median seconds of a command from its start."""
    return statistics.median(measure(command, cores=2).seconds for _ in range(repeats))


def cold_starts(folder: Path) -> dict[str, object]:
    """Time `yalu --help` and the reading of one page into a new archive."""
    page = SEED if SEED.exists() else ROOT / "examples" / "archive" / "dprk-category.txt"
    reads = [
        measure([sys.executable, "-m", "yalu", "--archive", str(folder / f"cold{n}.yalu"), "read", str(page)], cores=2)
        for n in range(3)
    ]
    return {
        "yalu --help s": round(cold([str(Path(sys.executable).parent / "yalu"), "--help"], 7), 3),
        "yalu read (one page, new archive) s": round(statistics.median(run.seconds for run in reads), 2),
    }


def main() -> int:
    """Print one JSON line a measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--cores", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    sizes = [200] if options.quick else options.articles
    # An installer compiles what it installs; a checkout would be compiled anew at each start where bytecode is not kept.
    compileall.compile_dir(ROOT / "src" / "yalu", quiet=2)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(json.dumps(cold_starts(folder)), flush=True)
        for count in sizes:
            for cores in options.cores if count <= 1000 else options.cores[-1:]:
                print(json.dumps(compare(folder, count, cores)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
