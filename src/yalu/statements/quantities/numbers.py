"""Read the number of a quantity: digits, words, fractions, multiples, orders of size, ranges."""

from __future__ import annotations

import re
from dataclasses import replace

from yalu.statements.numerals import Numerals
from yalu.statements.quantities.amounts import Amount, Sight
from yalu.statements.quantities.units import sign_currency

_BACK = 32
"""Characters before a number in which its approximator stands."""
_OF = re.compile(r"\s+of\b|\s+(?:the|its|their|his|her|all|these|those)\b")


def read_amount(at: Sight, match: re.Match[str]) -> Amount | None:
    numerals = at.words.numerals
    if match["many"]:
        value = 1.0
        for word in match["many"].lower().split(" of "):
            value *= _lead(numerals, word, first=word == match["many"].lower().split(" of ")[0])
        return Amount(match.start(), match.end(), None, low=value, approximator="order")
    if match["inof"]:
        one, of = numerals.read(match["i"]), numerals.read(match["o"])
        share = one / of if one and of and one < of else None
        return Amount(match.start(), match.end(), share, unit="share") if share else None
    if match["frac"]:
        return _fraction(at, match)
    if match["half"]:
        return _half(at, match)
    if match["mult"]:
        return _multiple(at, match)
    return _number(at, match)


def _fraction(at: Sight, match: re.Match[str]) -> Amount | None:
    count = at.words.numerals.read(match["n"])
    value = (count or 0) / at.words.numerals.denominators[match["d"].lower()]
    following = at.analysis.token_at(match.end())
    plain = match["n"].lower() in ("a", "an", "one") and "-" not in match["frac"]
    if not 0 < value < 1 or (plain and not _OF.match(at.text, match.end()) and at.analysis.pos[following] in ("NOUN", "ADJ", "PROPN")):  # fmt: skip
        return None
    return Amount(match.start(), match.end(), value, unit="share")


def _half(at: Sight, match: re.Match[str]) -> Amount | None:
    """ "Half of", "half the"; "half a century" is half a unit; "the second half" is none."""
    unit = re.compile(rf"\s+an?{at.words.unit.pattern}").match(at.text, match.end())
    if unit:
        return Amount(match.start(), unit.end(), *_scaled(0.5, at.words.units[unit["u"].lower()]))
    token = at.analysis.token_at(match.start())
    before = at.analysis.pos[token - 1] if token > at.sentence.first else ""
    if before in ("ADJ", "DET", "PRON") or at.text[match.end() : match.end() + 1] == "-":
        return None
    if not _OF.match(at.text, match.end()):
        return None
    return Amount(match.start(), match.end(), 0.5, unit="share")


def _multiple(at: Sight, match: re.Match[str]) -> Amount | None:
    word = match["mult"].lower()
    token = at.analysis.token_at(match.start())
    if word in ("twice", "thrice") and not re.match(r"\s+(?:as|the|its|their|that)\b", at.text[match.end() :]):
        return None
    if at.analysis.tags[token] == "VBN" and at.analysis.deps[token] == "amod":
        return None
    return Amount(match.start(), match.end(), at.words.numerals.multiples[word], unit="factor")


def _number(at: Sight, match: re.Match[str]) -> Amount | None:
    numerals = at.words.numerals
    value = numerals.read(match["num"])
    if value is None or _is_name(at, match):
        return None
    currency = sign_currency(at, match["sign"])
    one = Amount(match.start(), match.end("num"), value, unit=currency or "", currency=currency)
    if match["num2"] and (high := numerals.read(match["num2"])) is not None:
        ranged = _range(at, match, value, high)
        if ranged:
            return replace(ranged, unit=currency or "", currency=currency)
    return one


def _range(at: Sight, match: re.Match[str], low: float, high: float) -> Amount | None:
    """ "Between 10,000 and 15,000", "30-40": not "from 1.6 to 5.0", which are two."""
    before = at.words.before.search(at.text, max(at.sentence.span.start, match.start() - _BACK), match.start())
    word = before["a"].lower() if before else ""
    separator = match["sep"].strip()
    if word == "from" or (separator == "and" and word != "between"):
        return None
    tail = at.words.numerals.read("1 " + match["num2"].split()[-1]) if " " in match["num2"] else None
    if low < high and tail and tail > 1 and low < 1000 <= high and not re.search(r"[^\W\d]", match["num"]):
        low *= high / float(match["num2"].split()[0].replace(",", "")) if match["num2"][0].isdigit() else 1
    if low >= high:
        return None
    start = match.start() if word != "between" or not before else before.start("a")
    return Amount(start, match.end(), None, low=low, high=high, approximator="between")


def _is_name(at: Sight, match: re.Match[str]) -> bool:
    """Numbers of resolutions, articles, types, ranks and clock times; bare "one" that counts nothing."""
    following = at.text[match.end("num") :][:8].lower()
    if match["num"][-1].isdigit() and re.match(r"[a-z]", following) and not at.words.unit.match(at.text, match.end("num")):  # fmt: skip
        return True
    if re.match(r":\d|[-–]?(?:st|nd|rd|th)\b|\.\d", following):
        return True
    token = at.analysis.token_at(match.start())
    words = at.analysis.words
    before = words[token - 1].lower() if token > at.sentence.first else ""
    position = token - 1
    while (
        position > at.sentence.first and words[position].lower() in ("and", ",", "or") and words[position - 1].isdigit()
    ):
        position -= 2
    listed = words[position].lower() if position >= at.sentence.first else ""
    after = words[min(at.analysis.token_at(match.end("num")), at.sentence.last - 1)].lower()
    guarded = {before, listed} & at.words.not_before or after in at.words.not_after
    return bool(guarded) and not match["sign"]


def _lead(numerals: Numerals, word: str, *, first: bool) -> float:
    """ "Tens of thousands" is at least twenty thousand: the first word brings its own least, the others their scale."""
    value = numerals.many[word]
    return value if first else value / 2


def _scaled(share: float, unit: str) -> tuple[float, float | None, float | None, str]:
    years = {"century": 100, "decade": 10}
    return (share * years[unit], None, None, "year") if unit in years else (share, None, None, unit)
