"""An article in the making: what a reader found, field by field, with how it found it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from yalu.model import Article, Evidence, Image, article_id, lay_out, squeeze
from yalu.sources.decoding import tidy_text
from yalu.sources.languages import identify

_SURE_LANGUAGE = 0.7


@dataclass(slots=True, kw_only=True)
class Draft:
    """Fields as `Article` has them, still open; `paragraphs` holds original characters."""

    title: str
    paragraphs: Sequence[str] = ()
    authors: Sequence[str] = ()
    published: str | None = None
    modified: str | None = None
    publication: str | None = None
    categories: Sequence[str] = ()
    tags: Sequence[str] = ()
    language: str | None = None
    complete: bool = True
    continues: str | None = None
    summary: str | None = None
    author_notes: Sequence[str] = ()
    image_credits: Sequence[str] = ()
    url: str | None = None
    references: Sequence[tuple[str, str]] = ()
    captions: Sequence[str] = ()
    images: Sequence[Image] = ()
    licence: str | None = None
    comments: int | None = None
    evidence: list[Evidence] = field(default_factory=list)

    def tell(self, name: str, by: str, sure: float) -> None:
        """Record how a field was found; a later word on the same field takes the place of an earlier one."""
        self.evidence = [one for one in self.evidence if one.field != name]
        rounded = 1.0 if sure >= 1 else min(0.99, round(sure, 2))
        self.evidence.append(Evidence(field=name, by=by, sure=rounded))


def finish(draft: Draft, *, source: str) -> Article:
    """Make the article: white space folded in titles, names and notes, kept in the text; the id from what was read alone."""
    text, paragraphs = lay_out([_fit(paragraph.strip()) for paragraph in draft.paragraphs])
    _settle_language(draft, text)
    title, authors = _plain(draft.title) or "", _tidy(draft.authors)
    publication, url = _plain(draft.publication), _plain(draft.url)
    return Article(
        id=article_id(title=title, authors=authors, publication=publication, url=url, published=draft.published),
        title=title,
        text=text,
        paragraphs=paragraphs,
        authors=authors,
        published=draft.published,
        modified=draft.modified,
        publication=publication,
        categories=_tidy(draft.categories),
        tags=_tidy(draft.tags),
        language=draft.language or "en",
        complete=draft.complete,
        continues=_plain(draft.continues),
        summary=_plain(draft.summary),
        author_notes=_tidy(draft.author_notes),
        image_credits=_tidy(draft.image_credits),
        url=url,
        references=tuple((_plain(fact) or "", _plain(citation) or "") for fact, citation in draft.references),
        captions=_tidy(draft.captions),
        images=tuple(dict.fromkeys(draft.images)),
        licence=_plain(draft.licence),
        comments=draft.comments,
        source=source,
        evidence=tuple(draft.evidence),
    )


def _settle_language(draft: Draft, text: str) -> None:
    """Let the words decide against a page whose theme, not its text, names a language; a person's word stands."""
    if any(one.field == "language" and one.sure == 1 for one in draft.evidence):
        return
    found = identify(text)
    if found and found.sure >= _SURE_LANGUAGE and found.language != (draft.language or "en"):
        draft.language = found.language
        draft.tell("language", "words of the text", found.sure)


def _fit(text: str) -> str:
    """Replace what no archive can hold; formats that escape characters can hold it where their bytes were clean."""
    return text if text.isascii() and "\x00" not in text else tidy_text(text)[0]


def _plain(text: str | None) -> str | None:
    return squeeze(_fit(text)) or None if text else None


def _tidy(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in map(_plain, texts) if text))
