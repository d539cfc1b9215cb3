"""Events by year, drawn: every bar opens its rows, shares are of all events told of the year; claims by theme and time."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from yalu.analysis import QUADS
from yalu.publish.years import Acts, draw_acts, sum_acts
from yalu.store import UNPLACED, YearActs

TOLD = (YearActs(2013, 4, 1, 0, -6.0), YearActs(2015, 2, 1, 0, 7.0))


def acts(*more: YearActs) -> Acts:
    return sum_acts((*TOLD, *more), "CHN", "PRK")


def test_sums_are_of_what_happened_and_years_of_what_is_placed() -> None:
    found = acts(YearActs(2015, 4, 1, 3, -2.0), YearActs(UNPLACED, 4, 2, 0, -10.0))
    assert (found.happened, found.unplaced, dict(found.quads)) == (5, 2, {1: 0, 2: 1, 3: 0, 4: 4})
    assert [(one.year, one.count, one.intensity) for one in found.years] == [(2013, 1, -6.0), (2015, 2, 2.5)]
    assert found.intensity == pytest.approx(-2.2)


def test_what_is_only_suffered_is_no_act() -> None:
    assert sum_acts([YearActs(2013, 4, 0, 2, 0.0)], "CHN").years == ()


def test_cooperation_stands_above_the_line_and_conflict_below() -> None:
    chart = draw_acts(acts(), title="acts", name=QUADS.__getitem__)
    assert chart
    conflict, aid = chart.bars
    assert aid.y + aid.height == pytest.approx(chart.base)
    assert conflict.y == pytest.approx(chart.base)
    assert "by=CHN&to=PRK&year=2015&quad=2&happened=true" in aid.href


def test_a_share_is_of_all_events_told_of_the_year() -> None:
    whole = {2013: 4, 2015: 1}
    chart = draw_acts(acts(), title="acts", name=QUADS.__getitem__, whole=whole)
    assert chart
    conflict, aid = chart.bars
    assert aid.height == pytest.approx(4 * conflict.height, abs=0.2)
    assert "of all 4 told of the year" in conflict.label
    assert chart.levels[0].label == "100 %"


def test_nothing_is_drawn_of_nothing() -> None:
    assert draw_acts(sum_acts([], "CHN", "PRK"), title="acts", name=QUADS.__getitem__) is None


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
