"""`yalu read` on what people have: folders, wrong files, broken files, huge files, the same again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import ROOT
from tests.pipeline import fakes

BROKEN = ROOT / "examples" / "broken"

pytestmark = pytest.mark.usefixtures("without_model")

FILES = [
    ("binary.txt", 4, 0, "not text"),
    ("empty.txt", 4, 0, "no text"),
    ("broken-front-matter.md", 4, 0, "line 2"),
    ("one-bad-line.jsonl", 0, 3, "3"),
    ("no-split.txt", 4, 0, "no-split.txt"),
]


@pytest.mark.parametrize(("name", "code", "articles", "said"), FILES, ids=[row[0] for row in FILES])
def test_broken_example_is_read_as_far_as_it_goes(run: Run, name: str, code: int, articles: int, said: str) -> None:
    done = run("read", BROKEN / name)
    assert done.exit_code == code, done.stderr
    assert len(run("articles").stdout.splitlines()) == articles
    issues = run("issues").stdout
    assert issues
    assert said in issues + done.stdout


def test_all_broken_examples_are_reported_together(run: Run) -> None:
    done = run("read", BROKEN)
    assert done.exit_code == 0
    assert "skipped     4 sources" in done.stdout
    for name in ("binary.txt", "empty.txt", "broken-front-matter.md", "no-split.txt"):
        assert name in done.stdout


def test_report_counts_what_was_read_and_what_to_do_next(run: Run, essays: Path) -> None:
    said = run("read", essays).stdout
    assert "Read 3 articles from 3 sources" in said
    assert "9 claims" in said
    assert "Next:" in said
    for line in said.splitlines()[-3:]:
        words = line.split()
        assert words[0] == "yalu"
        if words[1] != "serve":
            assert run(*words[1:]).exit_code == 0, "what is suggested works"


def test_report_as_json(run: Run, essays: Path) -> None:
    (essays / "broken.md").write_text("---\ntitle: [\n---\nText.\n")
    [line] = run("read", essays, "--json").stdout.splitlines()
    record = json.loads(line)
    assert {name: record[name] for name in ("articles", "new", "coded", "claims", "teasers")} == {
        "articles": 3, "new": 3, "coded": 3, "claims": 9, "teasers": 0,
    }  # fmt: skip
    [skipped] = record["skipped"]
    assert skipped["path"].endswith("broken.md")


def test_reading_the_same_folder_again_codes_only_what_changed(run: Run, essays: Path) -> None:
    run("read", essays)
    before = run("statements", "--json").stdout
    assert "3 as they were" in run("read", essays).stdout
    assert run("statements", "--json").stdout == before
    fakes.write_essay(essays, 1, words="And iron.")
    fakes.write_essay(essays, 9)
    assert "1 new, 1 changed, 2 as they were" in run("read", essays).stdout


def test_empty_folder_and_missing_file_leave_no_archive(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name, said in (("empty", "no source"), ("nowhere.txt", "no such file")):
        done = run("read", name)
        assert (done.exit_code, said in done.stderr) == (4, True)
    assert not (tmp_path / "archive.yalu").exists()


@pytest.mark.parametrize("words", ["coal and steel crossed the bridge. ", "coal", "\n"], ids=["prose", "one", "empty"])
def test_huge_file_is_read_or_refused_in_a_moment(run: Run, tmp_path: Path, words: str) -> None:
    (tmp_path / "huge.txt").write_text(words * (5_000_000 // len(words)))
    done = run("read", "huge.txt")
    assert done.exit_code in (0, 4), done.stderr
    assert run("check").exit_code == 0


def test_archive_is_named_before_and_behind_the_command_and_in_the_environment(
    run: Run, essays: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "elsewhere" / "a.yalu"
    path.parent.mkdir()
    assert run("read", essays, archive=path).exit_code == 0
    wanted = run("articles", archive=path).stdout
    assert len(wanted.splitlines()) == 3
    assert run("articles", "--archive", path).stdout == wanted
    assert run("articles", "--archive", path, archive=tmp_path / "other.yalu").stdout == wanted
    assert run("articles").exit_code == 5
    monkeypatch.setenv("YALU_ARCHIVE", str(path))
    assert run("articles").stdout == wanted


def test_published_date_that_is_set_recodes_the_article_at_once(run: Run, essays: Path) -> None:
    run("read", essays)
    done = run("articles", "set", "essay-1", "published", "2015-01-30", "--why", "from the index")
    assert (done.exit_code, "coded again" in done.stdout) == (0, True), done.stderr
    stances = {
        json.loads(line)["stance"] for line in run("claims", "--article", "essay-1", "--json").stdout.splitlines()
    }
    assert stances == {"2015-01-30"}
    assert "up to date" in run("articles", "set", "essay-1", "published", "2015-01-30").stdout
    assert run("articles", "set", "essay-1", "published", "").exit_code == 0
    assert '"stance": "undated"' in run("claims", "--article", "essay-1", "--json").stdout
    assert run("check").exit_code == 0


def test_tags_that_are_set_need_no_coding(run: Run, essays: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("read", essays)
    monkeypatch.setattr("yalu.pipeline.again.open_desk", None)
    assert run("articles", "set", "essay-1", "tags", "coal, rail").exit_code == 0
    assert run("articles", "--tag", "rail").stdout.count("\n") == 1


def test_code_codes_what_is_out_of_date(run: Run, essays: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("read", essays)
    assert "Coded 0 articles" in run("code").stdout
    monkeypatch.setattr("yalu.pipeline.again.open_desk", lambda _model: fakes.FakeDesk(version="2"))
    assert "Coded 1 article in" in run("code", "essay-2").stdout
    assert json.loads(run("code", "--json").stdout)["coded"] == 2


def test_relative_dates_resolve_once_the_date_is_set(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.chdir(tmp_path)
    (tmp_path / "essay.md").write_text(
        "---\ntitle: Coal\nauthors: [A. Byline]\n---\n\nLast September China sanctioned North Korea.\n"
    )
    run("read", "essay.md")
    assert _dates(run) == {None}
    assert run("articles", "set", "coal", "published", "2015-01-30").exit_code == 0
    assert _dates(run) == {"2014-09"}


def _dates(run: Run) -> set[str | None]:
    lines = run("mentions", "--kind", "date", "--json").stdout.splitlines()
    return {json.loads(line)["date"] for line in lines}
