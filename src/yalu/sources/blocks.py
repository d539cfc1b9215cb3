"""Plain text of HTML: the blocks of a whole page, and the body of its article as trafilatura finds it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element

from yalu.extras import later
from yalu.model import squeeze

trafilatura = later("trafilatura", of="code")

_BLOCKS = frozenset(
    {"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "article", "section", "header", "footer", "td", "th", "tr", "figcaption",
     "figure", "pre", "dd", "dt", "ul", "ol", "main", "aside", "nav", "address", "table", "form", "body", "br", "hr", "dl", "label", "button", "option"}
)  # fmt: skip
_HIDDEN = frozenset({"script", "style", "noscript", "template", "head", "svg", "iframe", "select"})
_SPACES = re.compile(r"[ \t\r\n\f]+")


def block_texts(element: _Element) -> list[str]:
    """Give the visible text of an element block by block, in order; line ends of the markup count as spaces."""
    pieces: list[str] = []
    _walk(element, pieces)
    blocks = (_SPACES.sub(" ", block).strip() for block in "".join(pieces).split("\x1e"))
    return [block for block in blocks if block.strip()]


def body_texts(html: str) -> list[str]:
    """Give the paragraphs of the article on a page; empty when none is found."""
    document = trafilatura.bare_extraction(
        html, include_comments=False, include_tables=True, favor_precision=True, with_metadata=False
    )
    body = getattr(document, "body", None)
    if body is None:
        return []
    return [text for text in (_SPACES.sub(" ", block).strip() for block in _body_blocks(body)) if squeeze(text)]


def _walk(element: _Element, pieces: list[str]) -> None:
    if not isinstance(element.tag, str):
        _add_tail(element, pieces)
        return
    tag = element.tag.lower()
    if tag not in _HIDDEN:
        if tag in _BLOCKS:
            pieces.append("\x1e")
        pieces.append((element.text or "").replace("\x1e", " "))
        for child in element:
            _walk(child, pieces)
        if tag in _BLOCKS:
            pieces.append("\x1e")
    _add_tail(element, pieces)


def _add_tail(element: _Element, pieces: list[str]) -> None:
    pieces.append((element.tail or "").replace("\x1e", " "))


def _body_blocks(body: _Element) -> Iterator[str]:
    """Give the blocks of trafilatura's body: paragraphs, headings, items, quotations, table rows."""
    for element in body:
        if element.tag == "list":
            yield from ("".join(item.itertext()) for item in element.iter("item"))
        elif element.tag == "table":
            yield from (
                ", ".join("".join(cell.itertext()).strip() for cell in row.iter("cell")) for row in element.iter("row")
            )
        elif element.tag == "quote" and len(element):
            yield from _quote_blocks(element)
        elif element.tag != "graphic":
            yield "".join(element.itertext())


def _quote_blocks(element: _Element) -> Iterator[str]:
    parts = [element.text or "", *("".join(child.itertext()) + "\n" + (child.tail or "") for child in element)]
    yield from "".join(parts).split("\n")
