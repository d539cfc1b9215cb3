"""A figure beside the data, as it is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from yalu.model import Figure
from yalu.publish.cards import Card
from yalu.publish.site import Site

_READINGS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRow:
    """One thing a figure could mean."""

    verdict: str
    words: str
    sources: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """A figure with what the series say of it."""

    card: Card
    verdict: str
    matches: int
    range: str
    """How far the words let a number stray."""
    readings: tuple[ReadingRow, ...]
    more: int


def reconcile_all(site: Site, figures: Sequence[Figure], cards: Mapping[str, Card]) -> Iterator[Reconciled]:
    """Give figures with their readings, `cards` by statement; those that no series speaks to are passed over."""
    for made in site.archive.reconcile_figures(figures):
        rows = tuple(
            ReadingRow(verdict=one.verdict, words=one.words, sources="; ".join(one.sources), ids=one.ids)
            for one in made.readings
        )
        yield Reconciled(
            card=cards[made.figure.id], verdict=made.verdict, matches=len(made.at("matches")), range=made.said.why,
            readings=rows[:_READINGS], more=max(len(rows) - _READINGS, 0),
        )  # fmt: skip
