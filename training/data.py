"""What the sentences are like: how varied, how many tell nothing, how often two labellings agree."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from training.rows import NO_EVENT, Row

NEAR = 0.6
"""Two sentences are near-copies when they share this part of their words, names of source and target left out."""
_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How often a second labelling, blind to the first, gave the same."""

    rows: int
    root: float
    """Share with the same root, NONE being one."""
    kappa: float
    """Cohen's kappa of the root."""
    happened: float
    """Share where both say that something happened, or that nothing did."""
    mode: float
    """Share with the same mode, or none, of those with the same root."""
    label: float
    """Share with the same root, mode, reason and act."""


def skeleton(row: Row) -> frozenset[str]:
    """Give the words of a sentence without its source and target."""
    text = row.text
    for words in (row.words(row.source), row.words(row.target)):
        if words:
            text = text.replace(words, " ")
    return frozenset(_WORD.findall(text.lower()))


def near_copies(rows: Sequence[Row], *, share: float = NEAR) -> Iterator[tuple[Row, Row]]:
    """Give pairs of sentences whose skeletons share at least a part of their words (Jaccard)."""
    skeletons = [skeleton(row) for row in rows]
    often = Counter(word for words in skeletons for word in words)
    holders: dict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(skeletons):
        # Two sets that share so much have one of their rarest words in common; the others need not be looked up.
        rare = sorted(words, key=lambda word: (often[word], word))[: len(words) - ceil(share * len(words)) + 1]
        for other in sorted({one for word in rare for one in holders[word]}):
            if len(words & skeletons[other]) >= share * len(words | skeletons[other]):
                yield rows[other], rows[number]
        for word in rare:
            holders[word].append(number)


def frame(row: Row) -> str:
    """Give how a sentence is built: root, words of the act, and the order in which the parts stand."""
    parts = sorted((span.start, name) for name, span in
                   (("source", row.source), ("target", row.target), ("act", row.trigger)) if span)  # fmt: skip
    return f"{row.label}: {row.words(row.trigger).lower()}: {' '.join(name for _, name in parts)}"


def overused(rows: Sequence[Row], *, most: int) -> list[tuple[str, int]]:
    """Give event words that stand in more sentences than `most`, the commonest first."""
    words = Counter(row.words(row.trigger).lower() for row in rows if row.trigger)
    return [(word, times) for word, times in words.most_common() if times > most]


def inverted(rows: Sequence[Row]) -> float:
    """Give the share of sentences with both sides in which the target stands first."""
    both = [(row.source, row.target) for row in rows if row.source and row.target]
    return sum(target.start < source.start for source, target in both) / len(both) if both else 0.0


def agreement(rows: Sequence[Row], second: Sequence[tuple[str, str, str | None]]) -> Agreement:
    """Compare first and second labels; raise ValueError for a second label of a sentence that is not there."""
    by_id = {row.id: row for row in rows}
    missing = [name for name, _, _ in second if name not in by_id]
    if missing:
        raise ValueError(f"second labels of unknown sentences: {', '.join(missing[:5])}")
    labels = [(first or by_id[name].label, label) for name, label, first in second]
    roots = [(_root(one), _root(other)) for one, other in labels]
    return Agreement(
        rows=len(labels),
        root=_same(roots),
        kappa=kappa(roots),
        happened=_same([(one == NO_EVENT, other == NO_EVENT) for one, other in roots]),
        mode=_same([(one, other) for one, other in labels if _root(one) == _root(other) != NO_EVENT]),
        label=_same(labels),
    )


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Give Cohen's kappa: agreement over what two labellers with these habits would reach by chance (Cohen 1960)."""
    if not pairs:
        return 0.0
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(first[label] * second[label] for label in first) / len(pairs) ** 2
    return 1.0 if chance == 1 else (_same(pairs) - chance) / (1 - chance)


def _same(pairs: Sequence[tuple[object, object]]) -> float:
    return sum(one == other for one, other in pairs) / len(pairs) if pairs else 0.0


def _root(label: str) -> str:
    return re.split("[:/]", label)[0]
