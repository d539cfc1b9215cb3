"""A figure beside the data, as it is shown."""

from __future__ import annotations

from dataclasses import dataclass

from yalu import analysis
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """A figure with what the series say of it."""

    card: Card
    verdict: str
    matches: int
    readings: tuple[ReadingRow, ...]
    more: int


def reconcile_one(site: Site, figure: Figure, book: analysis.Book, card: Card) -> Reconciled | None:
    """Give a figure with its readings; None where no series speaks to it."""
    written = site.archive.view.article(figure.article).published
    made = analysis.reconcile(figure, book, written=written)
    if made is None:
        return None
    rows = tuple(
        ReadingRow(verdict=one.verdict, words=one.words, sources="; ".join(one.sources)) for one in made.readings
    )
    return Reconciled(
        card=card, verdict=made.verdict, matches=len(made.at("matches")),
        readings=rows[:_READINGS], more=max(len(rows) - _READINGS, 0),
    )  # fmt: skip
