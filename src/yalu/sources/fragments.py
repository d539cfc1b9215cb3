"""Read the body of an article that an export gives as a piece of HTML: shortcodes off, sanitised, captions apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

import nh3
from lxml.etree import ParserError
from lxml.html import HtmlElement, fragment_fromstring

from yalu.model import squeeze
from yalu.sources.blocks import block_texts
from yalu.sources.decoding import tidy_text
from yalu.sources.footnotes import take_footnotes

# Each repetition has a bound: without one the time grows with the square of a body of brackets that are never closed.
CAPTION_CODE = re.compile(r"\[(wp_)?caption[^\]]{0,1000}\](.{0,2000}?)\[/(wp_)?caption\]", re.DOTALL)
_CLOSING = re.compile(r"\[/(\w{1,40})\]")
_SINGLE = re.compile(r"\[/?\w{1,40}(?:\s{1,20}[\w-]{1,40}=[^\]]{0,1000})/?\]|\[(?:gallery|embed|playlist)\]")
_BLANK = re.compile(r"\n[ \t]*\n")
_BLOCK = re.compile(r"<(?:p|div|h[1-6]|ul|ol|blockquote|table|figure|pre|section|article|br)\b", re.IGNORECASE)
_MORE = re.compile(r"<!--\s*more.*?-->", re.IGNORECASE | re.DOTALL)
_CAPTIONS = ".//figcaption|.//*[contains(@class,'wp-caption-text') or contains(@class,'caption-text')]"
_KEPT = {
    "p", "div", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "code", "table", "thead", "tbody",
    "tr", "th", "td", "figure", "figcaption", "a", "b", "i", "em", "strong", "u", "s", "sup", "sub", "span", "small", "cite", "q", "abbr", "section", "article",
}  # fmt: skip
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_TAG = re.compile(r"</?([a-zA-Z]\w*)[^<>]*>")
_VOID = frozenset(
    {
        "p",
        "br",
        "hr",
        "img",
        "li",
        "td",
        "tr",
        "th",
        "dt",
        "dd",
        "input",
        "meta",
        "link",
        "wbr",
        "col",
        "area",
        "source",
        "embed",
    }
)
"""Elements that are not closed, or often not."""
_COMMENT = re.compile(r"<!--(?!-?>).*?-->", re.DOTALL)
_INLINE = r"(?:em|strong|i|b|u|s|a|span|abbr|cite|sup|sub|small|q)"
_ATTRIBUTES = r"(?:\s+[\w:-]+=\"[^\"<>]*\")*+"
_SIMPLE = re.compile(
    rf"\s*+(?:<p{_ATTRIBUTES}>(?:[^<>]++|</?{_INLINE}{_ATTRIBUTES}\s*>)*+</p>\s*+)*+(?:[^<>]++)?+",
    re.IGNORECASE,
)
"""Paragraphs and nothing else: their text is what stands between the tags. Possessive, so it never goes back."""
_OPENING = re.compile("<p[ >]", re.IGNORECASE)
_PARAGRAPH = re.compile(r"</?p(?:\s[^>]*)?>", re.IGNORECASE)
_ODD_REFERENCE = re.compile(r"&#(?!8\d{3};|160;|3[3-9];|2\d\d;)")
"""Numbers of characters other than those that editors write: dashes, quotation marks, spaces, accents."""
_ANY_TAG = re.compile(r"<[^>]*>")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_MARKUP = re.compile("[<>&]")
_DEEPEST = 200
_MOST_CODES = 50


@dataclass(frozen=True, slots=True)
class Fragment:
    """The text of a body and what stands apart from it."""

    paragraphs: list[str]
    captions: list[str]
    notes: tuple[str, ...] = ()
    """Footnotes, which stand in a list of their own."""


def read_fragment(html: str) -> Fragment:
    """Read a piece of HTML; empty for one without text.

    Scripts, styles, frames and handlers go with `nh3` before anything is parsed. Where there is no `<p>`, as in the
    classic editor of WordPress, blank lines part the paragraphs.
    """
    text = html if html.isascii() and "\x00" not in html else tidy_text(html)[0]
    text = _MORE.sub("", text) if _closes_comments(text) else text
    text = _expand(text) if "[" in text else text
    if simple := _read_simple(text):
        return Fragment(simple, [])
    if not re.search(r"<p[\s>]", text, re.IGNORECASE) and _BLANK.search(text):
        text = "\n".join(part if _BLOCK.match(part.strip()) else f"<p>{part}</p>" for part in _BLANK.split(text))
    tree = parse_clean(text)
    if tree is None:
        return Fragment([], [])
    notes = take_footnotes(tree)
    captions = [squeeze(one.text_content()) for one in tree.xpath(_CAPTIONS)]
    for one in tree.xpath(_CAPTIONS):
        if one.getparent() is not None:
            one.drop_tree()
    return Fragment(block_texts(tree), [caption for caption in captions if caption], notes)


def _read_simple(text: str) -> list[str] | None:
    """Give the paragraphs of a body that is nothing but paragraphs; None for any other.

    Text alone is taken, so there is nothing to sanitise: no attribute and no tag comes out of it. Most posts are such,
    and this is forty times as fast as sanitising and parsing; a test compares both.
    """
    bare = _COMMENT.sub("", text) if _closes_comments(text) else text
    if not _OPENING.search(bare) or _ODD_REFERENCE.search(bare) or not _SIMPLE.fullmatch(bare):
        return None
    if not bare.replace("\n", " ").isprintable():  # at a tenth of what the pattern costs
        bare = _CONTROLS.sub("\ufffd", bare)
    blocks = map(_plain_block, _PARAGRAPH.split(bare))
    return [block for block in blocks if block]


def _closes_comments(text: str) -> bool:
    """Say whether a text has comments, all of them closed: then no search for an end is in vain."""
    return -1 < text.rfind("<!--") < text.rfind("-->")


def _plain_block(block: str) -> str:
    text = _ANY_TAG.sub("", block) if "<" in block else block
    text = unescape(text) if "&" in text else text
    return (text if text.isprintable() and "  " not in text else _SPACES.sub(" ", text)).strip()


def parse_clean(html: str) -> HtmlElement | None:
    """Parse HTML that was sanitised first; None when nothing is left of it."""
    html = tidy_text(html)[0]
    if is_deep(html):
        # Nothing real nests so deep; the sanitiser takes a time that grows with the square of it.
        html = _TAG.sub(" ", html)
    clean = nh3.clean(html, tags=_KEPT, attributes={"a": {"href"}, "*": {"class"}}, link_rel=None)
    # A reference such as &#1; stands for what no tree can hold.
    clean = _CONTROLS.sub("\ufffd", clean)
    try:
        return fragment_fromstring(clean, create_parent="div") if clean.strip() else None
    except ParserError:
        return None


def is_deep(html: str) -> bool:
    """Say whether elements nest deeper than in anything that an editor writes."""
    if html.count("<") <= _DEEPEST:
        return False
    depth = deepest = 0
    for match in _TAG.finditer(html):
        depth = max(0, depth - 1) if match[0].startswith("</") else depth + (match[1].lower() not in _VOID)
        deepest = max(deepest, depth)
    return deepest > _DEEPEST


def plain_text(html: str) -> str:
    """Give the text of a short piece of HTML, such as a title or an excerpt, on one line."""
    if not _MARKUP.search(html):
        return squeeze(_CONTROLS.sub("\ufffd", html))
    tree = parse_clean(html)
    return squeeze(" ".join(block_texts(tree))) if tree is not None else ""


def _expand(text: str) -> str:
    """Turn the caption shortcode into a caption, and take other shortcodes off their content."""
    text = CAPTION_CODE.sub(lambda match: f"<figcaption>{match[2]}</figcaption>", text)
    if closed := sorted(set(_CLOSING.findall(text))):
        names = "|".join(map(re.escape, closed[:_MOST_CODES]))
        text = re.sub(rf"\[(?:/(?:{names})|(?:{names})(?:\s[^\]]{{0,1000}})?)\]", "", text)
    return _SINGLE.sub("", text)
