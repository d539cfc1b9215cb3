"""Make the geometry of the map from npm's world-atlas (ISC; shapes of Natural Earth, public domain).

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/atlas.py package/countries-50m.json src/yalu/publish/geometry/world.json

Borders are shared arcs: each is projected (Equal Earth) and simplified once, so that neighbours still meet.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

import yaml

Point = tuple[float, float]
WIDTH = 4000
"""Units from the date line to the date line."""
LEAST = 14.0
"""Area in square units below which a corner is taken away, and a ring that is not its state's largest."""
WITHOUT_CODE = {"Kosovo": "KOS", "Somaliland": "SML", "N. Cyprus": "CYN"}
"""Shapes to which the atlas gives no number, by the ids of our own table of states."""
LEFT_OUT = {"010"}
"""Antarctica."""
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796


def project(longitude: float, latitude: float) -> Point:
    """Give the place of a point in Equal Earth (Šavrič, Patterson and Jenny 2018, equations 1 to 4), y downwards."""
    theta = asin(sqrt(3) / 2 * sin(radians(latitude)))
    square = theta * theta
    sixth = square**3
    x = 2 * sqrt(3) * radians(longitude) * cos(theta)
    x /= 3 * (9 * _A4 * sixth * square + 7 * _A3 * sixth + 3 * _A2 * square + _A1)
    y = theta * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))
    unit = WIDTH / (2 * 2.70663)
    return WIDTH / 2 + x * unit, 1.31737 * unit - y * unit


def decode(atlas: dict, arc: Sequence[Sequence[int]]) -> list[Point]:
    """Give an arc of the atlas, which holds differences, as (longitude, latitude); it may run on beyond 180 degrees."""
    (scale_x, scale_y), (shift_x, shift_y) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    x = y = 0
    points: list[Point] = []
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        points.append(_beside((x * scale_x + shift_x, y * scale_y + shift_y), points))
    return points


def _beside(point: Point, before: Sequence[Point]) -> Point:
    """Turn a point round the globe until it lies within half a turn of the one before."""
    turns = round((before[-1][0] - point[0]) / 360) if before else 0
    return point[0] + 360 * turns, point[1]


def simplify(points: list[Point]) -> list[Point]:
    """Take away the corners whose triangle is least, until all are large enough (Visvalingam and Whyatt 1993)."""
    kept = [(point, project(*point)) for point in points]
    fewest = 4 if points[0] == points[-1] else 2
    while len(kept) > fewest:
        areas = [_triangle(*(drawn for _, drawn in kept[at - 1 : at + 2])) for at in range(1, len(kept) - 1)]
        least = min(areas)
        if least >= LEAST:
            break
        kept.pop(areas.index(least) + 1)
    return [point for point, _ in kept]


def clip(ring: Sequence[Point]) -> Iterator[list[Point]]:
    """Give the parts of a ring on the map, cut at the date line, projected (Sutherland and Hodgman 1974)."""
    for turn in (-360, 0, 360):
        part = [(x + turn, y) for x, y in ring]
        for border, side in ((-180, 1), (180, -1)):
            part = _cut(part, border, side)
        if len(part) > 2:
            yield [(round(x), round(y)) for x, y in (project(*point) for point in part)]


def _cut(ring: Sequence[Point], border: int, side: int) -> list[Point]:
    kept: list[Point] = []
    for one, other in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        inside, next_inside = ((x - border) * side >= 0 for x, _ in (one, other))
        if inside:
            kept.append(one)
        if inside != next_inside:
            share = (border - one[0]) / (other[0] - one[0])
            kept.append((border, one[1] + share * (other[1] - one[1])))
    return kept


def _triangle(one: Point, two: Point, three: Point) -> float:
    return abs((two[0] - one[0]) * (three[1] - one[1]) - (three[0] - one[0]) * (two[1] - one[1])) / 2


def area_of(ring: Sequence[Point]) -> float:
    """Give the signed area of a ring."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2


def centre_of(ring: Sequence[Point]) -> list[int]:
    """Give the centre of gravity of a ring; of one without area the middle of its corners."""
    area = area_of(ring)
    if abs(area) < 1:
        return [round(sum(point[at] for point in ring) / len(ring)) for at in (0, 1)]
    pairs = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    return [round(sum((a[at] + b[at]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (6 * area)) for at in (0, 1)]


def draw(ring: Sequence[Point]) -> str:
    """Give a ring as a path of SVG with relative steps."""
    x, y = ring[0]
    steps = []
    for next_x, next_y in ring[1:]:
        if (next_x, next_y) != (x, y):
            steps.append(f"{int(next_x - x)} {int(next_y - y)}")
        x, y = next_x, next_y
    return f"M{int(ring[0][0])} {int(ring[0][1])}l{' '.join(steps)}z".replace(" -", "-") if len(steps) > 1 else ""


def rings_of(geometry: dict, arcs: Sequence[list[Point]]) -> list[list[Point]]:
    """Join the arcs of each ring; a number below zero means the arc ~number backwards."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    rings = []
    for numbers in (ring for polygon in polygons for ring in polygon):
        ring: list[Point] = []
        for number in numbers:
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            for point in arc[1:] if ring else arc:
                ring.append(_beside(point, ring))
        rings += clip(ring)
    return rings


def shape(rings: list[list[Point]]) -> dict[str, object]:
    """Give a state's path, its centre and whether it is too small to be seen as a shape."""
    rings = sorted(rings, key=lambda ring: -abs(area_of(ring)))
    seen = [ring for number, ring in enumerate(rings) if number == 0 or abs(area_of(ring)) >= LEAST]
    found: dict[str, object] = {"path": "".join(map(draw, seen)), "centre": centre_of(rings[0])}
    return found | ({"small": True} if abs(area_of(rings[0])) < 120 else {})


def shapes(atlas: dict, states: Iterable[dict]) -> dict[str, dict[str, object]]:
    """Give every shape by the id of its state; what no table of states names stays as land alone."""
    ids = {f"{one['iso_numeric']:03}": one["id"] for one in states if "iso_numeric" in one and "until" not in one}
    arcs = [simplify(decode(atlas, arc)) for arc in atlas["arcs"]]
    found: dict[str, list[list[Point]]] = {}
    for geometry in atlas["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        if geometry.get("id") not in LEFT_OUT:
            known = ids.get(geometry.get("id", "")) or WITHOUT_CODE.get(name) or f"land:{name}"
            found.setdefault(known, []).extend(rings_of(geometry, arcs))
    return {known: shape(rings) for known, rings in found.items()}


def main() -> int:
    """Write the geometry."""
    atlas = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    table = Path(__file__).parent.parent / "src/yalu/lexicon/data/actors/states.yaml"
    states = yaml.safe_load(table.read_text(encoding="utf-8"))["entries"]
    world = {
        "about": "Shapes of states as of today, from npm's world-atlas 2.0.2 (countries-50m), made by tools/atlas.py",
        "licence": "world-atlas: ISC, copyright 2013-2019 Michael Bostock; shapes: Natural Earth 4.1.0, public domain",
        "projection": "Equal Earth (Šavrič, Patterson and Jenny 2018)",
        "width": WIDTH,
        "height": round(2 * 1.31737 * WIDTH / (2 * 2.70663)),
        "shapes": shapes(atlas, states),
    }
    text = json.dumps(world, ensure_ascii=False, separators=(",", ":")).replace('},"', '},\n"')
    Path(sys.argv[2]).write_text(f"{text}\n", encoding="utf-8")
    print(f"{len(world['shapes'])} shapes, {len(text) // 1000} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
