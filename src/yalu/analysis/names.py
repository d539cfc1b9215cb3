"""Names for codes, for what is told in words."""

from __future__ import annotations

from functools import cache

from yalu.lexicon.actors import load_organisations, load_states
from yalu.model import WORLD


@cache
def _names() -> dict[str, str]:
    known = {one.id: one.name for one in load_organisations().entries}
    return known | {one.id: one.name for one in load_states().entries} | {WORLD: "the world"}


def name_state(code: str) -> str:
    """Give the name of a code; the code itself where there is none."""
    return _names().get(code, code)
