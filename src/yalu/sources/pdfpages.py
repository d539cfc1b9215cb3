"""Lines of a PDF in reading order: columns one after the other, running heads and page numbers off, footnotes apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from pypdfium2 import PdfDocument, PdfPage

_MARGIN = 0.12
"""Share of the height of a page, at its top and at its foot, in which running heads and page numbers stand."""
_RECURS = 0.3
_SMALL = 0.88
_DIGITS = re.compile(r"\d+")
_NOTE = re.compile(r"(?:\[?\d{1,3}\]?|[*†‡])[.)]?\s+\S")
_PAGE_NUMBER = re.compile(r"(?:page\s+)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|of)\s*\d{1,4})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfLine:
    """One line of one column, in points from the lower left corner of its page."""

    page: int
    text: str
    left: float
    right: float
    bottom: float
    top: float
    column: tuple[float, float]
    """Left and right edge of the column it stands in."""

    @property
    def height(self) -> float:
        """Height of its letters, which tells headings and notes from running text."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class PdfText:
    """What the pages of a PDF hold."""

    lines: tuple[PdfLine, ...]
    notes: tuple[str, ...]
    empty: tuple[int, ...]
    """Numbers, from 1, of the pages that hold no text."""
    height: float
    """Height of a line of running text."""


def read_pages(document: PdfDocument) -> PdfText:
    """Read all pages; raises PdfiumError for a page that is broken."""
    pages = [_read_page(document[number], number) for number in range(len(document))]
    empty = tuple(number for number, (_, lines) in enumerate(pages, 1) if not lines)
    recurring = _recurring(pages)
    body = [line for height, lines in pages for line in lines if not _is_running(line, height, recurring)]
    height = median(line.height for line in body) if body else 0.0
    noted = list(_notes(body, height))
    marked = {id(line) for note in noted for line in note}
    kept = tuple(line for line in body if id(line) not in marked)
    return PdfText(kept, tuple(" ".join(line.text for line in note) for note in noted), empty, height)


def _read_page(page: PdfPage, number: int) -> tuple[float, list[PdfLine]]:
    text = page.get_textpage()
    pieces: list[PdfLine] = []
    for place in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(place)
        # Pdfium writes a hyphen at the end of a line as U+0002.
        words = " ".join(text.get_text_bounded(left, bottom, right, top).replace("\x02", "-").split())
        if words:
            one = PdfLine(page=number, text=words, left=left, right=right, bottom=bottom, top=top, column=(0, 0))
            _join(pieces, one)
    return page.get_height(), _in_order(pieces, page.get_width())


def _join(pieces: list[PdfLine], one: PdfLine) -> None:
    """Add a piece to the line before it where it goes on in the same line: words in italics are pieces of their own."""
    last = pieces[-1] if pieces else None
    if last is None:
        pieces.append(one)
        return
    level = min(last.top, one.top) - max(last.bottom, one.bottom) > 0.5 * min(last.height, one.height)
    near = -1 <= one.left - last.right < max(last.height, one.height)
    if not (level and near):
        pieces.append(one)
        return
    gap = " " if one.left - last.right > 0.1 * one.height else ""
    top, bottom = max(last.top, one.top), min(last.bottom, one.bottom)
    pieces[-1] = replace(last, text=f"{last.text}{gap}{one.text}", right=one.right, top=top, bottom=bottom)


def _in_order(lines: list[PdfLine], width: float) -> list[PdfLine]:
    """Put the lines of a page in reading order: between lines of full width the left column comes before the right."""
    middle = width / 2
    left = [line for line in lines if line.right < middle + 5]
    right = [line for line in lines if line.left > middle - 5]
    ranked = sorted(lines, key=lambda line: -line.top)
    if min(len(left), len(right)) < 3 or len(left) + len(right) < 0.6 * len(lines):
        return [replace(line, column=_edges(lines)) for line in ranked]
    columns = _edges(left), _edges(right)
    ordered: list[PdfLine] = []
    band: tuple[list[PdfLine], list[PdfLine]] = ([], [])
    for line in ranked:
        side = 0 if line.right < middle + 5 else 1 if line.left > middle - 5 else None
        if side is None:
            ordered += [*band[0], *band[1], replace(line, column=(columns[0][0], columns[1][1]))]
            band = ([], [])
        else:
            band[side].append(replace(line, column=columns[side]))
    return [*ordered, *band[0], *band[1]]


def _edges(lines: Sequence[PdfLine]) -> tuple[float, float]:
    return (min((line.left for line in lines), default=0.0), max((line.right for line in lines), default=0.0))


def _in_margin(line: PdfLine, height: float) -> bool:
    return line.bottom > (1 - _MARGIN) * height or line.top < _MARGIN * height


def _recurring(pages: Sequence[tuple[float, list[PdfLine]]]) -> frozenset[str]:
    """Give the texts, without numbers, that stand in the margins of several pages."""
    seen = [{_DIGITS.sub("", line.text) for line in lines if _in_margin(line, height)} for height, lines in pages]
    counts = Counter(text for page in seen for text in page)
    return frozenset(text for text, count in counts.items() if count >= max(2, _RECURS * len(pages)))


def _is_running(line: PdfLine, height: float, recurring: frozenset[str]) -> bool:
    if not _in_margin(line, height):
        return False
    return _DIGITS.sub("", line.text) in recurring or bool(_PAGE_NUMBER.fullmatch(line.text))


def _notes(lines: Sequence[PdfLine], height: float) -> Iterator[list[PdfLine]]:
    """Give the footnotes: small lines under the text of a page or column, the first with a number."""
    note: list[PdfLine] = []
    for line in lines:
        small = line.height < _SMALL * height
        if small and _NOTE.match(line.text):
            if note:
                yield note
            note = [line]
        elif small and note and note[-1].page == line.page:
            note.append(line)
        else:
            if note:
                yield note
            note = []
    if note:
        yield note
