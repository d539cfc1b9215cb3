"""An article and the source it was read from."""

from __future__ import annotations

from dataclasses import dataclass

from yalu.model.fold import fold
from yalu.model.ids import hash_text, key_of, make_id
from yalu.model.image import Image
from yalu.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where articles were read from, kept with the hash of its bytes."""

    id: str
    """`src_` and a hash of the bytes: the same bytes under another name are the same source."""
    path: str
    """The name it was read under, as given by the user."""
    sha256: str
    size: int
    """Bytes."""
    reader: str
    """Name of the reader that took it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """How a reader found one field of an article, and how sure it is."""

    field: str
    by: str
    """The rule or place that decided, in words: "line 'Written by' under the title"."""
    sure: float
    """0 to 1; 1 only where the format itself names the field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One signed analysis. Offsets of every mention and statement point into `text`."""

    id: str
    title: str
    text: str
    """The body with its original characters: paragraphs joined by one blank line, without title, byline and notes."""
    paragraphs: tuple[Span, ...]
    authors: tuple[str, ...] = ()
    published: str | None = None
    """EDTF; None when the source does not say."""
    modified: str | None = None
    publication: str | None = None
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    language: str = "en"
    """ISO 639-1."""
    complete: bool = True
    """False for a teaser."""
    continues: str | None = None
    """Of a teaser: the title or address that its "continue reading" names."""
    summary: str | None = None
    author_notes: tuple[str, ...] = ()
    image_credits: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    """Of pictures, where they are more than a credit."""
    images: tuple[Image, ...] = ()
    """As the source shows them; the first is the lead."""
    url: str | None = None
    references: tuple[tuple[str, str], ...] = ()
    """(fact, citation) pairs that the source itself lists; footnotes have no fact."""
    licence: str | None = None
    """Address or name of the licence that the source states."""
    comments: int | None = None
    """How many readers' comments the source had; None where it does not say."""
    source: str = ""
    """Id of the Source."""
    evidence: tuple[Evidence, ...] = ()

    @property
    def reading_text(self) -> str:
        """The text with odd white space folded; same length, same offsets."""
        return fold(self.text)

    @property
    def version(self) -> str:
        """Hash of everything that a reader can see; another value means the article was changed."""
        shown = (f"{one.address}\x1f{one.alt}\x1f{one.caption}\x1f{one.credit}\x1f{one.sha256}" for one in self.images)
        lists = (self.authors, self.author_notes, self.image_credits, self.categories, self.tags, *self.references)
        return make_id(
            "ver", self.id, self.title, hash_text(self.text), self.published, self.modified, self.publication, self.url,
            self.language, self.complete, self.continues, self.summary, *("\x1e".join(items) for items in lists),
            # Only where they are there: so the versions of articles without them are what they were before. The number
            # of comments is no part of what the author says.
            *(["licence", self.licence] if self.licence else []), *(["captions", *self.captions] if self.captions else []),
            *(["images", *shown] if self.images else []),
        )  # fmt: skip


def article_id(
    *, title: str, authors: tuple[str, ...], publication: str | None, url: str | None, published: str | None
) -> str:
    """Give the id of an article from what its source itself says; sidecars and decisions never change it.

    A canonical url names an article alone; without one publication, title, authors and date do. A teaser and its whole
    have the same title and byline, so they are versions of one article.
    """
    if url:
        return make_id("art", url.rstrip("/"))
    return make_id("art", key_of(publication or ""), key_of(title), *(key_of(name) for name in authors), published)


def lay_out(paragraphs: list[str]) -> tuple[str, tuple[Span, ...]]:
    """Join paragraphs by a blank line and give the text with the span of each; empty paragraphs are left out."""
    spans: list[Span] = []
    position = 0
    kept = [paragraph for paragraph in paragraphs if paragraph.strip()]
    for paragraph in kept:
        spans.append(Span(position, position + len(paragraph)))
        position += len(paragraph) + 2
    return "\n\n".join(kept), tuple(spans)
