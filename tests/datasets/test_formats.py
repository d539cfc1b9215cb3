"""Tables in the shapes their makers publish them: real names of columns, a few made-up rows."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from tests.datasets import builders as b
from yalu.actors import Gazetteer
from yalu.datasets import Loaded
from yalu.errors import BrokenSource, MappingError, UnknownFormat
from yalu.model import TradeRow
from yalu.store import Store, TradeFilter, create_archive


@pytest.fixture
def store(tmp_path: Path) -> Any:
    with create_archive(tmp_path / "a.yalu") as made:
        yield made


def load(store: Store, folder: Path, header: str, lines: str, gazetteer: Gazetteer, **how: Any) -> Loaded:
    return b.load(store, b.table(folder, lines, header=f"{header}\n", mapping=""), gazetteer, **how)


def trade(store: Store) -> set[tuple[str, ...]]:
    rows = store.view().trade(TradeFilter(product=None))
    return {(row.series, row.reporter, row.partner, row.flow, row.period, f"{row.value:g}") for row in rows}


def rows(store: Store) -> list[TradeRow]:
    return list(store.view().trade(TradeFilter(product=None)))


SITE = (
    "typeCode,freqCode,refPeriodId,refYear,refMonth,period,reporterCode,reporterISO,reporterDesc,flowCode,flowDesc,partnerCode,"
    "partnerISO,partnerDesc,partner2Code,partner2ISO,partner2Desc,classificationCode,classificationSearchCode,"
    "isOriginalClassification,cmdCode,cmdDesc,aggrLevel,isLeaf,customsCode,customsDesc,mosCode,motCode,motDesc,qtyUnitCode,"
    "qtyUnitAbbr,qty,isQtyEstimated,altQtyUnitCode,altQtyUnitAbbr,altQty,isAltQtyEstimated,netWgt,isNetWgtEstimated,grossWgt,"
    "isGrossWgtEstimated,cifvalue,fobvalue,primaryValue,legacyEstimationFlag,isReported,isAggregate"
)


def comtrade(
    flow: str, partner: str, code: str, value: str, *, second: str = "0", mot: str = "0", period: str = "2018"
) -> str:
    year = period[:4]
    return (
        f'C,A,{year}0101,{year},52,{period},418,LAO,"Lao People\'s Dem. Rep.",{flow},Export,{partner},XXX,Somewhere,{second},W00,'
        f"World,H5,HS,True,{code},All,0,False,C00,TOTAL CPC,0,{mot},TOTAL MOT,-1,N/A,,False,-1,N/A,,False,,False,,False,,"
        f"{value},{value},0,False,True,"
    )


def test_comtrade_download_of_the_site(store: Store, tmp_path: Path, gazetteer: Gazetteer) -> None:
    lines = "|".join([
        comtrade("X", "156", "TOTAL", "1540"), comtrade("X", "156", "TOTAL", "900", mot="1000"),
        comtrade("X", "156", "TOTAL", "700", second="344"), comtrade("X", "0", "TOTAL", "5500"),
        comtrade("M", "764", "TOTAL", "3600"), comtrade("X", "156", "27", "300"), comtrade("X", "490", "TOTAL", "4"),
        comtrade("RX", "156", "TOTAL", "5"), comtrade("X", "156", "TOTAL", "130", period="201801"),
    ])  # fmt: skip
    done = load(store, tmp_path, SITE, lines, gazetteer)
    assert done.refused == ()
    assert {(row.partner, row.flow, row.period, row.product, row.value) for row in rows(store)} == {
        ("CHN", "exports", "2018", "TOTAL", 1540), ("WLD", "exports", "2018", "TOTAL", 5500),
        ("THA", "imports", "2018", "TOTAL", 3600), ("CHN", "exports", "2018", "27", 300),
        ("X490", "exports", "2018", "TOTAL", 4), ("CHN", "exports", "2018-01", "TOTAL", 130),
    }  # fmt: skip


def test_one_chapter_of_comtrade_is_no_trade_in_all_goods(store: Store, tmp_path: Path, gazetteer: Gazetteer) -> None:
    load(store, tmp_path, SITE, f"{comtrade('X', '156', '27', '300')}|{comtrade('X', '156', '2701', '200')}", gazetteer)
    assert {row.product for row in rows(store)} == {"27", "2701"}
    assert list(store.view().trade()) == []


BULK = "typeCode\tfreqCode\trefPeriodId\trefYear\trefMonth\tperiod\treporterCode\tflowCode\tpartnerCode\tpartner2Code\tclassificationCode\tisOriginalClassification\tcmdCode\tcustomsCode\tmosCode\tmotCode\tqty\tcifvalue\tfobvalue\tprimaryValue\tisReported"


def test_comtrade_bulk_is_packed_and_parted_by_tabs(store: Store, tmp_path: Path, gazetteer: Gazetteer) -> None:
    line = "C\tA\t20180101\t2018\t52\t2018\t418\tX\t{0}\t0\tH5\t1\tTOTAL\tC00\t0\t0\t\t\t{1}\t{1}\t1"
    path = tmp_path / "COMTRADE-FINAL-CA418201801H5[2020-01-01].gz"
    text = "\n".join([BULK, line.format("156", "1540"), line.format("764", "2200"), line.format("58", "9")])
    path.write_bytes(gzip.compress(text.encode()))
    done = b.load(store, path, gazetteer)
    assert (done.dataset.rows, [one.reason for one in done.refused]) == (3, [])
    assert {(row.partner, row.value) for row in rows(store)} == {("CHN", 1540), ("THA", 2200), ("X58", 9)}


def test_baci_with_its_list_of_codes(store: Store, tmp_path: Path, gazetteer: Gazetteer) -> None:
    lines = "1997,58,842,010121,     1.500,NA|1997,58,842,9999AA,2,1|1997,699,757,010121,3,|2012,729,728,010121,4,1"
    done = load(store, tmp_path, "t,i,j,k,v,q", lines, gazetteer)
    assert [(one.line, one.reason) for one in done.refused] == []
    assert {(row.reporter, row.partner, row.period, row.value, row.parts) for row in rows(store)} == {
        ("X58", "USA", "1997", 3500, 2), ("IND", "CHE", "1997", 3000, 1), ("SDN", "SSD", "2012", 4000, 1),
    }  # fmt: skip
    codes = b.table(tmp_path, "4,Afghanistan,AF,AFG", header="country_code,country_name,country_iso2,country_iso3\n", mapping="", name="country_codes_V202501.csv")  # fmt: skip
    with pytest.raises(UnknownFormat, match="list of codes"):
        b.load(store, codes, gazetteer)


DOTS = "Country Name,Country Code,Indicator Name,Indicator Code,Counterpart Country Name,Counterpart Country Code,Attribute,1985,2017,2018,2018Q1,2018M1,"
OUT = '"Goods, Value of Exports, Free on board (FOB), US Dollars",TXG_FOB_USD'
IN = '"Goods, Value of Imports, Cost, Insurance, Freight (CIF), US Dollars",TMG_CIF_USD'


def test_dots_bulk_has_a_column_for_each_period(store: Store, tmp_path: Path, gazetteer: Gazetteer) -> None:
    lao, china = "Lao People's Dem. Rep.,544", '"China, P.R.: Mainland",924'
    lines = "|".join([
        f"{lao},{OUT},{china},Value,,1300,1540.5,350,110,", f"{lao},{OUT},{china},Status,,,r,,,",
        f"{lao},{IN},{china},Value,,,1300,,,", f"{lao},{OUT},World,001,Value,,,5500,,,",
        f"{lao},{OUT},Advanced Economies,110,Value,,,900,,,", f"{lao},{OUT},U.S.S.R.,974,Value,3,,,,,",
        f"{lao},{OUT},Asia not specified,598,Value,,,2,,,",
    ])  # fmt: skip
    done = load(store, tmp_path, DOTS, lines, gazetteer)
    assert done.refused == ()
    assert trade(store) == {
        ("dots/reports", "LAO", "CHN", "exports", "2017", "1.3e+09"), ("dots/reports", "LAO", "CHN", "exports", "2018", "1.5405e+09"),
        ("dots/reports", "LAO", "CHN", "exports", "2018-33", "3.5e+08"), ("dots/reports", "LAO", "CHN", "exports", "2018-01", "1.1e+08"),
        ("dots/reports", "LAO", "CHN", "imports", "2018", "1.3e+09"), ("dots/reports", "LAO", "WLD", "exports", "2018", "5.5e+09"),
        ("dots/reports", "LAO", "SUN", "exports", "1985", "3e+06"), ("dots/reports", "LAO", "XASIANOTSPECIFIED", "exports", "2018", "2e+06"),
    }  # fmt: skip


def test_dots_in_whole_dollars_is_refused_until_said(store: Store, tmp_path: Path, gazetteer: Gazetteer) -> None:
    lines = f'Lao PDR,544,{OUT},"China, P.R.: Mainland",924,Value,,,1540500000,,,'
    with pytest.raises(MappingError, match="more than the world trades in a year"):
        load(store, tmp_path, DOTS, lines, gazetteer)
    assert store.view().datasets() == []
    load(store, tmp_path, DOTS, lines, gazetteer, given={"scale": "1"})
    assert [row.value for row in rows(store)] == [1540500000]


def test_dots_panel_has_a_column_for_each_indicator(store: Store, tmp_path: Path, gazetteer: Gazetteer) -> None:
    header = 'Country Name,Country Code,Counterpart Country Name,Counterpart Country Code,Time Period,"Goods, Value of Exports, Free on board (FOB), US Dollars (TXG_FOB_USD)","Goods, Value of Imports, Cost, Insurance, Freight (CIF), US Dollars (TMG_CIF_USD)",'
    load(
        store,
        tmp_path,
        header,
        'Mongolia,948,Russian Federation,922,2017,67.7,1218,|Mongolia,948,"Korea, Dem. People\'s Rep. of",954,2017,,0.5,',
        gazetteer,
    )
    assert trade(store) == {
        ("dots/reports", "MNG", "RUS", "exports", "2017", "6.77e+07"), ("dots/reports", "MNG", "RUS", "imports", "2017", "1.218e+09"),
        ("dots/reports", "MNG", "PRK", "imports", "2017", "500000"),
    }  # fmt: skip


IMTS = "DATAFLOW,COUNTRY,INDICATOR,COUNTERPART_COUNTRY,FREQUENCY,TIME_PERIOD,OBS_VALUE,SCALE,PRECISION,DECIMALS_DISPLAYED,TRADE_FLOW,VALUATION,UNIT,DERIVATION_TYPE,OVERLAP,STATUS"


def test_imts_which_followed_dots(store: Store, tmp_path: Path, gazetteer: Gazetteer) -> None:
    line = "IMF.STA:IMTS(1.0.0),{},{},{},A,{},{},6,,,XG,FOB,USD,M,OL,"
    lines = "|".join(line.format(*one.split()) for one in (
        "LAO XG_FOB_USD CHN 2018 1540500000", "LAO XG_FOB_USD G001 2018 5500000000", "LAO XG_FOB_USD G163 2018 90000000",
        "LAO MG_CIF_USD THA 2018 3600000000", "LAO TBG_USD CHN 2018 240000000", "SRB XG_FOB_USD KOS 2018 7000000",
        "LAO XG_FOB_USD CHN 2018-M03 130000000", "LAO XG_FOB_USD TX983 2018 1",
    ))  # fmt: skip
    done = load(store, tmp_path, IMTS, lines, gazetteer)
    assert [(one.line, one.reason) for one in done.refused] == []
    assert trade(store) == {
        ("imts/reports", "LAO", "CHN", "exports", "2018", "1.5405e+09"), ("imts/reports", "LAO", "WLD", "exports", "2018", "5.5e+09"),
        ("imts/reports", "LAO", "THA", "imports", "2018", "3.6e+09"), ("imts/reports", "SRB", "KOS", "exports", "2018", "7e+06"),
        ("imts/reports", "LAO", "CHN", "exports", "2018-03", "1.3e+08"),
    }  # fmt: skip


def test_imts_of_the_data_explorer(store: Store, tmp_path: Path, gazetteer: Gazetteer) -> None:
    header = '"DATASET","SERIES_CODE","OBS_MEASURE","COUNTRY","INDICATOR","COUNTERPART_COUNTRY","FREQUENCY","SCALE","2017","2018","2018-M01"'
    line = '"IMF.STA:IMTS(1.0.0)","{}","OBS_VALUE","Lao PDR","Exports of goods, Free on board (FOB), US dollar","{}","Annual","{}","1300","{}","110"'
    load(store, tmp_path, header, "|".join([line.format("LAO.XG_FOB_USD.CHN.A", "China, People's Republic of", "Millions", "1540.5"), line.format("LAO.XG_FOB_USD.G163.A", "Euro Area", "Millions", "9")]), gazetteer)  # fmt: skip
    assert {(one[1], one[2], one[4], one[5]) for one in trade(store)} == {
        ("LAO", "CHN", "2017", "1.3e+09"), ("LAO", "CHN", "2018", "1.5405e+09"), ("LAO", "CHN", "2018-01", "1.1e+08"),
    }  # fmt: skip


def test_cow_dyadic_trade_as_published(store: Store, tmp_path: Path, gazetteer: Gazetteer) -> None:
    header = "ccode1,ccode2,year,importer1,importer2,flow1,flow2,smoothflow1,smoothflow2,smoothtotrade,spike1,spike2,dip1,dip2,trdspike,tradedip,bel_lux_alt_flow1,bel_lux_alt_flow2,china_alt_flow1,china_alt_flow2,source1,source2,version"
    line = "365,710,{},Russia,China,{},{},1,2,3,0,0,0,0,0,0,-9,-9,-9,-9,203,203,4"
    load(store, tmp_path, header, f"{line.format(1980, '10.5', '-9')}|{line.format(1993, '20', '30')}", gazetteer)
    assert {(one[1], one[2], one[4], one[5]) for one in trade(store)} == {
        ("SUN", "CHN", "1980", "1.05e+07"), ("RUS", "CHN", "1993", "2e+07"), ("CHN", "RUS", "1993", "3e+07"),
    }  # fmt: skip


ATOP = "atopally,defense,offense,neutral,nonagg,consul,shareob,bilatno,multino,number,asymm,atopid1,atopid2,version"


@pytest.mark.parametrize(("header", "line", "found"), [
    (f"dyad,year,mem1,mem2,{ATOP}", "710731,1961,710,731,1,1,0,0,1,0,0,1,0,1,0,3375,,5.1", {("defence", "CHN", "PRK"), ("nonaggression", "CHN", "PRK")}),
    (f"ddyad,year,stateA,stateB,{ATOP}", "710731,1961,710,731,1,1,0,0,0,0,0,1,0,1,0,3375,,5.1", {("defence", "CHN", "PRK")}),
    ("version4id,ccode1,state_name1,ccode2,state_name2,dyad_st_day,dyad_st_month,dyad_st_year,dyad_end_day,dyad_end_month,dyad_end_year,left_censor,right_censor,defense,neutrality,nonaggression,entente,year,version",
     "233,710,China,731,North Korea,11,7,1961,,,,0,1,1,0,0,1,1970,4.1|240,710,China,731,North Korea,1,1,1965,,,,0,1,1,0,0,0,1970,4.1", {("defence", "CHN", "PRK"), ("consultation", "CHN", "PRK")}),
    ("ccode1,ccode2,agree,year,IdealPointAll.x,IdealPointAll.y,IdealPointDistance", "710,731,0.79,2010,-0.8,-1.9,1.1", {("vote agreement", "CHN", "PRK")}),
])  # fmt: skip
def test_tables_of_pairs_as_published(
    store: Store, tmp_path: Path, gazetteer: Gazetteer, header: str, line: str, found: set[tuple[str, str, str]]
) -> None:
    done = load(store, tmp_path, header, line, gazetteer)
    assert done.refused == ()
    assert {(row.measure, row.first, row.second) for row in store.view().pairs("PRK")} == found


@pytest.mark.parametrize("header", [
    "ccode,session,NVotesAll,IdealPointAll,QO%All,Q5%All,Q95%All,iso3c,Countryname,IdealPointFP,Q5%FP,Q95%FP",
    "ccode,session,nvotesall,idealpointall,q50%all,q5%all,q95%all,iso3c,countryname,idealpointfp,q5%fp,q95%fp",
])  # fmt: skip
def test_ideal_points_since_2021(store: Store, tmp_path: Path, gazetteer: Gazetteer, header: str) -> None:
    load(store, tmp_path, header, "731,60,70,-1.5,-1.5,-1.9,-1.1,PRK,North Korea,-1,-2,0", gazetteer)
    (row,) = store.view().state_numbers("PRK")
    assert (row.period, row.value, row.low, row.high) == ("2005", -1.5, -1.9, -1.1)


def test_latin_letters_and_a_mark_of_byte_order_are_no_obstacle(
    store: Store, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    path = b.table(tmp_path, "", header="")
    path.write_bytes(b"\xef\xbb\xbf" + (b.HEADER + "Laos,China,exports,2018,1,USD,office\n").encode())
    b.load(store, path, gazetteer)
    assert len(rows(store)) == 1
    path.write_bytes(
        (b.HEADER + "Côte d’Ivoire,China,exports,2018,1,USD,office\nTürkiye,China,exports,2018,2,USD,office\n").encode(
            "cp1252"
        )
    )
    assert b.load(store, path, gazetteer).refused == ()
    assert {row.reporter for row in rows(store)} == {"CIV", "TUR"}


def test_table_in_a_zip(store: Store, tmp_path: Path, gazetteer: Gazetteer) -> None:
    b.table(tmp_path, "", header="")
    plain = (tmp_path / "ledger.csv").with_suffix(".zip")
    with ZipFile(plain, "w") as packed:
        packed.writestr("in/ledger.csv", b.HEADER + "Laos,China,exports,2018,1,USD,office\n")
        packed.writestr("readme.md", "words")
    b.load(store, plain, gazetteer)
    assert len(rows(store)) == 1
    with ZipFile(plain, "a") as packed:
        packed.writestr("in/other.csv", "a,b\n")
    with pytest.raises(BrokenSource, match="a ZIP of 2 tables"):
        b.load(store, plain, gazetteer)
