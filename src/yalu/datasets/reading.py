"""A table of any size to columns with a reason beside every row that cannot be taken. polars does the heavy part."""

from __future__ import annotations

from collections.abc import Mapping as Lookup
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from yalu.actors import Crosswalk
from yalu.datasets.mapping import FIELDS, Mapping, ValueColumn
from yalu.errors import BrokenSource, DateError, MappingError, Place
from yalu.extras import extra
from yalu.model import ALL_PRODUCTS, SHARE, TableKind, bounds_of

_STATES: Final[Lookup[TableKind, tuple[str, ...]]] = {
    "trade": ("reporter", "partner"),
    "pair": ("first", "second"),
    "state": ("state",),
}
KEYS: Final[Lookup[TableKind, tuple[str, ...]]] = {
    "trade": ("series", "reporter", "partner", "flow", "period", "product", "unit"),
    "pair": ("series", "first", "second", "measure", "period"),
    "state": ("series", "state", "measure", "period"),
}
"""What no two rows of a table may share."""
_PARTS: Final = {"percent": 0.01, "%": 0.01, "share": 1.0}


@dataclass(frozen=True, slots=True)
class Columns:
    """A table as columns: `taken` and `refused` (line, reason, period) are polars frames."""

    taken: Any
    refused: Any
    left_out: int
    """Rows the format itself leaves out: partial totals, re-exports, missing values."""
    lines: int


def columns_of(path: Path, separator: str | None) -> tuple[str, tuple[str, ...]]:
    """Give the separator and the names of the columns; raise BrokenSource for what is no table."""
    polars = extra("polars")
    for mark in (separator,) if separator else (",", "\t", ";"):
        try:
            names = polars.scan_csv(path, separator=mark, infer_schema=False).collect_schema().names()
        except (polars.exceptions.PolarsError, OSError) as error:
            raise BrokenSource(
                f"no table can be read: {error}", place=Place(str(path)), remedy="Give a CSV file."
            ) from error
        if len(names) > 1:
            return mark, tuple(names)
    raise BrokenSource("the file has a single column", place=Place(str(path)), remedy="Give a CSV file with a header.")


def read_columns(path: Path, mapping: Mapping, crosswalk: Crosswalk, *, products: bool) -> Columns:
    """Read a table by its mapping; raise MappingError for a column that is not there, BrokenSource for a broken file.

    Products are summed to one row a pair, flow and period unless `products`.
    """
    polars = extra("polars")
    mark, names = columns_of(path, mapping.separator)
    _refuse_missing(path, mapping, names)
    table = polars.scan_csv(path, separator=mark, infer_schema=False).with_row_index("line", offset=2)
    specs = mapping.values or (ValueColumn(column=mapping.columns["value"]),)
    try:
        frame = polars.concat([_pick(polars, table, mapping, one, names) for one in specs]).collect(engine="streaming")
        lines = int(table.select(polars.len()).collect(engine="streaming").item())
    except polars.exceptions.PolarsError as error:
        raise BrokenSource(f"the table is broken: {error}", place=Place(str(path)), remedy="Mend the file.") from error
    judged = _judge(polars, _translate(polars, frame, mapping, crosswalk), mapping)
    taken = judged.filter(polars.col("reason").is_null()).drop("reason")
    if mapping.kind == "trade" and not products:
        taken = _sum_products(polars, taken)
    refused = judged.filter(polars.col("reason").is_not_null()).select("line", "reason", "period").sort("line")
    return Columns(taken=taken, refused=refused, left_out=max(lines * len(specs) - judged.height, 0), lines=lines)


def _refuse_missing(path: Path, mapping: Mapping, names: tuple[str, ...]) -> None:
    own = [name for one in mapping.values for name in (one.column, *one.columns.values())]
    lacking = [name for name in (*mapping.columns.values(), *own) if name not in names]
    if lacking:
        have = ", ".join(names[:12])
        raise MappingError(f"no column {lacking[0]!r}", place=Place(str(path), 1), remedy=f"The columns are {have}.")


def _pick(polars: Any, table: Any, mapping: Mapping, spec: ValueColumn, names: tuple[str, ...]) -> Any:
    """Choose one column of values with all that goes with it, as texts, missing values and other rows left out."""
    columns, fixed = mapping.columns | spec.columns, mapping.fixed | spec.fixed
    text = polars.col(spec.column).str.strip_chars()
    value = text.str.replace_all(",", "", literal=True).cast(polars.Float64, strict=False)
    # The words of a value are kept only where they are no number: ten million of them would fill the memory.
    wanted = ["line", value.alias("value"), polars.when(value.is_null()).then(text).alias("written")]
    for field in (*FIELDS[mapping.kind], "series", "source", "note"):
        if field in columns and field != "value":
            wanted.append(polars.col(columns[field]).str.strip_chars().cast(polars.Categorical).alias(field))
        elif field != "value":
            word = fixed.get(field, ALL_PRODUCTS if field == "product" else "")
            wanted.append(polars.lit(word or None, dtype=polars.String).cast(polars.Categorical).alias(field))
    for name, values in mapping.keep.items():
        if name in names:
            table = table.filter(polars.col(name).is_in(list(values)))
    table = table.filter(~text.fill_null("").is_in([*mapping.missing, ""]))
    if mapping.flows and "flow" in columns:
        table = table.filter(polars.col(columns["flow"]).str.strip_chars().is_in(list(mapping.flows)))
    return table.select(wanted)


def _translate(polars: Any, frame: Any, mapping: Mapping, crosswalk: Crosswalk) -> Any:
    """Turn words into values: numbers, flows, periods, states as of the period."""
    frame = _map(polars, frame, "period", _period)
    if mapping.zero_is_none:
        frame = frame.filter(polars.col("value") != 0)
    if mapping.kind == "trade":
        frame = _map(polars, frame, "flow", lambda word: mapping.flows.get(word, word))
        money = ~polars.col("unit").cast(polars.String).is_in(list(_PARTS))
        frame = frame.with_columns(
            value=polars.when(money).then(polars.col("value") * mapping.scale).otherwise(polars.col("value"))
        )
        frame = _read_units(polars, frame)
    for field in ("low", "high"):
        if mapping.kind == "state":
            frame = frame.with_columns(polars.col(field).cast(polars.String).cast(polars.Float64, strict=False))
    for field in _STATES[mapping.kind]:
        frame = _find_states(polars, frame, field, crosswalk)
    return frame


def _read_units(polars: Any, frame: Any) -> Any:
    """Turn per cent into parts of the whole."""
    units = frame.get_column("unit").unique().drop_nulls().cast(polars.String).to_list()
    for unit in units:
        if unit in _PARTS:
            here = polars.col("unit") == unit
            value = polars.when(here).then(polars.col("value") * _PARTS[unit]).otherwise(polars.col("value"))
            frame = frame.with_columns(value=value)
    return _map(polars, frame, "unit", lambda word: SHARE if word in _PARTS else word)


def _map(polars: Any, frame: Any, field: str, change: Any) -> Any:
    """Change a column of few words, each once."""
    words = frame.get_column(field).unique().drop_nulls().cast(polars.String).to_list()
    known = {word: change(word) for word in words}
    text = polars.col(field).cast(polars.String)
    changed = text.replace_strict(known, default=None, return_dtype=polars.String) if known else text
    return frame.with_columns(changed.cast(polars.Categorical).alias(field))


def _period(word: str) -> str:
    """Write a period as EDTF: 2015.0 is 2015, 201503 is 2015-03."""
    word = word.removesuffix(".0")
    return f"{word[:4]}-{word[4:]}" if len(word) == 6 and word.isdigit() else word


def _find_states(polars: Any, frame: Any, field: str, crosswalk: Crosswalk) -> Any:
    seen = frame.select(field, "period").unique()
    rows = [(str(word), str(period)) for word, period in seen.iter_rows() if word is not None and period is not None]
    found = [_find(crosswalk, word, period) for word, period in rows]
    told: dict[str, set[tuple[str | None, str | None]]] = {}
    for (word, _), one in zip(rows, found, strict=True):
        told.setdefault(word, set()).add(one)
    if all(len(codes) == 1 for codes in told.values()):
        # Every word means one state in all periods of the table: far quicker than to look at each row's period.
        words = polars.col(field).cast(polars.String)
        columns = [
            words.replace_strict(
                {word: next(iter(codes))[place] for word, codes in told.items()}, default=None, return_dtype=polars.String
            ).cast(polars.Categorical).alias(name)
            for place, name in ((0, field), (1, f"{field}_fault"))
            if told and any(one[place] for one in found)
        ]  # fmt: skip
        frame = frame.with_columns(columns)
        missing = [name for name in (f"{field}_fault",) if name not in frame.columns]
        return frame.with_columns(polars.lit(None, dtype=polars.Categorical).alias(name) for name in missing)
    lookup = polars.DataFrame(
        [(*row, *one) for row, one in zip(rows, found, strict=True)],
        schema={field: polars.String, "period": polars.String, "code": polars.String, f"{field}_fault": polars.String},
        orient="row",
    ).with_columns(polars.all().cast(polars.Categorical))
    joined = frame.join(lookup, on=[field, "period"], how="left", maintain_order="left")
    return joined.drop(field).rename({"code": field})


def _find(crosswalk: Crosswalk, word: str, period: str) -> tuple[str | None, str | None]:
    try:
        one = crosswalk.find(word, period)
    except DateError:
        return None, None  # the period is named as the fault
    return one.code, None if one.code else one.why


def _judge(polars: Any, frame: Any, mapping: Mapping) -> Any:
    """Give every row the first reason for which it cannot be taken, or none."""
    kind = mapping.kind
    periods = frame.get_column("period").unique().drop_nulls().cast(polars.String).to_list()
    good = [word for word in periods if _is_period(word)]
    reasons = [
        polars.when(~polars.col("period").cast(polars.String).is_in(good) | polars.col("period").is_null()).then(
            polars.lit("the period is no date")
        ),
        polars.when(polars.col("value").is_null()).then(
            polars.format("{} is no number", polars.col("written").fill_null("nothing"))
        ),
        *(polars.col(f"{field}_fault").cast(polars.String) for field in _STATES[kind]),
        *(polars.when(polars.col(field).is_null()).then(polars.lit(f"no {field} is named")) for field in _STATES[kind]),
    ]
    reasons += _faults_of_trade(polars) if kind == "trade" else []
    frame = frame.with_columns(polars.coalesce(reasons).alias("reason"))
    return _refuse_doubles(polars, _refuse_mixed(polars, frame) if kind == "trade" else frame, kind)


def _faults_of_trade(polars: Any) -> list[Any]:
    unit, flow = polars.col("unit").cast(polars.String), polars.col("flow").cast(polars.String)
    value = polars.col("value")
    currency = unit.str.contains("^[A-Z]{3}$")
    return [
        polars.when(value < 0).then(polars.lit("the value is negative")),
        polars.when(~flow.is_in(["exports", "imports", "total"]) | flow.is_null()).then(
            polars.lit("the flow is not exports, imports or total")
        ),
        polars.when(unit.is_null() | ~(currency | (unit == SHARE))).then(
            polars.lit("the unit is no currency of ISO 4217, share or percent")
        ),
        polars.when((unit == SHARE) & (value > 1)).then(polars.lit("a share above 100 per cent")),
    ]


def _refuse_mixed(polars: Any, frame: Any) -> Any:
    """Refuse amounts in another currency than the most of their series."""
    if frame.get_column("unit").n_unique() == 1:
        return frame
    money = frame.filter((polars.col("unit") != SHARE) & polars.col("reason").is_null())
    most = money.group_by("series", "unit").len().sort("len", "unit", descending=True).unique("series", keep="first")
    usual = most.select("series", polars.col("unit").alias("usual"))
    frame = frame.join(usual, on="series", how="left", maintain_order="left", nulls_equal=True)
    odd = (polars.col("unit") != SHARE) & (polars.col("unit") != polars.col("usual"))
    reason = polars.format("{} in a series in {}", polars.col("unit"), polars.col("usual"))
    return frame.with_columns(polars.coalesce("reason", polars.when(odd).then(reason)).alias("reason")).drop("usual")


def _refuse_doubles(polars: Any, frame: Any, kind: TableKind) -> Any:
    """Refuse every row but the first of those that say one thing, naming the first."""
    keys = [key for key in KEYS[kind] if frame.get_column(key).n_unique() > 1] or ["series"]
    # Equal rows have equal hashes: as many hashes as rows, and no two rows are equal.
    if frame.select(polars.struct(keys).hash().n_unique()).item() == frame.height:
        return frame
    frame = frame.with_row_index("place")
    good = frame.filter(polars.col("reason").is_null())
    firsts = good.unique(keys, keep="first", maintain_order=True)
    if firsts.height == good.height:
        return frame.drop("place")
    again = good.join(firsts.select("place"), on="place", how="anti")
    told = firsts.select(*keys, polars.col("line").alias("first_line"))
    named = again.select("place", *keys).join(told, on=keys, how="left", nulls_equal=True)
    double = polars.format("says again what line {} says", polars.col("first_line")).alias("double")
    frame = frame.join(named.select("place", double), on="place", how="left", maintain_order="left")
    return frame.with_columns(polars.coalesce("reason", "double").alias("reason")).drop("place", "double")


def _is_period(word: str) -> bool:
    try:
        bounds_of(word)
    except DateError:
        return False
    return True


def _sum_products(polars: Any, frame: Any) -> Any:
    """Sum products to the whole of a pair; where the table gives the whole itself, that stands."""
    keys = [key for key in KEYS["trade"] if key != "product"]
    whole = polars.col("product") == ALL_PRODUCTS
    if frame.select(whole.all()).item() or frame.is_empty():
        return frame.with_columns(parts=polars.lit(1))
    given, parts = frame.filter(whole), frame.filter(~whole)
    if not given.is_empty():
        parts = parts.join(given.select(keys), on=keys, how="anti", nulls_equal=True)
    kept = [name for name in ("bound", "source", "note") if name in frame.columns]
    vary = [key for key in keys if parts.get_column(key).n_unique() > 1] or ["series"]
    summed = parts.group_by(vary).agg(
        *(polars.col(key).first() for key in keys if key not in vary),
        polars.col("value").sum(), polars.col("line").min(), polars.len().alias("parts"),
        *(polars.lit(None, dtype=frame.schema[name]).first().alias(name) for name in kept),
    )  # fmt: skip
    summed = summed.with_columns(polars.lit(ALL_PRODUCTS).cast(polars.Categorical).alias("product")).sort("line")
    names = [*keys, "product", "value", "line", "parts", *kept]
    return polars.concat(
        [given.with_columns(parts=polars.lit(1)).select(names), summed.select(names)], how="vertical_relaxed"
    )
