"""Units by Pint: every name of the lexicon is one Pint knows, and its dimension is that of its kind."""

from __future__ import annotations

import pytest

from yalu.analysis.physical import standardise
from yalu.lexicon.figures import Unit, load_units

UNITS = load_units().entries
COUNTED = {"person", "generation", "degree"}


@pytest.mark.parametrize("row", [row for row in UNITS if row.pint], ids=lambda row: row.unit)
def test_pint_knows_every_unit(row: Unit) -> None:
    standard = standardise(row.unit)
    assert standard is not None
    assert standard.base
    assert standard.factor > 0


def test_only_what_is_counted_has_no_physical_unit() -> None:
    assert {row.unit for row in UNITS if not row.pint} == COUNTED
    assert all(standardise(unit) is None for unit in COUNTED)


@pytest.mark.parametrize("kind", ["length", "area", "volume", "time", "explosive", "flow"])
def test_units_of_a_kind_have_one_dimension(kind: str) -> None:
    assert len({found.base for row in UNITS if row.kind == kind and (found := standardise(row.unit))}) == 1


@pytest.mark.parametrize(
    ("unit", "base", "factor"),
    [
        ("mile", "meter", 1609.344),
        ("tonne", "kilogram", 1000.0),
        ("short ton", "kilogram", 907.18474),
        ("barrel", "meter ** 3", 0.158987294928),
        ("decade", "second", 10 * 365.25 * 86400),
        ("barrel per day", "meter ** 3 / second", 0.158987294928 / 86400),
        ("tonne per hectare", "kilogram / meter ** 2", 0.1),
    ],
)
def test_a_unit_in_base_units(unit: str, base: str, factor: float) -> None:
    standard = standardise(unit)
    assert standard is not None
    assert standard.base == base
    assert standard.factor == pytest.approx(factor)


@pytest.mark.parametrize("unit", ["USD", "troop", "tonne per person", "thousand cubic metre"])
def test_what_is_not_physical_stays_as_it_is(unit: str) -> None:
    assert standardise(unit) is None
