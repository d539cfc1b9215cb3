"""Nobody takes the site from others: too many requests are refused, a query that works too long is broken off."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from yalu.archive import open_file
from yalu.errors import ArchiveSlow
from yalu.publish import make_app
from yalu.publish.limiting import Buckets
from yalu.settings import Settings
from yalu.store import connection


def test_a_bucket_fills_again_with_time_and_each_visitor_has_one() -> None:
    now = [0.0]
    buckets = Buckets(60, clock=lambda: now[0])
    assert [buckets.take("a") for _ in range(60)] == [0.0] * 60
    assert buckets.take("a") == pytest.approx(1.0)
    assert buckets.take("b") == 0.0
    now[0] = 0.5
    assert buckets.take("a") == pytest.approx(0.5)
    now[0] = 1.0
    assert buckets.take("a") == 0.0
    now[0] = 1000.0
    assert [buckets.take("a") for _ in range(61)][-1] > 0


def test_a_visitor_who_asks_too_often_is_told_when_to_come_back(archive: Path) -> None:
    app = make_app(str(archive), Settings(requests_per_minute=3))
    stranger, other = (TestClient(app, client=(f"203.0.113.{number}", 50000)) for number in (7, 8))
    statuses = [stranger.get("/about").status_code for _ in range(5)]
    assert statuses == [200, 200, 200, 429, 429]
    refused = stranger.get("/about.json")
    assert refused.headers["content-type"] == "application/problem+json"
    assert 1 <= int(refused.headers["retry-after"]) <= 20
    page = stranger.get("/about", headers={"accept": "text/html,*/*"})
    assert (page.status_code, page.headers["content-type"]) == (429, "text/html; charset=utf-8")
    assert "Ask again in" in page.text
    assert stranger.get("/static/site.css").status_code == 200
    assert other.get("/about").status_code == 200


_LONG = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000) SELECT sum(i) FROM n"


def test_a_query_that_works_too_long_is_broken_off_and_the_next_is_not(archive: Path) -> None:
    with open_file(archive, query_seconds=0.2) as opened:
        engine = opened.view._engine
        with pytest.raises(ArchiveSlow, match="took too long"), connection.read(engine, archive) as lent:
            lent.exec_driver_sql(_LONG).scalar()
        assert opened.view.count_articles() == 2
