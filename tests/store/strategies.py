"""Any record of the model, for laws that hold for all of them."""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import fields
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from yalu.model import DateRef, Span, make_date

TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
SPANS = st.tuples(st.integers(0, 500), st.integers(0, 50)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
EDTF = st.sampled_from(
    ["2013", "187X", "1905~", "2013-12", "2014-07-03", "[1905,1910]", "1950/1953", "../1895", "-0044-03-15"]
)
DATES = st.builds(make_date, TEXTS, SPANS, st.none() | EDTF)
_LEAVES: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXTS,
    float: FLOATS,
    int: st.integers(-(2**53), 2**53),
    bool: st.booleans(),
}


def any_of(kind: Any, **given: Any) -> st.SearchStrategy[Any]:
    """Give a strategy for a type as the records use them; `given` replaces fields of the outermost record."""
    if kind in (Span, DateRef):
        return SPANS if kind is Span else DATES
    if kind in _LEAVES:
        return _LEAVES[kind]
    if kind is type(None):
        return st.none()
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return st.one_of(*(any_of(one) for one in args))
    if origin is Literal:
        return st.sampled_from(args)
    if origin is tuple:
        return st.lists(any_of(args[0]), max_size=2).map(tuple) if args[-1] is ... else st.tuples(*map(any_of, args))
    return _any_record(kind, given)


def _any_record(kind: Callable[..., Any], given: dict[str, Any]) -> st.SearchStrategy[Any]:
    hints = get_type_hints(kind)
    parts = {field.name: any_of(hints[field.name]) for field in fields(kind) if field.name not in given}  # type: ignore[arg-type]
    return st.builds(kind, **(parts | given))
