"""Loaded tables as a View gives them."""

from __future__ import annotations

from collections.abc import Iterator

from yalu.model import (
    Dataset,
    PairRow,
    RowDecision,
    Series,
    StateRow,
    TradeRow,
)
from yalu.store import tables
from yalu.store.tables import TradeFilter
from yalu.store.view.reader import Reader


class DatasetReader(Reader):
    """Loaded tables as a View gives them."""

    def datasets(self) -> list[Dataset]:
        """Give all datasets by name."""
        return [tables.dataset_of(row) for row in self._mappings(tables.dataset_query())]

    def series(self, *datasets: str) -> list[Series]:
        """Give the series of datasets; of all when none is named."""
        return [tables.series_of(row) for row in self._mappings(tables.series_query(datasets))]

    def trade(self, wanted: TradeFilter | None = None) -> Iterator[TradeRow]:
        """Give rows of trade one by one."""
        return tables.rows_of(self._stream(tables.trade_query(wanted or TradeFilter())), TradeRow)

    def pairs(self, *states: str) -> Iterator[PairRow]:
        """Give numbers about pairs one by one; only of those in which one of the states takes part when any is named."""
        return tables.rows_of(self._stream(tables.pair_query(states)), PairRow)

    def state_numbers(self, *states: str) -> Iterator[StateRow]:
        """Give numbers about states one by one."""
        return tables.rows_of(self._stream(tables.state_query(states)), StateRow)

    def row_spans(self) -> dict[str, tuple[int, str, str]]:
        """Give of each series the number of its rows, its first and its last period."""
        return {str(name): (int(rows), str(first), str(last)) for name, rows, first, last in self._rows(tables.SPANS)}

    def row_decisions(self) -> dict[str, RowDecision]:
        """Give the last decision on each row of a dataset, by the row's id."""
        return {row["row"]: RowDecision(**row) for row in self._mappings(tables.decision_query())}
