"""How far a figure's own words let a number stray from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from math import inf
from typing import Final, Literal

from yalu.lexicon.figures import load_approximators
from yalu.model import Figure

ABOUT: Final = 0.1
"""How far "about", "nearly" and "over" may stray, as a part of the value: Yalu's convention, printed on the page."""
_FRACTION: Final = 0.025
"""How far a fraction in words ("two-thirds") may stray, in parts of the whole."""
NEAR: Final = 0.1
"""How far outside its range a number still nearly matches, as a part of the value."""
_WIDE: Final = 0.5
"""How far beyond its number "more than" is still told without remark, as a part of the value."""
_DIGITS: Final = re.compile(r"\d[\d,]*(?:\.(\d+))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a figure says, as a range; shares are 0 to 1, changes signed."""

    value: float
    low: float
    high: float
    why: str
    """Where the range comes from: digits, "about", a fraction in words."""
    beyond: Literal["up", "down"] | None = None
    """Where the words hold of every greater or lesser number too: "more than half"."""

    def holds_far(self, value: float) -> bool:
        """Say whether a number lies outside the range and the words hold of it all the same: "more than half" of 91 per cent."""
        return (self.beyond == "up" and value > self.high) or (self.beyond == "down" and value < self.low)

    def holds_widely(self, value: float) -> bool:
        """Say whether the words hold of a number that is far from theirs."""
        wide = abs(self.value) * _WIDE
        return self.holds_far(value) and abs(value - self.value) > wide

    def turned(self) -> Said:
        """Give the same of a fall: signs and bounds change places."""
        beyond: Literal["up", "down"] | None = {"up": "down", "down": "up"}.get(self.beyond or "")  # type: ignore[assignment]
        return Said(value=-self.value, low=-self.high, high=-self.low, why=self.why, beyond=beyond)

    def judge(self, value: float) -> Literal["matches", "nearly", "differs"]:
        """Say whether a number matches, nearly matches or differs."""
        if self.low <= value <= self.high or self.holds_far(value):
            return "matches"
        reach = abs(self.value) * NEAR
        return "nearly" if self.low - reach <= value <= self.high + reach else "differs"


def read_range(figure: Figure) -> Said | None:
    """Give the range a figure's approximator and digits allow; None without a value.

    "About" gives 10 per cent either way; "nearly" and "below" 10 per cent downwards; "over" 10 per cent upwards; plain digits
    half a unit of the last one; a fraction in words 2.5 points either way. "More than" and "less than" hold of all beyond.
    These are conventions of Yalu.
    """
    scale = 0.01 if figure.unit == "percent" else 1.0
    bounds = [one for one in (figure.value, figure.low, figure.high) if one is not None]
    if not bounds:
        return None
    value = figure.value if figure.value is not None else sum(bounds) / len(bounds)
    match figure.approximator:
        case "about":
            low, high, why = value - abs(value) * ABOUT, value + abs(value) * ABOUT, "about: 10 % either way"
        case "below" | "at_most":
            low, high, why = value - abs(value) * ABOUT, value, "below: up to 10 % less"
        case "above" | "at_least":
            low, high, why = value, value + abs(value) * ABOUT, "above: up to 10 % more"
        case "order":
            low, high, why = value, value * 10, "an order of size"
        case "between":
            low, high, why = min(bounds), max(bounds), "between its bounds"
        case _:
            slack, why = _slack(figure, value)
            low, high = value - slack, value + slack
    if figure.low is not None and figure.high is not None:
        low, high, why = figure.low, figure.high, "between its bounds"
    beyond = _beyond(figure)
    return Said(value=value * scale, low=max(low, -inf) * scale, high=high * scale, why=why, beyond=beyond)


@cache
def _bounding() -> tuple[tuple[str, bool], ...]:
    """Give the words that blur or bound a number with whether they hold of all beyond it, the longest first."""
    words = [(one.text, one.open) for one in load_approximators().entries]
    return tuple(sorted(words, key=lambda one: -len(one[0])))


def _beyond(figure: Figure) -> Literal["up", "down"] | None:
    raw = figure.raw.lower()
    holds = next((wide for word, wide in _bounding() if raw.startswith(f"{word} ") or raw.endswith(f" {word}")), False)
    if not holds:
        return None
    return {"above": "up", "at_least": "up", "below": "down", "at_most": "down"}.get(figure.approximator)  # type: ignore[return-value]


def _slack(figure: Figure, value: float) -> tuple[float, str]:
    digits = _DIGITS.search(figure.raw)
    if digits is None:
        share = figure.unit in ("share", "percent")
        scale = 100 if figure.unit == "percent" else 1
        return (_FRACTION * scale, "a fraction in words: 2.5 points") if share else (abs(value) * 0.05, "words: 5 %")
    printed = float(digits[0].replace(",", ""))
    unit = value / printed if printed else 1.0
    return abs(unit) * 0.5 * 10 ** -len(digits[1] or "") * 1.0001, "half of its last digit"
