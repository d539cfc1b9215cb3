"""Make one article of a teaser and its whole that were read under different addresses, or one of them under none.

They are one where title and byline are the same, nothing that both state differs, and the longer text contains the shorter
one. The id is that of whichever was read first. Under two hosts the same words are syndication: linked, not joined.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from yalu.model import Article, Day, bounds_of, key_of
from yalu.sources.copies import contains
from yalu.store import View

_FAR = 3
"""Days that two dates of one article may lie apart: time zones, and the day of the print."""


@dataclass(slots=True)
class Joiner:
    """Knows the articles of the archive and those of this run that are not put yet."""

    view: View
    _waiting: dict[str, list[Article]] = field(default_factory=lambda: defaultdict(list))

    def join(self, articles: Iterable[Article]) -> Iterator[tuple[str, Article]]:
        """Give the articles of one path with their own ids, each under the id of the article that it is a version of."""
        given: set[str] = set()
        for article in articles:
            placed = self._place(article)
            # A page that lists an article twice gives two articles: as versions of one they would take turns.
            placed = article if placed.id in given else placed
            given.add(placed.id)
            self._waiting[key_of(placed.title)].append(placed)
            yield article.id, placed

    def forget(self, article: Article) -> None:
        """Leave out an article that was put: the archive knows it now."""
        key = key_of(article.title)
        self._waiting[key] = [one for one in self._waiting[key] if one is not article]
        if not self._waiting[key]:
            del self._waiting[key]

    def _place(self, article: Article) -> Article:
        known = self.view.joined_to(article.id)
        if known is None:
            there: dict[str, list[Article]] = defaultdict(list)
            for one in (*self.view.namesakes(article.title), *self._waiting.get(key_of(article.title), ())):
                there[one.id].append(one)
            if article.id in there:
                return article
            known = next((name for name, versions in there.items() if _belongs(article, versions)), None)
        return replace(article, id=known) if known else article


def _belongs(article: Article, versions: Iterable[Article]) -> bool:
    """Say whether an article is a version of another: nothing that any of its versions states speaks against it."""
    known = tuple(versions)
    return all(_agrees(article, one) for one in known) and any(is_one_article(article, one) for one in known)


def is_one_article(one: Article, other: Article) -> bool:
    """Say whether two articles of one title are teaser and whole, or two teasers, of one."""
    if one.complete and other.complete:
        return False
    longer, shorter = (one, other) if len(one.text) >= len(other.text) else (other, one)
    if shorter.complete:
        return False
    same_title = key_of(one.title) == key_of(other.title)
    return same_title and _agrees(one, other) and contains(longer.text, shorter.text)


def _agrees(one: Article, other: Article) -> bool:
    return (
        _same_names(one.authors, other.authors)
        and _same_site(one, other)
        and _near(one.published, other.published)
    )  # fmt: skip


def _same_names(names: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return not names or not others or {key_of(name) for name in names} == {key_of(name) for name in others}


def _same_site(one: Article, other: Article) -> bool:
    if one.url and other.url:
        return _host(one.url) == _host(other.url)
    return not one.publication or not other.publication or key_of(one.publication) == key_of(other.publication)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or url).removeprefix("www.")
    except ValueError:
        return url


def _near(one: str | None, other: str | None) -> bool:
    """Say whether two dates may be of one article; a date without bounds says nothing."""
    (start, end), (first, last) = (_days(date) for date in (one, other))
    if start is None or end is None or first is None or last is None:
        return True
    return start - last <= _FAR and first - end <= _FAR


def _days(edtf: str | None) -> tuple[int | None, int | None]:
    """Give first and last day of a date as numbers; months count 31 days, which is near enough here."""
    earliest, latest = bounds_of(edtf) if edtf else (None, None)
    return _number(earliest), _number(latest)


def _number(day: Day | None) -> int | None:
    return (day.year * 12 + day.month) * 31 + day.day if day else None
