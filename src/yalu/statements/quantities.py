"""Quantities: numbers in digits and words with what blurs or bounds them and the unit they count in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Self

from yalu.actors import Gazetteer
from yalu.language import Sentence
from yalu.lexicon.figures import Currency, load_approximators, load_currencies, load_number_guards, load_units
from yalu.model import QuantityMention, Span, mention_id
from yalu.statements.numerals import Numerals, any_of
from yalu.statements.reading import Reading

_BACK = 32
"""Characters before a number in which its approximator stands."""
_DASH = "[-‐‑‒–—]"
_RATE = re.compile(r"\s+(?:a|an|per|each|every)\s+(day|week|month|year|hour)\b")
_PERCENT = re.compile(r"\s?%|(?:\s+|-)per\s?cent\b|\s+pct\b")
_POINTS = re.compile(r"(?:\s+|-)percentage[\s-]points?\b")
_TIMES = re.compile(r"\s+times\b")
_OF = re.compile(r"\s+of\b|\s+(?:the|its|their|his|her|all|these|those)\b")
_AGE = re.compile(r"[-‐‑‒–]\w+[-‐‑‒–]old\b|\s+years?\s+old\b")
_SMALL = 10
_POINTERS = ("the", "these", "those", "both", "their", "its", "his", "her", "our", "other")
_NOUNS = ("NOUN", "PROPN")


@dataclass(frozen=True, slots=True)
class _Words:
    """Compiled patterns over the words of figures."""

    numerals: Numerals
    core: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    unit: re.Pattern[str]
    currency: re.Pattern[str]
    approximators: Mapping[tuple[str, str], str]
    units: Mapping[str, str]
    currencies: Mapping[str, tuple[Currency, ...]]
    """By lower-case name or sign as it stands."""
    not_before: frozenset[str]
    not_after: frozenset[str]
    triggers: frozenset[str]

    @classmethod
    def load(cls) -> Self:
        """Build the words from the lexicon."""
        numerals = Numerals.load()
        approximators: dict[tuple[str, str], str] = {
            (row.side, row.text): str(row.value) for row in load_approximators().entries
        }
        units = {form: row.unit for row in load_units().entries for form in (row.unit, *row.forms)}
        currencies: dict[str, list[Currency]] = defaultdict(list)
        signs: set[str] = set()
        for row in load_currencies().entries:
            for name in (*row.names, *row.signs):
                currencies[name].append(row)
            signs.update(row.signs)
        names = [name for name in currencies if name not in signs]
        guards = load_number_guards().entries
        return cls(
            numerals, re.compile(_core(numerals, signs)), _before(approximators), _after(approximators),
            re.compile(rf"(?:\s+|\s?{_DASH}\s?|(?<=\d))(?P<u>(?i:{any_of(units)}))\b(?!{_DASH}old)"),
            re.compile(rf"(?:\s+|{_DASH})(?:worth\s+of\s+|in\s+)?(?P<c>(?i:{any_of(names)}))s?\b(?!\s+(?:the|a)\b)"),
            approximators, units,
            {name: tuple(rows) for name, rows in currencies.items()},
            frozenset(row.text for row in guards if row.side == "before"),
            frozenset(row.text for row in guards if row.side == "after"),
            frozenset({*numerals.cardinals, *(w for w in numerals.scales if len(w) > 2), *numerals.denominators, *numerals.multiples, *numerals.many}),
        )  # fmt: skip


def _core(numerals: Numerals, signs: set[str]) -> str:
    number = numerals.pattern
    sign = rf"(?:(?<![A-Za-z]){any_of(signs)}\s?)"
    below = any_of(numerals.denominators)
    many = any_of(numerals.many)
    return (
        rf"(?P<many>\b(?i:{many})(?:\s+of\s+(?:{many}))*\b)"
        rf"|(?P<inof>\b(?P<i>{number})\s+(?:in|out\s+of)\s+(?:every\s+)?(?P<o>(?!the\b){number})\b(?=\s+[a-z]))"
        rf"|(?P<frac>\b(?P<n>{number}|(?i:an?))(?:\s+|{_DASH})(?P<d>(?i:{below}))\b(?!{_DASH}))"
        rf"|(?P<half>\b(?i:half)\b)"
        rf"|(?P<mult>\b(?i:{any_of(numerals.multiples)})\b)"
        rf"|(?<![\w.,/’'])(?<![A-Za-z]{_DASH})(?<!\d{_DASH})(?P<sign>{sign})?(?P<num>{number})"
        rf"(?:\s?(?P<sep>{_DASH}|\s+to\s+|\s+and\s+)\s?(?P<sign2>{sign})?(?P<num2>{number}))?"
    )


def _before(approximators: Mapping[tuple[str, str], str]) -> re.Pattern[str]:
    words = any_of(text for side, text in approximators if side == "before")
    return re.compile(rf"(?i:(?<![\w-])(?P<a>between|from|{words})\s+(?:(?:the|a|an|another)\s+)?)$")


def _after(approximators: Mapping[tuple[str, str], str]) -> re.Pattern[str]:
    return re.compile(rf"(?i:,?\s+(?P<a>{any_of(text for side, text in approximators if side == 'after')}))\b")


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number on its way to a quantity."""

    start: int
    end: int
    value: float | None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    currency: str | None = None
    approximator: str = "exact"


@dataclass(frozen=True, slots=True)
class Quantities:
    """Finds quantities."""

    words: _Words
    name: str = "quantities"
    version: str = "1"
    needs: tuple[str, ...] = ("actors", "dates")
    gives: str = "quantities"

    @classmethod
    def load(cls, _gazetteer: Gazetteer) -> Self:
        """Build the stage with its words."""
        return cls(_Words.load())

    def extract(self, reading: Reading) -> Iterator[QuantityMention]:
        """Give the quantities of an article in order of the text."""
        triggers = self.words.triggers
        words = reading.analysis.words
        for sentence in reading.analysis.sentences:
            here = words[sentence.first : sentence.last]
            if any(word.lower() in triggers or any(map(str.isdigit, word)) or "-" in word for word in here):
                yield from _Finder(reading, self.words, sentence).find()


class _Finder:
    """Reads one sentence."""

    def __init__(self, reading: Reading, words: _Words, sentence: Sentence) -> None:
        self.reading = reading
        self.analysis = reading.analysis
        self.text = reading.analysis.text
        self.words = words
        self.sentence = sentence
        self.dates = [one.span for one in reading.dates_in(sentence.span)]

    def find(self) -> Iterator[QuantityMention]:
        position, stop = self.sentence.span.start, self.sentence.span.end
        while match := self.words.core.search(self.text, position, stop):
            amount = self._amount(match)
            amount = self._measured(amount) if amount else None
            if amount and not any(span.overlaps(Span(amount.start, amount.end)) for span in self.dates):
                amount = self._approximate(amount)
                yield self._mention(amount)
                position = max(amount.end, match.start() + 1)
            else:
                position = self._past(match)

    def _past(self, match: re.Match[str]) -> int:
        """Go on after a date that covers the match, else after its first number."""
        covering = [span.end for span in self.dates if span.start < match.end() and match.start() < span.end]
        return max([match.start() + 1, *(end for end in covering if end > match.start())]) if covering else (
            match.end("num") if match["num"] else match.end()
        )  # fmt: skip

    # ------------------------------------------------------------ the number

    def _amount(self, match: re.Match[str]) -> _Amount | None:
        numerals = self.words.numerals
        if match["many"]:
            value = 1.0
            for word in match["many"].lower().split(" of "):
                value *= _lead(numerals, word, first=word == match["many"].lower().split(" of ")[0])
            return _Amount(match.start(), match.end(), None, low=value, approximator="order")
        if match["inof"]:
            one, of = numerals.read(match["i"]), numerals.read(match["o"])
            share = one / of if one and of and one < of else None
            return _Amount(match.start(), match.end(), share, unit="share") if share else None
        if match["frac"]:
            return self._fraction(match)
        if match["half"]:
            return self._half(match)
        if match["mult"]:
            return self._multiple(match)
        return self._number(match)

    def _fraction(self, match: re.Match[str]) -> _Amount | None:
        count = self.words.numerals.read(match["n"])
        value = (count or 0) / self.words.numerals.denominators[match["d"].lower()]
        following = self.analysis.token_at(match.end())
        plain = match["n"].lower() in ("a", "an", "one") and "-" not in match["frac"]
        if not 0 < value < 1 or (plain and not _OF.match(self.text, match.end()) and self.analysis.pos[following] in ("NOUN", "ADJ", "PROPN")):  # fmt: skip
            return None
        return _Amount(match.start(), match.end(), value, unit="share")

    def _half(self, match: re.Match[str]) -> _Amount | None:
        """ "Half of", "half the"; "half a century" is half a unit; "the second half" is none."""
        unit = re.compile(rf"\s+an?{self.words.unit.pattern}").match(self.text, match.end())
        if unit:
            return _Amount(match.start(), unit.end(), *_scaled(0.5, self.words.units[unit["u"].lower()]))
        token = self.analysis.token_at(match.start())
        before = self.analysis.pos[token - 1] if token > self.sentence.first else ""
        if before in ("ADJ", "DET", "PRON") or self.text[match.end() : match.end() + 1] == "-":
            return None
        if not _OF.match(self.text, match.end()):
            return None
        return _Amount(match.start(), match.end(), 0.5, unit="share")

    def _multiple(self, match: re.Match[str]) -> _Amount | None:
        word = match["mult"].lower()
        token = self.analysis.token_at(match.start())
        if word in ("twice", "thrice") and not re.match(r"\s+(?:as|the|its|their|that)\b", self.text[match.end() :]):
            return None
        if self.analysis.tags[token] == "VBN" and self.analysis.deps[token] == "amod":
            return None
        return _Amount(match.start(), match.end(), self.words.numerals.multiples[word], unit="factor")

    def _number(self, match: re.Match[str]) -> _Amount | None:
        numerals = self.words.numerals
        value = numerals.read(match["num"])
        if value is None or self._is_name(match):
            return None
        currency = self._sign(match["sign"])
        one = _Amount(match.start(), match.end("num"), value, unit=currency or "", currency=currency)
        if match["num2"] and (high := numerals.read(match["num2"])) is not None:
            ranged = self._range(match, value, high)
            if ranged:
                return replace(ranged, unit=currency or "", currency=currency)
        return one

    def _range(self, match: re.Match[str], low: float, high: float) -> _Amount | None:
        """ "Between 10,000 and 15,000", "30-40": not "from 1.6 to 5.0", which are two."""
        before = self.words.before.search(
            self.text, max(self.sentence.span.start, match.start() - _BACK), match.start()
        )
        word = before["a"].lower() if before else ""
        separator = match["sep"].strip()
        if word == "from" or (separator == "and" and word != "between"):
            return None
        tail = self.words.numerals.read("1 " + match["num2"].split()[-1]) if " " in match["num2"] else None
        if low < high and tail and tail > 1 and low < 1000 <= high and not re.search(r"[^\W\d]", match["num"]):
            low *= high / float(match["num2"].split()[0].replace(",", "")) if match["num2"][0].isdigit() else 1
        if low >= high:
            return None
        start = match.start() if word != "between" or not before else before.start("a")
        return _Amount(start, match.end(), None, low=low, high=high, approximator="between")

    def _is_name(self, match: re.Match[str]) -> bool:
        """Numbers of resolutions, articles, types, ranks and clock times; bare "one" that counts nothing."""
        following = self.text[match.end("num") :][:8].lower()
        if match["num"][-1].isdigit() and re.match(r"[a-z]", following) and not self.words.unit.match(self.text, match.end("num")):  # fmt: skip
            return True
        if re.match(r":\d|[-–]?(?:st|nd|rd|th)\b|\.\d", following):
            return True
        token = self.analysis.token_at(match.start())
        words = self.analysis.words
        before = words[token - 1].lower() if token > self.sentence.first else ""
        position = token - 1
        while (
            position > self.sentence.first
            and words[position].lower() in ("and", ",", "or")
            and words[position - 1].isdigit()
        ):
            position -= 2
        listed = words[position].lower() if position >= self.sentence.first else ""
        after = words[min(self.analysis.token_at(match.end("num")), self.sentence.last - 1)].lower()
        guarded = {before, listed} & self.words.not_before or after in self.words.not_after
        return bool(guarded) and not match["sign"]

    # ------------------------------------------------------------ the unit

    def _measured(self, amount: _Amount) -> _Amount | None:
        if amount.unit == "share" or amount.unit == "factor":
            return amount
        if amount.currency:
            return self._more_currency(amount)
        for pattern, unit in ((_POINTS, "percentage point"), (_PERCENT, "percent"), (_TIMES, "factor")):
            match = pattern.match(self.text, amount.end)
            if match:
                return replace(amount, end=match.end(), unit=unit)
        if amount.unit:
            return amount
        money = self.words.currency.match(self.text, amount.end)
        if money:
            currency = self._currency(money["c"].lower())
            unit = currency or money["c"].lower()
            return replace(amount, end=money.end(), unit=unit, currency=currency)
        return self._unit_or_noun(amount)

    def _more_currency(self, amount: _Amount) -> _Amount:
        """ "$400 billion dollar" says its currency twice."""
        again = self.words.currency.match(self.text, amount.end)
        return replace(amount, end=again.end()) if again else amount

    def _unit_or_noun(self, amount: _Amount) -> _Amount | None:
        if _AGE.match(self.text, amount.end):
            return None
        unit = self.words.unit.match(self.text, amount.end)
        if unit:
            word = unit["u"] if unit["u"] in self.words.units else unit["u"].lower()
            name = self.words.units.get(word, word)
            rate = _RATE.match(self.text, unit.end())
            ended = rate.end() if rate else unit.end()
            return replace(amount, end=ended, unit=f"{name} per {rate[1]}" if rate else name)
        return self._counted(amount)

    def _counted(self, amount: _Amount) -> _Amount | None:
        """The noun that the parse ties to the number, or that stands after "of": "dozens of officials"."""
        analysis = self.analysis
        last = analysis.token_at(amount.end - 1)
        noun = analysis.heads[last]
        if self._is_pointing(amount):
            return None
        if amount.approximator == "order" or self.text[amount.end : amount.end + 4] == " of ":
            noun = self._of(last)
        elif analysis.deps[last] not in ("nummod", "amod", "compound", "nmod") or noun <= last or noun - last > 5:
            noun = self._next_noun(last)
        if noun < 0 or analysis.pos[noun] not in _NOUNS or analysis.sentence_of[noun] != analysis.sentence_of[last]:
            return None
        name = self._noun(noun)
        # "A dozen of the 104 sailors" holds a second number of its own.
        between = self.text[amount.end : analysis.starts[noun]]
        end = amount.end if any(map(str.isdigit, between)) else analysis.ends[noun]
        return replace(amount, end=end, unit=name) if name else None

    def _is_pointing(self, amount: _Amount) -> bool:
        """ "The two sides", "these three": words that point at known things and count nothing new; "one" is an article."""
        words = self.text[amount.start : amount.end].lower()
        before = self.text[max(self.sentence.span.start, amount.start - 9) : amount.start].lower().split()
        small = amount.value is not None and amount.value < _SMALL and not words[0].isdigit()
        return small and (words == "one" or (bool(before) and before[-1] in _POINTERS))

    def _next_noun(self, token: int) -> int:
        """The last plural noun of the run of adjectives and nouns after a number."""
        analysis = self.analysis
        found = -1
        for one in range(token + 1, min(token + 5, self.sentence.last)):
            if analysis.pos[one] not in ("ADJ", "NOUN", "PROPN"):
                break
            found = one if analysis.tags[one] == "NNS" else found
        return found

    def _of(self, token: int) -> int:
        analysis = self.analysis
        prep = analysis.child(token, "prep")
        if prep is None:
            inner = next((t for t in range(token, min(token + 4, self.sentence.last)) if analysis.words[t].lower() == "of"), None)  # fmt: skip
            prep = inner
        target = analysis.child(prep, "pobj") if prep is not None and analysis.words[prep].lower() == "of" else None
        return target if target is not None else -1

    def _noun(self, noun: int) -> str:
        analysis = self.analysis
        left = noun - 1
        compound = analysis.deps[left] == "compound" and analysis.heads[left] == noun and analysis.pos[left] == "NOUN"
        own = analysis.lemmas[noun].lower()
        return f"{analysis.lemmas[left].lower()} {own}" if compound and not analysis.words[left][0].isdigit() else own

    def _sign(self, sign: str | None) -> str | None:
        rows = self.words.currencies.get(sign.strip(), ()) if sign else ()
        return rows[0].code if rows else None

    def _currency(self, name: str) -> str | None:
        """Give the code a currency's name means here; None where two states have that name and neither is near."""
        rows = self.words.currencies[name]
        if len(rows) == 1:
            return rows[0].code
        near = {one.code for one in self.reading.actors_in(range(self.sentence.first, self.sentence.last))}
        year = self._year()
        past = [row for row in rows if row.until]
        for row in past:
            if row.until and (set(row.of) & near or not near) and year is not None and year <= row.until:
                return row.code
        fitting = [row for row in rows if not row.until and set(row.of) & near]
        if len(fitting) == 1:
            return fitting[0].code
        living = [row for row in rows if not row.until]
        return living[0].code if len(living) == 1 else None

    def _year(self) -> int | None:
        ends = [one.date.latest for one in self.reading.dates_in(self.sentence.span) if one.date.latest]
        return int(ends[0][:4]) if ends and not ends[0].startswith("-") else None

    # ------------------------------------------------------------ what blurs it

    def _approximate(self, amount: _Amount) -> _Amount:
        floor = max(self.sentence.span.start, amount.start - _BACK)
        match = self.words.before.search(self.text, floor, amount.start)
        word = " ".join(match["a"].lower().split()) if match else ""
        kind = self.words.approximators.get(("before", word), "")
        if match and kind:
            amount = replace(amount, start=match.start("a"))
        else:
            after = self.words.after.match(self.text, amount.end)
            if after:
                kind = self.words.approximators[("after", " ".join(after["a"].lower().split()))]
                amount = replace(amount, end=after.end())
        if not kind or amount.value is None:
            return amount
        low = amount.value if kind in ("above", "at_least") else None
        high = amount.value if kind in ("below", "at_most") else None
        return replace(amount, approximator=kind, low=low, high=high)

    def _mention(self, amount: _Amount) -> QuantityMention:
        span = Span(amount.start, amount.end)
        quote = self.reading.quote(span)
        article = self.reading.article.id
        return QuantityMention(
            id=mention_id("quantity", article, span, quote), article=article, span=span, quote=quote,
            value=amount.value, low=amount.low, high=amount.high, unit=amount.unit, currency=amount.currency,
            approximator=amount.approximator,
        )  # fmt: skip


def _lead(numerals: Numerals, word: str, *, first: bool) -> float:
    """ "Tens of thousands" is at least twenty thousand: the first word brings its own least, the others their scale."""
    value = numerals.many[word]
    return value if first else value / 2


def _scaled(share: float, unit: str) -> tuple[float, float | None, float | None, str]:
    years = {"century": 100, "decade": 10}
    return (share * years[unit], None, None, "year") if unit in years else (share, None, None, unit)
