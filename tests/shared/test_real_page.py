"""The real page, end to end through the commands a user runs: everything a careful reader finds on it is found.

Runs wherever the reference material lies beside the project; its list is a floor, not a target to tune to.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).resolve().parents[3] / "shared"
PAGE = SHARED / "seed" / "000_9e4d13ad4c905ce2.txt"
EXPECTED = SHARED / "seed" / "expected.json"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not PAGE.exists(), reason="the reference material is not beside the project"),
]

Record = dict[str, Any]
GAPS: dict[str, str] = {}
"""What is known to be missed, by kind or words, with the reason; a row goes when its gap is closed."""
WANTED: Record = json.loads(EXPECTED.read_text(encoding="utf-8")) if EXPECTED.exists() else {}


def _items(kind: str) -> list[Any]:
    """Give the items of a kind as test cases; known gaps are expected to fail."""
    found: list[Record] = WANTED.get(kind, [])
    return [_case(kind, item) for item in found]


def _case(kind: str, item: Record) -> Any:
    reason = GAPS.get(kind) or GAPS.get(str(item.get("text") or item.get("quote")))
    marks = [pytest.mark.xfail(reason=reason, strict=False)] if reason else []
    return pytest.param(item, marks=marks)


def _name(item: object) -> str:
    return (
        str(item.get("text") or item.get("quote") or item.get("name") or item.get("title"))[:50]
        if isinstance(item, dict)
        else ""
    )


def _yalu(archive: Path, *words: str) -> list[Record]:
    command = [sys.executable, "-m", "yalu", "--archive", str(archive), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


class Page:
    """What the archive says of the page, by number of the article."""

    def __init__(self, archive: Path) -> None:
        subprocess.run(
            [sys.executable, "-m", "yalu", "--archive", str(archive), "read", str(PAGE)],
            check=True,
            capture_output=True,
        )
        self.archive = archive
        by_title = {_fold(row["title"]): row for row in _yalu(archive, "articles", "--json")}
        self.articles = {item["n"]: by_title.get(_fold(item["title"])) for item in WANTED["articles"]}
        self.count = len(by_title)
        self.statements = _yalu(archive, "statements", "--json")
        self.dates = _yalu(archive, "mentions", "--kind", "date", "--json")

    def article(self, number: int) -> Record:
        found = self.articles[number]
        assert found, f"article {number} is missing"
        return found

    def on(self, kind: str, number: int, quote: str) -> list[Record]:
        """Give the statements of a kind that touch a piece of an article."""
        article = self.article(number)
        start, end = self._place(article, quote)
        return [
            row
            for row in self.statements
            if row["kind"] == kind and row["article"] == article["id"] and row["start"] < end and start < row["end"]
        ]

    def _place(self, article: Record, quote: str) -> tuple[int, int]:
        text = _same_length("\n\n".join(article["paragraphs"]))
        pattern = r"\s+".join(re.escape(word) for word in _same_length(quote).split())
        match = re.search(pattern, text)
        assert match, quote
        return match.span()


def _same_length(text: str) -> str:
    return text.replace("\u00a0", " ").replace("’", "'").replace("–", "-")


def _fold(text: str) -> str:
    return " ".join(_same_length(text).split()).lower()


def _codes(wanted: list[str], found: list[str]) -> bool:
    """Every wanted code, or one of its alternatives, is among the found."""
    return all(set(code.replace("Korea", "KRA").split("|")) & set(found) for code in wanted)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Page:
    return Page(tmp_path_factory.mktemp("page") / "page.yalu")


@pytest.mark.parametrize("item", _items("articles"), ids=_name)
def test_articles_have_their_fields(page: Page, item: Record) -> None:
    row = page.article(item["n"])
    assert page.count == 6
    assert row["authors"] == item["authors"]
    assert row["complete"] == item["complete"]
    assert row["published"] is None
    assert row["categories"] == [WANTED["category"]]
    assert row["publication"] == WANTED["publication"]
    if "paragraphs" in item:
        assert len(row["paragraphs"]) == item["paragraphs"]
        assert any(note.startswith(item["author_note"]) for note in row["author_notes"])
        assert item["image_credit"] in " ".join(row["image_credits"])
    assert not any("Continue reading" in paragraph for paragraph in row["paragraphs"])


@pytest.mark.parametrize("item", _items("dates"), ids=_name)
def test_dates_are_read_and_none_is_guessed(page: Page, item: Record) -> None:
    article = page.article(item["article"])
    rows = [row for row in page.dates if row["article"] == article["id"] and _overlap(row["quote"], item["text"])]
    wanted = str(item["edtf"]).split("|") if item["edtf"] else [None]
    assert any(row["date"] in wanted for row in rows), [(row["quote"], row["date"]) for row in rows]


def _overlap(one: str, other: str) -> bool:
    first, second = (re.sub(r"^(in|on|the) ", "", _fold(text)) for text in (one, other))
    return first in second or second in first


@pytest.mark.parametrize("item", [item for item in WANTED.get("dates", []) if item.get("edtf_then")], ids=_name)
def test_relative_dates_come_right_with_the_published_date(page: Page, item: Record, tmp_path: Path) -> None:
    archive = tmp_path / "dated.yalu"
    command = [sys.executable, "-m", "yalu", "--archive", str(archive)]
    article = page.article(item["article"])
    for words in (["read", str(PAGE)], ["articles", "set", article["id"], "published", item["with_published"]]):
        subprocess.run([*command, *words], check=True, capture_output=True)
    rows = [row for row in _yalu(archive, "mentions", "--kind", "date", "--json") if row["article"] == article["id"]]
    found = {row["date"] for row in rows if _overlap(row["quote"], item["text"])}
    assert item["edtf_then"] in found


@pytest.mark.parametrize("item", _items("figures"), ids=_name)
def test_figures_have_value_unit_and_actors(page: Page, item: Record) -> None:
    rows = [row for row in page.on("figure", item["article"], item["quote"]) if row["value"] == item["value"]]
    assert rows, [(row["raw"], row["value"]) for row in page.on("figure", item["article"], item["quote"])]
    row = rows[0]
    assert row["unit"].rstrip("s") in [unit.rstrip("s") for unit in item["unit"].split("|")]
    assert row["approx"] == item.get("approx", row["approx"])
    assert row["bound"] == item.get("bound", row["bound"])
    assert _codes(item.get("about", []), row["about"])
    assert _codes(item.get("counterpart", []), row["counterpart"])
    if "measure" in item:
        assert _fold(item["measure"]) in _fold(f"{row['measure']} {row['measure_text']}")


@pytest.mark.parametrize("item", _items("agreements"), ids=_name)
def test_agreements_have_parties_and_dates(page: Page, item: Record) -> None:
    ids = {page.article(number)["id"] for number in item["articles"]}
    words = set(_fold(item["name"]).split()) - {"and"}
    rows = [
        row
        for row in page.statements
        if row["kind"] == "agreement"
        and row["article"] in ids
        and words
        <= set(_fold(f"{row['name']} {row['named']}").replace("-", " ").split()) | set(_fold(row["name"]).split())
    ]
    assert {row["article"] for row in rows} == ids, [
        (row["name"], row["named"]) for row in page.statements if row["kind"] == "agreement"
    ]
    assert len({row["key"] for row in rows}) == 1
    assert all(_codes(item.get("parties", []), row["parties"]) for row in rows)
    assert item.get("signed") in (None, *(str(row["signed"])[:4] for row in rows))
    assert item.get("until") in (None, *(str(row["until"])[:4] for row in rows))


@pytest.mark.parametrize("item", _items("events"), ids=_name)
def test_events_are_coded(page: Page, item: Record) -> None:
    rows = [
        row
        for row in page.on("event", item["article"], item["quote"])
        if row["event_type"] in item["event_type"].split("|")
    ]
    assert rows, [(row["quote"], row["event_type"]) for row in page.on("event", item["article"], item["quote"])]
    assert any(_event_fits(row, item) for row in rows), rows
    dates = {row["date"] for row in rows}
    assert set(str(item.get("date", "")).split(" and ")) - {""} <= dates


def _event_fits(row: Record, item: Record) -> bool:
    mode = item.get("mode") in (None, row["mode"])
    return (
        mode and _codes(item.get("actors", []), row["actors"]) and _codes(item.get("recipients", []), row["recipients"])
    )


@pytest.mark.parametrize("item", _items("not_events"), ids=_name)
def test_what_did_not_happen_is_not_counted(page: Page, item: Record) -> None:
    rows = page.on("event", item["article"], item["quote"])
    article = page.article(item["article"])
    start, end = page._place(article, item["quote"])
    inside = [row for row in rows if start <= row["start"] + 40 and row["end"] <= end + 400]
    assert not [row for row in inside if row["happened"]], inside
    if "certainty" in item and inside:
        assert {row["certainty"] for row in inside} <= set(item["certainty"].split("|")) | {"conditional"}


@pytest.mark.parametrize("item", _items("holders"), ids=_name)
def test_words_stand_on_their_holders(page: Page, item: Record) -> None:
    article = page.article(item["article"])
    rows = [
        row
        for kind in ("event", "figure", "agreement", "claim")
        for row in page.on(kind, item["article"], item["quote"])
    ]
    wanted = re.split(r" \(|\)", item["holder"])[0]
    holders = {f"{row['holder']} {row['holder_text']} {row['holder_actor']}" for row in rows}
    assert any(_fold(wanted) in _fold(holder) for holder in holders), (article["title"], holders)
    if item.get("direct"):
        assert any(row["direct"] for row in rows)


@pytest.mark.parametrize("item", _items("claims"), ids=_name)
def test_claims_have_theme_and_actors(page: Page, item: Record) -> None:
    rows = [row for row in page.on("claim", item["article"], item["quote"]) if row["theme"] in item["theme"].split("|")]
    assert rows, [row["theme"] for row in page.on("claim", item["article"], item["quote"])]
    row = rows[0]
    assert _codes(item.get("about", []), row["about"])
    assert row["certainty"] in str(item.get("certainty", row["certainty"])).split("|")
    if item.get("holder") == "author":
        assert row["holder"] == "author"


def test_reading_twice_changes_nothing(page: Page) -> None:
    before = _yalu(page.archive, "statements", "--json")
    subprocess.run(
        [sys.executable, "-m", "yalu", "--archive", str(page.archive), "read", str(PAGE)],
        check=True,
        capture_output=True,
    )
    assert _yalu(page.archive, "statements", "--json") == before
