"""Read sources from texts and bytes, and the one article or the issues of them."""

from __future__ import annotations

from yalu.errors import ReadError
from yalu.model import Article, Evidence
from yalu.sources import READERS, Reading, load_bytes
from yalu.sources.reading import read_with


def read(data: str | bytes, name: str = "page.txt") -> Reading:
    """Read a source as the registry does."""
    raw = data.encode() if isinstance(data, str) else data
    return read_with(READERS, load_bytes(raw, name=name))


def read_one(data: str | bytes, name: str = "page.txt") -> Article:
    """Read a source of one article."""
    [article] = read(data, name).articles
    return article


def read_or_refuse(data: str | bytes, name: str = "page.txt") -> Reading | None:
    """Read a source; None when it is refused as errors are to be: with a place and a remedy."""
    try:
        return read(data, name)
    except ReadError as error:
        if not (error.place and error.remedy):
            raise
        return None


def titles(reading: Reading) -> list[str]:
    return [article.title for article in reading.articles]


def how(article: Article, field: str) -> Evidence:
    """Give the evidence of a field."""
    [evidence] = [one for one in article.evidence if one.field == field]
    return evidence
