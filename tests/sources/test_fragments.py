"""Bodies that are nothing but paragraphs take a short way; it gives what the long one gives."""

from __future__ import annotations

import time
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yalu.sources import fragments
from yalu.sources.fragments import read_fragment

BITS = (
    "<p>", "</p>", '<p class="a b">', "<P>", "</P>", "<em>", "</em>", '<a href="x?y=1&amp;z">', "</a>", "<strong>", "</strong>",
    "<span>", "</span>", "<sup>", "</sup>", "<div>", "<br>", "<script>", "</script>", "<", ">", "&amp;", "&lt;", "&nbsp;", "&#8217;",
    "&#1;", "&#0;", "&#xd800;", "&AMP", "&copy", "&nothing;", "word ", "two  words\n", " ", "\n\n", "“q” ", "[caption]", "[/caption]",
    "<!-- wp:paragraph -->", "<!--more-->", "<!-->", "\x00", "\x01", "\x0b", "\x1e", "\u00a0", "\u2028", "\ud800", "조중관계 ",
)  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(BITS), max_size=14).map("".join))
def test_short_way_gives_what_the_long_way_gives(html: str) -> None:
    with patch.object(fragments, "_read_simple", return_value=None):
        expected = read_fragment(html).paragraphs
    assert read_fragment(html).paragraphs == expected


@pytest.mark.parametrize(("html", "paragraphs"), [
    ("<p>One.</p>\n<p>Two <em>words</em> &amp; more.</p>", ["One.", "Two words & more."]),
    ("<!-- wp:paragraph --><p>One.</p><!-- /wp:paragraph -->", ["One."]),
    ('<p><a href="https://x.example/?a=1">One</a>.</p>', ["One."]),
    ("<p>" + "a < b " * 3 + "</p>", ["a < b a < b a < b"]),
])  # fmt: skip
def test_body_of_paragraphs(html: str, paragraphs: list[str]) -> None:
    assert read_fragment(html).paragraphs == paragraphs


@pytest.mark.parametrize(
    "piece",
    ["[a]", "[caption ", "[caption]", "[a b=", "<!--", "<!--more", "--><!--", "<p ", "<p>", "<em>", "&#", "[/a][a]"],
)
def test_body_of_pieces_that_are_never_closed_ends_soon(piece: str) -> None:
    html = "<p>word</p>" + piece * (300_000 // len(piece))
    started = time.process_time()
    read_fragment(html)
    # Linear it takes one or two seconds, on a busy machine some more; what grows with the square takes minutes.
    assert time.process_time() - started < 20
