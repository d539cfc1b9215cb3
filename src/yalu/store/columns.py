"""Columns and indexes of the tables of an archive, each with its documentation."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, Text
from sqlalchemy import text as where
from sqlalchemy.types import TypeEngine

metadata = MetaData()


def column(name: str, kind: TypeEngine[Any], about: str, *more: Any, **options: Any) -> Column[Any]:
    """Give a column; `about` is its documentation."""
    options.setdefault("nullable", True)
    return Column(name, kind, *more, comment=about, **options)


def text(name: str, about: str, *more: Any, **options: Any) -> Column[Any]:
    """Give a column of text."""
    return column(name, Text(), about, *more, **options)


def integer(name: str, about: str, **options: Any) -> Column[Any]:
    """Give a column of whole numbers."""
    return column(name, Integer(), about, **options)


def number(name: str, about: str) -> Column[Any]:
    """Give a column of numbers."""
    return column(name, Float(), about)


def flag(name: str, about: str, **options: Any) -> Column[Any]:
    """Give a column of 0 and 1."""
    return column(name, Boolean(), about, **options)


def key(about: str) -> Column[Any]:
    """Give the column `id` that is the key of its table."""
    return text("id", about, primary_key=True, nullable=False)


def link(name: str, target: str, about: str, **options: Any) -> Column[Any]:
    """Give a column that names a row of another table, and goes with it."""
    return text(name, about, ForeignKey(f"{target}.id", ondelete="CASCADE"), nullable=False, **options)


def place(about: str) -> list[Column[Any]]:
    """Give the two columns that say where words stand."""
    return [
        integer("start", f"first character of the {about}, counted from 0 in `versions.text`", nullable=False),
        integer("end", f"character after the last of the {about}", nullable=False),
    ]


def index(name: str, column: str, *more: str) -> Index:
    """Give an index that leaves out the rows where its first column is empty: they are never looked for."""
    return Index(name, column, *more, sqlite_where=where(f"{column} IS NOT NULL"))
