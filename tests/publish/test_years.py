"""Events by year, drawn: every bar opens its rows, shares are of all events told of the year; claims by theme and time."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from tests.builders import article, event
from yalu.analysis import QUADS, dyad
from yalu.publish.years import draw_direction

TEXT = article(
    "China sanctioned North Korea in 2013. China aided North Korea in 2015. China aided North Korea in 2016."
)
EVENTS = [
    event(TEXT, "China sanctioned North Korea in 2013.", date="2013"),
    event(TEXT, "China aided North Korea in 2015.", date="2015", event_type="AID", quad=2, intensity=7.0),
]


def test_cooperation_stands_above_the_line_and_conflict_below() -> None:
    chart = draw_direction(dyad(EVENTS, "CHN", "PRK").forward, title="acts", name=QUADS.__getitem__)
    assert chart
    conflict, aid = chart.bars
    assert aid.y + aid.height == pytest.approx(chart.base)
    assert conflict.y == pytest.approx(chart.base)
    assert "by=CHN&to=PRK&year=2015&quad=2&happened=true" in aid.href


def test_a_share_is_of_all_events_told_of_the_year() -> None:
    whole = {2013: 4, 2015: 1}
    chart = draw_direction(dyad(EVENTS, "CHN", "PRK").forward, title="acts", name=QUADS.__getitem__, whole=whole)
    assert chart
    conflict, aid = chart.bars
    assert aid.height == pytest.approx(4 * conflict.height, abs=0.2)
    assert "of all 4 told of the year" in conflict.label
    assert chart.levels[0].label == "100 %"


def test_nothing_is_drawn_of_nothing() -> None:
    assert draw_direction(dyad([], "CHN", "PRK").forward, title="acts", name=QUADS.__getitem__) is None


def test_the_dyad_page_has_all_its_parts(client: TestClient) -> None:
    html = client.get("/dyads/CHN/PRK").text
    for part in ("agreements", "acts", "events", "claims", "writers", "coverage"):
        assert f'id="{part}"' in html, part
    assert 'href="/authors/hanne-vogt"' in html
    assert "in per cent of all events told of the year" in client.get("/dyads/CHN/PRK?per=year").text


def test_a_timeline_zooms_to_stretches_that_hold_something(client: TestClient) -> None:
    html = client.get("/timeline").text
    assert 'href="/timeline?year=1960..1969"' in html
    near = client.get("/timeline?year=1960..1969").text
    assert "1961" in near
    assert ">all time <" in near


def test_a_view_is_cited_with_the_state_of_the_archive(client: TestClient) -> None:
    entry = client.get("/dyads/CHN/PRK.bib").text
    assert entry.startswith("@misc{")
    assert "Archive version" in entry
    assert "/dyads/CHN/PRK" in entry
    assert client.get("/timeline.csl?actor=PRK").json()[0]["type"] == "dataset"
