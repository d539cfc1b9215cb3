"""Lengths of time as ISO 8601 durations: "eighteen years" is P18Y."""

from __future__ import annotations

_LETTERS = {
    "second": ("PT", 1, "S"), "minute": ("PT", 1, "M"), "hour": ("PT", 1, "H"), "day": ("P", 1, "D"),
    "week": ("P", 1, "W"), "fortnight": ("P", 2, "W"), "month": ("P", 1, "M"), "quarter": ("P", 3, "M"),
    "year": ("P", 1, "Y"), "decade": ("P", 10, "Y"), "century": ("P", 100, "Y"),
}  # fmt: skip
"""Of each unit: what the duration begins with, how many of its smaller unit it holds, the letter of that."""


def write_duration(unit: str, value: float | None) -> str | None:
    """Give the ISO 8601 duration of a number of units of time; None for other units, rates and unknown numbers."""
    if value is None or value < 0 or unit not in _LETTERS:
        return None
    head, size, letter = _LETTERS[unit]
    return f"{head}{value * size:g}{letter}" if value * size < 1e6 else f"{head}{value * size:.0f}{letter}"
