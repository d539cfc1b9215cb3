"""Sentences that call a fall the first for years, beside the series that can tell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from yalu.analysis.growth import FirstFall, find_first_fall, measure_changes
from yalu.analysis.trade import Book
from yalu.lexicon.figures import load_changes, load_numbers
from yalu.model import WORLD, ActorMention, AnyMention, Article, DateMention, Span, bounds_of


@dataclass(frozen=True, slots=True, kw_only=True)
class FallClaim:
    """A sentence that says a fall was the first since a year or in some years."""

    article: str
    span: Span
    quote: str
    year: int
    since: int
    """The year named, or the first of the years counted back."""
    named: bool
    """True for "since 2009", False for "in five years"."""
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FallCheck:
    """What one series says of such a sentence."""

    claim: FallClaim
    series: str
    title: str
    partner: str
    found: FirstFall
    holds: bool | None
    """None where gaps of the series leave it open."""
    verdict: str


@cache
def _pattern() -> re.Pattern[str]:
    falls = "|".join(re.escape(one.lemma) for one in load_changes().entries if one.value == "fall")
    numbers = "|".join(re.escape(one.text) for one in load_numbers().entries if one.kind == "cardinal")
    return re.compile(
        rf"\bfirst (?:\w+ )?(?:{falls})s?\b[^.;]{{0,20}}?\b(?:since (?P<since>\d{{4}})|(?:in|for) (?P<years>\d+|{numbers}) years)",
        re.IGNORECASE,
    )


@cache
def _cardinals() -> dict[str, int]:
    return {one.text: int(one.value) for one in load_numbers().entries if one.kind == "cardinal"}


def find_fall_claims(article: Article, mentions: Iterable[AnyMention]) -> tuple[FallClaim, ...]:
    """Find the sentences of an article that call a fall the first since a year; who and when by the mentions in them."""
    held = list(mentions)
    found = []
    for match in _pattern().finditer(article.text):
        span = _sentence(article.text, match.start(), match.end())
        inside = [one for one in held if span.start <= one.span.start and one.span.end <= span.end]
        codes = tuple(dict.fromkeys(one.code for one in inside if isinstance(one, ActorMention) and one.code))
        years = [year for one in inside if isinstance(one, DateMention) and (year := _year(one.date.edtf))]
        since = int(match["since"]) if match["since"] else None
        told = [year for year in years if year != since]
        year = max(told) if told else None
        if year is not None and codes:
            count = match["years"] or ""
            back = int(count) if count.isdigit() else _cardinals().get(count.lower(), 0)
            found.append(
                FallClaim(
                    article=article.id, span=span, quote=span.cut(article.text), year=year,
                    since=since if since is not None else year - back, named=since is not None, codes=codes,
                )
            )  # fmt: skip
    return tuple(found)


def _sentence(text: str, start: int, end: int) -> Span:
    before = max(text.rfind(mark, 0, start) for mark in (". ", "? ", "! ", "\n"))
    after = min((place for mark in (". ", "? ", "! ", "\n") if (place := text.find(mark, end)) >= 0), default=len(text))
    begin = before + (1 if before >= 0 and text[before] == "\n" else 2) if before >= 0 else 0
    return Span(begin, min(after + 1, len(text)) if text[after : after + 1] in ".?!" else after)


def _year(edtf: str | None) -> int | None:
    first, last = bounds_of(edtf) if edtf else (None, None)
    return first.year if first and last and first.year == last.year else None


def check_fall(claim: FallClaim, book: Book) -> tuple[FallCheck, ...]:
    """Set such a sentence beside every series that reaches the year, in both orders of the pair it names."""
    pairs = [(one, other) for one in claim.codes for other in claim.codes if one != other]
    if not pairs:
        pairs = [(one, WORLD) for one in claim.codes]
    checks = {}
    for series in book.series.values():
        for of, partner in pairs:
            found = find_first_fall(measure_changes(book, series.id, of, partner, "total"), claim.year)
            if found is not None and (series.id, frozenset((of, partner))) not in checks:
                verdict = f"{found.verdict(claim.since if claim.named else None)}, by {series.title}"
                checks[series.id, frozenset((of, partner))] = FallCheck(
                    claim=claim, series=series.id, title=series.title, partner=partner, found=found,
                    holds=_holds(claim, found), verdict=verdict,
                )  # fmt: skip
    return tuple(checks.values())


def _holds(claim: FallClaim, found: FirstFall) -> bool | None:
    if found.fell is None:
        return None
    if not found.fell:
        return False
    between = found.last is not None and found.last > claim.since
    hidden = any(year > claim.since for year in found.gaps)
    if between:
        return False
    return None if hidden else not claim.named or found.last == claim.since or found.last is None
