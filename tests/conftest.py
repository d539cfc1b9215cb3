"""What many tests share, made once: the language model, the gazetteer, the bundled archive."""

from __future__ import annotations

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
    archive = tmp_path_factory.mktemp("demo") / "demo.yalu"
    command = [sys.executable, "-m", "yalu", "--archive", str(archive), "read", "examples/archive"]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    return archive
