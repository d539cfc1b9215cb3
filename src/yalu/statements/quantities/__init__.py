"""Quantities: numbers in digits and words with what blurs or bounds them and the unit they count in."""

from yalu.statements.quantities.extractor import Quantities

__all__ = ["Quantities"]
