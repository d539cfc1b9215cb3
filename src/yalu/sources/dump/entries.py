"""Make an article of the lines of one entry; every line is used for a field or dropped under a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from yalu.model import key_of
from yalu.sources.datelines import DateText
from yalu.sources.drafts import Draft
from yalu.sources.dump.choice import Title
from yalu.sources.dump.header import Header
from yalu.sources.dump.lines import Line
from yalu.sources.endings import More, is_cut, part_edges
from yalu.sources.metalines import Meta

_STRENGTHS = (("strong", 0.95), ("plain", 0.9), ("bare", 0.7), ("poster", 0.6))
_ENDS_PAGE = frozenset({"footer", "sidebar", "discussion", "imprint", "pagination"})
_ENDS_ENTRY = frozenset({"more", "comments", "share", "permalink"})


@dataclass(slots=True)
class Entry:
    """An article in the making with the places of the lines it took, and those it dropped by kind."""

    draft: Draft
    used: set[int]
    dropped: Counter[str] = field(default_factory=Counter)
    lost_text: list[int] = field(default_factory=list)
    """Line numbers of running text that was dropped, since it stands behind the end of the entry."""
    doubts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Parts:
    """What the lines of an entry turned out to be."""

    body: list[Line] = field(default_factory=list)
    metas: list[Meta] = field(default_factory=list)
    more: More | None = None
    dropped: Counter[str] = field(default_factory=Counter)
    lost_text: list[int] = field(default_factory=list)


def build_entry(lines: Sequence[Line], title: Title, end: int, header: Header, *, ends_file: bool) -> Entry:
    """Build the article of the lines from `title.start` to `end`; `ends_file` says that nothing follows in the file."""
    around = [place for place in range(title.start, title.body) if place not in (title.place, title.deck, title.kicker)]
    parts = _sort_out(lines, title.body, end)
    head = [meta for place in around if (meta := lines[place].meta)]
    parts.dropped.update(
        lines[place].kind for place in around if not lines[place].meta and lines[place].kind != "credit"
    )
    top = [lines[place].text for place in around if lines[place].kind == "credit"]
    draft = Draft(title=lines[title.place].plain)
    draft.tell("title", ", ".join(title.signs) or "short line over the text", title.sure)
    _fill_metas(draft, [*head, *parts.metas], header)
    if title.deck is not None:
        draft.summary = lines[title.deck].plain
        draft.tell("summary", "short line between title and byline", 0.7)
    if title.kicker is not None:
        draft.categories = (*draft.categories, lines[title.kicker].plain)
    _fill_body(draft, parts, top)
    entry = Entry(draft, set(range(title.start, end)), parts.dropped, parts.lost_text)
    _judge_end(entry, parts, ends_file=ends_file and end == len(lines))
    return entry


def _sort_out(lines: Sequence[Line], start: int, end: int) -> _Parts:
    """Part the lines after a title into body, metas, and what is dropped."""
    parts = _Parts()
    stop = _end_of_text(lines, start, end)
    last = max((place for place in range(start, stop) if lines[place].kind in ("prose", "note")), default=start - 1)
    closed = False
    for place in range(start, end):
        line = lines[place]
        if place >= stop:
            _drop(
                parts,
                line,
                "after the end" if line.kind in ("prose", "note", "short", "item", "meta", "credit") else line.kind,
            )
        elif _is_text(line, inside=place < last, closed=closed):
            parts.body.append(line)
        elif line.kind == "more":
            # A link in the middle of running text is a pointer to another article.
            parts.more = line.more if place > last else parts.more
            parts.dropped["more"] += 1
        elif line.meta and place > last:
            parts.metas.append(line.meta)
        else:
            _drop(parts, line, line.kind)
        closed = closed or (place > last and (line.kind in _ENDS_ENTRY or line.meta is not None))
    return parts


def _is_text(line: Line, *, inside: bool, closed: bool) -> bool:
    """Say whether a line belongs to the body: running text does, and short lines that running text goes on after."""
    if line.kind in ("prose", "note", "credit"):
        return True
    if inside:
        return line.kind in ("short", "item", "meta") or line.soft
    return line.kind in ("short", "item") and not closed


def _end_of_text(lines: Sequence[Line], start: int, end: int) -> int:
    """Give the place from which the lines belong to the page or its readers and no longer to the entry."""
    texts = [place for place in range(start, end) if lines[place].kind in ("prose", "note")]
    for place in range(start, end):
        line = lines[place]
        if line.kind in _ENDS_PAGE and texts and place > texts[0]:
            # A word that may be a subheading ends the page only if no text follows it.
            if not line.soft and line.kind != "imprint":
                return place
            if texts[-1] < place:
                return place
    return end


def _drop(parts: _Parts, line: Line, name: str) -> None:
    parts.dropped[name] += 1
    if line.kind in ("prose", "note"):
        parts.lost_text.append(line.number)


def _fill_metas(draft: Draft, metas: Sequence[Meta], header: Header) -> None:
    draft.evidence += header.evidence
    draft.publication = header.publication
    draft.categories = _joined([header.category] if header.category else [], (meta.categories for meta in metas))
    draft.tags = _joined([header.tag] if header.tag else [], (meta.tags for meta in metas))
    _fill_authors(draft, metas, header)
    _fill_dates(draft, metas)
    if any(meta.categories for meta in metas):
        draft.tell("categories", "line of categories at the article", 0.9)
    if any(meta.tags for meta in metas):
        draft.tell("tags", "line of tags at the article", 0.9)


def _joined(first: Iterable[str], groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
    terms = [*first, *(term for group in groups for term in group)]
    return tuple({key_of(term): term for term in reversed(terms)}[key] for key in dict.fromkeys(map(key_of, terms)))


def _fill_authors(draft: Draft, metas: Sequence[Meta], header: Header) -> None:
    """Take the byline with the strongest opening; the account of the site itself is no author."""
    publication = key_of(draft.publication or "")
    for strength, sure in _STRENGTHS:
        names = next((meta.authors for meta in metas if meta.strength == strength and meta.authors), ())
        if names and key_of(names[0]) != publication:
            draft.authors = names
            draft.tell("authors", f"{strength} byline at the article", sure)
            return
    if header.author:
        draft.authors = (header.author,)


def _fill_dates(draft: Draft, metas: Sequence[Meta]) -> None:
    published = _first_date(date for meta in metas for date in meta.dates)
    modified = _first_date(date for meta in metas for date in meta.changed)
    draft.published, draft.modified = published, modified
    if published:
        draft.tell("published", "date line at the article", 0.7 if published.startswith("[") else 0.95)
    if modified:
        draft.tell("modified", "date of change at the article", 0.95)


def _first_date(dates: Iterable[DateText]) -> str | None:
    return next((date.value for date in dates if date.value), None)


def _fill_body(draft: Draft, parts: _Parts, top: Sequence[str]) -> None:
    texts = [line.text for line in parts.body]
    last = parts.body[-1] if parts.body else None
    if last and last.more and last.cut is not None:
        texts[-1] = last.cut
        parts.more = parts.more or last.more
    edges = part_edges([*top, *texts], draft.authors)
    draft.paragraphs, draft.author_notes, draft.image_credits = edges.body, edges.notes, edges.credits
    if edges.notes:
        draft.tell("author_notes", "paragraph at the end that opens with the author", 0.9)
    if edges.credits:
        draft.tell("image_credits", "words of an image credit", 0.95)


def _judge_end(entry: Entry, parts: _Parts, *, ends_file: bool) -> None:
    """Say whether the article is whole: a link to its rest, dots, or an end in mid-sentence make it a teaser."""
    draft, body = entry.draft, entry.draft.paragraphs
    last = body[-1] if body else ""
    if parts.more:
        draft.complete, draft.continues = False, parts.more.named
        by = "dots in brackets at the end" if parts.more.weak else "link to the rest"
        draft.tell("complete", by, 0.8 if parts.more.weak else 0.98)
    elif last.endswith(("…", "...")) and len(body) <= 2:
        draft.complete = False
        draft.tell("complete", "dots at the end of a short text", 0.6)
    elif ends_file and parts.body and last == parts.body[-1].text and is_cut(last):
        draft.complete = False
        draft.tell("complete", "the source ends in mid-sentence", 0.8)
        entry.doubts.append("the source ends in the middle of this article")
    else:
        draft.tell("complete", "no sign of a cut", 0.6 if len(body) < 2 else 0.9)
