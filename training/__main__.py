"""Train the heads: `python -m training` writes their weights; `--check` only cross-validates; `--check-data` reads only.

Sentences of events.jsonl were written for this (docs/method/events.md); no gold set went in.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

import numpy as np

from training import candidates
from training.heads import temperature, write
from training.pairs import SEEDS, Seen, cross_validate, fit, look, score
from training.report import report
from training.rows import Row, read_rows
from yalu.model.gold import GoldText
from yalu.pipeline import CodedText, code_texts
from yalu.settings import read_settings


def main() -> None:
    """Train and write the weights, or cross-validate only, or look at the sentences only."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--check", action="store_true", help="cross-validate, write nothing")
    options.add_argument("--check-data", action="store_true", help="say what the sentences are like, train nothing")
    given = options.parse_args()
    if given.check_data:
        raise SystemExit("\n".join(report()))
    coded = code(read_rows())
    train_pairs(coded, keep=not given.check)
    candidates.train(coded, keep=not given.check)


def code(rows: Sequence[Row]) -> list[tuple[Row, CodedText]]:
    """Code the sentences."""
    texts = [GoldText(id=row.id, text=row.text) for row in rows]
    coded = code_texts(texts, model=read_settings().model)
    return [(row, one) for row, (_, one) in zip(rows, coded, strict=True)]


def train_pairs(coded: Sequence[tuple[Row, CodedText]], *, keep: bool) -> None:
    """Cross-validate the head of given pairs and write it, trained on all its sentences."""
    seen = look(coded)
    print(f"given pairs: {len(seen.roots)} sentences")
    print(f"rules alone: macro-F1 {score(seen.roots, seen.ruled):.3f}")
    scores = []
    for seed in SEEDS:
        margins, said = cross_validate(seen, seed=seed)
        scores.append(score(seen.roots, said))
    print(f"head, held out: macro-F1 {np.mean(scores):.3f} (folds shuffled {len(SEEDS)} ways: "
          f"{min(scores):.3f} to {max(scores):.3f})")  # fmt: skip
    if keep:
        _write_pairs(seen, temperature(margins, np.unique(seen.roots, return_inverse=True)[1]))


def _write_pairs(seen: Seen, heat: float) -> None:
    columns, fitted = fit(seen, np.arange(len(seen.roots)))
    # The intercept goes to the feature that all pairs have.
    weights = fitted.coef_.T.copy()
    weights[columns.matrix([["bias"]]).indices[0]] += fitted.intercept_
    write("head.npz", fitted.classes_, columns.places(), heat * weights)


if __name__ == "__main__":
    main()
