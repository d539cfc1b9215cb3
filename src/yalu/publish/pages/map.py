"""The map: of which states the archive tells how much, and who acts toward whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, cast
from urllib.parse import urlencode

from fastapi import Query

from yalu.asking import Asked
from yalu.errors import QueryError
from yalu.model import Record
from yalu.publish.answers import Answer, SiteOf
from yalu.publish.atlas import PARTS, Part, Shape, load_atlas
from yalu.publish.pages.network import Pair, count_pairs, say_pair
from yalu.publish.queries import Period, Text, Then
from yalu.publish.site import Site

Area = Annotated[str | None, Query(max_length=40, json_schema_extra={"enum": ["", *(part.id for part in PARTS)]})]
_STEPS = 5
_TIES = 40
"""Lines that are drawn; the table has all states."""
_LABELS = 14
_WIDE = 0.58
"""Width of a letter by its height."""
_MOSTLY = 0.75
"""Part of the statements that must lie in the part of the world that is shown unasked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Land:
    """A state that is told of: its shape in one of five depths."""

    path: str
    centre: tuple[int, int]
    dot: bool
    depth: int
    label: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Acts from one state toward another."""

    path: str
    kind: str
    width: float
    label: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StateRow:
    """A row of the table."""

    code: str
    statements: int
    toward: int
    back: int
    """Events that happened, done by it and done to it."""
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPage:
    """The map and its numbers."""

    part: Part
    parts: tuple[tuple[str, str, bool], ...]
    """Address, name, whether it is shown."""
    rest: str
    """Path of all land that nothing is told of."""
    lands: tuple[Land, ...]
    lines: tuple[Line, ...]
    names: tuple[tuple[int, int, str], ...]
    steps: tuple[tuple[int, str], ...]
    rows: tuple[StateRow, ...]
    elsewhere: tuple[str, ...]
    """Codes that have no place on a map of today: bodies, former states."""
    actor: str
    title: str
    about: str


def world_map(
    site: SiteOf, actor: Text = None, year: Period = None, area: Area = None, written_before: Then = None
) -> Answer:  # fmt: skip
    """Answer the map, of the whole archive or of one actor's statements; raise NotFound, QueryError."""
    wanted = site.archive.actor_id(actor) if actor else ""
    asked = cast("Asked", {"actor": wanted or None, "year": year, "written_before": written_before})
    code = _code(site, wanted)
    rows = _rows(site, asked, code)
    part = _part(area) if area else _fit(rows)
    pairs = count_pairs(site, cast("Asked", {**asked, "kind": "event", "happened": True}), of=code)
    given = {"actor": actor or "", "year": year or "", "written_before": written_before or ""}

    def records() -> Iterable[Record]:
        return [
            {"code": o.code, "name": site.words.name(o.code), "statements": o.statements, "acts": o.toward, "suffers": o.back}
            for o in rows
        ]  # fmt: skip

    return Answer(template="map.html", context=_page(site, part, rows, pairs, code, given), records=records)


def _part(wanted: str) -> Part:
    found = next((part for part in PARTS if part.id == wanted), None)
    if found is None:
        raise QueryError(f"area: there is no {wanted!r}", remedy=f"Give one of {', '.join(part.id for part in PARTS)}.")
    return found


def _fit(rows: Sequence[StateRow]) -> Part:
    """Give the smallest part of the world that holds most of what is told."""
    shapes = load_atlas().shapes
    placed = [(shapes[row.code].centre, row.statements) for row in rows if row.code in shapes]
    whole = sum(number for _, number in placed)
    fitting = [
        part for part in PARTS
        if sum(number for centre, number in placed if part.holds(centre)) >= _MOSTLY * whole
    ]  # fmt: skip
    return min(fitting, key=lambda part: part.size) if whole else PARTS[0]


def _code(site: Site, wanted: str) -> str:
    known = site.gazetteer.actor(wanted) if wanted else None
    return known.code if known and known.code else wanted


def _rows(site: Site, asked: Asked, code: str) -> tuple[StateRow, ...]:
    """Count statements by state; with an actor given, those in which the two stand together."""
    wanted = site.archive.understand(asked)
    counted = site.keep(f"roles {sorted(asked.items())}", lambda: site.archive.view.roles_seen(wanted))
    return tuple(
        StateRow(
            code=one.code, statements=one.statements, toward=one.acts, back=one.suffers,
            href=f"/dyads/{code}/{one.code}" if code and one.code != code else f"/actors/{one.code}",
        )
        for one in counted
    )  # fmt: skip


def _page(
    site: Site, part: Part, rows: tuple[StateRow, ...], pairs: Sequence[Pair], code: str, given: dict[str, str]
) -> MapPage:
    atlas = load_atlas()
    placed = {row.code: row for row in rows if row.code in atlas.shapes}
    bounds = _bounds(max((row.statements for row in placed.values() if row.code != code), default=1))
    title = "Statements by state" if not code else f"Statements on {site.words.name(code)}, by the other state"
    return MapPage(
        part=part,
        parts=tuple((_address(given, one.id), one.name, one is part) for one in PARTS),
        rest="".join(shape.path for key, shape in atlas.shapes.items() if key not in placed),
        lands=tuple(_land(site, row, atlas.shapes[row.code], bounds, code) for row in placed.values()),
        lines=tuple(_line(site, pair, atlas.shapes) for pair in pairs[:_TIES] if _drawn(pair, atlas.shapes)),
        names=_names(site, [row for row in placed.values() if part.holds(atlas.shapes[row.code].centre)], part.letter),
        steps=tuple((number + 1, _step(bounds, number)) for number in range(len(bounds))),
        rows=rows,
        elsewhere=tuple(row.code for row in rows if row.code not in placed),
        actor=code,
        title=title,
        about=atlas.about.partition(", made by")[0],
    )  # fmt: skip


def _address(given: dict[str, str], area: str) -> str:
    return "/map?" + urlencode({name: value for name, value in given.items() if value} | {"area": area})


def _bounds(most: int) -> tuple[int, ...]:
    """Give the least number of each depth: each is about as many times the one before, up to the largest count."""
    ratio = max(most, 1) ** (1 / _STEPS)
    return tuple(dict.fromkeys(max(1, round(ratio**number)) for number in range(_STEPS)))


def _step(bounds: tuple[int, ...], number: int) -> str:
    if number + 1 == len(bounds):
        return f"{bounds[number]} or more"
    last = bounds[number + 1] - 1
    return str(last) if last == bounds[number] else f"{bounds[number]} to {last}"


def _land(site: Site, row: StateRow, shape: Shape, bounds: tuple[int, ...], code: str) -> Land:
    depth = sum(row.statements >= bound for bound in bounds)
    counted = f"{row.statements} {'statement' if row.statements == 1 else 'statements'}"
    return Land(
        path=shape.path, centre=shape.centre, dot=shape.small, depth=0 if row.code == code else depth,
        label=f"{site.words.name(row.code)}: {counted}", href=row.href,
    )  # fmt: skip


def _drawn(pair: Pair, shapes: dict[str, Shape]) -> bool:
    return pair.first in shapes and pair.second in shapes


def _line(site: Site, pair: Pair, shapes: dict[str, Shape]) -> Line:
    """Bend each direction to its own side, so that both are seen."""
    one, other = shapes[pair.first].centre, shapes[pair.second].centre
    bend_x, bend_y = (other[1] - one[1]) * 0.18, (one[0] - other[0]) * 0.18
    middle_x, middle_y = (one[0] + other[0]) / 2 + bend_x, (one[1] + other[1]) / 2 + bend_y
    return Line(
        path=f"M{one[0]} {one[1]}Q{middle_x:.0f} {middle_y:.0f} {other[0]} {other[1]}",
        kind=pair.kind,
        width=round(min(1 + pair.total**0.5, 6), 1),
        label=say_pair(site, pair),
        href=f"/dyads/{pair.first}/{pair.second}",
    )


def _names(site: Site, rows: Sequence[StateRow], letter: float) -> tuple[tuple[int, int, str], ...]:
    """Name the states of which most is told, but none across the name of another."""
    shapes = load_atlas().shapes
    found: list[tuple[int, int, str]] = []
    for row in rows:
        x, y = shapes[row.code].centre
        name = site.words.name(row.code)
        reach = letter * _WIDE * len(name) / 2
        free = all(
            abs(y - other_y) > letter or abs(x - other_x) > reach + letter * _WIDE * len(other) / 2
            for other_x, other_y, other in found
        )
        if free:
            found.append((x, y, name))
    return tuple(found[:_LABELS])
