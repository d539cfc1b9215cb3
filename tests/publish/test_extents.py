"""Pages of much that is said: they list the first, count all, and lead to the rest; numbers are those of the statements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks.generating import write_archive
from fastapi.testclient import TestClient

from yalu.archive import Archive, open_file
from yalu.publish import make_app
from yalu.publish.years import sum_acts
from yalu.settings import Settings
from yalu.store import StatementFilter

BEFORE = "2008"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("much") / "much.yalu"
    write_archive(path, 150)
    return path


@pytest.fixture(scope="module")
def dense(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, Archive]]:
    path = tmp_path_factory.mktemp("dense") / "dense.yalu"
    write_archive(path, 120, actors=3)
    with open_file(path) as opened, TestClient(make_app(str(path), Settings())) as client:
        yield client, opened


@pytest.fixture(scope="module")
def archive(path: Path) -> Iterator[Archive]:
    with open_file(path) as opened:
        yield opened


@pytest.fixture(scope="module")
def client(path: Path) -> Iterator[TestClient]:
    with TestClient(make_app(str(path), Settings())) as client:
        yield client


@pytest.mark.parametrize("before", [None, BEFORE])
@pytest.mark.parametrize("rank", [0, 1, 7, 40])
def test_numbers_of_a_pair_are_those_of_its_statements(archive: Archive, rank: int, before: str | None) -> None:
    view, one = archive.view, archive.view.dyads_seen()[rank]
    pair = (one.first, one.second)
    measured = archive.measure_dyad(*pair, written_before=before)
    acts = sum_acts(view.acts_between(*pair, written_before=before), *pair)
    forward, total = measured.forward, view.pair_total(*pair, written_before=before)
    assert (acts.happened, total.events) == (len(forward.happened), len(forward.events))
    assert acts.quads == tuple((quad.quad, quad.count) for quad in forward.quads)
    assert acts.unplaced == len(forward.unplaced)
    assert [(year.year, year.count) for year in acts.years] == [(year.year, year.count) for year in forward.years]
    assert acts.intensity == pytest.approx(forward.intensity) or acts.intensity is forward.intensity
    assert (total.claims, total.agreements) == (len(measured.claims), len(measured.agreements))
    said = [*forward.events, *measured.figures, *measured.claims, *measured.agreements]
    assert view.count_articles_on(*pair, written_before=before) == len({told.article for told in said})


@pytest.mark.parametrize("before", [None, BEFORE])
def test_numbers_of_an_actor_are_those_of_its_statements(archive: Archive, before: str | None) -> None:
    view = archive.view
    for code in ("CHN", archive.view.actors_seen()[-1].code):
        total = view.actor_total(code, written_before=before)
        told = list(view.statements(StatementFilter(actor=code, written_before=before)))
        acts = list(view.statements(StatementFilter(actors=(code,), kinds=("event",), written_before=before)))
        assert (total.statements, total.acts) == (len(told), len(acts))
        assert total.articles == len({one.article for one in told})
        placed = view.acts_of(code, written_before=before)
        assert sum(year.acts for year in placed) == total.acted
        assert sum(year.suffers for year in placed) == total.suffered


def test_numbers_of_lists_are_those_of_what_they_list(archive: Archive) -> None:
    view = archive.view
    for wanted in (
        StatementFilter(), StatementFilter(kinds=("event", "claim")), StatementFilter(actor="CHN"),
        StatementFilter(actor="CHN", kinds=("figure",)), StatementFilter(actors=("CHN",), kinds=("event",)),
        StatementFilter(recipients=("CHN",), kinds=("event",)),
    ):  # fmt: skip
        told = list(view.statements(wanted))
        assert view.count_statements(wanted) == len(told)
        begun = [one.date.earliest[:4] for one in told if one.date and one.date.earliest]
        assert all(begun.count(str(one.year)) <= one.number for one in view.years(wanted))


def test_a_pair_lists_the_first_and_says_how_many_there_are(dense: tuple[TestClient, Archive]) -> None:
    client, archive = dense
    pair = archive.view.dyads_seen()[0]
    total = archive.view.pair_total(pair.first, pair.second).events
    assert total > 60
    html = client.get(f"/dyads/{pair.first}/{pair.second}").text
    assert f"The first 60 of {total} stand here." in html
    rest = re.search(r'href="(/timeline\?kind=event[^"]*happened=false)">', html)
    assert rest
    denied = re.search(r"<summary>(\d+) denied, wished for", html)
    assert denied
    assert f"of {denied[1]}" in client.get(rest[1].replace("&amp;", "&")).text or f">{denied[1]}" in html


def test_an_actor_of_much_has_the_sums_of_years_and_links_to_the_rest(
    dense: tuple[TestClient, Archive], client: TestClient
) -> None:
    much, archive = dense
    html = much.get("/actors/CHN").text
    assert "What China did, by year" in html
    total = archive.view.actor_total("CHN")
    assert f"The first 20 of {total.acts} stand here." in html
    assert f"{total.statements} statements" in html
    assert "by year" not in client.get("/actors/CHN").text


def test_all_tellings_of_an_agreement_are_one_link_away(dense: tuple[TestClient, Archive]) -> None:
    client, _ = dense
    html = client.get("/actors/CHN").text
    more = re.search(r'href="(/statements\?kind=agreement&amp;agreement=[^"]+)">All (\d+) tellings', html)
    assert more
    found = client.get(more[1].replace("&amp;", "&").replace("/statements?", "/statements.json?"))
    assert len(found.json()["items"]) == int(more[2])


def test_pairs_are_listed_page_by_page(client: TestClient, archive: Archive) -> None:
    seen = archive.view.dyads_seen()
    html = client.get("/dyads?page=2").text
    assert f"201 to {min(400, len(seen))} of {len(seen)}" in html
    assert f'href="/dyads/{seen[200].first}/{seen[200].second}"' in html
    assert len(client.get("/dyads.csv").text.splitlines()) == len(seen) + 1


def test_extent_is_that_of_the_articles(archive: Archive) -> None:
    extent = archive.view.extent()
    held = archive.view.articles()
    years = [int(one.published[:4]) for one in held if one.published]
    assert extent == (150, sum(not one.complete for one in held), 0, min(years), max(years))
