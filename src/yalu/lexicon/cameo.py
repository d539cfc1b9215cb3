"""Maps from CAMEO to PLOVER and from PLOVER to the classes of the PLV set, for scoring only."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from yalu.lexicon.table import Row, load_table


class CameoCode(Row, frozen=True, kw_only=True):
    """A CAMEO code, or the beginning of codes, with its PLOVER root."""

    code: str
    root: str | None
    """None for what PLOVER dropped."""
    source: tuple[str, ...]


class PlvClass(Row, frozen=True, kw_only=True):
    """A PLOVER root, with a mode or words where the PLV set parts from PLOVER."""

    root: str
    plv: str
    quad: int
    mode: str | None = None
    words: tuple[str, ...] = ()
    """One of these in the entry that decided."""
    source: tuple[str, ...]


class Convention(Row, frozen=True, kw_only=True):
    """A rule by which CAMEO parts from our codebook."""

    of: Literal["body", "wish", "report"]
    given: str
    """Our code of a body, or the quad of the act."""
    cameo: str
    """The block that begins its code, or the root."""
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cameo:
    """The map of CAMEO; the longest beginning counts."""

    codes: dict[str, str | None]
    conventions: dict[tuple[str, str], str] = field(default_factory=dict)
    """By what a rule is of, and what is given."""

    def root_of(self, code: str) -> str | None:
        """Give the PLOVER root of a CAMEO code; None for what PLOVER dropped or nobody knows."""
        known = [code[:size] for size in range(len(code), 1, -1) if code[:size] in self.codes]
        return self.codes[known[0]] if known else None


@dataclass(frozen=True, slots=True)
class Plv:
    """The classes of the PLV set; rows with a mode or words come first."""

    rows: tuple[PlvClass, ...]
    quads: dict[str, int]

    def root_of(self, root: str, mode: str | None, words: str) -> str:
        """Give the PLV class of a PLOVER root; the root itself where no row names it."""
        for row in self.rows:
            if row.root == root and _fits(row, mode, words):
                return row.plv
        return root


def _fits(row: PlvClass, mode: str | None, words: str) -> bool:
    return (row.mode is None or row.mode == mode) and (not row.words or any(word in words for word in row.words))


def load_cameo() -> Cameo:
    """Read data/cameo/plover.yaml and conventions.yaml."""
    codes = {one.code: one.root for one in load_table("cameo/plover", CameoCode).entries}
    rules = load_table("cameo/conventions", Convention).entries
    return Cameo(codes, {(one.of, one.given): one.cameo for one in rules})


def load_plv() -> Plv:
    """Read data/cameo/plv.yaml."""
    rows = load_table("cameo/plv", PlvClass).entries
    return Plv(tuple(rows), {one.plv: one.quad for one in rows})
