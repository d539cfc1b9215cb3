"""Share the work out: a small job is coded in this process, a larger one by workers; results come in the order asked."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from yalu.model import Article
from yalu.pipeline.coding import Desk
from yalu.pipeline.workers import Crew
from yalu.settings import Settings
from yalu.statements import Coding

SMALL = 60_000
"""Characters up to which one process is quicker than starting workers, each of which loads the model (about a second)."""

Numbered = tuple[int, Article]


def code_all(desk: Desk, articles: Iterator[Numbered], settings: Settings) -> Iterator[tuple[int, Coding | None]]:
    """Code numbered articles, in order; None for one that stopped its worker twice. Few are held in memory at a time."""
    first = _until_large(articles)
    large = sum(len(article.text) for _, article in first) > SMALL
    chunks = _chunks(chain(first, articles), settings.batch)
    if large and settings.cores > 1:
        with Crew(settings.model, settings.cores) as crew:
            yield from ((done.number, done.coding) for done in crew.code(chunks))
    else:
        for chunk in chunks:
            codings = desk.code([article for _, article in chunk])
            yield from ((number, coding) for (number, _), coding in zip(chunk, codings, strict=True))


def _until_large(articles: Iterator[Numbered]) -> list[Numbered]:
    first: list[Numbered] = []
    size = 0
    for item in articles:
        first.append(item)
        size += len(item[1].text)
        if size > SMALL:
            break
    return first


def _chunks(items: Iterator[Numbered], size: int) -> Iterator[list[Numbered]]:
    while chunk := list(islice(items, size)):
        yield chunk
