"""Whatever stands in an address, a page answers with what it has or says what is wrong; it never breaks."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

PATHS = (
    "/timeline",
    "/figures.json",
    "/agreements",
    "/claims",
    "/statements.csv",
    "/search",
    "/search.json",
    "/network",
)
NAMES = (
    "actor", "with", "year", "kind", "certainty", "holder", "author", "category", "theme", "about", "measure", "type",
    "quad", "happened", "by", "to", "article", "written_before", "parties", "page", "limit", "cursor", "q",
)  # fmt: skip
VALUES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["2013", "187X", "2013..2017", "..", "PRK", "CHN,PRK", "-1", "0", "1e9", "true", "' OR 1=1", "../..", '"', "(((", "year:x", "𝕏"]),
)  # fmt: skip


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from(PATHS), params=st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=4))
def test_no_query_breaks_a_page(client: TestClient, path: str, params: dict[str, str]) -> None:
    answer = client.get(path, params=params)
    assert answer.status_code in (200, 400, 404), (answer.status_code, answer.text[:300])


@pytest.mark.parametrize("name", ["%00", "..%2f..", "<script>", "a" * 3000, "%F0%9D", "'"])
@pytest.mark.parametrize("path", ["/articles/{}", "/actors/{}", "/authors/{}", "/statements/{}", "/dyads/{}/PRK"])
def test_no_name_breaks_a_page(client: TestClient, path: str, name: str) -> None:
    answer = client.get(path.format(name))
    assert answer.status_code in (400, 404), answer.status_code
    assert "<script>" not in answer.text.replace('<script src="/static', "")


def test_the_api_describes_itself(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    assert described["openapi"].startswith("3.")
    assert "/timeline.json" in described["paths"]
    operations = [one["operationId"] for path in described["paths"].values() for one in path.values()]
    assert len(operations) == len(set(operations))
