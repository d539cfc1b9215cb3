from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.sources.test_sidecar import AT, PAGE
from yalu.errors import SidecarError
from yalu.model import Article, apply_decisions
from yalu.sources import find_sources, read_sidecar, read_source

BIBTEX = r"""
@article{one, title={{Nine Days} Out}, author={Marsh, Odile and Keller, Bram and others}, year=2015, month=jan, day=30, journal={Harbour Notes}, doi={10.9/nine}}
@online{two, title={The Upland Number}, author={K{\"a}ser, In{\^e}s}, date={2014-05}, url={https://quay.example/upland}, keywords={tin, toll}}
"""
CSL = [
    {"title": "Nine days out", "author": [{"family": "Marsh", "given": "Odile"}], "issued": {"date-parts": [[2015, 1, 30]]}, "container-title": "Harbour Notes", "DOI": "10.9/nine"},
    {"title": "The Upland Number", "author": [{"literal": "Inês Käser"}], "issued": {"date-parts": [["2014", "5"]]}, "URL": "https://quay.example/upland", "keyword": "tin, toll"},
]  # fmt: skip

RIS = """\ufeffTY  - JOUR
TI  - Nine days
      out
AU  - Marsh, Odile
AU  - Keller, Bram
PY  - 2015
DA  - 2015/01/30/
T2  - Harbour Notes
DO  - 10.9/nine
ER  -

TY  - BLOG
T1  - The Upland Number
A1  - Käser, Inês
Y1  - 2014/05//
UR  - https://quay.example/upland
KW  - tin
KW  - toll
ER  -
"""


def filled(folder: Path, text: str, name: str) -> list[Article]:
    page = folder / "page.txt"
    page.write_text(PAGE)
    (folder / name).write_text(text)
    sidecar = read_sidecar(page)
    assert sidecar
    articles = read_source(page).articles
    made = sidecar.decisions(articles, at=AT)
    assert sidecar.issues([one.title for one in articles]) == ()
    return [apply_decisions(article, [one for one in made if one.target == article.id]) for article in articles]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (BIBTEX, "page.bib"),
        (BIBTEX, "page.txt.bib"),
        (BIBTEX, "bibliography.bib"),
        (RIS, "page.ris"),
        (RIS.replace("\n", "\r\n"), "bibliography.ris"),
        (json.dumps(CSL), "page.csl.json"),
        (json.dumps({"items": CSL}), "bibliography.csl.json"),
    ],
)
def test_bibliography_fills_in_what_the_page_lacks(text: str, name: str, tmp_path: Path) -> None:
    first, second = filled(tmp_path, text, name)
    assert (first.published, first.publication, first.url) == (
        "2015-01-30",
        "Harbour Notes",
        "https://doi.org/10.9/nine",
    )
    assert (second.published, second.url, second.tags) == ("2014-05", "https://quay.example/upland", ("tin", "toll"))


def test_what_the_page_says_stands_against_the_bibliography(tmp_path: Path) -> None:
    first, second = filled(tmp_path, BIBTEX, "page.bib")
    assert (first.authors, second.authors) == (("Odile Marsh",), ("Bram Keller",))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("@article{a, title={A}\n@article{b, title=", "page.bib"),
        ("[{", "page.csl.json"),
        ("TY  - JOUR\nTI  - A\n", "page.ris"),
        ("no RIS at all", "page.ris"),
    ],
)
def test_broken_bibliography_is_refused(text: str, name: str, tmp_path: Path) -> None:
    with pytest.raises(SidecarError) as caught:
        filled(tmp_path, text, name)
    assert caught.value.remedy


def test_bibliography_is_no_source(tmp_path: Path) -> None:
    for name in ("page.txt", "page.bib", "page.ris", "bibliography.csl.json"):
        (tmp_path / name).write_text(PAGE)
    assert [path.name for path in find_sources([tmp_path])] == ["page.txt"]


@pytest.mark.parametrize("url", ["https://doi.org/10.9/Nine", "https://journal.example/article/10.9%2Fnine"])
def test_entry_is_found_by_its_doi(url: str, tmp_path: Path) -> None:
    page = tmp_path / "essay.md"
    page.write_text(f"---\ntitle: Under another title\nurl: {url}\n---\n\nThe pilots went back to work.\n")
    (tmp_path / "essay.ris").write_text(RIS)
    sidecar = read_sidecar(page)
    assert sidecar
    made = sidecar.decisions(read_source(page).articles, at=AT)
    assert {one.field for one in made} == {"authors", "published", "publication"}
