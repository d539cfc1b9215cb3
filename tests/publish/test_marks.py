"""Marks: whatever overlaps, the pieces joined are the text, and each piece knows all marks over it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from yalu.model import Span
from yalu.publish.marks import Mark, cut_pieces

TEXT = "China sanctioned North Korea in 2013, and Seoul followed."
KINDS = ("agreement", "figure", "event", "date", "actor", "claim")


def mark(start: int, end: int, kind: str = "actor") -> Mark:
    return Mark(span=Span(start, end), kind=kind, href=f"/{kind}", hint=kind)


@st.composite
def marks(draw: st.DrawFn) -> list[Mark]:
    ends = draw(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)), st.sampled_from(KINDS))))
    return [mark(min(a, b), max(a, b), kind) for a, b, kind in ends]


@given(marks(), st.integers(0, 20), st.integers(21, len(TEXT)))
def test_pieces_joined_are_the_text(given_marks: list[Mark], start: int, end: int) -> None:
    pieces = cut_pieces(TEXT, Span(start, end), given_marks)
    assert "".join(piece.text for piece in pieces) == TEXT[start:end]


@given(marks())
def test_every_character_under_a_mark_is_marked_with_its_kind(given_marks: list[Mark]) -> None:
    at = 0
    for piece in cut_pieces(TEXT, Span(0, len(TEXT)), given_marks):
        for position in range(at, at + len(piece.text)):
            over = {one.kind for one in given_marks if one.span.start <= position < one.span.end}
            assert over == set(piece.kinds)
        at += len(piece.text)


def test_crossing_marks_share_a_piece_that_leads_to_the_narrower_kind() -> None:
    pieces = cut_pieces(TEXT, Span(0, len(TEXT)), [mark(0, 16, "claim"), mark(6, 28, "event")])
    assert [(piece.text, piece.kinds) for piece in pieces[:3]] == [
        ("China ", ("claim",)),
        ("sanctioned", ("event", "claim")),
        (" North Korea", ("event",)),
    ]
    assert pieces[1].href == "/event"


def test_of_two_marks_of_one_kind_the_shorter_is_meant() -> None:
    wide, narrow = mark(0, 28, "event"), Mark(span=Span(6, 16), kind="event", href="/narrow", hint="")
    hrefs = {piece.text: piece.href for piece in cut_pieces(TEXT, Span(0, 28), [wide, narrow])}
    assert hrefs["sanctioned"] == "/narrow"
