"""Physical quantities in one unit of their dimension, by Pint, so that miles stand beside kilometres."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from functools import cache
from typing import Any

from yalu.lexicon.figures import load_units

_PER = " per "


@dataclass(frozen=True, slots=True)
class Standard:
    """What a unit is in the base units of the SI: their names, and how many of them it holds."""

    base: str
    factor: float


@cache
def standardise(unit: str) -> Standard | None:
    """Give a unit of the lexicon, or a rate of two ("barrel per day"), in base units; None for what is not physical.

    A rate is physical where both its sides are: "tonne per person" is not.
    """
    names = _names()
    parts = [unit] if unit in names else unit.split(_PER)
    if any(part not in names for part in parts):
        return None
    quantity = _registry().parse_expression("/".join(f"({names[part]})" for part in parts)).to_base_units()
    return Standard(str(quantity.units), float(quantity.magnitude))


@cache
def _names() -> dict[str, str]:
    return {row.unit: row.pint for row in load_units().entries if row.pint}


@cache
def _registry() -> Any:
    """Load Pint and build its registry, once and only where two units differ: they take longer than all else of a start."""
    return importlib.import_module("pint").UnitRegistry()
