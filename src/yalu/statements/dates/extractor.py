"""Find dates: atoms by the grammar, then what joins them, then the relation before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Self

from yalu.actors import Gazetteer
from yalu.language import Sentence
from yalu.model import DateMention, Span, is_edtf, make_date, mention_id
from yalu.model.dates import Relation
from yalu.statements.dates.atoms import Atom
from yalu.statements.dates.grammar import AND_GAP, DASH_GAP, ONWARDS, OR_GAP, OR_SO, TO_GAP, TO_NOW, Grammar
from yalu.statements.dates.reader import Reader
from yalu.statements.dates.relative import UNKNOWN
from yalu.statements.dates.values import Value, either, shift, span
from yalu.statements.reading import Reading

_BACK = 60
"""Characters before an expression in which its relation stands."""
_MODIFIERS = ("nummod", "compound", "amod", "nmod", "poss")
_LONG = ("decade", "century")
"""The decade after 2008 lasts ten years; the year after 2008 is 2009."""
_MONTH_LONG = len("2014-03")
_TOWARD = ("to", "up to", "until")
"""The ten years to 2005 end in it."""
_JOINABLE = ("year", "decade", "century", "month", "day", "span")


@dataclass(frozen=True, slots=True)
class Dates:
    """Finds dates."""

    grammar: Grammar
    name: str = "dates"
    version: str = "4"
    needs: tuple[str, ...] = ()
    gives: str = "dates"

    @classmethod
    def load(cls, _gazetteer: Gazetteer) -> Self:
        """Build the stage with its words."""
        return cls(Grammar.load())

    def extract(self, reading: Reading) -> Iterator[DateMention]:
        """Give the dates of an article in order of the text."""
        finder = _Finder(reading, self.grammar)
        for sentence in reading.analysis.sentences:
            if self._may_hold_dates(reading, sentence):
                yield from finder.find(sentence)

    def _may_hold_dates(self, reading: Reading, sentence: Sentence) -> bool:
        words = reading.analysis.words[sentence.first : sentence.last]
        triggers = self.grammar.triggers
        return any(word.lower() in triggers or any(map(str.isdigit, word)) for word in words)


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    value: Value
    relation: Relation = "at"


class _Finder:
    """Reads one article; remembers the last date named, for "two years later"."""

    def __init__(self, reading: Reading, grammar: Grammar) -> None:
        self.reading = reading
        self.grammar = grammar
        self.text = reading.analysis.text
        self.reader = Reader(reading, grammar)

    def find(self, sentence: Sentence) -> Iterator[DateMention]:
        self.reader.enter(sentence)
        atoms = [atom for atom in self.reader.atoms(sentence) if atom]
        position = 0
        while position < len(atoms):
            taken, found = self._take(atoms, position, sentence.span.start)
            position += taken
            if found:
                self.reader.remember(found.value, sentence)
                yield self._mention(found)

    def _take(self, atoms: list[Atom], at: int, floor: int) -> tuple[int, _Found | None]:
        atom = atoms[at]
        following = atoms[at + 1] if at + 1 < len(atoms) else None
        before = self.text[max(floor, atom.start - _BACK) : atom.start]
        if following:
            gap = self.text[atom.end : following.start]
            joined = self._join(self._inherit(atom, following, gap), following, before)
            if joined:
                return 2, joined
            atom = self._inherit(atom, following, gap)
        value = self.reader.value(atom)
        if value is None:
            return 1, None
        tail = OR_SO.match(self.text, atom.end)
        if tail and value.edtf:
            value, atom = value.qualify("~"), replace(atom, end=tail.end())
        return 1, self._relate(atom, value, before)

    def _inherit(self, atom: Atom, following: Atom, gap: str) -> Atom:
        """A month or day without a year takes that of the next in "from March to June 2010", "8 May and 3 June 2018"."""
        joins = (DASH_GAP, TO_GAP, AND_GAP, OR_GAP)
        shared = atom.month and atom.year is None and following.month and following.year is not None
        if shared and any(join.fullmatch(gap) for join in joins):
            return replace(atom, year=following.year)
        return atom

    def _join(self, one: Atom, other: Atom, before: str) -> _Found | None:
        gap = self.text[one.end : other.start]
        if other.relation == "until" and gap.isspace() and one.joins:
            return self._until_period(one, other, before)
        if len(gap) > _BACK or not one.joins or not other.joins:
            return None
        first, last = self.reader.value(one), self.reader.value(other)
        if not first or not last or first.edtf is None or last.edtf is None:
            return None
        prefix = self.grammar.prefix.search(before)
        relation = prefix["rel"].lower() if prefix and prefix["rel"] else ""
        start = one.start - len(before) + prefix.start("rel") if prefix and relation else one.start
        if not OR_GAP.fullmatch(gap):
            first, last = _qualified(first, prefix["q"] if prefix else None), _qualified(last, _about(gap))
        if relation == "between" and AND_GAP.fullmatch(gap) and "and" in gap:
            return self._stretch(start, other.end, first, last, relation="between")
        if TO_GAP.fullmatch(gap) and (relation == "from" or first.grain == last.grain):
            return self._stretch(start if relation == "from" else one.start, other.end, first, last)
        if DASH_GAP.fullmatch(gap):
            return self._stretch(one.start, other.end, first, last)
        if first.grain not in _JOINABLE or last.grain not in _JOINABLE:
            return None
        if OR_GAP.fullmatch(gap) and "[" not in f"{first.edtf}{last.edtf}":
            return _Found(one.start, other.end, either(first, last))
        return self._neighbours(one, other, first, last) if AND_GAP.fullmatch(gap) and "and" in gap else None

    def _until_period(self, one: Atom, other: Atom, before: str) -> _Found | None:
        """ "From the 1880s until the First World War"."""
        prefix = self.grammar.prefix.search(before)
        first, last = self.reader.value(one), self.reader.value(other)
        if not prefix or (prefix["rel"] or "").lower() != "from" or not first or not last or not first.edtf:
            return None
        return self._stretch(one.start - len(before) + prefix.start("rel"), other.end, first, last)

    def _neighbours(self, one: Atom, other: Atom, first: Value, last: Value) -> _Found | None:
        """Two decades or centuries that touch are one stretch: "the 1970s and early 1980s"."""
        if first.grain not in ("decade", "century") or first.grain != last.grain:
            return None
        if int(last.low[:4]) - int(first.high[:4]) not in (0, 1):
            return None
        return self._stretch(one.start, other.end, first, last)

    def _stretch(self, start: int, end: int, first: Value, last: Value, *, relation: Relation = "at") -> _Found | None:
        value = span(first.low, last.high)
        if value.edtf is None or not is_edtf(value.edtf):
            return None
        source = last if last.resolved != "absolute" else first
        return _Found(start, end, replace(value, resolved=source.resolved, anchor=source.anchor), relation)

    def _relate(self, atom: Atom, value: Value, before: str) -> _Found:
        offset = self.grammar.offset.search(before) if value.edtf and atom.joins else None
        if offset:
            moved = self._offset(value, offset)
            if moved:
                start = atom.start - len(before) + (offset.start("the") if offset["the"] else offset.start("n"))
                return _Found(_past_for(self.text, start), atom.end, moved)
        prefix = self.grammar.prefix.search(before)
        now = TO_NOW.match(self.text, atom.end) if value.grain in _JOINABLE and atom.joins else None
        if now and not (prefix and prefix["rel"]):
            return _Found(atom.start, now.end(), _bound(value, "since"), "since")
        if not prefix or not (prefix["rel"] or prefix["q"]):
            return self._plain(atom, value)
        if self._dates_a_noun(atom, prefix["rel"]):
            start = atom.start - (len(before) - prefix.start("q") if prefix["q"] else 0)
            return self._plain(replace(atom, start=start), _qualified(value, prefix["q"]))
        for sign in (prefix["q"], prefix["q2"]):
            if sign:
                value = value.qualify(self.grammar.meanings["qualifier"][_squeeze(sign)])
        word = prefix["rel"]
        relation = self.grammar.meanings["relation"][_squeeze(word)] if word else "at"
        if relation in ("between", "from") or not word:
            begin = prefix.start("q") if prefix["q"] else len(before)
            start = atom.start - len(before) + begin
            onwards = _onwards(self.text, atom.end) if relation == "from" else None
            if onwards:
                start = atom.start - len(before) + prefix.start("rel")
                return _Found(start, onwards.end(), _bound(value, "since"), "since")
            return _Found(start, atom.end, value)
        start = atom.start - len(before) + prefix.start("rel")
        return _Found(start, atom.end, _bound(value, relation), relation)  # type: ignore[arg-type]  # from the lexicon

    def _dates_a_noun(self, atom: Atom, relation: str | None) -> bool:
        """ "After the 2016 test" speaks of 2016: the relation is the test's, not the year's."""
        if relation and relation.endswith("-"):
            return False
        analysis = self.reading.analysis
        last = analysis.tokens_in(Span(atom.start, atom.end))[-1]
        head = analysis.heads[last]
        if not atom.joins and analysis.deps[last] != "poss":
            # "Until last year seafood crossed": words of their own, which the parser likes to tie to the next noun.
            return False
        return head > last and analysis.deps[last] in _MODIFIERS and analysis.pos[head] in ("NOUN", "PROPN")

    def _plain(self, atom: Atom, value: Value) -> _Found:
        return _Found(atom.start, atom.end, _bound(value, atom.relation) if atom.relation != "at" else value, atom.relation)  # fmt: skip

    def _offset(self, value: Value, match: re.Match[str]) -> Value | None:
        count = self.grammar.numerals.read(match["n"]) if match["n"] else 1.0
        unit = self.grammar.meanings["unit"][match["u"].lower()]
        if count is None or not value.high or (not match["n"] and match["u"].lower().endswith("s")):
            return None
        back = match["dir"].lower().startswith(("before", "prior", "preceding", *_TOWARD))
        if match["dir"].lower().startswith(_TOWARD) and not match["the"]:
            return None
        anchor = value.low if back else value.high
        if unit == "year" and len(anchor.rstrip("~?%")) == _MONTH_LONG:
            unit, count = "month", count * 12
        moved = shift(anchor, -count if back else count, unit)
        if moved is None or moved.edtf is None:
            return None
        if not match["the"] or match["the"].lower().strip() == "in":
            return replace(moved, anchor=value.edtf) if match["dir"].lower() != "since" else None
        if not match["n"] and unit not in _LONG and not match["dir"].lower().startswith(_TOWARD):
            return replace(moved, anchor=value.edtf)
        end = moved.edtf.rstrip("~")
        stretch = span(end, anchor.rstrip("~")) if back else span(anchor.rstrip("~"), end)
        return replace(stretch, anchor=value.edtf, resolved=value.resolved)

    def _mention(self, found: _Found) -> DateMention:
        value = found.value
        place = Span(found.start, found.end)
        quote = self.reading.quote(place)
        edtf = value.edtf if value.edtf and is_edtf(value.edtf) else None
        date = make_date(
            quote, place, edtf, relation=found.relation, part=value.part,
            resolved=value.resolved if edtf else "no", anchor=value.anchor,
        )  # fmt: skip
        article = self.reading.article.id
        return DateMention(
            id=mention_id("date", article, place, quote), article=article, span=place, quote=quote, date=date
        )


def _about(gap: str) -> str | None:
    """Give the qualifier of the second of two dates: "from about 1885 to about 1894"."""
    found = TO_GAP.fullmatch(gap) or AND_GAP.fullmatch(gap)
    return found["q"] if found else None


def _qualified(value: Value, words: str | None) -> Value:
    if not words:
        return value
    return value.qualify("?" if _squeeze(words) in ("perhaps", "possibly") else "~")


def _onwards(text: str, at: int) -> re.Match[str] | None:
    return ONWARDS.match(text, at) or TO_NOW.match(text, at)


def _past_for(text: str, start: int) -> int:
    """ "for the 40 years after": the preposition is not part of the date."""
    match = re.compile(r"(?i:for|over|during|in)\s+").match(text, start)
    return match.end() if match else start


def _squeeze(words: str) -> str:
    return " ".join(words.lower().split())


def _bound(value: Value, relation: str) -> Value:
    """Make a date the end of an open interval: the first day named after "since", the last after "until"."""
    if value.edtf is None:
        return UNKNOWN
    closed = {
        "since": f"{value.low}/..",
        "until": f"../{value.high}",
        "by": f"../{value.high}",
        "before": f"../{value.low}",
        "after": f"{value.high}/..",
    }.get(relation)
    return replace(value, edtf=closed) if closed else value
