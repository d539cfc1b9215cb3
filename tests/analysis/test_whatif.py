from __future__ import annotations

import csv
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis import trade_builders as t
from tests.conftest import SHARED
from yalu.analysis import (
    EMBARGO,
    Question,
    TakeUp,
    account,
    ask_what_if,
    balance_costs,
    break_even,
    find_hold_outs,
    lose_by_ces,
    lose_welfare,
    need_growth,
    pay,
    solve_equilibrium,
    sweep_ces,
)
from yalu.errors import QueryError

TRADE_2015 = {"CHN": 5.71, "KOR": 2.71, "RUS": 0.084, "IND": 0.077, "THA": 0.05, "REST": 0.329}
"""Billion USD: KOTRA, quoted by Yonhap in June 2016; the figure for South Korea is not verified."""


def test_half_of_chinas_trade_of_2015() -> None:
    found = account(TRADE_2015, "CHN", 0.5, [TakeUp(partner="RUS", part=0.3, cap_times=5)])
    assert [round(one, 3) for one in (found.gap, found.taken, found.unmet)] == [2.855, 0.42, 2.435]
    china = found.of_partner("CHN")
    assert china
    assert (round(100 * china.share_before, 1), round(100 * china.share_after, 1)) == (63.7, 43.8)
    assert (round(found.hhi_before, 3), round(found.hhi_after, 3)) == (0.499, 0.373)
    assert round(100 * found.loss) == 27
    assert "Diversified on paper only" in found.warning


@pytest.mark.parametrize(("share", "losses"), [
    (0.689, (69, 44, 32, 25, 15)), (0.764, (76, 51, 38, 30, 19)), (0.903, (90, 69, 54, 44, 28)),
])  # fmt: skip
def test_ces_bound(share: float, losses: tuple[int, ...]) -> None:
    assert tuple(round(100 * lose_by_ces(share, sigma)) for sigma in (2, 3, 4, 5, 8)) == losses


@pytest.mark.parametrize(("part", "losses"), [(0.7, (9.6, 4.9, 2.5)), (0.9, (12.3, 6.4, 3.2))])
def test_welfare_bound(part: float, losses: tuple[float, ...]) -> None:
    lost = part * 4.45 / 32.5
    assert tuple(round(100 * lose_welfare(lost, one), 1) for one in (1, 2, 4)) == losses


def test_break_even() -> None:
    assert round(break_even(0.764, 0.5, 0.1).part, 3) == 0.738
    assert "at least 74 %" in break_even(0.764, 0.5, 0.1).words
    assert break_even(0.1, 0.5, 0.1).part == 0
    assert "Without any take-up" in break_even(0.1, 0.5, 0.1).words


def test_growth_that_others_would_need() -> None:
    needed = need_growth(6.25, 0.9136, 0.75, replacer=0.084)
    assert (round(needed.others_before, 2), round(needed.others_after, 2), round(needed.by_one or 0)) == (
        0.54,
        1.56,
        13,
    )


def test_payments_bind_when_earnings_go_with_the_exports() -> None:
    free = pay(imports_before=3.55, imports_wanted=3.0, exports_before=2.7, exports_after=2.7)
    cut = pay(imports_before=3.55, imports_wanted=3.0, exports_before=2.7, exports_after=1.5)
    assert (free.binds, round(free.imports, 2)) == (False, 3.0)
    assert (cut.binds, round(cut.imports, 2)) == (True, 2.35)


@pytest.mark.parametrize(("make", "words"), [
    (lambda: account({"CHN": 1.0}, "RUS", 0.5), "no trade with RUS"), (lambda: account({"CHN": 1.0}, "CHN", 1.5), "between 0 and 1"),
    (lambda: lose_by_ces(0.5, 1.0), "above 1"), (lambda: lose_welfare(0.5, 0.0), "above 0"),
])  # fmt: skip
def test_what_makes_no_sense_is_refused(make: object, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        make()  # type: ignore[operator]


parts = st.floats(0, 1)


@given(cut=parts, share=st.floats(0.01, 0.99), first=parts, second=parts, cap=st.floats(0, 2))
def test_accounting_keeps_its_books(cut: float, share: float, first: float, second: float, cap: float) -> None:
    trade = {"CHN": share, "RUS": 1 - share}
    takers = [TakeUp(partner="RUS", part=first, cap_times=cap), TakeUp(partner="JPN", part=second)]
    found = account(trade, "CHN", cut, takers)
    assert found.unmet + found.taken == pytest.approx(found.gap)
    assert found.after == pytest.approx(found.before - found.unmet)
    assert 0 <= found.loss <= account(trade, "CHN", cut).loss + 1e-12
    assert sum(one.share_after for one in found.partners) == pytest.approx(1) or found.after == 0


@given(lost=st.floats(0.01, 0.95), low=st.floats(1.5, 5))
def test_ces_bound_falls_with_sigma(lost: float, low: float) -> None:
    found = sweep_ces(lost, [low, low + 1, low + 2])
    assert found.low == found.values[-1][1] <= found.high == found.values[0][1]


ROWS = ("PRK CHN X 2015 60", "PRK WLD X 2015 100", "PRK CHN M 2015 80", "PRK WLD M 2015 120", "PRK RUS M 2015 4")


def test_answers_come_with_and_without_take_up_and_with_payments() -> None:
    asked = Question(of="PRK", partner="CHN", cut=0.5, take_up=(TakeUp(partner="RUS", part=0.3, cap_times=5),))
    found = ask_what_if(t.book(*ROWS, complete=False), asked)
    exports, imports = found.answers
    assert [exports.flow, imports.flow] == ["exports", "imports"]
    assert imports.share == pytest.approx(2 / 3)
    assert imports.sensitivity.loss > imports.vulnerability.loss
    assert imports.ces.high > imports.ces_with.high
    assert imports.payments
    assert imports.payments[0].loss == pytest.approx(1 - 80 / 120)
    assert exports.payments is None
    assert "Russia is not listed here" in exports.vulnerability.warning
    assert found.equilibrium.startswith("No general equilibrium for North Korea")


def test_a_series_with_the_total_alone_is_answered_by_its_total() -> None:
    book = t.book("PRK CHN T 2015 90%", complete=False)
    (one,) = ask_what_if(book, Question(of="PRK", partner="CHN", cut=0.5)).answers
    assert (one.flow, one.unit, round(one.sensitivity.loss, 2), one.payments) == ("total", "share", 0.45, None)


def test_hold_out_tells_that_the_others_fell_too() -> None:
    rows = ("PRK CHN T 2017 5.25", "PRK WLD T 2017 5.55", "PRK CHN T 2018 2.72", "PRK WLD T 2018 2.84")
    (one,) = find_hold_outs(t.book(*rows, complete=False), "PRK", "CHN")
    assert (round(100 * one.take_up), round(one.loss, 3), one.before, one.after) == (-7, 0.488, 2017, 2018)
    assert round(one.foretold, 3) == 0.456


def test_equilibrium_needs_sales_at_home() -> None:
    with pytest.raises(QueryError, match="none are known for PRK"):
        solve_equilibrium(["CHN", "PRK"], [[10, 2], [1, 0]], lambda _one, _other: 1.0, theta=4)


def test_nothing_changes_without_a_change_and_an_embargo_harms_the_smaller_more() -> None:
    trade = [[100.0, 5.0, 3.0], [5.0, 10.0, 1.0], [3.0, 1.0, 50.0]]
    same = solve_equilibrium(["A", "B", "C"], trade, lambda _one, _other: 1.0, theta=4)
    assert same.welfare == pytest.approx((1, 1, 1))
    apart = solve_equilibrium(
        ["A", "B", "C"], trade, lambda one, other: EMBARGO if {one, other} == {"A", "B"} else 1.0, theta=4
    )
    assert apart.trade[0][1] == pytest.approx(0, abs=1e-6)
    assert apart.welfare[1] < apart.welfare[0] < 1
    for place, row in enumerate(apart.trade):
        assert sum(row) == pytest.approx(apart.wages[place] * sum(trade[place]))


# The example of 30 economies: Canada and Japan agree


COEFFICIENTS = {
    "lndist": -0.3898623, "contiguity": 0.891577, "common_language": 0.0326249, "pta": 0.4711383, "international": -3.412584,
}  # fmt: skip
CONSTANT = 16.32434


class Sample:
    """The matrices of the example."""

    def __init__(self) -> None:
        path = SHARED / "data" / "gegravity_sample_2006.csv"
        if not path.exists():
            pytest.skip("the reference material is not here")
        with path.open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        self.names = sorted({row["exporter"] for row in rows})
        place = {name: number for number, name in enumerate(self.names)}
        size = len(self.names)
        self.before = [[0.0] * size for _ in self.names]
        self.after = [[0.0] * size for _ in self.names]
        self.output, self.spending = [0.0] * size, [0.0] * size
        for row in rows:
            one, other = place[row["exporter"]], place[row["importer"]]
            self.output[one], self.spending[other] = float(row["Y"]), float(row["E"])
            cost = math.exp(CONSTANT + sum(weight * float(row[name]) for name, weight in COEFFICIENTS.items()))
            self.before[one][other] = self.after[one][other] = cost
            if {row["exporter"], row["importer"]} == {"CAN", "JPN"}:
                self.after[one][other] = cost * math.exp(COEFFICIENTS["pta"])
        self.canada, self.japan = place["CAN"], place["JPN"]
        self.partners = place["USA"], place["MEX"]


@pytest.fixture(scope="module")
def sample() -> Sample:
    return Sample()


@pytest.mark.shared
def test_conditional_answer_reproduces_every_printed_digit(sample: Sample) -> None:
    found = balance_costs(
        sample.names, sample.output, sample.spending, sample.before, sample.after, sigma=5, reference="DEU"
    )
    canada, japan = sample.canada, sample.japan
    assert (round(sample.before[canada][japan], 6), round(sample.after[canada][japan], 6)) == (
        11305.165421,
        18108.800547,
    )
    assert (round(found.trade_before[canada][japan], 3), round(found.trade[canada][japan], 3)) == (4871.829, 7913.901)
    assert round(100 * (found.price_changes[canada] - 1), 6) == -0.135770
    assert round(100 * (found.inward_changes[canada] - 1), 6) == -0.551724
    assert [round(100 * (found.real_output[one] - 1), 6) for one in (canada, japan)] == [0.418261, 0.053755]
    sold = [sum(row[canada]) - row[canada][canada] for row in (found.trade_before, found.trade)]
    assert round(100 * (sold[1] / sold[0] - 1), 6) == 1.573180
    bought = [
        100 * sum(row[one][canada] for one in sample.partners) / sum(each[canada] for each in row)
        for row in (found.trade_before, found.trade)
    ]
    assert [round(one, 6) for one in bought] == [22.021883, 21.578895]


@pytest.mark.shared
@pytest.mark.parametrize(("deficits", "wage"), [("multiplicative", 0.4282), ("additive", 0.4283)])
def test_full_equilibrium_differs_because_output_moves_too(sample: Sample, deficits: str, wage: float) -> None:
    base = balance_costs(
        sample.names, sample.output, sample.spending, sample.before, sample.before, sigma=5, reference="DEU"
    )
    place = {name: number for number, name in enumerate(sample.names)}

    def cost(one: str, other: str) -> float:
        return sample.after[place[one]][place[other]] / sample.before[place[one]][place[other]]

    found = solve_equilibrium(sample.names, base.trade_before, cost, theta=4, deficits=deficits)  # type: ignore[arg-type]
    assert round(100 * (found.real_wages[sample.canada] - 1), 4) == wage


# Cases that can be solved on paper


balanced = st.lists(st.lists(st.floats(0.5, 20), min_size=4, max_size=4), min_size=4, max_size=4)


def balance(matrix: list[list[float]]) -> list[list[float]]:
    """Make a matrix in which everybody sells as much as it buys: half of it and of its mirror image."""
    return [[(matrix[i][j] + matrix[j][i]) / 2 + (40 if i == j else 0) for j in range(4)] for i in range(4)]


@given(matrix=balanced, theta=st.floats(1.5, 9), cut=st.floats(0.05, 1))
def test_welfare_is_the_change_of_the_share_spent_at_home(matrix: list[list[float]], theta: float, cut: float) -> None:
    """Arkolakis, Costinot and Rodriguez-Clare 2012: with balanced trade welfare is (pi'_jj / pi_jj)^(-1/theta), whatever the shock."""
    trade = balance(matrix)
    found = solve_equilibrium("ABCD", trade, lambda i, j: cut if {i, j} == {"A", "B"} else 1.0, theta=theta)
    for place in range(4):
        before = trade[place][place] / sum(row[place] for row in trade)
        after = found.trade[place][place] / sum(row[place] for row in found.trade)
        assert found.welfare[place] == pytest.approx((after / before) ** (-1 / theta), rel=1e-9)


@given(matrix=balanced, theta=st.floats(1.5, 9))
def test_alone_an_economy_loses_what_its_home_share_says(matrix: list[list[float]], theta: float) -> None:
    trade = balance(matrix)
    found = solve_equilibrium("ABCD", trade, lambda i, j: 1.0 if i == j else EMBARGO, theta=theta)
    for place in range(4):
        home = trade[place][place] / sum(row[place] for row in trade)
        assert found.welfare[place] == pytest.approx(home ** (1 / theta), rel=1e-6)


@pytest.mark.parametrize("count", [2, 3, 30])
@pytest.mark.parametrize(("theta", "factor"), [(4, 0.5), (4, 2.0), (2, 0.1), (8, EMBARGO)])
def test_equal_economies_stay_equal(count: int, theta: float, factor: float) -> None:
    """All alike: no wage moves, and the price index gives welfare S^(1/theta), S = home + factor x foreign part."""
    trade = [[60.0 if i == j else 40.0 / (count - 1) for j in range(count)] for i in range(count)]
    names = [f"E{number}" for number in range(count)]
    found = solve_equilibrium(names, trade, lambda i, j: 1.0 if i == j else factor, theta=theta)
    assert found.wages == pytest.approx([1.0] * count)
    assert found.welfare == pytest.approx([(0.6 + 0.4 * factor) ** (1 / theta)] * count, rel=1e-10)


@given(matrix=balanced, theta=st.floats(1.5, 9), cut=st.floats(0.05, 1))
def test_markets_clear_and_deficits_stay(matrix: list[list[float]], theta: float, cut: float) -> None:
    trade = [[value + (40 if i == j else 0) for j, value in enumerate(row)] for i, row in enumerate(matrix)]
    found = solve_equilibrium("ABCD", trade, lambda i, j: cut if (i, j) == ("A", "B") else 1.0, theta=theta)
    output = [sum(row) for row in trade]
    for place in range(4):
        sold, spent = sum(found.trade[place]), sum(row[place] for row in found.trade)
        assert sold == pytest.approx(output[place] * found.wages[place], rel=1e-9)
        assert spent - sold == pytest.approx(sum(row[place] for row in trade) - output[place], abs=1e-6)
    assert sum(map(sum, found.trade)) == pytest.approx(sum(output), rel=1e-9)
