"""Readings: what a series says of one thing that a figure may mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from yalu.analysis.dependence import name_denominator
from yalu.analysis.meaning import Kind, Meaning, Pair
from yalu.analysis.names import name_state
from yalu.analysis.tolerance import Said
from yalu.analysis.trade import Amount, Book
from yalu.model import WORLD, Flow

Verdict = Literal["matches", "nearly", "differs", "not comparable"]
_RANK = ("matches", "nearly", "differs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One thing a figure could mean, with what a series says of it."""

    series: str
    title: str
    year: int
    since: int | None = None
    """First year of a change that is over several years."""
    yearly: bool = False
    """Whether such a change is told as its mean a year."""
    of: str
    partner: str
    flows: tuple[Flow, ...]
    kind: Kind
    values: tuple[float, ...]
    """One for each flow; shares 0 to 1, growth signed, sums in `unit`."""
    unit: str
    denominator: str
    how: str
    """as reported, mirrored, summed ..."""
    sources: tuple[str, ...]
    verdict: Verdict
    distance: float
    """Of the farthest value from the figure's, as a part of the figure's."""
    cautions: tuple[str, ...]
    """What keeps it from being what the text means: printed later, another year, an odd row."""
    ids: tuple[str, ...]

    @property
    def in_time(self) -> bool:
        """Whether year and edition fit the text."""
        return not any(one.startswith(("the text", "printed")) for one in self.cautions)

    @property
    def words(self) -> str:
        """What the series says, in words."""
        told = " and ".join(
            f"{self._flow(flow, first=place == 0)}, {_write(value, self.kind, self.unit)}"
            for place, (flow, value) in enumerate(zip(self.flows, self.values, strict=True))
        )
        over = f" (of {self.denominator})" if self.kind == "share" else ""
        when = f" in {self.year}" if self.since is None else f" from {self.since} to {self.year}"
        yearly = " a year" if self.yearly else ""
        mirror = f", {self.how}" if "mirror" in self.how or "reports" in self.how else ""
        odd = f" [{'; '.join(self.cautions)}]" if self.cautions else ""
        return f"{told}{yearly}{when} by {self.title}{mirror}{over}{odd}"

    def _flow(self, flow: Flow, *, first: bool) -> str:
        """Name a flow with its two sides; the second of two flows is told without them."""
        if not first:
            return f"of its {flow}"
        what = {"total": "trade"}.get(flow, flow) if self.kind != "balance" else "exports less imports"
        of, partner = name_state(self.of), name_state(self.partner)
        if self.partner == WORLD:
            return f"{what} of {of}"
        if self.kind == "share":
            return f"{partner}'s part of the {what} of {of}"
        way = {"exports": "to", "imports": "from"}.get(flow, "with")
        return f"{what} of {of} {way} {partner}"


def _write(value: float, kind: Kind, unit: str) -> str:
    match kind:
        case "share":
            return f"{100 * value:.1f} %" if value >= 0.001 else f"{100 * value:.2g} %"
        case "growth":
            return f"{100 * value:+.1f} %"
        case "factor":
            return f"times {value:.2f}"
    sign = "+" if kind == "difference" and value >= 0 else ""
    size = f"{value / 1e9:,.2f} billion" if abs(value) >= 1e9 else f"{value / 1e6:,.4g} million"
    return f"{sign}{size} {unit}"


@dataclass(frozen=True, slots=True)
class Moment:
    """A time a series can tell of: its periods (a year, or the months of a part of one), and those compared with."""

    year: int
    periods: tuple[str, ...]
    before: tuple[str, ...] = ()
    since: int | None = None
    whole: bool = True
    """False where the text speaks of a part of the year and the series of all of it."""


def list_readings(book: Book, meaning: Meaning, said: Said, currency: str | None) -> Iterator[Reading]:
    """Give every reading of a figure that the book allows; each once, however a pair of states is turned."""
    seen: set[tuple[object, ...]] = set()
    for pair in meaning.pairs:
        for series in book.series:
            for moment in _moments(book, series, meaning):
                for flows in meaning.flows:
                    one = _reading(book, meaning, said, currency, series, pair, flows, moment)
                    key = (one.series, one.since, one.year, one.ids, one.kind, one.values) if one else ()
                    if one and key not in seen:
                        seen.add(key)
                        yield one


def _moments(book: Book, series: str, meaning: Meaning) -> Iterator[Moment]:
    have = book.periods(series)
    changes = meaning.kind in ("growth", "factor", "difference")
    months = set(have)
    if meaning.months and months.issuperset(meaning.months):
        before = tuple(f"{int(one[:4]) - 1:04d}{one[4:]}" for one in meaning.months) if changes else ()
        if months.issuperset(before):
            yield Moment(int(meaning.months[0][:4]), meaning.months, before)
    for period in have:
        if not (len(period) == 4 and period.isdigit()):
            continue
        year = int(period)
        if meaning.span and meaning.first is not None:
            if meaning.first < year and str(meaning.first) in months and meaning.last in (None, year):
                yield Moment(year, (period,), (str(meaning.first),), meaning.first)
        elif not changes or str(year - 1) in months:
            yield Moment(year, (period,), (str(year - 1),) if changes else (), whole=not meaning.months)


def _reading(
    book: Book, meaning: Meaning, said: Said, currency: str | None, series: str, pair: Pair, flows: tuple[Flow, ...],
    moment: Moment,
) -> Reading | None:  # fmt: skip
    found = [_measure(book, meaning, series, pair, flow, moment) for flow in flows]
    known = [one for one in found if one]
    if len(known) < len(found):
        return None
    about = book.series[series]
    ids = tuple(dict.fromkeys(name for one in known for name in one.ids))
    rows = [book.row(name) for name in ids]
    unit = book.units.get(series, "") if meaning.kind in ("level", "difference", "balance") else ""
    verdict, cautions = _judge(known, said, unit, currency)
    cautions += [pair.caution] if pair.caution else []
    if not moment.whole:
        cautions.append(f"the text speaks of a part of {moment.year}, the series of all of it")
    cautions += [f"the source itself bounds or rounds it ({one.bound})" for one in known if one.bound]
    wholes = "exports and imports each" if len(flows) > 1 else ""
    over = name_denominator(book, series, flows[0] if not wholes else "exports")
    return Reading(
        series=series, title=about.title, year=moment.year, since=moment.since, yearly=meaning.yearly and moment.since is not None, of=pair.of, partner=pair.partner, flows=flows,
        kind=meaning.kind, values=tuple(one.value for one in known), unit=unit, how=_how(book, known, pair),
        denominator=over.replace("all exports", wholes) if wholes else over,
        sources=tuple(dict.fromkeys((row.source if row else None) or about.source for row in rows)), verdict=verdict,
        distance=max(abs(one.value - said.value) for one in known) / (abs(said.value) or 1.0),
        cautions=tuple(dict.fromkeys(cautions)), ids=ids,
    )  # fmt: skip


def _how(book: Book, known: list[Amount], pair: Pair) -> str:
    """Say whose books a number is from, where they are not those of the state it is about."""
    rows = [row for one in known for name in one.ids if (row := book.row(name))]
    # A table that is compiled from partners' books has no reports of its own to turn.
    reported = all(book.series[row.series].side in (None, "reporter") for row in rows)
    if rows and reported and all(row.reporter != pair.of for row in rows):
        return f"mirrored from the report of {name_state(rows[0].reporter)}"
    return "; ".join(dict.fromkeys(one.how for one in known))


def _judge(known: list[Amount], said: Said, unit: str, currency: str | None) -> tuple[Verdict, list[str]]:
    if unit and currency and unit != currency:
        return "not comparable", [f"the series is in {unit}, the figure in {currency}"]
    verdicts = [said.judge(one.value) for one in known]
    worst: Verdict = max(verdicts, key=_RANK.index)
    far = worst == "matches" and all(said.holds_widely(one.value) for one in known)
    return worst, ["holds, by a wide margin"] if far else []


def _measure(book: Book, meaning: Meaning, series: str, pair: Pair, flow: Flow, moment: Moment) -> Amount | None:
    """Give the number a figure would be if it meant this; None where the series does not know it."""
    if meaning.kind == "share":
        return _share(book, series, pair, flow, moment.periods)
    if meaning.kind == "balance":
        sold, bought = (_over(book, series, pair, one, moment.periods) for one in ("exports", "imports"))
        return Amount(sold.value - bought.value, (*sold.ids, *bought.ids)) if sold and bought else None
    now = _over(book, series, pair, flow, moment.periods)
    if meaning.kind == "level" or now is None:
        return now
    before = _over(book, series, pair, flow, moment.before)
    if before is None:
        return None
    ids, bound = (*before.ids, *now.ids), now.bound or before.bound
    if meaning.kind == "difference":
        return Amount(now.value - before.value, ids, bound=bound)
    if before.value <= 0:
        return None
    ratio = now.value / before.value
    if meaning.kind == "factor":
        return Amount(ratio, ids, bound=bound)
    years = moment.year - moment.since if moment.since and meaning.yearly else 1
    return Amount(ratio ** (1 / years) - 1, ids, bound=bound)


def _share(book: Book, series: str, pair: Pair, flow: Flow, periods: tuple[str, ...]) -> Amount | None:
    if len(periods) == 1:
        one = book.share(series, periods[0], pair.of, pair.partner, flow)
        return one if one and one.ids else None
    part, whole = _over(book, series, pair, flow, periods), _over(book, series, Pair(pair.of, WORLD), flow, periods)
    if not part or not whole or not whole.value:
        return None
    return Amount(part.value / whole.value, (*part.ids, *whole.ids), "of the whole of these months")


def _over(book: Book, series: str, pair: Pair, flow: Flow, periods: tuple[str, ...]) -> Amount | None:
    """Sum the trade of two states, or of one with all, over periods; None where one of them is not known."""
    found = [
        book.whole(series, period, pair.of, flow) if pair.partner == WORLD
        else book.trade(series, period, pair.of, pair.partner, flow)
        for period in periods
    ]  # fmt: skip
    known = [one for one in found if one and one.ids]
    if not known or len(known) < len(found):
        return None
    if len(known) == 1:
        return known[0]
    return Amount(
        sum(one.value for one in known), tuple(name for one in known for name in one.ids), f"{len(known)} months summed"
    )
