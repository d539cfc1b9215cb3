"""The API is what its description says: schemathesis asks every address with what fits and what does not."""

from __future__ import annotations

import os
from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.schemas import BaseSchema

from yalu.publish import make_app
from yalu.publish.pages import PAGES
from yalu.settings import Settings

EXAMPLES = int(os.environ.get("YALU_TEST_FUZZ", "2"))
"""Requests an address: few by default, since every one draws a page; the documents that are sought are the same."""
_YEARS = st.integers(1000, 2100).map(str)
schemathesis.openapi.format("edtf", _YEARS | st.sampled_from(["2013-12-09", "2014-05", "187X", "1905~", "[1905,1910]"]))
schemathesis.openapi.format("period", _YEARS | st.sampled_from(["2013..2017", "..2017", "2013..", "187X"]))
schemathesis.openapi.format(
    "cursor", st.integers(0, 999).map(lambda at: urlsafe_b64encode(f"at:{at}".encode()).decode().rstrip("="))
)


@pytest.fixture(scope="session")
def app(archive: Path) -> Iterator[FastAPI]:
    """Make a site that stays open: schemathesis starts and ends an application anew for every request."""
    app = make_app(str(archive), Settings())
    app.router.lifespan_context = _stay_open
    yield app
    app.state.site.close()


@asynccontextmanager
async def _stay_open(_: object) -> AsyncIterator[None]:
    yield


@pytest.fixture(scope="session")
def api(app: FastAPI) -> BaseSchema:
    return schemathesis.openapi.from_asgi("/openapi.json", app)


_ADDRESSES = [f"{page.path}.{form}" for page in PAGES for form in page.forms if form in ("json", "csv")]


@pytest.mark.parametrize("address", _ADDRESSES)
def test_the_api_is_as_described(api: BaseSchema, address: str) -> None:
    operation = api[address]["GET"]
    ask(operation, GenerationMode.POSITIVE)
    if operation.query:
        ask(operation, GenerationMode.NEGATIVE)


def ask(operation: Any, mode: GenerationMode) -> None:
    """Ask an address with what fits its description, or with what does not."""

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],
    )  # fmt: skip
    def check(case: Any) -> None:
        case.call_and_validate()

    check()


@pytest.mark.parametrize("address", ["/categories/Ā.csv", '/tags/a"b;.csv', "/tags/x%0Ay.csv", "/tags/日本.parquet"])
def test_any_name_is_a_file_that_can_be_saved(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code in (200, 404)
    if answer.status_code == 200:
        assert "\n" not in answer.headers["content-disposition"]
        assert answer.headers["content-disposition"].startswith('attachment; filename="')


def test_what_is_not_allowed_says_what_is(client: TestClient) -> None:
    answer = client.post("/timeline.json")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")


def test_the_document_knows_lists_records_faults_and_cursors(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    listed = document["paths"]["/timeline.json"]["get"]
    assert {one["name"] for one in listed["parameters"]} >= {"actor", "written_before", "limit", "cursor"}
    assert set(listed["responses"]) == {"200", "400", "404", "429", "503"}
    assert document["paths"]["/statements/{name}.json"]["get"]["responses"]["200"]["description"] == "The record."
