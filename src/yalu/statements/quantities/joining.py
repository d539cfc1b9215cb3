"""What stands around an amount: words that blur or bound it, and the amount beside it that lends it a unit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from yalu.statements.quantities.amounts import Amount, Sight, bound
from yalu.statements.quantities.words import DASH

_BACK = 40
"""Characters before a number in which its approximator stands."""
_SHARED = ("share", "percent")
_UNSHARED = ("share", "factor", "rank", "vote", "percentage point")
_MOVED_TO = re.compile(r"\bto\s+$")
_CHANGED = re.compile(r"\b(?:up|down)\s+from\s+$")
_AGAIN = re.compile(
    r"(?:\band|\bor|\bbut|[,;])(?:\s+(?:\w+|[A-Z]\w+))?\s+(?:(?:another|only|just|about|some|over|nearly|almost)\s+)*$"
)
"""Before a number whose noun is left out."""
_OF_THE = re.compile(r"\s+of\s+(?:the|its|their|all)\s+(?:\w+\s+)?$")
_TO = re.compile(rf"\s+(?:to|and|or)\s+|\s?{DASH}\s?")


def approximate(at: Sight, amount: Amount) -> Amount:
    """Give the amount with the words before or after it that blur or bound it."""
    floor = max(at.sentence.span.start, amount.start - _BACK)
    match = at.words.before.search(at.text, floor, amount.start)
    word = " ".join(match["a"].lower().split()) if match else ""
    kind = at.words.approximators.get(("before", word), "")
    if match and kind == "above" and word == "over" and _spans(at, match.start("a"), amount):
        return amount
    if kind == "exact":  # "another ten", "only ten" are ten
        return amount
    if match and kind:
        amount = replace(amount, start=match.start("a"))
    else:
        after = at.words.after.match(at.text, amount.end)
        if after:
            kind = at.words.approximators[("after", " ".join(after["a"].lower().split()))]
            amount = replace(amount, end=after.end())
    return bound(amount, kind or "exact")


def _spans(at: Sight, over: int, amount: Amount) -> bool:
    """ "Lent it over six years": the time in which; after "for" or a verb of lasting it is more than six."""
    analysis = at.analysis
    before = analysis.token_at(over) - 1
    lasting = before < at.sentence.first or analysis.lemmas[before].lower() in at.words.lasting
    return amount.unit in at.words.times and not lasting


def join_amounts(at: Sight, amounts: list[Amount]) -> Iterable[Amount]:
    """Give a bare number the unit of the amount after it, and make one of "between a third and a half"."""
    found: list[Amount] = []
    for amount in amounts:
        last = found[-1] if found else None
        if last and (joined := _one_range(at, last, amount)):
            found[-1] = joined
            continue
        if last and last.bare and (lent := _lend(at, last, amount)):
            found[-1] = lent
        whole = _inherit(at, found, amount) if amount.elliptic else amount
        if amount.bare and not amount.elliptic:
            whole = _inherit(at, found, amount) or amount
        if whole:
            found.append(whole)
    return found


def _inherit(at: Sight, found: list[Amount], amount: Amount) -> Amount | None:
    """ "2.5 million barrels a day before the war and 1.1 million after it": the noun is that of the number before."""
    last = found[-1] if found else None
    if last is None or not last.unit or last.unit in _UNSHARED:
        return None
    gap = at.text[last.end : amount.start]
    moved = _MOVED_TO.search(gap) and re.search(r"\bfrom\s+$", at.text[: last.start])
    if not (moved or _CHANGED.search(gap) or (amount.elliptic and _AGAIN.search(gap))):
        return None
    return replace(amount, unit=last.unit, currency=last.currency, elliptic=False, bare=False)


def _one_range(at: Sight, one: Amount, other: Amount) -> Amount | None:
    """ "Between a third and a half", "a quarter to a third": two shares that bound one quantity."""
    if one.unit not in _SHARED or one.unit != other.unit or one.value is None or other.value is None:
        return None
    gap = at.text[one.end : other.start]
    between = re.search(r"(?i)\bbetween\s+$", at.text[max(0, one.start - _BACK) : one.start])
    if not _TO.fullmatch(gap) or not (between or gap.strip() != "and") or one.value >= other.value:
        return None
    start = one.start - len(between[0]) if between else one.start
    if re.search(r"(?i)\bfrom\s+$", at.text[max(0, one.start - _BACK) : one.start]):
        return None
    return Amount(start, other.end, None, low=one.value, high=other.value, unit=one.unit, approximator="between")


def _lend(at: Sight, one: Amount, other: Amount) -> Amount | None:
    """ "From 25 to 10 percent", "5 of the 42 billion dollars"."""
    gap = at.text[one.end : other.start]
    if other.bare or one.value is None:
        return None
    if _TO.fullmatch(gap):
        value = one.value * _scale_of(at, one, other)
        return replace(one, value=value, unit=other.unit, currency=other.currency, bare=False)
    if not _OF_THE.fullmatch(gap):
        return None
    value = one.value * _scale_of(at, one, other)
    return replace(one, value=value, unit=other.unit, currency=other.currency, bare=False)


def _scale_of(at: Sight, one: Amount, other: Amount) -> float:
    """Give the scale that a number takes from the one after it: "from 8 to 16 billion dollars"."""
    own, written = (
        re.search(r"[^\W\d]*(?:illion|bn|trn|crore|lakh)\b", at.text[part.start : part.end]) for part in (one, other)
    )
    scale = at.words.numerals.scales.get(written[0].lower(), 1.0) if written and not own else 1.0
    return scale if one.value is not None and one.value < scale else 1.0
