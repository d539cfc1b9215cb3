"""Themes of claims."""

from __future__ import annotations

from functools import cache

from yalu.lexicon.table import Row, Table, load_table


class Theme(Row, frozen=True, kw_only=True):
    """What claims are held on: influence, dependence, trust ..."""

    id: str
    name: str
    definition: str
    high: str
    low: str
    cues: tuple[str, ...]
    """Lemmas that open the theme, alone or several in a row."""
    examples: tuple[str, ...]
    """Sentences that are claims on it."""
    counter_examples: tuple[str, ...]
    """Sentences with a cue of it that are no claim on it."""
    evaluated: bool = False
    """True when a cue opens the theme only beside a word of one of its poles: relations alone are no claim."""
    high_cues: tuple[str, ...] = ()
    low_cues: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    """Acts that are a claim on this theme above all others when somebody is said to be able, or unable, to do them."""
    closed_by: tuple[str, ...] = ()
    """Lemmas near a cue that give it another sense: economy class, blood pressure."""
    source: tuple[str, ...]


class Capacity(Row, frozen=True, kw_only=True):
    """A noun or adjective that says what somebody is able to do: ability, leverage, powerless."""

    lemma: str
    source: tuple[str, ...]


def load_capacities() -> Table[Capacity]:
    """Read data/claims/capacities.yaml."""
    return load_table("claims/capacities", Capacity)


@cache
def load_themes() -> Table[Theme]:
    """Read data/claims/themes.yaml."""
    return load_table("claims/themes", Theme)
