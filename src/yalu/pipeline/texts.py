"""Code bare texts, for scoring against gold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from yalu.model import Article, lay_out, make_id
from yalu.pipeline.coding import Desk, open_desk
from yalu.statements import Coding


def code_texts(
    texts: Iterable[tuple[str, str | None]], *, model: str, desk: Desk | None = None
) -> Iterator[tuple[Article, Coding]]:
    """Code (text, published date or None) pairs as articles of one paragraph each, offsets as in the text."""
    desk = desk or open_desk(model)
    articles = [_article(number, text, published) for number, (text, published) in enumerate(texts)]
    yield from zip(articles, desk.code(articles), strict=True)


def _article(number: int, text: str, published: str | None) -> Article:
    body, paragraphs = lay_out([text])
    return Article(id=make_id("art", number, text), title="", text=body, paragraphs=paragraphs, published=published)
