"""Counting: precision, recall, F1, macro-F1, bootstrap intervals."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from yalu.model import Span

T = TypeVar("T")
_ROUNDS = 500
_SEED = 20_08


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of those given are right, how many of those wanted were caught."""

    right: int
    given: int
    wanted: int
    caught: int = -1
    """Where one answer may meet several wanted ones; below 0 it is `right`."""

    def __add__(self, other: Tally) -> Tally:
        given, wanted = self.given + other.given, self.wanted + other.wanted
        return Tally(self.right + other.right, given, wanted, self.met + other.met)

    @property
    def met(self) -> int:
        """How many of those wanted were caught."""
        return self.right if self.caught < 0 else self.caught

    @property
    def precision(self) -> float:
        """Share of what was given that is right; 1 when nothing was given and nothing wanted."""
        return self.right / self.given if self.given else float(not self.wanted)

    @property
    def recall(self) -> float:
        """Share of what was wanted that was given."""
        return self.met / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One measure, 0 to 1, with the 95 % bootstrap interval over texts where it was taken."""

    measure: str
    value: float
    items: int
    """What it was taken of."""
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """What differs: the text, what was wanted, what was given."""

    text: str
    wanted: str
    given: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """All measures of one run, and what was wrong."""

    scores: tuple[Score, ...]
    misses: tuple[Miss, ...] = ()
    confusions: tuple[tuple[str, str, int], ...] = ()
    """(wanted, given, times) of classes, right ones too; "nothing" for what was missed or given too much."""


def bootstrap(
    cases: Sequence[T], measure: Callable[[Sequence[T]], float], *, rounds: int = _ROUNDS
) -> tuple[float, float]:
    """Give the 95 % interval of a measure when cases are drawn again with replacement (Efron 1979)."""
    chance = random.Random(_SEED)  # noqa: S311  # drawing samples, not secrets
    size = len(cases)
    if not size:
        return 0.0, 0.0
    drawn = sorted(measure([cases[chance.randrange(size)] for _ in range(size)]) for _ in range(rounds))
    return drawn[int(rounds * 0.025)], drawn[int(rounds * 0.975) - 1]


def total(tallies: Iterable[Tally]) -> Tally:
    """Add tallies."""
    return sum(tallies, Tally(0, 0, 0))


def three(name: str, tallies: Sequence[Tally]) -> list[Score]:
    """Give precision, recall and F1 of tallies, one a text, with the interval of F1."""
    whole = total(tallies)
    low, high = bootstrap(tallies, lambda drawn: total(drawn).f1)
    return [
        Score(measure=f"{name} precision", value=whole.precision, items=whole.given),
        Score(measure=f"{name} recall", value=whole.recall, items=whole.wanted),
        Score(measure=f"{name} F1", value=whole.f1, items=whole.wanted, low=low, high=high),
    ]


def share(name: str, rights: Sequence[bool]) -> Score:
    """Give the share of cases that are right, with its interval."""
    low, high = bootstrap(rights, lambda drawn: sum(drawn) / len(drawn))
    value = sum(rights) / len(rights) if rights else 0.0
    return Score(measure=name, value=value, items=len(rights), low=low, high=high)


def class_f1(pairs: Sequence[tuple[str, str]]) -> dict[str, tuple[float, int]]:
    """Give F1 and number of each class that the gold has, from (wanted, given)."""
    wanted, given = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    right = Counter(one for one, other in pairs if one == other)
    return {name: (Tally(right[name], given[name], wanted[name]).f1, wanted[name]) for name in sorted(wanted)}


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """Give the mean F1 over the classes that the gold has."""
    classes = class_f1(pairs)
    return sum(value for value, _ in classes.values()) / len(classes) if classes else 0.0


def match(wanted: Sequence[Span], given: Sequence[Span]) -> list[tuple[int, int]]:
    """Pair overlapping spans one to one, those that share most characters first."""
    shared = [
        (min(one.end, other.end) - max(one.start, other.start), number, index)
        for number, one in enumerate(wanted)
        for index, other in enumerate(given)
        if one.overlaps(other)
    ]
    pairs: list[tuple[int, int]] = []
    for _, number, index in sorted(shared, key=lambda row: (-row[0], row[1], row[2])):
        if all(number != one and index != other for one, other in pairs):
            pairs.append((number, index))
    return sorted(pairs)


def within(text: str, span: Span, *, around: int = 40) -> str:
    """Give a span with what stands around it, in brackets."""
    return f"{text[max(0, span.start - around) : span.start]}[{span.cut(text)}]{text[span.end : span.end + around]}"
