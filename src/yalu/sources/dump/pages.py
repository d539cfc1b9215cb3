"""Split a page dump into entries: label its lines, choose titles, build an article of each, count what is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from yalu.sources.dump.choice import choose_titles
from yalu.sources.dump.entries import Entry, build_entry
from yalu.sources.dump.header import Header, read_header
from yalu.sources.dump.lines import Line, label_lines

_FOOT = frozenset({"footer", "imprint"})
_HEADING = frozenset({"navigation", "sidebar"})


@dataclass(slots=True)
class Page:
    """One page of a dump with its entries; a file may hold several pages."""

    first_line: int
    entries: list[Entry]
    sure: float
    doubt: str
    dropped: Counter[str] = field(default_factory=Counter)
    """Lines that went into no article, by what they are."""
    lost_text: list[int] = field(default_factory=list)
    """Line numbers of running text among them."""
    empty_titles: list[int] = field(default_factory=list)
    """Line numbers of titles without any text, which give no article."""


def split_pages(text: str) -> list[Page]:
    """Split a text into its pages and entries; a page without any title has no entries and says why in `doubt`."""
    lines = label_lines(text)
    cuts = _page_cuts(lines)
    return [
        _read_page(lines[start:end], ends_file=end == len(lines))
        for start, end in zip(cuts, [*cuts[1:], len(lines)], strict=True)
    ]


def _page_cuts(lines: Sequence[Line]) -> list[int]:
    """Give the places at which a page begins: behind the foot of one, where the head of another stands."""
    begins = (
        place
        for place in range(1, len(lines))
        if lines[place].kind not in _FOOT and _ends_page(lines, place - 1) and _is_page(lines, place)
    )
    return [0, *begins]


def _ends_page(lines: Sequence[Line], place: int) -> bool:
    """Say whether a foot of several lines or of one unmistakable line ends at `place`."""
    while place >= 0 and lines[place].kind in _FOOT:
        if not lines[place].soft:
            return True
        place -= 1
    return False


def _is_page(lines: Sequence[Line], start: int) -> bool:
    """Say whether the lines from `start` open a page of its own: a menu or two short lines, and then text."""
    text = next((place for place in range(start, len(lines)) if lines[place].kind in ("prose", "note")), None)
    if text is None:
        return False
    kinds = [line.kind for line in lines[start:text]]
    menu = kinds[:1] and kinds[0] in _HEADING
    return bool((kinds.count("short") >= 2 and (menu or kinds.count("meta"))) or (menu and kinds.count("short") >= 1))


def _read_page(lines: Sequence[Line], *, ends_file: bool) -> Page:
    choice = choose_titles(lines)
    page = Page(lines[0].number if lines else 1, [], choice.sure, choice.doubt)
    titles = list(choice.titles)
    if not titles:
        page.dropped.update(line.kind for line in lines)
        return page
    start = titles[0].start
    header = read_header(lines, 0, start, foot=lines[titles[-1].body :])
    _count_head(page, lines[:start], header)
    for title, following in zip(titles, [*titles[1:], None], strict=True):
        end = following.start if following else len(lines)
        _add_entry(page, build_entry(lines, title, end, header, ends_file=ends_file), lines[title.place])
    return page


def _count_head(page: Page, lines: Sequence[Line], header: Header) -> None:
    for place, line in enumerate(lines):
        if place not in header.used:
            page.dropped["head of the page" if line.kind in ("short", "item", "meta", "credit") else line.kind] += 1
            if line.kind in ("prose", "note"):
                page.lost_text.append(line.number)


def _add_entry(page: Page, entry: Entry, title: Line) -> None:
    page.dropped.update(entry.dropped)
    page.lost_text += entry.lost_text
    if any(paragraph.strip() for paragraph in entry.draft.paragraphs):
        page.entries.append(entry)
    else:
        page.empty_titles.append(title.number)
