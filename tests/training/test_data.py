"""The sentences for training hold together, are varied, and the measures of them are right."""

from __future__ import annotations

import pytest
from training.data import agreement, frame, inverted, kappa, near_copies, overused, skeleton
from training.report import faults
from training.rows import DOUBTFUL, Row, fault_of, read_rows, read_second

from yalu.model import Span


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return read_rows()


def _row(text: str, root: str = "AID", **more: object) -> Row:
    spans = {name: Span(text.index(str(words)), text.index(str(words)) + len(str(words)))
             for name, words in more.items() if name in ("source", "target", "trigger")}  # fmt: skip
    others = {name: value for name, value in more.items() if name not in spans}
    return Row(**{"id": text[:9], "text": text, "root": root, **others, **spans})  # type: ignore[arg-type]


def test_the_sentences_have_no_fault(rows: list[Row]) -> None:
    assert not list(faults(rows))


def test_there_are_enough_with_a_third_that_tells_nothing_of_those_written_for_it(rows: list[Row]) -> None:
    marked = [row for row in rows if not row.id.startswith(("t-", "news-", "plain-"))]
    assert len(rows) >= 3000
    assert sum(row.root == "NONE" for row in marked) >= 0.3 * len(marked)


def test_ids_are_not_shared_with_the_doubtful(rows: list[Row]) -> None:
    assert not {row.id for row in rows} & {row.id for row in read_rows(DOUBTFUL)}


def test_two_labellings_agree(rows: list[Row]) -> None:
    found = agreement([*rows, *read_rows(DOUBTFUL)], read_second())
    assert found.rows > 3000
    assert found.kappa > 0.9


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (_row("Peru fed Chile.", source="Peru", target="Chile", trigger="fed"), None),
        (_row("Peru fed Chile.", "HELP"), "unknown root HELP"),
        (_row("Peru fed Chile.", mode="troops"), "unknown mode troops of AID"),
        (_row("Peru fed Chile.", "NONE"), "a reason stands with NONE, and only there"),
        (_row("Peru fed Chile.", reason="habit"), "a reason stands with NONE, and only there"),
        (_row("Peru fed Chile.", "NONE", reason="mood"), "unknown reason mood"),
        (_row("Peru fed Chile.", "NONE", reason="denial", act="AID"), None),
        (_row("Peru fed Chile.", source="Peru", trigger="Peru fed"), "two spans overlap"),
        (_row("Peru fed Chile.", source="Peru "), "a span begins or ends with white space"),
        (Row(id="x", text="Peru", root="AID", source=Span(2, 9)), "a span lies outside the text"),
    ],
)
def test_a_row_that_does_not_hold_together_is_named(row: Row, fault: str | None) -> None:
    assert fault_of(row) == fault


def test_a_skeleton_leaves_the_sides_out() -> None:
    row = _row("Peru fed the hungry of Chile.", source="Peru", target="Chile")
    assert skeleton(row) == {"fed", "the", "hungry", "of"}


def test_near_copies_differ_in_names_only() -> None:
    rows = [
        _row("Peru sent rice to Chile on Monday.", source="Peru", target="Chile"),
        _row("Cuba closed its ports to Spain.", source="Cuba", target="Spain"),
        _row("Iran sent rice to Oman on Friday.", source="Iran", target="Oman"),
    ]
    assert [(one.text[:4], other.text[:4]) for one, other in near_copies(rows)] == [("Peru", "Iran")]
    assert not list(near_copies(rows, share=0.9))


def test_a_frame_tells_the_order_of_its_parts() -> None:
    row = _row("Chile was fed by Peru.", source="Peru", target="Chile", trigger="fed")
    assert frame(row) == "AID: fed: target act source"
    assert inverted([row]) == 1.0


def test_words_used_too_often_are_named() -> None:
    rows = [_row("Peru fed Chile.", trigger="fed")] * 3 + [_row("Peru armed Chile.", trigger="armed")]
    assert overused(rows, most=2) == [("fed", 3)]


def test_faults_name_what_is_missing() -> None:
    rows = [_row("Peru fed Chile.", id="one", source="Peru", target="Chile", trigger="fed")] * 2
    assert any("tell nothing" in one for one in faults(rows))
    assert any("stand twice" in one for one in faults(rows))


def test_kappa_takes_chance_off() -> None:
    assert kappa([("a", "a"), ("b", "b")]) == 1.0
    assert kappa([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")]) == 0.0
    assert kappa([("a", "a"), ("a", "a")]) == 1.0


def test_agreement_counts_what_was_mended_as_different() -> None:
    rows = [_row("Peru fed Chile.", id="one"), _row("Cuba armed Spain.", id="two")]
    found = agreement(rows, [("one", "AID", None), ("two", "AID", "COERCE/seize")])
    assert (found.rows, found.root, found.happened, found.label) == (2, 0.5, 1.0, 0.5)
    with pytest.raises(ValueError, match="unknown sentences: three"):
        agreement(rows, [("three", "AID", None)])
