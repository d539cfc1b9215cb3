"""What many tests share, made once: the language model, the gazetteer, the bundled archive."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from yalu.actors import Gazetteer, load_gazetteer
from yalu.language import Parser, load_parser
from yalu.model import Article, lay_out, make_id
from yalu.settings import Settings
from yalu.statements import Coder, Coding, load_coder

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def parser() -> Parser:
    return load_parser(Settings().model)


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.fixture(scope="session")
def coder(gazetteer: Gazetteer) -> Coder:
    return load_coder(gazetteer)


@pytest.fixture(scope="session")
def code(parser: Parser, coder: Coder) -> Callable[..., Coding]:
    """Code a text: `code("China ...", published="2015-01-30", title="...")`; blank lines part paragraphs."""

    def run(text: str, *, published: str | None = None, title: str = "A title") -> Coding:
        body, spans = lay_out(text.split("\n\n"))
        article = Article(id=make_id("art", text), title=title, text=body, paragraphs=spans, published=published)
        return coder.code(article, next(iter(parser.analyse([article]))))

    return run


@pytest.fixture(scope="session")
def demo_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled archive, read and coded through the command a user runs; for reading only."""
    folder = tmp_path_factory.mktemp("demo")
    if "PYTEST_XDIST_WORKER" not in os.environ:
        _read_demo(folder)
        return folder / "demo.yalu"
    # Workers of one run stand in one folder: the first of them reads, the others take a copy.
    made = tmp_path_factory.getbasetemp().parent / "demo"
    with made.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            _read_demo(folder)
            shutil.copytree(folder, made.with_suffix(".part"))
            made.with_suffix(".part").rename(made)
    shutil.copytree(made, folder, dirs_exist_ok=True)
    return folder / "demo.yalu"


def _read_demo(folder: Path) -> None:
    command = [sys.executable, "-m", "yalu", "--archive", str(folder / "demo.yalu"), "read", "examples/archive"]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
