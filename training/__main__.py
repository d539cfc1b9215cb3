"""Train the head of given pairs: `python -m training` writes head.npz; `--check` only cross-validates.

Rows of events.jsonl: id, text, source and target as [start, end], root. They were written for this; no gold set went in.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold

from training.report import report
from yalu.model import Span
from yalu.model.gold import GoldText
from yalu.pipeline import code_texts
from yalu.settings import read_settings
from yalu.statements.events.frames import Frames
from yalu.statements.events.head import BUCKETS, bucket
from yalu.statements.events.pair import Pairs, features

HERE = Path(__file__).parent
WEIGHTS = HERE.parent / "src" / "yalu" / "statements" / "events" / "head.npz"
_STRENGTH = 1.0
"""Inverse of the L2 penalty, chosen by cross-validation on events.jsonl among 0.1, 0.3, 1 and 3."""
_LEAST = 0.02
"""Smaller weights are left out of the file."""
_FOLDS, _SEED = 5, 7


def main() -> None:
    """Train and write the weights, or cross-validate only."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--check", action="store_true", help="cross-validate, write nothing")
    options.add_argument("--check-data", action="store_true", help="say what the sentences are like, train nothing")
    if options.parse_args().check_data:
        raise SystemExit("\n".join(report()))
    rows = [json.loads(line) for line in (HERE / "events.jsonl").read_text(encoding="utf-8").splitlines()]
    seen, ruled = look(rows)
    wanted = np.array([row["root"] for row in rows])
    print(f"{len(rows)} sentences: {dict(Counter(wanted.tolist()))}")
    print(
        f"rules alone: macro-F1 {f1_score(wanted, ruled, average='macro'):.3f} (not held out: the lexicon is as wide)"
    )
    print(f"head, {_FOLDS} folds: macro-F1 {cross_validate(seen, wanted):.3f}")
    if not options.parse_args().check:
        write(fit(seen, wanted))


def look(rows: list[dict[str, Any]]) -> tuple[Any, list[str]]:
    """Give the features of every row as a matrix of places, and what the rules say."""
    pairs = Pairs(Frames.load())
    texts = [GoldText(id=row["id"], text=row["text"]) for row in rows]
    seen = np.zeros((len(rows), BUCKETS), dtype=np.float32)
    ruled = []
    for number, (row, (_, coded)) in enumerate(zip(rows, code_texts(texts, model=read_settings().model), strict=True)):
        spans = [Span(*row["source"])], [Span(*row["target"])]
        sight = pairs.sight(coded.reading, *spans)
        said = pairs.relation(coded.reading, *spans)
        ruled.append(said.event_type)
        for one in features(coded.reading.analysis, sight, said):
            seen[number, bucket(one)] = 1
    return seen, ruled


def fit(seen: Any, wanted: Any) -> LogisticRegression:
    """Fit a multinomial logistic regression."""
    model = LogisticRegression(C=_STRENGTH, max_iter=500, fit_intercept=False, random_state=_SEED)
    return model.fit(seen, wanted)


def cross_validate(seen: Any, wanted: Any) -> float:
    """Give macro-F1 over held-out folds."""
    said = np.empty_like(wanted)
    used = np.flatnonzero(seen.any(axis=0))
    for train, test in StratifiedKFold(_FOLDS, shuffle=True, random_state=_SEED).split(seen, wanted):
        said[test] = fit(seen[train][:, used], wanted[train]).predict(seen[test][:, used])
    return float(f1_score(wanted, said, average="macro"))


def write(model: LogisticRegression) -> None:
    """Write classes, places and weights in half precision."""
    weights = model.coef_.T
    places = np.flatnonzero(np.abs(weights).max(axis=1) > _LEAST)
    np.savez_compressed(
        WEIGHTS,
        classes=np.array(model.classes_),
        places=places.astype(np.int32),
        weights=weights[places].astype(np.float16),
    )
    print(f"{WEIGHTS.name}: {len(places)} places, {WEIGHTS.stat().st_size} bytes")


if __name__ == "__main__":
    main()
