"""Did you mean: for words the archive does not have, the nearest that it has."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches
from typing import Any

from yalu.model import Article, fold
from yalu.search.analyser import Analyser

_WORD = re.compile(r"[^\W\d_]{4,}")
_LIKE = 0.75
"""Least similarity (Ratcliff and Obershelp) of a word and its suggestion."""


def suggest(query: str, searcher: Any, analyser: Analyser, *, find: Callable[[str], Article | None]) -> str:
    """Give the query with each unknown word replaced by a near one; empty when there is none.

    `find` gives an article that has a term, for the word as it is written there.
    """
    replaced = query
    for word in dict.fromkeys(_WORD.findall(query)):
        near = _near(word, searcher, analyser, find)
        if near:
            replaced = re.sub(rf"\b{re.escape(word)}\b", near, replaced)
    return replaced if replaced != query else ""


def _near(word: str, searcher: Any, analyser: Analyser, find: Callable[[str], Article | None]) -> str:
    terms = [term.text for term in analyser.terms(word)]
    if len(terms) != 1 or searcher.doc_freq("body", terms[0]):
        return ""
    known = [term for term, _ in searcher.terms_with_prefix("body", terms[0][:1])]
    for candidate in get_close_matches(terms[0], known, n=3, cutoff=_LIKE):
        article = find(candidate)
        written = _written(candidate, article, analyser) if article else ""
        if written:
            return written
    return ""


def _written(term: str, article: Article, analyser: Analyser) -> str:
    text = fold(article.text)
    return next((one.span.cut(text).lower() for one in analyser.terms(text) if one.text == term), "")
