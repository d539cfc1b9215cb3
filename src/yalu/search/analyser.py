"""How text becomes terms: words folded and stemmed for scripts with spaces, pairs of characters for CJK runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import tantivy

from yalu.model import Span

WORDS, PAIRS = "yalu_words", "yalu_pairs"
VERSION = 2
"""Rises with every change of how text becomes terms or of the schema; the index is then made anew."""
_CJK = re.compile(
    r"[\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f]+"
)
_BREAK = "\u00b7"
"""Stands between two runs, so that no phrase reaches over their border."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a text and the characters it comes from."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Analyser:
    """The two analysers of the index, built once."""

    words: Any
    pairs: Any

    def register(self, index: Any) -> None:
        """Make the analysers known to an index; they live in the process, not in the index."""
        index.register_tokenizer(WORDS, self.words)
        index.register_tokenizer(PAIRS, self.pairs)

    def terms(self, text: str) -> list[Term]:
        """Give the terms of a text with their character spans; CJK runs are left out."""
        return [Term(token.text, span_of(token)) for token in self.tokens_of(text)]

    def tokens_of(self, text: str) -> list[Any]:
        """Give the terms of a text as tantivy has them: `span_of` gives where one stands."""
        blank = _CJK.sub(lambda run: " " * len(run[0]), text)
        tokens: list[Any] = self.words.pre_tokenize(blank).tokens
        return tokens

    def words_of(self, text: str) -> list[str]:
        """Give the terms of a text alone, CJK runs left out: a sixth of the time that spans take."""
        found: list[str] = self.words.analyze(without_cjk(text))
        return found


def span_of(token: Any) -> Span:
    """Give the characters of a token."""
    return Span(token.char_offset_from, token.char_offset_to)


def make_analyser() -> Analyser:
    """Build the analysers: simple, lower case, without diacritics, English stems; and white space for CJK pairs."""
    kind = tantivy.Filter
    words = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(kind.remove_long(100))
    words = words.filter(kind.lowercase()).filter(kind.ascii_fold()).filter(kind.stemmer("english"))
    return Analyser(words=words.build(), pairs=tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())


def cjk_runs(text: str) -> Iterator[str]:
    """Give the runs of Chinese, Japanese and Korean characters."""
    for run in _CJK.finditer(text):
        yield run[0]


def without_cjk(text: str) -> str:
    """Give the text with every CJK run as one space."""
    return _CJK.sub(" ", text)


def pairs_of(run: str) -> list[str]:
    """Give the overlapping pairs of characters of a run."""
    return [run[at : at + 2] for at in range(len(run) - 1)]


def pair_text(text: str) -> str:
    """Give what the field of pairs is fed: the pairs of every run, runs parted."""
    return f" {_BREAK} ".join(" ".join(pairs_of(run)) for run in cjk_runs(text) if len(run) > 1)


def single_text(text: str) -> str:
    """Give what the field of single characters is fed."""
    return " ".join(dict.fromkeys("".join(cjk_runs(text))))
