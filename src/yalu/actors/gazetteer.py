"""The index clerk: who bore that name on that day. Ambiguity is returned as several matches, each with its reason."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise
from unicodedata import combining, normalize

from yalu.actors.naming import Naming, Words, name_organisation, name_person, name_region, name_state, words_of
from yalu.lexicon.actors import (
    Organisation,
    Person,
    Region,
    Role,
    Sector,
    State,
    load_organisations,
    load_people,
    load_regions,
    load_roles,
    load_sectors,
    load_states,
)
from yalu.model import Actor, Office, bounds_of, key_of

_CLAUSE = re.compile(r"[,:;(]| and ")
_WORD = re.compile(r"\w+")
_SHOUT = 4
"""Capitals longer than this may be a name printed in capitals (CHINA), shorter ones are abbreviations."""
_INITIAL, _GAP = 2, 2
_SUGGESTIONS = 5
_STOPS = frozenset(',;:!?()[]“”"\n')
_RULERS = ("leader", "head_of_state", "head_of_government", "monarch")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One actor that a name may stand for."""

    actor: Actor
    naming: Naming
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Words of a text that are a name: character offsets and every naming, undated."""

    start: int
    end: int
    namings: tuple[Naming, ...]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All actors and their names."""

    actors: Mapping[str, Actor]
    states: Mapping[str, State]
    organisations: Mapping[str, Organisation]
    regions: Mapping[str, Region]
    people: Mapping[str, Person]
    roles: Mapping[str, Role]
    """By singular and plural, lower case."""
    namings: Mapping[Words, tuple[Naming, ...]]
    longest: Mapping[str, tuple[int, ...]]
    """Of a first word: the lengths of the names it begins, longest first."""
    families: Mapping[str, tuple[str, ...]]
    keys: Mapping[str, tuple[Naming, ...]]

    def actor(self, actor: str) -> Actor | None:
        """Give an actor by id."""
        return self.actors.get(actor)

    def name_of(self, actor: str) -> str:
        """Give the display name of an id or code; an unknown one stands for itself."""
        known = self.actors.get(actor)
        return known.name if known else actor

    def scan(self, text: str) -> Iterator[Hit]:
        """Find every name in a text, longest first, left to right, without overlap."""
        words = list(_WORD.finditer(text))
        longest, after = self.longest, 0
        for at, word in enumerate(words):
            first = word[0]
            if at < after or (first[0].islower() and first not in longest):
                continue
            hit = self._hit(words, at)
            if hit is not None and not self._overrun(words, at, hit):
                yield hit[0]
                after = at + hit[1]

    def _overrun(self, words: list[re.Match[str]], position: int, hit: tuple[Hit, int]) -> bool:
        """A weak name gives way to a longer name that begins inside it: "the North" in "the North Korean army"."""
        if hit[1] < 2 or any(naming.form != "weak" for naming in hit[0].namings):
            return False
        inner = self._hit(words, position + 1)
        return inner is not None and inner[0].end > hit[0].end

    def _hit(self, words: list[re.Match[str]], position: int) -> tuple[Hit, int] | None:
        first = words[position][0]
        lengths = self._lengths(first)
        if not lengths:
            return None
        names = tuple([word[0] for word in words[position : position + max(lengths)]])
        for length in lengths:
            if length > len(names):
                continue
            namings = self._namings(names[:length])
            span = words[position : position + length] if namings else []
            if namings and _joined(span):
                start, end = span[0].start(), span[-1].end()
                return Hit(start=start, end=_with_dot(span[-1], namings, end), namings=namings), length
        return None

    def _lengths(self, first: str) -> tuple[int, ...]:
        """Give the lengths of names that begin with a word as it stands, at the start of a sentence, or in capitals."""
        lengths = self.longest.get(first, ())
        if first[:1].isupper() and first[1:].islower():
            lengths += self.longest.get(first.lower(), ())
        elif len(first) > _SHOUT and first.isupper():
            lengths += self.longest.get(first.capitalize(), ())
        return lengths

    def _namings(self, words: Words) -> tuple[Naming, ...]:
        found = self.namings.get(words, ()) or self.namings.get((words[0].lower(), *words[1:]), ())
        if not found and all(len(word) > 1 and word.isupper() for word in words):
            found = self.namings.get(tuple(word.capitalize() for word in words), ())
        return found

    def find(self, name: str, *, on: str | None = None) -> tuple[Match, ...]:
        """Give everyone who bore a name on a day (EDTF; None: at any time), states first, with the reason of each."""
        return self.match(self.namings.get(words_of(name), ()), on=on)

    def match(self, namings: Iterable[Naming], *, on: str | None) -> tuple[Match, ...]:
        """Give the actors of namings that were borne on a day, each once."""
        found: dict[str, Match] = {}
        for naming in namings:
            actor = self.actors[naming.actor]
            borne = _overlaps(naming.since, naming.until, on) and _overlaps(actor.since, actor.until, on)
            if borne and naming.actor not in found:
                why = f"{naming.form} of {actor.name}" + (
                    f" as of {on}" if on and (naming.since or naming.until) else ""
                )
                found[naming.actor] = Match(actor=actor, naming=naming, why=why)
        return tuple(found.values())

    def resolve(self, text: str) -> Actor | None:
        """Give the one actor a user means by an id, code or name in any case ("prk", "North Korea", "xi jinping")."""
        known = self.actors.get(text) or self.actors.get(text.upper()) or self.actors.get(text.lower())
        if known:
            return known
        found = {naming.actor: naming for naming in self.keys.get(key_of(text), ()) if naming.form != "weak"}
        living = [actor for actor in found if self.actors[actor].until is None]
        meant = [actor for actor in living if found[actor].default == "actor"]
        choice = meant or living or list(found)
        return self.actors[choice[0]] if choice else None

    def suggest(self, text: str) -> tuple[str, ...]:
        """Give up to five names near what a user typed, states first, to put in an error message."""
        key = key_of(text)
        close = get_close_matches(key, self.keys, n=_SUGGESTIONS, cutoff=0.6)
        begun = sorted(name for name in self.keys if key and name.startswith(key))
        actors = [self.actors[naming.actor] for name in (*close, *begun) for naming in self.keys[name]]
        ranked = sorted(dict.fromkeys(actor.name for actor in actors if actor.kind == "state"))
        return tuple(dict.fromkeys([*ranked, *(actor.name for actor in actors)]))[:_SUGGESTIONS]

    def family(self, name: str, *, on: str | None) -> tuple[Match, ...]:
        """Give the people of a family name who held an office on a day, rulers first; all of them when no day is known."""
        people = [self.actors[person] for person in self.families.get(name, ())]
        serving = [(self.rank(person, on=on), person) for person in people]
        return tuple(
            Match(actor=person, naming=Naming(text=name, actor=person.id, form="short_name"), why=why)
            for rank, person in sorted(serving, key=lambda pair: (pair[0], pair[1].id))
            if rank < 2 and (why := f"{name}, {self._office_words(person, on)}")
        )

    def holds(self, office: Office, *, on: str) -> bool:
        """Say whether an office was held on a day."""
        return _overlaps(office.since, office.until, on)

    def rank(self, person: Actor, *, on: str | None) -> int:
        """Give 0 for who ruled on a day, 1 for who held another office, 2 for who held none."""
        held = [office for office in person.offices if _overlaps(office.since, office.until, on)]
        if any(office.office in _RULERS for office in held):
            return 0
        return 1 if held else 2

    def _office_words(self, person: Actor, on: str | None) -> str:
        held = [office for office in person.offices if _overlaps(office.since, office.until, on)]
        return f"{held[0].title} of {self.name_of(held[0].of)}" if held else "no office"

    def holder_of(self, office: str, state: str, *, on: str | None) -> tuple[Match, ...]:
        """Give who held an office of a state on a day."""
        return tuple(
            Match(
                actor=actor, naming=Naming(text=actor.name, actor=actor.id, form="name"), why=f"{one.title} of {state}"
            )
            for actor in self.actors.values()
            if actor.kind == "person"
            for one in actor.offices
            if one.office == office and one.of == state and on and _overlaps(one.since, one.until, on)
        )


def _with_dot(last: re.Match[str], namings: tuple[Naming, ...], end: int) -> int:
    """Take in the last dot of an abbreviation written with dots: U.S."""
    dotted = any(naming.text.endswith(".") for naming in namings)
    return end + 1 if dotted and last.string[end : end + 1] == "." and len(last[0]) == 1 else end


def _joined(words: list[re.Match[str]]) -> bool:
    """Between the words of a name stands a hyphen, apostrophe or space; a dot only after an initial (U. S., St. Kitts)."""
    text = words[0].string
    for first, second in pairwise(words):
        gap = text[first.end() : second.start()]
        dotted = "." in gap and len(first[0]) > _INITIAL
        if len(gap) > _GAP or dotted or set(gap) & _STOPS:
            return False
    return True


def _overlaps(since: str | None, until: str | None, on: str | None) -> bool:
    if on is None or (since is None and until is None):
        return True
    day = bounds_of(on)
    first = bounds_of(since).earliest if since else None
    last = bounds_of(until).latest if until else None
    before = first is not None and day.latest is not None and day.latest < first
    after = last is not None and day.earliest is not None and day.earliest > last
    return not (before or after)


def load_gazetteer() -> Gazetteer:
    """Read all actor tables and index their names; takes a few tenths of a second, so it is built once and handed down."""
    states = {state.id: state for state in load_states().entries}
    organisations = {one.id: one for one in load_organisations().entries}
    regions = {one.id: one for one in load_regions().entries}
    people = {one.id: one for one in load_people()}
    namings = [naming for state in states.values() for naming in name_state(state)]
    namings += [naming for one in organisations.values() for naming in name_organisation(one)]
    namings += [naming for one in people.values() for naming in name_person(one)]
    namings += [naming for one in regions.values() for naming in name_region(one)]
    return Gazetteer(
        actors=_actors(states, organisations, regions, people),
        states=states,
        organisations=organisations,
        regions=regions,
        people=people,
        roles=_roles(load_roles().entries),
        **_index(namings),
        families=_families(people.values()),
    )


def _index(namings: list[Naming]) -> dict[str, Mapping]:  # type: ignore[type-arg]  # three mappings of three types
    by_words: dict[Words, list[Naming]] = defaultdict(list)
    by_key: dict[str, list[Naming]] = defaultdict(list)
    for naming in namings:
        words = words_of(naming.text)
        if words:
            by_words[words].append(naming)
            by_key[key_of(naming.text)].append(naming)
    lengths: dict[str, set[int]] = defaultdict(set)
    for words in by_words:
        lengths[words[0]].add(len(words))
    return {
        "namings": {words: tuple(found) for words, found in by_words.items()},
        "keys": {key: tuple(found) for key, found in by_key.items()},
        "longest": {word: tuple(sorted(found, reverse=True)) for word, found in lengths.items()},
    }


def _roles(rows: list[Role]) -> dict[str, Role]:
    found: dict[str, Role] = {}
    for role in rows:
        found[role.text.lower()] = role
        if role.plural:
            found[role.plural.lower()] = role
    return found


def _plain(name: str) -> str:
    """Give a name without its marks, as newspapers print it: Erdogan."""
    return "".join(letter for letter in normalize("NFD", name) if not combining(letter))


def _families(people: Iterable[Person]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for person in people:
        for family in dict.fromkeys((person.family, _plain(person.family))):
            found[family].append(person.id)
    return {family: tuple(ids) for family, ids in found.items()}


def _actors(
    states: Mapping[str, State],
    organisations: Mapping[str, Organisation],
    regions: Mapping[str, Region],
    people: Mapping[str, Person],
) -> dict[str, Actor]:
    found = {one.id: _state(one) for one in states.values()}
    found |= {one.id: _organisation(one) for one in organisations.values() if one.id not in found}
    found |= {one.id: Actor(id=one.id, name=one.name, kind="place") for one in regions.values() if one.id not in found}
    found |= {one.id: _person(one) for one in people.values() if one.id not in found}
    # Who is known by role only (gunmen, villagers) goes by the sector.
    found |= {one.id: _sector(one) for one in load_sectors().entries if one.id not in found}
    return found


def _sector(one: Sector) -> Actor:
    return Actor(id=one.id, name=_CLAUSE.split(one.meaning)[0], kind="group", code=one.id, sectors=(one.id,))


def _state(state: State) -> Actor:
    return Actor(
        id=state.id,
        name=state.name,
        kind="state",
        code=state.id,
        since=state.since,
        until=state.until,
        neighbours=tuple(state.neighbours),
        predecessors=tuple(state.predecessors),
        successors=tuple(state.successors),
    )


def _organisation(one: Organisation) -> Actor:
    return Actor(
        id=one.id, name=one.name, kind="organisation", code=one.code,
        sectors=tuple(one.sector), since=one.since, until=one.until,
    )  # fmt: skip


def _person(one: Person) -> Actor:
    offices = tuple(
        Office(office=row.office, title=row.title, of=row.of, sector=row.sector, since=row.since, until=row.until)
        for row in one.offices
    )
    code = offices[0].of if offices else one.nationality
    sectors = tuple(dict.fromkeys(office.sector for office in offices))
    return Actor(id=one.id, name=one.name, kind="person", code=code, sectors=sectors, offices=offices)
