"""DOCX, EPUB and CSV."""

from __future__ import annotations

import pytest

from tests.sources.making import how, read, read_one, titles
from tests.sources.test_archives import zipped
from yalu.errors import BrokenSource

FIRST = "The pilots of the outer harbour went back to work on Monday, after nine days in which nothing larger than a tug had moved."
SECOND = "The port had lost a fifth of its trade. The lock keepers, whom nobody had asked, said that they had expected worse of it."
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(*paragraphs: tuple[str, str], creator: str = "", title: str = "") -> bytes:
    """Write the smallest Word document: (style, text) pairs."""
    styled = {style: f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else "" for style, _ in paragraphs}
    body = "".join(f"<w:p>{styled[style]}<w:r><w:t>{text}</w:t></w:r></w:p>" for style, text in paragraphs)
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/></w:style>'
        for name, shown in (("Title", "Title"), ("Heading1", "heading 1"))
    )
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{relations}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{relations}/styles" Target="styles.xml"/></Relationships>',
        "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "docProps/core.xml": '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator></cp:coreProperties>",
    }  # fmt: skip
    return zipped({name: text.encode() for name, text in files.items()})


@pytest.mark.parametrize(
    ("style", "stated", "sure"),
    [
        ("Title", "", 0.97),
        ("Heading1", "", 0.9),
        ("", "Nine Days Out", 0.95),
        ("", "", 0.5),
        ("Title", "Draft 3", 0.97),
    ],
)
def test_title_of_a_document(style: str, stated: str, sure: float) -> None:
    article = read_one(docx((style, "Nine Days Out"), ("", FIRST), ("", SECOND), title=stated))
    assert (article.title, len(article.paragraphs)) == ("Nine Days Out", 2)
    assert how(article, "title").sure == sure


@pytest.mark.parametrize(
    ("byline", "creator", "authors"),
    [("By Odile Marsh and Bram Keller", "Ines Oduya", ("Odile Marsh", "Bram Keller")), ("", "Ines Oduya", ("Ines Oduya",)), ("", "omarsh", ()), ("", "admin", ())],
)  # fmt: skip
def test_byline_is_believed_before_the_properties(byline: str, creator: str, authors: tuple[str, ...]) -> None:
    lines = [("Title", "Nine Days Out"), ("", byline), ("", FIRST), ("", SECOND)]
    assert read_one(docx(*(line for line in lines if line[1]), creator=creator)).authors == authors


@pytest.mark.parametrize(
    "data", [docx()[:200], docx(), zipped({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"})]
)
def test_document_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(BrokenSource) as caught:
        read(data)
    assert caught.value.remedy


def epub(*chapters: str, creator: str = "Odile Marsh", title: str = "Quays") -> bytes:
    items = "".join(
        f'<item id="c{number}" href="c%20{number}.xhtml" media-type="application/xhtml+xml"/>'
        for number in range(len(chapters))
    )
    refs = "".join(f'<itemref idref="c{number}"/>' for number in range(len(chapters)))
    files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/b.opf"/></rootfiles></container>',
        "OEBPS/b.opf": '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        f"<dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator><dc:date>2015-01-30</dc:date><dc:language>en-GB</dc:language></metadata><manifest>{items}</manifest><spine>{refs}</spine></package>",
    } | {f"OEBPS/c {number}.xhtml": f"<html><body>{text}</body></html>" for number, text in enumerate(chapters)}  # fmt: skip
    return zipped({name: text.encode() for name, text in files.items()})


def chapter(title: str, byline: str = "") -> str:
    return f"<h1>{title}</h1>{f'<p>{byline}</p>' if byline else ''}<p>{FIRST}</p><p>{SECOND}</p><script>x()</script>"


def test_volume_with_bylines_gives_an_article_a_chapter() -> None:
    reading = read(epub("<p>Contents</p>", chapter("Pilots", "By Bram Keller"), chapter("Tolls", "By Ines Oduya")))
    assert [(one.title, one.authors, one.publication) for one in reading.articles] == [
        ("Pilots", ("Bram Keller",), "Quays"),
        ("Tolls", ("Ines Oduya",), "Quays"),
    ]
    assert all(one.published == "2015-01-30" and len(one.paragraphs) == 2 for one in reading.articles)


def test_book_of_one_author_is_one_article() -> None:
    article = read_one(epub(chapter("Pilots"), chapter("Tolls")))
    assert (article.title, article.authors, article.language) == ("Quays", ("Odile Marsh",), "en")
    assert "x()" not in article.text


@pytest.mark.parametrize("data", [epub()[:120], epub("<p></p>"), zipped({"mimetype": b"application/epub+zip"})])
def test_broken_book_is_refused(data: bytes) -> None:
    with pytest.raises(BrokenSource) as caught:
        read(data)
    assert caught.value.remedy


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_table_with_named_columns(sign: str) -> None:
    rows = [
        ["Title", "Author", "Date", "Body", "Shelf"],
        ["Tolls", "Ada Merrow", "2015-01-30", f'"{FIRST}\n\n{SECOND}"', "9"],
        ["", "", "", "Text.", ""],
    ]
    reading = read("\n".join(sign.join(row) for row in rows) + "\n", "table.csv")
    [article] = reading.articles
    assert (article.title, article.authors, article.published, len(article.paragraphs)) == (
        "Tolls",
        ("Ada Merrow",),
        "2015-01-30",
        2,
    )
    assert {issue.message for issue in reading.issues} == {"a row without title", "columns nobody reads: Shelf"}


def test_table_that_is_not_closed_is_refused() -> None:
    with pytest.raises(BrokenSource, match="CSV"):
        read('title,text\nA,"one\nB,two\n')


def test_html_in_a_table_is_sanitised() -> None:
    article = read_one("title,content\nTolls,<p onclick='x()'>One.</p><script>x()</script><p>Two.</p>\n")
    assert [span.cut(article.text) for span in article.paragraphs] == ["One.", "Two."]
    assert titles(read("title,text\nA,One.\nB,Two.\n")) == ["A", "B"]
