"""The bundled examples are what their README says: dated, sourced, invented only where they say so."""

import json
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

EXAMPLES = Path(__file__).parents[2] / "examples"
ARCHIVE = EXAMPLES / "archive"
PAGE = ARCHIVE / "dprk-category.txt"
SIDECAR = ARCHIVE / "dprk-category.meta.yaml"
ESSAYS = sorted(ARCHIVE.glob("*.md"))
FRONT_MATTER = {"title", "authors", "published", "publication", "categories", "tags", "language", "summary"} | {
    "author_note",
    "sources",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """One signed piece, from a Markdown essay or from the page."""

    title: str
    authors: tuple[str, ...]
    published: str
    body: str
    note: str
    sources: tuple[dict[str, str], ...]
    whole: bool


def straighten(text: str) -> str:
    return text.replace("\u00a0", " ").replace("’", "'")


def load_front_matter(path: Path) -> tuple[dict[str, Any], str]:
    opening, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    assert opening == ""
    return yaml.safe_load(head), body


def read_essay(path: Path) -> Piece:
    head, body = load_front_matter(path)
    authors, sources = tuple(head["authors"]), tuple(head["sources"])
    return Piece(head["title"], authors, head["published"], body, head["author_note"], sources, True)


def read_page() -> list[Piece]:
    """Split the page by its "Written by" lines; deliberately not the reader under test elsewhere."""
    meta = {straighten(row["title"]): row for row in yaml.safe_load(SIDECAR.read_text(encoding="utf-8"))["articles"]}
    page = straighten(PAGE.read_text(encoding="utf-8")).split("\nBlog at ")[0]
    entries = re.findall(
        r"^(.+)\n\nWritten by (.+?)\.?\n\n((?:.*\n)*?)(?=.+\n\nWritten by |\Z)", page + "\n", re.MULTILINE
    )
    pieces = []
    for title, byline, text in entries:
        *body, last = text.strip().split("\n\n")
        whole = "Continue reading" not in text
        authors = tuple(byline.split(" and "))
        row = meta[title]
        prose = "\n\n".join(body if whole else [*body, last])
        pieces.append(
            Piece(title, authors, row["published"], prose, last if whole else "", tuple(row["sources"]), whole)
        )
    return pieces


PIECES = [read_essay(path) for path in ESSAYS] + read_page()
WHOLE = [piece for piece in PIECES if piece.whole]
each_piece = pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.title[:30])
each_whole = pytest.mark.parametrize("piece", WHOLE, ids=lambda piece: piece.title[:30])


def test_archive_holds_seventeen_wholes_and_three_teasers() -> None:
    assert (len(ESSAYS), len(WHOLE), len(PIECES)) == (14, 17, 20)


def test_two_teasers_are_continued_and_one_is_not() -> None:
    wholes = {straighten(piece.title) for piece in WHOLE}
    assert sorted(piece.title in wholes for piece in PIECES if not piece.whole) == [False, True, True]


@pytest.mark.parametrize("path", ESSAYS, ids=lambda path: path.stem)
def test_front_matter_has_every_field(path: Path) -> None:
    head, _ = load_front_matter(path)
    assert head.keys() >= FRONT_MATTER
    assert head.keys() <= FRONT_MATTER | {"image_credit", "image"}
    assert path.name.startswith(head["published"][:4])


@each_whole
def test_whole_piece_has_three_to_nine_hundred_words(piece: Piece) -> None:
    assert 300 <= len(piece.body.split()) <= 900


@each_piece
def test_piece_is_dated_between_2009_and_2024(piece: Piece) -> None:
    assert date(2009, 1, 1) <= date.fromisoformat(piece.published) <= date(2024, 12, 31)


@each_piece
def test_every_source_row_names_a_fact_and_its_source(piece: Piece) -> None:
    assert piece.sources
    for row in piece.sources:
        assert row.keys() == {"fact", "source"}
        assert all(value.strip() for value in row.values())


@each_piece
def test_every_year_and_resolution_has_a_source_row(piece: Piece) -> None:
    rows = " ".join(f"{row['fact']} {row['source']}" for row in piece.sources)
    years = set(re.findall(r"\b(?:1[6-9]|20)\d\d\b", piece.body)) - {piece.published[:4]}
    resolutions = set(re.findall(r"[Rr]esolutions? (\d{4})\b", piece.body))
    assert {number for number in years | resolutions if number not in rows} == set()


@each_whole
def test_author_note_says_the_byline_is_invented(piece: Piece) -> None:
    assert re.search(r"(is an|are) invented bylines? of the bundled example archive", piece.note)
    assert all(author in piece.note for author in piece.authors)


def test_readme_lists_every_byline_as_invented() -> None:
    readme = " ".join((EXAMPLES / "README.md").read_text(encoding="utf-8").split())
    listed = readme.split("The bylines are ")[1].split(" in the archive")[0]
    assert set(re.split(r", | and ", listed)) == {author for piece in PIECES for author in piece.authors}


def test_some_author_writes_three_pieces_and_some_piece_has_two_authors() -> None:
    bylines = [author for piece in WHOLE for author in piece.authors]
    assert max(bylines.count(author) for author in bylines) >= 3
    assert any(len(piece.authors) == 2 for piece in WHOLE)


@pytest.mark.shared
def test_no_sentence_is_taken_from_the_seed() -> None:
    seeds = list((EXAMPLES.parent.parent / "shared" / "seed").glob("*.txt"))
    if not seeds:
        pytest.skip("the seed page is not part of the project")
    runs = {run for seed in seeds for run in list_runs(seed.read_text(encoding="utf-8"))}
    ours = {run for piece in PIECES for run in list_runs(piece.body)}
    assert runs & ours == set()


def list_runs(text: str) -> set[tuple[str, ...]]:
    """List the runs of ten words; shorter ones are shared by any two essays on one treaty."""
    words = re.findall(r"[a-z0-9]+", straighten(text).lower())
    return {tuple(words[start : start + 10]) for start in range(len(words) - 9)}


def test_other_page_carries_what_is_expected_of_it() -> None:
    expected = json.loads((EXAMPLES / "other" / "harbour-notes.expected.json").read_text(encoding="utf-8"))
    page = (EXAMPLES / "other" / expected["source"]).read_text(encoding="utf-8")
    assert len(expected["articles"]) == 7
    for article in expected["articles"]:
        assert f"\n{article['title']}\n" in page
        assert all(author in page for author in article["authors"])
        assert f"Posted in: {', '.join(article['categories'])}\n" in page


def test_broken_examples_are_broken_as_described() -> None:
    broken = EXAMPLES / "broken"
    assert (broken / "empty.txt").stat().st_size == 0
    assert b"\x00" in (broken / "binary.txt").read_bytes()
    with pytest.raises(yaml.YAMLError):
        load_front_matter(broken / "broken-front-matter.md")
    assert list(map(is_json, (broken / "one-bad-line.jsonl").read_text(encoding="utf-8").splitlines())) == [
        True,
        True,
        False,
        True,
    ]


def is_json(line: str) -> bool:
    try:
        json.loads(line)
    except json.JSONDecodeError:
        return False
    return True
