"""The network of actors: who acts toward whom, or who is named beside whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Annotated, cast

from fastapi import Query

from yalu.asking import Asked
from yalu.model import Event, Record
from yalu.publish.answers import Answer, SiteOf
from yalu.publish.queries import Text
from yalu.publish.site import Site

_MOST = 24
"""Actors on the circle; the table has all pairs."""
_WIDTH, _HEIGHT, _RADIUS = 720.0, 560.0, 205.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An actor on the circle."""

    code: str
    name: str
    x: float
    y: float
    size: float
    anchor: str
    label_x: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A line between two actors: cooperation, conflict or mixed; its width grows with the number of events."""

    path: str
    width: float
    kind: str
    label: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A row of the table."""

    first: str
    second: str
    cooperation: int
    conflict: int

    @property
    def total(self) -> int:
        """Events in this direction."""
        return self.cooperation + self.conflict

    @property
    def kind(self) -> str:
        """Cooperation, conflict or mixed."""
        return "mixed" if self.cooperation and self.conflict else "conflict" if self.conflict else "cooperation"


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkPage:
    """The circle and its numbers."""

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    pairs: tuple[Pair, ...]
    width: float
    height: float
    left_out: int


def network(
    site: SiteOf, year: Text = None, written_before: Text = None, least: Annotated[int, Query(ge=1, le=1000)] = 1
) -> Answer:
    """Answer the network of events that happened; `least` leaves out pairs with fewer."""
    asked = cast("Asked", {"kind": "event", "happened": True, "year": year, "written_before": written_before})
    pairs = count_pairs([one for one in site.archive.each_statement(asked) if isinstance(one, Event)])
    pairs = [pair for pair in pairs if pair.total >= least]

    def records() -> list[Record]:
        return [
            {"first": o.first, "second": o.second, "cooperation": o.cooperation, "conflict": o.conflict} for o in pairs
        ]

    return Answer(template="network.html", context=_draw(site, pairs), records=records)


def count_pairs(events: Sequence[Event]) -> list[Pair]:
    """Count events that happened by ordered pair: quads 1 and 2 are cooperation, 3 and 4 conflict."""
    counted: Counter[tuple[str, str, bool]] = Counter()
    for event in events:
        codes = [(one.code, other.code) for one in event.actors for other in event.recipients]
        counted.update((one, other, event.quad < 3) for one, other in dict.fromkeys(codes) if one != other)
    keys = dict.fromkeys((one, other) for one, other, _ in counted)
    pairs = [
        Pair(first=one, second=other, cooperation=counted[one, other, True], conflict=counted[one, other, False])
        for one, other in keys
    ]
    return sorted(pairs, key=lambda pair: (-pair.total, pair.first, pair.second))


def _draw(site: Site, pairs: Sequence[Pair]) -> NetworkPage:
    weight: Counter[str] = Counter()
    for pair in pairs:
        for code in (pair.first, pair.second):
            weight[code] += pair.total
    codes = [code for code, _ in weight.most_common(_MOST)]
    nodes = {code: _node(site, code, number, len(codes), weight[code]) for number, code in enumerate(codes)}
    drawn = [pair for pair in pairs if pair.first in nodes and pair.second in nodes]
    ties = tuple(_tie(site, pair, nodes[pair.first], nodes[pair.second]) for pair in drawn)
    return NetworkPage(
        nodes=tuple(nodes.values()), ties=ties, pairs=tuple(pairs), width=_WIDTH, height=_HEIGHT,
        left_out=len(weight) - len(nodes),
    )  # fmt: skip


def _node(site: Site, code: str, number: int, count: int, weight: int) -> Node:
    angle = 2 * pi * number / count - pi / 2
    x, y = _WIDTH / 2 + _RADIUS * cos(angle), _HEIGHT / 2 + _RADIUS * sin(angle)
    side = "middle" if abs(cos(angle)) < 0.2 else "start" if cos(angle) > 0 else "end"
    shift = {"middle": 0.0, "start": 14.0, "end": -14.0}[side]

    return Node(
        code=code, name=site.words.name(code), x=round(x, 1), y=round(y, 1), size=round(min(4 + weight**0.5, 12), 1),
        anchor=side, label_x=round(x + shift, 1),
    )  # fmt: skip


def _tie(site: Site, pair: Pair, one: Node, other: Node) -> Tie:
    """Bend each direction to its own side, so that both are seen."""
    middle_x, middle_y = (one.x + other.x) / 2, (one.y + other.y) / 2
    bend_x, bend_y = (other.y - one.y) * 0.12, (one.x - other.x) * 0.12
    return Tie(
        path=f"M{one.x},{one.y} Q{middle_x + bend_x:.1f},{middle_y + bend_y:.1f} {other.x},{other.y}",
        width=round(min(1 + pair.total**0.5, 7), 1),
        kind=pair.kind,
        label=say_pair(site, pair),
        href=f"/dyads/{pair.first}/{pair.second}",
    )


def say_pair(site: Site, pair: Pair) -> str:
    """Give a pair's numbers in words."""
    names = f"{site.words.name(pair.first)} → {site.words.name(pair.second)}"
    return f"{names}: {pair.cooperation} of cooperation, {pair.conflict} of conflict"
