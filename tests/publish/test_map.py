"""The map: geometry that closes, every state and line with its rows, parts of the world that hold what is told."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from yalu.publish.atlas import PARTS, load_atlas

_LARGEST = 450
"""Units a border may run straight: that of the United States and Canada along the 49th parallel is the longest."""


def test_no_border_runs_across_the_map() -> None:
    atlas = load_atlas()
    for key, shape in atlas.shapes.items():
        assert shape.path or shape.small, key
        for ring in shape.path.split("z")[:-1]:
            x = [int(number) for number, _ in re.findall(r"(-?\d+) ?(-?\d+)", ring.partition("l")[2])]
            assert max(map(abs, x)) < _LARGEST, key


@pytest.mark.parametrize("state", ["PRK", "KOR", "CHN", "AUS", "RUS", "USA", "FJI", "TWN", "SGP", "KOS", "PSE", "VAT"])
def test_states_lie_on_the_map(state: str) -> None:
    shape = load_atlas().shapes[state]
    assert PARTS[0].holds(shape.centre)


@pytest.mark.parametrize(("part", "state"), [
    ("east-asia", "PRK"), ("east-asia", "JPN"), ("east-asia", "CHN"), ("asia-pacific", "AUS"), ("europe", "DEU"),
    ("africa", "NAM"), ("africa", "EGY"), ("americas", "USA"), ("americas", "CHL"),
])  # fmt: skip
def test_a_part_of_the_world_holds_its_states(part: str, state: str) -> None:
    assert next(one for one in PARTS if one.id == part).holds(load_atlas().shapes[state].centre)


def test_states_and_lines_open_their_rows(client: TestClient) -> None:
    html = client.get("/map").text
    said = client.get("/statements.json?actor=CHN").json()["items"]
    assert f'<a href="/actors/CHN"><title>China: {len(said)} statements</title>' in html
    assert '<a href="/dyads/CHN/PRK"><title>China → North Korea: 0 of cooperation, 1 of conflict</title>' in html
    assert 'href="/map?area=world"' in html


def test_of_one_actor_the_others_are_shown(client: TestClient) -> None:
    rows = client.get("/map.json?actor=CHN").json()["items"]
    assert rows[0]["code"] == "CHN"
    assert next(row for row in rows if row["code"] == "PRK")["acts"] == 0
    assert 'href="/dyads/CHN/PRK"' in client.get("/map?actor=CHN").text


def test_a_part_that_is_not_there_is_told(client: TestClient) -> None:
    answer = client.get("/map?area=atlantis")
    assert answer.status_code == 400
    assert "east-asia" in answer.text
