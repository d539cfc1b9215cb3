"""`python -m benchmarks.data --rows 10000000`: a table in the shape of BACI into an archive, and measures over a panel.

The table is made up: exporter, importer, product, value. Loading runs as the command a user runs, in a process of its own;
memory is the peak of that process. On a machine that others use too, read the processor time. The panel is a full matrix of states and years in memory. ARGS="--rows 1000000" is quick.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import numpy as np
import polars as pl
import psutil

from yalu.actors import load_gazetteer
from yalu.analysis import Panel, fill_panel, measure_panel
from yalu.model import TradeRow

_LOOK = 0.05
_PRODUCTS = 5_000
_BLOCK = 1_000_000


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--states", type=int, default=200)
    parser.add_argument("--years", type=int, default=60)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "BACI_HS92_Y2018_V202501.csv"
        write_baci(table, asked.rows)
        seconds, processor, peak = load(table, Path(folder) / "bench.yalu")
        size = table.stat().st_size / 1e6
    print(
        f"load      {asked.rows:>12,} rows {size:6.0f} MB {seconds:6.1f} s {asked.rows / seconds:>9,.0f} rows/s  "
        f"processor {processor:.1f} s  peak {peak / 1e9:.2f} GB"
    )
    fill, measure, cells = time_panel(asked.states, asked.years)
    print(
        f"measures  {asked.states:>6} states {asked.years:>3} years {cells:>10,} flows {measure:6.2f} s  "
        f"(from rows to arrays {fill:.2f} s)"
    )


def write_baci(path: Path, rows: int) -> None:
    """Write `rows` lines t, i, j, k, v, q; no two say one thing."""
    states = load_gazetteer().states.values()
    codes = np.array(sorted({one.iso_numeric for one in states if one.iso_numeric and one.kind == "state"}))
    pairs = len(codes) * (len(codes) - 1)
    step = max(pairs * _PRODUCTS // rows, 1)
    chance = np.random.default_rng(7)
    with path.open("wb") as file:
        for first in range(0, rows, _BLOCK):
            number = np.arange(first, min(first + _BLOCK, rows), dtype=np.int64) * step
            pair, product = number // _PRODUCTS, number % _PRODUCTS
            seller, buyer = pair // (len(codes) - 1), pair % (len(codes) - 1)
            frame = pl.DataFrame({
                "t": np.full(len(number), 2018), "i": codes[seller % len(codes)],
                "j": codes[(seller + 1 + buyer) % len(codes)], "k": 10_000 + product * 11,
                "v": np.round(chance.lognormal(3, 2.5, len(number)), 3), "q": np.round(chance.lognormal(1, 2, len(number)), 3),
            })  # fmt: skip
            frame.with_columns(pl.col("k").cast(pl.String).str.zfill(6)).write_csv(file, include_header=first == 0)


def load(table: Path, archive: Path) -> tuple[float, float, int]:
    """Load a table by the command; give its seconds, its seconds of processor time and its peak memory."""
    command = [sys.executable, "-m", "yalu", "--archive", str(archive), "data", "load", str(table)]
    started = time.perf_counter()
    process = psutil.Popen(command, stdout=subprocess.PIPE, env=os.environ)
    peak, pid = 0, 0
    while not pid:
        with suppress(psutil.Error):
            peak = max(peak, process.memory_info().rss)
        time.sleep(_LOOK)
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
    if status:
        raise subprocess.CalledProcessError(status, command)
    return time.perf_counter() - started, usage.ru_utime + usage.ru_stime, peak


def time_panel(states: int, years: int) -> tuple[float, float, int]:
    """Give the seconds to bring the rows of a panel into arrays, those to measure it, and its flows."""
    chance = random.Random(7)
    codes = [f"S{number:03}" for number in range(states)]
    rows = [
        TradeRow(series="b/s", reporter=one, partner=other, flow="exports", period=str(1960 + year), value=chance.lognormvariate(3, 2), unit="USD")
        for year in range(years) for one in codes for other in codes if one != other
    ]  # fmt: skip
    started = time.perf_counter()
    panel: Panel = fill_panel(rows, "b/s")
    filled = time.perf_counter()
    measured = measure_panel(panel)
    for period in panel.periods:
        assert sum(1 for _ in measured.leads(period)) == states  # a bench that measures nothing must not pass
    return filled - started, time.perf_counter() - filled, len(rows)


if __name__ == "__main__":
    main()
