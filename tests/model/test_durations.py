"""Lengths of time as ISO 8601 durations."""

from __future__ import annotations

import pytest

from yalu.model.durations import write_duration

CASES = [
    ("year", 18, "P18Y"), ("month", 6, "P6M"), ("decade", 4, "P40Y"), ("century", 0.5, "P50Y"), ("week", 3, "P3W"),
    ("fortnight", 1, "P2W"), ("day", 10, "P10D"), ("hour", 36, "PT36H"), ("year", 1.5, "P1.5Y"), ("quarter", 2, "P6M"),
    ("year", None, None), ("soldier", 3, None), ("tonne per year", 3, None), ("year", -1, None),
]  # fmt: skip


@pytest.mark.parametrize(("unit", "value", "duration"), CASES)
def test_a_length_of_time_is_a_duration(unit: str, value: float | None, duration: str | None) -> None:
    assert write_duration(unit, value) == duration
