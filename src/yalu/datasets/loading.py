"""Load a table into an archive: whole or not at all, what was refused listed row by row with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from yalu.actors import Crosswalk, Gazetteer, load_gazetteer
from yalu.datasets.letters import unpacked
from yalu.datasets.mapping import OF_SERIES, Mapping, choose_mapping, complete
from yalu.datasets.reading import JOINT, Columns, columns_of, read_columns
from yalu.errors import BrokenSource, Place, SourceMissing
from yalu.model import (
    DataRow,
    Dataset,
    Issue,
    PairRow,
    Series,
    StateRow,
    TableKind,
    TradeRow,
    hash_file,
    make_issue,
    slug_of,
)
from yalu.store import Store

_LISTED = 1_000
"""Refused rows that are listed one by one; of further ones only the number is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A row that was not taken."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What a loading did."""

    dataset: Dataset
    series: tuple[Series, ...]
    refused: tuple[Refusal, ...]
    left_out: int
    """Values the format itself leaves out: missing ones, partial totals, re-exports."""
    same: bool
    """Whether the archive held this very table already."""
    lines: int
    seconds: float


def load_table(
    store: Store, path: Path, *, mapping: Path | None = None, given: dict[str, str] | None = None,
    products: bool = False, gazetteer: Gazetteer | None = None,
) -> Loaded:  # fmt: skip
    """Load one table; `given` says what no column says (reporter: PRK), `products` keeps rows of products apart.

    Raises SourceMissing, UnknownFormat, MappingError, BrokenSource (no row can be taken) or an ArchiveError; the
    archive then stays as it was.
    """
    started = datetime.now(UTC)
    if not path.is_file():
        raise SourceMissing("no such file", place=Place(str(path)), remedy="Name a CSV file.")
    with unpacked(path) as readable:
        _, names = columns_of(readable, None)
        chosen = complete(choose_mapping(path, names, mapping), path, given or {})
        crosswalk = Crosswalk(gazetteer or load_gazetteer(), chosen.codes)
        columns = read_columns(readable, chosen, crosswalk, products=products)
    if columns.taken.is_empty():
        _refuse_all(path, columns)
    dataset = _dataset(path, chosen, columns, started)
    same = any(_equal(one, dataset) for one in store.view().datasets())
    series = tuple(_series(dataset, chosen, columns))
    refused = tuple(Refusal(line=line, reason=reason) for line, reason, _ in columns.refused.iter_rows())
    with store.writer() as writer:
        run = writer.begin_run(f"data load {path.name}")
        writer.put_dataset(dataset, series, _rows(dataset, columns), run, issues=_issues(path, refused))
        writer.end_run(run, {"rows": dataset.rows, "refused": dataset.refused})
    seconds = (datetime.now(UTC) - started).total_seconds()
    return Loaded(
        dataset=dataset, series=series, refused=refused, left_out=columns.left_out, same=same, lines=columns.lines,
        seconds=seconds,
    )  # fmt: skip


def _refuse_all(path: Path, columns: Columns) -> None:
    first = next(columns.refused.iter_rows(), None)
    why = f": line {first[0]}, {first[1]}" if first else ": there is no row with a value"
    raise BrokenSource(f"no row can be taken{why}", place=Place(str(path)), remedy="Look at the mapping and the units.")


def _dataset(path: Path, mapping: Mapping, columns: Columns, at: datetime) -> Dataset:
    name = slug_of(mapping.name or path.name.partition(".")[0])
    return Dataset(
        id=f"{name}@{mapping.vintage}" if mapping.vintage else name,
        name=name,
        title=mapping.title if mapping.name else f"{mapping.title}: {path.name}",
        kind=mapping.kind,
        format=mapping.name or "plain" if mapping.recognise else "mapping",
        path=str(path),
        sha256=hash_file(path),
        source=mapping.source,
        vintage=mapping.vintage,
        licence=mapping.licence,
        url=mapping.url,
        note=mapping.note,
        loaded=at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        rows=columns.taken.height,
        refused=columns.refused.height,
    )


def _equal(one: Dataset, other: Dataset) -> bool:
    return (one.id, one.sha256, one.rows) == (other.id, other.sha256, other.rows)


def _series(dataset: Dataset, mapping: Mapping, columns: Columns) -> Iterator[Series]:
    fields = [name for name in OF_SERIES if name in mapping.columns]
    for word in columns.taken.get_column("series").unique(maintain_order=True).to_list():
        name, *values = (word or "").split(JOINT)
        own = {field: value for field, value in zip(fields, values, strict=False) if value}
        said = mapping.series.get(name or "rows")
        title = said.title if said else mapping.per_series.format(name) if mapping.per_series else ""
        plain = f"{dataset.title}: {name}" if name else dataset.title
        yield Series(
            id=_series_id(dataset, word),
            dataset=dataset.id,
            title=", ".join([title or plain, *own.values()]),
            source=(said.source if said else None) or dataset.source,
            vintage=own.get("vintage") or (said.vintage if said else None)
            or (name if mapping.per_series and not said else dataset.vintage),
            licence=own.get("licence") or (said.licence if said else None) or dataset.licence,
            valuation=own.get("valuation") or (said.valuation if said else None),
            side=own.get("side") or (said.side if said else None),
            leaves_out=said.leaves_out if said else (),
            treatment=said.treatment if said else None,
            complete=said.complete if said else mapping.per_series is None,
            note=said.note if said else None,
        )  # fmt: skip


def _series_id(dataset: Dataset, word: str | None) -> str:
    return f"{dataset.id}/{slug_of(' '.join(part for part in (word or '').split(JOINT) if part) or 'rows')}"


def _rows(dataset: Dataset, columns: Columns) -> Iterator[DataRow]:
    makers: dict[TableKind, Callable[[dict[str, Any], str], DataRow]] = {
        "trade": _trade,
        "pair": _pair,
        "state": _state,
    }
    make = makers[dataset.kind]
    names = columns.taken.columns
    slugs = {word: _series_id(dataset, word) for word in columns.taken.get_column("series").unique()}
    for values in columns.taken.iter_rows():
        row = dict(zip(names, values, strict=True))
        yield make(row, slugs[row["series"]])


def _trade(row: dict[str, Any], series: str) -> TradeRow:
    return TradeRow(
        series=series, reporter=row["reporter"], partner=row["partner"], flow=row["flow"], period=row["period"],
        value=row["value"], unit=row["unit"], bound=row["bound"] or "", product=row["product"], parts=row.get("parts", 1),
        line=row["line"], source=row["source"], note=row["note"],
    )  # fmt: skip


def _pair(row: dict[str, Any], series: str) -> PairRow:
    return PairRow(
        series=series, first=row["first"], second=row["second"], measure=row["measure"], period=row["period"],
        value=row["value"], line=row["line"], source=row["source"], note=row["note"],
    )  # fmt: skip


def _state(row: dict[str, Any], series: str) -> StateRow:
    return StateRow(
        series=series, state=row["state"], measure=row["measure"], period=row["period"], value=row["value"],
        low=row["low"], high=row["high"], unit=row["unit"], line=row["line"], source=row["source"], note=row["note"],
    )  # fmt: skip


def _issues(path: Path, refused: tuple[Refusal, ...]) -> Iterator[Issue]:
    remedy = "Mend the row, or say in the mapping what it means, and load the table again."
    for one in refused[:_LISTED]:
        yield make_issue("warning", "datasets", one.reason, path=str(path), position=f"line {one.line}", remedy=remedy)
    if len(refused) > _LISTED:
        rest = f"{len(refused) - _LISTED} further rows were refused"
        yield make_issue("warning", "datasets", rest, path=str(path), remedy=remedy)
