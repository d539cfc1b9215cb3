"""The bench of the site: it asks for every kind of page, and says what each took."""

from __future__ import annotations

import random
from pathlib import Path

from benchmarks.site import addresses, bench

KINDS = ["search", "article", "actor", "dyad", "front"]


def test_kinds_of_pages_are_asked_for_and_answered(tmp_path: Path) -> None:
    archive = tmp_path / "site.yalu"
    rows = list(bench(archive, 30, number=2, only=KINDS))
    told = {row["page"]: row for row in rows if "page" in row}
    assert set(KINDS) <= set(told)
    assert set(KINDS) <= set(addresses(archive, random.Random(3), 2))
    assert all(row["cpu p95"] for page, row in told.items() if "p95" in row), told
    assert told["article"]["MB"] >= told["article"]["own MB"] > 0  # type: ignore[operator]
    assert "/, the first after a change" in told
