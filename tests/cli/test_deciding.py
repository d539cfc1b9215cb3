"""What a person decides on a statement holds, is listed, and outlives re-coding."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Ask, Run

CORRECTIONS = [
    ("event", "date", "2013-12", "date", "2013-12"),
    ("event", "recipients", "KOR, JPN", "recipients", ["KOR", "JPN"]),
    ("event", "intensity", "-2.5", "intensity", -2.5),
    ("event", "certainty", "hedged", "certainty", "hedged"),
    ("event", "holder", "the minister", "holder", "the minister"),
    ("figure", "value", "12", "value", 12),
    ("agreement", "signed", "1961-07-11", "signed", "1961-07-11"),
    ("agreement", "until", "", "until", None),
    ("claim", "stance", "high", "stance", "high"),
]


def first_of(ask: Ask, small: Path, kind: str) -> str:
    return str(ask("statements", "--kind", kind, archive=small)[0]["id"])


@pytest.mark.parametrize(("kind", "field", "value", "name", "wanted"), CORRECTIONS)
def test_correction_shows_at_once(
    run: Run, ask: Ask, small: Path, kind: str, field: str, value: str, name: str, wanted: object
) -> None:
    target = first_of(ask, small, kind)
    done = run("decide", target, "correct", field, value, "--why", "as the text has it", archive=small)
    assert done.exit_code == 0, done.stderr
    [row] = [row for row in ask("statements", archive=small) if row["id"] == target]
    assert row[name] == wanted
    [made] = ask("decisions", archive=small)
    assert (made["target"], made["field"], made["why"]) == (target, field, "as the text has it")
    assert run("check", archive=small).exit_code == 0


def test_rejected_statement_leaves_listings_until_it_is_accepted(run: Run, ask: Ask, small: Path) -> None:
    target = first_of(ask, small, "claim")
    run("decide", target, "reject", archive=small)
    assert ask("claims", archive=small) == []
    run("decide", target, "accept", archive=small)
    assert [row["id"] for row in ask("claims", archive=small)] == [target]
    assert [row["verdict"] for row in ask("decisions", target, archive=small)] == ["reject", "accept"]


FAULTS = [
    ("decide st_0 accept", 3, "st_0"),
    ("decide {event} correct date sometime", 2, "sometime"),
    ("decide {event} correct colour red", 2, "colour"),
    ("decide {event} correct quad nine", 2, "nine"),
    ("decide {event} correct quad 9", 2, "quad"),
    ("decide {event} correct", 2, "FIELD VALUE"),
    ("decide {event} reject date 2013", 2, "reject"),
    ("decide {event} ponder", 2, "ponder"),
]


@pytest.mark.parametrize(("words", "code", "said"), FAULTS)
def test_decision_that_cannot_be_is_refused(run: Run, ask: Ask, small: Path, words: str, code: int, said: str) -> None:
    done = run(*words.format(event=first_of(ask, small, "event")).split(), archive=small)
    assert (done.exit_code, said in done.stderr) == (code, True), done.stderr
    assert ask("decisions", archive=small) == []
