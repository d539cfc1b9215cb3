"""Citations of articles and statements: BibTeX, RIS, CSL-JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from yalu.model import Article, bounds_of, slug_of

_SPECIAL = re.compile(r"([#$%&_{}])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What a citation needs; `quote` and `note` are those of a statement."""

    key: str
    title: str
    authors: tuple[str, ...]
    published: str | None
    publication: str | None
    url: str | None
    permalink: str
    quote: str = ""
    edition: str = ""
    """Which state of the archive: its version and date."""
    view: bool = False
    """True for a page of the archive rather than an article."""

    @property
    def year(self) -> str:
        """The year of publication; empty when it is not known for sure."""
        first, last = bounds_of(self.published) if self.published else (None, None)
        return str(first.year) if first and last and first.year == last.year else ""

    @property
    def plain(self) -> str:
        """The citation as one sentence, for people."""
        by = " and ".join(self.authors)
        parts = [by and f"{by}, ", f"“{self.title}”", f", {self.publication}" if self.publication else ""]
        parts += [f" ({self.published})" if self.published else " (undated)", f". {self.url or self.permalink}"]
        return "".join(parts)

    @property
    def note(self) -> str:
        """What a list of references keeps beside: the quote, and the state of the archive."""
        return ". ".join(part for part in (f"“{self.quote}”" if self.quote else "", self.edition) if part)


def cite(article: Article, permalink: str, *, quote: str = "", edition: str = "") -> Citation:
    """Make the citation of an article, or of a quote in it."""
    family = article.authors[0].split()[-1] if article.authors else "anonymous"
    words = slug_of(article.title).split("-")[:2]
    citation = Citation(
        key="", title=article.title, authors=article.authors, published=article.published,
        publication=article.publication, url=article.url, permalink=permalink, quote=quote, edition=edition,
    )  # fmt: skip
    return replace(
        citation, key="-".join(part for part in (slug_of(family), citation.year or "undated", *words) if part)
    )


def cite_view(about: str, permalink: str, *, journal: str, edition: str, on: str) -> Citation:
    """Make the citation of a page of the archive in one state, as of a day (EDTF)."""
    return Citation(
        key=f"{slug_of(journal)}-{slug_of(about)}"[:60].strip("-"), title=about, authors=(), published=on,
        publication=journal, url=None, permalink=permalink, edition=edition, view=True,
    )  # fmt: skip


def to_bibtex(cited: Iterable[Citation]) -> str:
    """Write BibTeX, one entry a citation."""
    return "\n\n".join(_bibtex(one) for one in cited) + "\n"


def _bibtex(one: Citation) -> str:
    fields = {
        "title": f"{{{_escape(one.title)}}}",
        "author": " and ".join(map(_escape, one.authors)),
        "journal": _escape(one.publication or ""),
        "year": one.year,
        "date": one.published or "",
        "url": one.url or one.permalink,
        "note": _escape(one.note),
    }
    lines = [f"  {name:<8}= {{{value}}}" for name, value in fields.items() if value]
    return f"@{'misc' if one.view else 'article'}{{{one.key},\n" + ",\n".join(lines) + "\n}"


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text.replace("\\", r"\textbackslash ").replace("~", r"\textasciitilde "))


def to_ris(cited: Iterable[Citation]) -> str:
    """Write RIS."""
    return "\r\n".join(line for one in cited for line in _ris(one))


def _ris(one: Citation) -> list[str]:
    fields = [
        ("TY", "DATA" if one.view else "JOUR"), ("TI", one.title), *(("AU", _family_first(name)) for name in one.authors),
        ("JO", one.publication), ("PY", one.year), ("UR", one.url or one.permalink), ("N1", one.note),
    ]  # fmt: skip
    return [*(f"{tag}  - {' '.join(value.split())}" for tag, value in fields if value), "ER  - ", ""]


def _family_first(name: str) -> str:
    given, _, family = name.rpartition(" ")
    return f"{family}, {given}" if given else family


def to_csl(cited: Iterable[Citation]) -> list[dict[str, Any]]:
    """Give CSL-JSON items."""
    return [_csl(one) for one in cited]


def _csl(one: Citation) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "id": one.key,
        "type": "dataset" if one.view else "article-journal",
        "title": one.title,
        "author": [{"literal": name} for name in one.authors],
        "container-title": one.publication,
        "issued": {"raw": one.published} if one.published else None,
        "URL": one.url or one.permalink,
        "note": one.note or None,
    }
    return {name: value for name, value in fields.items() if value}
