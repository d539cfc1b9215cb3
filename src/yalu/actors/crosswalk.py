"""States in tables: codes of four systems and names, each read as of the row's year. Areas of no state stay apart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from yalu.actors.gazetteer import Gazetteer
from yalu.lexicon.actors import State, load_table_codes, load_table_names
from yalu.model import WORLD, bounds_of, key_of

Codes = Literal["any", "m49", "cow", "name"]
"""How a table writes states; `any`: ISO 3166 or a name, a bare number being M49."""

GROUP: Final = "*"
"""What stands for a group of states whose sums hold its members again: advanced economies, the euro area."""
_GROUP_CODE: Final = re.compile(r"G\d{2,3}|G?X\d{2,3}|TX\d+|[0-9][A-Z]_\w+|[A-Z]{1,2}\d{2,3}")
_LONGEST: Final = 24
"""Letters of the code that is made of the name of an area."""
_AREAS: Final = frozenset(
    {
        "nes",
        "n.e.s.",
        "nie",
        "n.i.e.",
        "n.s.",
        "unspecified",
        "not specified",
        "bunkers",
        "free zones",
        "special categories",
    }
)
_WORLD: Final = frozenset({"world", "all countries", "total", "wld", "w00", "wl", "g001"})


@dataclass(frozen=True, slots=True)
class Found:
    """Who was meant, or why nobody."""

    code: str | None
    why: str = ""


@dataclass(slots=True)
class Crosswalk:
    """Reads states as one table writes them."""

    gazetteer: Gazetteer
    codes: Codes = "any"
    _by_m49: Mapping[int, list[State]] = field(init=False)
    _by_cow: Mapping[int, list[State]] = field(init=False)
    _by_iso2: Mapping[str, State] = field(init=False)
    _by_name: Mapping[str, str] = field(init=False)
    _by_code: Mapping[int, str] = field(init=False)

    def __post_init__(self) -> None:
        m49: dict[int, list[State]] = defaultdict(list)
        cow: dict[int, list[State]] = defaultdict(list)
        for state in self.gazetteer.states.values():
            if state.iso_numeric:
                m49[state.iso_numeric].append(state)
            for code in (*((state.cow,) if state.cow else ()), *state.cow_also):
                cow[code.number].append(state)
        self._by_m49, self._by_cow = m49, cow
        self._by_iso2 = {state.iso2: state for state in self.gazetteer.states.values() if state.iso2}
        self._by_name = {key_of(one.text): one.id for one in load_table_names().entries}
        self._by_code = {one.code: one.id for one in load_table_codes().entries}

    def find(self, text: str, period: str) -> Found:
        """Give the code of a state as of a period, X and digits for an area that is no state, or why there is none."""
        word = text.strip()
        number = word.removesuffix(".0")
        if key_of(word) in _WORLD:
            return Found(WORLD)
        if number.isdigit():
            return self._number(number, period)
        if len(word) == 3 and word.isupper() and word in self.gazetteer.states:
            return self._alive([self.gazetteer.states[word]], word, period)
        if len(word) == 2 and word.isupper() and word in self._by_iso2 and self.codes == "any":
            return self._alive([self._by_iso2[word]], word, period)
        return self._name(word, period)

    def _number(self, number: str, period: str) -> Found:
        if self.codes == "cow":
            return self._alive(self._by_cow.get(int(number), []), number, period)
        known = self._by_code.get(int(number))
        if known is not None:
            return (
                Found(known)
                if known in (WORLD, GROUP) or known.startswith("X")
                else self._alive([self.gazetteer.states[known]], number, period)
            )
        return self._alive(self._by_m49.get(int(number), []), number, period)

    def _name(self, word: str, period: str) -> Found:
        words = key_of(word)
        if self._by_name.get(words) == GROUP or _GROUP_CODE.fullmatch(word):
            return Found(GROUP)
        if words in self._by_name:
            return self._alive([self.gazetteer.states[self._by_name[words]]], word, period)
        if any(words.endswith(area) or words.startswith(area) for area in _AREAS):
            return Found("X" + words.replace(" ", "").upper()[:_LONGEST], "not a state")
        found = self.gazetteer.find(word, on=period) or self.gazetteer.find(word.removeprefix("The "), on=period)
        states = [self.gazetteer.states[one.actor.id] for one in found if one.actor.id in self.gazetteer.states]
        if states:
            return self._alive(states[:1], word, period)
        known = self.gazetteer.resolve(word)
        if known is None or known.kind not in ("state", "organisation"):
            return Found(None, f"no state is called {word!r} in {period}")
        state = self.gazetteer.states.get(known.id)
        return self._alive([state], word, period) if state else Found(known.id)

    def _alive(self, states: list[State], word: str, period: str) -> Found:
        """Choose who bore a code in the middle of the year: a former state gives its code on to its successor."""
        if not states:
            return Found(None, f"no state has the code {word}")
        numbers = {state.cow.number for state in states if state.cow}
        same = [one for number in numbers for one in self._by_cow[number]] or states
        former = [one for one in same if one.kind == "former" and _alive_in(one, period)]
        living = former or [one for one in states if _alive_in(one, period)]
        if living:
            return Found(living[0].id)
        return Found(None, f"{states[0].name} is no state in {period}")


def _alive_in(state: State, period: str) -> bool:
    """Say whether a state's names can mean it in the middle of a period's first year."""
    first = bounds_of(period).earliest
    if first is None:
        return True
    middle = (first.year, 7, 1)
    since = bounds_of(state.since).earliest if state.since else None
    until = bounds_of(state.until).latest if state.until else None
    return (since is None or since <= middle) and (until is None or until >= middle)
