"""Dates of running text: found by a grammar of words, written as EDTF, resolved only where an anchor is known."""

from yalu.statements.dates.extractor import Dates

__all__ = ["Dates"]
