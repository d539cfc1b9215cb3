from __future__ import annotations

import json
from typing import Any

import pytest

from tests.store import builders as b
from yalu.errors import DateError, QueryError
from yalu.model import ARTICLE_FIELDS, AnyStatement, Decision, apply_decisions, apply_to_statement, verdict_of

ONE = b.article(published="2015")
EVENT = b.event(ONE)


def correct(field: str, value: Any) -> Decision:
    return b.decision("x", "correct", field=field, value=json.dumps(value))


ARTICLE_CASES = [
    ("published", "2015-01-30", "2015-01-30"),
    ("published", None, None),
    ("authors", ["A", "B"], ("A", "B")),
    ("categories", [], ()),
    ("tags", ["t"], ("t",)),
    ("url", "https://example.org/a", "https://example.org/a"),
    ("language", "ko", "ko"),
    ("publication", "Review", "Review"),
    ("title", "New", "New"),
    ("references", [["fact", "book"]], (("fact", "book"),)),
]


@pytest.mark.parametrize(("field", "value", "expected"), ARTICLE_CASES)
def test_every_field_of_an_article_can_be_set(field: str, value: Any, expected: Any) -> None:
    assert getattr(apply_decisions(ONE, [correct(field, value)]), field) == expected


def test_no_field_of_an_article_is_left_untried() -> None:
    assert {field for field, _, _ in ARTICLE_CASES} == set(ARTICLE_FIELDS)


def test_references_may_be_given_as_in_front_matter() -> None:
    given = correct("sources", [{"fact": "f", "source": "s"}])
    assert apply_decisions(ONE, [given]).references == (("f", "s"),)


def test_last_decision_on_a_field_wins_and_the_id_stays() -> None:
    decided = apply_decisions(ONE, [correct("title", "A"), correct("language", "ko"), correct("title", "B")])
    assert (decided.title, decided.language, decided.id) == ("B", "ko", ONE.id)
    assert decided.version != ONE.version


@pytest.mark.parametrize(
    ("field", "value", "kind"),
    [
        ("published", "30 January 2015", DateError),
        ("published", "", QueryError),
        ("published", 2015, QueryError),
        ("title", None, QueryError),
        ("title", "  ", QueryError),
        ("authors", "A", QueryError),
        ("authors", [1], QueryError),
        ("references", [["only a fact"]], QueryError),
        ("text", "other words", QueryError),
        ("complete", True, QueryError),
    ],
)
def test_bad_value_of_an_article_is_refused(field: str, value: Any, kind: type[Exception]) -> None:
    with pytest.raises(kind):
        apply_decisions(ONE, [correct(field, value)])


def test_value_that_is_no_json_is_refused() -> None:
    with pytest.raises(QueryError, match="no value"):
        apply_decisions(ONE, [b.on_article(ONE, "title", "not JSON")])


@pytest.mark.parametrize(
    ("statement", "field", "value", "read"),
    [
        (EVENT, "event_type", "COERCE", lambda one: one.event_type),
        (EVENT, "quad", 4, lambda one: one.quad),
        (EVENT, "intensity", -7.5, lambda one: one.intensity),
        (EVENT, "certainty", "hedged", lambda one: one.certainty),
        (EVENT, "context", ["military"], lambda one: list(one.contexts)),
        (EVENT, "actors", ["PRK", "CHN"], lambda one: [who.code for who in one.actors]),
        (EVENT, "date", "2014-05", lambda one: one.date.edtf),
        (EVENT, "date", None, lambda one: one.date.edtf),
        (EVENT, "holder", "CHN", lambda one: one.holders[0].text),
        (b.figure(ONE), "value", 9e9, lambda one: one.value),
        (b.figure(ONE), "low", None, lambda one: one.low),
        (b.agreement(ONE), "signed", "1961-07-11", lambda one: one.signed),
        (b.agreement(ONE), "parties", ["CHN"], lambda one: [who.code for who in one.parties]),
        (b.claim(ONE), "stance", "high", lambda one: one.stance),
    ],
)
def test_fields_of_statements_can_be_set(statement: AnyStatement, field: str, value: Any, read: Any) -> None:
    decided = apply_to_statement(statement, [correct(field, value)])
    assert read(decided) == value
    assert decided.id == statement.id


def test_date_that_is_set_has_its_bounds_and_the_words_of_the_text() -> None:
    decided = apply_to_statement(EVENT, [correct("date", "2014-05")])
    assert decided.date
    assert (decided.date.earliest, decided.date.latest, decided.date.text) == ("2014-05-01", "2014-05-31", "2013")


def test_what_the_coder_knew_of_an_actor_is_kept() -> None:
    decided = apply_to_statement(EVENT, [correct("actors", ["CHN", "USA"])])
    assert decided.actors[0] == EVENT.actors[0]
    assert decided.actors[1].how == "decision"


def test_author_as_holder_is_the_empty_chain() -> None:
    assert apply_to_statement(b.claim(ONE, holders=b.minister()), [correct("holder", "author")]).holders == ()


@pytest.mark.parametrize(
    ("statement", "field", "value"),
    [
        (EVENT, "theme", "trust"),
        (EVENT, "quote", "other words"),
        (EVENT, "quad", 5),
        (EVENT, "certainty", "sure"),
        (EVENT, "intensity", True),
        (b.claim(ONE), "event_type", "AID"),
    ],
)
def test_bad_value_of_a_statement_is_refused(statement: AnyStatement, field: str, value: Any) -> None:
    with pytest.raises(QueryError):
        apply_to_statement(statement, [correct(field, value)])


@pytest.mark.parametrize(
    ("verdicts", "last"),
    [((), None), (("reject",), "reject"), (("reject", "accept"), "accept"), (("accept", "reject"), "reject")],
)
def test_last_verdict_counts(verdicts: tuple[Any, ...], last: str | None) -> None:
    assert verdict_of([b.decision("x", verdict) for verdict in verdicts]) == last
