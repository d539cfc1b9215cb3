"""Rows of the gazetteer: states, organisations, regions, roles, people. Dates are EDTF."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from yalu.lexicon.table import Row, Table, load_folder, load_table

_DATED = {"since": "from"}


class Name(Row, rename=_DATED, frozen=True, kw_only=True):
    """A name with the time it was borne."""

    text: str
    since: str | None = None
    until: str | None = None
    kind: str | None = None
    """Of a metonym: capital or seat."""
    ambiguous: bool = False
    """The same words are also an ordinary word, a person or another place."""
    needs: str | None = None
    """What a weak name needs beside it before it counts."""
    near: tuple[str, ...] = ()
    """Of a seat that several share: words whose nearness speaks for this one, as written."""
    default: Literal["actor", "place"] | None = None
    """Of such a seat: whom it means without any such word, where it acts or where it is only a place."""


class Demonyms(Row, frozen=True, kw_only=True):
    """Words for what belongs to a state and for its people."""

    adjective: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    prefix: tuple[str, ...] = ()
    """First parts of compounds: Sino-, Russo-."""
    ambiguous: tuple[str, ...] = ()
    """Those of these words that two living states share (Congolese) or that have another common use."""


class CowCode(Row, frozen=True, kw_only=True):
    """Codes of the Correlates of War project."""

    abbr: str
    number: int


class State(Row, frozen=True, kw_only=True, rename=_DATED):
    """A state, a territory or a former state."""

    id: str
    name: str
    kind: Literal["state", "territory", "former"]
    iso2: str | None = None
    iso3: str | None = None
    iso_numeric: int | None = None
    cow: CowCode | None = None
    cow_also: tuple[CowCode, ...] = ()
    """Further codes of the same actor: Germany was 260 from 1955 to 1990."""
    since: str | None = None
    until: str | None = None
    """Bounds within which the names here can mean this actor; a state mostly has none, a former state both."""
    independent: str | None = None
    """First day as a sovereign state as it is commonly dated; bounds no name."""
    predecessors: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    sector_of: str | None = None
    """Of a partly recognised territory: the state whose code it takes, with PLOVER sector PRE."""
    sovereign: str | None = None
    """Of a territory: the state that PLOVER folds it into."""
    names: tuple[Name | str, ...] = ()
    weak: tuple[Name | str, ...] = ()
    demonyms: Demonyms = Demonyms()
    metonyms: tuple[Name | str, ...] = ()
    nicknames: tuple[Name | str, ...] = ()
    neighbours: tuple[str, ...] = ()
    currency: tuple[str, ...] = ()
    note: str | None = None
    source: tuple[str, ...]


class TableName(Row, frozen=True, kw_only=True):
    """A name of a state that only tables of numbers use."""

    text: str
    id: str
    """Of actors/states; `*` for a group of states, whose sums hold its members again."""
    source: tuple[str, ...]


class TableCode(Row, frozen=True, kw_only=True):
    """A number of UN Comtrade or BACI that is not the M49 code of a state."""

    code: int
    id: str
    """Of actors/states; X and the number for an area of no one state; WLD for all."""
    name: str
    source: tuple[str, ...]


class Organisation(Row, frozen=True, kw_only=True, rename=_DATED):
    """An organisation, armed force, party, ministry, medium or company."""

    id: str
    name: str
    type: str
    code: str
    sector: tuple[str, ...] = ()
    of: str | None = None
    names: tuple[Name | str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    weak: tuple[Name | str, ...] = ()
    metonyms: tuple[Name | str, ...] = ()
    """Its seat, where the city's name stands for it."""
    since: str | None = None
    until: str | None = None
    members: tuple[str, ...] = ()
    source: tuple[str, ...]


class Region(Row, frozen=True, kw_only=True):
    """A place or grouping that is no actor."""

    id: str
    name: str
    kind: str
    names: tuple[Name | str, ...] = ()
    within: tuple[str, ...] = ()
    note: str | None = None
    source: tuple[str, ...]


class Role(Row, frozen=True, kw_only=True):
    """A noun that names an actor by its role: a border guard, the ambassador."""

    text: str
    plural: str | None = None
    sector: str
    office: str | None = None
    person: bool = True
    source: tuple[str, ...] = ()


class Sector(Row, frozen=True, kw_only=True):
    """A PLOVER sector code."""

    id: str
    meaning: str
    source: tuple[str, ...] = ()


class OfficeRow(Row, rename=_DATED, frozen=True, kw_only=True):
    """An office a person held."""

    office: str
    title: str
    of: str
    sector: str
    since: str | None = None
    until: str | None = None
    overlap_ok: bool = False


class Person(Row, frozen=True, kw_only=True):
    """A leader, minister, envoy or other person that relations are made by."""

    id: str
    name: str
    names: tuple[str, ...] = ()
    family: str
    sex: Literal["m", "f"] | None = None
    born: str | None = None
    died: str | None = None
    nationality: str | None = None
    offices: tuple[OfficeRow, ...] = ()
    source: tuple[str, ...]


def load_states() -> Table[State]:
    """Read data/actors/states.yaml."""
    return load_table("actors/states", State)


def load_table_names() -> Table[TableName]:
    """Read data/actors/table_names.yaml."""
    return load_table("actors/table_names", TableName)


def load_table_codes() -> Table[TableCode]:
    """Read data/actors/table_codes.yaml."""
    return load_table("actors/table_codes", TableCode)


def load_organisations() -> Table[Organisation]:
    """Read data/actors/organisations.yaml."""
    return load_table("actors/organisations", Organisation)


def load_regions() -> Table[Region]:
    """Read data/actors/regions.yaml."""
    return load_table("actors/regions", Region)


def load_roles() -> Table[Role]:
    """Read data/actors/roles.yaml."""
    return load_table("actors/roles", Role)


def load_sectors() -> Table[Sector]:
    """Read data/actors/sectors.yaml."""
    return load_table("actors/sectors", Sector)


def load_people() -> list[Person]:
    """Read every file of data/actors/people/, in the order of file names."""
    return [person for table in load_folder("actors/people", Person).values() for person in table.entries]


TOWNS = Path(__file__).parent / "data" / "actors" / "towns.txt"
"""Names of towns by state, made by tools/towns.py; a table of 30,000 names is no YAML."""


def load_towns() -> dict[str, str]:
    """Read data/actors/towns.txt: name of a town to the state it lies in today."""
    rows = (line.split("\t") for line in TOWNS.read_text(encoding="utf-8").splitlines() if line[:1] != "#")
    return {name: state for state, names in rows for name in names.split("|")}
