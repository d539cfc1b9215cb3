"""Choose the lines that open the entries of a page, or decline to split it.

A wrong split is worse than none. So a line must carry enough signs by itself, the signs must recur over the page as those of
one template do, and the page as a whole must be sure enough; otherwise it is one article, and the reader says why.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from yalu.model import key_of
from yalu.sources.datelines import DateText
from yalu.sources.dump.lines import Line
from yalu.sources.dump.signs import Candidate, Sign, find_regions, mark_bare_names, weigh

ENOUGH = 3.0
"""Score from which a line opens an entry: one strong sign, or two that come together."""
NEARLY = 2.0
"""Score from which it does so when the sign is one that recurs over the page."""
SURE = 0.6
"""How sure a split must be on the whole; below it the page stays one article."""
_RECURS = 0.6
_MARKING: frozenset[Sign] = frozenset(
    {"byline under it", "names under it", "date under it", "terms under it", "counters under it", "byline over it", "names over it",
     "date over it", "link names it", "end of another entry before it", "author note before it"}
)  # fmt: skip
_FIRM: frozenset[Sign] = frozenset(
    {"byline under it", "names under it", "byline over it", "names over it", "link names it", "end of another entry before it", "author note before it"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Title:
    """The opening of an entry: places of its lines in the page."""

    start: int
    """First line of the entry: its title, or what stands over it."""
    place: int
    body: int
    """First line after the title and what stands under it."""
    deck: int | None
    """A short summary between title and byline."""
    kicker: int | None
    """A rubric over the title."""
    signs: tuple[Sign, ...]
    sure: float


@dataclass(frozen=True, slots=True)
class Choice:
    """The titles of a page in order, how sure they are together, and what spoke against a split."""

    titles: tuple[Title, ...]
    sure: float
    doubt: str = ""


def choose_titles(lines: Sequence[Line]) -> Choice:
    """Choose the titles of a page; several only if that is sure. Empty when no line can be told to be a title."""
    regions = find_regions(lines)
    mark_bare_names(lines, regions)
    candidates = weigh(lines, regions)
    chosen = _accept(lines, candidates)
    if len(chosen) < 2:
        return _choose_one(lines, candidates, chosen)
    titles = _with_neighbours(lines, chosen)
    sure = sum(title.sure for title in titles) / len(titles)
    if sure < SURE:
        return _choose_one(
            lines, candidates, [], doubt=f"{len(titles)} lines may be titles, but that is not sure enough ({sure:.2f})"
        )
    return Choice(tuple(titles), sure)


def sureness(score: float) -> float:
    """Turn a sum of weights into a share of 1: .63 at the threshold, .95 for a link and a byline together."""
    return max(0.05, 1 - exp(-score / 3))


def _accept(lines: Sequence[Line], candidates: Sequence[Candidate]) -> list[Candidate]:
    strong = [one for one in candidates if one.score >= ENOUGH]
    recurring = _recurring(strong)
    kept = [one for one in strong if "link names it" in one.signs or recurring & set(one.signs)]
    kept += [one for one in candidates if one not in strong and one.score >= NEARLY and recurring & set(one.signs)]
    kept.sort(key=lambda one: one.place)
    if not _only_dated(lines, kept):
        return _with_first(candidates, kept)
    return kept[:1]


def _recurring(candidates: Sequence[Candidate]) -> frozenset[Sign]:
    """Give the signs that most of these candidates share."""
    counts = Counter(sign for one in candidates for sign in set(one.signs) & _MARKING)
    return frozenset(sign for sign, count in counts.items() if count >= _RECURS * len(candidates))


def _only_dated(lines: Sequence[Line], chosen: Sequence[Candidate]) -> bool:
    """Say whether nothing but dates speaks for a split, and the dates run as those of a chronology do.

    Archive pages go from new to old. Dated headings inside one essay go from old to new, or only the first has a byline.
    """
    firm = [bool(_FIRM & set(one.signs)) for one in chosen]
    if len(chosen) < 2 or any(firm[1:]):
        return False
    dates = [date.value for one in chosen for date in _dates_of(lines, one) if date.value and date.value[0].isdigit()]
    falling = len(dates) >= 3 and all(later >= earlier for later, earlier in itertools.pairwise(dates))
    return firm[0] or not falling


def _dates_of(lines: Sequence[Line], candidate: Candidate) -> list[DateText]:
    metas = [lines[place].meta for place in (*candidate.lead, *candidate.head)]
    return next((meta.dates for meta in metas if meta and meta.dates), [])[:1]


def _with_first(candidates: Sequence[Candidate], chosen: list[Candidate]) -> list[Candidate]:
    """Add the first entry of a page whose entries are told apart by how they end: nothing ends before the first."""
    first = next((one for one in candidates if one.region.first), None)
    ended = [one for one in chosen if "end of another entry before it" in one.signs]
    if first is None or first in chosen or not ended or first.place > chosen[0].place:
        return chosen
    # Its own end shows only before the next entry.
    following = next((one for one in candidates if one.place > first.place), None)
    if (
        following is chosen[0]
        and "end of another entry before it" in following.signs
        and len(ended) >= _RECURS * len(chosen)
    ):
        first.signs.append("end of another entry before it")
        return [first, *chosen]
    return chosen


def _choose_one(
    lines: Sequence[Line], candidates: Sequence[Candidate], chosen: Sequence[Candidate], doubt: str = ""
) -> Choice:
    """Take the page as one article: its best title is the chosen one or, failing that, the line over the first text."""
    first = [one for one in candidates if one.region.first]
    best = list(chosen[:1]) or [one for one in candidates if doubt and one.score >= ENOUGH][:1] or first[:1]
    if not best:
        return Choice((), 0.0, doubt or "no line can be told to be a title")
    (title,) = _with_neighbours(lines, best)
    others = len(candidates) - 1
    if not doubt and not chosen and others:
        doubt = f"{others + 1} lines may be titles, but nothing but their shortness says so"
    return Choice((title,), title.sure, doubt)


def _with_neighbours(lines: Sequence[Line], chosen: Sequence[Candidate]) -> list[Title]:
    """Settle which of two short lines, one under the other, is the title: the other is a rubric over it or a deck under it."""
    over = {one.place: _short_over(lines, one) for one in chosen}
    regular = sum(place is not None for place in over.values()) >= max(2, _RECURS * len(chosen))
    rubrics = _rubrics(lines, [place for place in over.values() if place is not None])
    titles: list[Title] = []
    for one in chosen:
        upper = over[one.place]
        if upper is None or not (regular or one.region.first):
            titles.append(_title(one, kicker=None, deck=None))
        elif lines[upper].key in rubrics:
            titles.append(_title(one, kicker=upper, deck=None))
        elif regular and "link names it" not in one.signs and _is_deck(lines[one.place], lines[upper]):
            titles.append(_title(one, kicker=None, deck=one.place, place=upper))
        else:
            titles.append(_title(one, kicker=None, deck=None))
    return titles


def _title(one: Candidate, *, kicker: int | None, deck: int | None, place: int | None = None) -> Title:
    place = one.place if place is None else place
    start = min(place, one.lead.start if one.lead else place, kicker if kicker is not None else place)
    return Title(start, place, one.head.stop, deck, kicker, tuple(one.signs), sureness(one.score))


def _short_over(lines: Sequence[Line], one: Candidate) -> int | None:
    place = one.place - 1
    return place if place >= one.region.start and lines[place].kind in ("short", "recurring") else None


def _rubrics(lines: Sequence[Line], places: Sequence[int]) -> set[str]:
    """Give the keys of upper lines that are rubrics: some recur but not all are one, or they stand as categories elsewhere."""
    counts = Counter(lines[place].key for place in places)
    named = {key_of(term) for line in lines if line.meta for term in line.meta.categories}
    several = len(counts) > 1 and any(count > 1 for count in counts.values())
    return {key for key in counts if several or key in named}


def _is_deck(lower: Line, upper: Line) -> bool:
    """Say whether the lower of two lines is a deck: longer than a title, in sentence case."""
    return len(lower.plain) > 1.2 * len(upper.plain)
