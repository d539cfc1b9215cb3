"""Decisions: recorded once, anchored to what they are about, found again after re-coding or listed as lost (law 6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, func, insert, select, update

from yalu.errors import NotFound
from yalu.model import (
    AnyStatement,
    Article,
    Decision,
    Issue,
    apply_decisions,
    apply_to_statement,
    make_id,
    make_issue,
    squeeze,
    verdict_of,
)
from yalu.store.rows import decision_of, mark_of, record_row, statement_of
from yalu.store.schema import articles, decisions, statements

STAGE = "decisions"
"""Stage of the issues that list lost decisions."""


def decisions_on(connection: Connection, anchor: str) -> list[Decision]:
    """Give the decisions that apply to a statement or article, in the order they were recorded."""
    return [decision_of(row) for row in connection.execute(_ON, {"anchor": anchor}).mappings()]


_ON = select(decisions).where(decisions.c.anchor == bindparam("anchor")).order_by(decisions.c.number)


def record_on_article(connection: Connection, article: Article, made: Iterable[Decision]) -> int:
    """Record decisions on an article, those aside that say nothing new; give how many were recorded.

    A sidecar says the same at every reading. It is recorded again only after it was altered, so that a later decision
    of a person is not undone by reading once more.
    """
    new = new_among(connection, made)
    if not new:
        return 0
    apply_decisions(article, [*decisions_on(connection, article.id), *new])
    for decision in new:
        _insert(connection, _with_own_id(connection, decision), anchor=article.id)
    return len(new)


def new_among(connection: Connection, made: Iterable[Decision]) -> list[Decision]:
    """Give the decisions that say something else than their maker said last on the field."""
    return [decision for decision in made if not _said(connection, decision)]


def _with_own_id(connection: Connection, decision: Decision) -> Decision:
    # A sidecar that goes back to what it said first makes a new decision, though its id is made of the same words.
    if not is_recorded(connection, decision):
        return decision
    count = connection.scalar(select(func.count()).select_from(decisions))
    return replace(decision, id=make_id("dec", decision.id, count))


def _said(connection: Connection, decision: Decision) -> bool:
    column = decisions.c
    who = (column.by == decision.by, column.why == decision.why)
    query = select(column.verdict, column.value).where(column.target == decision.target, *who)
    same_field = column.field.is_(None) if decision.field is None else column.field == decision.field
    last = connection.execute(query.where(same_field).order_by(column.number.desc()).limit(1)).one_or_none()
    return last is not None and tuple(last) == (decision.verdict, decision.value)


def record_on_statement(connection: Connection, decision: Decision) -> AnyStatement:
    """Record a decision on a statement and give what the coder said; raise NotFound when there is no such statement."""
    row = connection.execute(select(statements).where(statements.c.id == decision.target)).mappings().one_or_none()
    if row is None:
        raise NotFound(f"no statement {decision.target}", remedy="`yalu statements` lists them.")
    coded = statement_of(row["kind"], row["coded"] or row["record"])
    apply_to_statement(coded, [*decisions_on(connection, coded.id), decision])
    quote = (statements.c.article == coded.article, statements.c.kind == coded.kind, statements.c.quote == coded.quote)
    count = connection.scalar(select(func.count()).select_from(statements).where(*quote))
    _insert(
        connection,
        decision,
        anchor=coded.id,
        article=coded.article,
        kind=coded.kind,
        quote=coded.quote,
        mark=mark_of(coded),
        place=coded.span.start,
        alone=count == 1,
    )
    return coded


def _insert(connection: Connection, decision: Decision, **more: Any) -> None:
    number = connection.scalar(select(func.coalesce(func.max(decisions.c.number), 0) + 1))
    connection.execute(insert(decisions), [record_row(decision) | more | {"number": number}])


def is_recorded(connection: Connection, decision: Decision) -> bool:
    """Say whether the very same decision is in the archive already."""
    return connection.scalar(select(decisions.c.number).where(decisions.c.id == decision.id)) is not None


def article_exists(connection: Connection, article: str) -> bool:
    """Say whether the archive has the article."""
    return connection.scalar(select(articles.c.number).where(articles.c.id == article)) is not None


class Anchors:
    """The decisions on one article's statements, tied to a new coding of it."""

    def __init__(self, connection: Connection, article: str, coded: Sequence[AnyStatement]) -> None:
        rows = connection.execute(_OF_ARTICLE, {"article": article}).mappings().all()
        self.any = bool(rows)
        self.by_statement: dict[str, list[Decision]] = defaultdict(list)
        self.lost: list[Issue] = []
        for row in rows:
            anchor = _find(row, coded)
            if anchor is None:
                self.lost.append(_lost(decision_of(row)))
            else:
                self.by_statement[anchor].append(decision_of(row))
            if anchor != row["anchor"]:
                connection.execute(update(decisions).where(decisions.c.number == row["number"]).values(anchor=anchor))

    def apply(self, coded: AnyStatement) -> tuple[AnyStatement, str | None]:
        """Give a statement as decided and the verdict on it."""
        return apply_all(coded, self.by_statement.get(coded.id, []))


_OF_ARTICLE = (
    select(decisions)
    .where(decisions.c.article == bindparam("article"), decisions.c.kind != "article")
    .order_by(decisions.c.number)
)


def apply_all(coded: AnyStatement, made: Sequence[Decision]) -> tuple[AnyStatement, str | None]:
    """Give a statement as decided and the last verdict on it."""
    return (apply_to_statement(coded, made), verdict_of(made)) if made else (coded, None)


def _find(row: RowMapping, coded: Sequence[AnyStatement]) -> str | None:
    """Find the statement a decision is about: by id; else by kind and quote where only one can be meant."""
    if any(one.id == row["target"] for one in coded):
        return str(row["target"])
    quote = squeeze(row["quote"] or "")
    same = [one for one in coded if one.kind == row["kind"] and squeeze(one.quote) == quote]
    return choose(same, mark=row["mark"], place=row["place"] or 0, alone=bool(row["alone"]))


def choose(same: Sequence[AnyStatement], *, mark: str, place: int, alone: bool) -> str | None:
    """Choose among statements of one kind on one quote the one that bears a mark, or the only one where only one was."""
    marked = [one for one in same if mark_of(one) == mark]
    if marked:
        # A sentence may be printed twice: then the one nearest to where it stood is as good as the other.
        return min(marked, key=lambda one: (abs(one.span.start - place), one.id)).id
    return same[0].id if alone and len(same) == 1 else None


def _lost(decision: Decision) -> Issue:
    said = f"{decision.field} = {decision.value}" if decision.field else decision.verdict
    return make_issue(
        "warning",
        STAGE,
        f"decision {decision.id} ({said}, by {decision.by} at {decision.at}) cannot be tied to any {decision.kind} "
        f"of the present coding; it was made on: {decision.quote!r}",
        article=decision.article,
        remedy="Make the decision again on the statement that took its place; the old one stays in the archive.",
    )
