"""Settings: defaults, file, environment, in that order; a wrong one is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from yalu.errors import Place, ReadError, SettingsError, YaluError
from yalu.settings import read_settings


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "yalu.toml").write_text('port = 9000\ntitle = "Journal"\n', encoding="utf-8")
    settings = read_settings({"YALU_PORT": "9001", "USER": "ada"}, folder=tmp_path)
    assert (settings.port, settings.title, settings.editor) == (9001, "Journal", "ada")


@pytest.mark.parametrize("text", ["colour = 1\n", 'port = "many"\n', "port = \n"])
def test_a_wrong_file_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "yalu.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        read_settings({}, folder=tmp_path)
    assert "yalu.toml" in str(caught.value)
    assert caught.value.remedy


def test_a_wrong_variable_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        read_settings({"YALU_WORKERS": "several"}, folder=tmp_path)


def test_an_error_says_where_and_survives_a_process() -> None:
    import pickle

    error = ReadError("cut off", place=Place("a.txt", 3, 7), remedy="Read it again.")
    again = pickle.loads(pickle.dumps(error))
    assert str(again) == "a.txt:3:7: cut off"
    assert isinstance(again, YaluError)
    assert again.remedy == "Read it again."
