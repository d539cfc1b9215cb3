"""The lexicon of events, laid out for look-up by lemma."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Self

from yalu.lexicon.actors import load_towns
from yalu.lexicon.events import (
    Effect,
    EventType,
    LightVerb,
    Need,
    NounFrame,
    PairFrame,
    VerbFrame,
    load_agent_nouns,
    load_contexts,
    load_event_types,
    load_habits,
    load_light_verbs,
    load_noun_classes,
    load_noun_frames,
    load_pair_frames,
    load_verb_frames,
)

KINDS_OF_PEOPLE = ("crowd", "armed", "people", "body")
"""Needs that name who takes part."""

_OF_STATES = ("land", "groups", "diplomats", "troops", "ships", "planes", "prisoners")
"""Classes of nouns that belong to some state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a trigger tells, whichever file it comes from."""

    entry: str
    """File and words of the entry: "pairs: impose + sanction"."""
    type: str
    mode: str | None = None
    recipient: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    symmetric: bool = False
    stative: bool = False
    reverse: bool = False
    needs: Need = ""
    of: str = "topic"


@dataclass(frozen=True, slots=True)
class Light:
    """A light verb, split into verb and particles."""

    row: LightVerb
    particles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frames:
    """All event words."""

    types: dict[str, EventType]
    verbs: dict[str, tuple[Frame, ...]]
    """By lemma of the verb, with particles first."""
    pairs: dict[str, dict[tuple[str, str], tuple[Frame, ...]]]
    """By lemma of the verb, then by where the noun stands and its lemma."""
    light: dict[str, tuple[Light, ...]]
    nouns: dict[str, Frame]
    alone: frozenset[str]
    gerunds: dict[str, str]
    """Form in -ing to lemma, for nouns made of verbs ("the writing off of")."""
    phrasal: frozenset[str]
    """Verbs with their particle that have an entry of their own: what "call" does with a strike "call off" does not."""
    habits: dict[str, frozenset[str]]
    agents: dict[str, str | None]
    """Nouns that act for their state, with their sector; None for ships and teams, which need a name beside them."""
    shades: dict[str, str]
    """Words before a role that give its sector: rebel, police, opposition."""
    bodies: frozenset[str]
    """Nouns of places and groups that belong to some state: the capital, the parliament."""
    measures: frozenset[str]
    edges: frozenset[str]
    towns: dict[str, str] = field(default_factory=dict)
    """Towns that the gazetteer does not know, by name, with their state."""
    contexts: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def load(cls) -> Self:
        """Read the files of event words; raise LexiconError on a broken one."""
        types = {row.root: row for row in load_event_types().entries}
        verbs = _by_verb((row.lemma, _verb_frame(row)) for row in load_verb_frames())
        classes = {row.id: row.nouns for row in load_noun_classes().entries}
        pairs = _pairs(load_pair_frames(), classes)
        light = _by_light(load_light_verbs().entries)
        nouns = load_noun_frames().entries
        agents = load_agent_nouns().entries
        return cls(
            types=types,
            verbs=verbs,
            pairs=pairs,
            light=light,
            nouns={row.lemma: _noun_frame(row) for row in nouns},
            alone=frozenset(row.lemma for row in nouns if row.alone),
            gerunds={_gerund(lemma): lemma for lemma in (*pairs, *verbs)},
            phrasal=_phrasal(verbs, pairs, light),
            habits=_habits(),
            agents={row.text: row.sector for row in agents if row.kind == "agent"},
            shades={row.text: row.sector for row in agents if row.kind == "shade" and row.sector},
            bodies=frozenset(noun for one in _OF_STATES for noun in classes[one]),
            measures=frozenset(row.text for row in agents if row.kind == "measure"),
            edges=frozenset(row.text for row in agents if row.kind == "edge"),
            towns=load_towns(),
            contexts=_contexts(),
        )

    def has_verb(self, lemma: str) -> bool:
        """Say whether a verb tells an event, alone or with a noun."""
        return lemma in self.verbs or lemma in self.pairs or lemma in self.light

    def carried(self, light: LightVerb, noun: str) -> Frame | None:
        """Give the frame of an event noun under a light verb."""
        frame = self.nouns.get(noun)
        if frame is None or frame.type in light.never or (light.only and frame.type not in light.only):
            return None
        shift = self._shift(light.effect, frame)
        if shift is None:
            return None
        slots = tuple(
            dict.fromkeys((*light.recipient, *frame.recipient, *(("of",) if frame.of == "recipient" else ())))
        )
        return replace(
            frame,
            entry=f"light_verbs: {light.lemma} + nouns: {noun}",
            type=shift[0],
            mode=shift[1],
            recipient=slots,
            particles=_split(light.lemma)[1],
            reverse=light.reverse,
            symmetric=frame.symmetric and light.effect == "done",
        )

    def _shift(self, effect: Effect, frame: Frame) -> tuple[str, str | None] | None:
        """Give what offering, refusing, asking for, stopping or threatening an act is; None where it is no event."""
        helps = self.types[frame.type].quad < 3
        match effect:
            case "done":
                return frame.type, frame.mode
            case "offered":
                return ("AGREE", None) if helps else None
            case "refused":
                return ("REJECT", _asked_mode(frame.type)) if helps or frame.type == "REQUEST" else None
            case "requested":
                return ("REQUEST", _asked_mode(frame.type)) if helps else None
            case "threatened":
                return None if helps else ("THREATEN", threat_mode(frame.type, frame.mode))
            case "stopped" if frame.type in ("CONSULT", "AGREE"):
                return "REJECT", "meet" if frame.type == "CONSULT" else None
            case "stopped" if helps:
                return "SANCTION", "discontinue"
            case "stopped":
                return ("RETREAT", None) if self.types[frame.type].quad == 4 else None


def threat_mode(root: str, mode: str | None) -> str | None:
    """Give the mode of a threat from what is threatened."""
    if mode in ("arrest", "expel"):
        return mode
    return {"ASSAULT": "violence", "MOBILIZE": "violence", "COERCE": "restrict", "SANCTION": "relations"}.get(root)


def _asked_mode(root: str) -> str | None:
    return {"AID": "assist", "SUPPORT": "assist", "CONSULT": "meet", "CONCEDE": "yield", "RETREAT": "yield"}.get(root)


def _split(lemma: str) -> tuple[str, tuple[str, ...]]:
    verb, *particles = lemma.split()
    return verb, tuple(particles)


def _verb_frame(row: VerbFrame) -> Frame:
    return Frame(
        entry=f"verbs: {row.lemma}",
        type=row.type,
        mode=row.mode,
        recipient=row.recipient,
        particles=_split(row.lemma)[1],
        symmetric=row.symmetric,
        reverse=row.reverse,
        stative=row.stative,
        needs=row.needs,
    )


def _noun_frame(row: NounFrame) -> Frame:
    return Frame(
        entry=f"nouns: {row.lemma}",
        type=row.type,
        mode=row.mode,
        recipient=row.recipient,
        symmetric=row.symmetric,
        of=row.of,
    )


def _by_verb(rows: Iterable[tuple[str, Frame]]) -> dict[str, tuple[Frame, ...]]:
    found: dict[str, list[Frame]] = defaultdict(list)
    for lemma, frame in rows:
        found[_split(lemma)[0]].append(frame)
    return {verb: tuple(sorted(all_, key=_strength)) for verb, all_ in found.items()}


def _strength(frame: Frame) -> tuple[int, bool, bool]:
    """Frames with particles come first, then those that ask for a kind of people, then those that ask for anything."""
    return -len(frame.particles), frame.needs not in KINDS_OF_PEOPLE, not frame.needs


def _by_light(rows: Iterable[LightVerb]) -> dict[str, tuple[Light, ...]]:
    found: dict[str, list[Light]] = defaultdict(list)
    for row in rows:
        verb, particles = _split(row.lemma)
        found[verb].append(Light(row, particles))
    return {verb: tuple(sorted(all_, key=lambda one: -len(one.particles))) for verb, all_ in found.items()}


def _pairs(
    rows: Iterable[PairFrame], classes: dict[str, tuple[str, ...]]
) -> dict[str, dict[tuple[str, str], tuple[Frame, ...]]]:
    """Lay pairs out by verb, then by place and noun; a pair with a noun of its own stands before one with a class."""
    found: dict[str, dict[tuple[str, str], tuple[Frame, ...]]] = defaultdict(dict)
    for row in sorted(rows, key=lambda one: one.noun.startswith("@")):
        verb, particles = _split(row.verb)
        frame = Frame(
            entry=f"pairs: {row.verb} + {row.noun}",
            type=row.type,
            mode=row.mode,
            recipient=row.recipient,
            particles=particles,
            symmetric=row.symmetric,
            reverse=row.reverse,
            needs=row.needs,
        )
        for noun in classes[row.noun[1:]] if row.noun.startswith("@") else (row.noun,):
            others = found[verb].get((row.via, noun), ())
            found[verb][row.via, noun] = tuple(sorted((*others, frame), key=_strength))
    return dict(found)


def _gerund(lemma: str) -> str:
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return lemma[:-1] + "ing"
    return lemma + "ing"


def _phrasal(
    verbs: dict[str, tuple[Frame, ...]],
    pairs: dict[str, dict[tuple[str, str], tuple[Frame, ...]]],
    light: dict[str, tuple[Light, ...]],
) -> frozenset[str]:
    """Give verb and first particle of all entries that have one."""
    found = {(verb, one.particles) for verb, frames in verbs.items() for one in frames}
    found |= {(verb, one.particles) for verb, all_ in pairs.items() for frames in all_.values() for one in frames}
    found |= {(verb, one.particles) for verb, all_ in light.items() for one in all_}
    return frozenset(f"{verb} {particles[0]}" for verb, particles in found if particles)


def _habits() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in load_habits().entries:
        found[row.kind].add(row.text)
    return {kind: frozenset(words) for kind, words in found.items()}


def _contexts() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in load_contexts().entries:
        for cue in row.cues:
            found[cue].append(row.id)
    return {cue: tuple(ids) for cue, ids in found.items()}


def spread(frames: Frames, lemmas: Iterable[str]) -> Iterator[str]:
    """Give the contexts that lemmas in order open, one or two words at a time."""
    before = ""
    for lemma in lemmas:
        yield from frames.contexts.get(lemma, ())
        yield from frames.contexts.get(f"{before} {lemma}", ())
        before = lemma
