"""What the parser says of one article: columns indexed by token number, spans into the article's text, nothing of spaCy.

Columns instead of token objects: building an object a token costs more than all that is done with it (coding may add at
most a third to the bare parse, some 25 microseconds a token).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from yalu.model import Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `first` to `last` (excluded) and the characters from the first to the last of them."""

    first: int
    last: int
    span: Span
    paragraph: int
    """Number of the paragraph in `Article.paragraphs`."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks."""

    span: Span
    """With the marks."""
    inner: Span
    """Without them."""
    first: int
    """First token inside."""
    last: int
    """After the last token inside."""
    scare: bool
    """True for a few words without a verb: a name or a distancing, not speech."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """One parsed article. `text` is folded and as long as `Article.text`; labels are ClearNLP's, tags are Penn's."""

    article: str
    text: str
    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    lower_words: tuple[str, ...]
    """Words and lemmas in lower case: the lexicons are asked for these many times a word."""
    lower_lemmas: tuple[str, ...]
    pos: tuple[str, ...]
    tags: tuple[str, ...]
    deps: tuple[str, ...]
    heads: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    children: tuple[tuple[int, ...], ...]
    edges: tuple[tuple[int, int], ...]
    """Of each token: first and last (excluded) token of its subtree."""
    sentences: tuple[Sentence, ...]
    sentence_of: tuple[int, ...]
    quotations: tuple[Quotation, ...] = ()

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, last: int) -> Span:
        """Give the characters of tokens `first` to `last` (excluded)."""
        return Span(self.starts[first], self.ends[last - 1])

    def cut(self, span: Span) -> str:
        """Give the folded text of a span."""
        return self.text[span.start : span.end]

    def sentence(self, token: int) -> Sentence:
        """Give the sentence a token stands in."""
        return self.sentences[self.sentence_of[token]]

    def token_at(self, offset: int) -> int:
        """Give the token that covers or follows a character offset; the last token at the end of the text."""
        return min(bisect_right(self.ends, offset), len(self.words) - 1)

    def tokens_in(self, span: Span) -> range:
        """Give the tokens that share a character with a span."""
        return range(bisect_right(self.ends, span.start), bisect_left(self.starts, span.end))

    def subtree(self, token: int) -> range:
        """Give the tokens from the left to the right edge of a token's subtree."""
        first, last = self.edges[token]
        return range(first, last)

    def child(self, token: int, *labels: str) -> int | None:
        """Give the first child under one of the labels."""
        deps = self.deps
        for child in self.children[token]:
            if deps[child] in labels:
                return child
        return None

    def under(self, token: int, *labels: str) -> list[int]:
        """Give all children under one of the labels, in order of the text."""
        children = self.children[token]
        if not children:
            return []
        deps = self.deps
        return [child for child in children if deps[child] in labels]

    def ancestors(self, token: int) -> Iterator[int]:
        """Walk from a token's head to the root of its sentence."""
        heads = self.heads
        while heads[token] != token:
            token = heads[token]
            yield token

    def conjuncts(self, token: int) -> list[int]:
        """Give a token and all that are joined to it by conjunction, first to last."""
        found = [token]
        for one in found:
            found.extend(self.under(one, "conj"))
        return found

    def quotation_at(self, token: int) -> Quotation | None:
        """Give the innermost quotation a token stands in."""
        inside = [quotation for quotation in self.quotations if quotation.first <= token < quotation.last]
        return min(inside, key=lambda quotation: quotation.last - quotation.first, default=None)
