"""The gazetteer: who bore that name on that day."""

from __future__ import annotations

import pytest

from yalu.actors import Gazetteer, words_of


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("prk", "PRK"), ("North Korea", "PRK"), ("dprk", "PRK"), ("CHN", "CHN"), ("people's republic of china", "CHN"),
        ("xi jinping", "xi-jinping"), ("USA", "USA"), ("soviet union", "SUN"), ("kim jong un", "kim-jong-un"),
    ],
)  # fmt: skip
def test_a_user_may_write_it_any_way(gazetteer: Gazetteer, text: str, actor: str) -> None:
    found = gazetteer.resolve(text)
    assert found
    assert found.id == actor


def test_an_unknown_name_has_suggestions(gazetteer: Gazetteer) -> None:
    assert gazetteer.resolve("Norht Korea") is None
    assert "North Korea" in gazetteer.suggest("Nort")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kim Jong Un met Kim Jong-il.", ["Kim Jong Un", "Kim Jong-il"]),
        ("CHINA and JAPAN", ["CHINA", "JAPAN"]),
        ("the U.S. and us", ["U.S."]),
        ("Sino-North Korean ties", ["Sino", "North Korean"]),
        ("turkey on the table", []),
    ],
)
def test_names_are_found_longest_first(gazetteer: Gazetteer, text: str, names: list[str]) -> None:
    assert [text[hit.start : hit.end] for hit in gazetteer.scan(text)] == names


@pytest.mark.parametrize(("on", "rank"), [("2003", 1), ("2015", 0), ("1970", 2)])
def test_an_office_is_held_in_its_time(gazetteer: Gazetteer, on: str, rank: int) -> None:
    assert gazetteer.rank(gazetteer.actors["xi-jinping"], on=on) == rank


def test_a_former_state_is_no_candidate_today(gazetteer: Gazetteer) -> None:
    assert [match.actor.id for match in gazetteer.find("Soviet Union", on="1980")] == ["SUN"]
    assert not gazetteer.find("Soviet Union", on="2015")


def test_every_state_knows_itself(gazetteer: Gazetteer) -> None:
    lost = [state.id for state in gazetteer.states.values() if not gazetteer.find(state.name)]
    assert not lost


def test_words_ignore_hyphens_and_marks() -> None:
    assert words_of("Jang Song-thaek’s") == ("Jang", "Song", "thaek", "s")
