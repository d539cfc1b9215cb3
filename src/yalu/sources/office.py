"""Read DOCX: mammoth gives the text with its styles, the properties of the file are a hint only."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from xml.sax import SAXException

from lxml import etree
from lxml.html import HtmlElement, fragment_fromstring, tostring

from yalu.errors import BrokenSource, Place
from yalu.extras import later
from yalu.model import Article, Issue, key_of, squeeze
from yalu.sources.blocks import block_texts
from yalu.sources.bodies import set_authors
from yalu.sources.drafts import Draft, finish
from yalu.sources.fragments import read_fragment
from yalu.sources.loading import Head, Loaded
from yalu.sources.packages import open_package, read_part
from yalu.sources.texts import fill_text

mammoth = later("mammoth")

_STYLES = "p[style-name='Title'] => h1.title:fresh\np[style-name='Subtitle'] => p.subtitle:fresh"
_PROPERTIES = "docProps/core.xml"
_DC = "{http://purl.org/dc/elements/1.1/}"
_FAULTS = (
    zipfile.BadZipFile, zlib.error, SAXException, EOFError, OSError, RuntimeError, LookupError, ValueError, AttributeError, TypeError,
)  # fmt: skip
"""What mammoth lets through of a damaged package: it checks neither the packing nor the parts that it expects."""
_ARROW = re.compile(r"\s*↑\s*$")
_LONGEST_TITLE = 250


class DocxReader:
    """Reads a document of Word and its kin."""

    name = "DOCX"

    def sniff(self, head: Head) -> float:
        """Look for the main part of a Word document among the first files of the package."""
        packed = head.data.startswith(b"PK\x03\x04")
        return 0.99 if packed and (b"word/" in head.data or (b"[Content_Types].xml" in head.data[:80])) else 0.0

    def read(self, loaded: Loaded) -> Iterator[Article | Issue]:
        """Give the article; raise BrokenSource for a damaged package, a bomb, or a document without text."""
        path = loaded.source.path
        with open_package(loaded.data, path) as package:
            facts = _facts(package)
        try:
            html = mammoth.convert_to_html(
                BytesIO(loaded.data), style_map=_STYLES, convert_image=mammoth.images.img_element(_no_image)
            ).value
        except _FAULTS as error:
            told = f"this is no readable Word document: {error}"
            raise BrokenSource(told, place=Place(path), remedy="Save it again as .docx.") from error
        draft = _draft(html, facts)
        if not draft.title or not draft.paragraphs:
            raise BrokenSource("there is no title over a text in it", place=Place(path), remedy="Give it as Markdown.")
        yield finish(draft, source=loaded.source.id)


def _no_image(_: object) -> dict[str, str]:
    return {"src": ""}


def _facts(package: zipfile.ZipFile) -> dict[str, str]:
    """Give title and creator that the file's properties state."""
    try:
        tree = etree.fromstring(
            read_part(package, _PROPERTIES), etree.XMLParser(resolve_entities=False, no_network=True)
        )
    except (KeyError, etree.XMLSyntaxError, zipfile.BadZipFile):
        return {}
    return {name: squeeze(tree.findtext(f"{_DC}{name}") or "") for name in ("title", "creator")}


def _draft(html: str, facts: dict[str, str]) -> Draft:
    tree = fragment_fromstring(html, create_parent="div")
    notes = tuple(_take_notes(tree))
    texts = read_fragment(str(tostring(tree, encoding="unicode"))).paragraphs
    draft, texts = _take_title(tree, texts, facts.get("title", ""))
    fill_text(draft, texts)
    if not draft.authors:
        # The creator is whoever's computer it was: believed least, and not at all unless it is a full name.
        names = [facts.get("creator", "")] if " " in facts.get("creator", "") else []
        set_authors(draft, names, "creator in the file's properties", site=None, sure=0.5)
    draft.references = tuple(("", note) for note in notes)
    return draft


def _take_notes(tree: HtmlElement) -> Iterator[str]:
    """Take footnotes and the marks that point to them off the text."""
    for mark in tree.xpath(".//sup[a[contains(@href, 'note-')]]"):
        mark.drop_tree()
    for item in tree.xpath(".//li[contains(@id, 'footnote-') or contains(@id, 'endnote-')]"):
        yield _ARROW.sub("", squeeze(" ".join(block_texts(item))))
        item.drop_tree()


def _take_title(tree: HtmlElement, texts: list[str], stated: str) -> tuple[Draft, list[str]]:
    """Find the title: a paragraph in the style of titles, the one that the properties state, the first heading or line."""
    styled = next((squeeze(one.text_content()) for one in tree.xpath(".//h1[contains(@class, 'title')]")), "")
    heading = next((squeeze(one.text_content()) for one in tree.xpath(".//h1|.//h2")), "")
    first = squeeze(texts[0]) if texts else ""
    for title, by, sure in (
        (styled, "paragraph in the style of titles", 0.97),
        (stated if key_of(stated) == key_of(first) else "", "properties, and the first line agrees", 0.95),
        (heading if key_of(heading) == key_of(first) else "", "heading at the head of the text", 0.9),
        (first if len(first) <= _LONGEST_TITLE and len(texts) > 1 else "", "first line", 0.5),
        (stated, "properties of the file", 0.5),
    ):
        if title:
            draft = Draft(title=title)
            draft.tell("title", by, sure)
            place = next((place for place, text in enumerate(texts) if key_of(text) == key_of(title)), -1)
            return draft, texts[place + 1 :]
    return Draft(title=""), texts
