from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests import builders as b
from tests.analysis import trade_builders as t
from tests.conftest import ROOT
from yalu.actors import Gazetteer
from yalu.analysis import Book, check_fall, find_fall_claims, open_book, read_range, reconcile
from yalu.datasets import load_table
from yalu.model import AnyMention
from yalu.store import create_archive


def figure(raw: str, value: float, *, text: str = "Trade is what it is.", **fields: Any) -> Any:
    return b.figure(b.article(text), value=value, raw=raw, **fields)


@pytest.mark.parametrize(("raw", "value", "fields", "low", "high"), [
    ("67 per cent", 67, {}, 0.665, 0.675), ("90.1 per cent", 90.1, {}, 0.9005, 0.9015),
    ("about 80 per cent", 80, {"approximator": "about"}, 0.72, 0.88), ("nearly half", 0.5, {"approximator": "below", "unit": "share"}, 0.45, 0.5),
    ("over 60 per cent", 60, {"approximator": "above"}, 0.6, 0.66), ("three-quarters", 0.75, {"unit": "share"}, 0.725, 0.775),
    ("5.71 billion dollars", 5.71e9, {"unit": "USD"}, 5.705e9, 5.715e9), ("1,050 dollars", 1050, {"unit": "USD"}, 1049.5, 1050.5),
])  # fmt: skip
def test_range_comes_from_the_words(raw: str, value: float, fields: dict[str, Any], low: float, high: float) -> None:
    said = read_range(figure(raw, value, **fields))
    assert said
    assert [said.low, said.high] == pytest.approx([low, high], rel=1e-4)


def test_figure_without_a_value_has_no_range() -> None:
    assert read_range(b.figure(b.article("x y"), value=None)) is None


ROWS = (
    "PRK CHN X 2015 75.8%",
    "PRK CHN M 2015 76.4%",
    "PRK CHN X 2014 54.9%",
    "PRK CHN M 2014 79.3%",
    "PRK CHN X 2023 75%",
)


@pytest.fixture
def book() -> Book:
    return t.book(*ROWS, complete=False)


@pytest.mark.parametrize(("fields", "written", "verdict", "year", "flows"), [
    ({"measure_text": "imports and exports"}, None, "matches", 2015, ("exports", "imports")),
    ({"measure": "exports"}, None, "matches", 2023, ("exports",)),
    ({"measure": "exports"}, "2016-10", "matches", 2015, ("exports",)),
    ({"measure": "exports", "date": "2014"}, "2016-10", "differs", 2014, ("exports",)),
    ({"measure": "imports", "date": "2014"}, "2016-10", "matches", 2014, ("imports",)),
])  # fmt: skip
def test_first_reading(
    book: Book, fields: dict[str, Any], written: str | None, verdict: str, year: int, flows: tuple[str, ...]
) -> None:
    found = reconcile(
        figure("roughly three-quarters", 0.75, unit="share", approximator="about", **fields), book, written=written
    )
    assert found
    first = next(one for one in found.readings if one.in_time)
    assert (first.verdict, first.year, first.flows) == (verdict, year, flows)
    assert first.ids
    assert first.title in found.verdict


def test_number_that_fits_another_time_is_told_as_such(book: Book) -> None:
    found = reconcile(figure("54.9 per cent", 54.9, measure="exports", date="2015"), book, written="2016")
    assert found
    assert not [one for one in found.at("matches") if one.in_time]
    assert "The number fits, the time does not" in found.verdict


@pytest.mark.parametrize(("fields", "why"), [
    ({"measure": "deaths"}, "no figure of trade"), ({"about": "USA", "counterpart": "FRA"}, "no rows of these states"),
    ({"change": "factor"}, "a factor is not set beside series"), ({"unit": "tonne"}, "tonnes are no money"),
])  # fmt: skip
def test_what_is_no_figure_of_loaded_trade_is_passed_over(book: Book, fields: dict[str, Any], why: str) -> None:
    assert reconcile(figure("75 per cent", 75, **fields), book) is None, why


def test_odd_rows_and_unnamed_states_are_said() -> None:
    rows = [f"PRK CHN M {year} {share}%" for year, share in ((2008, 57), (2010, 41), (2011, 62))]
    book = t.book(*rows, "PRK DZA M 2010 34.2%", complete=False)
    found = reconcile(figure("34 per cent", 34, measure="imports", about="DZA", counterpart="", date="2010"), book)
    assert found
    (one,) = found.readings
    assert one.cautions == (
        "PRK is not named beside the figure",
        "odd row: 34 % in 2010, next to nothing in 2008 and 2011",
    )


def test_growth_hangs_on_how_oil_is_counted() -> None:
    customs = [t.row(text, of="t/customs") for text in ("PRK CHN T 2013 6.54", "PRK CHN T 2014 6.39")]
    crude = [t.row(text, of="t/crude") for text in ("PRK CHN T 2013 6.54", "PRK CHN T 2014 6.86")]
    book = open_book([t.series("t/customs"), t.series("t/crude")], [*customs, *crude], {})
    found = reconcile(figure("2.3 per cent", 2.3, change="fall_by", date="2014"), book)
    assert found
    assert {one.series: (one.verdict, round(one.values[0], 3)) for one in found.readings} == {
        "t/customs": ("matches", -0.023), "t/crude": ("differs", 0.049),
    }  # fmt: skip


TEXT = "China's trade with North Korea shrank in 2014, the first decline since 2009. Nobody was surprised."


@pytest.mark.parametrize(("text", "since", "named"), [
    (TEXT, 2009, True), (TEXT.replace("decline since 2009", "annual fall in five years"), 2009, False),
    (TEXT.replace("decline since 2009", "decline since the war"), None, None),
])  # fmt: skip
def test_sentence_that_calls_a_fall_the_first(text: str, since: int | None, named: bool | None) -> None:
    one = b.article(text)
    mentions: list[AnyMention] = [
        b.actor_mention(one, "China", "CHN"), b.actor_mention(one, "North Korea", "PRK"), b.date_mention(one, "2014", "2014"),
    ]  # fmt: skip
    found = find_fall_claims(one, mentions)
    if since is None:
        assert found == ()
        return
    (claim,) = found
    assert (claim.turn, claim.flow, claim.year, claim.since, claim.named) == ("fall", "total", 2014, since, named)
    assert claim.codes == ("CHN", "PRK")
    assert claim.quote == text.partition(" Nobody")[0]


@pytest.mark.parametrize(("rows", "holds"), [
    ("2008 10|2009 9|2010 12|2011 13|2012 14|2013 16|2014 15", True),
    ("2008 10|2009 9|2010 12|2011 13|2012 12|2013 16|2014 15", False),
    ("2008 10|2009 9|2010 12|2013 16|2014 15", None),
    ("2013 16|2014 17", False),
])  # fmt: skip
def test_first_fall_is_checked_against_the_series(rows: str, holds: bool | None) -> None:
    one = b.article(TEXT)
    mentions: list[AnyMention] = [
        b.actor_mention(one, "China", "CHN"),
        b.actor_mention(one, "North Korea", "PRK"),
        b.date_mention(one, "2014", "2014"),
    ]
    (claim,) = find_fall_claims(one, mentions)
    book = t.book(*(f"PRK CHN T {year} {value}" for year, value in (each.split() for each in rows.split("|"))))
    (check,) = check_fall(claim, book)
    assert check.holds is holds
    assert check.verdict.endswith("by t/s")


# The bundled table


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory, gazetteer: Gazetteer) -> Book:
    path = Path(ROOT / "examples" / "data" / "prk-trade.csv")
    with create_archive(tmp_path_factory.mktemp("bundled") / "a.yalu") as store:
        done = load_table(store, path, gazetteer=gazetteer)
        assert (done.dataset.refused, done.left_out) == (0, 0)
        view = store.view()
        return open_book(view.series(), view.trade(), {})


def test_every_row_of_the_bundled_table_has_its_source(bundled: Book) -> None:
    assert len(bundled.rows) > 200
    assert all(row.source for row in bundled.rows)
    assert all(row.note for row in bundled.rows if row.bound == "~")
    years = {row.year for row in bundled.rows}
    assert {2001, 2023} <= years


def test_three_quarters_of_imports_and_exports_is_the_factbook_of_2016(bundled: Book) -> None:
    said = figure(
        "roughly three-quarters", 0.75, unit="share", approximator="about", measure_text="imports and exports"
    )
    found = reconcile(said, bundled, written="2017-01")
    assert found
    first = found.readings[0]
    assert (first.series, first.year, first.sources) == (
        "prk-trade/factbook", 2015, ("CIA World Factbook 2016, Korea, North",),
    )  # fmt: skip
    others = {(one.series, one.year): round(one.values[0], 3) for one in found.readings}
    assert others["prk-trade/with-south", 2013] == 0.770
    assert others["prk-trade/kotra", 2015] == 0.913
    assert others["prk-trade/with-south", 2014] == 0.689
