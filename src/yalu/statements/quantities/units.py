"""Find the unit a number counts in: percent, currency, physical unit, counted noun."""

from __future__ import annotations

import re
from dataclasses import replace

from yalu.statements.quantities.amounts import Amount, Sight

_RATE = re.compile(r"\s+(?:a|an|per|each|every)\s+(day|week|month|year|hour)\b")
_PERCENT = re.compile(r"\s?%|(?:\s+|-)per\s?cent\b|\s+pct\b")
_POINTS = re.compile(r"(?:\s+|-)percentage[\s-]points?\b")
_TIMES = re.compile(r"\s+times\b")
_AGE = re.compile(r"[-‐‑‒–]\w+[-‐‑‒–]old\b|\s+years?\s+old\b")
_SMALL = 10
_POINTERS = ("the", "these", "those", "both", "their", "its", "his", "her", "our", "other")
_NOUNS = ("NOUN", "PROPN")


def add_unit(at: Sight, amount: Amount) -> Amount | None:
    if amount.unit == "share" or amount.unit == "factor":
        return amount
    if amount.currency:
        return _more_currency(at, amount)
    for pattern, unit in ((_POINTS, "percentage point"), (_PERCENT, "percent"), (_TIMES, "factor")):
        match = pattern.match(at.text, amount.end)
        if match:
            return replace(amount, end=match.end(), unit=unit)
    if amount.unit:
        return amount
    money = at.words.currency.match(at.text, amount.end)
    if money:
        currency = _currency(at, money["c"].lower())
        unit = currency or money["c"].lower()
        return replace(amount, end=money.end(), unit=unit, currency=currency)
    return _unit_or_noun(at, amount)


def _more_currency(at: Sight, amount: Amount) -> Amount:
    """ "$400 billion dollar" says its currency twice."""
    again = at.words.currency.match(at.text, amount.end)
    return replace(amount, end=again.end()) if again else amount


def _unit_or_noun(at: Sight, amount: Amount) -> Amount | None:
    if _AGE.match(at.text, amount.end):
        return None
    unit = at.words.unit.match(at.text, amount.end)
    if unit:
        word = unit["u"] if unit["u"] in at.words.units else unit["u"].lower()
        name = at.words.units.get(word, word)
        rate = _RATE.match(at.text, unit.end())
        ended = rate.end() if rate else unit.end()
        return replace(amount, end=ended, unit=f"{name} per {rate[1]}" if rate else name)
    return _counted(at, amount)


def _counted(at: Sight, amount: Amount) -> Amount | None:
    """The noun that the parse ties to the number, or that stands after "of": "dozens of officials"."""
    analysis = at.analysis
    last = analysis.token_at(amount.end - 1)
    noun = analysis.heads[last]
    if _is_pointing(at, amount):
        return None
    if amount.approximator == "order" or at.text[amount.end : amount.end + 4] == " of ":
        noun = _of(at, last)
    elif analysis.deps[last] not in ("nummod", "amod", "compound", "nmod") or noun <= last or noun - last > 5:
        noun = _next_noun(at, last)
    if noun < 0 or analysis.pos[noun] not in _NOUNS or analysis.sentence_of[noun] != analysis.sentence_of[last]:
        return None
    name = _noun(at, noun)
    # "A dozen of the 104 sailors" holds a second number of its own.
    between = at.text[amount.end : analysis.starts[noun]]
    end = amount.end if any(map(str.isdigit, between)) else analysis.ends[noun]
    return replace(amount, end=end, unit=name) if name else None


def _is_pointing(at: Sight, amount: Amount) -> bool:
    """ "The two sides", "these three": words that point at known things and count nothing new; "one" is an article."""
    words = at.text[amount.start : amount.end].lower()
    before = at.text[max(at.sentence.span.start, amount.start - 9) : amount.start].lower().split()
    small = amount.value is not None and amount.value < _SMALL and not words[0].isdigit()
    return small and (words == "one" or (bool(before) and before[-1] in _POINTERS))


def _next_noun(at: Sight, token: int) -> int:
    """The last plural noun of the run of adjectives and nouns after a number."""
    analysis = at.analysis
    found = -1
    for one in range(token + 1, min(token + 5, at.sentence.last)):
        if analysis.pos[one] not in ("ADJ", "NOUN", "PROPN"):
            break
        found = one if analysis.tags[one] == "NNS" else found
    return found


def _of(at: Sight, token: int) -> int:
    analysis = at.analysis
    prep = analysis.child(token, "prep")
    if prep is None:
        inner = next((t for t in range(token, min(token + 4, at.sentence.last)) if analysis.words[t].lower() == "of"), None)  # fmt: skip
        prep = inner
    target = analysis.child(prep, "pobj") if prep is not None and analysis.words[prep].lower() == "of" else None
    return target if target is not None else -1


def _noun(at: Sight, noun: int) -> str:
    analysis = at.analysis
    left = noun - 1
    compound = analysis.deps[left] == "compound" and analysis.heads[left] == noun and analysis.pos[left] == "NOUN"
    own = analysis.lemmas[noun].lower()
    return f"{analysis.lemmas[left].lower()} {own}" if compound and not analysis.words[left][0].isdigit() else own


def sign_currency(at: Sight, sign: str | None) -> str | None:
    rows = at.words.currencies.get(sign.strip(), ()) if sign else ()
    return rows[0].code if rows else None


def _currency(at: Sight, name: str) -> str | None:
    """Give the code a currency's name means here; None where two states have that name and neither is near."""
    rows = at.words.currencies[name]
    if len(rows) == 1:
        return rows[0].code
    near = {one.code for one in at.reading.actors_in(range(at.sentence.first, at.sentence.last))}
    year = _year(at)
    past = [row for row in rows if row.until]
    for row in past:
        if row.until and (set(row.of) & near or not near) and year is not None and year <= row.until:
            return row.code
    fitting = [row for row in rows if not row.until and set(row.of) & near]
    if len(fitting) == 1:
        return fitting[0].code
    living = [row for row in rows if not row.until]
    return living[0].code if len(living) == 1 else None


def _year(at: Sight) -> int | None:
    ends = [one.date.latest for one in at.reading.dates_in(at.sentence.span) if one.date.latest]
    return int(ends[0][:4]) if ends and not ends[0].startswith("-") else None
