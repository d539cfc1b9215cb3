"""The statements of an archive in memory: in order of time, with lists of where each name, kind and theme occurs.

What a filter gives is then found by cutting lists of numbers, without a query. The lists are made from the rows of the
link tables, so that a filter means here what it means there.
"""

from __future__ import annotations

from array import array
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b

from yalu.model import Agreement, AnyStatement, Claim, Event, Figure
from yalu.store import rows
from yalu.store.filters import ANY_ROLE, StatementFilter, first_day, last_day

_MOST_BUILT = 8_192
_MOST_SETS = 4_096
_ANY = "any"
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Days:
    """The keys that a statement is found by in time, as its row has them."""

    earliest: int | None
    latest: int | None
    time: int

    def fit(self, earliest: int | None, latest: int | None) -> bool:
        """Say whether the statement may be of a stretch of days, as `filters` has it."""
        if self.time == rows.UNDATED:
            return False
        signed = self.earliest is None and self.latest is None
        after = earliest is None or (
            self.time >= earliest if signed else self.latest is None or self.latest >= earliest
        )
        before = latest is None or (self.time <= latest if signed else self.earliest is None or self.earliest <= latest)
        return after and before


@dataclass(slots=True)
class Postings:
    """Statements that stand, by their place in order of time."""

    ids: list[str] = field(default_factory=list)
    marks: list[bytes] = field(default_factory=list)
    """A hash of each: changes with everything that is shown of it."""
    _records: list[tuple[str, str]] = field(default_factory=list)
    _articles: list[str] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _days: list[Days] = field(default_factory=list)
    _lists: dict[Key, array[int]] = field(default_factory=dict)
    _place: dict[str, int] = field(default_factory=dict)
    _acts: dict[str, Counter[str]] = field(default_factory=dict)
    _suffered: dict[str, Counter[str]] = field(default_factory=dict)
    _narrower: set[str] = field(default_factory=set)
    """Ids that take part in events and stand for less than their code."""
    _built: OrderedDict[int, AnyStatement] = field(default_factory=OrderedDict)
    _sets: OrderedDict[Key, frozenset[int]] = field(default_factory=OrderedDict)

    def add(self, kind: str, record: str, mark: bytes) -> None:
        """Add the next statement in order of time."""
        told, place = rows.statement_of(kind, record), len(self.ids)
        self.ids.append(told.id)
        self.marks.append(mark)
        self._records.append((kind, record))
        self._articles.append(told.article)
        self._starts.append(told.span.start)
        days = rows.time_row(told)
        self._days.append(Days(days["earliest_key"], days["latest_key"], days["time_key"]))
        self._place[told.id] = place
        if isinstance(told, Event):
            self._count_acts(told)
        for key in _keys(told):
            self._lists.setdefault(key, array("L")).append(place)

    def _count_acts(self, told: Event) -> None:
        for row in rows.dyad_rows(told):
            one, other = str(row["first"]), str(row["second"])
            self._acts.setdefault(one, Counter())[other] += 1
            self._suffered.setdefault(other, Counter())[one] += 1
        self._narrower.update(
            one.actor for one in (*told.actors, *told.recipients) if one.actor and one.actor != one.code
        )

    def partners(self, name: str) -> list[tuple[str, int, int]] | None:
        """Give with whom a code stands in events: toward, from; None for an id that stands for less than a code."""
        if name in self._narrower:
            return None
        toward, back = self._acts.get(name, Counter()), self._suffered.get(name, Counter())
        found = [(code, toward[code], back[code]) for code in toward.keys() | back.keys()]
        return sorted(found, key=lambda one: (-one[1] - one[2], one[0]))

    def years(self, places: Iterable[int], *, latest: bool) -> list[tuple[int, int, int]]:
        """Count dated statements by the year they begin in, each with the last year they reach; `latest` by their last day."""
        found: dict[int, tuple[int, int]] = {}
        for place in places:
            days = self._days[place]
            if days.time == rows.UNDATED:
                continue
            last = days.latest if latest and days.latest is not None else days.time
            # As SQLite divides: toward zero, also before the year 1.
            year, end = int(days.time / 10_000), int(last / 10_000)
            number, reached = found.get(year, (0, end))
            found[year] = number + 1, max(reached, end)
        return [(year, *found[year]) for year in sorted(found)]

    def groups(self, by: str, places: Iterable[int]) -> dict[tuple[str | None, ...], list[int]]:
        """Give the places of statements by what they share, in order of time; those that have nothing of it are left out."""
        found: dict[tuple[str | None, ...], list[int]] = {}
        for place in places:
            shared = _shared(self.build(place), by)
            if shared is not None:
                found.setdefault(shared, []).append(place)
        return found

    def time(self, place: int) -> int:
        """Give what the statement at a place is ordered by."""
        return self._days[place].time

    def place(self, name: str) -> int | None:
        """Give the place of a statement by id; None for one that does not stand."""
        return self._place.get(name)

    def build(self, place: int) -> AnyStatement:
        """Give the statement at a place."""
        found = self._built.get(place)
        if found is None:
            found = self._built[place] = rows.statement_of(*self._records[place])
            if len(self._built) > _MOST_BUILT:
                self._built.popitem(last=False)
        return found

    def occurs(self, name: str) -> bool:
        """Say whether a code or id takes part in any statement."""
        return (_ANY, name) in self._lists

    def article_of(self, place: int) -> str:
        """Give the article of the statement at a place."""
        return self._articles[place]

    def find(self, wanted: StatementFilter) -> list[int]:
        """Give the places of all statements of a filter in order of time, its own order and limit aside."""
        sets = sorted(self._conditions(wanted), key=len)
        found = sorted(sets[0].intersection(*sets[1:])) if sets else list(range(len(self.ids)))
        if wanted.earliest is None and wanted.latest is None:
            return found
        earliest = first_day(wanted.earliest) if wanted.earliest else None
        latest = last_day(wanted.latest) if wanted.latest else None
        return [place for place in found if self._days[place].fit(earliest, latest)]

    def order(self, found: list[int], by: str, published: Callable[[str], int | None]) -> list[int]:
        """Put places in an order of `StatementFilter`; `published` gives the last day of an article."""
        if by == "time":
            return found

        def written(place: int) -> tuple[bool, int, str, int, str]:
            day = published(self._articles[place]) if by == "written" else 0
            return day is None, -(day or 0), self._articles[place], self._starts[place], self.ids[place]

        return sorted(found, key=written)

    def _conditions(self, wanted: StatementFilter) -> Iterator[frozenset[int]]:
        for names, key in _asked(wanted):
            yield self._union([(key, name) for name in names])
        if wanted.dyad is not None:
            pair = wanted.dyad
            pairs = [pair] if wanted.directed else [pair, (pair[1], pair[0])]
            yield self._union([("dyad", *one) for one in pairs])
        if wanted.ids is not None:
            yield frozenset(place for name in wanted.ids if (place := self._place.get(name)) is not None)

    def _union(self, keys: list[Key]) -> frozenset[int]:
        found = [self._set(key) for key in keys]
        return found[0].union(*found[1:]) if found else frozenset()

    def _set(self, key: Key) -> frozenset[int]:
        found = self._sets.get(key)
        if found is None:
            found = self._sets[key] = frozenset(self._lists.get(key, ()))
            if len(self._sets) > _MOST_SETS:
                self._sets.popitem(last=False)
        return found

    def hash_of(self, places: Iterable[int]) -> bytes:
        """Give a hash of some statements in their order."""
        return blake2b(b"".join(self.marks[place] for place in places), digest_size=12).digest()


def can_find(wanted: StatementFilter) -> bool:
    """Say whether the lists can tell which statements a filter gives."""
    given = (wanted.holder, wanted.author, wanted.category, wanted.written_before, wanted.measure, wanted.agreement)
    return not wanted.rejected and not any(given)


def _shared(told: AnyStatement, by: str) -> tuple[str | None, ...] | None:
    """Give what groups of a kind share, as the columns have it."""
    match by, told:
        case "agreement", Agreement():
            return (told.key,)
        case "theme", Claim():
            return (told.theme,)
        case "measure", Figure():
            return (told.measure,) if told.measure is not None else None
        case "figures", Figure():
            return (
                told.measure,
                *(rows.encode(list(dict.fromkeys(one.code for one in who))) for who in (told.about, told.counterpart)),
            )
    return None


def _asked(wanted: StatementFilter) -> Iterator[tuple[tuple[str, ...], str]]:
    """Give of each condition the names of which one must be in a list, and which lists."""
    whole = {
        "kind": wanted.kinds, "actor": wanted.actors, "recipient": wanted.recipients, "about": wanted.about,
    }  # fmt: skip
    yield from ((names, key) for key, names in whole.items() if names)
    each = {_ANY: wanted.involved, "about": wanted.concerned, "party": wanted.parties}
    yield from (((name,), key) for key, names in each.items() for name in names)
    single = {
        "article": wanted.article, _ANY: wanted.actor, "theme": wanted.theme, "type": wanted.event_type,
        "certainty": wanted.certainty, "quad": wanted.quad,
        "happened": None if wanted.happened is None else int(wanted.happened),
    }  # fmt: skip
    yield from (((str(name),), key) for key, name in single.items() if name is not None)
    if wanted.measured is not None:
        yield tuple(f"{measure or ''}\n{words or ''}" for measure, words in wanted.measured), "measured"


def _keys(told: AnyStatement) -> Iterator[Key]:
    """Give the lists that a statement stands in, each once."""
    yield ("kind", told.kind)
    yield ("article", told.article)
    yield ("certainty", told.certainty)
    yield from dict.fromkeys(_roles(told))
    yield from dict.fromkeys(("dyad", str(row["first"]), str(row["second"])) for row in rows.dyad_rows(told))
    match told:
        case Figure():
            yield ("measured", f"{told.measure or ''}\n{told.measure_text or ''}")
        case Event():
            yield from (("type", told.event_type), ("quad", str(told.quad)), ("happened", str(int(told.happened))))
        case Claim():
            yield from (("theme", str(row["theme"])) for row in rows.theme_rows(told))


def _roles(told: AnyStatement) -> Iterator[Key]:
    for row in rows.actor_rows(told):
        if row["role"] not in ANY_ROLE:
            continue
        for name in dict.fromkeys(filter(None, (row["code"], row["actor"]))):
            yield (str(row["role"]), name)
            yield (_ANY, name)
