"""Print what the sentences are like and say what is wrong with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from training.data import agreement, frame, inverted, near_copies, overused, skeleton
from training.rows import DOUBTFUL, NO_EVENT, Row, read_rows, read_second

_NEGATIVE, _INVERTED, _MOST = 0.3, 0.1, 40
"""Of the sentences written to tell events from none, so many tell none; in a tenth the target stands first; no word of an
act stands in more than 40."""
_FOR_PAIRS = ("t-", "news-", "plain-")
"""Beginnings of the ids of sentences written for given pairs: all of them tell an event."""


def report() -> list[str]:
    """Print counts and agreement; give what is wrong, in words."""
    rows = read_rows()
    for name, value in _counts(rows):
        print(f"{name:32} {value}")
    doubtful = read_rows(DOUBTFUL)
    for prefix in ("conf", "coop"):
        second = [one for one in read_second() if one[0].startswith(prefix)]
        if second:
            found = agreement([*rows, *doubtful], second)
            print(
                f"second labels, {prefix} ({found.rows})".ljust(32),
                f"root {found.root:.1%}, kappa {found.kappa:.3f}, event or none {found.happened:.1%}, "
                f"mode {found.mode:.1%}, with reason and act {found.label:.1%}",
            )
    print(f"{'left out as doubtful':32} {len(doubtful)}")
    return list(faults(rows))


def faults(rows: Sequence[Row]) -> Iterator[str]:
    """Give what is wrong with a set of sentences, one line each."""
    for one, other in near_copies(rows):
        yield f"{one.id} and {other.id} are near-copies"
    twice = [name for name, times in Counter(row.id for row in rows).items() if times > 1]
    if twice:
        yield f"ids stand twice: {', '.join(twice)}"
    mixed = [row for row in rows if not row.id.startswith(_FOR_PAIRS)]
    nothing = sum(row.root == NO_EVENT for row in mixed)
    if nothing < _NEGATIVE * len(mixed):
        yield f"{nothing} of {len(mixed)} sentences tell nothing, less than {_NEGATIVE:.0%}"
    if inverted(rows) < _INVERTED:
        yield f"the target stands first in {inverted(rows):.1%}, less than {_INVERTED:.0%}"
    for word, times in overused(rows, most=_MOST):
        yield f"{word!r} tells the act in {times} sentences"


def _counts(rows: Sequence[Row]) -> Iterator[tuple[str, object]]:
    told = [row for row in rows if row.root != NO_EVENT]
    nothing = [row for row in rows if row.root == NO_EVENT]
    yield "sentences", len(rows)
    yield "an event", len(told)
    mixed = sum(not row.id.startswith(_FOR_PAIRS) for row in rows)
    yield "none", f"{len(nothing)} ({len(nothing) / mixed:.0%} of the {mixed} that were not written for given pairs)"
    yield "distinct skeletons", len({skeleton(row) for row in rows})
    yield "distinct frames", len({frame(row) for row in rows})
    yield "distinct words of the act", len({row.words(row.trigger).lower() for row in rows if row.trigger})
    yield "target before source", f"{inverted(rows):.0%}"
    yield "by root", _listed(row.root for row in told)
    yield "with a mode", sum(row.mode is not None for row in told)
    yield "by reason", _listed(str(row.reason) for row in nothing)
    yield "by prose", _listed(row.prose for row in rows)


def _listed(values: Iterator[str]) -> str:
    return " ".join(f"{name} {times}" for name, times in Counter(values).most_common())
