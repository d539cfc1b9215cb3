"""A reading of a short text, made with the real parser."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from yalu.actors import Gazetteer
from yalu.language import Parser
from yalu.model import Article, lay_out, make_id
from yalu.statements import Reading

Read = Callable[..., Reading]


@pytest.fixture(scope="session")
def read(parser: Parser, gazetteer: Gazetteer) -> Read:
    """Give the reading of a text before any stage: `read("...", published="2016-03-21")`; blank lines part paragraphs."""

    def make(text: str, *, published: str | None = None) -> Reading:
        body, spans = lay_out(text.split("\n\n"))
        article = Article(id=make_id("art", text), title="A title", text=body, paragraphs=spans, published=published)
        return Reading(article, next(iter(parser.analyse([article]))), gazetteer)

    return make
