"""Read Markdown with front matter: fields from the YAML, paragraphs as plain text from the body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from frontmatter.default_handlers import YAMLHandler
from markdown_it import MarkdownIt
from markdown_it.token import Token

from yalu.errors import BrokenSource, Place
from yalu.model import Article, Image, Issue
from yalu.sources.bodies import add_images
from yalu.sources.drafts import Draft, finish
from yalu.sources.fields import Fields, read_fields
from yalu.sources.images import make_image
from yalu.sources.loading import Head, Loaded
from yalu.sources.reports import report
from yalu.sources.strict import Origin, line_of, load_yaml
from yalu.sources.texts import fill_text, refuse_scraps

_FENCE = re.compile(r"\A\s*---[ \t]*\r?\n")
_CLOSED = re.compile(r"^---[ \t]*$", re.MULTILINE)
# Possessive: a pattern that may give blank lines back takes a time that doubles with each of them.
_KEY = re.compile(
    r"\A\s*+---[ \t]*+\r?\n(?:[ \t]*+(?:#[^\n]*+)?+\n|[ \t]*+\r\n)*+[ \t]*+[\"']?[\w -]{1,200}[\"']?\s{0,20}:"
)
_HEADING = re.compile(r"\A\s*#{1,2}[ \t]+\S")
_FOOTNOTE = re.compile(r"^[ ]{0,3}\[\^[^\]\n]+\]:[ \t]*", re.MULTILINE)
_FOOTNOTE_MARK = re.compile(r"\[\^[^\]\n]+\]")
_HTML = re.compile(r"<!--[^>]*-->|</?[a-zA-Z][^<>]*>")
_SIGN = re.compile(r"[\[*_<`]")
_MANY_SIGNS = 2_000
_COSTLY = ["link", "image", "emphasis", "strikethrough", "html_inline", "autolink", "backticks"]
"""Rules that look ahead from each sign: on a text of signs alone they take fifteen seconds a megabyte."""
_REMEDY = "Mend the front matter: YAML between two lines of three hyphens, with a title at least."


class MarkdownReader:
    """Reads an essay with YAML front matter, or one whose first line is its title as a heading."""

    name = "Markdown"

    def sniff(self, head: Head) -> float:
        """Look for front matter or a heading at the very head."""
        if _KEY.match(head.text):
            return 0.95
        named = head.name.lower().endswith((".md", ".markdown"))
        if _HEADING.match(head.text):
            return 0.8 if named else 0.45
        return 0.5 if named and _FENCE.match(head.text) else 0.0

    def read(self, loaded: Loaded) -> Iterator[Article | Issue]:
        """Give the one article; raise BrokenSource, with the line, when the front matter is broken or there is no title."""
        path = loaded.source.path
        refuse_scraps(loaded.text, path)
        front, body = _split(loaded.text, path)
        fields = _read_front(front, path)
        for key, fault in fields.faults:
            line = _line(front, key)
            yield report("warning", f"{key}: {fault}; left empty", path=path, line=line, remedy="Mend the value.")
        if fields.unknown:
            yield report("info", f"keys nobody reads: {', '.join(sorted(fields.unknown))}", path=path)
        yield _build(fields, body, loaded)


def paragraphs_of(markdown: str) -> list[str]:
    """Give the blocks of a Markdown text as plain text, in order; footnotes stand where they were written."""
    return [text for text in map(str.strip, _blocks(_parse(markdown))) if text]


def images_of(markdown: str) -> Iterator[Image]:
    """Give the images of a Markdown text in order: the words in brackets describe one, its title is its caption."""
    if "![" not in markdown:
        return
    for token in _parse(markdown):
        for child in token.children or []:
            if child.type == "image":
                found = make_image(
                    str(child.attrGet("src") or ""), alt=child.content, caption=str(child.attrGet("title") or "")
                )
                yield from [found] if found else []


def _parse(markdown: str) -> list[Token]:
    # A footnote is no part of CommonMark; its text becomes a paragraph and its marks go.
    plain = _FOOTNOTE.sub("\n", markdown)
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    if len(_SIGN.findall(plain)) > max(_MANY_SIGNS, len(plain) // 10):
        parser = parser.disable(_COSTLY)
    return parser.parse(plain)


def _split(text: str, path: str) -> tuple[str, str]:
    if not _FENCE.match(text):
        return "", text
    if len(_CLOSED.findall(text)) < 2:
        raise BrokenSource("the front matter is not closed by ---", place=Place(path, 1), remedy=_REMEDY)
    front, body = YAMLHandler().split(text)
    return str(front), str(body)


def _read_front(front: str, path: str) -> Fields:
    # The text before the first key: one line of hyphens and, seldom, blank lines before it.
    raw = load_yaml(front, _origin(path)) if front.strip() else {}
    if not isinstance(raw, dict):
        raise BrokenSource("the front matter is no list of keys", place=Place(path, 2), remedy=_REMEDY)
    return read_fields(raw)


def _origin(path: str) -> Origin:
    # What frontmatter gives begins with the line end of the opening hyphens, so its lines count from 1 as the file's do.
    return Origin(path=path, error=BrokenSource, remedy=_REMEDY, first_line=1)


def _line(front: str, key: str) -> int | None:
    return line_of(front, f"$.{key}") if front else None


def _build(fields: Fields, body: str, loaded: Loaded) -> Article:
    paragraphs = paragraphs_of(body)
    values = dict(fields.values)
    from_heading = "title" not in values and bool(_HEADING.match(body)) and len(paragraphs) > 1
    if from_heading:
        values["title"] = paragraphs[0]
    path = loaded.source.path
    if "title" not in values:
        raise BrokenSource("there is no title", place=Place(path, 1), remedy=_REMEDY)
    draft = Draft(**values)
    draft.evidence = fields.evidence("key of the front matter")
    if from_heading:
        draft.tell("title", "heading at the head of the text", 0.9)
    add_images(draft, images_of(body))
    fill_text(draft, paragraphs[1:] if from_heading else paragraphs, given=frozenset(fields.values))
    if not draft.paragraphs:
        raise BrokenSource(
            "there is no text under the front matter", place=Place(path), remedy="Give the essay its text."
        )
    return finish(draft, source=loaded.source.id)


def _blocks(tokens: Sequence[Token]) -> Iterator[str]:
    """Give the text of each block; the cells of a table row are joined."""
    cells: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            cells = []
        elif token.type == "tr_close" and cells is not None:
            yield ", ".join(cell for cell in cells if cell)
            cells = None
        elif token.type == "inline":
            text = _inline(token.children or [])
            if cells is None:
                yield text
            else:
                cells.append(text)
        elif token.type in ("fence", "code_block"):
            yield token.content
        elif token.type == "html_block":
            yield " ".join(_HTML.sub(" ", token.content).split())


def _inline(children: Sequence[Token]) -> str:
    parts = [_piece(child) for child in children]
    return _FOOTNOTE_MARK.sub("", "".join(parts))


def _piece(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return " "
    # The words of a picture's description are no words of the author.
    return token.content if token.type in ("text", "code_inline", "text_special") else ""
