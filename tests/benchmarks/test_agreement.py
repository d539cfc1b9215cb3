"""Agreement of two passes: kappa, pairing by words, and that what the page says is what the labels give."""

from __future__ import annotations

import pytest
from benchmarks.agreement import KINDS, compare, kappa, measure, table

from tests.conftest import ROOT
from yalu.model import Span
from yalu.model.gold import GoldCertainty, GoldDate, GoldEvent, GoldItem, GoldText, Said

TEXT = "Seoul said that trade fell in 1998."


def text(*items: GoldItem) -> GoldText:
    return GoldText(id="1", text=TEXT, items=items)


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


@pytest.mark.parametrize(
    ("pairs", "value"),
    [
        ([("a", "a"), ("b", "b")], 1.0),
        ([("a", "b"), ("b", "a")], -1.0),
        ([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")], 0.0),
        ([("a", "a")], 1.0),
        ([], 1.0),
    ],
)
def test_kappa_takes_chance_off(pairs: list[tuple[str, str]], value: float) -> None:
    assert kappa(pairs) == pytest.approx(value)


def test_what_only_one_pass_found_is_a_difference() -> None:
    values, differences, found = compare([text(GoldDate(span=span("1998"), value="1998"))], [text()])
    assert (values, found) == ({}, 0.0)
    assert [(one.field, one.first, one.second) for one in differences] == [("found", "1998", "nothing")]


def test_a_class_is_compared_at_the_same_words() -> None:
    first, second = (GoldCertainty(span=span("fell"), certainty=one) for one in ("asserted", "hedged"))
    values, differences, found = compare([text(first)], [text(second)])
    assert (values, found) == ({"certainty": [("asserted", "hedged")]}, 1.0)
    assert len(differences) == 1


def test_content_with_or_without_that_is_the_same() -> None:
    first, second = (Said(content=(span(one),), holder=(span("Seoul"),)) for one in ("that trade fell", "trade fell"))
    assert compare([text(first)], [text(second)])[1] == []


def test_events_are_paired_by_their_trigger_and_an_open_date_is_not_compared() -> None:
    first = GoldEvent(root="SUPPORT", actors=("KOR",), date="1998", certainty="asserted", trigger=span("said"))
    second = GoldEvent(root="ACCUSE", actors=("KOR",), certainty="asserted", trigger=span("said that"))
    values, differences, found = compare([text(first)], [text(second)])
    assert found == 1.0
    assert {name for name in values if values[name][0][0] != values[name][0][1]} == {"type"}
    assert "date" not in values
    assert [(one.first, one.second) for one in differences] == [("SUPPORT", "ACCUSE")]


def test_two_fifths_of_every_file_were_labelled_twice_and_the_page_gives_the_figures() -> None:
    lines, _ = measure()
    assert {(one.file, one.kind) for one in lines} == set(KINDS)
    assert table(lines) in (ROOT / "docs" / "method" / "labelling.md").read_text(encoding="utf-8")
    for name, _kind in KINDS:
        first, second = (
            len((ROOT / "benchmarks" / "gold" / part / name).read_text(encoding="utf-8").splitlines())
            for part in ("", "second")
        )
        assert second >= 0.39 * first
