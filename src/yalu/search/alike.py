"""Articles that are alike in their words: the terms that set one apart, sought in all others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log
from typing import Any

import tantivy

from yalu.model import Article, fold
from yalu.search.analyser import Analyser

_TERMS = 24
_LEAST = 0.12
"""Part of an article's own score that another must reach: below it the two share little but common words."""
_SHARED = 3
"""Telling terms that two articles must share."""
_COMMON = 2_000
"""Articles and statements that may hold a telling term: what costs to walk through them does not grow with the archive."""
_SHOULD, _MUST = tantivy.Occur.Should, tantivy.Occur.Must


def telling_terms(
    article: Article, searcher: Any, analyser: Analyser, known: dict[str, int]
) -> Sequence[tuple[str, float]]:
    """Give the terms of an article that tell most about it with their weights: frequent here, rare elsewhere (tf-idf).

    `known` remembers how many articles and statements hold a term, for as long as the index stays the same.
    """
    counted = Counter(analyser.words_of(fold(f"{article.title}\n{article.text}")))
    whole = max(searcher.num_docs, 1)
    most = min(whole // 4, _COMMON)
    weighed = [
        (term, (1 + log(times)) * log(whole / holding))
        for term, times in counted.items()
        if not term.isdecimal() and 1 < (holding := _holding(term, searcher, known)) <= most
    ]
    return sorted(weighed, key=lambda one: (-one[1], one[0]))[:_TERMS]


def _holding(term: str, searcher: Any, known: dict[str, int]) -> int:
    found = known.get(term)
    if found is None:
        found = known[term] = int(searcher.doc_freq("body", term))
    return found


def find_alike(
    article: Article, searcher: Any, schema: Any, analyser: Analyser, *, limit: int, known: dict[str, int]
) -> list[str]:  # fmt: skip
    """Give the ids of the articles most like one, the most alike first; fewer or none where none is."""
    terms = telling_terms(article, searcher, analyser, known)
    if len(terms) < _SHARED:
        return []
    words = [
        (_SHOULD, tantivy.Query.boost_query(tantivy.Query.term_query(schema, "body", term), weight))
        for term, weight in terms
    ]
    kind = tantivy.Query.const_score_query(tantivy.Query.term_query(schema, "doc_kind", "article"), 0.0)
    wanted = tantivy.Query.boolean_query([(_MUST, kind), (_MUST, tantivy.Query.boolean_query(words, _SHARED))])
    found = [(score, searcher.doc(address)["id"][0]) for score, address in searcher.search(wanted, limit + 1).hits]
    own = next((score for score, name in found if name == article.id), found[0][0] if found else 0.0)
    return [name for score, name in found if name != article.id and score >= _LEAST * own][:limit]
