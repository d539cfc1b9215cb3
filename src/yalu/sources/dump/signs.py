"""Weigh the signs that a line is the title of an entry.

Paragraphs cut a page into regions; a region holds what ends one entry and opens the next, and at most one title. Whether a
byline or date between two paragraphs closes the one above or opens the one below is settled once for the whole page, since
one template made all its entries.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from yalu.sources.dump.lines import HEAD_KINDS, Line
from yalu.sources.metalines import Meta
from yalu.sources.names import split_names
from yalu.sources.words import load_words

Sign = Literal[
    "byline under it", "names under it", "date under it", "terms under it", "counters under it", "byline over it", "names over it",
    "date over it", "terms over it", "link names it", "link to the rest before it", "end of another entry before it",
    "buttons or date before it", "author note before it", "image credit before it", "head of the page before it",
    "foot of the page before it", "stands elsewhere too", "title case", "full stop", "menu words",
]  # fmt: skip
WEIGHTS: dict[Sign, float] = {
    "link names it": 5.0,
    "byline under it": 4.0,
    "date under it": 3.0,
    "byline over it": 3.0,
    "names under it": 2.5,
    "date over it": 2.5,
    "link to the rest before it": 3.2,
    "end of another entry before it": 3.0,
    "buttons or date before it": 1.5,
    "author note before it": 2.0,
    "names over it": 2.0,
    "terms under it": 1.5,
    "terms over it": 1.0,
    "counters under it": 1.0,
    "head of the page before it": 1.0,
    "image credit before it": 1.0,
    "stands elsewhere too": 1.0,
    "title case": 0.5,
    "full stop": -2.0,
    "menu words": -1.5,
    "foot of the page before it": -3.0,
}
"""What a sign adds; chosen on invented pages of fifteen templates so that no single weak sign reaches the threshold."""
_WEAK_ENDS = frozenset({"share", "permalink"})
_END_KINDS = frozenset({"more", "comments"}) | _WEAK_ENDS
_FOOT_KINDS = frozenset({"pagination", "sidebar", "footer", "imprint", "discussion"})
_WITH_WORDS = frozenset({"navigation", "sidebar", "footer", "share", "recurring"})


@dataclass(frozen=True, slots=True)
class _Template:
    """What the lines between two texts do on this page."""

    leading: frozenset[str]
    """Kinds that open the entry below them."""
    closing: frozenset[str]
    """Kinds that close the entry above them."""


@dataclass(slots=True)
class Region:
    """Lines between two paragraphs."""

    start: int
    end: int
    """Place of the paragraph after it."""
    first: bool
    """Whether no paragraph stands before it."""


@dataclass(slots=True)
class Candidate:
    """A line that may be a title."""

    place: int
    region: Region
    head: range
    """Places of the lines directly under it that are byline, date and the like."""
    lead: range
    """Places of such lines directly over it."""
    signs: list[Sign] = field(default_factory=list)

    @property
    def score(self) -> float:
        """Sum of the weights of its signs."""
        return sum(WEIGHTS[sign] for sign in self.signs)


def find_regions(lines: Sequence[Line]) -> list[Region]:
    """Give the regions that a paragraph follows."""
    regions: list[Region] = []
    start, first = 0, True
    for place, line in enumerate(lines):
        if line.kind in ("prose", "note"):
            if place > start:
                regions.append(Region(start, place, first))
            start, first = place + 1, False
    return regions


def mark_bare_names(lines: Sequence[Line], regions: Sequence[Region]) -> None:
    """Name as bylines the lines that hold names alone, if names stand regularly under (or over) the other short line.

    One page alone may do so by chance; two entries of which most have it may not. A date right under the names counts as much.
    """
    pairs = [pair for pair in (_last_pair(lines, region) for region in regions) if pair]
    under = [lower for _, lower in pairs if _names(lines[lower])]
    over = [upper for upper, _ in pairs if _names(lines[upper]) and not lines[upper].soft]
    for places in (under, over) if len(under) >= len(over) else (over, under):
        dated = [place for place in under if _is_dated(lines[place + 1])]
        regular = len(places) >= 2 and len(places) >= 0.6 * len(pairs)
        for place in places if regular else (dated if places is under else []):
            lines[place].meta = Meta(authors=_names(lines[place]), strength="bare")
            lines[place].kind = "meta"
        if regular or dated:
            return


def weigh(lines: Sequence[Line], regions: Sequence[Region]) -> list[Candidate]:
    """Give the best candidate of each region with its signs, in order."""
    every = [list(_candidates(lines, region)) for region in regions]
    template = _orient(lines, [candidate for group in every for candidate in group])
    counts = Counter(line.key for line in lines)
    linked = _linked_places(lines, [candidate for group in every for candidate in group])
    best: list[Candidate] = []
    for group in every:
        for candidate in group:
            candidate.signs = list(_signs(lines, candidate, template))
            if candidate.place in linked:
                candidate.signs.append("link names it")
            if counts[lines[candidate.place].key] > 1:
                candidate.signs.append("stands elsewhere too")
            _bound_lead(lines, candidate, template.leading)
        if group:
            # Of equals the one nearest to its text: what stands over it is a menu, a rubric or the end of another entry.
            best.append(
                max(group, key=lambda one: (one.score - WEIGHTS["title case"] * ("title case" in one.signs), one.place))
            )
    return best


def title_case(text: str) -> bool:
    """Say whether the words of a line begin with capitals as those of a title do; small words may not."""
    longer = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return bool(longer) and sum(word[0].isupper() for word in longer) >= 0.7 * len(longer)


def _names(line: Line) -> tuple[str, ...]:
    words = load_words()
    # Without opening words "Harbour Review" would pass for a person.
    if line.kind != "short" or len(line.plain) > 80 or set(line.key.split()) & words.names["organisation"]:
        return ()
    return split_names(line.plain, words, fewest_words=2)


def _is_dated(line: Line) -> bool:
    return bool(line.meta and line.meta.dates and not line.meta.strength)


def _last_pair(lines: Sequence[Line], region: Region) -> tuple[int, int] | None:
    """Give the two short lines nearest to the paragraph after the region; only dates and the like may stand between them."""
    places: list[int] = []
    for place in range(region.end - 1, region.start - 1, -1):
        meta = lines[place].meta
        if lines[place].kind == "short":
            places.append(place)
        elif lines[place].kind not in HEAD_KINDS or (meta and meta.strength):
            break
        if len(places) == 2:
            return places[1], places[0]
    return None


def _candidates(lines: Sequence[Line], region: Region) -> Iterator[Candidate]:
    """Give the lines of a region between which and its paragraph stand only heads and at most two other short lines."""
    others = 0
    for place in range(region.end - 1, region.start - 1, -1):
        kind = lines[place].kind
        if kind in HEAD_KINDS and not _may_be_title(lines, place):
            continue
        if kind in ("more", "discussion"):
            return
        if kind == "short" or _may_be_title(lines, place):
            yield Candidate(place, region, _run(lines, place, 1, region), _run(lines, place, -1, region))
        others += 1
        if others > 2:
            return


def _may_be_title(lines: Sequence[Line], place: int) -> bool:
    """Say whether menu words may be a title after all ("Archive", "Powered by coal"): a byline and then text stand under them."""
    if lines[place].kind not in _WITH_WORDS:
        return False
    end = place + 1
    while end < len(lines) and lines[end].kind in HEAD_KINDS:
        end += 1
    signed = any(line.meta and line.meta.strength for line in lines[place + 1 : end])
    return signed and end < len(lines) and lines[end].kind == "prose"


def _run(lines: Sequence[Line], place: int, step: int, region: Region) -> range:
    end = place + step
    while region.start <= end < region.end and lines[end].kind in HEAD_KINDS and not _may_be_title(lines, end):
        end += step
    return range(place + 1, end) if step > 0 else range(end + 1, place)


def _held(lines: Sequence[Line], places: range) -> set[str]:
    """Give what the lines at these places say: byline, names (without opening words), date, terms, counters."""
    held: set[str] = set()
    for place in places:
        line = lines[place]
        if line.meta:
            bare = line.meta.strength == "bare" and not line.meta.dates
            held |= {"names" if bare and kind == "byline" else kind for kind in line.meta.kinds}
        elif line.kind in ("comments", "reading", "share"):
            held.add("counters")
    return held


def _orient(lines: Sequence[Line], candidates: Sequence[Candidate]) -> _Template:
    """Tell which of byline, names, date and terms, when they stand between two texts, open an entry and which close one."""
    # Only a title right over its text tells: where bylines stand over titles, something stands over each byline too.
    tight = [one for one in candidates if _is_tight(one)]
    under = Counter(kind for one in tight for kind in _held(lines, one.head))
    over = Counter(kind for one in tight for kind in _held(lines, one.lead))
    leading: set[str] = set()
    closing: set[str] = set()
    for kind in ("byline", "names", "date", "terms"):
        if over[kind] > under[kind]:
            first_over, after_last = _at_edges(lines, tight, kind)
            if first_over and not after_last and (kind != "terms" or over[kind] > 1):
                leading.add(kind)
            elif after_last and not first_over:
                closing.add(kind)
            elif kind != "terms" and _nearer_to_title(lines, candidates, kind):
                leading.add(kind)
    return _Template(frozenset(leading), frozenset(closing | {"byline", "terms"} - leading))


def _is_tight(candidate: Candidate) -> bool:
    return candidate.head.stop == candidate.region.end


def _at_edges(lines: Sequence[Line], candidates: Sequence[Candidate], kind: str) -> tuple[bool, bool]:
    """Say whether the first title has a line of the kind over it, and whether one stands behind the last text."""
    first_over = any(kind in _held(lines, one.lead) for one in candidates if one.region.first)
    last_text = max((place for place, line in enumerate(lines) if line.kind in ("prose", "note")), default=0)
    tail = range(last_text + 1, len(lines))
    return first_over, kind in _held(lines, range(tail.start, _first_of(lines, tail)))


def _first_of(lines: Sequence[Line], tail: range) -> int:
    ending = {"footer", "sidebar", "pagination", "imprint", "discussion"}
    return next((place for place in tail if lines[place].kind in ending), tail.stop)


def _nearer_to_title(lines: Sequence[Line], candidates: Sequence[Candidate], kind: str) -> bool:
    """Where the edges of the page do not tell: a line that a gap or a link to the rest sets off from the text above."""
    votes = 0
    for one in candidates:
        place = next(
            (place for place in one.lead if lines[place].meta and kind in _held(lines, range(place, place + 1))), None
        )
        if place is None or one.region.first:
            continue
        set_off = (lines[place].gap and not lines[place + 1].gap) or (place and lines[place - 1].kind in _END_KINDS)
        votes += 1 if set_off else -1
    return votes > 0


def _linked_places(lines: Sequence[Line], candidates: Sequence[Candidate]) -> set[int]:
    """Give the candidates that a later link names, of each link the nearest before it."""
    linked: set[int] = set()
    for place, line in enumerate(lines):
        key = line_key(line.more.named) if line.more and line.more.named else None
        before = [one.place for one in candidates if key and one.place < place and lines[one.place].key == key]
        linked.update(before[-1:] and [max(before)])
    return linked


def line_key(text: str) -> str:
    """Fold a title named by a link as lines are folded."""
    return Line(0, text, gap=False).key


def _signs(lines: Sequence[Line], candidate: Candidate, template: _Template) -> Iterator[Sign]:
    under = _held(lines, candidate.head) - template.leading
    if not _is_tight(candidate):
        # Terms over another short line are the heading of a page or close what stands above.
        under -= {"terms", "counters"}
    for kind in sorted(under):
        yield f"{kind} under it"  # type: ignore[misc]  # all five are signs
    for kind in sorted(_held(lines, candidate.lead) & template.leading):
        yield f"{kind} over it"  # type: ignore[misc]
    yield from _signs_before(lines, candidate, template)
    yield from _signs_of_line(lines[candidate.place])


def _signs_of_line(line: Line) -> Iterator[Sign]:
    if title_case(line.plain):
        yield "title case"
    if line.plain.endswith(".") and not line.plain.endswith(".."):
        yield "full stop"
    if line.kind != "short":
        yield "menu words"


def _signs_before(lines: Sequence[Line], candidate: Candidate, template: _Template) -> Iterator[Sign]:
    """Tell what stands before the entry, past its own leading lines and at most one other short line."""
    shorts = 0
    over = range(candidate.region.start, candidate.place)
    if candidate.region.first:
        yield "head of the page before it"
        return
    if any(lines[place].kind in _FOOT_KINDS and not lines[place].soft for place in over):
        yield "foot of the page before it"
        return
    ends: set[Sign] = set()
    for place in reversed(over):
        ends |= _ends(lines, place, template)
        shorts += lines[place].kind in ("short", "item")
        if shorts > 1:
            break
    else:
        ends |= _ends_of_text(lines, candidate.region)
    if ends:
        yield max(ends, key=lambda sign: WEIGHTS[sign])


def _ends(lines: Sequence[Line], place: int, template: _Template) -> set[Sign]:
    """Tell what a line between two texts ends: a link to the rest, comments and terms end an entry, a share button may not."""
    kind = lines[place].kind
    held = _held(lines, range(place, place + 1))
    if kind == "more":
        return {"link to the rest before it"}
    if kind == "comments" or held & template.closing:
        return {"end of another entry before it"}
    if kind in _WEAK_ENDS or "date" in held - template.leading:
        return {"buttons or date before it"}
    return {"image credit before it"} if kind == "credit" else set()


def _ends_of_text(lines: Sequence[Line], region: Region) -> set[Sign]:
    """Tell how the text before a region ends."""
    before = lines[region.start - 1]
    if before.more:
        return {"link to the rest before it"}
    return {"author note before it"} if before.kind == "note" else set()


def _bound_lead(lines: Sequence[Line], candidate: Candidate, leading: frozenset[str]) -> None:
    """Shorten the lead to the lines that open this entry."""
    start = candidate.place
    while start - 1 in candidate.lead and _held(lines, range(start - 1, start)) & leading:
        start -= 1
    candidate.lead = range(start, candidate.place)
