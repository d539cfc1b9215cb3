"""From what a person types to a decision on a field of an article or on a statement; the store records and applies it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime

from yalu.errors import QueryError
from yalu.model import (
    ARTICLE_FIELDS,
    AnyStatement,
    Article,
    Decision,
    Verdict,
    apply_decisions,
    apply_to_statement,
    leave_standing,
    make_id,
)

_LISTS = frozenset(
    ("authors", "categories", "tags", "context", "actors", "recipients", "about", "counterpart", "parties",
     "obligations", "themes")
)  # fmt: skip
_NUMBERS = frozenset(("quad", "intensity", "value", "low", "high"))


def decide_field(article: Article, field: str, value: str, *, by: str, why: str = "") -> Decision:
    """Give the decision that sets a field of an article; raise QueryError or DateError when the value cannot be."""
    if field not in ARTICLE_FIELDS:
        raise QueryError(f"an article has no field {field!r} to set", remedy=f"Fields: {', '.join(ARTICLE_FIELDS)}.")
    given, at = to_json(field, value), _now()
    made = Decision(
        id=make_id("dec", article.id, field, given, by, at), target=article.id, article=article.id,
        kind="article", verdict="correct", field=field, value=given, by=by, at=at, why=why,
    )  # fmt: skip
    apply_decisions(article, [made])
    return made


def decide_statement(
    statement: AnyStatement, verdict: Verdict, *, field: str | None = None, value: str | None = None, by: str,
    why: str = "", before: Sequence[Decision] = (),
) -> Decision:  # fmt: skip
    """Give the decision on a statement; raise QueryError or DateError when field and value do not fit it.

    `before` are the decisions on it so far: an undo needs one that still stands.
    """
    if (verdict == "correct") != (field is not None and value is not None):
        raise QueryError(
            "a correction needs a field and a value, a word to accept or reject has neither",
            remedy="Write: correct FIELD VALUE, accept, or reject.",
        )
    if verdict == "undo" and not leave_standing(before):
        raise QueryError(f"no decision on {statement.id} is left to undo", remedy="`yalu decisions` lists them.")
    given, at = to_json(field, value) if field and value is not None else None, _now()
    # The same word in the same second is one decision, unless something was undone in between.
    undone = sum(one.verdict == "undo" for one in before)
    made = Decision(
        id=make_id("dec", statement.id, verdict, field, given, by, at, *([undone] if undone else [])), target=statement.id, article=statement.article,
        kind=statement.kind, verdict=verdict, field=field, value=given, quote=statement.quote, by=by, at=at, why=why,
    )  # fmt: skip
    apply_to_statement(statement, [made])
    return made


def to_json(field: str, value: str) -> str:
    """Give what a person typed as the JSON that a decision keeps: lists by commas, numbers, "" for nothing."""
    if value in ("", "null"):
        return "null"
    if value.startswith("["):
        return value
    if field in _LISTS:
        return json.dumps([part.strip() for part in value.split(",") if part.strip()], ensure_ascii=False)
    if field in _NUMBERS:
        return json.dumps(_number(field, value))
    return json.dumps(value, ensure_ascii=False)


def _number(field: str, value: str) -> int | float:
    try:
        return int(value) if value.lstrip("+-").isdecimal() else float(value)
    except ValueError as error:
        raise QueryError(f"{value!r} is no number for {field}", remedy="Write it as 3 or -2.5.") from error


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
