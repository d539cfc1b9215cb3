"""Put paragraphs into an article in the making: take off byline, link to the rest, notes and credits first."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from yalu.errors import Place, UnknownFormat
from yalu.model import key_of, squeeze
from yalu.sources.drafts import Draft
from yalu.sources.endings import cut_more, part_edges, read_more_line
from yalu.sources.metalines import read_byline

_LONGEST_BYLINE = 160
_MANY = 5_000
_SCRAP = 20
"""Characters a line, blank lines and line ends counted, that a long text has at least."""
_BLANK = re.compile(r"\n\s*\n")


def fill_text(draft: Draft, paragraphs: Sequence[str], *, given: Collection[str] = ()) -> None:
    """Fill text, notes, credits and, unless `given`, authors and completeness from the paragraphs of one article."""
    texts = [text for text in paragraphs if text.strip()]
    texts = _take_byline(draft, texts, given)
    texts = _take_more(draft, texts, given)
    edges = part_edges(texts, draft.authors)
    draft.paragraphs = edges.body
    for name, found in (("author_notes", edges.notes), ("image_credits", edges.credits)):
        if found:
            setattr(draft, name, tuple(dict.fromkeys((*getattr(draft, name), *found))))
            if name not in given:
                draft.tell(name, "words at the edge of the text", 0.9)
    if "complete" not in given and draft.complete:
        draft.tell("complete", "no sign of a cut", 0.9)


def refuse_scraps(text: str, path: str) -> None:
    """Refuse a list of thousands of words or numbers: each line takes its time, and there is no article in it.

    Raises UnknownFormat.
    """
    lines = text.count("\n") + text.count("\r")
    if lines > _MANY and len(text) < _SCRAP * lines:
        told = f"its {lines} lines are too short for running text: {len(text) / lines:.0f} characters on average"
        raise UnknownFormat(told, place=Place(path), remedy="Give a text with its paragraphs, or a table as CSV.")


def paragraphs_of_text(text: str) -> list[str]:
    """Cut a plain text at its blank lines or, where it has none, at its line ends."""
    text = text.replace("\r\n", "\n")
    parts = _BLANK.split(text) if _BLANK.search(text) else text.split("\n")
    return [" ".join(part.split("\n")).strip() for part in parts if part.strip()]


def _take_byline(draft: Draft, texts: list[str], given: Collection[str]) -> list[str]:
    """Take a byline off the head of the text: "Written by" there names the author better than the account of the site."""
    for place, text in enumerate(texts[:3]):
        if key_of(text) == key_of(draft.title) and len(texts) > 1:
            continue
        meta = read_byline(text) if len(text) <= _LONGEST_BYLINE else None
        if meta is None or len(texts) == 1:
            return texts[place:] if place and key_of(texts[0]) == key_of(draft.title) else texts
        if meta.authors and ("authors" not in given or meta.strength == "strong"):
            draft.authors = meta.authors
            draft.tell("authors", f"line {squeeze(text)!r} at the head of the text", 0.9)
        if meta.dates and not draft.published and meta.dates[0].value:
            draft.published = meta.dates[0].value
            draft.tell("published", f"line {squeeze(text)!r} at the head of the text", 0.9)
        return texts[place + 1 :]
    return texts


def _take_more(draft: Draft, texts: list[str], given: Collection[str]) -> list[str]:
    """Take a link to the rest off the end of the text; it makes the article a teaser."""
    if not texts:
        return texts
    titles = {key_of(draft.title)}
    more, rest = (read_more_line(texts[-1], titles), texts[:-1]) if len(texts) > 1 else (None, texts)
    if more is None and (found := cut_more(texts[-1], titles)):
        rest, more = [*texts[:-1], found[0]], found[1]
    if more is None:
        return texts
    if "complete" not in given:
        draft.complete, draft.continues = False, more.named
        draft.tell(
            "complete", "dots in brackets at the end" if more.weak else "link to the rest", 0.8 if more.weak else 0.98
        )
    return rest
