"""Teach a sentence encoder event types: thin matrices beside the weights of a base (LoRA, Hu et al. 2021), its norms, four
marks and a head are learnt; the base stays as its package ships it. Needs torch, which the project itself never does.
"""

from __future__ import annotations

import argparse
import hashlib
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from training.rows import NO_EVENT, Row, read_rows
from yalu.statements.events.encoders import Marked, Pieces


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one encoder is taught."""

    rate: float
    epochs: int
    rank: int
    seed: int
    batch: int = 32
    dropout: float = 0.1
    smoothing: float = 0.05


class Norm(nn.Module):
    """A norm of a base, learnt on."""

    def __init__(self, name: str, weight: torch.Tensor, bias: torch.Tensor, epsilon: float) -> None:
        super().__init__()
        self.name, self.epsilon = name, epsilon
        self.weight, self.bias = nn.Parameter(weight.clone()), nn.Parameter(bias.clone())

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return nn.functional.layer_norm(x.float(), self.weight.shape, self.weight, self.bias, self.epsilon).to(x.dtype)


class Product(nn.Module):
    """A product of a base, as (from, to), with thin matrices beside it."""

    def __init__(self, name: str, weight: torch.Tensor, bias: torch.Tensor, rank: int) -> None:
        super().__init__()
        self.name = name
        self.register_buffer("weight", weight)
        self.register_buffer("bias", bias)
        rows, columns = weight.shape
        self.down = nn.Parameter(torch.randn(rows, rank) / rows**0.5)
        self.up = nn.Parameter(torch.zeros(rank, columns))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x @ self.weight + self.bias + (x @ self.down.to(x.dtype)) @ self.up.to(x.dtype)


class Head(nn.Module):
    """A linear head over the mean of all pieces, of the source's mark and of the target's mark."""

    def __init__(self, width: int, labels: int, pieces: Pieces, dropout: float) -> None:
        super().__init__()
        self.pieces, self.drop, self.linear = pieces, nn.Dropout(dropout), nn.Linear(3 * width, labels)

    def forward(self, hidden: torch.Tensor, ids: torch.Tensor) -> torch.Tensor:
        places = (ids != self.pieces.fill, ids == self.pieces.source, ids == self.pieces.target)
        return self.linear(self.drop(torch.cat([_average(hidden, where) for where in places], dim=-1)))


def _average(x: torch.Tensor, where: torch.Tensor) -> torch.Tensor:
    weights = where.unsqueeze(-1).float()
    return (x * weights).sum(1) / weights.sum(1).clamp(min=1)


def teach(make: Callable[[int], nn.Module], pieces: Pieces, recipe: Recipe, to: Path) -> None:
    """Train on every sentence that tells an event; `--hold 0.1` keeps a part out and says how well it does there."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--hold", type=float, default=0.0)
    options.add_argument("--out", type=Path, default=to)
    given = options.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(recipe.seed)
    picked = random.Random(recipe.seed)  # noqa: S311  # an order of sentences, no secret
    rows = [row for row in read_rows() if row.root != NO_EVENT]
    picked.shuffle(rows)
    held, kept = rows[: int(len(rows) * given.hold)], rows[int(len(rows) * given.hold) :]
    labels = sorted({row.label for row in rows})
    learner = make(len(labels))
    _Teacher(learner, pieces, recipe, picked).train(kept, labels)
    if held:
        print(f"{len(held)} sentences held out: root right {accuracy(learner, pieces, held, labels):.3f}")
    write(learner, labels, given.out)


@dataclass(frozen=True, slots=True)
class _Teacher:
    learner: nn.Module
    pieces: Pieces
    recipe: Recipe
    picked: random.Random

    def train(self, rows: Sequence[Row], labels: Sequence[str]) -> None:
        """Learn labels and, half of the weight, their roots."""
        texts = [self.pieces.encode(_marked(row)) for row in rows]
        wanted = torch.tensor([labels.index(row.label) for row in rows])
        roots = [label.partition("/")[0] for label in labels]
        same = torch.tensor([[float(one == other) for other in roots] for one in roots])
        learnt = [one for one in self.learner.parameters() if one.requires_grad]
        rate = self.recipe.rate
        optimiser = torch.optim.AdamW(learnt, lr=rate, weight_decay=0.01)
        steps = self.recipe.epochs * (len(rows) // self.recipe.batch + 8)
        pace = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps, pct_start=0.1)
        for epoch in range(self.recipe.epochs):
            self.learner.train()
            total = 0.0
            for batch in self._batches(texts):
                said = self.learner(torch.tensor(self.pieces.pad([texts[one] for one in batch]))).log_softmax(-1)
                fine = nn.functional.cross_entropy(said, wanted[batch], label_smoothing=self.recipe.smoothing)
                coarse = -torch.log((said.exp() * same[wanted[batch]]).sum(-1) + 1e-9).mean()
                loss = (fine + coarse) / 2
                optimiser.zero_grad()
                loss.backward()
                nn.utils.clip_grad_norm_(learnt, 1.0)
                optimiser.step()
                pace.step()
                total += loss.item() * len(batch)
            print(f"epoch {epoch + 1}: loss {total / len(rows):.3f}", flush=True)

    def _batches(self, texts: Sequence[Sequence[int]]) -> Iterator[list[int]]:
        """Give batches of sentences of like length, in random order."""
        size, order = self.recipe.batch, list(range(len(texts)))
        self.picked.shuffle(order)
        pools = [
            sorted(order[at : at + 8 * size], key=lambda one: len(texts[one])) for at in range(0, len(order), 8 * size)
        ]
        batches = [pool[at : at + size] for pool in pools for at in range(0, len(pool), size)]
        self.picked.shuffle(batches)
        yield from batches


def accuracy(learner: nn.Module, pieces: Pieces, rows: Sequence[Row], labels: Sequence[str]) -> float:
    """Give the share of sentences whose root is right."""
    learner.eval()
    right = 0
    with torch.no_grad():
        for row in rows:
            best = int(learner(torch.tensor(pieces.pad([pieces.encode(_marked(row))]))).argmax())
            right += labels[best].partition("/")[0] == row.root
    return right / len(rows)


def write(learner: nn.Module, labels: Sequence[str], path: Path) -> None:
    """Write what was learnt, in half precision."""
    head = next(module for module in learner.modules() if isinstance(module, Head)).linear
    weights = np.concatenate([plain(head.weight), plain(head.bias)[:, None]], axis=1)
    stored: dict[str, Any] = {"labels": np.array(labels), "head": weights}
    for module in learner.modules():
        if isinstance(module, Product):
            stored |= {f"down:{module.name}": plain(module.down), f"up:{module.name}": plain(module.up)}
        elif isinstance(module, Norm):
            stored |= {f"own:{module.name}.{part}": plain(getattr(module, part)) for part in ("weight", "bias")}
    stored |= {name: plain(values) for name, values in learner.others().items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **stored)
    print(f"{path.name}: {path.stat().st_size} bytes, sha256 {hashlib.sha256(path.read_bytes()).hexdigest()}")


def plain(values: torch.Tensor) -> Any:
    """Give numbers in half precision."""
    return values.detach().numpy().astype(np.float16)


def _marked(row: Row) -> Marked:
    return Marked(row.text, (row.source,) if row.source else (), (row.target,) if row.target else ())
