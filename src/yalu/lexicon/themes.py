"""Themes of claims."""

from __future__ import annotations

from yalu.lexicon.table import Row, Table, load_table


class Theme(Row, frozen=True, kw_only=True):
    """What claims are held on: influence, dependence, trust ..."""

    id: str
    name: str
    definition: str
    high: str
    low: str
    cues: tuple[str, ...]
    example: str
    counter_example: str
    evaluated: bool = False
    """True when a cue opens the theme only beside a word of one of its poles: relations alone are no claim."""
    high_cues: tuple[str, ...] = ()
    low_cues: tuple[str, ...] = ()
    source: tuple[str, ...]


def load_themes() -> Table[Theme]:
    """Read data/claims/themes.yaml."""
    return load_table("claims/themes", Theme)
