"""What an archive covers, and so what it cannot know: years, authors, categories, teasers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from yalu.model import bounds_of


class Covered(Protocol):
    """What counts of an article."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def complete(self) -> bool:
        """False for a teaser."""

    @property
    def published(self) -> str | None:
        """When it was published, EDTF."""

    @property
    def language(self) -> str:
        """ISO 639-1."""

    @property
    def publication(self) -> str | None:
        """Where it was published."""

    @property
    def authors(self) -> tuple[str, ...]:
        """The names of its authors."""

    @property
    def categories(self) -> tuple[str, ...]:
        """Under what it is filed."""


@dataclass(frozen=True, slots=True)
class Share:
    """A year, author or category and the articles it has."""

    name: str
    ids: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many."""
        return len(self.ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Counts of an archive's articles, each with their ids."""

    articles: tuple[str, ...]
    teasers: tuple[str, ...]
    undated: tuple[str, ...]
    years: tuple[Share, ...]
    authors: tuple[Share, ...]
    categories: tuple[Share, ...]
    languages: tuple[Share, ...]
    publications: tuple[Share, ...]


def measure_coverage(articles: Iterable[Covered]) -> Coverage:
    """Count articles by year of publication, author and category."""
    held = list(articles)
    years = [(str(year), one) for one in held if (year := _year(one.published)) is not None]
    authors = [(name, one) for one in held for name in one.authors]
    return Coverage(
        articles=tuple(one.id for one in held),
        teasers=tuple(one.id for one in held if not one.complete),
        undated=tuple(one.id for one in held if _year(one.published) is None),
        years=tuple(sorted(_shares(years), key=lambda one: int(one.name))),
        authors=_by_number(_shares(authors)),
        categories=tuple(
            sorted(_shares((name, one) for one in held for name in one.categories), key=lambda one: one.name)
        ),
        languages=_by_number(_shares((one.language, one) for one in held)),
        publications=_by_number(_shares((one.publication, one) for one in held if one.publication)),
    )


def _shares(pairs: Iterable[tuple[str, Covered]]) -> list[Share]:
    groups: dict[str, list[str]] = {}
    for name, article in pairs:
        groups.setdefault(name, []).append(article.id)
    return [Share(name, tuple(ids)) for name, ids in groups.items()]


def _by_number(shares: list[Share]) -> tuple[Share, ...]:
    return tuple(sorted(shares, key=lambda one: (-one.count, one.name)))


def _year(edtf: str | None) -> int | None:
    first, last = bounds_of(edtf) if edtf else (None, None)
    return first.year if first and last and first.year == last.year else None
