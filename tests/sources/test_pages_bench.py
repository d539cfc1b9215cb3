"""The benchmark of public pages, on invented pages laid out as the public ones are."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from benchmarks.pages import count_runs, main, score

from tests.sources.singles import ARTICLE, BODY, SINGLES, TOGETHER


def write_bodies(folder: Path) -> Path:
    (folder / "html").mkdir(parents=True)
    truth = {}
    for number, make in enumerate(SINGLES.values()):
        (folder / "html" / f"{number:064x}.html.gz").write_bytes(gzip.compress(make(ARTICLE).encode()))
        truth[f"{number:064x}"] = {"articleBody": "\n".join(BODY), "url": ARTICLE.url}
    (folder / "ground-truth.json").write_text(json.dumps(truth))
    return folder


def write_fields(folder: Path) -> Path:
    (folder / "cache").mkdir(parents=True)
    (folder / "eval").mkdir()
    truth = {}
    for number, make in enumerate(SINGLES.values()):
        home = "cache" if number % 2 else "eval"
        (folder / home / f"{number}.html").write_text(make(TOGETHER))
        gold = {
            "file": f"{number}.html",
            "title": ARTICLE.title,
            "date": ARTICLE.day,
            "author": "Odile Marsh; Bram Keller",
        }
        truth[f"{ARTICLE.url}{number}"] = {**gold, "with": ["Monday"], "without": ["Home"]}
    truth["https://gone.example/"] = {"file": "gone.html", "author": "Nobody"}
    (folder / "evaldata.json").write_text(json.dumps(truth))
    return folder


def test_bodies_are_scored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(write_bodies(tmp_path / "bodies"))]) == 0
    said = capsys.readouterr().out
    assert "F1 1.000 ± 0.000, precision 1.000, recall 1.000" in said
    assert "12 pages" in said


def test_fields_are_scored_over_the_pages_with_gold(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(write_fields(tmp_path / "fields"))]) == 0
    said = capsys.readouterr().out
    assert "authors    right 1.000, wrong 0.000, none 0.000 of 12" in said
    assert "published  right 1.000" in said


def test_folder_without_gold_is_refused(tmp_path: Path) -> None:
    assert main([str(tmp_path)]) == 1


@pytest.mark.parametrize(("true", "given", "counts"), [
    ("a b c d e", "a b c d e", (1, 0, 0)),
    ("a b c d", "b c d e", (0, 0.5, 0.5)),
    ("a b c d e", "a b c d e f g", (0.5, 0.5, 0)),
    ("a b c d e f", "a b c d", (1 / 3, 0, 2 / 3)),
    ("a b", "a b", (1, 0, 0)),
    ("", "a b c d", (0, 1, 0)),
    ("", "", (0, 0, 0)),
])  # fmt: skip
def test_runs_of_four_words_are_counted(true: str, given: str, counts: tuple[float, float, float]) -> None:
    assert count_runs(true, given) == pytest.approx(counts)


def test_every_page_weighs_the_same() -> None:
    assert score([(1, 0, 0), (0, 0, 1)]) == pytest.approx((1, 0.5, 2 / 3))
