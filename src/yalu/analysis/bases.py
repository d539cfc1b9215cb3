"""What the words beside a figure say it is a part of: "of Laos's exports", "its oil", "the country's GDP"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from yalu.lexicon.figures import load_trade_words
from yalu.model import Figure, Flow, Span

_WORD: Final = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*[’']?")
_STOPS: Final = frozenset({"from", "to", "with", "in", "by", "into", "between", "since", "for", "during", "and", "was", "were", "is", "are", "came", "went", "had", "has", "have", "go", "goes"})  # fmt: skip
_OWN: Final = frozenset({"its", "their", "the", "a", "an", "his", "her", "this", "that", "country", "country's", "country’s", "nation's", "nation’s", "state's", "state’s"})  # fmt: skip
_ITS: Final = frozenset({"its", "their", "country's", "country’s", "nation's", "nation’s"})
_LONGEST: Final = 4
_FLOWS: Final[Mapping[str, Flow]] = MappingProxyType({"exports": "exports", "imports": "imports", "trade": "total"})
_VERBS: Final[Mapping[str, Flow]] = MappingProxyType({"sold": "exports", "bought": "imports"})
_TOWARD: Final = re.compile(r"\b(?:exports? to|imports? from|sales to|purchases from) (?:the )?", re.IGNORECASE)
_REACH: Final = 70
"""Characters behind a figure, and before it, in which "of Laos's exports" is looked for."""


@dataclass(frozen=True, slots=True)
class Named:
    """A state or organisation that the sentence of a figure names; offsets are of the figure's quote."""

    code: str
    span: Span


@dataclass(frozen=True, slots=True)
class Base:
    """What a share, or a sum, is of."""

    flows: tuple[Flow, ...] = ()
    """Both for "imports and exports"; empty where the words say none."""
    owner: str | None = None
    """Whose trade it is, by code."""
    product: str = ""
    """Goods it is of alone, in the words of the text."""
    output: str = ""
    """Words for output, where it is a share of that."""
    foreign: bool = False
    """Whether it is of something that is no trade: "three-quarters of the gap"."""


@cache
def _words() -> dict[str, str]:
    return {text: row.kind for row in load_trade_words().entries for text in row.texts}


@cache
def _flow_pattern() -> re.Pattern[str]:
    words = sorted((text for text, kind in _words().items() if kind in _FLOWS), key=len, reverse=True)
    return re.compile(
        rf"\b(?:{'|'.join(map(re.escape, words))})\b(?!\s+(?:partner|war|deal|talk|agreement|route|polic))",
        re.IGNORECASE,
    )


def read_base(figure: Figure, named: Sequence[Named]) -> Base:
    """Read what a figure is a part of from the words behind it ("of ..."), else before it ("share of ..."), else its own."""
    quote, raw = figure.quote, figure.raw
    at = quote.find(raw)
    if at < 0:
        return _read(figure.base or "", 0, ())
    end = at + len(raw)
    behind = re.match(r"\s+of\s+(?=\S)", quote[end:])
    if behind:
        start = end + behind.end()
        return _read(_cut(quote[start : start + _REACH]), start, named)
    before = list(re.finditer(r"\b(?:share|part|proportion|portion) (?:of|in) ", quote[max(at - _REACH, 0) : at]))
    if before:
        start = max(at - _REACH, 0) + before[-1].end()
        return _read(_cut(quote[start:at]), start, named)
    return _beside(quote, at, end)


def _cut(text: str) -> str:
    """End a phrase where its clause does, or where another number begins."""
    return re.split(r"[,;:()\d]|\.(?:\s|$)|\s[–—-]\s", text, maxsplit=1)[0]


def _read(text: str, start: int, named: Sequence[Named]) -> Base:
    inside = [one for one in named if start <= one.span.start < start + len(text)]
    # "its" may be anybody's in a sentence of two states: both orders of the pair stay open.
    owners = {
        one.span.start - start: one
        for one in inside
        if text[one.span.start - start : one.span.end - start].lower() not in _OWN
    }
    words = [(match[0].lower(), match.start()) for match in _WORD.finditer(text)]
    head, tail = _split(words)
    kinds = [(word, kind) for word, kind in _kinds([word for word, _ in head if word not in _OWN])]
    flows: tuple[Flow, ...] = tuple(dict.fromkeys(_FLOWS[kind] for _, kind in kinds if kind in _FLOWS))
    end = head[-1][1] if head else 0
    owner = next((one.code for place, one in sorted(owners.items()) if place <= end), None)
    skipped = [one.span for one in inside]
    goods = [word for word, kind in kinds if kind == "goods"]
    output = next((word for word, kind in kinds if kind == "output"), "")
    place = text.lower().find(output) if output else 0
    output = text[place : place + len(output)]
    if tail:
        after = [word for word, _ in tail if word not in _OWN]
        goods += [word for word, kind in _kinds(after) if kind == "goods"]
        owner = owner or next((one.code for place, one in sorted(owners.items()) if place > end), None)
    unknown = _unknown(head, kinds, start, skipped) if not flows and not goods and not output else ""
    its = owner is not None or any(word in _ITS for word, _ in head)
    product = goods[0] if goods else (unknown if its else "")
    return Base(flows=flows, owner=owner, product=product, output=output, foreign=bool(unknown) and not its)


_Words = list[tuple[str, int]]


def _split(words: _Words) -> tuple[_Words, _Words]:
    """Give the words up to the first preposition, and those behind "of" ("exports of coal")."""
    for place, (word, _) in enumerate(words):
        joins = word == "and" and _kind_of([one for one, _ in words[place + 1 : place + 2]]) in _FLOWS
        if word == "of":
            return words[:place], _split(words[place + 1 :])[0]
        if word in _STOPS and not joins:
            return words[:place], []
    return words, []


def _kinds(words: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Give the known words of a phrase with their kind, the longest first ("iron ore")."""
    place = 0
    while place < len(words):
        for size in range(min(_LONGEST, len(words) - place), 0, -1):
            text = " ".join(words[place : place + size])
            if text in _words():
                yield text, _words()[text]
                place += size
                break
        else:
            place += 1


def _kind_of(words: Sequence[str]) -> str:
    return _words().get(" ".join(words), "")


def _unknown(head: _Words, kinds: list[tuple[str, str]], start: int, skipped: list[Span]) -> str:
    """Give the last word of a phrase that names no flow: "its tourists". Nothing for a name or for "its goods"."""
    if not head or head[0][0] == "what" or any(kind == "plain" for _, kind in kinds):
        return ""  # "what Laos sells abroad" is told by its measure
    word, place = head[-1]
    named = any(span.start <= start + place < span.end for span in skipped)
    return "" if named or word in _OWN else word


def _beside(quote: str, at: int, end: int) -> Base:
    """Read the goods of a sum from the word before the flow nearest to it: "coal exports worth 2 billion"."""
    found = [match for match in _flow_pattern().finditer(quote) if match.end() <= at or match.start() >= end]
    if not found:
        return Base()
    near = min(found, key=lambda match: at - match.end() if match.end() <= at else 2 * (match.start() - end))
    before = [match[0].lower() for match in _WORD.finditer(quote[: near.start()])][-2:]
    goods = [word for word, kind in _kinds(before) if kind == "goods" and before and word.endswith(before[-1])]
    after = re.match(r"\s+of\s+(?:the\s+)?([\w-]+(?:\s[\w-]+)?)", quote[near.end() :])
    if after and not goods:
        goods = [word for word, kind in _kinds(after[1].lower().split()) if kind == "goods"][:1]
    return Base(product=goods[0] if goods else "")


def find_flow(text: str, before: int) -> tuple[Flow, int] | None:
    """Give the flow that a sentence speaks of before a place, else behind it, with its place; None where it speaks of none."""
    verbs = [match for match in _WORD.finditer(text) if _words().get(match[0].lower()) in _VERBS]
    found = list(_flow_pattern().finditer(text)) or verbs
    if not found:
        return None
    earlier = [match for match in found if match.start() < before]
    near = earlier[-1] if earlier else found[0]
    kind = _words()[near[0].lower()]
    return (_FLOWS[kind] if kind in _FLOWS else _VERBS[kind]), near.start()


def find_partner(text: str, named: Sequence[Named]) -> str | None:
    """Give the state that a sentence exports to or imports from: "imports from Laos"; None where it says none or several."""
    ends = {match.end() for match in _TOWARD.finditer(text)}
    found = {one.code for one in named if one.span.start in ends}
    return found.pop() if len(found) == 1 else None


def speaks_of_trade(text: str) -> bool:
    """Say whether a text has a word for exports, imports or trade."""
    return bool(_flow_pattern().search(text))
