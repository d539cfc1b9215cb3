"""Find articles that hold the same words: syndicated copies, and teasers of a whole that was read from elsewhere.

Copies are told by MinHash (Broder 1997) over runs of five words, 128 permutations in 32 bands of 4: two articles that
share half of their runs are found with a probability of .87, two that share seven tenths always but once in ten thousand. A teaser is a
small part of its whole, where that says nothing: it is told by how much of it the whole contains.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from rensa import RMinHash, RMinHashLSH

from yalu.model import Article, Copy

_WORD = re.compile(r"\w+")
_RUN = 5
_PERMUTATIONS = 128
_BANDS = 32
_SEED = 1961
_SAME = 0.5
_CONTAINED = 0.8
_FEWEST = 20
"""Runs of words that a text must have: two short texts agree by chance."""
_FEWEST_TEASER = 8
_FEWEST_WORDS = 4
"""Words before the last of a teaser too short for runs."""


def find_copies(read: Callable[[], Iterable[Article]]) -> list[Copy]:
    """Give the links between articles, in order.

    `read` gives the articles anew each time: they are gone through twice, and only the hashes of wholes and the runs of
    teasers are kept, so memory does not grow with the length of texts.
    """
    return sorted([*_find_same(read()), *_find_teasers(read)])


def contains(whole: str, teaser: str) -> bool:
    """Say whether a text holds the words of a teaser, whose last word may be cut."""
    own = _runs(teaser)
    if len(own) >= _FEWEST_TEASER:
        return len(own & _runs(whole)) >= _CONTAINED * len(own)
    words = _words(teaser)[:-1]
    return len(words) >= _FEWEST_WORDS and f" {' '.join(words)} " in f" {' '.join(_words(whole))} "


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _runs(text: str) -> set[str]:
    words = _words(text)
    return {" ".join(words[place : place + _RUN]) for place in range(len(words) - _RUN + 1)}


def _find_same(articles: Iterable[Article]) -> Iterator[Copy]:
    index = RMinHashLSH(threshold=_SAME, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    known: list[tuple[str, RMinHash]] = []
    for article in articles:
        runs = _runs(article.text) if article.complete else set()
        if len(runs) < _FEWEST:
            continue
        hashed = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
        hashed.update(list(runs))
        for place in sorted(set(index.query(hashed))):
            name, other = known[place]
            share = float(hashed.jaccard(other))
            if share >= _SAME:
                first, second = sorted((name, article.id))
                yield Copy(article=first, other=second, kind="copy", share=round(share, 2))
        index.insert(len(known), hashed)
        known.append((article.id, hashed))


def _find_teasers(read: Callable[[], Iterable[Article]]) -> Iterator[Copy]:
    runs = {article.id: _runs(article.text) for article in read() if not article.complete}
    held: dict[str, list[str]] = {}
    for teaser, own in runs.items():
        for run in own if len(own) >= _FEWEST_TEASER else ():
            held.setdefault(run, []).append(teaser)
    for article in read() if held else ():
        if not article.complete:
            continue
        counts = Counter(teaser for run in _runs(article.text) for teaser in held.get(run, ()))
        for teaser, count in counts.items():
            share = count / len(runs[teaser])
            if share >= _CONTAINED:
                yield Copy(article=teaser, other=article.id, kind="teaser", share=round(share, 2))
