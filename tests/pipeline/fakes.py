"""A desk without a language model: one claim a paragraph, one mention an article; so that tests are quick."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from unittest.mock import patch

from yalu.model import ActorMention, Article, Claim, Decision, Participant, Span, make_id, mention_id, statement_id
from yalu.pipeline import Report, read_into
from yalu.pipeline.coding import Desk
from yalu.settings import Settings
from yalu.sources import read_sidecar, read_source
from yalu.statements import Coding
from yalu.store import Store, create_archive, open_archive

POISON = "kills whoever reads it"
SLOW = "takes its time"


@dataclass(frozen=True)
class FakeDesk:
    version: str = "1"
    lexicon: str = "words"

    @property
    def parser(self) -> Any:
        return SimpleNamespace(version=f"fake {self.version}")

    @property
    def versions(self) -> str:
        return make_id("desk", self.version, self.lexicon)

    def key(self, article: Article) -> str:
        return make_id("key", article.version, self.version)

    def code(self, articles: Sequence[Article]) -> Iterator[Coding]:
        for article in articles:
            if POISON in article.text:
                os._exit(1)
            if SLOW in article.text:
                time.sleep(0.2)
            yield code(article)


def code(article: Article) -> Coding:
    word = Span(0, article.text.index(" "))
    quote = word.cut(article.text)
    name = mention_id("actor", article.id, word, quote)
    mention = ActorMention(id=name, article=article.id, span=word, quote=quote, actor="CHN", code="CHN")
    return Coding((mention,), tuple(_claim(article, span) for span in article.paragraphs))


def _claim(article: Article, span: Span) -> Claim:
    quote = span.cut(article.text)
    return Claim(
        id=statement_id("claim", article.id, span, quote, "trade"),
        article=article.id,
        span=span,
        quote=quote,
        theme="trade",
        stance=article.published or "undated",
        about=(Participant(code="CHN", text="China"), Participant(code="PRK", text="North Korea")),
    )


def open_fake_desk(_model: str = "") -> Desk:
    return cast("Desk", FakeDesk())


def write_essay(folder: Path, number: int, *, words: str = "", published: str = "") -> Path:
    """Write a Markdown essay of three paragraphs."""
    path = folder / f"essay-{number:03}.md"
    date = f'published: "{published}"\n' if published else ""
    body = "\n\n".join(f"China buys coal number {number}.{part} from the North. {words}" for part in range(3))
    path.write_text(f'---\ntitle: "Essay {number}"\nauthors: ["Author {number % 4}"]\n{date}---\n\n{body}\n')
    return path


def opened(path: Path) -> Store:
    return open_archive(path, write=True) if path.exists() else create_archive(path)


def read_folder(folder: str, archive: str) -> Report:
    """Read a folder with the fake desk: also the main function of the process that is killed."""
    with patch("yalu.pipeline.reading.open_desk", open_fake_desk), opened(Path(archive)) as store:
        return read_into(store, [folder], settings=Settings(workers=1))


def read_sidecar_decisions(path: Path) -> Decision:
    """Give the one decision that the sidecar of a source makes."""
    sidecar = read_sidecar(path)
    assert sidecar
    [decision] = sidecar.decisions(read_source(path).articles, at="2026-01-01T00:00:00Z")
    return decision
