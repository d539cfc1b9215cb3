from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.sources.making import read, read_one
from yalu.errors import BrokenSource

Piece = tuple[float, float, float, str]
"""Left, bottom, size of letters, text."""
WORDS = (
    "The pilots of the outer harbour went back to work on Monday",
    "after nine days in which nothing larger than a tug had moved",
    "and the port had lost a fifth of its trade for the year now.",
)


def make_pdf(pages: Sequence[Sequence[Piece]], **facts: str) -> bytes:
    """Write the smallest PDF that shows pieces of text in Helvetica."""
    info = " ".join(f"/{name} ({value})" for name, value in facts.items())
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, pieces in enumerate(pages):
        drawn = "\n".join(
            f"BT /F1 {size} Tf {left} {bottom} Td ({_escape(text)}) Tj ET" for left, bottom, size, text in pieces
        )
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {5 + 2 * number} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    objects.append(f"<< {info} >>")
    data, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{len(data)}\n%%EOF"
    return (data + end).encode("latin-1")


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def column(lines: Sequence[str], *, left: float = 60, top: float = 600, size: float = 10) -> list[Piece]:
    return [(left, top - 14 * number, size, text) for number, text in enumerate(lines)]


TITLE: list[Piece] = [(60, 700, 20, "Nine Days Out"), (60, 670, 10, "By Odile Marsh"), (60, 650, 10, "30 January 2015")]


def paragraphs(data: bytes) -> list[str]:
    article = read_one(data, "report.pdf")
    return [span.cut(article.text) for span in article.paragraphs]


def test_title_byline_and_date_stand_on_the_first_page() -> None:
    article = read_one(make_pdf([[*TITLE, *column(WORDS)]]))
    assert (article.title, article.authors, article.published) == ("Nine Days Out", ("Odile Marsh",), "2015-01-30")
    assert article.text == " ".join(WORDS)


def test_gap_and_indent_open_paragraphs() -> None:
    pieces = [*column(WORDS), *column(WORDS, top=540), (72, 498, 10, WORDS[0]), *column(WORDS[1:], top=484)]
    assert paragraphs(make_pdf([[*TITLE, *pieces]])) == [" ".join(WORDS)] * 3


def test_columns_are_read_one_after_the_other_whatever_their_order_in_the_file() -> None:
    left = column([f"left {number} of the harbour pilots" for number in range(6)], size=9)
    right = column([f"right {number} of the lock keepers" for number in range(6)], left=320, size=9)
    mixed = [piece for pair in zip(left, right, strict=True) for piece in pair]
    text = " ".join(paragraphs(make_pdf([[*TITLE, *mixed]])))
    assert text.index("left 5") < text.index("right 0")


def test_running_heads_page_numbers_and_footnotes_go() -> None:
    pages = [
        [(60, 780, 8, f"Harbour Notes {number}"), *(TITLE if number == 1 else []), *column(WORDS), (60, 100, 7, f"{number} See the Gazette."), (300, 20, 9, str(number))]
        for number in (1, 2, 3)
    ]  # fmt: skip
    article = read_one(make_pdf(pages))
    assert "Harbour Notes" not in article.text
    assert "Gazette" not in article.text
    assert [note for _, note in article.references] == [
        "1 See the Gazette.",
        "2 See the Gazette.",
        "3 See the Gazette.",
    ]
    assert len(article.paragraphs) == 3


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["They sought an inter-", "national treaty on fog."], "They sought an international treaty on fog."),
        (
            ["A well-known rule, a well-", "known rule of the port."],
            "A well-known rule, a well-known rule of the port.",
        ),
        (["The Osto-", "Marn line of the ferry."], "The Osto-Marn line of the ferry."),
    ],
)
def test_words_cut_by_a_hyphen_are_joined(lines: list[str], text: str) -> None:
    assert paragraphs(make_pdf([[*TITLE, *column([*lines])]])) == [text]


def test_paragraph_goes_on_over_the_page() -> None:
    pages = [[*TITLE, *column(WORDS[:2])], column(WORDS[2:], top=760)]
    assert paragraphs(make_pdf(pages)) == [" ".join(WORDS)]


@pytest.mark.parametrize(
    ("under", "stated", "authors"),
    [
        ("Odile Marsh and Bram Keller", "Odile Marsh", ("Odile Marsh", "Bram Keller")),
        ("Institute of Quays", "Odile Marsh", ()),
        ("Odile Marsh", "", ()),
        ("By Ines Oduya", "admin", ("Ines Oduya",)),
    ],
)
def test_authors_are_those_of_a_byline_or_agreed_by_the_metadata(
    under: str, stated: str, authors: tuple[str, ...]
) -> None:
    pieces: list[Piece] = [(60, 700, 20, "Nine Days Out"), (60, 670, 10, under), *column(WORDS)]
    assert read_one(make_pdf([pieces], Author=stated)).authors == authors


def test_title_of_the_office_is_no_title() -> None:
    assert read_one(make_pdf([[*TITLE, *column(WORDS)]], Title="Microsoft Word - draft3.docx")).title == "Nine Days Out"


def test_scan_is_reported_and_not_stored_empty() -> None:
    with pytest.raises(BrokenSource, match="no text") as caught:
        read(make_pdf([[], []]))
    assert "OCR" in caught.value.remedy
    [issue] = read(make_pdf([[*TITLE, *column(WORDS)], []])).issues
    assert "1 pages hold no text: 2" in issue.message


@pytest.mark.parametrize(
    "data", [b"%PDF-1.4\n", make_pdf([[*TITLE]])[:60] + b"\x00" * 400, b"%PDF-1.7\n" + b"\xff" * 999]
)
def test_broken_file_is_refused(data: bytes) -> None:
    with pytest.raises(BrokenSource) as caught:
        read(data)
    assert caught.value.remedy
