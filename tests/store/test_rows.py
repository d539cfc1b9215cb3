from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store import builders as b
from tests.store.strategies import EDTF, any_of
from yalu.model import (
    ActorMention,
    Agreement,
    AnyStatement,
    Article,
    Claim,
    DateMention,
    Event,
    Figure,
    QuantityMention,
    bounds_of,
    flatten_mention,
    flatten_statement,
)
from yalu.store import Coded, StatementFilter, create_archive, rows, schema

STATEMENTS = st.one_of(*(any_of(kind) for kind in (Event, Figure, Agreement, Claim)))
MENTIONS = st.one_of(*(any_of(kind) for kind in (ActorMention, DateMention, QuantityMention)))
ARTICLES = any_of(Article, published=st.none() | EDTF)


@given(STATEMENTS)
def test_statement_comes_back_equal(statement: Any) -> None:
    row = rows.statement_row(statement, verdict=None, coded=None)
    assert rows.statement_of(row["kind"], row["record"]) == statement


@given(MENTIONS)
def test_mention_comes_back_equal(mention: Any) -> None:
    row = rows.mention_row(mention)
    assert rows.mention_of(row["kind"], row["record"]) == mention


@given(ARTICLES)
def test_article_comes_back_equal(article: Article) -> None:
    row = rows.version_row(article)
    assert rows.article_of(row["record"], row["text"]) == article


@settings(max_examples=40, deadline=None)
@given(
    st.lists(STATEMENTS, max_size=3, unique_by=lambda one: one.id),
    st.lists(MENTIONS, max_size=3, unique_by=lambda one: one.id),
)
def test_what_is_put_is_what_is_read(said: list[Any], named: list[Any]) -> None:
    one = b.article()
    said = [replace(statement, article=one.id) for statement in said]
    named = [replace(mention, article=one.id) for mention in named]
    coded = Coded(version=one.version, key="k", mentions=tuple(named), statements=tuple(said))
    with tempfile.TemporaryDirectory() as folder, create_archive(Path(folder) / "a.yalu") as store:
        b.put(store.writer(), one, coded=coded)
        by_id = {statement.id: statement for statement in store.view().statements(StatementFilter())}
        assert by_id == {statement.id: statement for statement in said}
        assert {mention.id: mention for mention in store.view().mentions()} == {
            mention.id: mention for mention in named
        }


@given(st.none() | EDTF)
def test_day_keys_are_those_of_the_bounds(edtf: str | None) -> None:
    bounds = bounds_of(edtf) if edtf else (None, None)
    for day in bounds:
        assert rows.day_key(str(day) if day else None) == (day.sort_key if day else None)


@pytest.mark.parametrize("statement", b.statements(b.article()), ids=lambda one: one.kind)
def test_every_flat_name_of_a_statement_is_a_column(statement: AnyStatement) -> None:
    details = {"actor_details", "recipient_details"}  # these stand in statement_actors
    assert set(flatten_statement(statement)) - details <= set(schema.statements.columns.keys())


@pytest.mark.parametrize("position", range(3))
def test_every_flat_name_of_a_mention_is_a_column(position: int) -> None:
    mention = b.mentions(b.article())[position]
    assert set(flatten_mention(mention)) <= set(schema.mentions.columns.keys())


@pytest.mark.parametrize(
    ("name", "slug", "why"),
    [
        ("José Pérez", "jose-perez", "plain letters"),
        ("王毅", "王毅", "no Latin letters: the name itself"),
        ("朴 槿惠", "朴-槿惠", "and no blanks"),
    ],
)
def test_slugs_of_names(name: str, slug: str, why: str) -> None:
    assert rows.slug_name(name) == slug, why
