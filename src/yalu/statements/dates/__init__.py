"""Dates: words of time to EDTF, never more precise than the text."""

from yalu.statements.dates.extractor import Dates

__all__ = ["Dates"]
