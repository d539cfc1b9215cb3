"""Datasets: tables of numbers loaded beside the articles. Every row says of whom, when, and on whose count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

TableKind = Literal["trade", "pair", "state"]
Flow = Literal["exports", "imports", "total"]
FLOWS: Final[tuple[Flow, ...]] = ("exports", "imports", "total")
WORLD: Final = "WLD"
"""Partner of a row that gives a state's trade with all partners together."""
ALL_PRODUCTS: Final = "TOTAL"
SHARE: Final = "share"
"""Unit of a row that gives a part of the whole, 0 to 1; all other units of trade are ISO 4217 codes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """One loaded table."""

    id: str
    """Its name, with `@vintage` where it has one: another vintage stands beside it, the same one is replaced."""
    name: str
    title: str
    kind: TableKind
    format: str
    """Reader that took it."""
    path: str
    sha256: str
    source: str
    vintage: str | None = None
    licence: str | None = None
    url: str | None = None
    note: str | None = None
    loaded: str = ""
    """UTC, ISO 8601."""
    rows: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One compiler's numbers by one definition: what may be summed, compared over years and drawn as one line."""

    id: str
    """Id of the dataset, a slash, and a short name: `prk-trade/kotra`."""
    dataset: str
    title: str
    source: str
    vintage: str | None = None
    licence: str | None = None
    valuation: str | None = None
    """CIF, FOB or mixed."""
    side: str | None = None
    """reporter, mirror, reconciled or compiled: whose books the values are from."""
    leaves_out: tuple[str, ...] = ()
    """Codes of partners that the totals do not hold."""
    treatment: str | None = None
    """What was estimated or adjusted, in words: crude oil, re-exports."""
    complete: bool = True
    """Whether a partner without a row traded nothing; False where only the leading partners are listed."""
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeRow:
    """How much one state trades with one partner in a period."""

    series: str
    reporter: str
    """Code of the state whose exports or imports they are."""
    partner: str
    """Code of the partner; WLD for all together, X and digits for areas not elsewhere specified."""
    flow: Flow
    period: str
    """EDTF."""
    value: float
    unit: str
    """ISO 4217 code, in whole units, current prices; or `share`."""
    bound: str = ""
    """`<`, `>` or `~` where the source only bounds or rounds the value."""
    product: str = ALL_PRODUCTS
    parts: int = 1
    """Rows of products that were summed."""
    line: int = 0
    """Line of the file, the header being 1; of a sum the first."""
    source: str | None = None
    """Where this row has a source of its own."""
    note: str | None = None

    @property
    def id(self) -> str:
        """Equal wherever the same number of the same series is loaded."""
        tail = "" if self.product == ALL_PRODUCTS else f"/{self.product}"
        share = "/share" if self.unit == SHARE else ""
        return f"{self.series}/{self.reporter}/{self.partner}/{self.flow}/{self.period}{tail}{share}"

    @property
    def year(self) -> int | None:
        """The year, where the period is one."""
        return int(self.period) if len(self.period) == 4 and self.period.isdigit() else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRow:
    """A number about two states in a period: an obligation (1), joint memberships, agreement of votes."""

    series: str
    first: str
    second: str
    measure: str
    period: str
    value: float
    line: int = 0
    source: str | None = None
    note: str | None = None

    @property
    def id(self) -> str:
        """Equal wherever the same number of the same series is loaded."""
        return f"{self.series}/{self.first}/{self.second}/{self.measure}/{self.period}"


@dataclass(frozen=True, slots=True, kw_only=True)
class StateRow:
    """A number about one state in a period: an ideal point, output, total imports."""

    series: str
    state: str
    measure: str
    period: str
    value: float
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    line: int = 0
    source: str | None = None
    note: str | None = None

    @property
    def id(self) -> str:
        """Equal wherever the same number of the same series is loaded."""
        return f"{self.series}/{self.state}/{self.measure}/{self.period}"


DataRow = TradeRow | PairRow | StateRow


@dataclass(frozen=True, slots=True, kw_only=True)
class RowDecision:
    """A person's word on a row of a dataset; it outlives every loading of the row."""

    row: str
    verdict: Literal["leave out", "keep"]
    by: str
    at: str
    """UTC, ISO 8601."""
    why: str = ""
