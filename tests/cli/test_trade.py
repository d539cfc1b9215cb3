from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.conftest import ROOT
from yalu.cli import group


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("trade") / "a.yalu")
    run("data", "load", str(Path(ROOT / "examples" / "data" / "prk-trade.csv")), archive=path)
    return path


def run(*words: str, archive: str, code: int = 0) -> str:
    result = CliRunner().invoke(group, ["--archive", archive, *words])
    assert result.exit_code == code, result.output
    return result.output


def records(*words: str, archive: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in run(*words, "--json", archive=archive).splitlines()]


def test_dependence_says_series_flow_and_denominator(archive: str) -> None:
    found = records("dependence", "North Korea", "--year", "2015", archive=archive)
    told = {(one["title"], one["flow"]): (one["partner"], one["share"]) for one in found}
    assert told["KOTRA, without South Korea, crude oil estimated", "total"] == ("CHN", 0.913)
    assert {one["denominator"] for one in found if one["flow"] == "total"} == {
        "all exports and imports without South Korea; not all partners listed"
    }
    assert all(one["ids"] for one in found)


def test_dependence_on_one_partner(archive: str) -> None:
    found = records("dependence", "PRK", "--with", "Russia", "--year", "2013", archive=archive)
    assert [(one["partner"], round(float(str(one["share"])), 3)) for one in found] == [("RUS", 0.014)]


WHATIF = ("whatif", "PRK", "--partner", "CHN", "--cut", "50%", "--flow", "both", "--takeup", "RUS=30%:cap=5x", "--sigma", "3..8", "--years", "2015")  # fmt: skip


def test_what_if_gives_ranges_and_the_break_even(archive: str) -> None:
    found = {one["flow"]: one for one in records(*WHATIF, archive=archive)}
    total = found["total"]
    assert round(float(str(total["loss_without"])), 3) == 0.457
    assert round(float(str(total["loss_with"])), 3) == 0.389
    assert round(float(str(found["imports"]["break_even"])), 3) == 0.738
    assert float(str(total["ces_low"])) < float(str(total["ces_high"]))


def test_what_if_leads_with_the_break_even_and_ends_with_what_happened(archive: str) -> None:
    told = run(*WHATIF, archive=archive)
    assert told.index("break-even") < told.index("without take-up") < told.index("CES bound")
    assert "others took up -7 % of the gap" in told
    assert "No general equilibrium for North Korea" in told
    assert "Diversified on paper only" in told


@pytest.mark.parametrize(("words", "code", "said"), [
    (("whatif", "PRK", "--partner", "CHN", "--cut", "half"), 2, "no amount"), (("whatif", "PRK", "--partner", "CHN", "--cut", "150%"), 2, "no part"),
    (("whatif", "PRK", "--partner", "CHN", "--sigma", "1..3"), 2, "above 1"), (("whatif", "PRK", "--partner", "CHN", "--takeup", "RUS"), 2, "ACTOR=PART"),
    (("whatif", "PRK", "--partner", "CHN", "--years", "lately"), 2, "no year"), (("dependence", "Iceland"), 3, "no loaded table has trade of ISL"),
])  # fmt: skip
def test_what_is_not_understood_is_told(archive: str, words: tuple[str, ...], code: int, said: str) -> None:
    assert said in run(*words, archive=archive, code=code)


def test_reconcile_without_articles_says_where_to_look(archive: str) -> None:
    assert "data list" in run("reconcile", archive=archive)


def test_what_ties_a_pair_is_told_from_the_tables_loaded(tmp_path: Path) -> None:
    archive = str(tmp_path / "t.yalu")
    tables = {
        "trade.csv": "reporter,partner,flow,period,value,unit\nLAO,CHN,exports,2018,3,USD\nLAO,THA,exports,2018,1,USD\nLAO,CHN,imports,2018,3,USD\nLAO,THA,imports,2018,1,USD\n",
        "atop.csv": "mem1,mem2,year,defense,offense,neutral,nonagg,consul\n710,812,2018,0,0,0,1,1\n",
        "igos.csv": "ccode1,ccode2,year,dyadigos\n710,812,2014,20\n800,812,2014,40\n",
        "gdp.csv": "who,when,much\nLAO,2018,60\nCHN,2018,6000\n",
    }
    for name, text in tables.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "gdp.yaml").write_text(
        "name: gdp\ntitle: Outputs\nkind: state\nsource: made up\ncolumns: {state: who, period: when, value: much}\nfixed: {measure: gdp, series: o}\n",
        encoding="utf-8",
    )
    run("data", "load", *(str(tmp_path / name) for name in tables), archive=archive)
    told = run("dependence", "LAO", "--with", "CHN", archive=archive)
    assert "Obligations in force: consultation 2018-2018, nonaggression 2018-2018" in told
    assert "Trade over output in 2018: 10.0 % for LAO, 0.1 % for CHN" in told
    # Bandwidth: 2 of 5 obligations and 20 of 40 organisations; dependence: 6 of 8.
    assert "CHN on LAO 0.34, bandwidth 0.45 x dependence 0.75" in told
    assert "weights obligations 1, joint organisations 1, share of trade 1; halved and doubled 0.33 to 0.35" in told
