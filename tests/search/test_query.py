"""The query language: what people type always means something."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yalu.search.query import All, Any, Field, Near, Not, Text, parse


def plain(node: object) -> object:
    match node:
        case All(items):
            return ["and", *(plain(item) for item in items)]
        case Any(items):
            return ["or", *(plain(item) for item in items)]
        case Near(first, second, distance):
            return ["near", plain(first), plain(second), distance]
        case Not(item):
            return ["not", plain(item)]
        case Text(text, phrase):
            return f'"{text}"' if phrase else text if not node.letters else f"{text}~{node.letters}"
        case Field(name, value):
            return f"{name}={value}"
    raise AssertionError(node)


@pytest.mark.parametrize(
    ("typed", "meant", "problems"),
    [
        ("coal iron", ["and", "coal", "iron"], 0),
        ("coal OR iron ore", ["or", "coal", ["and", "iron", "ore"]], 0),
        ('"six party" talks', ["and", '"six party"', "talks"], 0),
        ("“six party”", ["and", '"six party"'], 0),
        ("coal -iron NOT ore", ["and", "coal", ["not", "iron"], ["not", "ore"]], 0),
        ("three-quarters", ["and", "three-quarters"], 0),
        ('author:"Adam Cathcart" year:2013..2017', ["and", "author=Adam Cathcart", "year=2013..2017"], 0),
        ("coal NEAR iron ore", ["and", ["near", "coal", "iron", 10], "ore"], 0),
        ('coal NEAR/3 "iron ore"', ["and", ["near", "coal", '"iron ore"', 3]], 0),
        ("NEAR coal", ["and", "coal"], 1),
        ("influance~ coal~ iron~2", ["and", "influance~2", "coal~1", "iron~2"], 0),
        ("koal~ NEAR/3 iron", ["and", ["near", "koal~1", "iron", 3]], 0),
        ('"koal~" a~b ~', ["and", '"koal~"', "a~b", "~"], 0),
        ("coal NEAR", ["and", "coal"], 1),
        ("(coal OR iron) ore", ["and", ["or", "coal", "iron"], "ore"], 0),
        ('coal "iron', ["and", "coal", "iron"], 1),
        ("coal )", ["and", "coal"], 1),
        ("(coal", ["and", "coal"], 1),
        ("coal OR", ["and", "coal"], 1),
        ("NOT", ["and"], 1),
        ("foo:bar", ["and", "foo bar"], 1),
        ("", ["and"], 0),
        ("()", ["and"], 0),
    ],
)
def test_a_query_is_understood(typed: str, meant: object, problems: int) -> None:
    parsed = parse(typed)
    assert plain(parsed.node) == meant
    assert len(parsed.problems) == problems


@given(st.text(alphabet='ab ()"-:ORNTyear中.', max_size=40))
def test_nothing_typed_is_an_error(typed: str) -> None:
    for problem in parse(typed).problems:
        assert 0 <= problem.start < problem.end <= len(typed)
