"""Damaged sources of every format: a named error or whole articles, never a crash. `FUZZ=5000` tries harder.

`python -m benchmarks.fuzz --seconds 600` tries for as long as it is told, with larger damage, and times it.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sources.damage import damaged, read_or_refuse_all
from tests.sources.formats import make_sources

SOURCES = make_sources()
TRIES = int(os.environ.get("FUZZ", "10"))


@pytest.mark.parametrize("name", SOURCES)
@settings(
    max_examples=TRIES, deadline=None, derandomize="FUZZ" not in os.environ, suppress_health_check=list(HealthCheck)
)
@given(drawn=st.data())
def test_damage_gives_a_named_error_or_whole_articles(name: str, drawn: st.DataObject) -> None:
    read_or_refuse_all(drawn.draw(damaged(SOURCES[name])))
