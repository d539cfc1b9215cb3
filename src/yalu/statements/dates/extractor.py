"""Find the dates of an article, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from yalu.actors import Gazetteer
from yalu.model import DateMention, DateRef, Part, Relation, Span, is_edtf, make_date, mention_id
from yalu.statements.dates.grammar import DASH, Grammar
from yalu.statements.dates.relative import Resolver
from yalu.statements.dates.values import Point
from yalu.statements.reading import Reading

_TAIL = re.compile(rf" ?{DASH} ?(?P<short>\d\d)(?!\d)")
_JOIN = re.compile(rf"^(?: ?{DASH} ?| to | until | through | and | or )(?:the )?$")
_NOT_YEAR_BEFORE = re.compile(
    r"(?:Resolutions?|No\.?|Nos\.?|Article|Section|pp?\.|page|[$€£¥#§]|Document|S/RES/)\s?$", re.IGNORECASE
)
_COUNTED = ("NNS", "NNPS")


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    point: Point


@dataclass(frozen=True, slots=True)
class Dates:
    """Finds dates."""

    grammar: Grammar
    name: str = "dates"
    version: str = "1"
    needs: tuple[str, ...] = ()
    gives: str = "dates"

    @classmethod
    def load(cls, _gazetteer: Gazetteer) -> Self:
        """Build the stage with its words."""
        return cls(Grammar.load())

    def extract(self, reading: Reading) -> Iterable[DateMention]:
        """Give the dates of an article in order of the text."""
        resolver = Resolver(self.grammar, reading)
        for sentence in reading.analysis.sentences:
            text = reading.analysis.cut(sentence.span)
            if self.grammar.trigger.search(text):
                found = self._sentence(reading, sentence.span, resolver)
                for ref in sorted(found, key=lambda ref: ref.span):
                    resolver.saw(ref)
                    yield _mention(reading, ref)

    def _sentence(self, reading: Reading, span: Span, resolver: Resolver) -> list[DateRef]:
        text = reading.analysis.cut(span)
        points = list(self._points(reading, text, span.start))
        refs = list(self._compose(reading, text, span.start, points))
        for ref in resolver.resolve(text, span.start, refs):
            if not any(ref.span.overlaps(other.span) for other in refs):
                refs.append(ref)
        return refs

    # ---------------------------------------------------------------- points

    def _points(self, reading: Reading, text: str, offset: int) -> Iterator[_Found]:
        for match in self.grammar.point.finditer(text):
            point = self._point(match)
            if point and self._is_date(reading, text, offset, match):
                yield _Found(match.start(), match.end(), point)

    def _is_date(self, reading: Reading, text: str, offset: int, match: re.Match[str]) -> bool:
        """A bare number is a year unless it numbers something, counts something or is part of a longer word."""
        if match["y11"] is None:
            return True
        before, after = text[: match.start("y11")], text[match.end() : match.end() + 2]
        if (
            _NOT_YEAR_BEFORE.search(before)
            or re.match(r"[%°]|[A-Za-z]", after)
            or re.search(r"[\w.][-]$|\d,$", before[-2:])
        ):
            return bool(re.search(r"\d{4}[-]$|[a-z][-]$", before)) and not _NOT_YEAR_BEFORE.search(before)
        analysis = reading.analysis
        token = analysis.token_at(offset + match.start("y11"))
        head = analysis.heads[token]
        counted = analysis.deps[token] == "nummod" and analysis.tags[head] in _COUNTED and head == token + 1
        return not counted

    def _point(self, match: re.Match[str]) -> Point | None:
        for number in ("1", "2"):
            if match[f"y{number}"]:
                return self._day(match[f"y{number}"], match[f"m{number}"], match[f"d{number}"])
        if match["y3"]:
            return Point(year=int(match["y3"]), month=self._month(match["m3"]), part=self._part(match["part"]))
        if match["season"]:
            return Point(year=int(match["y4"]), sub=int(self.grammar.values["season", match["season"].lower()]))
        if match["quarter"] or match["half"]:
            order = ("first", "second", "third", "fourth").index(match["quarter"] or match["half"])
            return Point(year=int(match["y5"] or match["y6"]), sub=(33 if match["quarter"] else 40) + order)
        if match["decade"]:
            return Point(year=int(match["decade"]) * 10, decade=True, part=self._part(match["part7"]))
        if match["century"]:
            return self._century(match)
        if match["ad"]:
            return Point(year=int(match["y9"]))
        if match["bc2"]:
            return Point(year=1 - int(match["y10"]))
        return Point(year=int(match["y11"]), part=self._part(match["part11"]))

    def _day(self, year: str, month: str, day: str) -> Point | None:
        try:
            found = date(int(year), self._month(month), int(day))
        except ValueError:
            return None
        return Point(year=found.year, month=found.month, day=found.day)

    def _month(self, text: str) -> int:
        return int(self.grammar.values["month", text.lower()])

    def _century(self, match: re.Match[str]) -> Point:
        text = match["century"].lower()
        digits = re.match(r"\d+", text)
        number = int(digits[0]) if digits else int(self.grammar.values["ordinal", text])
        year = -number * 100 + 1 if match["bc1"] else (number - 1) * 100
        return Point(year=year, century=True, part=self._part(match["part8"]))

    def _part(self, text: str | None) -> Part | None:
        if not text:
            return None
        word = re.sub(r"^the |[ \u2010-\u2014-]*(?:the )?$", "", text.strip().lower()).strip(
            " -\u2010\u2011\u2012\u2013\u2014"
        )
        value = self.grammar.values.get(("part", re.sub(r" the$", "", word)), "")
        return value if value in ("early", "mid", "late") else None  # type: ignore[return-value]  # just checked

    # ---------------------------------------------------------------- intervals, sets, relations

    def _compose(self, reading: Reading, text: str, offset: int, points: list[_Found]) -> Iterator[DateRef]:
        position = 0
        while position < len(points):
            first = points[position]
            second = points[position + 1] if position + 1 < len(points) else None
            ref, used = self._pair(reading, text, offset, first, second)
            yield ref
            position += used

    def _pair(
        self, reading: Reading, text: str, offset: int, first: _Found, second: _Found | None
    ) -> tuple[DateRef, int]:
        tail = _TAIL.match(text, first.end)
        if tail and first.point == Point(year=first.point.year):
            last = first.point.year // 100 * 100 + int(tail["short"])
            if last > first.point.year:
                edtf = f"{first.point.edtf}/{last:04d}"
                return self._ref(reading, text, offset, (first.start, tail.end()), edtf, "at", None), 1
        opened = self.grammar.opened.search(text[: first.start])
        if second is not None:
            link = _JOIN.match(text[first.end : second.start])
            joined = self._joined(link[0].strip().split(" ")[0] if link else "", first, second, opened)
            if joined:
                start = opened.start() if opened and opened["relation"] in ("between", "from") else first.start
                edtf, relation = joined
                return self._ref(reading, text, offset, (start, second.end), edtf, relation, None), 2
        return self._single(reading, text, offset, first, opened), 1

    def _joined(
        self, word: str, first: _Found, second: _Found, opened: re.Match[str] | None
    ) -> tuple[str, Relation] | None:
        if not word and not opened:
            return None
        one, two = first.point, second.point
        relation = opened["relation"].lower() if opened and opened["relation"] else ""
        if word == "or":
            return f"[{one.edtf},{two.edtf}]" if "/" not in one.edtf + two.edtf else None, "at"  # type: ignore[return-value]
        if word == "and" and relation == "between":
            return f"{one.first()}/{two.last()}", "between"
        if word == "and" and one.decade and two.decade and not opened:
            return f"{one.first()}/{two.last()}", "at"
        if re.fullmatch(DASH, word) or (relation == "from" and word in ("to", "until", "through")):
            return f"{one.first()}/{two.last()}", "at"
        return None

    def _single(self, reading: Reading, text: str, offset: int, found: _Found, opened: re.Match[str] | None) -> DateRef:
        point, start = found.point, found.start
        years = self.grammar.span_after.search(text[: found.start])
        if years:
            return self._years_after(reading, text, offset, found, years)
        if opened is None:
            return self._ref(reading, text, offset, (start, found.end), point.edtf, "at", point.part)
        if opened["approximate"] or opened["uncertain"]:
            mark = "~" if opened["approximate"] else "?"
            point = replace(point, qualifier=mark) if not point.part else point
            return self._ref(reading, text, offset, (opened.start(), found.end), point.edtf, "at", point.part)
        relation = self.grammar.values.get(("relation", opened["relation"].lower()), "")
        edtf = _open(point, relation)
        if edtf is None:
            return self._ref(reading, text, offset, (start, found.end), point.edtf, "at", point.part)
        known: Relation = relation  # type: ignore[assignment]  # the lexicon holds only relations
        return self._ref(reading, text, offset, (opened.start(), found.end), edtf, known, point.part)

    def _years_after(self, reading: Reading, text: str, offset: int, found: _Found, years: re.Match[str]) -> DateRef:
        number, year = self.grammar.number(years["n"]), found.point.year
        before = years["way"].lower() == "before"
        first, last = (year - number, year) if before else (year, year + number)
        return self._ref(reading, text, offset, (years.start(), found.end), f"{first:04d}/{last:04d}", "at", None)

    def _ref(
        self,
        reading: Reading,
        text: str,
        offset: int,
        ends: tuple[int, int],
        edtf: str | None,
        relation: Relation,
        part: Part | None,
    ) -> DateRef:
        start, end = ends
        start += len(text[start:end]) - len(text[start:end].lstrip())
        span = Span(offset + start, offset + end)
        value = edtf if edtf and is_edtf(edtf) else None
        resolved = "absolute" if value else "no"
        return make_date(reading.quote(span), span, value, relation=relation, part=part, resolved=resolved)  # type: ignore[arg-type]


def _open(point: Point, relation: str) -> str | None:
    """Since takes the first date of the phrase, until, by and before its last: an open end must be one date."""
    if relation in ("since", "after"):
        return f"{point.first()}/.."
    if relation in ("until", "by", "before"):
        return f"../{point.last()}"
    return None


def _mention(reading: Reading, ref: DateRef) -> DateMention:
    article = reading.article.id
    return DateMention(
        id=mention_id("date", article, ref.span, ref.text), article=article, span=ref.span, quote=ref.text, date=ref
    )  # fmt: skip
