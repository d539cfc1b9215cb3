"""What looks like a date and is none: counts, prices, documents, models, verbs and names."""

from __future__ import annotations

from yalu.language import Analysis
from yalu.statements.dates.grammar import Grammar

_TIME_WORDS = ("in", "by", "since", "until", "till", "before", "after", "from", "to", "of", "during", "late", "early",
               "mid", "through", "last", "this", "next", "around", "between", "for")  # fmt: skip
_YEAR_WORDS = ("in", "since", "until", "till", "by", "during", "before", "after", "circa", "c.", "ca.")
_LEADING = ("from", "through", "early", "late", "mid", "around", "circa")
"""Before a year of modern times these lead a date, even where a plural noun follows: "from 2011 traders looked west"."""
_MODERN = 1800
_COMPARED = ("later", "earlier")
"""No later than 2027: a year; more than 2027: a count."""
_OLD = 1500
"""A bare number below this is a year only after a preposition of time."""


def is_month(analysis: Analysis, grammar: Grammar, token: int, word: str, *, parted: bool) -> bool:
    """Say whether a month's name is one, and no verb, first name or day of honour."""
    if analysis.tags[token] not in ("NNP", "NNPS", "NN"):
        return False
    following = analysis.words[token + 1] if token + 1 < len(analysis) else ""
    if following.lower() in grammar.numerals.ordinals or following == "Day":
        return False
    if parted or word.lower() not in grammar.ambiguous:
        return True
    before = analysis.words[token - 1].lower() if token else ""
    return before in _TIME_WORDS or (before in ("the", "’s", "'s") and following[:1].islower())


def is_year(analysis: Analysis, grammar: Grammar, token: int, year: int) -> bool:
    """Say whether four digits are a year, and no count, price, model or number of a document."""
    before = _before_list(analysis, grammar, token)
    following = analysis.words[token + 1] if token + 1 < len(analysis) else ""
    # A capital makes a name of it: "to 1894 Yuan Shikai ruled" counts no yuan.
    if before in grammar.not_before or (following if following.istitle() else following.lower()) in grammar.not_after:
        return False
    if before in _YEAR_WORDS:
        return True
    if before in _LEADING and year >= _MODERN and year % 100:
        return True
    return year >= _OLD and not counts_something(analysis, token)


def _before_list(analysis: Analysis, grammar: Grammar, token: int) -> str:
    """Give the word before a number, or before the list of numbers it ends: "resolutions 1718 and 1874"."""
    words = analysis.words
    one = token - 1
    while one > 0 and words[one].lower() in ("and", ",", "or") and words[one - 1].isdigit():
        one -= 2
    if one > 0 and words[one] == ".":
        return f"{words[one - 1].lower()}."
    if one > 0 and words[one].lower() == "than" and words[one - 1].lower() in _COMPARED:
        return "by"
    if one > 1 and words[one].lower() == "least" and words[one - 2].lower() in _YEAR_WORDS:
        return "by"
    listed = words[one].lower() if one >= 0 else ""
    return listed if listed in grammar.not_before else (words[token - 1].lower() if token else "")


def counts_something(analysis: Analysis, token: int) -> bool:
    """A number before a plural noun counts it, unless an article or possessor makes it the noun's year."""
    head = analysis.heads[token]
    if analysis.deps[token] != "nummod" or head <= token or analysis.tags[head] != "NNS":
        return False
    left = range(analysis.edges[head][0], token)
    return not any(analysis.deps[one] in ("det", "poss") for one in left)
