"""Atoms: single date expressions and their values, before anything joins them or stands before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from yalu.language import Sentence
from yalu.model.dates import Relation
from yalu.statements.dates.grammar import Grammar
from yalu.statements.dates.relative import UNKNOWN, Clock, from_context, is_quarter, tense_of
from yalu.statements.dates.values import (
    Value,
    century_value,
    day_value,
    decade_value,
    month_value,
    season_value,
    span,
    write_year,
    year_value,
)
from yalu.statements.reading import Reading

_TIME_WORDS = ("in", "by", "since", "until", "till", "before", "after", "from", "to", "of", "during", "late", "early",
               "mid", "through", "last", "this", "next", "around", "between", "for")  # fmt: skip
_YEAR_WORDS = ("in", "since", "until", "till", "by", "during", "before", "after")
_RUNS = re.compile(r"\d+|[^\W\d_]+")
_OLD = 1500
"""A bare number below this is a year only after a preposition of time."""
_FAR = 2
"""An essay that tells of a year this many before its own counts bare months from the year it tells of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Atom:
    """One expression; months and days may still lack their year."""

    start: int
    end: int
    value: Value | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str | None = None
    relation: Relation = "at"
    joins: bool = True
    """False for vague and relative expressions, which never form ranges."""


class Reader:
    """Reads atoms and gives their values; knows the published date and the last date named."""

    def __init__(self, reading: Reading, grammar: Grammar) -> None:
        self.analysis = reading.analysis
        self.text = reading.analysis.text
        self.grammar = grammar
        self.clock = Clock.at(reading.article.published)
        self.last: Value | None = None
        self.last_sentence: Sentence | None = None
        self.sentence: Sentence | None = None

    def enter(self, sentence: Sentence) -> None:
        """Begin a sentence; a date named two paragraphs ago is forgotten."""
        self.sentence = sentence
        if self.last_sentence and sentence.paragraph - self.last_sentence.paragraph > 1:
            self.last = self.last_sentence = None

    def remember(self, value: Value, sentence: Sentence) -> None:
        """Keep a date that later words may count from."""
        known = value.resolved in ("absolute", "context") or (value.resolved == "published" and is_quarter(value))
        if value.edtf and known and value.high and "X" not in value.high:
            self.last, self.last_sentence = value, sentence

    def atoms(self, sentence: Sentence) -> Iterator[Atom | None]:
        """Give the atoms of a sentence from left to right."""
        position, stop = sentence.span.start, sentence.span.end
        for start in self._starts(sentence):
            match = self.grammar.atoms.match(self.text, start, stop) if start >= position else None
            if not match:
                continue
            name = match.lastgroup or ""
            detail = self.grammar.details[name].match(self.text, match.start(), stop)
            atom = getattr(self, f"_{name}")(detail) if detail else None
            known = self.value(atom) if atom and (atom.value or atom.year is not None) else None
            if known:
                self.remember(known, sentence)
            yield atom
            position = atom.end if atom else match.start() + _first_word(match[0])

    def _starts(self, sentence: Sentence) -> Iterator[int]:
        """Give the characters where a date may begin: words that may open one, and digits."""
        analysis = self.analysis
        for token in range(sentence.first, sentence.last):
            word, at = analysis.words[token], analysis.starts[token]
            if word.isalpha():
                if word.lower() in self.grammar.starts:
                    yield at
                continue
            for run in _RUNS.finditer(word):
                if run[0].isdigit() or run[0].lower() in self.grammar.starts:
                    yield at + run.start()

    def value(self, atom: Atom) -> Value | None:
        """Give the value of an atom, resolving a missing year."""
        if atom.value is not None or atom.month is None:
            return atom.value
        if atom.year is not None:
            return self._full(atom, atom.year)
        tense = tense_of(self.analysis, self.analysis.token_at(atom.start))
        if self._tells_of_the_past() and tense != "future" and self.last:
            value = self._full(atom, int(self.last.high[:4]))
            return replace(value, resolved="context", anchor=self.last.edtf) if value else None
        if atom.day is not None:
            return self.clock.day_by_tense(atom.month, atom.day, tense)
        return self.clock.month_by_tense(atom.month, tense, atom.part)

    def _full(self, atom: Atom, year: int) -> Value | None:
        if atom.month is None:
            return None
        return day_value(year, atom.month, atom.day) if atom.day else month_value(year, atom.month, atom.part)

    def _tells_of_the_past(self) -> bool:
        """A year named in the same sentence, or in the same paragraph of an essay written years after it."""
        last, here = self.last_sentence, self.sentence
        if not self.last or not last or not here or self.last.high.startswith("-"):
            return False
        if last is here:
            return True
        year = int(self.last.high[:4])
        return last.paragraph == here.paragraph and self.clock.year is not None and self.clock.year - year >= _FAR

    def _same_paragraph(self) -> bool:
        last, here = self.last_sentence, self.sentence
        return bool(last and here and last.paragraph == here.paragraph)

    # ------------------------------------------------------------ one method a shape of the grammar

    def _atom(self, match: re.Match[str], value: Value | None, *, joins: bool = True) -> Atom | None:
        return Atom(start=match.start(), end=match.end(), value=value, joins=joins) if value else None

    def _month_of(self, word: str) -> int:
        return int(self.grammar.meanings["month"][word.lower()])

    def _part_of(self, word: str | None) -> str | None:
        return self.grammar.meanings["part"][" ".join(word.lower().split())] if word else None

    def _iso(self, match: re.Match[str]) -> Atom | None:
        return self._atom(match, day_value(int(match["y"]), int(match["mm"]), int(match["d"])))

    def _days(self, match: re.Match[str]) -> Atom | None:
        month = self._month_of(match["m"] or match["m2"])
        first, last = (_number(match[a] or match[b]) for a, b in (("d", "d2"), ("e", "e2")))
        year = int(match["y"]) if match["y"] else self.clock.year
        if year is None:
            return self._atom(match, UNKNOWN, joins=False)
        low, high = day_value(year, month, first), day_value(year, month, last)
        if not low or not high or first >= last:
            return None
        value = span(low.low, high.high)
        return self._atom(match, value if match["y"] else self.clock.stamp(value))

    def _day_month(self, match: re.Match[str]) -> Atom | None:
        return self._day(match) if "day" in match.groupdict() else self._dated(match)

    _month_day = _day_month

    def _dated(self, match: re.Match[str]) -> Atom | None:
        day = self.analysis.token_at(match.start("d"))
        if not match["y"] and self._counts_something(day):
            return None
        month, number = self._month_of(match["m"]), _number(match["d"])
        year = int(match["y"]) if match["y"] else None
        if day_value(year or 2000, month, number) is None:
            return None
        return Atom(start=match.start(), end=match.end(), year=year, month=month, day=number)

    def _month_year(self, match: re.Match[str]) -> Atom | None:
        part = self._part_of(match["part"])
        month = self._month_of(match["m"])
        return Atom(start=match.start(), end=match.end(), year=int(match["y"]), month=month, part=part)

    def _season(self, match: re.Match[str]) -> Atom | None:
        return self._atom(match, season_value(int(match["y"]), self.grammar.meanings["season"][match["s"].lower()]))

    def _division(self, match: re.Match[str]) -> Atom | None:
        code = self.grammar.meanings["division"][" ".join(match["q"].lower().split())]
        return self._atom(match, season_value(int(match["y"]), code))

    def _ordinal(self, match: re.Match[str]) -> Atom | None:
        """ "The third quarter" of the year named, of last year, or the last one that was over when the text was written."""
        code = self.grammar.meanings["ordinal"][match["o"].lower()]
        year = match["y"] or match["y2"] or match["y3"]
        if year:
            return self._atom(match, season_value(int(year), code))
        which = (match["k"] or match["k2"] or "").lower()
        tense = tense_of(self.analysis, self.analysis.token_at(match.start("o")))
        step = {"last": -1, "this": 0, "next": 1}.get(which)
        return self._atom(match, self.clock.quarter(code, step=step, tense=tense), joins=False)

    def _latest(self, match: re.Match[str]) -> Atom | None:
        """ "The quarter" is the one last named, else the last that was over; "the year-ago quarter" one year before it."""
        if match["u"] and match["u"].lower() == "weekend":
            return self._atom(match, self.clock.weekend(), joins=False)
        named = self.last if self.last and is_quarter(self.last) else None
        if match["back"]:
            return self._atom(match, from_context(named or self.clock.last_quarter(), -1, "year"), joins=False)
        known = named if named and not match["new"] and named.resolved != "context" else None
        return self._atom(match, known or self.clock.last_quarter(), joins=False)

    def _spelled(self, match: re.Match[str]) -> Atom | None:
        """ "Nineteen ninety-six", "the year two thousand"."""
        numbers = self.grammar.meanings
        if match["two"]:
            return self._atom(match, year_value(2000 + int(numbers["ones"][match["i2"].lower()] if match["i2"] else 0)))
        ones = int(numbers["ones"][match["i"].lower()]) if match["i"] else 0
        tens = int(numbers["tens"][match["x"].lower()])
        if ones and tens in range(10, 20):
            return None
        year = int(numbers["teens"][match["t"].lower()]) * 100 + tens + ones
        return self._atom(match, year_value(year, self._part_of(match["part"])))

    def _words(self, match: re.Match[str]) -> Atom | None:
        """ "The nineteen-fifties", "the sixties": without a century of the twentieth, unless the text is older."""
        if not match["t"] and not match[0].lower().startswith("the"):
            return None
        century = int(self.grammar.meanings["teens"][match["t"].lower()]) if match["t"] else 19
        first = century * 100 + int(self.grammar.meanings["spelled"][match["z"].lower()])
        return self._atom(match, decade_value(first, self._part_of(match["part"])))

    def _months(self, match: re.Match[str]) -> Atom | None:
        step = {"last": -1, "this": 0, "next": 1}[match["k"].lower()]
        if self.clock.year is None:
            return self._atom(match, UNKNOWN, joins=False)
        value = month_value(self.clock.year + step, self._month_of(match["m"]))
        return self._atom(match, self.clock.stamp(value), joins=False)

    def _now(self, match: re.Match[str]) -> Atom | None:
        """These days: about the published date. "Now, ..." that opens a sentence only turns to the reader."""
        if match[0].lower() == "now" and self.text[match.end() : match.end() + 1] == ",":
            return None
        value = self.clock.move(0, "day") if self.clock.day else self.clock.move(0, "year")
        return self._atom(match, value.qualify("~"), joins=False)

    def _quarter(self, match: re.Match[str]) -> Atom | None:
        code = (32 if match["h"] == "Q" else 39) + int(match["i"])
        return self._atom(match, season_value(int(match["y"]), str(code))) if code <= 41 else None

    def _decade(self, match: re.Match[str]) -> Atom | None:
        return self._atom(match, decade_value(int(match["y"]), self._part_of(match["part"])))

    def _century(self, match: re.Match[str]) -> Atom | None:
        word = match["c"].lower()
        number = _number(word) if word[0].isdigit() else int(self.grammar.numerals.ordinals[word])
        return self._atom(
            match, century_value(number, self._part_of(match["part"]), before_christ=bool(match["bc"])) if number else None
        )  # fmt: skip

    def _years(self, match: re.Match[str]) -> Atom | None:
        first, tail = int(match["y"]), match["z"]
        last = int(tail) if len(tail) > 2 else first // 100 * 100 + int(tail)
        if last <= first and len(tail) == 2:
            last += 100
        if not first < last <= first + (1 if match["dash"] == "/" else 999) or last - first > 99 > len(tail) * 40:
            return None
        return self._atom(match, span(write_year(first), write_year(last)))

    def _era(self, match: re.Match[str]) -> Atom | None:
        number = int(match["ad"] or match["n"])
        year = 1 - number if (match["bc"] or "").startswith("B") else number
        return self._atom(match, year_value(year)) if number else None

    def _year(self, match: re.Match[str]) -> Atom | None:
        token = self.analysis.token_at(match.start("y"))
        if not self._is_year(token, int(match["y"])):
            return None
        return self._atom(match, year_value(int(match["y"]), self._part_of(match["part"])))

    def _ago(self, match: re.Match[str]) -> Atom | None:
        unit = self.grammar.meanings["unit"][match["u"].lower()]
        count = self.grammar.numerals.read(match["n"])
        if match["n"].lower().startswith("half"):
            count = 0.5
        if count is None:
            return self._atom(match, UNKNOWN, joins=False)
        if unit == "year" and self.last and is_quarter(self.last) and self._same_paragraph():
            # Beside a quarter "a year ago" is that quarter a year before.
            return self._atom(match, from_context(self.last, -count, unit), joins=False)
        value = self.clock.move(-count if match["dir"] == "ago" else count, unit)
        return self._atom(match, value.qualify("~") if match["q"] else value, joins=False)

    def _past(self, match: re.Match[str]) -> Atom | None:
        unit = self.grammar.meanings["unit"][(match["u"] or match["u2"]).lower()]
        number = match["n"]
        count = 1.0 if match["u2"] else self.grammar.numerals.read(number) if number else None
        if count is None:
            return self._atom(match, UNKNOWN, joins=False)
        back = (match["k"] or match["k2"]) in ("past", "last")
        return self._atom(match, self.clock.through(-count if back else count, unit), joins=False)

    def _later(self, match: re.Match[str]) -> Atom | None:
        count = self.grammar.numerals.read(match["n"])
        unit = self.grammar.meanings["unit"][match["u"].lower()]
        if count is None:
            return self._atom(match, UNKNOWN, joins=False)
        back = match["dir"] == "earlier"
        return self._atom(match, from_context(self.last, -count if back else count, unit), joins=False)

    def _shift(self, match: re.Match[str]) -> Atom | None:
        which = self.grammar.meanings["deictic"][" ".join(match["k"].lower().split())]
        unit = self.grammar.meanings["unit"][match["u"].lower()]
        step = {"last": -1, "this": 0, "next": 1}.get(which)
        if step is not None:
            if unit == "day":
                return None
            return self._atom(match, self.clock.unit(step, unit, self._part_of(match["part"])), joins=False)
        count = {"following": 1, "previous": -1, "same": 0}[which]
        return self._atom(match, from_context(self.last, count, unit), joins=False)

    def _named(self, match: re.Match[str]) -> Atom | None:
        words = " ".join(match["k"].lower().split())
        which = {"this past": "last", "this coming": "next"}.get(words, words)
        if which.startswith("the "):
            return self._named_in_context(match, which)
        if match["m"]:
            value = self.clock.month_near(self._month_of(match["m"]), which=which, part=self._part_of(match["part"]))
        elif match["w"]:
            tense = tense_of(self.analysis, self.analysis.token_at(match.start("w")))
            value = self.clock.weekday(
                int(self.grammar.meanings["weekday"][match["w"].lower()]), which=which, tense=tense
            )
        else:
            value = self.clock.season_near(self.grammar.meanings["season"][match["s"].lower()], which)
        return self._atom(match, value, joins=False)

    def _named_in_context(self, match: re.Match[str], which: str) -> Atom | None:
        if not match["m"] or self.last is None or len(self.last.high.rstrip("~?%")) < 7:
            return self._atom(match, UNKNOWN, joins=False)
        year, month = int(self.last.high[:4]), int(self.last.high[5:7])
        wanted = self._month_of(match["m"])
        year += which == "the following" and wanted <= month
        value = replace(month_value(year, wanted), resolved="context", anchor=self.last.edtf)
        return self._atom(match, value, joins=False)

    def _day(self, match: re.Match[str]) -> Atom | None:
        """ "Today" in the present tense means these times, not a day."""
        step = int(self.grammar.meanings["day"][" ".join(match["day"].lower().split())])
        if not step and tense_of(self.analysis, self.analysis.token_at(match.start())) == "present":
            return None
        return self._atom(match, self.clock.move(step, "day"), joins=False)

    def _vague(self, match: re.Match[str]) -> Atom | None:
        return self._atom(match, UNKNOWN, joins=False)

    def _period(self, match: re.Match[str]) -> Atom | None:
        low, _, high = self.grammar.periods[" ".join(match["name"].split())].partition("/")
        word = match["rel"].lower()
        relation: Relation = "before" if word == "before" else "after" if word == "after" else "at"
        start = match.start("name") if relation == "at" else match.start()
        value = span(low, high)
        return Atom(start=start, end=match.end(), value=value, relation=relation, joins=False)

    def _month(self, match: re.Match[str]) -> Atom | None:
        word = match["m"]
        token = self.analysis.token_at(match.start("m"))
        if not self._is_month(token, word, bool(match["part"])):
            return None
        return Atom(start=match.start(), end=match.end(), month=self._month_of(word), part=self._part_of(match["part"]))

    def _weekday(self, match: re.Match[str]) -> Atom | None:
        if match["set"]:
            return self._atom(match, UNKNOWN, joins=False)
        tense = tense_of(self.analysis, self.analysis.token_at(match.start()))
        number = int(self.grammar.meanings["weekday"][match["w"].lower()])
        return self._atom(match, self.clock.weekday(number, which="", tense=tense), joins=False)

    # ------------------------------------------------------------ what is no date

    def _is_month(self, token: int, word: str, parted: bool) -> bool:
        analysis = self.analysis
        if analysis.tags[token] not in ("NNP", "NNPS", "NN"):
            return False
        following = analysis.words[token + 1] if token + 1 < len(analysis) else ""
        if following.lower() in self.grammar.numerals.ordinals or following == "Day":
            return False
        if parted or word.lower() not in self.grammar.ambiguous:
            return True
        before = analysis.words[token - 1].lower() if token else ""
        return before in _TIME_WORDS or (before in ("the", "’s", "'s") and following[:1].islower())

    def _is_year(self, token: int, year: int) -> bool:
        analysis = self.analysis
        before = self._before_list(token)
        following = analysis.words[token + 1].lower() if token + 1 < len(analysis) else ""
        if before in self.grammar.not_before or following in self.grammar.not_after:
            return False
        if before in _YEAR_WORDS:
            return True
        return year >= _OLD and not self._counts_something(token)

    def _before_list(self, token: int) -> str:
        """Give the word before a number, or before the list of numbers it ends: "resolutions 1718 and 1874"."""
        words = self.analysis.words
        one = token - 1
        while one > 0 and words[one].lower() in ("and", ",", "or") and words[one - 1].isdigit():
            one -= 2
        listed = words[one].lower() if one >= 0 else ""
        return listed if listed in self.grammar.not_before else (words[token - 1].lower() if token else "")

    def _counts_something(self, token: int) -> bool:
        """A number before a plural noun counts it, unless an article or possessor makes it the noun's year."""
        analysis = self.analysis
        head = analysis.heads[token]
        if analysis.deps[token] != "nummod" or head <= token or analysis.tags[head] != "NNS":
            return False
        left = range(analysis.edges[head][0], token)
        return not any(analysis.deps[one] in ("det", "poss") for one in left)


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _first_word(text: str) -> int:
    match = re.match(r"\w+|\W+", text)
    return match.end() if match else 1
