"""What lists say of the articles of an archive, in memory, with who wrote which and in which order they stand."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import Any

from yalu.model import Article
from yalu.store import rows
from yalu.store.filters import ArticleFilter, last_day
from yalu.store.view import Brief

_FIRST = -1
"""Before the number of any article."""


@dataclass(slots=True)
class Shelf:
    """The articles, in the order they were first read; `close` it when the last has been added."""

    briefs: dict[str, Brief] = field(default_factory=dict)
    by_slug: dict[str, str] = field(default_factory=dict)
    marks: dict[str, bytes] = field(default_factory=dict)
    """A hash of the brief of each."""
    wholes: dict[str, bytes] = field(default_factory=dict)
    """A hash of the whole of each, with what was read in it."""
    _texts: dict[str, bytes] = field(default_factory=dict)
    _days: dict[str, int | None] = field(default_factory=dict)
    _named: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    """Of each author, category and tag, by slug and by name: articles with the name as they write it."""
    _newest: list[str] = field(default_factory=list)
    _places: dict[str, int] = field(default_factory=dict)
    _after: list[tuple[int, int, str]] = field(default_factory=list)
    _before: list[tuple[int, int, str]] = field(default_factory=list)

    def add(self, row: Any, whole: bytes) -> None:
        """Add the article of a row of `articles`, the next in the order they were read."""
        brief = Brief(row.id, row.slug, row.title, rows.decode_names(row.authors), row.published, row.complete)
        self.briefs[row.id] = brief
        self.by_slug[row.slug] = row.id
        self.marks[row.id] = blake2b(repr(brief).encode(), digest_size=12).digest()
        self.wholes[row.id] = whole
        self._texts[row.id] = blake2b(f"{row.slug}\n{row.version}\n{row.record}".encode(), digest_size=12).digest()
        self._days[row.id] = row.latest_key
        if row.latest_key is not None:
            self._after.append((row.latest_key, row.number, row.id))
            self._before.append((-row.latest_key, row.number, row.id))
        named = {
            "author": brief.authors,
            "category": rows.decode_names(row.categories),
            "tag": rows.decode_names(row.tags),
        }
        for kind, names in named.items():
            for name in names:
                for key in dict.fromkeys((name, rows.slug_name(name))):
                    self._named.setdefault((kind, key), {}).setdefault(row.id, name)

    def close(self) -> None:
        """Put all in order."""
        self._after.sort()
        self._before.sort()
        dated = [name for _, _, name in self._before]
        self._newest = [*dated, *(name for name, day in self._days.items() if day is None)]
        self._places = {name: place for place, name in enumerate(self._newest)}

    def hash_texts(self) -> bytes:
        """Give a hash that changes with the words and the facts of any article, and with nothing that was read in it."""
        digest = blake2b(digest_size=16)
        for name in self._newest:
            digest.update(f"{name}\n{self._texts[name].hex()}\n".encode())
        return digest.digest()

    def day(self, name: str) -> int | None:
        """Give the last day on which an article may have been published; None for none."""
        return self._days[name]

    def find(self, wanted: ArticleFilter) -> list[str] | None:
        """Give the ids of a filter's articles in its order; None where that takes a query."""
        plain = ArticleFilter(
            author=wanted.author, category=wanted.category, tag=wanted.tag, ids=wanted.ids, limit=wanted.limit,
            offset=wanted.offset,
        )  # fmt: skip
        if wanted != plain:
            return None
        if wanted == replace(ArticleFilter(), limit=wanted.limit, offset=wanted.offset):
            return self._newest[wanted.offset :][: wanted.limit]
        found = sorted(self._chosen(wanted), key=self._places.__getitem__)
        return found[wanted.offset :][: wanted.limit]

    def _chosen(self, wanted: ArticleFilter) -> set[str]:
        names = {"author": wanted.author, "category": wanted.category, "tag": wanted.tag}
        sets = [set(self._named.get((kind, name), ())) for kind, name in names.items() if name is not None]
        sets += [{name for name in wanted.ids if name in self.briefs}] if wanted.ids is not None else []
        return set.intersection(*sets)

    def name_at(self, kind: str, slug: str) -> str | None:
        """Give the name of an author, category or tag by its slug, as the article with the first id writes it."""
        found = self._named.get((kind, slug), {})
        fits = {article: name for article, name in found.items() if rows.slug_name(name) == slug}
        return fits[min(fits)] if fits else None

    def beside(self, article: Article) -> tuple[Brief | None, Brief | None]:
        """Give the articles that were published next after and next before one; copies under its title are passed over."""
        day = last_day(article.published) if article.published else None
        if day is None:
            return None, None
        after = bisect_left(self._after, (day + 1, _FIRST, ""))
        before = bisect_left(self._before, (-day + 1, _FIRST, ""))
        return self._next(self._after, after, article.title), self._next(self._before, before, article.title)

    def _next(self, order: list[tuple[int, int, str]], at: int, title: str) -> Brief | None:
        while at < len(order):
            found = self.briefs[order[at][2]]
            if found.title != title:
                return found
            at += 1
        return None
