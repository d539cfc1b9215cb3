"""Code bare texts, for scoring against gold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from yalu.model import Article, Certainty, Span, make_id
from yalu.model.gold import GoldText, Relation, Said
from yalu.pipeline.coding import Desk, open_desk
from yalu.statements import Coding, Reading
from yalu.statements.events import Pairs, open_encoders

_PARAGRAPH = re.compile(r"\S(?:.*?\S)?(?=\s*\n\s*\n|\s*\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class CodedText:
    """A text as it was coded, with what no statement carries."""

    article: Article
    coding: Coding
    reading: Reading
    pairs: Pairs

    def said(self) -> tuple[Said, ...]:
        """Give the attributions: parts of one content under one cue and holder are one."""
        analysis = self.reading.analysis
        ordered = sorted(self.reading.attributions, key=lambda one: (one.predicate, one.holder.text, one.first))
        groups = groupby(ordered, key=lambda one: (one.predicate, one.holder.text))
        found = []
        for _, parts in groups:
            listed = list(parts)
            holder = listed[0].holder.span
            content = tuple(_merge([analysis.span(one.first, one.last) for one in listed]))
            found.append(Said(content=content, holder=(holder,) if holder else (), cue=(listed[0].cue.span,)))
        return tuple(found)

    def certainty_at(self, offset: int) -> Certainty:
        """Give how sure the text is of the act at a character."""
        return self.reading.judge(self.reading.analysis.token_at(offset)).certainty

    def relate(self, sources: tuple[Span, ...], targets: tuple[Span, ...]) -> Relation:
        """Give the relation of a pair; there is always one."""
        found = self.pairs.relation(self.reading, sources, targets)
        return Relation(root=found.event_type, mode=found.mode, words=" ".join(found.why))


def code_texts(
    texts: Iterable[GoldText], *, model: str, desk: Desk | None = None, encoder: str = ""
) -> Iterator[tuple[GoldText, CodedText]]:
    """Code texts as articles, offsets as in the text; encoders, joined by "+", help with pairs that the texts name."""
    desk = desk or open_desk(model)
    pairs = Pairs.load(open_encoders(encoder))
    listed = list(texts)
    articles = [_article(number, one) for number, one in enumerate(listed)]
    for text, article, analysis in zip(listed, articles, desk.parser.analyse(articles), strict=True):
        reading = Reading(article, analysis, desk.coder.gazetteer)
        yield text, CodedText(article, desk.coder.code(article, analysis, reading=reading), reading, pairs)


def _article(number: int, gold: GoldText) -> Article:
    name = make_id("art", number, gold.text)
    if gold.sentences:
        return Article(id=name, title="", text=gold.text, paragraphs=_lines(gold.text), published=gold.published)
    paragraphs = tuple(Span(*match.span()) for match in _PARAGRAPH.finditer(gold.text))
    return Article(id=name, title="", text=gold.text, paragraphs=paragraphs, published=gold.published)


def _lines(text: str) -> tuple[Span, ...]:
    spans, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    return tuple(spans)


def _merge(spans: list[Span]) -> list[Span]:
    """Make one of spans that touch or meet across a space."""
    merged: list[Span] = []
    for one in spans:
        if merged and one.start <= merged[-1].end + 1:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, one.end))
        else:
            merged.append(one)
    return merged
