"""Figures: what a quantity measures, of whom, with whom, as of when, on whose word."""

from yalu.statements.figures.extractor import Figures

__all__ = ["Figures"]
