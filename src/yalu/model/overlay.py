"""Lay people's decisions over what was read and coded: pure, the last decision on a field wins (law 6).

The record that a reader or coder made is never altered; the one with decisions applied is a copy beside it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from typing import Any, TypeVar

from yalu.errors import QueryError
from yalu.model.actor import Participant
from yalu.model.article import Article
from yalu.model.dates import DateRef, make_date
from yalu.model.edtf import bounds_of
from yalu.model.log import Decision, Verdict
from yalu.model.span import Span
from yalu.model.statement import CERTAINTIES, AnyStatement, Holder

_S = TypeVar("_S", bound=AnyStatement)
_OTHER_NAMES = {"sources": "references", "context": "contexts", "holder": "holders"}
"""Names that people see (front matter, flat records) for fields of the records."""


def apply_decisions(article: Article, decisions: Iterable[Decision]) -> Article:
    """Give the article as decided: fields of `ARTICLE_FIELDS` corrected; raise DateError or QueryError on a bad value."""
    return replace(article, **_last_values(decisions, ARTICLE_FIELDS))


def apply_to_statement(statement: _S, decisions: Iterable[Decision]) -> _S:
    """Give the statement as decided; raise DateError or QueryError on a bad value. Its id stays what it was."""
    own = {field.name for field in fields(statement)}
    known = {name: convert for name, convert in STATEMENT_FIELDS.items() if name in own}
    values = _last_values(decisions, known)
    return replace(statement, **{name: _fit(statement, name, value) for name, value in values.items()})


def verdict_of(decisions: Iterable[Decision]) -> Verdict | None:
    """Give the last word on a statement: a rejection holds until somebody accepts, corrects or undoes it."""
    left = leave_standing(decisions)
    return left[-1].verdict if left else None


def leave_standing(decisions: Iterable[Decision]) -> list[Decision]:
    """Give the decisions that still stand, in their order: an undo takes back the last of those before it."""
    left: list[Decision] = []
    for decision in decisions:
        if decision.verdict != "undo":
            left.append(decision)
        elif left:
            left.pop()
    return left


def _last_values(decisions: Iterable[Decision], known: dict[str, Callable[[Any], Any]]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for decision in leave_standing(decisions):
        if decision.verdict == "correct":
            name = _OTHER_NAMES.get(decision.field or "", decision.field or "")
            if name not in known:
                raise _bad(decision, f"no field {decision.field!r} that a decision may set; known: {', '.join(known)}")
            values[name] = _convert(decision, known[name])
    return values


def _convert(decision: Decision, convert: Callable[[Any], Any]) -> Any:
    try:
        return convert(json.loads(decision.value or "null"))
    except (ValueError, TypeError) as error:
        raise _bad(decision, f"{decision.value!r} is no value for {decision.field!r}: {error}") from error


def _bad(decision: Decision, message: str) -> QueryError:
    return QueryError(f"decision on {decision.target}: {message}", remedy="Give the value as JSON of the field's type.")


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError("a text is expected")
    return value


def _text_or_none(value: Any) -> str | None:
    return None if value is None else _text(value)


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError("a list of texts is expected")
    return tuple(_text(one) for one in value)


def _date_or_none(value: Any) -> str | None:
    if value is not None:
        bounds_of(_text(value))
    return _text_or_none(value)


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError("a number is expected")
    return value


def _number_or_none(value: Any) -> float | None:
    return None if value is None else _number(value)


def _quad(value: Any) -> int:
    if value not in (1, 2, 3, 4):
        raise ValueError("a quad code is 1, 2, 3 or 4")
    return int(value)


def _certainty(value: Any) -> str:
    if value not in CERTAINTIES:
        raise ValueError(f"one of {', '.join(CERTAINTIES)} is expected")
    return str(value)


def _references(value: Any) -> tuple[tuple[str, str], ...]:
    """Read `[[fact, citation], ...]` or, as in front matter, `[{fact: ..., source: ...}, ...]`."""
    if not isinstance(value, list):
        raise TypeError("a list of pairs is expected")
    pairs = [(one.get("fact"), one.get("source")) if isinstance(one, dict) else tuple(one) for one in value]
    return tuple((_text(fact), _text(citation)) for fact, citation in pairs)


def fields_to_correct(statement: AnyStatement) -> tuple[str, ...]:
    """Give the names of the fields of a statement that a decision may set, as people see them."""
    own = {field.name for field in fields(statement)}
    seen = {name: other for other, name in _OTHER_NAMES.items()}
    return tuple(seen.get(name, name) for name in STATEMENT_FIELDS if name in own)


ARTICLE_FIELDS: dict[str, Callable[[Any], Any]] = {
    "published": _date_or_none,
    "authors": _texts,
    "categories": _texts,
    "tags": _texts,
    "url": _text_or_none,
    "language": _text,
    "publication": _text_or_none,
    "title": _text,
    "references": _references,
}
"""Fields of an article that a decision may set, each with what reads its JSON value."""

CODED_WITH = ("published", "title")
"""Those of them that a coding depends on: dates are counted from the published date, a title names actors."""

STATEMENT_FIELDS: dict[str, Callable[[Any], Any]] = {
    "date": _date_or_none,
    "holders": _text,
    "certainty": _certainty,
    "event_type": _text,
    "mode": _text_or_none,
    "contexts": _texts,
    "quad": _quad,
    "intensity": _number,
    "actors": _texts,
    "recipients": _texts,
    "value": _number_or_none,
    "low": _number_or_none,
    "high": _number_or_none,
    "unit": _text,
    "currency": _text_or_none,
    "approximator": _text,
    "measure": _text_or_none,
    "about": _texts,
    "counterpart": _texts,
    "change": _text_or_none,
    "base": _text_or_none,
    "according_to": _text_or_none,
    "name": _text,
    "parties": _texts,
    "signed": _date_or_none,
    "in_force": _date_or_none,
    "until": _date_or_none,
    "amended": _date_or_none,
    "denounced": _date_or_none,
    "obligations": _texts,
    "theme": _text,
    "themes": _texts,
    "stance": _text,
}
"""Fields of a statement that a decision may set: actors and the like as lists of codes, a date as EDTF, a holder by name."""

_PARTICIPANTS = {"actors", "recipients", "about", "counterpart", "parties"}


def _fit(statement: AnyStatement, name: str, value: Any) -> Any:
    """Make a plain value what the record's field holds; what the coder knew of the same actor is kept."""
    if name in _PARTICIPANTS:
        known = {one.code: one for one in reversed(getattr(statement, name))}
        return tuple(known.get(code) or Participant(code=code, text=code, how="decision") for code in value)
    if name == "holders":
        return () if value == "author" else (Holder(text=value, how="decision"),)
    if name == "date":
        return _date(statement, value)
    return value


def _date(statement: AnyStatement, edtf: str | None) -> DateRef:
    # Without words of its own a date has an empty text at the start of the quote: no words are invented for it.
    old = statement.date
    start = statement.span.start
    return make_date(old.text if old else "", old.span if old else Span(start, start), edtf)
