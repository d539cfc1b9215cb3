"""The command line starts at once: the help loads none of the heavy parts, a listing no parser."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("spacy", "sqlalchemy", "rich", "tantivy", "yaml", "fastapi", "pandas", "polars", "trafilatura", "pint")

STARTS = [
    ("--help", HEAVY),
    ("--version", HEAVY),
    ("frobnicate", HEAVY),
    ("articles", ("spacy", "fastapi", "pandas", "polars", "trafilatura", "pint")),
    ("statements --actor PRK", ("spacy", "fastapi", "pandas", "polars", "trafilatura", "pint")),
]


@pytest.mark.parametrize(("words", "unwanted"), STARTS, ids=[row[0] for row in STARTS])
def test_command_loads_only_what_it_needs(small: Path, words: str, unwanted: tuple[str, ...]) -> None:
    program = (
        "import sys\nfrom yalu.cli import group\n"
        "try:\n    group.main(sys.argv[1:], 'yalu')\n"
        "finally:\n    print('LOADED', *sys.modules, file=sys.stderr)\n"
    )
    command = [sys.executable, "-c", program, "--archive", str(small), *words.split()]
    loaded = subprocess.run(command, capture_output=True, text=True, check=False).stderr.split("LOADED ")[1].split()
    assert "click" in loaded
    assert not set(unwanted) & set(loaded)


@pytest.mark.parametrize("words", ["statements", "statements --json", "articles"])
def test_pipe_that_is_closed_is_no_error(demo_archive: Path, words: str) -> None:
    command = f"{sys.executable} -m yalu --archive {demo_archive} {words} --all | head -1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("\n") == 1
