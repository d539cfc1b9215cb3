"""Footnotes of web pages: lists that themes and editors set apart, and the marks that point to them."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from yalu.model import squeeze
from yalu.sources.blocks import block_texts

_LISTS = " or ".join(
    f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"
    for name in (
        "footnotes",
        "wp-block-footnotes",
        "footnote-list",
        "endnotes",
        "easy-footnotes-wrapper",
        "footnotes-list",
    )
)
"""Classes of the block of WordPress, of its plugins, and of what Markdown engines write."""
_ITEMS = (
    f".//*[{_LISTS} or @role='doc-endnotes']//li|.//*[self::div or self::aside or self::p]"
    "[contains(concat(' ', normalize-space(@class), ' '), ' footnote ') or @role='doc-footnote']"
)
_MARKS = ".//sup[.//a[starts-with(@href,'#')]]|.//sup[contains(@class,'footnote') or contains(@class,'fn')]|.//a[contains(@class,'footnote-anchor') or contains(@class,'footnote-ref') or @role='doc-noteref']"
_SIGN = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§]{1,3})[\])]?")
_BACK = re.compile(r"\s*(?:[↑↩⏎^]\ufe0e?\s*)+$|^(?:[↑↩^]\s*)+")
_MOST = 500


def take_footnotes(tree: HtmlElement) -> tuple[str, ...]:
    """Take footnotes and the marks that point to them off a tree, and give the notes in order; () where there are none."""
    items = [one for one in tree.xpath(_ITEMS)[:_MOST] if not any(True for _ in one.iterancestors("li"))]
    notes = tuple(dict.fromkeys(note for one in items if (note := _text(one))))
    if not notes:
        return ()
    for one in items:
        if one.getparent() is not None:
            one.drop_tree()
    for mark in tree.xpath(_MARKS):
        if mark.getparent() is not None and _SIGN.fullmatch(squeeze(mark.text_content())):
            mark.drop_tree()
    return notes


def _text(element: HtmlElement) -> str:
    return _BACK.sub("", squeeze(" ".join(block_texts(element))))
