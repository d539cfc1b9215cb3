from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import SHARED
from tests.datasets import builders as b
from yalu.actors import Gazetteer
from yalu.datasets import known_formats
from yalu.errors import BrokenSource, MappingError, SourceMissing, UnknownFormat
from yalu.model import PairRow, StateRow, TradeRow
from yalu.store import Store, TradeFilter, create_archive

WORD = {"tonne": "no currency", "share": "above 100"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with create_archive(tmp_path / "a.yalu") as store:
        yield store


def rows(store: Store) -> list[TradeRow]:
    return list(store.view().trade(TradeFilter(product=None)))


def test_row_keeps_who_with_whom_when_and_on_whose_count(store: Store, tmp_path: Path, gazetteer: Gazetteer) -> None:
    done = b.load(store, b.table(tmp_path, "North Korea,China,exports,2015,2500,USD,office"), gazetteer)
    (row,) = rows(store)
    assert (row.reporter, row.partner, row.flow, row.year, row.value, row.unit) == (
        "PRK",
        "CHN",
        "exports",
        2015,
        2500,
        "USD",
    )
    assert (row.id, row.line) == ("ledger/office/PRK/CHN/exports/2015", 2)
    (series,) = store.view().series()
    assert (series.title, series.leaves_out, series.source) == (
        "Harbour office, without the South",
        ("KOR",),
        "the harbour office",
    )
    assert (done.dataset.rows, done.dataset.refused, done.lines) == (1, 0, 1)


@pytest.mark.parametrize(("line", "reason"), [
    ("North Korea,Atlantis,exports,2015,1,USD,office", "no state is called 'Atlantis' in 2015"),
    ("North Korea,,exports,2015,1,USD,office", "no partner is named"),
    ("North Korea,Soviet Union,exports,2015,1,USD,office", "Soviet Union is no state in 2015"),
    ("North Korea,China,exports,2015,-1,USD,office", "the value is negative"),
    ("North Korea,China,exports,2015,much,USD,office", "much is no number"),
    ("North Korea,China,transit,2015,1,USD,office", "the flow is not exports, imports or total"),
    ("North Korea,China,exports,last year,1,USD,office", "the period is no date"),
    ("North Korea,China,exports,2015,1,tonnes,office", "the unit is no currency of ISO 4217, share or percent"),
    ("North Korea,China,exports,2015,130,percent,office", "a share above 100 per cent"),
    ("North Korea,Japan,exports,2016,1,EUR,office", "EUR in a series in USD"),
    ("North Korea,Russia,exports,2014,2,USD,office", "says again what line 2 says"),
])  # fmt: skip
def test_row_that_cannot_be_taken_is_refused_with_its_reason(
    store: Store, tmp_path: Path, gazetteer: Gazetteer, line: str, reason: str
) -> None:
    good = "North Korea,Russia,exports,2014,1,USD,office|North Korea,China,exports,2014,5,USD,office"
    done = b.load(store, b.table(tmp_path, f"{good}|{line}"), gazetteer)
    assert [(one.line, one.reason) for one in done.refused] == [(4, reason)]
    assert len(rows(store)) == 2
    (issue,) = store.view().issues()
    assert (issue.message, issue.position) == (reason, "line 4")


def test_rows_mended_and_loaded_again_are_no_issue_any_more(store: Store, tmp_path: Path, gazetteer: Gazetteer) -> None:
    b.load(store, b.table(tmp_path, "PRK,CHN,exports,2014,1,USD,office|PRK,CHN,exports,2015,-2,USD,office"), gazetteer)
    assert len(store.view().issues()) == 1
    b.load(store, b.table(tmp_path, "PRK,CHN,exports,2014,1,USD,office|PRK,CHN,exports,2015,2,USD,office"), gazetteer)
    assert (len(rows(store)), store.view().issues()) == (2, [])


def test_same_table_again_changes_nothing_and_a_vintage_stands_beside(
    store: Store, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    path = b.table(tmp_path, "PRK,CHN,exports,2014,1,USD,office")
    assert not b.load(store, path, gazetteer).same
    held = rows(store)
    assert b.load(store, path, gazetteer).same
    assert rows(store) == held
    b.load(
        store, b.table(tmp_path, "PRK,CHN,exports,2014,3,USD,office", mapping=b.MAPPING + "vintage: '2016'"), gazetteer
    )
    assert [one.id for one in store.view().datasets()] == ["ledger", "ledger@2016"]
    assert [row.value for row in rows(store)] == [1, 3]


@pytest.mark.parametrize(("lines", "mapping", "error", "words"), [
    ("PRK,Atlantis,exports,2014,1,USD,office", b.MAPPING, BrokenSource, "no row can be taken"),
    ("PRK,CHN,exports,2014,1,USD,office", "", UnknownFormat, "no known table has the columns"),
    ("PRK,CHN,exports,2014,1,USD,office", b.MAPPING.replace("to,", "whither,"), MappingError, "no column 'whither'"),
    ("PRK,CHN,exports,2014,1,USD,office", b.MAPPING.replace("kind: trade", "kind: trade\nsize: 3"), MappingError, "size"),
    ("PRK,CHN,exports,2014,1,USD,office", b.MAPPING.replace("flow: flow, ", ""), MappingError, "does not say the flow"),
    ("PRK,CHN,exports,2014,1,USD,office", b.MAPPING.replace("unit: unit", "tariff: unit"), MappingError, "unit"),
])  # fmt: skip
def test_table_is_taken_whole_or_not_at_all(
    store: Store, tmp_path: Path, gazetteer: Gazetteer, lines: str, mapping: str, error: type[Exception], words: str
) -> None:
    path = b.table(tmp_path, lines, mapping=mapping)
    with pytest.raises(error, match=words):
        b.load(store, path, gazetteer)
    assert (store.view().datasets(), rows(store)) == ([], [])


def test_missing_file_is_told(store: Store, tmp_path: Path, gazetteer: Gazetteer) -> None:
    with pytest.raises(SourceMissing):
        b.load(store, tmp_path / "none.csv", gazetteer)


COMTRADE = "typeCode,period,reporterCode,flowCode,partnerCode,partner2Code,cmdCode,customsCode,motCode,primaryValue\n"


def test_comtrade_keeps_the_rows_that_are_not_counted_elsewhere(
    store: Store, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    lines = (
        "C,2015,156,M,408,0,TOTAL,C00,0,2500|C,2015,156,M,408,0,TOTAL,C00,2100,900|C,2015,156,M,408,410,TOTAL,C00,0,700|"
        "C,2015,156,RX,408,0,TOTAL,C00,0,40|C,2015,842,X,490,0,TOTAL,C00,0,60|C,2015,699,X,0,0,TOTAL,C00,0,99|"
        "C,2015,251,X,899,0,TOTAL,C00,0,7"
    )
    b.load(store, b.table(tmp_path, lines, header=COMTRADE, mapping=""), gazetteer)
    told = {(row.reporter, row.partner, row.flow, row.value) for row in rows(store)}
    assert told == {
        ("CHN", "PRK", "imports", 2500), ("USA", "X490", "exports", 60), ("IND", "WLD", "exports", 99),
        ("FRA", "X899", "exports", 7),
    }  # fmt: skip


def test_products_are_summed_to_the_pair_or_kept(store: Store, tmp_path: Path, gazetteer: Gazetteer) -> None:
    lines = "2015,156,408,270111,1.5,9|2015,156,408,270900,2.5,9|2015,408,156,270111,4,9"
    path = b.table(tmp_path, lines, header="t,i,j,k,v,q\n", mapping="")
    b.load(store, path, gazetteer)
    assert [(row.reporter, row.value, row.parts, row.line) for row in rows(store)] == [
        ("CHN", 4000, 2, 2),
        ("PRK", 4000, 1, 4),
    ]
    b.load(store, path, gazetteer, products=True)
    assert sorted(row.product for row in rows(store)) == ["270111", "270111", "270900"]
    assert list(store.view().trade()) == []


def test_cow_trade_gives_both_directions_and_no_missing_values(
    store: Store, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    lines = "710,731,1985,10,-9|365,731,1985,3,4|365,731,1995,1,2"
    b.load(store, b.table(tmp_path, lines, header="ccode1,ccode2,year,flow1,flow2\n", mapping=""), gazetteer)
    told = {(row.reporter, row.partner, row.period, row.value) for row in rows(store)}
    assert told == {
        ("CHN", "PRK", "1985", 10e6), ("SUN", "PRK", "1985", 3e6), ("PRK", "SUN", "1985", 4e6),
        ("RUS", "PRK", "1995", 1e6), ("PRK", "RUS", "1995", 2e6),
    }  # fmt: skip


def test_alliances_are_obligations_of_pairs(store: Store, tmp_path: Path, gazetteer: Gazetteer) -> None:
    header = "mem1,mem2,year,defense,offense,neutral,nonagg,consul\n"
    b.load(store, b.table(tmp_path, "710,731,1961,1,0,0,1,0", header=header, mapping=""), gazetteer)
    assert [(row.first, row.second, row.measure) for row in store.view().pairs("PRK")] == [
        ("CHN", "PRK", "defence"), ("CHN", "PRK", "nonaggression"),
    ]  # fmt: skip


def test_ideal_points_keep_their_bounds(store: Store, tmp_path: Path, gazetteer: Gazetteer) -> None:
    header = "ccode,iso3c,session,year,NVotes,IdealPoint,Q5%,Q95%\n"
    b.load(store, b.table(tmp_path, "731,PRK,60,2005,70,-1.5,-1.9,-1.1", header=header, mapping=""), gazetteer)
    (row,) = store.view().state_numbers("PRK")
    assert isinstance(row, StateRow)
    assert (row.value, row.low, row.high, row.measure) == (-1.5, -1.9, -1.1, "ideal point")


def test_list_of_shares_needs_to_be_told_whose(store: Store, tmp_path: Path, gazetteer: Gazetteer) -> None:
    path = b.table(
        tmp_path, "2016,2015,export,China,75.8", header="edition,data_year,flow,partner,share_pct\n", mapping=""
    )
    with pytest.raises(MappingError, match="does not say the reporter"):
        b.load(store, path, gazetteer)
    b.load(store, path, gazetteer, given={"reporter": "PRK"})
    (row,) = rows(store)
    assert (row.id, round(row.value, 3), row.unit) == ("shares/2016/PRK/CHN/exports/2015/share", 0.758, "share")
    assert not store.view().series()[0].complete


def test_every_known_format_says_what_its_rows_need() -> None:
    for one in known_formats():
        assert one.recognise, one.name
        assert set(one.columns.values()) <= set(one.recognise) | {"period", "cmdCode", "year", "Time Period", "k"}, (
            one.name
        )


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.lists(st.one_of(st.floats(-5, 5), st.none()), min_size=1, max_size=12))
def test_every_line_is_taken_refused_or_left_out(
    tmp_path_factory: pytest.TempPathFactory, gazetteer: Gazetteer, values: list[float | None]
) -> None:
    folder = tmp_path_factory.mktemp("law")
    lines = "|".join(
        f"PRK,CHN,exports,{2000 + n},{'' if one is None else one},USD,office" for n, one in enumerate(values)
    )
    path = b.table(folder, f"{lines}|PRK,JPN,exports,1999,1,USD,office")
    with create_archive(folder / "a.yalu") as store:
        done = b.load(store, path, gazetteer)
        assert done.dataset.rows + done.dataset.refused + done.left_out == done.lines == len(values) + 1
        assert len(rows(store)) == done.dataset.rows


@pytest.mark.shared
@pytest.mark.parametrize(("name", "count", "kind"), [
    ("cow_trade_2001_directed", 18_571, TradeRow), ("cow_trade_state_year", 3_109, TradeRow),
    ("factbook_prk_partner_shares", 167, TradeRow), ("gegravity_sample_2006", 900, TradeRow),
    ("atop_alliances_subset", 6_203, PairRow), ("cow_joint_igos_subset", 5_534, PairRow),
    ("cow_nmc_subset", 4_009, StateRow), ("unga_ideal_points_subset", 811, StateRow),
])  # fmt: skip
def test_real_tables_are_taken_without_a_refusal(
    store: Store, gazetteer: Gazetteer, name: str, count: int, kind: type
) -> None:
    path = SHARED / "data" / f"{name}.csv"
    if not path.exists():
        pytest.skip("the reference material is not here")
    done = b.load(store, path, gazetteer, given={"reporter": "PRK"} if "shares" in name else {})
    assert (done.dataset.rows, done.dataset.refused) == (count, 0)
    view = store.view()
    found = {TradeRow: view.trade, PairRow: view.pairs, StateRow: view.state_numbers}[kind]()  # type: ignore[operator]
    assert sum(1 for _ in found) == count


PLAIN = """
name: plain
title: Plain
kind: trade
source: many
columns: {reporter: from, partner: to, period: year, flow: flow, value: value, unit: unit, source: source, vintage: vintage}
"""


def test_rows_of_other_sources_and_vintages_are_series_of_their_own(
    store: Store, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    lines = "|".join(
        f"Laos,China,{year},exports,{value},USD,{source},{vintage}"
        for source, vintage, value in (
            ("Lao customs", "2019", 5),
            ("Lao customs", "2020", 6),
            ("Chinese customs", "2019", 7),
        )
        for year in (2016, 2017, 2018)
    )
    done = b.load(
        store,
        b.table(tmp_path, lines, mapping=PLAIN, header="from,to,year,flow,value,unit,source,vintage\n"),
        gazetteer,
    )
    assert done.refused == ()
    assert {(one.id, one.title, one.vintage) for one in done.series} == {
        ("plain/lao-customs-2019", "Plain: Lao customs, 2019", "2019"), ("plain/lao-customs-2020", "Plain: Lao customs, 2020", "2020"),
        ("plain/chinese-customs-2019", "Plain: Chinese customs, 2019", "2019"),
    }  # fmt: skip
    assert {row.value for row in rows(store) if row.series == "plain/lao-customs-2020"} == {6}
    assert {row.source for row in rows(store)} == {"Lao customs", "Chinese customs"}


def test_table_with_the_names_of_the_fields_needs_no_mapping(
    store: Store, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    header = "reporter,partner,flow,period,value,unit\n"
    done = b.load(
        store, b.table(tmp_path, "LAO,CHN,export,2018,5,USD", mapping="", header=header, name="lao.csv"), gazetteer
    )
    assert (done.dataset.id, done.series[0].id, [row.flow for row in rows(store)]) == ("lao", "lao/rows", ["exports"])
    said = b.table(
        tmp_path,
        "LAO,CHN,export,2018,5,USD,mirror,customs",
        mapping="",
        header=f"{header.strip()},side,note\n",
        name="two.csv",
    )
    b.load(store, said, gazetteer)
    (row,) = [one for one in rows(store) if one.series.startswith("two/")]
    assert (row.series, row.note) == ("two/mirror", "customs")
    assert [one.side for one in store.view().series() if one.dataset == "two"] == ["mirror"]
