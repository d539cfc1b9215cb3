from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis import trade_builders as t
from tests.conftest import SHARED
from yalu.actors import Gazetteer
from yalu.analysis import (
    concentrate,
    find_first_fall,
    find_obligations,
    find_suspects,
    list_vote_agreement,
    measure_asymmetry,
    measure_changes,
    measure_dependence,
    measure_distances,
    measure_exposure,
    measure_influence,
    measure_likeness,
    measure_mirror_gap,
    measure_portfolios,
    measure_vulnerability,
    measure_weak_link,
    open_book,
)
from yalu.datasets import load_table
from yalu.model import PairRow, StateRow
from yalu.store import Store, TradeFilter, create_archive


def test_share_is_of_the_whole_and_names_its_rows() -> None:
    (one,) = measure_dependence(t.book("PRK CHN X 2014 90", "PRK RUS X 2014 10"), "PRK", flow="exports")
    assert [(each.partner, each.share) for each in one.partners] == [("CHN", 0.9), ("RUS", 0.1)]
    assert one.ids == ("t/s/PRK/CHN/exports/2014", "t/s/PRK/RUS/exports/2014")
    assert one.concentration
    assert (round(one.concentration.hhi, 3), one.concentration.partners) == (0.82, 2)


@pytest.mark.parametrize(("rows", "flow", "share", "why"), [
    (("PRK CHN X 2014 90", "PRK WLD X 2014 120"), "exports", 0.75, "the whole as the series gives it"),
    (("CHN PRK M 2014 30", "JPN PRK M 2014 10"), "exports", 0.75, "mirrored: what partners buy"),
    (("PRK CHN X 2014 30", "PRK CHN M 2014 30", "PRK RUS X 2014 20"), "total", 0.75, "both flows summed"),
    (("PRK CHN X 2014 91.3%",), "exports", 0.913, "as the source gives it"),
    (("PRK CHN X 2014 91.3%", "PRK CHN X 2014 60", "PRK WLD X 2014 80"), "exports", 0.913, "the given share before a sum"),
])  # fmt: skip
def test_share_of_china(rows: tuple[str, ...], flow: str, share: float, why: str) -> None:
    (one,) = [each for each in measure_dependence(t.book(*rows), "PRK") if each.flow == flow]
    lead = one.of_partner("CHN")
    assert lead
    assert lead.share == pytest.approx(share), why


def test_list_of_leading_partners_gives_no_whole_and_says_so() -> None:
    book = t.book("PRK CHN X 2014 90", "PRK RUS X 2014 10", complete=False)
    assert measure_dependence(book, "PRK") == ()
    (one,) = measure_dependence(t.book("PRK CHN X 2014 76%", complete=False, leaves_out=("KOR",)), "PRK")
    assert (one.complete, one.denominator) == (False, "all exports without South Korea; not all partners listed")


def test_row_left_out_by_a_decision_counts_no_more() -> None:
    out = ("t/s/PRK/DZA/exports/2014",)
    rows = ("PRK CHN X 2014 60", "PRK DZA X 2014 40")
    with_, without = (measure_dependence(t.book(*rows, left_out=one), "PRK", flow="exports")[0] for one in ((), out))
    assert [len(one.partners) for one in (with_, without)] == [2, 1]
    assert t.book(*rows, left_out=out).left_out[out[0]].by == "Ada"


def test_asymmetry_warns_of_a_pair_in_which_one_is_far_larger() -> None:
    book = t.book("PRK CHN T 2001 20", "PRK WLD T 2001 100", "CHN PRK T 2001 20", "CHN WLD T 2001 20000")
    one = measure_asymmetry(book, "t/s", "2001", "PRK", "CHN")
    assert one
    assert (one.first_on_second, one.second_on_first) == (0.2, 0.001)
    assert one.interdependence == pytest.approx((0.2 * 0.001) ** 0.5 * (1 - 0.199))
    assert "far larger" in one.warning


@given(st.lists(st.floats(0.001, 1), min_size=1, max_size=30))
def test_concentration_keeps_its_bounds(values: list[float]) -> None:
    shares = [value / sum(values) for value in values]
    one = concentrate(shares)
    assert one
    assert 1 / len(shares) - 1e-9 <= one.hhi <= 1 + 1e-9
    assert 0 <= one.normalised <= 1 + 1e-9
    assert 1 - 1e-9 <= one.effective <= len(shares) + 1e-9


def test_other_ratios() -> None:
    link = measure_weak_link(6.86, first_output=32.5, second_output=10_480)
    assert (round(link.high, 1), round(link.low, 3)) == (21.1, 0.065)
    assert measure_vulnerability(0.7, replaceable=0.5, openness=0.2) == pytest.approx(0.07)
    gap = measure_mirror_gap(t.book("CHN PRK X 2014 100", "PRK CHN M 2014 121"), "t/s", "2014", "CHN", "PRK")
    assert gap
    assert gap.ratio == pytest.approx(1.1)


@pytest.mark.parametrize(("rows", "fell", "last", "gaps"), [
    ("2008 10|2009 9|2010 12|2011 13|2012 14|2013 16|2014 15", True, 2009, ()),
    ("2008 10|2009 9|2010 12|2013 16|2014 15", True, 2009, (2011, 2012, 2013)),
    ("2012 14|2013 16|2014 17", False, None, ()),
    ("2012 14|2014 17", None, None, (2013,)),
    ("2012 16|2013 15|2014 14", True, 2013, ()),
])  # fmt: skip
def test_first_fall(rows: str, fell: bool | None, last: int | None, gaps: tuple[int, ...]) -> None:
    texts = [f"PRK CHN T {year} {value}" for year, value in (one.split() for one in rows.split("|"))]
    found = find_first_fall(measure_changes(t.book(*texts), "t/s", "PRK", "CHN", "total"), 2014)
    assert found
    assert (found.fell, found.last, found.gaps) == (fell, last, gaps)
    assert "2014" in found.verdict(2009)


def test_partner_that_comes_and_goes_is_odd_and_a_steady_one_is_not() -> None:
    rows = [f"PRK CHN M {year} {share}%" for year, share in ((2008, 57), (2010, 41), (2011, 62))]
    found = find_suspects(t.book(*rows, "PRK DZA M 2010 34%", complete=False))
    assert [(one.row, one.why) for one in found] == [
        ("t/s/PRK/DZA/imports/2010/share", "34 % in 2010, next to nothing in 2008 and 2011")
    ]


def test_shares_above_the_whole_and_jumps_are_odd() -> None:
    above = find_suspects(t.book("PRK CHN X 2014 55%", "PRK DZA X 2014 30%", "PRK KOR X 2014 16%", complete=False))
    assert {one.why for one in above} == {"the shares of this list sum to 101.0 %"}
    (jump,) = find_suspects(t.book("PRK WLD X 2015 2.9", "PRK WLD X 2016 45.8", "PRK WLD X 2017 4.6"))
    assert (jump.row, jump.why) == ("t/s/PRK/WLD/exports/2016", "10 times the years beside 2016")


def pairs(*years: int, measure: str = "defence", order: tuple[str, str] = ("CHN", "PRK")) -> list[PairRow]:
    return [
        PairRow(series="a/o", first=order[0], second=order[1], measure=measure, period=str(year), value=1)
        for year in years
    ]


def test_obligations_are_unbroken_runs_in_either_order() -> None:
    rows = [*pairs(1961, 1962, 1963), *pairs(1964, order=("PRK", "CHN")), *pairs(1970, measure="consultation")]
    found = find_obligations(rows, "PRK", "CHN")
    assert [(one.measure, one.since, one.until) for one in found] == [
        ("defence", 1961, 1964),
        ("consultation", 1970, 1970),
    ]


def test_likeness_of_portfolios() -> None:
    same, against = measure_likeness([3, 0, 1], [3, 0, 1]), measure_likeness([3, 3, 0], [0, 0, 3])
    assert (same.s, same.kappa) == (1, 1)
    assert against.s == -1
    assert measure_likeness([3, 0, 0, 0], [0, 0, 0, 0], widest=3).s == pytest.approx(0.5)
    with pytest.raises(ValueError, match="same states"):
        measure_likeness([1], [1, 2])


def test_distance_has_the_bounds_of_both_estimates() -> None:
    rows = [
        StateRow(
            series="i/e",
            state=state,
            measure="ideal point",
            period="2005",
            value=value,
            low=value - 0.1,
            high=value + 0.1,
        )
        for state, value in (("CHN", -0.9), ("PRK", -1.5))
    ]
    (one,) = measure_distances(rows, "PRK", "CHN")
    assert (one.year, round(one.distance, 3), round(one.low or 0, 3), round(one.high or 0, 3)) == (2005, 0.6, 0.4, 0.8)


def test_influence_prints_its_weights_and_their_sweep() -> None:
    one = measure_influence({"visits": 1.0, "treaties": 0.5}, {"trade": 0.8}, {"visits": 3.0})
    assert one.value == pytest.approx((3 * 1 + 0.5) / 4 * 0.8)
    assert dict(one.weights) == {"visits": 3.0, "treaties": 1.0, "trade": 1.0}
    assert one.low < one.value < one.high


# Published values, from the tables beside the repository


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, gazetteer: Gazetteer) -> Store:
    folder = SHARED / "data"
    if not folder.exists():
        pytest.skip("the reference material is not here")
    store = create_archive(tmp_path_factory.mktemp("shared") / "a.yalu")
    for name in ("cow_trade_2001_directed", "atop_alliances_subset", "unga_ideal_points_subset"):
        load_table(store, Path(folder / f"{name}.csv"), gazetteer=gazetteer)
    return store


COW = "cow-trade-2001/directed"


@pytest.mark.shared
@pytest.mark.parametrize(("first", "second", "on_second", "on_first"), [
    ("PRK", "CHN", 0.2017, 0.0013), ("MNG", "CHN", 0.333, 0.0006), ("CAN", "USA", 0.743, 0.192),
])  # fmt: skip
def test_asymmetries_of_2001(shared: Store, first: str, second: str, on_second: float, on_first: float) -> None:
    view = shared.view()
    book = open_book(view.series(), view.trade(TradeFilter(states=(first, second))), {})
    one = measure_asymmetry(book, COW, "2001", first, second)
    assert one
    assert one.first_on_second == pytest.approx(on_second, abs=6e-4)
    assert one.second_on_first == pytest.approx(on_first, abs=6e-4)
    if first == "PRK":
        assert (round(one.salience, 4), round(one.symmetry, 3), round(one.interdependence, 4)) == (0.0161, 0.8, 0.0129)
        assert round(one.first_on_second / one.second_on_first) == 156


@pytest.mark.shared
def test_concentration_of_2001(shared: Store) -> None:
    view = shared.view()
    book = open_book(view.series(), view.trade(TradeFilter(states=("PRK",))), {})
    found = {one.flow: one.concentration for one in measure_dependence(book, "PRK") if one.series == COW}
    assert {flow: round(one.hhi, 3) for flow, one in found.items() if one} == {
        "imports": 0.186, "exports": 0.109, "total": 0.159,
    }  # fmt: skip


@pytest.mark.shared
def test_obligations_of_north_korea(shared: Store) -> None:
    rows = list(shared.view().pairs("PRK"))
    china = find_obligations(rows, "CHN", "PRK")
    assert [(one.measure, one.since, one.until) for one in china] == [
        ("defence", 1961, 2018),
        ("nonaggression", 1961, 2018),
    ]
    russia = [
        (one.measure, one.since, one.until) for state in ("SUN", "RUS") for one in find_obligations(rows, state, "PRK")
    ]
    assert ("defence", 1961, 1991) in russia
    assert ("defence", 1992, 1996) in russia
    assert ("consultation", 2000, 2018) in russia
    assert ("nonaggression", 2008, 2018) in russia


@pytest.mark.shared
def test_distances_in_the_united_nations(shared: Store) -> None:
    found = {one.year: round(one.distance, 3) for one in measure_distances(shared.view().state_numbers(), "PRK", "CHN")}
    assert {year: found[year] for year in (2005, 2010, 2014, 2018, 2019)} == {
        2005: 0.595, 2010: 1.238, 2014: 1.259, 2018: 0.123, 2019: 0.184,
    }  # fmt: skip


def pair(text: str) -> PairRow:
    first, second, measure, period = text.split()
    return PairRow(series="a/o", first=first, second=second, measure=measure, period=period, value=1.0)


def test_portfolios_are_compared_over_all_states_of_the_table() -> None:
    rows = [
        pair(one)
        for one in (
            "CHN PRK defence 1970",
            "PRK SUN defence 1970",
            "CHN SUN consultation 1970",
            "CHN PRK nonaggression 1970",
            "KOR USA defence 1970",
        )
    ]
    like = measure_portfolios(rows, "CHN", "PRK", 1970)
    assert like
    # CHN: itself 3, PRK 3, SUN 1; PRK: CHN 3, itself 3, SUN 3. Distance 2 of 9.
    assert like.s == pytest.approx(1 - 2 * 2 / 9)
    assert like.states == 3
    assert len(like.ids) == 4
    assert measure_portfolios(rows, "CHN", "PRK", 1971) is None


def test_votes_alike_are_listed_by_year_in_either_order() -> None:
    rows = [PairRow(series="v/a", first=one, second=other, measure="vote agreement", period=year, value=value)
            for one, other, year, value in (("CHN", "PRK", "2011", 0.8), ("PRK", "CHN", "2010", 0.79), ("CHN", "USA", "2010", 0.2))]  # fmt: skip
    assert [(one.year, one.agreement) for one in list_vote_agreement(rows, "PRK", "CHN")] == [(2010, 0.79), (2011, 0.8)]


def output(state: str, value: float) -> StateRow:
    return StateRow(series="g/o", state=state, measure="gdp", period="2014", value=value)


def test_exposure_names_the_rows_of_trade_and_of_output() -> None:
    book = t.book("PRK CHN X 2014 3", "PRK CHN M 2014 4")
    outputs = {"PRK": output("PRK", 32.5), "CHN": output("CHN", 10_480)}
    one = measure_exposure(book, "t/s", "2014", outputs, ("PRK", "CHN"), replaceable=0.5)
    assert one
    assert one.link.high == pytest.approx(100 * 7 / 32.5)
    assert [one.imports, one.exports] == pytest.approx([4 * 0.5 / 32.5, 3 * 0.5 / 32.5])
    assert set(one.ids) == {
        "t/s/PRK/CHN/exports/2014", "t/s/PRK/CHN/imports/2014", "g/o/PRK/gdp/2014", "g/o/CHN/gdp/2014",
    }  # fmt: skip
    assert measure_exposure(book, "t/s", "2014", {"PRK": outputs["PRK"]}, ("PRK", "CHN")) is None
