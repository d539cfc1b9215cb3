"""Find the unit a number counts in: percent, currency, physical unit, counted noun."""

from __future__ import annotations

import re
from dataclasses import replace

from yalu.lexicon.figures import Currency
from yalu.statements.quantities.amounts import Amount, Sight
from yalu.statements.quantities.words import DASH, DASHES

_PERCENT = re.compile(r"\s?%|(?:\s+|-)per\s?cent\b|\s+pct\b|\s+in\s+the\s+hundred\b")
_POINTS = re.compile(rf"(?:\s+|{DASH})percentage{DASH}?\s?points?\b")
_BARE_POINTS = re.compile(r"\s+points?\b")
_TIMES = re.compile(r"\s+times\b")
_COMPARED = re.compile(r"\s+(?:as|more|less|fewer|the|that|what|its|their|\w+er)\b")
_STRONG = re.compile(rf"(?:{DASH}|\s+)strong\b")
_AGE = re.compile(r"[-‐‑‒–]\w+[-‐‑‒–]old\b|\s+years?\s+old\b|\s+years?\s+of\s+age\b")
_OF_NUMBER = re.compile(r"\s+of\s+(?:the|its|their|his|all)\s+[$€£¥]?\d")
_TO_NUMBER = re.compile(r"\s+to\s+[$€£¥]?\d")
_MODEL = re.compile(r"\b[A-Z]+-\d+\b")
_SMALL = 10
_REACH = 5
_POINTERS = ("the", "these", "those", "both", "their", "its", "his", "her", "our", "other")
_NOUNS = ("NOUN", "PROPN")
_YEARLY = ("annually", "yearly", "per annum", "a year")
_TIME_OF = {"monthly": "month", "weekly": "week", "daily": "day"}


def add_unit(at: Sight, amount: Amount) -> Amount | None:
    """Give the amount with its unit, its end after the words of it; bare where there is none, None where it points."""
    if amount.unit in ("share", "factor", "vote", "rank"):
        return amount
    if amount.unit in at.words.times:
        return amount
    if amount.unit:
        return _rated(at, _more_currency(at, amount))
    plain = _percents(at, amount)
    if plain:
        return plain
    money = at.words.currency.match(at.text, amount.end)
    if amount.approximator == "order" and not money:
        money = re.compile(rf"\s+of{at.words.currency.pattern}").match(at.text, amount.end)
    if money:
        currency = name_currency(at, money["c"].lower())
        unit = currency or at.words.currencies[money["c"].lower()][0].names[0]
        return _rated(at, replace(amount, end=money.end(), unit=unit, currency=currency))
    return _unit_or_noun(at, amount)


def _percents(at: Sight, amount: Amount) -> Amount | None:
    for pattern, unit in ((_POINTS, "percentage point"), (_PERCENT, "percent")):
        match = pattern.match(at.text, amount.end)
        if match:
            return _rated(at, replace(amount, end=match.end(), unit=unit), share=True)
    points = _BARE_POINTS.match(at.text, amount.end)
    if points and re.search(r"%|per\s?cent|\bpolls?\b", at.text[at.sentence.span.start : at.sentence.span.end]):
        return replace(amount, end=points.end(), unit="percentage point")
    times = _TIMES.match(at.text, amount.end)
    if times:
        unit = "factor" if _COMPARED.match(at.text, times.end()) else "time"
        return replace(amount, end=times.end(), unit=unit)
    strong = _STRONG.match(at.text, amount.end)
    return replace(amount, end=strong.end(), bare=True) if strong else None


def _rated(at: Sight, amount: Amount, *, share: bool = False) -> Amount:
    """ "€200 million a year", "30,000 barrels a day"; of a share only "a year"."""
    match = at.words.rate.match(at.text, amount.end)
    if not match or (share and not match["t"]):
        return amount
    if match["p"]:
        per = " ".join(match["p"].lower().split())
        tail = at.words.units.get(per) or _long_unit(at, per)
    elif match["y"]:
        words = " ".join(match["y"].lower().split())
        tail = "year" if words in _YEARLY else _TIME_OF[words]
    else:
        tail = at.words.units.get((match["b"] or match["t"]).lower(), (match["b"] or match["t"]).lower())
    return replace(amount, end=match.end(), unit=f"{amount.unit} per {tail}")


def _long_unit(at: Sight, words: str) -> str:
    """ "Thousand cubic metres": the scale with the unit's own name."""
    scale, _, unit = words.partition(" ")
    return f"{scale} {at.words.units.get(unit, unit)}"


def _more_currency(at: Sight, amount: Amount) -> Amount:
    """ "$400 billion dollar" says its currency twice."""
    again = at.words.currency.match(at.text, amount.end)
    return replace(amount, end=again.end()) if again else amount


def _unit_or_noun(at: Sight, amount: Amount) -> Amount | None:
    if _AGE.match(at.text, amount.end):
        return None
    unit = at.words.unit.match(at.text, amount.end)
    if not unit and amount.approximator == "order":
        unit = re.compile(rf"\s+of{at.words.unit.pattern}").match(at.text, amount.end)
    if unit:
        word = unit["u"] if unit["u"] in at.words.units else unit["u"].lower()
        named = at.words.units.get(" ".join(word.split()), word)
        if " per " in named:
            return replace(amount, end=unit.end(), unit=named)
        return _rated(at, replace(amount, end=unit.end(), unit=named))
    return _counted(at, amount)


def _counted(at: Sight, amount: Amount) -> Amount | None:
    """Give the amount with the noun it counts; bare where its place shows a quantity without a noun."""
    if _is_pointing(at, amount):
        return None
    analysis = at.analysis
    last = analysis.token_at(amount.end - 1)
    if _is_lent(at, amount, last):
        return replace(amount, bare=True)
    noun = _noun_of(at, amount, last)
    if noun < 0 or analysis.pos[noun] not in _NOUNS or analysis.sentence_of[noun] != analysis.sentence_of[last]:
        if _stands_alone(at, amount):
            return replace(amount, bare=True)
        return replace(amount, elliptic=True) if _ends_its_phrase(at, amount) else None
    name = _noun(at, noun)
    if name.split()[-1] in at.words.joined and at.text[amount.end : amount.end + 1] in DASHES:
        return None
    # "A dozen of the 104 sailors" holds a second number of its own.
    between = _MODEL.sub("", at.text[amount.end : analysis.starts[noun]])
    end = amount.end if any(map(str.isdigit, between)) else analysis.ends[noun]
    return replace(amount, end=end, unit=name) if name else None


def _is_lent(at: Sight, amount: Amount, last: int) -> bool:
    """ "5 of the 42 billion dollars", "from 25 to 10 percent": the unit stands after the next number."""
    ranged = _TO_NUMBER.match(at.text, amount.end) and at.analysis.words[last - 1].lower() == "from"
    return bool(ranged or _OF_NUMBER.match(at.text, amount.end))


def _noun_of(at: Sight, amount: Amount, last: int) -> int:
    """Give the noun that the parse ties to a number, or that stands after "of" ("dozens of officials"); -1 for none."""
    analysis = at.analysis
    if amount.approximator == "order" or at.text[amount.end : amount.end + 4] == " of ":
        noun = _of(at, last)
        return noun if noun >= 0 else _next_noun(at, last)
    noun = analysis.heads[last]
    if analysis.pos[noun] in ("NUM", "VERB") and noun > last:
        # "12 FA-50 jets", "300 students study": a model's name, a verb taken for the noun.
        run = range(last + 1, min(noun + 2, at.sentence.last))
        return next((one for one in run if analysis.tags[one] in ("NNS", "NNPS")), noun)
    tied = analysis.deps[last] in ("nummod", "amod", "compound", "nmod")
    return noun if tied and last < noun <= last + _REACH else _next_noun(at, last)


def _stands_alone(at: Sight, amount: Amount) -> bool:
    """A number without a noun that its place shows to be a quantity: "wounded 18", "fell to 229", "numbered 1.3 million"."""
    analysis = at.analysis
    tokens = [
        one
        for one in range(analysis.token_at(amount.start), analysis.token_at(amount.end - 1) + 1)
        if analysis.pos[one] != "ADV"
    ]
    root = next((one for one in tokens if analysis.heads[one] not in tokens), tokens[-1])
    before = tokens[0] - 1
    named = before >= at.sentence.first and analysis.words[before][:1].isupper() and analysis.pos[before] in _NOUNS
    words = at.text[amount.start : amount.end]
    if (named and before > at.sentence.first) or words.lower() in ("one", "zero", "two", "three"):
        return False
    large = "," in words or any(word in words for word in ("illion", "housand", "undred", "lakh", "crore", "bn"))
    if large:
        return True
    verb = analysis.heads[root]
    if analysis.deps[root] in ("dobj", "nsubj", "nsubjpass", "attr"):
        return analysis.pos[verb] in ("VERB", "AUX")
    return analysis.deps[root] == "pobj" and analysis.lemmas[analysis.heads[verb]].lower() in at.words.changes


def _ends_its_phrase(at: Sight, amount: Amount) -> bool:
    """A number of some size before a preposition, a word of time or the end: its noun may be left out."""
    words = at.text[amount.start : amount.end]
    if amount.value is None or (amount.value < _SMALL and not words[0].isdigit()) or amount.approximator == "order":
        return False
    following = at.analysis.token_at(amount.end)
    if at.text[amount.end : amount.end + 1] in (".", ",", ";", ")", ""):
        return True
    return at.analysis.pos[following] in ("ADP", "DET", "ADV", "CCONJ", "SCONJ", "PUNCT")


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
    for one in range(token + 1, min(token + _REACH, at.sentence.last)):
        if analysis.pos[one] not in ("ADJ", "NOUN", "PROPN"):
            break
        found = one if analysis.tags[one] in ("NNS", "NNPS") else found
    return found


def _of(at: Sight, token: int) -> int:
    analysis = at.analysis
    prep = analysis.child(token, "prep")
    if prep is None or analysis.words[prep].lower() != "of":
        near = range(token, min(token + 4, at.sentence.last))
        prep = next((one for one in near if analysis.words[one].lower() == "of"), None)
    target = analysis.child(prep, "pobj") if prep is not None else None
    return target if target is not None else -1


def _noun(at: Sight, noun: int) -> str:
    """Give a counted noun in the singular, with the noun before it: "crew member", "South Korean"."""
    analysis = at.analysis
    left = noun - 1
    actor = at.reading.actor_at(noun)
    if actor and actor.quote.split()[-1][0].isupper():
        return re.sub(r"s$", "", actor.quote)
    compound = analysis.deps[left] == "compound" and analysis.heads[left] == noun and analysis.pos[left] == "NOUN"
    own = analysis.lemmas[noun].lower()
    if analysis.tags[noun] == "NNPS" or (analysis.pos[noun] == "PROPN" and analysis.words[noun].endswith("s")):
        own = re.sub(r"s$", "", analysis.words[noun])
    return f"{analysis.lemmas[left].lower()} {own}" if compound and not analysis.words[left][0].isdigit() else own


def sign_currency(at: Sight, sign: str) -> str | None:
    """Give the code a currency's sign means here."""
    rows = at.words.currencies.get(sign.strip(), ())
    return _choose(at, rows, default=rows[0].code if rows and not rows[0].of else None)


def name_currency(at: Sight, name: str) -> str | None:
    """Give the code a currency's name means here; None where two states have that name and neither is near."""
    rows = at.words.currencies[name]
    return rows[0].code if len(rows) == 1 else _choose(at, rows, default=None)


def _choose(at: Sight, rows: tuple[Currency, ...], *, default: str | None) -> str | None:
    if len(rows) == 1:
        return rows[0].code
    near = {one.code for one in at.reading.actors_in(range(at.sentence.first, at.sentence.last)) if one.code}
    common = next((row for row in rows if row.common), None)
    if common:
        rival = any(set(row.of) & near for row in rows if row is not common)
        return None if rival and not set(common.of) & near else common.code
    year = _year(at)
    for row in rows:
        if row.until and (set(row.of) & near or not near) and year is not None and year <= row.until:
            return row.code
    living = [row for row in rows if not row.until]
    fitting = [row for row in living if set(row.of) & near]
    if default is None and len(fitting) == 1:
        return fitting[0].code
    return default or (living[0].code if len(living) == 1 else None)


def _year(at: Sight) -> int | None:
    ends = [one.date.latest for one in at.reading.dates_in(at.sentence.span) if one.date.latest]
    return int(ends[0][:4]) if ends and not ends[0].startswith("-") else None
