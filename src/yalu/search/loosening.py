"""What to loosen: an empty answer's query with one part left out, for each part."""

from __future__ import annotations

from yalu.search.query import All, Field, Near, Node, Not, Text, parse

_MOST = 8


def loosen_query(text: str) -> tuple[tuple[str, str], ...]:
    """Give (part, query without it) for each part of a query of several that are all wanted; none for an OR or one part."""
    node = parse(text).node
    if not isinstance(node, All) or len(node.items) < 2:
        return ()
    spans = [_span(item, text) for item in node.items]
    found = [(text[start:end], _without(text, start, end)) for start, end in spans if start < end]
    return tuple((part, rest) for part, rest in found if rest)[:_MOST]


def _span(node: Node, text: str) -> tuple[int, int]:
    match node:
        case Text() | Field():
            return node.start, node.end
        case Near():
            return node.first.start, node.second.end
        case Not():
            start, end = _span(node.item, text)
            sign = max(text.rfind("NOT", 0, start), start - 1)
            return (sign if start < end else start), end
    # Brackets and OR inside keep no place of their own.
    return 0, 0


def _without(text: str, start: int, end: int) -> str:
    return " ".join(f"{text[:start]} {text[end:]}".split())
