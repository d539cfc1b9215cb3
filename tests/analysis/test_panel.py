from __future__ import annotations

import random

import pytest

from tests.analysis import trade_builders as t
from tests.conftest import SHARED
from yalu.actors import Gazetteer
from yalu.analysis import fill_panel, measure_asymmetry, measure_dependence, measure_panel, open_book
from yalu.datasets import load_table
from yalu.store import create_archive

STATES = ("CHN", "JPN", "KOR", "PRK", "RUS", "USA")


def test_panel_says_what_the_measures_of_one_state_say() -> None:
    chance = random.Random(3)
    rows = [
        t.row(f"{one} {other} {flow} {year} {chance.randint(1, 99)}")
        for year in (2001, 2002) for one in STATES for other in STATES for flow in "XM"
        if one != other and chance.random() > 0.3
    ]  # fmt: skip
    book = open_book([t.series()], rows, {})
    measured = measure_panel(fill_panel(rows, "t/s"))
    for state in STATES:
        for one in measure_dependence(book, state, flow="total"):
            (found,) = [each for each in measured.leads(one.period) if each.state == state]
            assert one.concentration
            assert found.lead == one.partners[0].partner
            assert found.share == pytest.approx(one.partners[0].share)
            assert found.hhi == pytest.approx(one.concentration.hhi)
            assert set(measured.ids(one.period, state)) == set(one.ids)
    pair = measure_asymmetry(book, "t/s", "2001", "PRK", "CHN")
    assert pair
    first, second = (measured.panel.states.index(one) for one in ("PRK", "CHN"))
    assert measured.asymmetry[0, first, second] == pytest.approx(pair.difference)
    assert measured.salience[0, first, second] == pytest.approx(pair.salience)


@pytest.mark.shared
def test_panel_of_the_correlates_of_war(tmp_path_factory: pytest.TempPathFactory, gazetteer: Gazetteer) -> None:
    path = SHARED / "data" / "cow_trade_2001_directed.csv"
    if not path.exists():
        pytest.skip("the reference material is not here")
    with create_archive(tmp_path_factory.mktemp("panel") / "a.yalu") as store:
        load_table(store, path, gazetteer=gazetteer)
        measured = measure_panel(fill_panel(store.view().trade(), "cow-trade-2001/directed"))
    states = measured.panel.states
    one, other = states.index("PRK"), states.index("CHN")
    assert [round(float(measured.shares[0, a, b]), 4) for a, b in ((one, other), (other, one))] == [0.2017, 0.0013]
    assert round(float(measured.hhi[0, one]), 3) == 0.159
