"""The encoder beside the lexicon: marks stand where the pair stands, what it is not sure of it says, faults name a remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from yalu.errors import ModelError
from yalu.model import Span
from yalu.statements.events.encoder import SOURCE, TARGET, Encoder, Marked, encode, load_pieces


def _mark(text: str, source: str, target: str) -> Marked:
    spans = [Span(text.index(one), text.index(one) + len(one)) for one in (source, target)]
    return Marked(text, (spans[0],), (spans[1],))


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.open()


CASES = (
    ("Jets of the Sudanese army bombed a rebel camp near the border.", "the Sudanese army", "a rebel camp", "ASSAULT"),
    ("The Danish premier met the Icelandic premier in Oslo.", "The Danish premier", "the Icelandic premier", "CONSULT"),
    ("Chile accused Bolivia of smuggling.", "Chile", "Bolivia", "ACCUSE"),
    ("Ghana urged Togo to open the border.", "Ghana", "Togo", "REQUEST"),
    ("Police in Lagos arrested a union leader.", "Police in Lagos", "a union leader", "COERCE"),
)


@pytest.mark.parametrize(("text", "source", "target", "root"), CASES)
def test_plain_sentences_get_their_root(encoder: Encoder, text: str, source: str, target: str, root: str) -> None:
    odds = next(encoder.probabilities([_mark(text, source, target)]))
    assert sum(odds.values()) == pytest.approx(1)
    assert max(odds, key=lambda one: odds[one]).partition("/")[0] == root


def test_who_does_it_to_whom_changes_what_is_seen() -> None:
    text, pieces = "Chile accused Bolivia.", load_pieces()
    there, back = encode(pieces, _mark(text, "Chile", "Bolivia")), encode(pieces, _mark(text, "Bolivia", "Chile"))
    assert there.index(SOURCE) < there.index(TARGET)
    assert back.index(SOURCE) > back.index(TARGET)


def test_marks_stand_around_the_pair_and_overlaps_stay_unmarked() -> None:
    pieces = load_pieces()
    numbers = encode(pieces, Marked("Chile's army left.", (Span(0, 12),), (Span(0, 5),)))
    assert [one for one in numbers if one <= TARGET + 1] in ([SOURCE, SOURCE + 1], [TARGET, TARGET + 1])


def test_a_long_text_is_cut_and_none_is_answered(encoder: Encoder) -> None:
    texts = [Marked("Chile waited. " * 400, (), ()), Marked("", (), ())]
    assert [round(sum(odds.values()), 3) for odds in encoder.probabilities(texts)] == [1, 1]


def test_a_base_of_another_make_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "model.onnx"
    other.write_bytes(b"no model")
    with pytest.raises(ModelError) as caught:
        Encoder.open(other)
    assert str(other) in str(caught.value)
    assert "sha256" in caught.value.remedy
