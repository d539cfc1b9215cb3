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
_LONGEST_RUBRIC = 4
_ENDED: frozenset[Sign] = frozenset(
    {"link to the rest before it", "end of another entry before it", "author note before it"}
)
_NAMED: frozenset[Sign] = frozenset(
    {"byline under it", "names under it", "byline over it", "names over it", "link names it"}
)
_FIRM: frozenset[Sign] = _NAMED | _ENDED | {"terms under it", "counters under it"}
_MARKING: frozenset[Sign] = _FIRM | {"date under it", "date over it"}


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
    kept = [one for one in strong if "link names it" in one.signs or recurring & _marks(one)]
    kept += [one for one in candidates if one not in strong and one.score >= NEARLY and recurring & _marks(one)]
    kept.sort(key=lambda one: one.place)
    if not _only_dated(lines, kept):
        return _with_first(candidates, kept)
    return kept[:1]


def _recurring(candidates: Sequence[Candidate]) -> frozenset[str]:
    """Give the marks that most of these candidates share; before the first of a page no other entry can end."""
    counts = Counter(mark for one in candidates for mark in _marks(one))
    later = sum(not one.region.first for one in candidates)
    return frozenset(
        mark for mark, count in counts.items() if count >= _RECURS * (later if mark == "end" else len(candidates))
    )


def _marks(one: Candidate) -> set[str]:
    """Give the signs of a candidate that a template makes; all ways in which the entry before it ends count as one."""
    return {"end" if sign in _ENDED else sign for sign in one.signs if sign in _MARKING}


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
    ended = [one for one in chosen if _ENDED & set(one.signs)]
    if first is None or first in chosen or not ended or first.place > chosen[0].place:
        return chosen
    # Its own end shows only before the next entry.
    if chosen[0] in ended and len(ended) >= _RECURS * len(chosen):
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
    """Settle which of short lines one under the other is the title: others are a rubric over it and a deck under it.

    The roles are those of the template: they are settled by what stands over most of the titles of the page.
    """
    height = _stack_height(lines, chosen)
    stacks = {one.place: _stack(lines, one, height) for one in chosen}
    tops = [stack[0] for stack in stacks.values() if len(stack) == height + 1]
    rubric = height > 0 and _are_rubrics(lines, tops)
    pairs = [(stack[-2], stack[-1]) for stack in stacks.values() if len(stack) == height + 1 and height > rubric]
    deck = bool(pairs) and _are_decks(lines, pairs) and not any("link names it" in one.signs for one in chosen)
    titles: list[Title] = []
    for one in chosen:
        stack = stacks[one.place]
        full = len(stack) == height + 1
        place = stack[-2] if deck and full else one.place
        kicker = stack[0] if rubric and full and stack[0] != place else None
        titles.append(_title(one, place=place, kicker=kicker))
    return titles


def _title(one: Candidate, *, place: int, kicker: int | None) -> Title:
    start = min([place, *one.lead, *([] if kicker is None else [kicker])])
    deck = one.place if one.place != place else None
    return Title(start, place, one.head.stop, deck, kicker, tuple(one.signs), sureness(one.score))


def _stack(lines: Sequence[Line], one: Candidate, height: int) -> list[int]:
    """Give the places of at most `height` short lines directly over a candidate, and its own."""
    place = one.place
    while place > one.region.start and one.place - place < height and lines[place - 1].kind in ("short", "recurring"):
        place -= 1
    return list(range(place, one.place + 1))


def _stack_height(lines: Sequence[Line], chosen: Sequence[Candidate]) -> int:
    """Give how many short lines stand over most candidates; the first of a page has the head of the page over it."""
    heights = [len(_stack(lines, one, 2)) - 1 for one in chosen if not one.region.first]
    common = max(heights, key=heights.count, default=0)
    return common if heights.count(common) >= max(2, _RECURS * len(heights)) else 0


def _are_rubrics(lines: Sequence[Line], places: Sequence[int]) -> bool:
    """Say whether lines over titles are rubrics: short, and some recur, or stand as categories elsewhere on the page."""
    counts = Counter(lines[place].key for place in places)
    named = {key_of(term) for line in lines if line.meta for term in line.meta.categories}
    brief = all(len(lines[place].plain.split()) <= _LONGEST_RUBRIC for place in places)
    recur = len(counts) > 1 and any(count > 1 for count in counts.values())
    return brief and (recur or set(counts) <= named)


def _are_decks(lines: Sequence[Line], pairs: Sequence[tuple[int, int]]) -> bool:
    """Say whether the lower lines are decks: in most entries longer than the title over them."""
    longer = sum(len(lines[lower].plain) > len(lines[upper].plain) for upper, lower in pairs)
    return longer > 0.5 * len(pairs)
