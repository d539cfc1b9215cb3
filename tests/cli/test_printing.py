"""Tables fit the terminal, lines of a pipe can be cut by tabs."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.conftest import Run
from yalu.cli.printing import named, plain, share_out, tell_number
from yalu.model import Record

PLAIN = [
    (None, ""),
    (True, "yes"),
    (3.0, "3"),
    (3.25, "3.25"),
    ("two\n\nlines", "two lines"),
    (["a", "b"], "a, b"),
    ([{"read": 3, "coded": 0}], "3 read"),
]


@pytest.mark.parametrize(("value", "words"), PLAIN)
def test_values_as_words(value: object, words: str) -> None:
    assert plain(value) == words  # type: ignore[arg-type]  # rows of the table


@pytest.mark.parametrize(("count", "words"), [(0, "0 rows"), (1, "1 row"), (2000, "2,000 rows")])
def test_numbers_with_their_noun(count: int, words: str) -> None:
    assert tell_number(count, "row") == words


@pytest.mark.parametrize("screen", [60, 80, 100, 140])
def test_columns_share_what_the_screen_has(screen: int) -> None:
    columns = (named("id", width=8), named("who", share=1), named("quote", share=3))
    rows: list[Record] = [{"id": "st_12345", "who": "Delphine Okafor-Reyes", "quote": "coal " * 40}]
    id_, who, quote = share_out(rows, columns, screen)
    assert id_ == 8
    assert who >= len("Okafor-Reyes")
    assert id_ + who + quote + 4 <= screen
    assert quote > who


def test_no_column_is_wider_than_its_cells() -> None:
    columns = (named("who", share=1), named("quote", share=3))
    assert share_out([{"who": "Wen", "quote": "coal"}], columns, 140) == [3, 5]


LISTINGS = [
    "articles", "timeline PRK", "dyad CHN PRK --both", "figures", "agreements", "claims", "statements --all", "mentions",
    "mentions --kind actor", "mentions --kind date", "mentions --kind quantity", "issues", "runs", "search coal",
    "search coal --statements",
]  # fmt: skip


def on_terminal(columns: int, archive: Path, words: str) -> list[str]:
    """Run a command on a terminal of a width; give its lines without colours."""
    ours, theirs = pty.openpty()
    environ = {**os.environ, "COLUMNS": str(columns), "LINES": "50", "TERM": "xterm", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "yalu", "--archive", str(archive), *words.split()]
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environ)
    os.close(theirs)
    parts = []
    while True:
        try:
            part = os.read(ours, 65_536)
        except OSError:  # Linux says so when the other end is closed
            break
        if not part:
            break
        parts.append(part)
    os.close(ours)
    assert process.wait() == 0
    text = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", b"".join(parts).decode())
    return text.replace("\r", "").splitlines()


@pytest.mark.parametrize("columns", [80, 140])
@pytest.mark.parametrize("words", LISTINGS)
def test_tables_fit_the_terminal(demo_archive: Path, words: str, columns: int) -> None:
    lines = on_terminal(columns, demo_archive, words)
    assert len(lines) > 1
    assert max(map(cell_len, lines)) <= columns


@pytest.mark.parametrize("words", [words for words in LISTINGS if words != "search coal"])
def test_lines_of_a_pipe_have_the_same_tabs(run: Run, demo_archive: Path, words: str) -> None:
    lines = run(*words.split(), archive=demo_archive).stdout.splitlines()
    assert lines
    assert len({line.count("\t") for line in lines}) == 1
