"""Gold files: every format is recognised by its keys, and a fault is told with its line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from yalu.errors import GoldError
from yalu.model.gold import GoldCertainty, GoldDate, GoldEvent, GoldFigure, GoldKind, Said
from yalu.sources.gold import FORMATS, read_gold

TEXT = "Seoul says trade fell by a third in 1998."
ROWS: dict[str, tuple[GoldKind, dict[str, Any]]] = {
    "dates": ("dates", {"id": "1", "text": TEXT, "dates": [{"quote": "1998", "date": "1998"}]}),
    "phrases": ("dates", {"id": "1", "text": TEXT, "dct": "2001-02-03T10:00", "phrase": "1998", "edtf": "1998"}),
    "TIMEX3 spans": ("dates", {"id": "1", "text": TEXT, "spans": [{"start": 36, "end": 40, "value": "1998"}]}),
    "figures": ("figures", {"id": 1, "s": TEXT, "q": [{"text": "a third", "value": 1 / 3, "unit": "fraction", "cur": None}]}),
    "pairs (PLV)": ("events", {"id": "1", "text": TEXT, "source_spans": [[0, 5]], "target_spans": [], "root": "ACCUSE", "quad": 3}),
    "CAMEO events": ("events", {"id": "1", "text": TEXT, "date": "19980102", "noevents": False,
                                "events": [{"source": "KOR", "target": "PRK", "code": "112"}]}),
    "events": ("events", {"id": "1", "text": TEXT, "events": [{"event_type": "ACCUSE", "actors": ["KOR"], "recipients": []}]}),
    "agreements": ("agreements", {"id": "1", "text": TEXT, "agreements": []}),
    "attributions": ("attribution", {"id": "1", "text": TEXT, "attributions": [{"holder": "Seoul", "cue": "says", "content": "trade fell by a third in 1998"}]}),
    "PolNeAR": ("attribution", {"id": "1", "dct": "1998", "text": TEXT, "attributions": [{"content": [{"spans": [[11, 40]]}], "source": [{"spans": [[0, 5]]}]}]}),
    "certainty": ("certainty", {"id": "1", "text": TEXT, "certainty": [{"quote": "fell", "certainty": "asserted"}]}),
    "factuality": ("certainty", {"id": "1", "tokens": ["Trade", "fell"], "events": [{"token": 1, "fact": -2.6}]}),
    "claims": ("claims", {"id": "1", "text": TEXT, "claims": [{"theme": "economy"}]}),
}  # fmt: skip


def write(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_every_format_has_a_case() -> None:
    assert {form.name for form in FORMATS} == set(ROWS)


@pytest.mark.parametrize("name", ROWS)
def test_a_format_is_recognised_by_its_keys(tmp_path: Path, name: str) -> None:
    kind, row = ROWS[name]
    form, (text,) = read_gold(write(tmp_path / "gold.jsonl", row), kind)
    assert form == name
    if name != "agreements":
        assert len(text.items) == 1


def test_words_become_spans_and_values(tmp_path: Path) -> None:
    def item(name: str) -> object:
        kind, row = ROWS[name]
        return read_gold(write(tmp_path / "gold.jsonl", row), kind)[1][0].items[0]

    date, figure, said = item("dates"), item("figures"), item("attributions")
    assert isinstance(date, GoldDate)
    assert date.span.cut(TEXT) == "1998"
    assert isinstance(figure, GoldFigure)
    assert figure.span.cut(TEXT) == "a third"
    assert isinstance(said, Said)
    assert said.holder[0].cut(TEXT) == "Seoul"
    assert item("factuality") == GoldCertainty(span=item("factuality").span, certainty="negated")  # type: ignore[attr-defined]
    cameo = item("CAMEO events")
    assert isinstance(cameo, GoldEvent)
    assert cameo.scheme == "cameo"


def test_a_creation_time_is_cut_to_its_day(tmp_path: Path) -> None:
    kind, row = ROWS["phrases"]
    assert read_gold(write(tmp_path / "gold.jsonl", row), kind)[1][0].published == "2001-02-03"


@pytest.mark.parametrize(
    ("rows", "place", "words"),
    [
        ((), "gold.jsonl", "no gold"),
        (("{",), "gold.jsonl:1:2", "no JSON"),
        (("[]",), "gold.jsonl:1", "no object"),
        (({"id": "1", "words": ""},), "gold.jsonl:1", "has the keys"),
        ((ROWS["dates"][1], {**ROWS["dates"][1], "dates": [{"quote": "1999", "date": "1999"}]}), "gold.jsonl:2", "1999"),
        ((ROWS["dates"][1], {"id": "2", "text": TEXT}), "gold.jsonl:2", "dates"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_place(tmp_path: Path, rows: tuple[object, ...], place: str, words: str) -> None:
    with pytest.raises(GoldError) as caught:
        read_gold(write(tmp_path / "gold.jsonl", *rows), "dates")
    assert str(caught.value.place).endswith(place)
    assert words in caught.value.message
    assert caught.value.remedy


def event(tmp_path: Path, **fields: Any) -> GoldEvent:
    row = {"id": "1", "text": TEXT, "events": [{"event_type": "ACCUSE", "actors": [], "recipients": [], **fields}]}
    item = read_gold(write(tmp_path / "gold.jsonl", row), "events")[1][0].items[0]
    assert isinstance(item, GoldEvent)
    return item


@pytest.mark.parametrize("trigger", [[6, 10], "says"])
def test_a_trigger_is_given_by_place_or_by_words(tmp_path: Path, trigger: object) -> None:
    found = event(tmp_path, trigger=trigger).trigger
    assert found is not None
    assert found.cut(TEXT) == "says"


@pytest.mark.parametrize(("fields", "undated"), [({}, False), ({"date": "1998"}, False), ({"date": None}, True)])
def test_no_date_told_differs_from_no_date_labelled(tmp_path: Path, fields: dict[str, Any], undated: bool) -> None:
    assert event(tmp_path, **fields).undated is undated


@pytest.mark.parametrize("fields", [{"trigger": [9, 400]}, {"trigger": "denies"}, {"holder": "Tokyo"}])
def test_an_event_outside_its_text_is_told(tmp_path: Path, fields: dict[str, Any]) -> None:
    with pytest.raises(GoldError, match="text"):
        event(tmp_path, **fields)
