"""Read reports in PDF: paragraphs over columns and pages, title and authors of the first page, footnotes as references."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pypdfium2 import PdfDocument, PdfiumError

from yalu.errors import BrokenSource, Place
from yalu.model import Article, Issue, key_of, squeeze
from yalu.sources.drafts import Draft, finish
from yalu.sources.loading import Head, Loaded
from yalu.sources.metalines import read_meta
from yalu.sources.names import split_names
from yalu.sources.pdfpages import PdfLine, PdfText, read_pages
from yalu.sources.reports import report
from yalu.sources.texts import fill_text
from yalu.sources.words import load_words

_LARGER = 1.15
_LONGEST_TITLE = 250
_HEAD_LINES = 12
_END = re.compile(r"[.!?:][”’\"')\]]*(?:\d{1,3})?$")
_HYPHEN = re.compile("(?<=\\w)[-\u00ad\u2010\ufffe]$")
_OFFICE_TITLE = re.compile(r"\.(?:docx?|indd|pdf|tex|qxd|pages)$|^(?:untitled|microsoft word)", re.IGNORECASE)


class PdfReader:
    """Reads a PDF with text in it."""

    name = "PDF"

    def sniff(self, head: Head) -> float:
        """Look for the version line near the beginning."""
        return 0.99 if b"%PDF-" in head.data[:1024] else 0.0

    def read(self, loaded: Loaded) -> Iterator[Article | Issue]:
        """Give the article; raise BrokenSource for a file that is broken or locked, or has pictures of pages only."""
        path = loaded.source.path
        try:
            document = PdfDocument(loaded.data)
            text, facts = read_pages(document), document.get_metadata_dict()
            document.close()
        except PdfiumError as error:
            told = f"the PDF cannot be opened: {error}"
            raise BrokenSource(told, place=Place(path), remedy="Save it again, without a password.") from error
        if not text.lines:
            told = f"its {len(text.empty)} pages hold pictures and no text"
            raise BrokenSource(told, place=Place(path), remedy="Put it through text recognition (OCR) first.")
        draft = _draft(text, facts)
        if not draft.title or not draft.paragraphs:
            raise BrokenSource("no title over a text was found in it", place=Place(path), remedy="Give it as Markdown.")
        yield finish(draft, source=loaded.source.id)
        if text.empty:
            told = f"{len(text.empty)} pages hold no text: {', '.join(map(str, text.empty[:8]))}"
            yield report("warning", told, path=path, remedy="Put them through text recognition (OCR).")


def _draft(text: PdfText, facts: dict[str, str]) -> Draft:
    title, body = _split_title(text, facts.get("Title", ""))
    draft = Draft(title=title[0])
    draft.tell("title", title[1], title[2])
    body = _take_head(draft, body, facts.get("Author", ""))
    fill_text(draft, _paragraphs(body, text), given={"authors"} if draft.authors else set())
    draft.references = tuple(("", note) for note in text.notes)
    if text.notes:
        draft.tell("references", "small lines with a number under the text", 0.8)
    return draft


def _split_title(text: PdfText, stated: str) -> tuple[tuple[str, str, float], list[PdfLine]]:
    """Give the title, how it was found and how sure, and the lines without it."""
    lines = list(text.lines)
    first = [line for line in lines if line.page == lines[0].page]
    size = max(line.height for line in first)
    large = [line for line in first if line.height > 0.9 * size and line.height >= _LARGER * text.height]
    shown = squeeze(" ".join(line.text for line in large))
    stated = "" if _OFFICE_TITLE.search(stated.strip()) else squeeze(stated)
    if shown and len(shown) <= _LONGEST_TITLE:
        agreed = bool(stated) and key_of(stated) == key_of(shown)
        by = "largest letters of the first page" + (", and the metadata agree" if agreed else "")
        return (shown, by, 0.97 if agreed else 0.8), [line for line in lines if line not in large]
    opening = squeeze(" ".join(line.text for line in lines[:4]))
    if stated and key_of(opening).startswith(key_of(stated)):
        count = next(n for n in range(1, 5) if len(" ".join(line.text for line in lines[:n])) >= len(stated) - 2)
        return (stated, "metadata, and the first lines agree", 0.95), lines[count:]
    if stated:
        return (stated, "metadata", 0.6), lines
    return (squeeze(lines[0].text) if len(lines[0].text) <= _LONGEST_TITLE else "", "first line", 0.4), lines[1:]


def _take_head(draft: Draft, lines: list[PdfLine], stated: str) -> list[PdfLine]:
    """Take bylines and dates off the lines around the title; names alone are authors only if the metadata agree."""
    kept: list[PdfLine] = []
    known = {key_of(name) for name in split_names(stated.replace("\x00", ""), load_words(), fewest_words=2)}
    for place, line in enumerate(lines):
        meta = read_meta(line.text) if place < _HEAD_LINES else None
        names = split_names(line.text, load_words(), fewest_words=2) if place < _HEAD_LINES and known else ()
        if meta and meta.strength in ("strong", "plain") and meta.authors and not draft.authors:
            draft.authors = meta.authors
            draft.tell("authors", "byline of the first page", 0.9)
        elif known & {key_of(name) for name in names} and not draft.authors:
            draft.authors = names
            draft.tell("authors", "names of the first page, and the metadata agree", 0.9)
        elif not (meta and meta.dates):
            kept.append(line)
        if meta and meta.dates and meta.dates[0].value and not draft.published:
            draft.published = meta.dates[0].value
            draft.tell("published", "date line of the first page", 0.85)
    return kept


def _paragraphs(lines: Sequence[PdfLine], text: PdfText) -> list[str]:
    """Join lines into paragraphs, over columns and pages too, and words that a hyphen cuts."""
    if not lines:
        return []
    words = " ".join(line.text for line in lines)
    leading = _leading(lines)
    paragraphs = [lines[0].text]
    for before, line in pairwise(lines):
        if _opens(before, line, leading, text.height):
            paragraphs.append(line.text)
        else:
            paragraphs[-1] = _join(paragraphs[-1], line.text, words)
    return paragraphs


def _leading(lines: Sequence[PdfLine]) -> float:
    steps = sorted(before.bottom - line.bottom for before, line in pairwise(lines) if _follows(before, line))
    return steps[len(steps) // 2] if steps else 0.0


def _follows(before: PdfLine, line: PdfLine) -> bool:
    return before.page == line.page and before.column == line.column and before.bottom > line.bottom


def _opens(before: PdfLine, line: PdfLine, leading: float, height: float) -> bool:
    """Say whether a line opens a paragraph: after a gap or a short last line, indented, or of other letters."""
    if abs(before.height - line.height) > 0.2 * height and max(before.height, line.height) > _LARGER * height:
        return True
    ended = bool(_END.search(before.text))
    if not _follows(before, line):
        return ended and not line.text[:1].islower()
    width = before.column[1] - before.column[0]
    short = before.right < before.column[1] - 0.15 * width
    indented = line.left > line.column[0] + 0.6 * height and before.left < line.left - 0.4 * height
    return before.bottom - line.bottom > 1.35 * leading or (ended and short) or (indented and ended)


def _join(one: str, other: str, words: str) -> str:
    """Join two lines; a hyphen at the end goes unless the document writes the word with it elsewhere."""
    if not _HYPHEN.search(one):
        return f"{one} {other}"
    if not other[:1].islower():
        return f"{one}{other}"
    head, tail = one[:-1], other.split(" ", 1)[0].strip(".,;:!?”’)")
    stem = re.split(r"\s", head)[-1]
    return f"{head}-{other}" if f"{stem}-{tail}" in words else f"{head}{other}"
