"""What stands around an amount: words that blur or bound it, and the amount beside it that lends it a unit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from yalu.statements.quantities.amounts import Amount, Sight
from yalu.statements.quantities.words import DASH

_BACK = 40
"""Characters before a number in which its approximator stands."""
_SHARED = ("share", "percent")
_OF_THE = re.compile(r"\s+of\s+(?:the|its|their|all)\s+(?:\w+\s+)?$")
_TO = re.compile(rf"\s+(?:to|and|or)\s+|\s?{DASH}\s?")


def approximate(at: Sight, amount: Amount) -> Amount:
    """Give the amount with the words before or after it that blur or bound it."""
    floor = max(at.sentence.span.start, amount.start - _BACK)
    match = at.words.before.search(at.text, floor, amount.start)
    word = " ".join(match["a"].lower().split()) if match else ""
    kind = at.words.approximators.get(("before", word), "")
    if match and kind:
        amount = replace(amount, start=match.start("a"))
    else:
        after = at.words.after.match(at.text, amount.end)
        if after:
            kind = at.words.approximators[("after", " ".join(after["a"].lower().split()))]
            amount = replace(amount, end=after.end())
    if not kind or amount.value is None:
        return amount
    low = amount.value if kind in ("above", "at_least") else None
    high = amount.value if kind in ("below", "at_most") else None
    return replace(amount, approximator=kind, low=low, high=high)


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
        found.append(amount)
    return found


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
        return replace(one, unit=other.unit, currency=other.currency, bare=False)
    if not _OF_THE.fullmatch(gap):
        return None
    written = re.search(r"\b[^\W\d]*illion\b", at.text[other.start : other.end])
    scale = at.words.numerals.scales.get(written[0].lower(), 1.0) if written else 1.0
    value = one.value * scale if one.value < scale else one.value
    return replace(one, value=value, unit=other.unit, currency=other.currency, bare=False)
