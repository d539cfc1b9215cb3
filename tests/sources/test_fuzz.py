"""Damaged sources of every format: a named error or a whole article, never a crash. `FUZZ=5000` tries harder."""

from __future__ import annotations

import os
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sources.formats import make_sources
from yalu.errors import ReadError
from yalu.sources import READERS, SHELF, Reading, load_bytes
from yalu.sources.containers import HEAD, read_container
from yalu.sources.reading import read_with

SOURCES = make_sources()
TRIES = int(os.environ.get("FUZZ", "10"))


def read_all_of(data: bytes) -> list[Reading]:
    container = SHELF.container_of(data[:HEAD])
    if container:
        return list(read_container(SHELF, container, BytesIO(data), "x"))
    return [read_with(READERS, load_bytes(data, name="x"))]


@st.composite
def damaged(draw: st.DrawFn, data: bytes) -> bytes:
    """Cut, flip, repeat or fill in bytes at up to four places."""
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, max(0, len(data) - 1)))
        length = draw(st.integers(1, 40))
        what = draw(st.sampled_from(("cut", "drop", "flip", "repeat", "fill")))
        if what == "cut":
            data = data[:place]
        elif what == "drop":
            data = data[:place] + data[place + length :]
        elif what == "flip":
            data = data[:place] + bytes(byte ^ 0x55 for byte in data[place : place + length]) + data[place + length :]
        elif what == "repeat":
            data = data[: place + length] + data[place : place + length] * 3 + data[place + length :]
        else:
            data = data[:place] + draw(st.binary(max_size=20)) + data[place:]
    return data


@pytest.mark.parametrize("name", SOURCES)
@settings(
    max_examples=TRIES, deadline=None, derandomize="FUZZ" not in os.environ, suppress_health_check=list(HealthCheck)
)
@given(drawn=st.data())
def test_damage_gives_a_named_error_or_whole_articles(name: str, drawn: st.DataObject) -> None:
    data = drawn.draw(damaged(SOURCES[name]))
    try:
        readings = read_all_of(data)
    except ReadError as error:
        if not (error.place and error.remedy):
            raise
        return
    for reading in readings:
        for article in reading.articles:
            assert article.title.strip()
            assert article.paragraphs
            assert all(span.cut(article.text).strip() for span in article.paragraphs)
            article.text.encode()
            article.title.encode()
