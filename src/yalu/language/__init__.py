"""A thin coat over the parser: an Article in, its Analysis out, everything a span, the text never touched."""

from yalu.language.analysis import Analysis, Quotation, Sentence
from yalu.language.parser import Parser, load_parser

__all__ = ["Analysis", "Parser", "Quotation", "Sentence", "load_parser"]
