"""A table of any size to columns with a reason beside every row that cannot be taken. polars does the heavy part."""

from __future__ import annotations

import re
from collections.abc import Mapping as Lookup
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import msgspec

from yalu.actors import GROUP, Crosswalk
from yalu.datasets.mapping import FIELDS, OF_SERIES, Mapping, ValueColumn
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
JOINT: Final = "\x1f"
"""Between the name of a series and what its rows say of vintage, valuation, side and licence."""
_ROWS_A_SOURCE: Final = 3
"""Rows that a source must have on the mean to be taken for a compiler; with fewer it is a citation of one row."""
_PERIOD: Final = "\0period"
_VALUE: Final = "\0value"
"""Names of the columns that a column for each period is turned into."""
_WORLD_TRADE: Final = 3e13
"""USD; more than the exports of all states in any year (25 million million in 2022)."""
_QUARTERS: Final = {"1": "33", "2": "34", "3": "35", "4": "36"}
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
    for mark in (separator,) if separator else (",", "\t", ";"):
        names = _scan(path, mark).collect_schema().names()
        if len(names) > 1:
            return mark, tuple(names)
    raise BrokenSource("the file has a single column", place=Place(str(path)), remedy="Give a CSV file with a header.")


def _scan(path: Path, mark: str, *, ragged: bool = False) -> Any:
    """Open a table lazily, all cells as texts; raise BrokenSource for what is none."""
    polars = extra("polars")
    try:
        table = polars.scan_csv(
            path, separator=mark, infer_schema=False, glob=False, encoding="utf8-lossy", truncate_ragged_lines=ragged
        )
        table.collect_schema()
    except (polars.exceptions.PolarsError, OSError) as error:
        raise BrokenSource(
            f"no table can be read: {error}", place=Place(str(path)), remedy="Give a CSV file."
        ) from error
    return table


def read_columns(path: Path, mapping: Mapping, crosswalk: Crosswalk, *, products: bool) -> Columns:
    """Read a table by its mapping; raise MappingError for a column that is not there, BrokenSource for a broken file.

    Products are summed to one row a pair, flow and period where the table has them all, unless `products`.
    """
    polars = extra("polars")
    mark, names = columns_of(path, mapping.separator)
    mapping = _fit(path, mapping, names)
    table = _scan(path, mark, ragged=mapping.ragged).with_row_index("line", offset=2)
    specs = mapping.values or (ValueColumn(column=mapping.columns["value"]),)
    wide = [name for name in names if mapping.periods and re.search(mapping.periods, name)]
    try:
        frame = polars.concat([_pick(polars, table, mapping, one, names, wide) for one in specs]).collect(
            engine="streaming"
        )
        lines = int(table.select(polars.len()).collect(engine="streaming").item())
    except polars.exceptions.PolarsError as error:
        raise BrokenSource(f"the table is broken: {error}", place=Place(str(path)), remedy="Mend the file.") from error
    translated = _translate(polars, frame, mapping, crosswalk)
    _refuse_scale(polars, path, translated, mapping)
    judged = _judge(polars, translated, mapping)
    taken = judged.filter(polars.col("reason").is_null()).drop("reason")
    if mapping.kind == "trade" and mapping.products_are_all and not products:
        taken = _sum_products(polars, taken)
    refused = judged.filter(polars.col("reason").is_not_null()).select("line", "reason", "period").sort("line")
    cells = lines * len(specs) * (len(wide) or 1)
    return Columns(taken=taken, refused=refused, left_out=max(cells - judged.height, 0), lines=lines)


def _fit(path: Path, mapping: Mapping, names: tuple[str, ...]) -> Mapping:
    """Write the columns of a mapping as the table does, in capitals or not; leave out optional ones it lacks."""
    written = {name.lower(): name for name in reversed(names)} | {name: name for name in names}

    def fit(name: str) -> str:
        return written.get(name) or written.get(name.lower(), name)

    values = tuple(
        msgspec.structs.replace(
            one, column=fit(one.column), columns={field: fit(column) for field, column in one.columns.items()}
        )
        for one in mapping.values
        if not one.optional or fit(one.column) in names
    )
    fitted = msgspec.structs.replace(
        mapping, columns={field: fit(column) for field, column in mapping.columns.items()}, values=values,
        keep={fit(column): kept for column, kept in mapping.keep.items()},
    )  # fmt: skip
    if fitted.periods:
        fitted = msgspec.structs.replace(fitted, columns=fitted.columns | {"period": _PERIOD, "value": _VALUE})
    _refuse_missing(path, fitted, names)
    return fitted


def _refuse_missing(path: Path, mapping: Mapping, names: tuple[str, ...]) -> None:
    own = [name for one in mapping.values for name in (one.column, *one.columns.values())]
    own += [mapping.scales.column] if mapping.scales else []
    made = {_PERIOD, _VALUE} if mapping.periods else set()
    lacking = [name for name in (*mapping.columns.values(), *own) if name not in names and name not in made]
    if mapping.periods and not any(re.search(mapping.periods, name) for name in names):
        lacking.append(mapping.periods)
    if lacking:
        have = ", ".join(names[:12])
        raise MappingError(f"no column {lacking[0]!r}", place=Place(str(path), 1), remedy=f"The columns are {have}.")


def _pick(
    polars: Any, table: Any, mapping: Mapping, spec: ValueColumn, names: tuple[str, ...], wide: list[str]
) -> Any:  # fmt: skip
    """Choose one column of values with all that goes with it, as texts, missing values and other rows left out."""
    for name, values in mapping.keep.items():
        if name in names:
            table = table.filter(polars.col(name).is_in(list(values)))
    columns, fixed = mapping.columns | spec.columns, mapping.fixed | spec.fixed
    if mapping.flows and "flow" in columns:
        table = table.filter(_text(polars, mapping, "flow", columns["flow"]).is_in(list(mapping.flows)))
    if wide:
        needed = dict.fromkeys(
            [*(one for one in columns.values() if one in names), *([mapping.scales.column] if mapping.scales else [])]
        )
        table = table.unpivot(on=wide, index=["line", *needed], variable_name=_PERIOD, value_name=_VALUE)
    text = polars.col(spec.column).str.strip_chars()
    value = text.str.replace_all(",", "", literal=True).cast(polars.Float64, strict=False)
    factor = _factor(polars, mapping)
    # The words of a value are kept only where they are no number: ten million of them would fill the memory.
    wanted = ["line", (value * factor).alias("value"), polars.when(value.is_null()).then(text).alias("written")]
    for field in (*FIELDS[mapping.kind], *OF_SERIES, "series", "source", "note"):
        if field in columns and field != "value":
            wanted.append(_text(polars, mapping, field, columns[field]).cast(polars.Categorical).alias(field))
        elif field != "value" and field not in OF_SERIES:
            word = fixed.get(field, ALL_PRODUCTS if field == "product" else "")
            wanted.append(polars.lit(word or None, dtype=polars.String).cast(polars.Categorical).alias(field))
    return table.filter(~text.fill_null("").is_in([*mapping.missing, ""])).select(wanted)


def _text(polars: Any, mapping: Mapping, field: str, column: str) -> Any:
    """Give the words of a field: its column, or the part of it that a pattern takes."""
    text = polars.col(column).str.strip_chars()
    return text.str.extract(mapping.patterns[field], 1) if field in mapping.patterns else text


def _factor(polars: Any, mapping: Mapping) -> Any:
    """Give what an amount is to be multiplied with by its own column of scales; without one, 1."""
    if not mapping.scales:
        return polars.lit(1.0)
    word = polars.col(mapping.scales.column).str.strip_chars()
    return word.replace_strict(mapping.scales.factors, default=None, return_dtype=polars.Float64)


def _refuse_scale(polars: Any, path: Path, frame: Any, mapping: Mapping) -> None:
    """Refuse a table whose amounts cannot be: they were written in whole dollars and read as millions, or the like."""
    if mapping.kind != "trade" or frame.is_empty():
        return
    money = frame.filter(polars.col("unit").cast(polars.String) == "USD")
    most = money.select(polars.col("value").max()).item() if not money.is_empty() else None
    if most is not None and most > _WORLD_TRADE:
        line = money.filter(polars.col("value") == most).get_column("line")[0]
        raise MappingError(
            f"{most:.3g} USD is more than the world trades in a year: the amounts are not in {mapping.scale:,.0f} USD",
            place=Place(str(path), int(line)), remedy=f"Say in what they are written: --set scale={'1' if mapping.scale > 1 else '0.001'}.",
        )  # fmt: skip


def _translate(polars: Any, frame: Any, mapping: Mapping, crosswalk: Crosswalk) -> Any:
    """Turn words into values: numbers, flows, periods, states as of the period."""
    frame = _map(polars, frame, "period", lambda word: _period(word, mapping.years_from))
    frame = _name_series(polars, frame, mapping)
    for field, words in mapping.words.items():
        frame = _map(polars, frame, field, lambda word, known=words: known.get(word, word))
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
        # Sums over groups of states would count their members twice.
        frame = frame.filter(polars.col(field).is_null() | (polars.col(field).cast(polars.String) != GROUP))
    return frame


def _name_series(polars: Any, frame: Any, mapping: Mapping) -> Any:
    """Give rows of other vintages, sides or valuations series of their own; where no series is named, each source is one."""
    said = [name for name in OF_SERIES if name in frame.columns]
    unnamed = "series" not in {*mapping.columns, *mapping.fixed}
    if (
        unnamed
        and "source" in mapping.columns
        and frame.get_column("source").n_unique() * _ROWS_A_SOURCE <= frame.height
    ):
        frame = frame.with_columns(series=polars.col("source"))
    if not said:
        return frame
    parts = [polars.col(name).cast(polars.String).fill_null("") for name in ("series", *said)]
    return frame.with_columns(series=polars.concat_str(parts, separator=JOINT).cast(polars.Categorical)).drop(said)


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


def _period(word: str, years_from: int = 0) -> str:
    """Write a period as EDTF: 2015.0 is 2015, 201503, 2015M3 and 2015-M03 are 2015-03, 2015Q1 is 2015-33."""
    word = word.removesuffix(".0")
    if years_from and word.isdigit():
        return str(years_from + int(word))
    if len(word) == 6 and word.isdigit():
        return f"{word[:4]}-{word[4:]}"
    part = re.fullmatch(r"(\d{4})-?([MQ])0?(\d{1,2})", word)
    if part:
        return f"{part[1]}-{int(part[3]):02d}" if part[2] == "M" else f"{part[1]}-{_QUARTERS.get(part[3], part[3])}"
    return word


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
    if mapping.repeats:
        return frame.unique([*KEYS[kind], "value", "reason"], keep="first", maintain_order=True)
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
