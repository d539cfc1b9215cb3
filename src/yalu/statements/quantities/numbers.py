"""Read the number of a quantity: digits, words, fractions, multiples, orders of size, ranges, votes."""

from __future__ import annotations

import re
from dataclasses import replace

from yalu.statements.quantities.amounts import Amount, Sight, bound
from yalu.statements.quantities.units import sign_currency
from yalu.statements.quantities.words import DASH

_BACK = 32
"""Characters before a number in which its approximator stands."""
_OF = re.compile(r"\s+of\b|\s+(?:the|its|their|his|her|all|these|those)\b")
_AS = re.compile(r"\s+(?:as|the|its|their|that|what)\b")
_FORMS = ("double", "doubles", "triple", "triples", "quadruple", "halve", "halves")
"""Forms of multiples that may be nouns and adjectives too."""
_THOUSAND = 1000
_WIDE = re.compile(
    r"(?i)\b(?:any(?:thing|where)|somewhere|estimates?\s+(?:\w+\s+)?(?:range|vary)|ranging|ranges?|vary|varying)\s+from\s+(?:an?\s+)?$"
)
"""Before "from 240,000 to 3.5 million": the two are ends of one estimate, no change."""
_VOTES_TO = re.compile(r"\s+votes?\s+(?:to|against)\s+")
_PLAIN = ("NOUN", "ADJ", "PROPN")


def read_amount(at: Sight, match: re.Match[str]) -> Amount | None:
    """Give the number of a match of the core pattern; None when it is a name, a rank or an idiom."""
    for kind, read in (
        ("rank", _rank), ("many", _many), ("few", _few), ("one", _one), ("by", _factor), ("inof", _one_of), ("frac", _fraction), ("half", _half),
        ("mult", _multiple),
    ):  # fmt: skip
        if match[kind]:
            return read(at, match)
    return _number(at, match)


def _rank(at: Sight, match: re.Match[str]) -> Amount | None:
    """ "The third-largest donor", "ranked fifth": the place in an order; a superlative of time or of talk is none."""
    if not match["r"]:
        return Amount(match.start(), match.end(), float(at.words.numerals.place(match["r2"])), unit="rank")
    start, end = match.start("r"), match.end()
    superlative = at.analysis.token_at(end - 1)
    if at.analysis.tags[superlative] not in ("JJS", "RBS", "JJ") or at.text[end : end + 1] == "-":
        return None
    return Amount(start, end, float(at.words.numerals.place(match["r"])), unit="rank")


def _many(at: Sight, match: re.Match[str]) -> Amount:
    """ "Tens of thousands" is at least twenty thousand: the first word brings its own least, the others their scale."""
    first, *others = match["many"].lower().split(" of ")
    value = at.words.numerals.many[first]
    for word in others:
        value *= at.words.numerals.many[word] / 2
    return Amount(match.start(), match.end(), None, low=value, approximator="order")


def _few(at: Sight, match: re.Match[str]) -> Amount | None:
    """ "Several hundred": at least three hundred; "several years": at least three."""
    if match["ft"]:
        unit = at.words.units[match["ft"].lower()]
        least = at.words.numerals.few[" ".join(match["f"].lower().split())]
        return Amount(match.start(), match.end(), None, low=least, unit=unit, approximator="order")
    scale = at.words.numerals.read(match["fs"])
    least = at.words.numerals.few[" ".join(match["f"].lower().split())]
    return Amount(match.start(), match.end(), None, low=least * scale, approximator="order") if scale else None


def _one(at: Sight, match: re.Match[str]) -> Amount | None:
    """ "Within a year", "for nearly an hour"."""
    return Amount(match.start(), match.end(), 1.0, unit=at.words.units[match["ot"].lower()])


def _factor(at: Sight, match: re.Match[str]) -> Amount | None:
    value = at.words.numerals.read(match["b"])
    return Amount(match.start(), match.end(), value, unit="factor") if value else None


def _one_of(at: Sight, match: re.Match[str]) -> Amount | None:
    """ "One in five", "nine out of ten"."""
    one, of = at.words.numerals.read(match["i"]), at.words.numerals.read(match["o"])
    share = one / of if one and of and one < of else None
    end = match.end("o")
    return Amount(match.start(), end, share, unit="share") if share else None


def _fraction(at: Sight, match: re.Match[str]) -> Amount | None:
    count = at.words.numerals.read(match["n"])
    value = (count or 0) / at.words.numerals.denominators[match["d"].lower()]
    following = at.analysis.token_at(match.end())
    plain = match["n"].lower() in ("a", "an", "one") and "-" not in match["frac"]
    counted = not _OF.match(at.text, match.end()) and at.analysis.pos[following] in _PLAIN
    if not 0 < value < 1 or (plain and counted and following < at.sentence.last):
        return None
    kind = at.words.approximators.get(("inside", match["adj"].lower()), "exact") if match["adj"] else "exact"
    return bound(Amount(match.start(), match.end(), value, unit="share"), kind)


def _half(at: Sight, match: re.Match[str]) -> Amount | None:
    """ "Half of", "half the"; "half a century" is half a unit; "the second half" is none."""
    point = re.compile(r"\s+a\s+percentage\s+point\b").match(at.text, match.end())
    if point:
        return Amount(match.start(), point.end(), 0.5, unit="percentage point")
    unit = re.compile(rf"\s+an?{at.words.unit.pattern}").match(at.text, match.end())
    if unit:
        return Amount(match.start(), unit.end(), *_scaled(0.5, at.words.units[unit["u"].lower()]))
    token = at.analysis.token_at(match.start())
    before = at.analysis.pos[token - 1] if token > at.sentence.first else ""
    if token > at.sentence.first and at.analysis.words[token - 1].lower() == "by":
        return Amount(match.start(), match.end(), 0.5, unit="share")
    if before in ("ADJ", "DET", "PRON") or at.text[match.end() : match.end() + 1] == "-":
        return None
    ended = at.text[match.end() : match.end() + 1] in (".", ",", ";")
    if not (_OF.match(at.text, match.end()) or (ended and before == "ADP")):
        return None
    return Amount(match.start(), match.end(), 0.5, unit="share")


def _scaled(share: float, unit: str) -> tuple[float, float | None, float | None, str]:
    years = {"century": 100, "decade": 10}
    return (share * years[unit], None, None, "year") if unit in years else (share, None, None, unit)


def _multiple(at: Sight, match: re.Match[str]) -> Amount | None:
    word = match["mult"].lower()
    token = at.analysis.token_at(match.start())
    if word in ("twice", "thrice") and not _AS.match(at.text, match.end()):
        return None
    if word in _FORMS and not (at.analysis.pos[token] == "VERB" or _AS.match(at.text, match.end())):
        return None
    if at.analysis.tags[token] == "VBN" and at.analysis.deps[token] == "amod":
        return None
    return Amount(match.start(), match.end(), at.words.numerals.multiples[word], unit="factor")


def _number(at: Sight, match: re.Match[str]) -> Amount | None:
    numerals = at.words.numerals
    value = numerals.read(match["num"])
    if value is None or _is_name(at, match):
        return None
    sign = match["sign"]
    currency = sign_currency(at, sign) if sign else None
    unit = (currency or at.words.currencies[sign.strip()][0].names[0]) if sign else ""
    couple = "about" if match["num"].lower().endswith("of") or "couple" in match["num"].lower() else "exact"
    one = Amount(match.start(), match.end("num"), value, unit=unit, currency=currency, approximator=couple)
    if counted := _votes_to(at, match, value):
        return counted
    if match["num2"] and (high := numerals.read(match["num2"])) is not None:
        ranged = _votes(at, match, value, high) or _range(at, match, value, high)
        if ranged:
            return replace(ranged, unit=unit or ranged.unit, currency=currency)
    return one


def _votes(at: Sight, match: re.Match[str], one: float, other: float) -> Amount | None:
    """ "13-0", "by 88 to 21" in a sentence on a vote: for and against as `low` and `high`, no value of its own."""
    lemmas = at.analysis.lemmas[at.sentence.first : at.sentence.last]
    bare = not re.match(r"\s*(?:%|per\s?cent)|\s+[^\W\d]+s\b", at.text[match.end() :])
    if not bare or at.words.vote.isdisjoint(word.lower() for word in lemmas) or match["sep"].strip() == "and":
        return None
    return Amount(match.start(), match.end(), None, low=one, high=other, unit="vote")


def _votes_to(at: Sight, match: re.Match[str], one: float) -> Amount | None:
    """ "By 14 votes to one"."""
    tail = _VOTES_TO.match(at.text, match.end("num"))
    other = re.compile(at.words.numerals.pattern).match(at.text, tail.end()) if tail else None
    against = at.words.numerals.read(other[0]) if other else None
    if other is None or against is None:
        return None
    return Amount(match.start(), other.end(), None, low=one, high=against, unit="vote")


def _range(at: Sight, match: re.Match[str], low: float, high: float) -> Amount | None:
    """ "Between 10,000 and 15,000", "30-40": not "from 1.6 to 5.0", which are two."""
    before = at.words.before.search(at.text, max(at.sentence.span.start, match.start() - _BACK), match.start())
    word = before["a"].lower() if before else ""
    separator = match["sep"].strip()
    if word == "from" and (wide := _WIDE.search(at.text, at.sentence.span.start, match.start())):
        return (
            Amount(wide.start(), match.end(), None, low=low, high=high, approximator="between") if low < high else None
        )
    if word == "from" or (separator == "and" and word != "between"):
        return None
    tail = at.words.numerals.read("1 " + match["num2"].split()[-1]) if " " in match["num2"] else None
    written = re.search(r"[^\W\d]", match["num"])
    if low < high and tail and tail > 1 and low < _THOUSAND <= high and not written and match["num2"][0].isdigit():
        low *= high / float(match["num2"].split()[0].replace(",", ""))
    if low >= high:
        return None
    start = match.start() if word != "between" or not before else before.start("a")
    return Amount(start, match.end(), None, low=low, high=high, approximator="between")


def _is_name(at: Sight, match: re.Match[str]) -> bool:
    """Numbers of resolutions, articles, types, ranks and clock times; "Five-Year Plan"."""
    end = match.end("num")
    following = at.text[end:][:8].lower()
    if match["num"][-1].isdigit() and re.match(r"[a-z]", following) and not at.words.unit.match(at.text, end):
        return True
    if re.match(r":\d|[-–]?(?:st|nd|rd|th)\b|\.\d|\+", following):
        return True
    if re.match(rf"{DASH}[A-Z][a-z]", at.text[end:]) and match["num"][0].isupper():
        return True
    return not match["sign"] and _is_guarded(at, match.start(), end)


def _is_guarded(at: Sight, start: int, end: int) -> bool:
    """A word beside the number, or before the list it ends, that makes names of numbers: "resolutions 1718 and 1874"."""
    words, first = at.analysis.words, at.sentence.first
    token = at.analysis.token_at(start)
    before = words[token - 1].lower() if token > first else ""
    position = token - 1
    while position > first and words[position].lower() in ("and", ",", "or") and words[position - 1].isdigit():
        position -= 2
    listed = words[position].lower() if position >= first else ""
    after = words[min(at.analysis.token_at(end), at.sentence.last - 1)].lower()
    return bool({before, listed} & at.words.not_before) or after in at.words.not_after
