"""A figure beside the data, as it is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from yalu.model import Figure
from yalu.publish.cards import Card
from yalu.publish.site import Site

_READINGS = 6
_LEADS = ("True of", "Nearly true of", "Not by", "Not comparable:", "The number fits, the time does not:")


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
    parts: tuple[tuple[str, str], ...]
    """The verdict sentence by sentence: the words that judge, and the rest."""
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
            card=cards[made.figure.id], verdict=made.verdict, parts=tuple(map(_part, made.parts)), matches=len(made.at("matches")), range=made.said.why,
            readings=rows[:_READINGS], more=max(len(rows) - _READINGS, 0),
        )  # fmt: skip


def _part(text: str) -> tuple[str, str]:
    """Part the words that judge from what they judge."""
    lead = next((one for one in _LEADS if text.startswith(one)), "")
    return lead, text.removeprefix(lead)
