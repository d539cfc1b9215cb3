"""The reference says what the commands and the records are."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from yalu.cli import COMMANDS
from yalu.columns import COLUMNS, RecordKind

RECORDS = (ROOT / "docs" / "formats" / "records.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(\w+)` \| ([a-z ]+) \| (.+) \|$", re.MULTILINE)
TYPES = {
    "text": "text",
    "int": "whole number",
    "float": "number",
    "bool": "true or false",
    "texts": "list of texts",
    "details": "list of objects",
    "images": "list of objects",
}
SECTIONS: list[tuple[str, RecordKind, RecordKind | None]] = [
    ("Events", "event", "claim"),
    ("Figures", "figure", "claim"),
    ("Agreements", "agreement", "claim"),
    ("Claims", "claim", "event"),
]


def section(title: str) -> dict[str, str]:
    """Give the names of a section with their types, in order."""
    body = RECORDS.split(f"\n## {title}\n")[1].split("\n## ")[0]
    return {name: kind for name, kind, _ in ROW.findall(body)}


def types(kind: RecordKind) -> dict[str, str]:
    return {name: TYPES[one] for name, one in COLUMNS[kind].items()}


def test_reference_of_the_commands_is_current() -> None:
    done = subprocess.run([sys.executable, "tools/reference.py", "--check"], cwd=ROOT, check=False)
    assert done.returncode == 0, "run: python tools/reference.py"


def test_every_command_is_in_the_reference() -> None:
    page = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    assert set(COMMANDS) <= set(re.findall(r"^## `yalu (\w+)`", page, re.MULTILINE))


@pytest.mark.parametrize(("title", "kind", "other"), SECTIONS)
def test_names_of_a_kind_are_documented(title: str, kind: RecordKind, other: RecordKind) -> None:
    shared = section("All statements")
    assert shared == {name: one for name, one in types(kind).items() if name in types(other) and name != "about"}
    assert shared | section(title) == types(kind)
    assert list(shared | section(title)) == list(types(kind))


@pytest.mark.parametrize(("title", "kind"), [("Articles", "article"), ("Mentions", "mention")])
def test_names_of_articles_and_mentions_are_documented(title: str, kind: RecordKind) -> None:
    assert list(section(title).items()) == list(types(kind).items())


def test_names_of_a_hit_are_documented() -> None:
    assert section("Articles") | section("Hits of a search") == types("hit")
