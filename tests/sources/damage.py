"""Damage a source as crashes, bad copies and malice do, and look whether what was read of it is whole."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from hypothesis import strategies as st

from yalu.errors import ReadError
from yalu.model import Article
from yalu.sources import READERS, SHELF, Reading, load_bytes
from yalu.sources.containers import HEAD, read_container
from yalu.sources.reading import read_with

KINDS = ("cut", "drop", "flip", "repeat", "fill", "odd", "grow", "recode")
ODD = (
    b"\x00", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xff\xfe", b"\xf0\x9f", b"\x0b", b"\x1b[2J", b"&#0;", b"&#xd800;", b"&x;", b"]]>", b"<![CDATA[",
    b"<!--", b"-->", b"<script>", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"../../", b"%00", b"\r", b"\\u0000", b"\\ud800", b"{", b"[", b"\"", b"---\n",
)  # fmt: skip
LARGEST = 1_000_000
CODES = ("utf-16", "utf-16-le", "utf-8-sig", "cp1252", "utf-7", "shift_jis")


@st.composite
def damaged(draw: st.DrawFn, data: bytes, *, grow: bool = False) -> bytes:
    """Cut, flip, repeat or fill in bytes at up to four places; with `grow` repeat a piece up to a megabyte."""
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, max(0, len(data) - 1)))
        length = draw(st.integers(1, 40))
        kind = draw(st.sampled_from(KINDS if grow else KINDS[:6]))
        data = _damage(draw, kind, data, (place, place + length))
    return data[: LARGEST + 1000]


def _damage(draw: st.DrawFn, kind: str, data: bytes, where: tuple[int, int]) -> bytes:
    start, end = where
    before, piece, after = data[:start], data[start:end], data[end:]
    match kind:
        case "cut":
            return before
        case "drop":
            return before + after
        case "flip":
            return before + bytes(byte ^ 0x55 for byte in piece) + after
        case "repeat":
            return before + piece * 4 + after
        case "fill":
            return before + draw(st.binary(max_size=20)) + data[start:]
        case "odd":
            return before + draw(st.sampled_from(ODD)) * draw(st.integers(1, 3)) + data[start:]
        case "grow":
            piece = draw(st.sampled_from((piece, piece[:1], data[start : start + 400], *ODD)))
            return before + piece * (draw(st.integers(1, LARGEST)) // max(1, len(piece))) + after
    return data.decode("utf-8", "replace").encode(draw(st.sampled_from(CODES)), "replace")


def read_all_of(data: bytes) -> list[Reading]:
    """Read bytes as a file with them is read."""
    container = SHELF.container_of(data[:HEAD])
    if container:
        return list(read_container(SHELF, container, BytesIO(data), "x"))
    return [read_with(READERS, load_bytes(data, name="x"))]


def read_or_refuse_all(data: bytes) -> list[Article] | None:
    """Give the articles, each whole; None where the source is refused as errors are to be: with a place and a remedy."""
    try:
        readings = read_all_of(data)
    except ReadError as error:
        if not (error.place and error.remedy):
            raise
        return None
    articles = [article for reading in readings for article in reading.articles]
    check_whole(articles)
    return articles


def check_whole(articles: Iterable[Article]) -> None:
    """Fail on an article that no archive can hold."""
    for article in articles:
        assert article.title.strip()
        assert article.paragraphs
        assert all(span.cut(article.text).strip() for span in article.paragraphs)
        article.text.encode()
        article.title.encode()
