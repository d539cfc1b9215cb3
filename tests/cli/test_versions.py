from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Ask, Run
from tests.pipeline import fakes

BEFORE = ["The tolls were raised in May.", "Nobody has paid them since.", "They signed a treaty."]
AFTER = ["The tolls were raised in June.", "Nobody has paid them since.", "A note was put in."]


@pytest.fixture
def changed(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr("yalu.pipeline.reading.open_desk", fakes.open_fake_desk)
    path = tmp_path / "tolls.md"
    for paragraphs in (BEFORE, AFTER):
        text = "\n\n".join(paragraphs)
        path.write_text(f"---\ntitle: Tolls\n---\n\n{text}\n")
        run("read", path)
    return run


def test_versions_show_words_taken_out_and_put_in(changed: Run) -> None:
    said = changed("articles", "versions", "tolls").stdout
    assert "Version 1: whole" in said
    assert "Version 2 (current): whole" in said
    assert "  ~ The tolls were raised in [-May.-] {+June.+}" in said
    assert "  = 1 paragraph as before" in said
    assert "  + A note was put in." in said
    assert "  - They signed a treaty." in said
    assert "Withdrawn by the source: 2 statements" in said


def test_versions_as_records(changed: Run, ask: Ask) -> None:
    first, second = ask("articles", "versions", "tolls")
    assert (first["number"], first["current"], first["changed"]) == (1, False, None)
    counts = {name: second[name] for name in ("number", "current", "same", "changed", "added", "removed")}
    assert counts == {"number": 2, "current": True, "same": 1, "changed": 1, "added": 1, "removed": 1}
    assert len(second["withdrawn"]) == 2


def test_report_of_a_reading_counts_what_was_withdrawn(changed: Run, tmp_path: Path) -> None:
    (tmp_path / "tolls.md").write_text("---\ntitle: Tolls\n---\n\nNothing is left.\n")
    said = changed("read", tmp_path / "tolls.md").stdout
    assert "  withdrawn   3 statements by their sources" in said
    assert "  withdrawn" not in changed("read", tmp_path / "tolls.md").stdout
