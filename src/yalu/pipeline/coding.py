"""Coding a batch of articles, in this process or in a worker: parser and coder, loaded once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yalu.actors import load_gazetteer
from yalu.language import Parser, load_parser
from yalu.lexicon import lexicon_hash
from yalu.model import CODED_WITH, AnyMention, AnyStatement, Article, Issue, hash_text, make_id, make_issue
from yalu.statements import Coder, Coding, load_coder
from yalu.store import Coded

CODED_LANGUAGES = frozenset({"en"})
"""What model and lexicons read; an article in another language is kept and searched, and not coded."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What codes: a parser and a coder, with the versions that a coding depends on."""

    parser: Parser
    coder: Coder
    lexicon: str

    @property
    def versions(self) -> str:
        """Give the hash of the versions that every coding depends on."""
        return make_id("desk", self.coder.version, self.lexicon, self.parser.version)

    def key(self, article: Article) -> str:
        """Give the hash of all that a coding of this article is made from, decided fields included."""
        decided = [getattr(article, name) for name in CODED_WITH]
        return make_id(
            "key", article.id, hash_text(article.text), *decided, self.coder.version, self.lexicon, self.parser.version
        )

    def code(self, articles: Sequence[Article]) -> Iterator[Coding]:
        """Code articles in order."""
        analyses = self.parser.analyse(articles)
        for article, analysis in zip(articles, analyses, strict=True):
            yield self.coder.code(article, analysis)


def open_desk(model: str) -> Desk:
    """Load parser, gazetteer and lexicons; about a second."""
    return Desk(load_parser(model), load_coder(load_gazetteer()), lexicon_hash())


def judge(coding: Coding | None, article: Article, key: str) -> tuple[Coded | None, list[Issue]]:
    """Give what of a coding may be put for an article as read, and an issue for what may not (law 1)."""
    if coding is None:
        message = "the article stopped its worker twice and was not coded"
        remedy = "Read it again; if it is set aside again, report it with this article."
        return None, [make_issue("error", "language", message, article=article.id, remedy=remedy)]
    issues: list[Issue] = []
    mentions = tuple(one for one in coding.mentions if _is_quoted(one, article, issues))
    statements = tuple(one for one in coding.statements if _is_quoted(one, article, issues))
    return Coded(version=article.version, key=key, mentions=mentions, statements=statements), issues


def _is_quoted(one: AnyMention | AnyStatement, article: Article, issues: list[Issue]) -> bool:
    if one.article == article.id and one.quote == one.span.cut(article.text):
        return True
    message = f"{one.kind} {one.id} was left out: characters {one.span.start} to {one.span.end} are not its quote"
    issues.append(make_issue("error", "statements", message, article=article.id, remedy="Please report this fault."))
    return False
