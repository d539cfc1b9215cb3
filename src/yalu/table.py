"""Table: flat records in order, and the forms they leave in: dicts, JSON Lines, CSV, Parquet, pandas, polars.

pandas and polars are extras: they are imported by name when a form that needs them is asked for, and nowhere else.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import IO, Any, overload

from yalu.columns import COLUMNS, RecordKind, Type
from yalu.extras import extra
from yalu.model import Record, Value

_BATCH = 5_000
"""Records turned into a frame at a time: memory holds the typed columns, not a dict for every row."""
_PANDAS = {
    "text": "str",
    "int": "Int64",
    "float": "float64",
    "bool": "boolean",
    "texts": "object",
    "details": "object",
    "images": "object",
}


class Table(Sequence[Record]):
    """Flat records of one kind, in order."""

    def __init__(self, records: Iterable[Record], kind: RecordKind = "row") -> None:
        self._records = tuple(records)
        self.kind = kind

    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> Table: ...
    def __getitem__(self, index: int | slice) -> Record | Table:
        if isinstance(index, slice):
            return Table(self._records[index], self.kind)
        return self._records[index]

    def __len__(self) -> int:
        return len(self._records)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Table) and self._records == other._records

    def __hash__(self) -> int:
        return hash((self.kind, len(self)))

    def __repr__(self) -> str:
        return f"<Table of {len(self)} records: {self.kind}>"

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the records, also when there is none."""
        return tuple(columns_of(self.kind)) or tuple(dict.fromkeys(name for one in self._records for name in one))

    def to_dicts(self) -> list[Record]:
        """Give the records as dicts; lists stay lists."""
        return [dict(record) for record in self._records]

    def to_jsonl(self, path: str | Path | None = None) -> str:
        """Give JSON Lines, one record a line; write them to `path` when it is given."""
        text = "".join(f"{to_line(record)}\n" for record in self._records)
        if path is not None:
            Path(path).write_text(text, encoding="utf-8")
        return text

    def to_csv(self, path: str | Path) -> None:
        """Write CSV in UTF-8: lists are joined by "; ", lists of objects are JSON."""
        with Path(path).open("w", encoding="utf-8", newline="") as file:
            write_csv(self._records, file, self.columns)

    def to_parquet(self, path: str | Path) -> None:
        """Write Parquet with typed columns, lists as lists; raise MissingExtra without polars."""
        write_parquet(self._records, Path(path), self.kind)

    def to_pandas(self) -> Any:
        """Give a pandas DataFrame; raise MissingExtra without pandas."""
        pandas = extra("pandas")
        frame = pandas.DataFrame.from_records(self.to_dicts(), columns=list(self.columns))
        types = {name: _PANDAS[kind] for name, kind in columns_of(self.kind).items() if name in frame.columns}
        return frame.astype(types)

    def to_polars(self) -> Any:
        """Give a polars DataFrame; raise MissingExtra without polars."""
        return _frame(extra("polars"), self._records, self.kind)


def columns_of(kind: RecordKind) -> Mapping[str, Type]:
    """Give names and types of a kind of record; empty for rows with names of their own."""
    return COLUMNS.get(kind, {})


def to_line(record: Mapping[str, Value]) -> str:
    """Give a record as one line of JSON."""
    return json.dumps(record, ensure_ascii=False)


def write_jsonl(records: Iterable[Record], file: IO[str]) -> int:
    """Write records one by one as JSON Lines; give how many."""
    return sum(1 for record in records if file.write(f"{to_line(record)}\n"))


def write_csv(records: Iterable[Record], file: IO[str], columns: Sequence[str]) -> int:
    """Write records one by one as CSV with a head line; give how many."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    return sum(1 for one in records if writer.writerow([to_cell(one.get(name)) for name in columns]))


def to_cell(value: Value) -> str:
    """Give a value as one cell of text: nothing for None, lists joined by "; "."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list() if any(isinstance(one, dict) for one in value):
            return json.dumps(value, ensure_ascii=False)
        case list():
            return "; ".join(str(one) for one in value)
    return str(value)


def write_parquet(records: Iterable[Record], path: Path, kind: RecordKind) -> int:
    """Write records as Parquet; give how many; raise MissingExtra without polars."""
    polars = extra("polars")
    frames = [_frame(polars, chunk, kind) for chunk in _chunks(iter(records))] or [_frame(polars, (), kind)]
    frame = polars.concat(frames, how="vertical" if columns_of(kind) else "diagonal_relaxed")
    frame.write_parquet(path)
    return int(frame.height)


def _chunks(records: Iterator[Record]) -> Iterator[list[Record]]:
    while chunk := list(islice(records, _BATCH)):
        yield chunk


def _frame(polars: Any, records: Sequence[Record], kind: RecordKind) -> Any:
    columns = columns_of(kind)
    if not columns:
        return polars.DataFrame(list(records), infer_schema_length=None)
    schema = {name: _polars_type(polars, type_) for name, type_ in columns.items()}
    # Every name in every row, so that a row of another kind cannot shift or drop a column.
    rows = [{name: record.get(name) for name in schema} for record in records]
    return polars.DataFrame(rows, schema=schema, strict=False)


def _polars_type(polars: Any, type_: Type) -> Any:
    match type_:
        case "text":
            return polars.String
        case "int":
            return polars.Int64
        case "float":
            return polars.Float64
        case "bool":
            return polars.Boolean
        case "texts":
            return polars.List(polars.String)
        case "details":
            return _structs(polars, ("code", "actor", "sector", "text", "how"))
        case "images":
            return _structs(polars, ("address", "alt", "caption", "credit", "sha256"))


def _structs(polars: Any, names: tuple[str, ...]) -> Any:
    return polars.List(polars.Struct(dict.fromkeys(names, polars.String)))
