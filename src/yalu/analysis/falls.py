"""Sentences that call a fall or a rise the first for years, or a year the highest or lowest since, beside the series that can tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from yalu.analysis.bases import Named, find_flow
from yalu.analysis.growth import Extreme, FirstFall, find_extreme, find_first_fall, list_years, measure_changes
from yalu.analysis.meaning import Pair, vary
from yalu.analysis.trade import Book
from yalu.lexicon.figures import load_changes, load_numbers
from yalu.model import WORLD, ActorMention, AnyMention, Article, DateMention, Flow, Span, bounds_of

Turn = Literal["fall", "rise", "highest", "lowest"]
_DECADE: Final = 10
_EXTREMES: Final = {"highest": "highest", "largest": "highest", "biggest": "highest", "greatest": "highest", "lowest": "lowest", "smallest": "lowest"}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class FallClaim:
    """A sentence that says a fall or rise was the first since a year or in some years, or a year the highest since."""

    article: str
    span: Span
    quote: str
    turn: Turn
    year: int
    since: int
    """The year named, or the first of the years counted back."""
    named: bool
    """True for "since 2009", False for "in five years"."""
    flow: Flow
    codes: tuple[str, ...]
    """The states of the sentence, whose trade it is first."""

    @property
    def words(self) -> str:
        """What it says, in short."""
        what = f"first {self.turn}" if self.turn in ("fall", "rise") else self.turn
        return f"{what} since {self.since}" if self.named else f"{what} in {self.year - self.since} years"


@dataclass(frozen=True, slots=True, kw_only=True)
class FallCheck:
    """What one series says of such a sentence."""

    claim: FallClaim
    series: str
    title: str
    of: str
    partner: str
    found: FirstFall | Extreme
    holds: bool | None
    """None where gaps of the series leave it open."""
    verdict: str


_SPAN: Final = r"(?:since (?:the year )?(?P<since{0}>\d{{4}})|(?:in|for) (?:more than |over |almost |nearly |at least )?(?:(?P<years{0}>\d+|{1}) (?P<unit{0}>years|decades)|(?P<one{0}>a decade)))"


@cache
def _turns() -> dict[str, Turn]:
    """Give the forms of every word of rise and fall."""
    found: dict[str, Turn] = {}
    for one in load_changes().entries:
        if one.value in ("rise", "fall"):
            stem = one.lemma.removesuffix("e")
            regular = (one.lemma, f"{one.lemma}s", f"{stem}ed", f"{stem}ing", f"{one.lemma}{one.lemma[-1]}ed")
            for form in (*regular, *one.forms):
                found.setdefault(form, "rise" if one.value == "rise" else "fall")
    return found


@cache
def _pattern() -> re.Pattern[str]:
    numbers = "|".join(re.escape(one.text) for one in load_numbers().entries if one.kind == "cardinal")
    turns = "|".join(sorted(map(re.escape, _turns()), key=len, reverse=True))
    spans = [_SPAN.format(number, numbers) for number in (1, 2, 3)]
    first = rf"\bfirst (?:\w+ )?(?P<noun>{turns})\b[^.;]{{0,20}}?\b{spans[0]}"
    time = rf"\b(?P<verb>{turns})\b[^.;]{{0,90}}?\bfor the first time {spans[1]}"
    extreme = rf"\b(?P<extreme>{'|'.join(_EXTREMES)})(?: \w+){{0,3}}? {spans[2]}"
    return re.compile(f"{first}|{time}|{extreme}", re.IGNORECASE)


@cache
def _cardinals() -> dict[str, int]:
    return {one.text: int(one.value) for one in load_numbers().entries if one.kind == "cardinal"}


def find_fall_claims(article: Article, mentions: Iterable[AnyMention]) -> tuple[FallClaim, ...]:
    """Find the sentences of an article that call a fall or rise the first, or a year the highest, since a year.

    Who and when come from the mentions in the sentence; a sentence without a year of its own is passed over.
    """
    held = list(mentions)
    found = [_claim(article, held, match) for match in _pattern().finditer(article.text)]
    return tuple(one for one in found if one)


def _claim(article: Article, held: list[AnyMention], match: re.Match[str]) -> FallClaim | None:
    span = _sentence(article.text, match.start(), match.end())
    quote = span.cut(article.text)
    inside = [one for one in held if span.start <= one.span.start and one.span.end <= span.end]
    actors = [
        Named(one.code, Span(one.span.start - span.start, one.span.end - span.start))
        for one in inside if isinstance(one, ActorMention) and one.code
    ]  # fmt: skip
    years = [year for one in inside if isinstance(one, DateMention) and (year := _year(one.date.edtf))]
    since, back = _since(match)
    told = [year for year in years if year != since]
    trade = find_flow(quote, match.start() - span.start)
    if not told or not actors or trade is None:
        return None
    year = max(told)
    return FallClaim(
        article=article.id, span=span, quote=quote, turn=_turn(match), year=year, flow=trade[0],
        since=since if since is not None else year - back, named=since is not None, codes=_order(actors, trade[1]),
    )  # fmt: skip


def _since(match: re.Match[str]) -> tuple[int | None, int]:
    """Give the year that is named, or how many years are counted back."""
    groups = match.groupdict()
    for number in "123":
        if groups[f"since{number}"]:
            return int(groups[f"since{number}"]), 0
        if groups[f"one{number}"]:
            return None, _DECADE
        count = (groups[f"years{number}"] or "").lower()
        if count:
            years = int(count) if count.isdigit() else _cardinals().get(count, 0)
            return None, years * (_DECADE if groups[f"unit{number}"].lower() == "decades" else 1)
    return None, 0


def _turn(match: re.Match[str]) -> Turn:
    extreme = (match["extreme"] or "").lower()
    if extreme:
        return "highest" if _EXTREMES[extreme] == "highest" else "lowest"
    return _turns()[(match["noun"] or match["verb"]).lower()]


def _order(actors: list[Named], flow_at: int) -> tuple[str, ...]:
    """Give the states of a sentence, the one whose exports or imports they are first: the last named before the word."""
    before = [one.code for one in actors if one.span.start < flow_at]
    return tuple(dict.fromkeys([*before[-1:], *(one.code for one in actors)]))


def _sentence(text: str, start: int, end: int) -> Span:
    before = max(text.rfind(mark, 0, start) for mark in (". ", "? ", "! ", "\n"))
    after = min((place for mark in (". ", "? ", "! ", "\n") if (place := text.find(mark, end)) >= 0), default=len(text))
    begin = before + (1 if before >= 0 and text[before] == "\n" else 2) if before >= 0 else 0
    return Span(begin, min(after + 1, len(text)) if text[after : after + 1] in ".?!" else after)


def _year(edtf: str | None) -> int | None:
    first, last = bounds_of(edtf) if edtf else (None, None)
    return first.year if first and last and first.year == last.year else None


def check_fall(claim: FallClaim, book: Book) -> tuple[FallCheck, ...]:
    """Set such a sentence beside every series that reaches the year; of trade in both directions in either order of the pair."""
    checks: dict[tuple[object, ...], FallCheck] = {}
    for series in book.series:
        for pair in _pairs(claim, book):
            found = _find(claim, book, series, pair)
            key = (series, frozenset((pair.of, pair.partner)) if claim.flow == "total" else pair)
            if found is not None and key not in checks:
                verdict = f"{found.verdict(claim.since if claim.named else None)}, by {book.series[series].title}"
                checks[key] = FallCheck(
                    claim=claim, series=series, title=book.series[series].title, of=pair.of, partner=pair.partner,
                    found=found, holds=_holds(claim, found), verdict=verdict,
                )  # fmt: skip
    return tuple(checks.values())


def _pairs(claim: FallClaim, book: Book) -> Iterator[Pair]:
    first, *others = claim.codes
    for pair in [Pair(first, other) for other in others] or [Pair(first, WORLD)]:
        yield from vary(pair, book)


def _find(claim: FallClaim, book: Book, series: str, pair: Pair) -> FirstFall | Extreme | None:
    if claim.turn in ("fall", "rise"):
        changes = measure_changes(book, series, pair.of, pair.partner, claim.flow)
        return find_first_fall(changes, claim.year, rise=claim.turn == "rise")
    values = list_years(book, series, pair.of, pair.partner, claim.flow)
    return find_extreme(
        {year: (one.value, one.ids) for year, one in values.items()}, claim.year, high=claim.turn == "highest"
    )


def _holds(claim: FallClaim, found: FirstFall | Extreme) -> bool | None:
    if isinstance(found, FirstFall) and not found.fell:
        return found.fell
    last = found.last if isinstance(found, FirstFall) else found.rival
    if last is not None and last > claim.since:
        return False
    if any(year > claim.since for year in found.gaps) or (last is None and found.start > claim.since + 1):
        return None
    return not claim.named or last == claim.since
