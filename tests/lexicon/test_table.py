"""Tables of words are read strictly: a fault names file, line and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from yalu.errors import LexiconError
from yalu.lexicon import Row, lexicon_hash, load_table
from yalu.lexicon.table import _read, _walk, data_folder


class Word(Row, frozen=True, kw_only=True):
    text: str
    source: tuple[str, ...]


class Colour(Row, frozen=True, kw_only=True):
    colour: str


HEAD = "about: Words.\nlicence: CC0-1.0\nsources: {own: us}\nentries:\n"

BROKEN = [
    ("- {text: a, source: [own]}\n- {text: b, source: [own], colour: red}\n", 6, "colour"),
    ("- {text: a, source: [own]}\n- {source: [own]}\n", 6, "text"),
    ("- {text: a, source: [own]\n", 6, "YAML"),
    ("- {text: 3, source: [own]}\n", 5, "str"),
]


@pytest.mark.parametrize(("entries", "line", "names"), BROKEN)
def test_a_broken_entry_is_named_with_its_line(tmp_path: Path, entries: str, line: int, names: str) -> None:
    path = tmp_path / "words.yaml"
    path.write_text(HEAD + entries, encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        _read(path, Word)
    place = caught.value.place
    assert place
    assert names in str(caught.value)
    assert place.line in (line, line + 1)


def test_a_file_is_parsed_again_only_when_it_was_altered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "words.yaml"
    path.write_text(HEAD + "- {text: a, source: [own]}\n", encoding="utf-8")
    first = _read(path, Word)
    with monkeypatch.context() as without_parser:
        without_parser.setattr("yalu.lexicon.table.yaml", None)
        assert _read(path, Word) == first
    path.write_text(HEAD + "- {text: b, source: [own]}\n", encoding="utf-8")
    assert [word.text for word in _read(path, Word).entries] == ["b"]


def test_what_is_kept_is_held_to_the_schema(tmp_path: Path) -> None:
    path = tmp_path / "words.yaml"
    path.write_text(HEAD + "- {text: a, source: [own]}\n", encoding="utf-8")
    _read(path, dict)
    with pytest.raises(LexiconError) as caught:
        _read(path, Colour)
    assert caught.value.place
    assert caught.value.place.line == 5


def test_the_hash_is_stable() -> None:
    assert lexicon_hash() == lexicon_hash()


@pytest.mark.parametrize("name", [name for name, _ in _walk(data_folder(), "")])
def test_every_file_names_its_sources(name: str) -> None:
    """Each source an entry cites is declared at the head, and no text stands in a file twice as a whole row."""
    table = load_table(name.removesuffix(".yaml"), dict)
    assert table.about
    assert table.licence
    assert table.entries
    cited = {key for entry in table.entries for key in entry.get("source", ())}
    assert cited <= set(table.sources)
