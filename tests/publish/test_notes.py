"""Headings and footnotes of plain paragraphs, told by how they are written."""

from __future__ import annotations

import pytest

from tests.builders import article
from yalu.publish.notes import find_notes, is_heading

LONG = "The line was opened in the seventies and carried oil for forty years, said the owner."


@pytest.mark.parametrize(("lines", "at", "heads"), [
    ((LONG, "What was traded", LONG), 1, True),
    ((LONG, "What was traded?", LONG), 1, False),
    ((LONG, "It was oil.", LONG), 1, False),
    (("What was traded", LONG), 0, False),
    ((LONG, "What was traded"), 1, False),
    ((LONG, "one", "two"), 1, False),
])  # fmt: skip
def test_a_heading_is_a_short_line_before_a_long_one(lines: tuple[str, ...], at: int, heads: bool) -> None:
    assert is_heading(article("\n\n".join(lines)), at) is heads


def test_signs_lead_to_the_notes_at_the_end() -> None:
    text = article("Oil fell.[1] Coal rose [2], and more.[7]\n\n[1] Customs, 2015.\n\n[2] KOTRA, 2016.")
    found = find_notes(text)
    assert sorted(found.notes) == [1, 2]
    assert [(number, span.cut(text.text)) for number, span in found.signs] == [(1, "[1]"), (2, "[2]")]


@pytest.mark.parametrize("text", ["Oil fell.[1]\n\nNo note here.", "Oil.[3]\n\n[3] Only the third.", "Nothing at all."])
def test_numbers_that_do_not_agree_are_no_notes(text: str) -> None:
    assert find_notes(article(text)).signs == ()
