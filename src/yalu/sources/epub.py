"""Read EPUB: a volume whose chapters have bylines gives an article a chapter, any other book is one article."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from yalu.errors import BrokenSource, Place
from yalu.model import Article, Issue, key_of, squeeze
from yalu.sources.bodies import set_authors, set_field
from yalu.sources.datelines import to_edtf
from yalu.sources.decoding import decode
from yalu.sources.drafts import Draft, finish
from yalu.sources.fragments import parse_clean, read_fragment
from yalu.sources.loading import Head, Loaded
from yalu.sources.metalines import read_byline
from yalu.sources.packages import open_package, read_part
from yalu.sources.reports import report
from yalu.sources.texts import fill_text

_DC = "{http://purl.org/dc/elements/1.1/}"
_OPF = "{http://www.idpf.org/2007/opf}"
_CONTAINER = "META-INF/container.xml"
_SIGNED = 0.5
_BY = "metadata of the book"
_FEWEST_LETTERS = 200


@dataclass(frozen=True, slots=True)
class _Chapter:
    title: str
    texts: list[str]

    @property
    def signed(self) -> bool:
        return any(meta.authors for text in self.texts[:3] if len(text) < 160 and (meta := read_byline(text)))

    @property
    def letters(self) -> int:
        return sum(map(len, self.texts))


class EpubReader:
    """Reads a book."""

    name = "EPUB"

    def sniff(self, head: Head) -> float:
        """Look for the media type that stands first in every book."""
        return (
            0.99 if head.data.startswith(b"PK\x03\x04") and b"mimetypeapplication/epub+zip" in head.data[:128] else 0.0
        )

    def read(self, loaded: Loaded) -> Iterator[Article | Issue]:
        """Give the article or articles; raise BrokenSource when package, list of parts or text are missing."""
        path = loaded.source.path
        with open_package(loaded.data, path) as package:
            try:
                root, book = _open_book(package)
                chapters, missing = _read_chapters(package, root, book)
            except (KeyError, etree.XMLSyntaxError, zipfile.BadZipFile) as error:
                told = f"the book is damaged: {error}"
                raise BrokenSource(told, place=Place(path), remedy="Get the book again.") from error
        full = [chapter for chapter in chapters if chapter.letters >= _FEWEST_LETTERS]
        if not full:
            raise BrokenSource("no chapter holds text", place=Place(path), remedy="Check that it is no book of scans.")
        signed = sum(chapter.signed for chapter in full)
        if signed >= max(2, _SIGNED * len(full)):
            yield from (finish(_chapter_draft(chapter, book), source=loaded.source.id) for chapter in full)
        else:
            yield finish(_book_draft(full, book), source=loaded.source.id)
        if missing:
            told = f"{missing} parts that the book lists are missing in it"
            yield report("warning", told, path=path, remedy="Get the book again.")


def _open_book(package: zipfile.ZipFile) -> tuple[str, etree._Element]:
    """Give the folder of the book's parts and its package document."""
    container = _parse(read_part(package, _CONTAINER))
    name = next((one.get("full-path") for one in container.iter("{*}rootfile")), None)
    if not name:
        raise KeyError("no package document is named")
    return posixpath.dirname(name), _parse(read_part(package, name))


def _parse(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _read_chapters(package: zipfile.ZipFile, folder: str, book: etree._Element) -> tuple[list[_Chapter], int]:
    hrefs = {one.get("id"): one.get("href", "") for one in book.iter(f"{_OPF}item")}
    names = [posixpath.join(folder, unquote(hrefs.get(one.get("idref"), ""))) for one in book.iter(f"{_OPF}itemref")]
    held = set(package.namelist())
    # Names are looked up in the package only; one that climbs out of it is simply missing.
    kept = [name for name in (posixpath.normpath(name) for name in names) if name in held]
    return [_read_chapter(decode(read_part(package, name)).text) for name in kept], len(names) - len(kept)


def _read_chapter(html: str) -> _Chapter:
    body = html[html.find("<body") :] if "<body" in html else html
    tree = parse_clean(body)
    heading = next(iter(tree.xpath(".//h1|.//h2|.//h3")), None) if tree is not None else None
    title = squeeze(heading.text_content()) if heading is not None else ""
    texts = read_fragment(body).paragraphs
    if texts and key_of(texts[0]) == key_of(title):
        texts = texts[1:]
    return _Chapter(title, texts)


def _texts(book: etree._Element, name: str) -> list[str]:
    return [squeeze(one.text) for one in book.iter(f"{_DC}{name}") if one.text and one.text.strip()]


def _new_draft(title: str, book: etree._Element) -> Draft:
    draft = Draft(title=title)
    set_field(draft, "title", title, _BY, 0.9)
    set_field(
        draft, "published", next((date for text in _texts(book, "date") if (date := to_edtf(text))), None), _BY, 0.8
    )
    set_field(draft, "language", next((text[:2].lower() for text in _texts(book, "language")), None), _BY, 0.8)
    set_field(draft, "categories", tuple(_texts(book, "subject")), _BY)
    return draft


def _chapter_draft(chapter: _Chapter, book: etree._Element) -> Draft:
    draft = _new_draft(chapter.title or chapter.texts[0][:80], book)
    set_field(draft, "publication", next(iter(_texts(book, "title")), None), "title of the book", 0.9)
    fill_text(draft, chapter.texts)
    return draft


def _book_draft(chapters: list[_Chapter], book: etree._Element) -> Draft:
    title = next(iter(_texts(book, "title")), "") or chapters[0].title or chapters[0].texts[0][:80]
    draft = _new_draft(title, book)
    set_field(draft, "publication", next(iter(_texts(book, "publisher")), None), _BY, 0.8)
    set_authors(draft, _texts(book, "creator"), _BY, site=draft.publication, sure=0.9)
    texts = [text for chapter in chapters for text in ([chapter.title] if chapter.title else []) + chapter.texts]
    fill_text(draft, texts, given={"authors"} if draft.authors else set())
    return draft
