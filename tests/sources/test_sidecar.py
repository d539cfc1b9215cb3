from __future__ import annotations

import json
from pathlib import Path

import pytest

from yalu.errors import SidecarError
from yalu.model import Decision, apply_decisions
from yalu.sources import Reading, find_sources, read_sidecar, read_source

PAGE = """Harbour Notes

Nine Days Out
Written by Odile Marsh

The pilots of the outer harbour went back to work on Monday. They had been out for nine days and nobody counted.

Continue reading “Nine Days Out”

The Upland Number
Written by Bram Keller

A tariff is a sentence with a number in it. The council changed the number and left the sentence, which nobody reads.

Continue reading “The Upland Number”
"""
AT = "2026-01-01T00:00:00Z"


def decide(folder: Path, sidecar: str, name: str = "page.meta.yaml") -> tuple[Reading, tuple[Decision, ...], list[str]]:
    page = folder / "page.txt"
    page.write_text(PAGE)
    (folder / name).write_text(sidecar)
    reading, beside = read_source(page), read_sidecar(page)
    assert beside
    return (
        reading,
        beside.decisions(reading.articles, at=AT),
        [one.message for one in beside.issues([one.title for one in reading.articles])],
    )


@pytest.mark.parametrize("name", ["page.meta.yaml", "page.txt.meta.yaml"])
def test_sidecar_gives_what_the_page_lacks_as_decisions(tmp_path: Path, name: str) -> None:
    sidecar = """page: {publication: Harbour Notes, url: "https://quay.example/list/"}
articles:
  - {title: 'Nine days out', published: 2015-01-30, url: ../nine, tags: [strike]}
"""
    reading, made, issues = decide(tmp_path, sidecar, name)
    first = apply_decisions(reading.articles[0], [one for one in made if one.target == reading.articles[0].id])
    assert (first.published, first.url, first.tags) == ("2015-01-30", "https://quay.example/nine", ("strike",))
    assert (first.publication, reading.articles[0].published) == ("Harbour Notes", None)
    assert all(one.by.startswith("sidecar") and one.at == AT for one in made)
    assert issues == []


def test_same_sidecar_gives_the_same_decisions(tmp_path: Path) -> None:
    sidecar = "articles: [{title: Nine Days Out, published: 2015}]\n"
    assert decide(tmp_path, sidecar)[1] == decide(tmp_path, sidecar)[1]


def test_what_the_page_says_already_is_no_decision(tmp_path: Path) -> None:
    assert decide(tmp_path, "articles: [{title: Nine Days Out, authors: [Odile Marsh]}]\n")[1] == ()


def test_title_that_no_article_has_is_reported_with_its_line(tmp_path: Path) -> None:
    _, made, issues = decide(tmp_path, "articles:\n  - {title: Ten Days Out, published: 2015}\n")
    assert made == ()
    assert "Ten Days Out" in issues[0]


@pytest.mark.parametrize(
    ("sidecar", "line"),
    [
        ("articles:\n  - {titel: A}\n", 2),
        ("articles:\n  - title: A\n    published: 30 January\n", 3),
        ("page: [1]\n", 1),
        ("articles:\n  - title: 'A\n", 2),
        ("pages: {}\n", 1),
    ],
)
def test_wrong_sidecar_names_file_and_line(tmp_path: Path, sidecar: str, line: int) -> None:
    with pytest.raises(SidecarError) as caught:
        decide(tmp_path, sidecar)
    assert caught.value.place
    assert caught.value.place.path.endswith("page.meta.yaml")
    assert caught.value.place.line in (line, None)
    assert "Known keys" in caught.value.remedy


def test_empty_sidecar_decides_nothing_and_no_sidecar_is_none(tmp_path: Path) -> None:
    assert decide(tmp_path, "")[1] == ()
    (tmp_path / "page.meta.yaml").unlink()
    assert read_sidecar(tmp_path / "page.txt") is None
    assert json.dumps([str(path.name) for path in find_sources([tmp_path])]) == '["page.txt"]'
