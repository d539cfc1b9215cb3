"""Atoms: single date expressions and their values, before anything joins them or stands before them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from yalu.language import Sentence
from yalu.model.dates import Relation
from yalu.statements.dates.grammar import Grammar
from yalu.statements.dates.guards import counts_something, is_year
from yalu.statements.dates.relative import UNKNOWN, Clock, Tense, from_context, tense_of
from yalu.statements.dates.values import (
    LAST_YEAR,
    Value,
    century_value,
    day_value,
    decade_value,
    either,
    fraction_value,
    month_value,
    season_value,
    span,
    write_year,
    year_value,
)
from yalu.statements.reading import Reading

_QUARTERS = 4
_RUNS = re.compile(r"\d+|[^\W\d_]+")
_APOSTROPHES = ("’", "‘", "'")
_WORD = re.compile(r"\s+(\w+)")
_UP_TO = ("until", "till", "through")
"""A day up to which something was to last may still be ahead: of the two readings the nearer is meant."""
_BEFORE_OF = 40
"""Characters before a name in which its anniversary stands."""
_OF_ANNIVERSARY = re.compile(
    r"(?i)\b(?:anniversary|centenary|bicentenary|centennial|bicentennial|tercentenary|jubilee)\s+of\s+$"
)
_CODES = ("33", "34", "35", "36")
_OPENINGS = ("start", "beginning", "outbreak", "onset", "eve")
_RELATIONS: dict[str, Relation] = {
    "before": "before", "prior to": "before", "after": "after", "until": "until", "since": "since", "by": "by",
}  # fmt: skip
"""Relations to a named period; with other words it is the time itself."""
_OWN_CENTURY = 40
"""From the forties on a decade without its century is of the twentieth."""
_TURN = 2029
"""Of a text without a date two digits up to 29 are of this century."""
_NEWS = 3
_NEAR = 2
"""Sentences for which a year named holds for bare months."""
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


class Shapes:
    """Reads the shapes that stand for themselves; knows the published date and the last date named."""

    def __init__(self, reading: Reading, grammar: Grammar) -> None:
        self.analysis = reading.analysis
        self.text = reading.analysis.text
        self.grammar = grammar
        self.clock = Clock.at(reading.article.published)
        self.last: Value | None = None
        self.last_sentence: Sentence | None = None
        self.sentence: Sentence | None = None
        self.quarter: Value | None = None
        self.quarter_paragraph = 0
        """The last quarter named, for "a year earlier" in a report of results."""
        self.count = self.last_count = 0
        words = (word.lower() for word in self.analysis.words)
        self.is_news = sum(1 for word in words if word in grammar.meanings["weekday"]) >= _NEWS
        """Who names days of the week tells of these days: bare months are those around the published date."""

    def enter(self, sentence: Sentence) -> None:
        """Begin a sentence; a date named two paragraphs ago is forgotten."""
        self.sentence, self.count = sentence, self.count + 1
        if self.last_sentence and sentence.paragraph - self.last_sentence.paragraph > 1:
            self.last = self.last_sentence = None

    def remember(self, value: Value, sentence: Sentence) -> None:
        """Keep a date that later words may count from."""
        if value.edtf and value.resolved in ("absolute", "context") and value.high and "X" not in value.high:
            self.last, self.last_sentence, self.last_count = value, sentence, self.count
        if (
            value.grain == "season"
            and value.resolved != "context"
            and value.edtf
            and value.edtf[5:] in _CODES
            and "/" not in value.edtf
        ):
            self.quarter, self.quarter_paragraph = value, sentence.paragraph

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
                if analysis.lower_words[token] in self.grammar.starts:
                    yield at
                continue
            for run in _RUNS.finditer(word):
                if run[0][-1].isdigit() or run[0].lower() in self.grammar.starts:
                    begin = at + run.start()
                    # The parser may part "’49" after its apostrophe.
                    yield from (begin - 1, begin) if self.text[begin - 1 : begin] in _APOSTROPHES else (begin,)

    def value(self, atom: Atom) -> Value | None:
        """Give the value of an atom, resolving a missing year."""
        if atom.value is not None or atom.month is None:
            return atom.value
        if atom.year is not None:
            return self._full(atom, atom.year)
        tense = self.tense(atom.start)
        if self._tells_of_the_past() and tense != "future" and self.last:
            value = self._full(atom, int(self.last.high[:4]))
            return replace(value, resolved="context", anchor=self.last.edtf) if value else None
        if atom.day is not None:
            return self.clock.day_by_tense(atom.month, atom.day, tense)
        return self.clock.month_by_tense(atom.month, tense, atom.part)

    def tense(self, offset: int) -> Tense:
        """Give the tense a date at an offset stands in; a word such as "payable" or "due" points ahead."""
        token = self.analysis.token_at(offset)
        before = self.text[max(0, offset - _BEFORE_OF) : offset].lower().split()[-1:]
        if before == ["since"]:
            return "past"
        if before and before[0] in _UP_TO and tense_of(self.analysis, token) == "past":
            return "present"
        return tense_of(self.analysis, token, ahead=self.grammar.ahead)

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
        if self.is_news:
            return False
        year = int(self.last.high[:4])
        near = last.paragraph == here.paragraph and self.count - self.last_count <= _NEAR
        return near and self.clock.year is not None and self.clock.year - year >= _FAR

    # ------------------------------------------------------------ one method a shape of the grammar

    def _atom(self, match: re.Match[str], value: Value | None, *, joins: bool = True) -> Atom | None:
        return Atom(start=match.start(), end=match.end(), value=value, joins=joins) if value else None

    def _month_of(self, word: str) -> int:
        return int(self.grammar.meanings["month"][word.lower()])

    def _part_of(self, word: str | None) -> str | None:
        return self.grammar.meanings["part"].get(" ".join(word.lower().split())) if word else None

    def deictic_year(self, words: str) -> Value:
        """Give last, this or next year, or the year that or before or after the last date named."""
        which = self.grammar.meanings["deictic"][" ".join(words.lower().split())]
        step = {"last": -1, "this": 0, "next": 1}.get(which)
        if step is not None:
            return self.clock.unit(step, "year", None)
        return from_context(self.last, {"following": 1, "previous": -1, "same": 0}[which], "year")

    def _within(self, words: str, make: Callable[[int], Value | None]) -> Value:
        """Give a part of such a year."""
        year = self.deictic_year(words)
        value = make(int(year.edtf)) if year.edtf and year.grain == "year" and year.edtf.isdigit() else None
        return replace(value, resolved=year.resolved, anchor=year.anchor) if value else UNKNOWN

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
        return self._dated(match)

    _month_day = _day_month

    def _dated(self, match: re.Match[str]) -> Atom | None:
        day = self.analysis.token_at(match.start("d"))
        if not match["y"] and counts_something(self.analysis, day):
            return None
        month, number = self._month_of(match["m"]), _number(match["d"])
        if match["k"]:
            return self._atom(match, self._within(match["k"], lambda year: day_value(year, month, number)), joins=False)
        year = int(match["y"]) if match["y"] else None
        if day_value(year or 2000, month, number) is None:
            return None
        if year is None and match["w"] and self.clock.year:
            year = self._year_of(match["w"], month, number)
            if year is not None:
                return self._atom(match, self.clock.stamp(day_value(year, month, number)))
        return Atom(start=match.start(), end=match.end(), year=year, month=month, day=number)

    def _year_of(self, weekday: str, month: int, day: int) -> int | None:
        """Give the year nearest to the published one in which a day of a month is that weekday."""
        wanted = int(self.grammar.meanings["weekday"][weekday.lower()])
        here = self.clock.year or _TURN
        near = (here, here - 1, here + 1)
        return next(
            (year for year in near if day_value(year, month, day) and date(year, month, day).weekday() == wanted), None
        )

    def _month_year(self, match: re.Match[str]) -> Atom | None:
        part = self._part_of(match["part"])
        month = self._month_of(match["m"])
        year = int(match["y"]) if match["y"] else self._century_of(match["yy"])
        return Atom(start=match.start(), end=match.end(), year=year, month=month, part=part)

    def _century_of(self, digits: str) -> int:
        """Give the year of "’49": the last of that number that had begun when it was written."""
        year = self.clock.year or _TURN
        near = year // 100 * 100 + int(digits)
        return near if near <= year else near - 100

    def _short_year(self, match: re.Match[str]) -> Atom | None:
        token = self.analysis.token_at(match.start("yy"))
        if counts_something(self.analysis, token):
            return None
        return self._atom(match, year_value(self._century_of(match["yy"])))

    def _season(self, match: re.Match[str]) -> Atom | None:
        year = int(match["y"]) if match["y"] else self._century_of(match["yy"])
        return self._atom(match, season_value(year, self.grammar.meanings["season"][match["s"].lower()]))

    def _fiscal(self, match: re.Match[str]) -> Atom | None:
        """ "FY2014", "FY14/15"."""
        year = int(match["y"]) if len(match["y"]) > 2 else self._century_of(match["y"])
        if not match["z"]:
            return self._atom(match, year_value(year))
        last = year // 100 * 100 + int(match["z"])
        return self._atom(match, span(write_year(year), write_year(last))) if last == year + 1 else None

    def _division(self, match: re.Match[str]) -> Atom | None:
        code = self.grammar.meanings["division"][" ".join(match["q"].lower().split())]
        if match["k"]:
            return self._atom(match, self._within(match["k"], lambda year: season_value(year, code)), joins=False)
        return self._atom(match, season_value(int(match["y"]), code))

    def _quarter_year(self, match: re.Match[str]) -> Atom | None:
        number = int(self.grammar.numerals.ordinals.get(match["q"].lower(), _QUARTERS))
        return self._atom(match, season_value(int(match["y"]), str(32 + number)))

    def _possessed(self, match: re.Match[str]) -> Atom | None:
        """ "Last year's third quarter", "the 1988 second quarter"."""
        number = int(self.grammar.numerals.ordinals.get(match["q"].lower(), _QUARTERS))
        half = match["h"].lower() == "half"
        if half and number > 2:  # a year has two halves
            return None
        code = str((39 if half else 32) + min(number, _QUARTERS))
        if match["y"]:
            return self._atom(match, season_value(int(match["y"]), code))
        return self._atom(match, self._within(match["k"], lambda year: season_value(year, code)), joins=False)

    def _stretch(self, match: re.Match[str]) -> Atom | None:
        fraction = self.grammar.meanings["fraction"][" ".join(match["q"].lower().split())]
        if match["y"]:
            return self._atom(match, fraction_value(int(match["y"]), 10, fraction))
        return self._atom(match, fraction_value(100 * (self._ordinal(match["c"]) - 1), 100, fraction))

    def _ordinal(self, word: str) -> int:
        return _number(word) if word[0].isdigit() else int(self.grammar.numerals.ordinals[word.lower()])

    def _numeric(self, match: re.Match[str]) -> Atom | None:
        """Points part day from month in Europe; with strokes either may stand first, and both readings are kept."""
        if match["y2"]:
            return self._atom(match, day_value(int(match["y2"]), int(match["mm"]), int(match["dd"])))
        year, one, other = int(match["y"]), int(match["a"]), int(match["b"] or match["b2"])
        first, second = day_value(year, other, one), day_value(year, one, other)
        if match["dot"] or not first or not second or first == second:
            return self._atom(match, first or (None if match["dot"] else second))
        low, high = sorted((first, second), key=lambda value: value.low)
        return self._atom(match, either(low, high))

    def _set(self, match: re.Match[str]) -> Atom | None:
        """What comes back every year has no place in time."""
        return self._atom(match, UNKNOWN, joins=False)

    def _decades(self, match: re.Match[str]) -> Atom | None:
        """ "The first two decades of the twentieth century", "the last ten years of the nineteenth century"."""
        count = 3.0 if match["n"].lower() == "few" else self.grammar.numerals.read(match["n"])
        years = int((count or 0) * (10 if match["u"].lower() == "decades" else 1))
        first = 100 * (self._ordinal(match["c"]) - 1)
        if not 0 < years < 100:
            return None
        low, high = (
            (first, first + years - 1)
            if match["w"].lower() in ("first", "opening")
            else (first + 100 - years, first + 99)
        )
        return self._atom(match, span(write_year(low), write_year(high)))

    def _quarter(self, match: re.Match[str]) -> Atom | None:
        code = (32 if match["h"] == "Q" else 39) + int(match["i"])
        return self._atom(match, season_value(int(match["y"]), str(code))) if code <= 41 else None

    def _decade(self, match: re.Match[str]) -> Atom | None:
        return self._atom(match, decade_value(int(match["y"]), self._part_of(match["part"])))

    def _century(self, match: re.Match[str]) -> Atom | None:
        number, early = self._ordinal(match["c"]), bool(match["bc"])
        if not number:
            return None
        first = century_value(number, self._part_of(match["part"]), before_christ=early)
        if not match["c2"]:
            return self._atom(match, first)
        part = self._part_of("early" if match["part2"] else None)
        last = century_value(self._ordinal(match["c2"]), part, before_christ=early)
        return self._atom(match, either(first, last) if match["j"] == "or" else span(first.low, last.high))

    def _decade_name(self, match: re.Match[str]) -> Atom | None:
        """ "The fifties": of the century of the decade named before, else the last that had begun when it was written."""
        tens = int(match["yy"] or match["yy2"] or self.grammar.meanings["decade_name"][match["t"].lower()])
        part = self._part_of(match["part"])
        if tens >= _OWN_CENTURY and not self._beside_decade():
            return self._atom(match, decade_value(1900 + tens, part))
        if self.last and self._beside_decade():
            return self._atom(match, decade_value(int(self.last.low[:4]) // 100 * 100 + tens, part))
        year = self.clock.year
        if year is None:
            return self._atom(match, UNKNOWN, joins=False)
        first = year // 100 * 100 + tens
        value = decade_value(first if first <= year else first - 100, part)
        return self._atom(match, replace(self.clock.stamp(value), anchor=self.clock.edtf))

    def _beside_decade(self) -> bool:
        return self.last is not None and self.last.grain == "decade" and self.last_sentence is self.sentence

    def _regnal(self, match: re.Match[str]) -> Atom | None:
        era = self.grammar.eras[match["era"] or match["era2"]]
        year = era.first - 1 + (self.grammar.numerals.place(match["o"]) if match["o"] else int(match["n"]))
        if year < era.first or year > (era.last or LAST_YEAR):
            return None
        return self._atom(match, year_value(year))

    def _spelled(self, match: re.Match[str]) -> Atom | None:
        """ "Nineteen fifty-three", "the nineteen-fifties", "the year two thousand"."""
        read = self.grammar.numerals.read
        if match["k"]:
            return self._atom(match, year_value(int(2000 + (read(match["k2"]) or 0 if match["k2"] else 0))))
        following = _WORD.match(self.text, match.end())
        if following and following[1].lower() in self.grammar.not_after:
            return None
        hundreds = int(read(match["a"]) or 0) * 100
        if match["t"]:
            first = hundreds + int(self.grammar.meanings["decade_name"][match["t"].lower()])
            return self._atom(match, decade_value(first, self._part_of(match["part"])))
        tail = re.sub(r"(?i)^(?:hundred|oh\b)[\s-]*", "", match["b"])
        year = hundreds + int(read(tail) or 0 if tail else 0)
        return self._atom(match, year_value(year, self._part_of(match["part"]))) if year <= LAST_YEAR else None

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
        if not number:
            return None
        if not match["n0"]:
            return self._atom(match, year_value(year))
        first = 1 - int(match["n0"]) if year <= 0 else int(match["n0"])
        return self._atom(match, span(write_year(first), write_year(year))) if first < year else None

    def _year(self, match: re.Match[str]) -> Atom | None:
        token = self.analysis.token_at(match.start("y"))
        if not is_year(self.analysis, self.grammar, token, int(match["y"])):
            return None
        return self._atom(match, year_value(int(match["y"]), self._part_of(match["part"])))

    def _anniversary(self, match: re.Match[str]) -> Atom | None:
        """The year of an anniversary, where what it is of is known: a named period, or a year within a few words."""
        counts = self.grammar.meanings["anniversary"]
        number = self.grammar.numerals.place(match["o"]) if match["o"] else int(counts[match["c"].lower()])
        stop = self.sentence.span.end if self.sentence else len(self.text)
        of = self.grammar.named.match(self.text, match.end(), stop)
        if of is None:
            return None
        event = of["y"] or self._edge_of(of["name"], of["edge"])
        value = replace(year_value(int(event[:4]) + number), anchor=event) if event[0].isdigit() else None
        return self._atom(match, value, joins=False)

    def _edge_of(self, name: str, edge: str | None) -> str:
        """Give the end of a named period of several years that anniversaries count from: its start, unless its end is named."""
        low, _, high = self.grammar.periods[" ".join(name.split())].partition("/")
        return (high or low) if edge in ("end", "close") else low

    def _occasion(self, match: re.Match[str]) -> Atom | None:
        """What an anniversary is of."""
        if not _OF_ANNIVERSARY.search(self.text, max(0, match.start() - _BEFORE_OF), match.start()):
            return None
        point = self._edge_of(match["name"], match["edge"])
        if match["edge"]:
            return self._atom(match, span(point, point), joins=False)
        low, _, high = self.grammar.periods[" ".join(match["name"].split())].partition("/")
        return self._atom(match, span(low, high or low), joins=False)

    def _period(self, match: re.Match[str]) -> Atom | None:
        low, _, high = self.grammar.periods[" ".join(match["name"].split())].partition("/")
        high = high or low
        edge, word = match["edge"], match["rel"].lower()
        if edge:
            low = high = low if edge in _OPENINGS else high
        elif word in ("since", "from"):
            low = high
        value = span(low, high)
        relation: Relation = "before" if edge == "eve" else _RELATIONS.get(" ".join(word.split()), "at")
        if relation == "at":
            start = match.start("body") if edge else match.start("name")
            return Atom(start=start, end=match.end(), value=value, joins=False)
        return Atom(start=match.start(), end=match.end(), value=value, relation=relation, joins=False)


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _first_word(text: str) -> int:
    match = re.match(r"\w+|\W+", text)
    return match.end() if match else 1
