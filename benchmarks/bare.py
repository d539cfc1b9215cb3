"""The limit: bare spaCy, the same model and parts, over the same paragraphs, split over some processes."""

from __future__ import annotations

import json
import multiprocessing
import sys
from pathlib import Path

import spacy

from yalu.language.parser import PARTS_OFF
from yalu.settings import Settings


def parse(paragraphs: list[str]) -> int:
    """Parse paragraphs with a model loaded for it; give the number of tokens."""
    nlp = spacy.load(Settings().model, exclude=list(PARTS_OFF))
    return sum(len(doc) for doc in nlp.pipe(paragraphs, batch_size=64))


def main() -> int:
    """Parse the JSON Lines file argv[1] in argv[2] processes."""
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    paragraphs = [paragraph for line in lines for paragraph in json.loads(line)["paragraphs"]]
    cores = int(sys.argv[2])
    if cores == 1:
        print(parse(paragraphs))
        return 0
    with multiprocessing.get_context("spawn").Pool(cores) as pool:
        print(sum(pool.map(parse, [paragraphs[part::cores] for part in range(cores)])))
    return 0


if __name__ == "__main__":
    sys.exit(main())
