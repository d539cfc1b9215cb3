"""The ledger of figures: one entry a measure, pair and period; what is only rounding is no disagreement."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import article, figure
from yalu.analysis import ledger
from yalu.model import Figure

ONE = article("One. Two. Three. Four.", published="2016-05-06")
QUOTES = ("One.", "Two.", "Three.", "Four.")


def _told(*fields: dict[str, Any]) -> list[Figure]:
    return [figure(ONE, quote, **one) for quote, one in zip(QUOTES, fields, strict=False)]


@pytest.mark.parametrize(
    ("dates", "periods"),
    [
        (("2010", "2010-06", "2014"), {"2010": 2, "2014": 1}),
        (("2010", None, None), {"2010": 3}),
        (("2010", "2014", None), {"2010": 1, "2014": 1, None: 1}),
        (("2008/2010", "2010", "2011"), {"2008/2010": 2, "2011": 1}),
        ((None, None), {None: 2}),
        (("../2010", "2010"), {"2010": 2}),
    ],
)
def test_a_period_is_an_entry(dates: tuple[str | None, ...], periods: dict[str | None, int]) -> None:
    entries = ledger(_told(*({"date": date} for date in dates)))
    assert {one.period: len(one.tellings) for one in entries} == periods


@pytest.mark.parametrize(
    ("one", "other", "disagree"),
    [
        ({"value": 1e10, "unit": "USD"}, {"value": 9.7e9, "unit": "USD"}, False),
        ({"value": 1e10, "unit": "USD"}, {"value": 8e9, "unit": "USD"}, True),
        ({"value": 180_000.0, "unit": "death"}, {"value": 183_108.0, "unit": "death"}, False),
        ({"value": 180_000.0, "unit": "death"}, {"value": 400_000.0, "unit": "death"}, True),
        ({"value": 0.75, "unit": "share"}, {"value": 76.0}, False),
        ({"value": 0.75, "unit": "share"}, {"value": 90.0}, True),
        ({"value": 12.0, "change": "fall_by"}, {"value": 60.0, "change": "fall_to"}, False),
        ({"value": None, "low": 13.0, "high": 0.0, "unit": "vote"}, {"value": None, "low": 9.0, "high": 4.0, "unit": "vote"}, False),
    ],
)  # fmt: skip
def test_rounding_is_no_disagreement(one: dict[str, Any], other: dict[str, Any], disagree: bool) -> None:
    (entry,) = ledger(_told(one, other))
    assert entry.disagree is disagree


@pytest.mark.parametrize(
    ("one", "other", "disagree"),
    [
        ((880.0, "mile"), (1416.0, "kilometre"), False),
        ((880.0, "mile"), (880.0, "kilometre"), True),
        ((500_000.0, "tonne"), (550_000.0, "short ton"), False),
        ((500_000.0, "tonne"), (800_000.0, "short ton"), True),
        ((4_000_000.0, "barrel"), (636_000_000.0, "litre"), False),
        ((4_000_000.0, "barrel"), (4_000_000.0, "litre"), True),
        ((10_000.0, "barrel per day"), (3_650_000.0, "barrel per year"), False),
        ((10_000.0, "barrel per day"), (10_000.0, "barrel per month"), True),
        ((18.0, "month"), (1.5, "year"), False),
        ((4_000_000.0, "barrel"), (500_000.0, "tonne"), False),
        ((300.0, "person"), (5.0, "mile"), False),
        ((300.0, "tonne per person"), (5.0, "mile"), False),
    ],
)
def test_units_of_one_dimension_are_compared_in_one(
    one: tuple[float, str], other: tuple[float, str], disagree: bool
) -> None:
    (entry,) = ledger(_told(*({"value": value, "unit": unit, "measure": "oil"} for value, unit in (one, other))))
    assert entry.disagree is disagree
    assert [(told.value, told.unit) for told in entry.tellings] == [one, other]
    assert all(f"{one[1]} and {other[1]} compared in one unit" in found.why for found in entry.differences)


def test_a_disagreement_shows_both_denominators() -> None:
    (entry,) = ledger(_told({"value": 75.0, "base": "imports and exports"}, {"value": 90.0, "base": "exports"}))
    (difference,) = entry.differences
    assert (difference.first_base, difference.second_base) == ("imports and exports", "exports")
    assert "of imports and exports and of exports" in difference.why
