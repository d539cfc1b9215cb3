"""Each format has its page, and the index names it."""

from __future__ import annotations

from pathlib import Path

from yalu.sources import CONTAINERS, READERS

DOCS = Path(__file__).resolve().parents[2] / "docs/sources"


def test_every_format_is_described() -> None:
    text = " ".join(path.read_text().casefold() for path in DOCS.glob("*.md"))
    names = {one.name for one in READERS} | {one.name for one in CONTAINERS}
    assert [name for name in sorted(names) if name.split()[0].casefold() not in text] == []


def test_index_names_every_page() -> None:
    index = (DOCS / "README.md").read_text()
    assert [path.name for path in DOCS.glob("*.md") if path.name != "README.md" and f"({path.name})" not in index] == []
