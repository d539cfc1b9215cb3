"""Mappings: which column of a table is what. The formats Yalu knows are mappings too, under `formats/`."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

import msgspec
import yaml

from yalu.actors import Codes
from yalu.errors import MappingError, Place, UnknownFormat
from yalu.model import TableKind

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SUFFIXES = (".yaml", ".yml")

FIELDS: dict[TableKind, tuple[str, ...]] = {
    "trade": ("reporter", "partner", "flow", "period", "value", "unit", "bound", "product"),
    "pair": ("first", "second", "measure", "period", "value"),
    "state": ("state", "measure", "period", "value", "low", "high", "unit"),
}
"""What a row of each kind is made of, beside series, source and note."""
OF_SERIES: tuple[str, ...] = ("vintage", "valuation", "side", "licence")
"""What a row may say that makes it one of another series: numbers of two vintages are never put into one line."""
NEEDED: dict[TableKind, tuple[str, ...]] = {
    "trade": ("reporter", "partner", "flow", "period", "value", "unit"),
    "pair": ("first", "second", "measure", "period", "value"),
    "state": ("state", "measure", "period", "value"),
}


_CODE_LIST = frozenset({"country_code", "country_iso3"})


class SeriesEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a mapping says of one series."""

    title: str
    source: str | None = None
    vintage: str | None = None
    licence: str | None = None
    valuation: str | None = None
    side: str | None = None
    leaves_out: tuple[str, ...] = ()
    treatment: str | None = None
    complete: bool = True
    note: str | None = None


class ValueColumn(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A column of values, with what differs from the other columns of values: columns to read or words that stand fixed."""

    column: str
    columns: dict[str, str] = {}
    fixed: dict[str, str] = {}
    optional: bool = False
    """Whether a table may lack the column."""


class Scales(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A column that says in what amounts are written: millions, units."""

    column: str
    factors: dict[str, float]


class Mapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How to read a table."""

    name: str
    """Of a known format that fits any table: empty, and the name of the file stands in."""
    title: str
    kind: TableKind
    source: str
    vintage: str | None = None
    licence: str | None = None
    url: str | None = None
    note: str | None = None
    recognise: tuple[str, ...] = ()
    """Of a known format: columns that show it."""
    columns: dict[str, str] = {}
    """Field of a row to column of the table."""
    may: dict[str, str] = {}
    """The same for columns that a table may lack."""
    fixed: dict[str, str] = {}
    """Field of a row to what stands in every row."""
    values: tuple[ValueColumn, ...] = ()
    """Of a table with several columns of values; a plain one names its column in `columns`."""
    periods: str | None = None
    """Of a table with a column of values for each period: the pattern of their names (`^\\d{4}$`)."""
    patterns: dict[str, str] = {}
    """Field to the pattern whose group gives it within its column: one part of a code."""
    words: dict[str, dict[str, str]] = {}
    """Field to other words for the table's."""
    years_from: int = 0
    """Added to a period that counts from a year: session 60 of the General Assembly is 2005."""
    codes: Codes = "any"
    flows: dict[str, str] = {}
    """The table's word to exports, imports or total; other words are left out."""
    keep: dict[str, tuple[str, ...]] = {}
    """Column to the values that are kept; other rows are left out and counted."""
    missing: tuple[str, ...] = ("", "NA", "-9", "-9.0")
    zero_is_none: bool = False
    """Whether a zero says that there is nothing to record."""
    scale: float = 1.0
    scales: Scales | None = None
    products_are_all: bool = False
    """Whether the products of a table are all there are, so that their sum is the whole; else they stay apart."""
    repeats: bool = False
    """Whether rows may say one thing twice (two treaties of one pair): all but the first are left out, not refused."""
    ragged: bool = False
    """Whether lines may end in more cells than the header has."""
    separator: str | None = None
    series: dict[str, SeriesEntry] = {}
    per_series: str | None = None
    """Title of a series by its short name, where the table names many: `World Factbook, edition of {}`."""


def read_mapping(path: Path) -> Mapping:
    """Read a mapping file; raise MappingError with the place of the fault."""
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506  # the loader is a safe one
        mapping = msgspec.convert(raw, Mapping)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise MappingError(
            f"not valid YAML: {error.problem}", place=Place(str(path), line), remedy="Mend the line."
        ) from error
    except (msgspec.ValidationError, UnicodeDecodeError) as error:
        raise MappingError(
            str(error), place=Place(str(path)), remedy="docs/formats/tables.md lists the keys."
        ) from error
    except OSError as error:
        raise MappingError("cannot be read", place=Place(str(path)), remedy="Name another with --mapping.") from error
    return mapping


def complete(mapping: Mapping, path: Path, given: dict[str, str]) -> Mapping:
    """Add what the user says of every row; raise MappingError when a row would lack what it needs."""
    said = {name: word for name, word in given.items() if name != "scale"}
    whole = msgspec.structs.replace(mapping, fixed=mapping.fixed | said)
    if "scale" in given:
        whole = msgspec.structs.replace(whole, scale=_number(given["scale"], path), scales=None)
    own = [name for one in whole.values for name in (*one.columns, *one.fixed)]
    have = {*whole.columns, *whole.fixed, *own} | ({"value"} if whole.values else set())
    have |= {"period", "value"} if whole.periods else set()
    lacking = [name for name in NEEDED[whole.kind] if name not in have]
    unknown = sorted(have - {*FIELDS[whole.kind], *OF_SERIES, "series", "source", "note"})
    if lacking:
        remedy = f"Say it of all rows: --set {lacking[0]}=WORD, or give a column in a mapping file."
        raise MappingError(f"the table does not say the {', '.join(lacking)}", place=Place(str(path)), remedy=remedy)
    if unknown:
        remedy = f"Fields: {', '.join((*FIELDS[whole.kind], *OF_SERIES))}, series, source, note."
        raise MappingError(f"no row of trade, pair or state has {unknown[0]!r}", place=Place(str(path)), remedy=remedy)
    return whole


def _number(word: str, path: Path) -> float:
    try:
        return float(word)
    except ValueError as error:
        raise MappingError(
            f"the scale {word!r} is no number", place=Place(str(path)), remedy="--set scale=1000."
        ) from error


def known_formats() -> tuple[Mapping, ...]:
    """Give the mappings of all formats Yalu recognises by their columns, those that need most columns first."""
    folder = files("yalu.datasets") / "formats"
    found = [read_mapping(Path(str(path))) for path in folder.iterdir() if path.name.endswith(".yaml")]
    return tuple(sorted(found, key=lambda one: (-len(one.recognise), one.name)))


def choose_mapping(path: Path, columns: Iterable[str], given: Path | None) -> Mapping:
    """Give the mapping named, the one beside the table (`trade.csv`: `trade.yaml`), or the known format its columns show.

    Raises MappingError, or UnknownFormat with the columns that were met.
    """
    if given is not None:
        return read_mapping(given)
    beside = [path.with_name(path.name.partition(".")[0] + suffix) for suffix in _SUFFIXES]
    for one in beside:
        if one.is_file():
            return read_mapping(one)
    have = set(columns)
    lower = {name.lower() for name in have}
    for mapping in known_formats():
        if lower.issuperset(name.lower() for name in mapping.recognise):
            more = {field: column for field, column in mapping.may.items() if column.lower() in lower}
            return msgspec.structs.replace(mapping, columns=mapping.columns | more)
    if lower >= _CODE_LIST:
        raise UnknownFormat(
            "this is a list of codes, no table of numbers", place=Place(str(path)),
            remedy="Yalu knows the codes of BACI and UN Comtrade: load the table of trade alone.",
        )  # fmt: skip
    raise UnknownFormat(
        f"no known table has the columns {', '.join(sorted(have)[:12])}",
        place=Place(str(path)),
        remedy=f"Say which column is what in {beside[0].name}, or name a mapping: --mapping FILE.",
    )
