"""Every listing with --json gives the promised names, in their order, whatever else is asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Ask, Run
from yalu.columns import RecordKind
from yalu.table import columns_of

SHARED = "id kind article quote start end date date_text earliest latest holder certainty cues coder"
OF_KIND = {
    "event": "event_type mode context quad intensity actors recipients",
    "figure": "value low high unit currency approx measure about counterpart",
    "agreement": "name parties signed in_force until obligations",
    "claim": "theme about stance",
}
ARTICLE = "id title authors published categories complete author_notes image_credits url source paragraphs"
OF_MENTION = {"actor": "actor", "date": "date earliest latest relation resolved", "quantity": "value unit"}

STATEMENTS = [
    ("statements", {"event", "figure", "agreement", "claim"}),
    ("statements --kind event --kind claim", {"event", "claim"}),
    ("statements --certainty negated", None),
    ("statements --happened", {"event"}),
    ("timeline PRK", {"event", "agreement"}),
    ("timeline PRK --with CHN --kind figure", {"figure"}),
    ("dyad CHN PRK --both", {"event", "figure", "agreement", "claim"}),
    ("figures --about PRK", {"figure"}),
    ("figures --measure trade", {"figure"}),
    ("agreements", {"agreement"}),
    ("agreements CHN PRK", {"agreement"}),
    ("claims --about CHN,PRK", {"claim"}),
    ("claims --theme influence", {"claim"}),
    ("search china --statements", None),
]


@pytest.mark.parametrize(("words", "kinds"), STATEMENTS, ids=[words for words, _ in STATEMENTS])
def test_statements_have_the_promised_names(
    ask: Ask, demo_archive: Path, words: str, kinds: set[RecordKind] | None
) -> None:
    rows = ask(*words.split(), archive=demo_archive)
    assert rows
    assert kinds is None or {row["kind"] for row in rows} == kinds
    for row in rows:
        names, own = list(row), OF_KIND[row["kind"]].split()
        assert names[:14] == SHARED.split()
        assert [name for name in names if name in own] == own
        assert names == list(columns_of(row["kind"]))


@pytest.mark.parametrize("kind", OF_MENTION)
def test_mentions_have_the_promised_names(ask: Ask, demo_archive: Path, kind: str) -> None:
    rows = ask("mentions", "--kind", kind, archive=demo_archive)
    assert rows
    for row in rows:
        assert list(row)[:6] == ["id", "kind", "article", "quote", "start", "end"]
        assert set(OF_MENTION[kind].split()) <= set(row) <= set(columns_of("mention"))


@pytest.mark.parametrize("words", ["articles", "articles --complete", "search china"])
def test_articles_have_the_promised_names(ask: Ask, demo_archive: Path, words: str) -> None:
    rows = ask(*words.split(), archive=demo_archive)
    assert rows
    kind: RecordKind = "hit" if words.startswith("search") else "article"
    for row in rows:
        assert list(row)[:11] == ARTICLE.split()
        assert list(row) == list(columns_of(kind))


def test_one_article_has_the_names_of_all(ask: Ask, demo_archive: Path) -> None:
    first = ask("articles", "--limit", 1, archive=demo_archive)
    assert ask("articles", "show", first[0]["id"], archive=demo_archive) == first


LOGS = [
    ("issues", "id level stage path article position message remedy"),
    ("runs", "id command started ended yalu lexicon model counts"),
]


@pytest.mark.parametrize(("command", "names"), LOGS)
def test_logs_have_their_names(ask: Ask, demo_archive: Path, command: str, names: str) -> None:
    rows = ask(command, archive=demo_archive)
    assert rows
    assert all(list(row) == names.split() for row in rows)


def test_quotes_are_cut_from_the_articles(ask: Ask, demo_archive: Path) -> None:
    texts = {row["id"]: "\n\n".join(row["paragraphs"]) for row in ask("articles", archive=demo_archive)}
    for row in ask("statements", archive=demo_archive) + ask("mentions", archive=demo_archive):
        assert texts[row["article"]][row["start"] : row["end"]] == row["quote"]


def test_empty_listing_is_no_line_and_no_error(ask: Ask, small: Path) -> None:
    assert ask("figures", "--year", "1700", archive=small) == []


def test_broken_law_is_a_record_and_an_exit_code(run: Run, small: Path) -> None:
    import sqlite3

    with sqlite3.connect(small) as connection:
        connection.execute("UPDATE statements SET quote = 'other words'")
    connection.close()
    done = run("check", "--json", archive=small)
    assert done.exit_code == 6
    assert list(json.loads(done.stdout.splitlines()[0])) == ["law", "table", "id", "message"]


@pytest.mark.parametrize("words", ["statements", "mentions", "articles", "issues", "runs"])
def test_limit_holds(run: Run, demo_archive: Path, words: str) -> None:
    assert len(run(words, "--limit", 1, archive=demo_archive).stdout.splitlines()) == 1
