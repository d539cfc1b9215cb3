"""Coding a batch of articles, in this process or in a worker: parser and coder, loaded once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yalu.actors import load_gazetteer
from yalu.language import Parser, load_parser
from yalu.lexicon import lexicon_hash
from yalu.model import Article, make_id
from yalu.statements import Coder, Coding, load_coder


@dataclass(frozen=True, slots=True)
class Desk:
    """What codes: a parser and a coder, with the versions that a coding depends on."""

    parser: Parser
    coder: Coder
    lexicon: str

    def key(self, article: Article) -> str:
        """Give the hash of all that a coding of this article is made from, decided fields included."""
        return make_id("key", article.version, article.published, self.coder.version, self.lexicon, self.parser.version)

    def code(self, articles: Sequence[Article]) -> Iterator[Coding]:
        """Code articles in order."""
        analyses = self.parser.analyse(articles)
        for article, analysis in zip(articles, analyses, strict=True):
            yield self.coder.code(article, analysis)


def open_desk(model: str) -> Desk:
    """Load parser, gazetteer and lexicons; about a second."""
    return Desk(load_parser(model), load_coder(load_gazetteer()), lexicon_hash())
