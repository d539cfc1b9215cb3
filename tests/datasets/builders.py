"""Small tables written to files, and a short way to load them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from yalu.actors import Gazetteer
from yalu.datasets import Loaded, load_table
from yalu.store import Store

MAPPING = """
name: ledger
title: A ledger of trade
kind: trade
source: the harbour office
columns: {reporter: from, partner: to, flow: flow, period: year, value: value, unit: unit, series: series}
series:
  office: {title: "Harbour office, without the South", leaves_out: [KOR]}
"""
HEADER = "from,to,flow,year,value,unit,series\n"


def table(folder: Path, lines: str, *, mapping: str = MAPPING, header: str = HEADER, name: str = "ledger.csv") -> Path:
    """Write a table and the mapping beside it; lines are parted by blanks, cells by commas."""
    path = folder / name
    path.write_text(header + "".join(f"{line.strip()}\n" for line in lines.split("|")), encoding="utf-8")
    if mapping:
        path.with_suffix(".yaml").write_text(mapping, encoding="utf-8")
    return path


def load(store: Store, path: Path, gazetteer: Gazetteer, **how: Any) -> Loaded:
    return load_table(store, path, gazetteer=gazetteer, **how)
