"""The network of actors: who acts toward whom, or who is named beside whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Annotated, Literal, cast
from urllib.parse import urlencode

from fastapi import Query
from pydantic import Field

from yalu.asking import Asked, parse_period
from yalu.model import Record
from yalu.publish.answers import Answer, SiteOf
from yalu.publish.queries import Blank, Period, Then
from yalu.publish.site import Site
from yalu.store import ArticleFilter

_MOST = 24
"""Actors on the circle; the table has all pairs."""
_TIES = 80
_ROWS = 60
"""Pairs that the page lists; the JSON and CSV have all."""
By = Literal["events", "mentions"]
_TABS = (("events", "who acts toward whom"), ("mentions", "who is named beside whom"))
_LABEL = 24
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

    @property
    def href(self) -> str:
        """Address of the dyad."""
        return f"/dyads/{self.first}/{self.second}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Two actors that the same articles name."""

    first: str
    second: str
    articles: int

    @property
    def total(self) -> int:
        """Articles that name both."""
        return self.articles

    @property
    def kind(self) -> str:
        """Neither cooperation nor conflict."""
        return "together"

    @property
    def href(self) -> str:
        """Address of the articles that name both."""
        return "/search?" + urlencode({"q": f"actor:{self.first} actor:{self.second}"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkPage:
    """The circle and its numbers."""

    by: By
    tabs: tuple[tuple[str, str, str], ...]
    """What the lines are, in a word, its address, and which it is."""

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    pairs: tuple[Pair | Together, ...]
    more: int
    """Pairs that the page does not list."""
    width: float
    height: float
    left_out: int


def network(
    site: SiteOf, year: Period = None, written_before: Then = None, by: By = "events",
    at_least: Annotated[Annotated[int, Field(ge=1, le=1000)] | None, Blank, Query(alias="least")] = None,
) -> Answer:  # fmt: skip
    """Answer the network of events that happened, or of articles that name two actors; `least` leaves out thin ties."""
    least = at_least or 1
    given = {"year": year or "", "written_before": written_before or "", "least": str(least) if least > 1 else ""}
    pairs: Sequence[Pair | Together]
    pairs = _acting(site, year, written_before) if by == "events" else _named(site, year, written_before)
    pairs = [pair for pair in pairs if pair.total >= least]

    def records() -> Iterable[Record]:
        return map(_record, pairs)

    return Answer(template="network.html", context=_draw(site, pairs, by, given), records=records)


def _acting(site: Site, year: str | None, written_before: str | None) -> Sequence[Pair]:
    asked = cast("Asked", {"kind": "event", "happened": True, "year": year, "written_before": written_before})
    return count_pairs(site, asked)


def _named(site: Site, year: str | None, written_before: str | None) -> list[Together]:
    view = site.archive.view
    if year or written_before:
        first, last = parse_period(year) if year else (None, None)
        found = view.named_together(ArticleFilter(earliest=first, latest=last, written_before=written_before))
    else:
        found = site.keep("together", view.named_together)
    return [Together(first=one.first, second=one.second, articles=one.articles) for one in found]


def _record(pair: Pair | Together) -> Record:
    counted = (
        {"articles": pair.articles}
        if isinstance(pair, Together)
        else {"cooperation": pair.cooperation, "conflict": pair.conflict}
    )
    return {"first": pair.first, "second": pair.second, **counted}


def count_pairs(site: Site, asked: Asked, *, of: str = "") -> list[Pair]:
    """Count the events that are asked for by ordered pair: quads 1 and 2 are cooperation, 3 and 4 conflict."""
    wanted = site.archive.understand(asked)
    counted = site.keep(
        f"acts {of} {sorted(asked.items())}", lambda: site.archive.view.acts_seen(wanted, of=of or None)
    )
    return [
        Pair(first=one.first, second=one.second, cooperation=one.cooperation, conflict=one.conflict) for one in counted
    ]


def _draw(site: Site, pairs: Sequence[Pair | Together], by: By, given: dict[str, str]) -> NetworkPage:
    weight: Counter[str] = Counter()
    for pair in pairs:
        for code in (pair.first, pair.second):
            weight[code] += pair.total
    codes = [code for code, _ in weight.most_common(_MOST)]
    nodes = {code: _node(site, code, number, len(codes), weight[code]) for number, code in enumerate(codes)}
    drawn = [pair for pair in pairs if pair.first in nodes and pair.second in nodes][:_TIES]
    tabs = tuple(
        (label, "/network?" + urlencode({"by": one} | {k: v for k, v in given.items() if v}), one)
        for one, label in _TABS
    )
    ties = tuple(_tie(site, pair, nodes[pair.first], nodes[pair.second]) for pair in drawn)
    return NetworkPage(
        by=by, tabs=tabs, nodes=tuple(nodes.values()), ties=ties, pairs=tuple(pairs[:_ROWS]), more=max(len(pairs) - _ROWS, 0), width=_WIDTH, height=_HEIGHT,
        left_out=len(weight) - len(nodes),
    )  # fmt: skip


def _node(site: Site, code: str, number: int, count: int, weight: int) -> Node:
    angle = 2 * pi * number / count - pi / 2
    x, y = _WIDTH / 2 + _RADIUS * cos(angle), _HEIGHT / 2 + _RADIUS * sin(angle)
    side = "middle" if abs(cos(angle)) < 0.2 else "start" if cos(angle) > 0 else "end"
    shift = {"middle": 0.0, "start": 14.0, "end": -14.0}[side]

    return Node(
        code=code, name=_shorten(site.words.name(code)), x=round(x, 1), y=round(y, 1), size=round(min(4 + weight**0.5, 12), 1),
        anchor=side, label_x=round(x + shift, 1),
    )  # fmt: skip


def _shorten(name: str) -> str:
    """Cut a name that would run out of the picture, at a word."""
    return name if len(name) <= _LABEL else f"{name[:_LABEL].rpartition(' ')[0] or name[:_LABEL]} …"


def _tie(site: Site, pair: Pair | Together, one: Node, other: Node) -> Tie:
    """Bend each direction to its own side, so that both are seen."""
    middle_x, middle_y = (one.x + other.x) / 2, (one.y + other.y) / 2
    bend_x, bend_y = (other.y - one.y) * 0.12, (one.x - other.x) * 0.12
    return Tie(
        path=f"M{one.x},{one.y} Q{middle_x + bend_x:.1f},{middle_y + bend_y:.1f} {other.x},{other.y}",
        width=round(min(1 + pair.total**0.5, 7), 1),
        kind=pair.kind,
        label=say_pair(site, pair),
        href=pair.href,
    )


def say_pair(site: Site, pair: Pair | Together) -> str:
    """Give a pair's numbers in words."""
    if isinstance(pair, Together):
        both = f"{site.words.name(pair.first)} and {site.words.name(pair.second)}"
        return f"{both}: named together in {pair.articles} {'article' if pair.articles == 1 else 'articles'}"
    names = f"{site.words.name(pair.first)} → {site.words.name(pair.second)}"
    return f"{names}: {pair.cooperation} of cooperation, {pair.conflict} of conflict"
