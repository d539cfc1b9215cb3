"""Relative dates: resolved against the published date or the last date named, or left open; never against today."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from yalu.model import DateRef, Resolved, Span, make_date
from yalu.statements.dates.grammar import Grammar
from yalu.statements.reading import Reading

_FULL = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_AHEAD = ("will", "shall", "to")


@dataclass(slots=True)
class Resolver:
    """Resolves the relative dates of one article."""

    grammar: Grammar
    reading: Reading
    last: str | None = None
    """The last absolute date named before, as EDTF of a day, month or year."""

    def saw(self, ref: DateRef) -> None:
        """Note an absolute date, for what is counted from it."""
        if ref.edtf and _FULL.fullmatch(ref.edtf):
            self.last = ref.edtf

    def resolve(self, text: str, offset: int, taken: list[DateRef]) -> Iterator[DateRef]:
        """Give the relative dates of a sentence."""
        published = _day(self.reading.article.published)
        for match in self.grammar.relative.finditer(text):
            edtf = self._named(match["which"].lower(), match["what"].lower(), published) if published else None
            yield self._make(match.span(), offset, edtf, "published")
        for match in self.grammar.ago.finditer(text):
            edtf = self._ago(self.grammar.number(match["n"]), match["unit"].lower(), published) if published else None
            yield self._make(match.span(), offset, edtf, "published")
        for match in self.grammar.later.finditer(text):
            anchor = next(
                (ref.edtf for ref in reversed(taken) if ref.span.end <= offset + match.start() and ref.edtf), self.last
            )
            yield self._make(match.span(), offset, self._later(match, anchor), "context", anchor)
        yield from self._bare(text, offset, published)

    def _make(
        self, ends: tuple[int, int], offset: int, edtf: str | None, how: Resolved, anchor: str | None = None
    ) -> DateRef:  # fmt: skip
        span = Span(offset + ends[0], offset + ends[1])
        anchor = anchor if how == "context" else self.reading.article.published
        resolved: Resolved = how if edtf else "no"
        return make_date(self.reading.quote(span), span, edtf, resolved=resolved, anchor=anchor if edtf else None)

    def _named(self, which: str, what: str, published: date) -> str | None:
        kind = next(
            (kind for kind in ("month", "weekday", "season", "unit") if (kind, what) in self.grammar.values), ""
        )
        value = self.grammar.values.get((kind, what), "")
        step = {"last": -1, "past": -1, "this": 0, "next": 1, "coming": 1}[which]
        match kind:
            case "month":
                return _month(which, int(value), published)
            case "weekday":
                return str(published + timedelta(days=_days_to(published, int(value), step)))
            case "season":
                return f"{published.year + (step if which != 'this' else 0)}-{value}"
            case "unit":
                return _unit(value, step, published)
        return None

    def _ago(self, number: int, unit: str, published: date) -> str | None:
        grain = self.grammar.values.get(("unit", unit), "")
        match grain:
            case "day":
                return str(published - timedelta(days=number))
            case "week":
                return f"{published - timedelta(weeks=number)}~"
            case "month":
                months = published.year * 12 + published.month - 1 - number
                return f"{months // 12:04d}-{months % 12 + 1:02d}"
            case "year":
                return f"{published.year - number:04d}"
            case "decade":
                return f"{published.year - number * 10:04d}~"
        return None

    def _later(self, match: re.Match[str], anchor: str | None) -> str | None:
        full = _FULL.fullmatch(anchor or "")
        grain = self.grammar.values.get(("unit", (match["unit"] or match["unit2"]).lower()), "")
        if not full:
            return None
        back = (match["which"] or match["way"]).lower() in ("previous", "preceding", "earlier", "before")
        number = (self.grammar.number(match["n"]) if match["n"] else 1) * (-1 if back else 1)
        if grain == "year":
            return f"{int(full[1]) + number:04d}"
        if grain == "decade":
            return f"{int(full[1]) + number * 10:04d}~"
        if grain == "month" and full[2]:
            months = int(full[1]) * 12 + int(full[2]) - 1 + number
            return f"{months // 12:04d}-{months % 12 + 1:02d}"
        if grain in ("day", "week") and full[3]:
            days = number * (7 if grain == "week" else 1)
            moved = date(int(full[1]), int(full[2]), int(full[3])) + timedelta(days=days)
            return f"{moved}~" if grain == "week" else str(moved)
        return None

    def _bare(self, text: str, offset: int, published: date | None) -> Iterator[DateRef]:
        """Weekdays and months alone: the past unless the verb looks ahead."""
        for match in self.grammar.weekday.finditer(text):
            ahead = self._looks_ahead(offset + match.start("day"))
            value = int(self.grammar.values["weekday", match["day"].lower()])
            edtf = (
                str(published + timedelta(days=_days_to(published, value, 1 if ahead else -1))) if published else None
            )
            yield self._make(match.span("day"), offset, edtf, "published")
        for match in self.grammar.bare_month.finditer(text):
            token = self.reading.analysis.token_at(offset + match.start("month"))
            if self.reading.analysis.pos[token] != "PROPN":
                continue
            number = int(self.grammar.values["month", match["month"].lower()])
            which = "next" if self._looks_ahead(offset + match.start("month")) else "last"
            edtf = _bare_month(which, number, published) if published else None
            yield self._make(match.span("month"), offset, edtf, "published")

    def _looks_ahead(self, offset: int) -> bool:
        analysis = self.reading.analysis
        token = analysis.token_at(offset)
        for above in (token, *analysis.ancestors(token)):
            if analysis.pos[above] in ("VERB", "AUX"):
                helpers = (analysis.words[child].lower() for child in analysis.under(above, "aux"))
                return any(word in _AHEAD for word in helpers)
        return False


def _day(published: str | None) -> date | None:
    """Give the first day of a published date that is at least a month: a year alone anchors nothing."""
    match = _FULL.fullmatch(published or "")
    return date(int(match[1]), int(match[2]), int(match[3] or 1)) if match and match[2] else None


def _days_to(published: date, weekday: int, step: int) -> int:
    """Give the days to the nearest such weekday before (or on) the day, or after it."""
    away = (weekday - published.isoweekday()) % 7
    if step > 0:
        return away or 7
    return away - 7 if away else 0


def _month(which: str, month: int, published: date) -> str | None:
    if which == "this":
        return f"{published.year:04d}-{month:02d}"
    if which in ("next", "coming"):
        return f"{published.year + (month <= published.month):04d}-{month:02d}"
    # "Last February" said in March may mean this year's or the one before: both readings stay.
    if 0 < published.month - month <= 1:
        return f"[{published.year - 1:04d}-{month:02d},{published.year:04d}-{month:02d}]"
    return f"{published.year - (month >= published.month):04d}-{month:02d}"


def _bare_month(which: str, month: int, published: date) -> str:
    later = month < published.month if which == "next" else False
    earlier = month > published.month if which == "last" else False
    return f"{published.year + later - earlier:04d}-{month:02d}"


def _unit(unit: str, step: int, published: date) -> str | None:
    match unit:
        case "week":
            monday = published - timedelta(days=published.isoweekday() - 1) + timedelta(weeks=step)
            return f"{monday}/{monday + timedelta(days=6)}"
        case "month":
            months = published.year * 12 + published.month - 1 + step
            return f"{months // 12:04d}-{months % 12 + 1:02d}"
        case "year":
            return f"{published.year + step:04d}"
        case "decade":
            return f"{published.year // 10 + step:03d}X"
        case "century":
            return f"{published.year // 100 + step:02d}XX"
    return None
