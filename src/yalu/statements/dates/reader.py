"""Shapes that need another date: the published date, or one named before."""

from __future__ import annotations

import re
from dataclasses import replace

from yalu.model.dates import Relation
from yalu.statements.dates.atoms import Atom, Shapes
from yalu.statements.dates.guards import is_month
from yalu.statements.dates.relative import UNKNOWN, from_context
from yalu.statements.dates.values import Value, month_value, quarter_value, season_value, year_value

_WITH_MONTH = len("2014-05")
_BEFORE = 8
"""Characters that hold the word before."""


class Reader(Shapes):
    """Reads every shape: those that stand for themselves, and those that count from another date."""

    def _ago(self, match: re.Match[str]) -> Atom | None:
        unit = self.grammar.meanings["unit"][match["u"].lower()]
        count = self.grammar.numerals.read(match["n"])
        if match["n"].lower().startswith("half"):
            count = 0.5
        if count is None:
            return self._atom(match, UNKNOWN, joins=False)
        if unit == "year" and count == 1 and match["dir"] == "ago" and self._beside_quarter():
            return self._atom(match, self._quarter_shifted(-1), joins=False)
        value = self.clock.move(-count if match["dir"] == "ago" else count, unit)
        blurred = match["q"] or match["odd"] or match["so"]
        return self._atom(match, value.qualify("~") if blurred else value, joins=False)

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
        if unit == "year" and count == 1 and back and self._beside_quarter():
            return self._atom(match, self._quarter_shifted(-1), joins=False)
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

    def _of_the(self, match: re.Match[str]) -> Atom | None:
        """ "The end of the year": of the year told of, else of the one it was written in."""
        unit = "year" if match["ye"] else self.grammar.meanings["unit"][match["u"].lower()]
        part = "end" if match["ye"] else self._part_of(match["part"])
        if unit == "day":
            return None
        if unit == "year" and self.last and self._tells_of_the_past() and self.last.high[:4].isdigit():
            told = year_value(int(self.last.high[:4]), part)
            return self._atom(match, replace(told, resolved="context", anchor=self.last.edtf), joins=False)
        return self._atom(match, self.clock.unit(0, unit, part), joins=False)

    def _season_bare(self, match: re.Match[str]) -> Atom | None:
        """ "In the spring": of the year told of, else the nearest by tense."""
        code = self.grammar.meanings["season"][match["s"].lower()]
        # Seasons have no parts in EDTF: "the early summer" is the summer.
        if self.last and self._tells_of_the_past() and self.last.high[:4].isdigit():
            told = season_value(int(self.last.high[:4]), code)
            return self._atom(match, replace(told, resolved="context", anchor=self.last.edtf), joins=False)
        value = self.clock.season_by_tense(code, self.tense(match.start()))
        return self._atom(match, value, joins=False)

    def _told_month(self, match: re.Match[str]) -> Value:
        part = self._part_of(match["part"])
        if match["m"]:
            month = self._month_of(match["m"])
            return self._within(match["k"], lambda year: month_value(year, month, part))
        code = self.grammar.meanings["season"][match["s"].lower()]
        return self._within(match["k"], lambda year: season_value(year, code))

    def _deictic_month(self, match: re.Match[str]) -> Atom | None:
        return self._atom(match, self._told_month(match), joins=False)

    def _weekend(self, match: re.Match[str]) -> Atom | None:
        which = " ".join(match["k"].lower().split())
        tense = self.tense(match.start())
        ahead = which in ("next", "this coming") or (which in ("this", "the") and tense == "future")
        return self._atom(match, self.clock.weekend(ahead=ahead), joins=False)

    def _beside_quarter(self) -> bool:
        """Whether the paragraph, or the one before, compares quarters."""
        here = self.sentence
        return self.quarter is not None and here is not None and here.paragraph - self.quarter_paragraph <= 1

    def _quarter_shifted(self, years: int) -> Value:
        if self.quarter is None or not self.quarter.edtf:
            return UNKNOWN
        year, _, code = self.quarter.edtf.partition("-")
        return replace(season_value(int(year) + years, code), resolved="context", anchor=self.quarter.edtf)

    def _quarter_again(self, match: re.Match[str]) -> Atom | None:
        """ "The year-earlier quarter", "the quarter": only where a quarter was named."""
        words = match[0].lower()
        if words.startswith("this quarter"):
            return self._atom(match, self.clock.quarter(0, which="current", ahead=False), joins=False)
        if self.quarter is None:
            latest = self.clock.quarter(0, which="latest", ahead=False)
            return self._atom(match, latest, joins=False) if "latest" in words else None
        return self._atom(match, self._quarter_shifted(-1 if match["k"] else 0), joins=False)

    def _quarter_near(self, match: re.Match[str]) -> Atom | None:
        word = match["q"].lower()
        number = int(self.grammar.numerals.ordinals[word]) if word in self.grammar.numerals.ordinals else 0
        told_of = self.clock.year is None or (self.last is not None and self.last.grain == "season")
        if number and told_of and self.last and self._tells_of_the_past() and self.last.high[:4].isdigit():
            told = quarter_value(int(self.last.high[:4]), number)
            return self._atom(match, replace(told, resolved="context", anchor=self.last.edtf), joins=False)
        tense = self.tense(match.start())
        value = self.clock.quarter(number, which=word, ahead=tense == "future")
        return self._atom(match, value, joins=False)

    def _named(self, match: re.Match[str]) -> Atom | None:
        words = " ".join(match["k"].lower().split())
        which = {"this past": "last", "this coming": "next"}.get(words, words)
        if which.startswith(("the ", "that")):
            return self._named_in_context(match, which)
        if match["m"]:
            value = self.clock.month_near(self._month_of(match["m"]), which=which, part=self._part_of(match["part"]))
        elif match["w"]:
            tense = self.tense(match.start("w"))
            value = self.clock.weekday(
                int(self.grammar.meanings["weekday"][match["w"].lower()]), which=which, tense=tense
            )
        else:
            value = self.clock.season_near(self.grammar.meanings["season"][match["s"].lower()], which)
        return self._atom(match, value, joins=False)

    def _named_in_context(self, match: re.Match[str], which: str) -> Atom | None:
        if not match["m"] or self.last is None or not self.last.high[:4].isdigit():
            return self._atom(match, UNKNOWN, joins=False)
        year, wanted = int(self.last.high[:4]), self._month_of(match["m"])
        if which == "the following":
            if len(self.last.high.rstrip("~?%")) < _WITH_MONTH:
                return self._atom(match, UNKNOWN, joins=False)
            year += wanted <= int(self.last.high[5:7])
        value = replace(month_value(year, wanted), resolved="context", anchor=self.last.edtf)
        return self._atom(match, value, joins=False)

    def _day(self, match: re.Match[str]) -> Atom | None:
        """ "Today" in the present tense means these times, not a day."""
        step = int(self.grammar.meanings["day"][" ".join(match["day"].lower().split())])
        if not step and self.tense(match.start("day")) == "present":
            return self._atom(match, self.clock.now(), joins=False)
        return self._atom(match, self.clock.move(step, "day"), joins=False)

    def _vague(self, match: re.Match[str]) -> Atom | None:
        """A vague word is before or after the time of writing; "now" is about that month."""
        word = " ".join(match["k"].lower().split())
        if word == "now" and self.text[match.end() : match.end() + 1] == ",":
            return None
        relation: Relation = self.grammar.meanings["vague"][word]  # type: ignore[assignment]  # from the lexicon
        if relation == "at":
            return self._atom(match, self.clock.now(), joins=False)
        return Atom(start=match.start(), end=match.end(), value=UNKNOWN, relation=relation, joins=False)

    def _month(self, match: re.Match[str]) -> Atom | None:
        word = match["m"]
        token = self.analysis.token_at(match.start("m"))
        if not is_month(self.analysis, self.grammar, token, word, parted=bool(match["part"])):
            return None
        return Atom(start=match.start(), end=match.end(), month=self._month_of(word), part=self._part_of(match["part"]))

    def _is_scheduled(self, offset: int) -> bool:
        """ "Arrives on Thursday": such verbs tell in the present of what is still to come."""
        analysis = self.analysis
        above = (one for one in analysis.ancestors(analysis.token_at(offset)) if analysis.pos[one] == "VERB")
        verb = next(above, None)
        return verb is not None and analysis.lemmas[verb].lower() in self.grammar.meanings["schedule"]

    def _weekday(self, match: re.Match[str]) -> Atom | None:
        before = self.text[max(0, match.start() - _BEFORE) : match.start()].lower().split()[-1:]
        if before in (["a"], ["an"]):
            return None
        tense = self.tense(match.start("w"))
        if tense == "present" and (before in (["until"], ["till"], ["by"]) or self._is_scheduled(match.start("w"))):
            tense = "future"
        number = int(self.grammar.meanings["weekday"][match["w"].lower()])
        return self._atom(match, self.clock.weekday(number, which="", tense=tense), joins=False)
