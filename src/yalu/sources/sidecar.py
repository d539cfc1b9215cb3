"""Read a sidecar: what a page does not say of its articles, written beside it by a person.

`page.meta.yaml` (or `page.txt.meta.yaml`) beside `page.txt`; or a bibliography, which fills in what is missing only. Everything in it is that person's decision and is recorded as
such: the articles themselves, and their ids, stay as the page gives them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin

import msgspec

from yalu.errors import SidecarError
from yalu.model import Article, Decision, Issue, is_edtf, key_of, make_id
from yalu.sources.bibliography import BIBLIOGRAPHY_SUFFIXES, FOLDER_NAME, read_bibliography
from yalu.sources.decoding import decode
from yalu.sources.loading import SIDECAR_SUFFIX, read_bytes
from yalu.sources.reports import report
from yalu.sources.strict import Origin, line_of, read_strictly

Value = str | list[str] | list[list[str]]
_REMEDY = "Known keys: page {publication, url, language, categories}; articles, a list of {title, published, url, authors, ...}."


class _Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Keys nobody knows are refused: what a misspelt one says would be lost."""


class Fact(_Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A fact of an article with where it is found."""

    fact: str
    source: str


class PageFields(_Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What holds for all articles of a page."""

    publication: str | None = None
    url: str | None = None
    """Of the page itself; the addresses of articles may be given relative to it."""
    language: str | None = None
    categories: list[str] | None = None


class ArticleFields(_Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What holds for the article of one title."""

    title: str
    published: str | int | None = None
    url: str | None = None
    doi: str | None = None
    """Only to find the article by."""
    authors: list[str] | None = None
    publication: str | None = None
    language: str | None = None
    categories: list[str] | None = None
    tags: list[str] | None = None
    sources: list[Fact] | None = None


class SidecarFields(_Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The whole file."""

    page: PageFields = PageFields()
    articles: list[ArticleFields] = []


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What a person says of the articles of one page."""

    path: str
    fields: SidecarFields
    lines: tuple[int | None, ...]
    """Line of each article's title in the file."""
    fills: bool = False
    """Whether it only fills in what an article lacks, as a bibliography does."""

    def decisions(self, articles: Sequence[Article], *, at: str, by: str = "") -> tuple[Decision, ...]:
        """Give a decision for each field that the sidecar gives and an article does not have so already.

        `at` is the time, UTC in ISO 8601; `by` is the sidecar unless a person is named. The same sidecar gives the same ids
        whenever it is read.
        """
        by = by or f"sidecar {Path(self.path).name}"
        return tuple(
            _decide(article, name, value, by=by, at=at)
            for article in articles
            for name, value in self._values(article)
            if value != _current(article, name) and not (self.fills and _current(article, name))
        )

    def issues(self, titles: Sequence[str]) -> tuple[Issue, ...]:
        """Report the titles of the sidecar that none of a source's articles has, or that several have."""
        keys = [key_of(title) for title in titles]
        found: list[Issue] = []
        if self.fills:
            # A bibliography knows more than one page.
            return ()
        for row, line in zip(self.fields.articles, self.lines, strict=True):
            count = keys.count(key_of(row.title))
            if count != 1:
                told = "no article" if count == 0 else f"{count} articles"
                message = f"{told} of the page bear{'s' if count == 0 else ''} the title {row.title!r}"
                found.append(
                    report("warning", message, path=self.path, line=line, remedy="Write the title as the page does.")
                )
        return tuple(found)

    def _values(self, article: Article) -> Iterator[tuple[str, Value]]:
        page = self.fields.page
        row = next((row for row in self.fields.articles if _is_of(row, article)), None)
        for name in ("publication", "language", "categories"):
            value = getattr(row, name) if row and getattr(row, name) is not None else getattr(page, name)
            if value is not None:
                yield name, value
        if row:
            yield from _own_values(row, page.url or "")


def find_sidecar(path: str | os.PathLike[str]) -> Path | None:
    """Give the sidecar of a source, or the bibliography of its own or its folder, if there is one."""
    source = Path(path)
    names = [f"{stem}{SIDECAR_SUFFIX}" for stem in (source.name, source.stem)]
    names += [f"{stem}{suffix}" for stem in (source.name, source.stem, FOLDER_NAME) for suffix in BIBLIOGRAPHY_SUFFIXES]
    return next((found for found in map(source.with_name, names) if found.is_file() and found != source), None)


def read_sidecar(path: str | os.PathLike[str]) -> Sidecar | None:
    """Read the sidecar of a source; None when it has none. Raise SidecarError, with file and line, when it is not valid."""
    found = find_sidecar(path)
    if found is None:
        return None
    text = decode(read_bytes(found)).text
    if found.name.endswith(BIBLIOGRAPHY_SUFFIXES):
        rows = [ArticleFields(**row) for row in read_bibliography(text, found)]
        return Sidecar(str(found), SidecarFields(articles=rows), (None,) * len(rows), fills=True)
    origin = Origin(path=str(found), error=SidecarError, remedy=_REMEDY)
    fields = read_strictly(text, SidecarFields, origin) if text.strip() else SidecarFields()
    for number, row in enumerate(fields.articles):
        if row.published is not None and not is_edtf(str(row.published)):
            line = line_of(text, f"$.articles[{number}].published")
            raise origin.fail(f"{row.published!r} is no EDTF date", line)
    lines = tuple(line_of(text, f"$.articles[{number}].title") for number in range(len(fields.articles)))
    return Sidecar(str(found), fields, lines)


def _is_of(row: ArticleFields, article: Article) -> bool:
    """Say whether a row speaks of an article: by its address or DOI, which are sure, or by its title."""
    if row.url and article.url and row.url.rstrip("/") == article.url.rstrip("/"):
        return True
    if row.doi and article.url and unquote(article.url).lower().endswith(f"/{row.doi.lower()}"):
        return True
    return key_of(row.title) == key_of(article.title)


def _own_values(row: ArticleFields, page_url: str) -> Iterator[tuple[str, Value]]:
    if row.published is not None:
        yield "published", str(row.published)
    if row.url is not None:
        yield "url", urljoin(page_url, row.url)
    for name in ("authors", "tags"):
        if getattr(row, name) is not None:
            yield name, getattr(row, name)
    if row.sources is not None:
        yield "references", [[fact.fact, fact.source] for fact in row.sources]


def _current(article: Article, name: str) -> Value | None:
    value = getattr(article, name)
    if name == "references":
        return [list(pair) for pair in value]
    return list(value) if isinstance(value, tuple) else value


def _decide(article: Article, name: str, value: Value, *, by: str, at: str) -> Decision:
    encoded = json.dumps(value, ensure_ascii=False)
    return Decision(
        id=make_id("dec", article.id, name, encoded, by),
        target=article.id,
        article=article.id,
        kind="article",
        verdict="correct",
        field=name,
        value=encoded,
        by=by,
        at=at,
    )
