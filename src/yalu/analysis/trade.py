"""The book of trade: rows of all series by year, and how much is known of one state's trade with another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from yalu.model import ALL_PRODUCTS, FLOWS, SHARE, WORLD, Dataset, Flow, Record, RowDecision, Series, TradeRow

OPPOSITE: Final[Mapping[Flow, Flow]] = MappingProxyType({"exports": "imports", "imports": "exports", "total": "total"})
_REPORTS: Final = 2
"""Partners that must report for their reports to be summed to the trade of a state that does not report itself."""
_Cells = dict[tuple[str, str, Flow], TradeRow]


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money or a share, with the rows it rests on."""

    value: float
    ids: tuple[str, ...]
    how: str = "as reported"
    """as reported, mirrored (the partner's report), summed, ..."""
    bound: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Rows of trade of many series; what a decision left out is listed and never counted."""

    series: Mapping[str, Series]
    rows: tuple[TradeRow, ...]
    left_out: Mapping[str, RowDecision]
    money: Mapping[tuple[str, str], _Cells]
    """By series and period."""
    shares: Mapping[tuple[str, str], _Cells]
    partners: Mapping[tuple[str, str, str], frozenset[str]]
    """By series, period and state: everyone it trades with."""
    spans: Mapping[str, tuple[str, ...]]
    """The periods of each series in order."""
    units: Mapping[str, str]
    """The currency of each series that has amounts."""
    states: frozenset[str]
    """All that report or are partners."""
    wholes: dict[tuple[str, str, str, Flow], Amount | None] = field(default_factory=dict, repr=False, compare=False)
    """Sums over all partners that were asked for before: each share of a state is of the same whole."""

    def periods(self, series: str) -> tuple[str, ...]:
        """Give the periods of a series in order."""
        return self.spans.get(series, ())

    def row(self, name: str) -> TradeRow | None:
        """Give a counted row by its id; None for one that is not counted, or of a product."""
        parts = name.split("/")
        if len(parts) not in (6, 7):
            return None
        cells = self.shares if parts[-1] == SHARE else self.money
        key = next((flow for flow in FLOWS if flow == parts[4]), None)
        return cells.get(("/".join(parts[:2]), parts[5]), {}).get((parts[2], parts[3], key)) if key else None

    def trade(self, series: str, period: str, of: str, with_: str, flow: Flow) -> Amount | None:
        """Give the trade of one state with another: as reported, else from the partner's report, else summed.

        None where nothing is known. In a series that lists all partners a partner without a row traded nothing.
        """
        cells = self.money.get((series, period), {})
        found = self._reported(cells, of, with_, flow, mirror=flow != "total")
        if found or flow != "total":
            return found or self._nothing(series, period, of)
        sides = [self._reported(cells, of, with_, side) for side in ("exports", "imports")]
        given = [side for side in sides if side]
        if len(given) == 2 or (given and self.series[series].complete):
            return _sum(given, "exports and imports summed")
        turned = self._reported(cells, of, with_, "total")
        return turned or (None if given else self._nothing(series, period, of))

    def _reported(
        self, cells: _Cells, of: str, with_: str, flow: Flow, *, mirror: bool = True
    ) -> Amount | None:  # fmt: skip
        own = cells.get((of, with_, flow))
        if own:
            return Amount(own.value, (own.id,), bound=own.bound)
        other = cells.get((with_, of, OPPOSITE[flow])) if mirror else None
        return Amount(other.value, (other.id,), "mirrored", other.bound) if other else None

    def _nothing(self, series: str, period: str, of: str) -> Amount | None:
        whole = self.series[series].complete and len(self.partners.get((series, period, of), ())) > 1
        return Amount(0.0, (), "no row in a series that lists all partners") if whole else None

    def whole(self, series: str, period: str, of: str, flow: Flow) -> Amount | None:
        """Give the trade of a state with all partners: its own row, else the sum over partners where all are listed."""
        key = series, period, of, flow
        if key not in self.wholes:
            self.wholes[key] = self._whole(series, period, of, flow)
        return self.wholes[key]

    def _whole(self, series: str, period: str, of: str, flow: Flow) -> Amount | None:
        cells = self.money.get((series, period), {})
        own = cells.get((of, WORLD, flow))
        if own:
            return Amount(own.value, (own.id,), bound=own.bound)
        sides = [cells.get((of, WORLD, side)) for side in ("exports", "imports")] if flow == "total" else []
        both = [side for side in sides if side]
        if len(both) == 2:
            return _sum([Amount(side.value, (side.id,)) for side in both], "exports and imports summed")
        if not self.series[series].complete:
            return None
        listed = self.listed(series, period, of)
        alone = not any((of, one, side) in cells for one in listed for side in FLOWS)
        if alone and len(listed) < _REPORTS:
            return None  # one partner's report of it is no whole
        found = [self.trade(series, period, of, one, flow) for one in listed]
        how = f"summed over the reports of {len(listed)} partners" if alone else "summed over partners"
        return _sum([one for one in found if one], how)

    def listed(self, series: str, period: str, of: str) -> tuple[str, ...]:
        """Give the partners of a state that a series names in a period, in order of their codes."""
        return tuple(sorted(self.partners.get((series, period, of), frozenset()) - {WORLD, of}))

    def share(self, series: str, period: str, of: str, with_: str, flow: Flow) -> Amount | None:
        """Give a partner's part of a state's trade, 0 to 1: as the source gives it, else trade over whole."""
        own = self.shares.get((series, period), {}).get((of, with_, flow))
        if own:
            return Amount(own.value, (own.id,), bound=own.bound)
        part, whole = self.trade(series, period, of, with_, flow), self.whole(series, period, of, flow)
        if part is None or whole is None or not whole.value or not part.ids:
            return None
        return Amount(part.value / whole.value, (*part.ids, *whole.ids), f"of the whole, {whole.how}")


def _sum(amounts: list[Amount], how: str) -> Amount | None:
    if not amounts:
        return None
    return Amount(sum(one.value for one in amounts), tuple(name for one in amounts for name in one.ids), how)


def open_book(series: Iterable[Series], rows: Iterable[TradeRow], decisions: Mapping[str, RowDecision]) -> Book:
    """Sort rows into a book; rows of single products and rows that a decision leaves out are not counted."""
    held = tuple(rows)
    out = {name: one for name, one in decisions.items() if one.verdict == "leave out"}
    counted = [row for row in held if row.product == ALL_PRODUCTS and not (out and row.id in out)]
    money: dict[tuple[str, str], _Cells] = defaultdict(dict)
    shares: dict[tuple[str, str], _Cells] = defaultdict(dict)
    partners: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    spans: dict[str, set[str]] = defaultdict(set)
    for row in counted:
        spans[row.series].add(row.period)
        cells = shares if row.unit == SHARE else money
        cells[row.series, row.period][row.reporter, row.partner, row.flow] = row
        partners[row.series, row.period, row.reporter].add(row.partner)
        partners[row.series, row.period, row.partner].add(row.reporter)
    return Book(
        series={one.id: one for one in series},
        rows=held,
        left_out=out,
        money=money,
        shares=shares,
        partners={key: frozenset(found) for key, found in partners.items()},
        spans={name: tuple(sorted(found)) for name, found in spans.items()},
        units={row.series: row.unit for row in held if row.unit != SHARE},
        states=frozenset(state for row in held for state in (row.reporter, row.partner)),
    )


def describe_series(
    datasets: Iterable[Dataset], series: Iterable[Series], spans: Mapping[str, tuple[int, str, str]]
) -> Iterator[Record]:
    """Give a flat record of each series for listings."""
    known = {one.id: one for one in datasets}
    for one in series:
        rows, first, last = spans.get(one.id, (0, "", ""))
        held = known[one.dataset]
        yield {
            "series": one.id, "dataset": one.dataset, "kind": held.kind, "rows": rows, "title": one.title,
            "years": first if first == last else f"{first}..{last}", "source": one.source, "vintage": one.vintage,
            "licence": one.licence, "valuation": one.valuation, "side": one.side, "leaves_out": list(one.leaves_out),
            "treatment": one.treatment, "complete": one.complete, "note": one.note, "path": held.path,
            "sha256": held.sha256, "loaded": held.loaded, "refused": held.refused,
        }  # fmt: skip


def describe_row(row: TradeRow, book: Book, odd: Iterable[str] = ()) -> Record:
    """Give the flat record of a row with what is odd about it and what was decided on it."""
    decision = book.left_out.get(row.id)
    return {
        "id": row.id, "series": row.series, "reporter": row.reporter, "partner": row.partner, "flow": row.flow,
        "period": row.period, "value": row.value, "unit": row.unit, "bound": row.bound, "product": row.product,
        "parts": row.parts, "line": row.line, "source": row.source or book.series[row.series].source,
        "note": row.note, "odd": list(odd), "decided": f"left out by {decision.by}" if decision else "",
        "why": decision.why if decision else "",
    }  # fmt: skip
