"""Name each line of a page dump: running text, a short line that may be a title, or one of the things around articles.

A line is a paragraph in most dumps; where the text was wrapped at a width, wrapped lines are joined first.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from yalu.model import key_of, squeeze
from yalu.sources.datelines import day_first_of
from yalu.sources.endings import More, cut_more, is_credit_line, is_note, read_more_line
from yalu.sources.metalines import Meta, read_meta
from yalu.sources.phrases import fills_line, straighten, strip_edges
from yalu.sources.words import LINE_KINDS, LineKind, load_words

Kind = Literal["prose", "short", "item", "meta", "more", "credit", "note", "recurring"] | LineKind
HEAD_KINDS: frozenset[Kind] = frozenset({"meta", "credit", "reading", "comments", "share", "permalink"})
"""What may stand between a title and its text."""
TEXT_KINDS: frozenset[Kind] = frozenset({"prose", "note", "credit"})
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_ITEM = re.compile(r"[•·▪●‣*+–—-]\s|\(?\d{1,2}[.)]\s|[ivxIVX]{1,4}[.)]\s|\(?[a-z]\)\s|>\s|\|")
_FULL_STOP = re.compile(r"[.…:;,][\"”’')\]]*$")
_ABBREVIATION = re.compile(r"(?:\b[^\W\d_]\.){2,}[\"”’')\]]*$|\b(?:vs|etc|Jr|Sr|Inc|Ltd|Co|No)\.$")
_INNER_STOP = re.compile(r"[.?!][\"”’')]*\s+[\"“‘'(]?[A-Z]")
_ROW = re.compile(r"\s*[|·•»›>:]\s*|\s+[/–-]\s+")
_SENTENCE = re.compile(r"(?:\S+\s+){11,}\S+[.?!][\"”’')\]]*$")
"""Running text, in which no row of labels is looked for."""
_MENU = frozenset({"navigation", "sidebar", "pagination"})
_LONGEST_SHORT = 160
_MOST_SHORT_WORDS = 24
_LONGEST_LABEL = 320
_RECURRING = 3
"""So many times a short line stands on a page whose template, not an author, put it there."""


@dataclass(slots=True)
class Line:
    """One line, or several that were wrapped, with what it is."""

    number: int
    """Of its first line in the source, from 1."""
    text: str
    """Original characters without the white space around them."""
    gap: bool
    """Whether a blank line stands before it."""
    kind: Kind = "prose"
    soft: bool = False
    """Whether the kind holds only outside the running text."""
    meta: Meta | None = None
    more: More | None = None
    """The link to the rest: of a `more` line, or at the end of a paragraph."""
    cut: str | None = None
    """Of a paragraph with such a link: its text without."""

    @property
    def plain(self) -> str:
        """The text with white space folded."""
        return squeeze(self.text)

    @property
    def key(self) -> str:
        """The text folded for comparison."""
        return key_of(self.text)


def label_lines(text: str) -> list[Line]:
    """Cut a text into lines and name each; blank lines are left out and kept as gaps."""
    lines = _unwrap(_cut(text))
    titles = frozenset(line.key for line in lines if _looks_short(line.plain)) - {""}
    labelled: dict[str, Line] = {}
    for line in lines:
        # Menus and rulers recur in a dump; what a line is depends on nothing but its words here.
        known = labelled.setdefault(line.text, line)
        if known is line:
            _label(line, titles)
        else:
            line.kind, line.soft, line.meta, line.more, line.cut = (
                known.kind,
                known.soft,
                known.meta,
                known.more,
                known.cut,
            )
    _find_menus(lines)
    _find_recurring(lines)
    _settle_dates(lines)
    _find_notes(lines)
    _find_short_teasers(lines)
    return lines


def _cut(text: str) -> list[Line]:
    lines: list[Line] = []
    gap = True
    for number, raw in enumerate(_BREAK.split(text), 1):
        stripped = raw.strip()
        if stripped:
            lines.append(Line(number, stripped, gap))
        gap = not stripped
    return lines


def _unwrap(lines: list[Line]) -> list[Line]:
    """Join lines that were broken at a width; leave dumps alone in which a line is a paragraph."""
    inner = [(line, after) for line, after in itertools.pairwise(lines) if not after.gap]
    lengths = sorted(len(line.text) for line in lines)
    # A few lines may be longer, such as addresses.
    width = lengths[int(len(lengths) * 0.98) - 1] if lengths else 0
    full = [_was_broken(line, after, width) for line, after in inner if len(line.text) > 40]
    if not 40 < width <= 120 or len(full) < 3 or sum(full) < 0.7 * len(full):
        return lines
    joined: list[Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        if last and not line.gap and _was_broken(_tail(last, width), line, width):
            last.text = f"{last.text}\n{line.text}"
        else:
            joined.append(line)
    for line in joined:
        line.text = line.text.replace("\n", " ")
    return joined


def _tail(line: Line, width: int) -> Line:
    return Line(line.number, line.text.rsplit("\n", 1)[-1][-width:], line.gap)


def _was_broken(line: Line, after: Line, width: int) -> bool:
    """Say whether the first word of the next line did not fit into this one."""
    return len(line.text) + 1 + len(after.text.split(" ", 1)[0]) > width


def _looks_short(plain: str) -> bool:
    return len(plain) <= _LONGEST_SHORT and len(plain.split()) <= _MOST_SHORT_WORDS


def _label(line: Line, titles: Collection[str]) -> None:
    plain = line.plain
    if more := read_more_line(plain, titles):
        line.kind, line.more = "more", more
    elif named := _line_kind(plain):
        line.kind, line.soft = named
    elif meta := read_meta(plain):
        line.kind, line.meta = "meta", meta
    elif row := _row_kind(plain):
        line.kind = row
    elif is_credit_line(line.text):
        line.kind = "credit"
    elif found := cut_more(line.text, titles):
        line.kind, (line.cut, line.more) = "prose", found
    else:
        line.kind = _text_kind(plain)


def _line_kind(plain: str) -> tuple[LineKind, bool] | None:
    if len(plain) > _LONGEST_LABEL:
        return None
    straight = straighten(plain)
    edged = strip_edges(straight)
    for (kind, where), pattern in _line_patterns():
        if pattern.fullmatch(edged) or pattern.fullmatch(straight):
            return kind, where == "edge"
    return ("pagination", False) if _is_page_row(plain) else None


@cache
def _line_patterns() -> list[tuple[tuple[LineKind, str], re.Pattern[str]]]:
    """Give the patterns of whole lines in the order in which they are tried."""
    patterns = load_words().lines
    keys = [(kind, where) for where in ("anywhere", "edge") for kind in LINE_KINDS]
    return [(key, patterns[key]) for key in keys if key in patterns]


def _row_kind(plain: str) -> LineKind | None:
    """Name a row of labels: "Home » Archive » Page 1", "Share this: Twitter Facebook Email", "Home | Essays | Ports | About"."""
    if len(plain) > _LONGEST_SHORT or _SENTENCE.search(plain):
        return None
    parts = [part for part in _ROW.split(plain) if part]
    kinds = [_part_kind(part) for part in parts]
    known = [kind for kind in kinds if kind]
    if len(plain.split()) < 2 or not known or len(known) * 2 < len(parts):
        return None
    if len(known) == len(parts):
        return "navigation" if known[0] in _MENU else known[0]
    # A menu has entries of its own beside the usual ones; all are short and set off by the same sign.
    return "navigation" if len(parts) >= 4 and all(len(part.split()) <= 3 for part in parts) else None


def _part_kind(part: str) -> LineKind | None:
    named = _line_kind(part)
    kinds = [_line_kind(word) for word in part.split()] if not named and " " in part else []
    if named:
        return named[0]
    found = {"navigation" if kind[0] in _MENU else kind[0] for kind in kinds if kind}
    return found.pop() if len(found) == 1 and all(kinds) else None


def _is_page_row(plain: str) -> bool:
    """Say whether the line is a row of page numbers: "1 2 3 … 7 Next »"."""
    pattern = load_words().lines["pagination", "anywhere"]
    parts = [part for part in re.split(r"[\s|·]+", plain) if any(char.isalnum() for char in part)]
    numbers = [part for part in parts if part.isdigit() and len(part) <= 3]
    others = [part for part in parts if not part.isdigit()]
    return len(numbers) >= 2 and all(fills_line(pattern, part) or part.casefold() == "page" for part in others)


def _text_kind(plain: str) -> Kind:
    if not any(char.isalpha() for char in plain):
        return "item" if len(plain) <= _LONGEST_SHORT else "prose"
    if _ITEM.match(plain) and _looks_short(plain):
        return "item"
    if not _looks_short(plain) or (_INNER_STOP.search(plain) and plain.endswith((".", "?", "!", "…"))):
        return "prose"
    stopped = bool(_FULL_STOP.search(plain)) and not _ABBREVIATION.search(plain)
    return "prose" if stopped and len(plain.split()) >= 5 else "short"


def _find_menus(lines: Sequence[Line]) -> None:
    """Name the entries of a menu that no word list knows: short lines in a block whose other lines are menu words."""
    for block in _blocks(lines):
        known = sum(line.kind in _MENU for line in block)
        brief = all(line.kind in _MENU or (line.kind == "short" and len(line.plain.split()) <= 3) for line in block)
        if len(block) >= 3 and brief and known >= 0.6 * len(block):
            for line in block:
                line.kind, line.soft = "navigation", False


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Give the runs of lines without a blank line between them."""
    block: list[Line] = []
    for line in lines:
        if line.gap and block:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _find_recurring(lines: Sequence[Line]) -> None:
    # "Notes of the week" over a byline of its own is a title, however often the page has it.
    followed = zip(lines, [*lines[1:], None], strict=False)
    loose = [line for line, after in followed if line.kind == "short" and not (after and after.kind == "meta")]
    counts = Counter(line.key for line in loose)
    for line in loose:
        if counts[line.key] >= _RECURRING:
            line.kind, line.soft = "recurring", True


def _settle_dates(lines: Sequence[Line]) -> None:
    """Read dates in figures alone again once a date of the page shows which number is the day."""
    metas = [line for line in lines if line.meta]
    day_first = day_first_of(date for line in metas if line.meta for date in [*line.meta.dates, *line.meta.changed])
    if day_first is None:
        return
    for line in metas:
        line.meta = read_meta(line.plain, day_first=day_first) or line.meta


def _find_notes(lines: Sequence[Line]) -> None:
    names = sorted({name for line in lines if line.meta and line.meta.strength for name in line.meta.authors})
    for line in lines:
        if line.kind in ("prose", "short") and not line.more and is_note(line.text, names):
            line.kind = "note"


def _find_short_teasers(lines: Sequence[Line]) -> None:
    """Name a short line running text where it stands between the head of an entry and the link to its rest."""
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        if line.kind == "short" and after.kind == "more" and before.kind in HEAD_KINDS:
            line.kind = "prose"
