"""Figures of the texts beside the data: which series, year and denominator makes a figure true. Never a single stamp."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Literal

from yalu.analysis.dependence import name_denominator
from yalu.analysis.growth import measure_changes
from yalu.analysis.suspects import find_suspects
from yalu.analysis.tolerance import Said, read_range
from yalu.analysis.trade import Amount, Book
from yalu.lexicon.figures import load_measures
from yalu.model import WORLD, Figure, Flow, bounds_of, key_of

Kind = Literal["share", "level", "growth"]
Verdict = Literal["matches", "nearly", "differs"]
_MEASURES: Final = ("trade", "exports", "imports")
_FALLS, _RISES = ("fall_by",), ("rise_by",)
_NOT_HERE: Final = ("factor", "from")
_FEW: Final = 3
"""States that tell of trade, at most, for one of them to be meant without being named."""
_TOLD: Final = 3
"""Readings of a kind that a verdict in words names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One thing a figure could mean, with what a series says of it."""

    series: str
    title: str
    year: int
    of: str
    partner: str
    flows: tuple[Flow, ...]
    kind: Kind
    values: tuple[float, ...]
    """One for each flow; shares 0 to 1, growth signed, levels in `unit`."""
    unit: str
    denominator: str
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
            f"{flow if flow != 'total' else 'all trade'} {_write(value, self.kind, self.unit)}"
            for flow, value in zip(self.flows, self.values, strict=True)
        )
        over = f", of {self.denominator}" if self.kind == "share" else ""
        odd = f" [{'; '.join(self.cautions)}]" if self.cautions else ""
        return f"{told} in {self.year} by {self.title}{over}{odd}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """A figure with every reading the loaded series allow, the nearest first."""

    figure: Figure
    said: Said
    readings: tuple[Reading, ...]
    verdict: str

    def at(self, verdict: Verdict) -> tuple[Reading, ...]:
        """Give the readings of one verdict."""
        return tuple(one for one in self.readings if one.verdict == verdict)

    @property
    def ids(self) -> tuple[str, ...]:
        """The rows it rests on."""
        return tuple(dict.fromkeys(name for one in self.readings for name in one.ids))


def reconcile(
    figure: Figure, book: Book, *, written: str | None = None, near: Sequence[str] = (),
    odd: Mapping[str, str] | None = None,
) -> Reconciliation | None:  # fmt: skip
    """Set a figure of trade beside all series it could mean; None where it is none, or no series tells of its states.

    `written` is the day of the article (EDTF): numbers of later years and editions are listed and marked. A share
    without a year is compared with every year before. `near` are codes the article names, for a figure that names only one
    side; `odd` are the reasons of suspicious rows by id, when they are known already.
    """
    said = read_range(figure)
    kind = _kind(figure)
    if said is None or kind is None:
        return None
    if kind == "growth" and figure.change in _FALLS:
        said = Said(value=-said.value, low=-said.high, high=-said.low, why=said.why)
    if odd is None:
        odd = {one.row: one.why for one in find_suspects(book)}
    found = [one for pair in _pairs(figure, book, kind, near) for one in _readings(figure, said, kind, pair, book)]
    readings = [_caution(one, figure, written, book, odd) for one in dict.fromkeys(found)]
    if not readings:
        return None
    order = {"matches": 0, "nearly": 1, "differs": 2}
    ranked = sorted(readings, key=lambda one: (order[one.verdict], not one.in_time, bool(one.cautions), one.distance))
    return Reconciliation(figure=figure, said=said, readings=tuple(ranked), verdict=tell(figure, ranked))


def _kind(figure: Figure) -> Kind | None:
    """Say what kind of number of trade a figure is; None for all others."""
    if figure.measure not in _MEASURES and not (figure.measure in (None, "growth") and _speaks_of_trade(figure)):
        return None
    if figure.change in _NOT_HERE:
        return None
    if figure.unit in ("share", "percent"):
        return "growth" if figure.change in (*_FALLS, *_RISES) or figure.measure == "growth" else "share"
    return "level" if figure.currency and figure.change not in (*_FALLS, *_RISES) else None


@cache
def _trade_words() -> frozenset[str]:
    return frozenset(cue for one in load_measures().entries if one.id in _MEASURES for cue in one.cues)


def _speaks_of_trade(figure: Figure) -> bool:
    words = key_of(figure.quote).split()
    return any(word.rstrip("s") in _trade_words() or word in _trade_words() for word in words)


def _pairs(figure: Figure, book: Book, kind: Kind, near: Sequence[str]) -> list[tuple[str, str]]:
    """Give who could be measured with whom: the pair in both orders, else a state with all and with those named near."""
    codes = list(dict.fromkeys(one.code for one in (*figure.about, *figure.counterpart)))
    pairs = [(one, other) for one in codes for other in codes if one != other]
    if pairs:
        return pairs
    others = list(near)
    if not others:
        reporters = sorted({row.reporter for row in book.rows})
        others = reporters if len(reporters) <= _FEW else []
    whole = [(one, WORLD) for one in codes if kind != "share"]
    return whole + [(one, other) for other in codes for one in others if one != other]


def _flows(figure: Figure, kind: Kind) -> tuple[tuple[Flow, ...], ...]:
    """Give the flows a figure may mean; of a share of trade also exports and imports, if it fits both."""
    said = key_of(f"{figure.measure_text} {figure.base}")
    both = "import" in said and "export" in said
    match figure.measure:
        case "exports" if not both:
            return (("exports",),)
        case "imports" if not both:
            return (("imports",),)
    return (("exports", "imports"), ("total",)) if kind == "share" else (("total",),)


def _readings(figure: Figure, said: Said, kind: Kind, pair: tuple[str, str], book: Book) -> Iterator[Reading]:
    for series in book.series:
        growth = {
            (flow, one.year): one
            for flows in _flows(figure, kind)
            for flow in flows
            for one in (measure_changes(book, series, *pair, flow) if kind == "growth" else ())
        }
        for period in book.periods(series):
            for flows in _flows(figure, kind) if period.isdigit() else ():
                if kind == "growth":
                    changes = [growth.get((flow, int(period))) for flow in flows]
                    known = [Amount(one.growth, one.ids) for one in changes if one and one.growth is not None]
                else:
                    amounts = [_amount(book, series, period, pair, flow, kind) for flow in flows]
                    known = [one for one in amounts if one and one.ids]
                if len(known) == len(flows):
                    yield _reading(book, series, int(period), pair, flows, kind, known, said, figure.currency)


def _amount(book: Book, series: str, period: str, pair: tuple[str, str], flow: Flow, kind: Kind) -> Amount | None:
    of, partner = pair
    if kind == "share":
        return book.share(series, period, of, partner, flow)
    return book.whole(series, period, of, flow) if partner == WORLD else book.trade(series, period, of, partner, flow)


def _reading(
    book: Book, series: str, year: int, pair: tuple[str, str], flows: tuple[Flow, ...], kind: Kind,
    known: list[Amount], said: Said, unit: str | None,
) -> Reading:  # fmt: skip
    verdicts = [said.judge(one.value) for one in known]
    worst: Verdict = "differs" if "differs" in verdicts else "nearly" if "nearly" in verdicts else "matches"
    ids = tuple(dict.fromkeys(name for one in known for name in one.ids))
    rows = [book.row(name) for name in ids]
    sources = [(row.source if row else None) or book.series[series].source for row in rows]
    cautions = tuple(f"the source itself bounds or rounds it ({one.bound})" for one in known if one.bound)
    return Reading(
        series=series, title=book.series[series].title, year=year, of=pair[0], partner=pair[1], flows=flows, kind=kind,
        values=tuple(one.value for one in known), unit=unit or "", denominator=name_denominator(book, series, flows[0])
        if len(flows) == 1 else name_denominator(book, series, "exports").replace("all exports", "exports and imports each"),
        sources=tuple(dict.fromkeys(sources)), verdict=worst,
        distance=max(abs(one.value - said.value) for one in known) / (abs(said.value) or 1.0),
        cautions=tuple(dict.fromkeys(cautions)), ids=ids,
    )  # fmt: skip


def _caution(one: Reading, figure: Figure, written: str | None, book: Book, odd: Mapping[str, str]) -> Reading:
    """Mark what keeps a reading from being what the text means."""
    first, last = bounds_of(figure.date.edtf) if figure.date and figure.date.edtf else (None, None)
    day = bounds_of(written).latest if written else None
    notes = list(one.cautions)
    if (first and one.year < first.year) or (last and one.year > last.year):
        notes.append(f"the text speaks of {figure.date.edtf if figure.date else ''}")
    if day and one.year >= day.year and not (figure.date and figure.date.edtf):
        notes.append(f"printed after the text, which is of {written}")
    codes = {part.code for part in (*figure.about, *figure.counterpart)}
    unnamed = [code for code in (one.of, one.partner) if code not in codes and code != WORLD]
    notes += [f"{code} is not named beside the figure" for code in unnamed]
    notes += [f"odd row: {odd[name]}" for name in one.ids if name in odd]
    notes += [f"left out by {book.left_out[name].by}" for name in one.ids if name in book.left_out]
    return replace(one, cautions=tuple(dict.fromkeys(notes)))


def tell(figure: Figure, readings: Iterable[Reading]) -> str:
    """Say in words which readings make a figure true, which nearly, and what others say of the same year."""
    held = list(readings)
    fits = [one for one in held if one.in_time]
    true, near = ([one for one in fits if one.verdict == name] for name in ("matches", "nearly"))
    parts = [f"True of {one.words}." for one in true[:_TOLD]]
    if len(true) > _TOLD:
        parts.append(f"{len(true) - _TOLD} further readings match.")
    parts += [f"Nearly true of {one.words}." for one in near[: _TOLD if not true else 1]]
    years = {one.year for one in true[:_TOLD]} or {one.year for one in near[:_TOLD]}
    against = [one for one in fits if one.verdict == "differs" and (one.year in years or not years)]
    told = dict.fromkeys(one.series for one in true[:_TOLD])
    parts += [f"Not by {one.words}." for one in against if one.series not in told][:_TOLD]
    late = [one for one in held if not one.in_time and one.verdict == "matches"]
    if late and not true:
        parts.append(f"The number fits, the time does not: {late[0].words}.")
    return " ".join(parts) or f"No series tells of {figure.raw} for the time of the text."


def _write(value: float, kind: Kind, unit: str) -> str:
    match kind:
        case "share":
            return f"{100 * value:.1f} %"
        case "growth":
            return f"{100 * value:+.1f} %"
    return f"{value / 1e9:,.2f} billion {unit}" if abs(value) >= 1e9 else f"{value / 1e6:,.0f} million {unit}"
