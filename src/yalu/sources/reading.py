"""Read a source with the reader that recognises it, and gather what it gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from yalu.errors import Place, UnknownFormat
from yalu.model import Article, ImageFile, Issue, Source
from yalu.sources.holding import hold_images
from yalu.sources.loading import Head, Loaded
from yalu.sources.reports import report

_RECOGNISED = 0.2


class Reader(Protocol):
    """One format: says how sure it is of a source, and reads it."""

    @property
    def name(self) -> str:
        """Short name of the format, kept in the `Source`."""

    def sniff(self, head: Head) -> float:
        """Say from 0 to 1 how sure it is, by content; the name is a hint only."""

    def read(self, loaded: Loaded) -> Iterator[Article | Issue]:
        """Give the articles of the source, and an issue for each thing that was skipped or is not sure."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A source with all that was read from it."""

    source: Source
    articles: tuple[Article, ...]
    issues: tuple[Issue, ...]
    partial: bool = False
    """Whether more of the same source follows; its issues come with the last part."""
    images: tuple[ImageFile, ...] = ()
    """The images that the source carries, or that lie beside it."""


def read_with(readers: Sequence[Reader], loaded: Loaded) -> Reading:
    """Read a source with the surest of the readers; raise UnknownFormat when none recognises it."""
    reader = choose_reader(readers, loaded)
    source = replace(loaded.source, reader=reader.name)
    found = list(reader.read(replace(loaded, source=source)))
    articles = [one for one in found if isinstance(one, Article)]
    kept, doubled = _drop_doubles(articles, source.path)
    held = hold_images(kept, source.path)
    issues = [*loaded.issues, *(one for one in found if isinstance(one, Issue)), *doubled, *held.issues]
    if not kept and not any(issue.level == "error" for issue in issues):
        issues.append(
            report("error", "no article was found in it", path=source.path, remedy="Check that it holds text.")
        )
    return Reading(source, held.articles, tuple(dict.fromkeys(issues)), images=held.files)


def choose_reader(readers: Sequence[Reader], loaded: Loaded) -> Reader:
    """Give the surest reader, of equals the first; raise UnknownFormat when none is sure enough."""
    sure = [(reader.sniff(loaded.head), -place) for place, reader in enumerate(readers)]
    best, place = max(sure)
    if best < _RECOGNISED and loaded.binary:
        raise UnknownFormat(
            f"this is {loaded.binary}, not text",
            place=Place(loaded.source.path),
            remedy="Save the page as text, Markdown, HTML or JSON Lines.",
        )
    if best < _RECOGNISED:
        known = ", ".join(reader.name for reader in readers)
        raise UnknownFormat(
            "no reader recognises it", place=Place(loaded.source.path), remedy=f"Give it as one of: {known}."
        )
    return readers[-place]


def _drop_doubles(articles: Sequence[Article], path: str) -> tuple[list[Article], list[Issue]]:
    """Keep of two articles with one id the fuller one: both in an archive would take turns as its newest version."""
    kept: dict[str, Article] = {}
    issues: list[Issue] = []
    for article in articles:
        other = kept.get(article.id)
        if other is not None:
            message = f"{article.title!r} stands twice under the same title and byline; the fuller one was kept"
            issues.append(
                report("warning", message, path=path, article=article.id, remedy="Give each its date or address.")
            )
        if other is None or (article.complete, len(article.text)) > (other.complete, len(other.text)):
            kept[article.id] = article
    return list(kept.values()), issues
