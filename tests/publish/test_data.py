"""Data beside the claims: the bundled table under the bundled texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.builders import article, claim, figure, source
from tests.conftest import ROOT
from yalu.datasets import load_table
from yalu.publish import make_app
from yalu.settings import Settings
from yalu.store import Coded, create_archive

TEXT = article(
    "China takes roughly three-quarters of North Korea's imports and exports.", title="Who could replace it",
    published="2016-10",
)  # fmt: skip
SHARE = figure(TEXT, raw="roughly three-quarters", value=0.75, unit="share", approximator="about",
               measure_text="imports and exports")  # fmt: skip
LEANS = claim(TEXT, theme="dependence", stance="dependent")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path: Path = tmp_path_factory.mktemp("data") / "data.yalu"
    with create_archive(path) as store:
        with store.writer() as writer:
            run = writer.begin_run("test")
            coded = Coded(version=TEXT.version, key=TEXT.version, mentions=(), statements=(SHARE, LEANS))
            writer.put(source(), TEXT, coded, run)
        load_table(store, ROOT / "examples" / "data" / "prk-trade.csv")
    with TestClient(make_app(str(path), Settings())) as client:
        yield client


@pytest.mark.parametrize(
    "address",
    ["/data", "/dependence/PRK", "/dependence/PRK?with=RUS", "/reconciliation", "/whatif", "/dyads/CHN/PRK",
     "/data/prk-trade/kotra", "/data/prk-trade/kotra?state=CHN", "/data/prk-trade/kotra.csv",
     f"/statements/{SHARE.id}", "/data.csv", "/dependence/PRK.csv", "/reconciliation.json", "/whatif.json",
     "/whatif?of=PRK&partner=CHN&cut=90&flow=imports&helper=RUS&part=30&cap=5&sigma=3..8&years=2010..2015",
     "/whatif?of=PRK&partner=CHN&cut=50&flow=both&helper=&part=30&cap=&sigma=3..8&loss=10&output=&years="],
)  # fmt: skip
def test_a_page_answers(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text[:300]


def test_the_figure_is_set_beside_the_series_that_make_it_true_and_those_that_do_not(client: TestClient) -> None:
    html = client.get(f"/statements/{SHARE.id}").text
    assert "75.8 %" in html
    assert "76.4 %" in html
    assert "KOTRA" in html


def test_a_claim_stands_under_the_chart_of_what_it_speaks_of(client: TestClient) -> None:
    assert LEANS.id in client.get("/dependence/PRK").text


def test_a_what_if_is_a_range_with_its_break_even(client: TestClient) -> None:
    html = client.get("/whatif?of=PRK&partner=CHN&cut=50&flow=imports&years=2015").text
    assert "Others must take up at least" in html
    assert "0.0\N{NO-BREAK SPACE}% to" in html


@pytest.mark.parametrize(
    ("address", "status"),
    [("/dependence/FRA", 404), ("/data/prk-trade/none", 404), ("/whatif?output=0", 400), ("/whatif?sigma=1..2", 400), ("/whatif?sigma=x", 400), ("/whatif?cut=0", 400),
     ("/whatif?flow=up", 400), ("/whatif?years=15", 400)],
)  # fmt: skip
def test_what_cannot_be_asked_is_told(client: TestClient, address: str, status: int) -> None:
    assert client.get(address).status_code == status


def test_every_number_opens_the_row_behind_it(client: TestClient) -> None:
    name = "prk-trade/factbook/PRK/CHN/exports/2015/share"
    assert f'href="/data/prk-trade/factbook#{name}"' in client.get(f"/statements/{SHARE.id}").text
    html = client.get("/data/prk-trade/factbook").text
    assert f'id="{name}"' in html
    assert "CIA World Factbook 2016, Korea, North" in html
    assert "34 % in 2010, next to nothing in" in html


MATRIX = "exporter,importer,year,trade,international\n" + "\n".join(
    f"{one},{other},2018,{900 if one == other else 100},{int(one != other)}"
    for one in ("CHN", "LAO", "THA")
    for other in ("CHN", "LAO", "THA")
)


def test_a_full_matrix_is_asked_in_general_equilibrium(tmp_path: Path) -> None:
    table = tmp_path / "matrix.csv"
    table.write_text(MATRIX, encoding="utf-8")
    with create_archive(tmp_path / "m.yalu") as store:
        load_table(store, table)
    with TestClient(make_app(str(tmp_path / "m.yalu"), Settings())) as client:
        html = client.get("/whatif?of=LAO&partner=THA&cut=100&sigma=5..5").text
    # Equal economies, both directions of one pair cut: by symmetry of the two cut ones and hat algebra, theta 4.
    assert "3 economies: real spending of Laos changes by -2." in html
    assert "Take-up is an outcome here" in html


def test_without_a_table_the_pages_say_how_to_load_one(archive: Path) -> None:
    with TestClient(make_app(str(archive), Settings())) as client:
        assert "yalu data load" in client.get("/data").text
        assert client.get("/whatif").status_code == 404


def test_what_if_shows_the_newest_years_and_leads_to_the_others(client: TestClient) -> None:
    html = client.get("/whatif?of=PRK&partner=CHN").text
    years = set(re.findall(r"<h2>(\d{4}), ", html))
    assert years == {"2022", "2023"}
    assert "years=2010" in html
