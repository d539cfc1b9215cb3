"""What is looked at for a given pair: the path between the two, the event words from the nearest on, how each is put."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yalu.language import Analysis
from yalu.model import Span
from yalu.statements.events.frames import Frame, Frames, threat_mode
from yalu.statements.events.grammar import path_between
from yalu.statements.events.standing import Stance, stance_of
from yalu.statements.events.triggers import Trigger, find_trigger
from yalu.statements.reading import Reading

_STRONG = 2
_AGAINST = ("against", "on", "upon", "for", "toward", "towards", "to", "with")
"""Prepositions that tie whom an act is for or against to its noun; "from" ties who is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What a sentence says that the first of a pair does to the second."""

    event_type: str
    mode: str | None
    score: float
    how: str
    """Which rule found it: path, near, none; or head where the trained weights decided."""
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """Tokens and event words around a pair."""

    source: range
    """Tokens from the first to the last of the source; empty without one."""
    target: range
    hidden: frozenset[int]
    """Tokens of the two sides."""
    heads: tuple[int | None, int | None]
    up: tuple[int, ...]
    top: int | None
    down: tuple[int, ...]
    path: frozenset[int]
    triggers: tuple[Trigger, ...]
    stances: tuple[Stance, ...]
    sectors: tuple[str, ...]

    def best(self) -> tuple[Trigger, Stance] | None:
        """Give the first strong trigger, else the first at all."""
        both = list(zip(self.triggers, self.stances, strict=True))
        return next((one for one in both if one[0].strength >= _STRONG), both[0] if both else None)

    def steps(self) -> Iterator[int]:
        """Walk the path from the source to the target, without the two."""
        tops = () if self.top is None else (self.top,)
        yield from (one for one in (*self.up, *tops, *self.down) if one not in self.hidden)


def see(reading: Reading, frames: Frames, source: Sequence[Span], target: Sequence[Span]) -> Sight:
    """Look at a pair whose names stand at these spans; where a side has none, the sentence of the other is looked at."""
    analysis = reading.analysis
    sides = [_tokens(analysis, spans) for spans in (source, target)]
    heads = tuple(_head(analysis, tokens) for tokens in sides)
    up, top, down = path_between(analysis, heads[0], heads[1])
    hidden = frozenset(token for tokens in sides for token in tokens)
    order = dict.fromkeys(token for token in _order(analysis, (up, top, down)) if token not in hidden)
    triggers = tuple(found for token in order if (found := find_trigger(reading, frames, token)))
    return Sight(
        source=_range(sides[0]), target=_range(sides[1]), hidden=hidden, heads=(heads[0], heads[1]),
        up=up, top=top, down=down, path=frozenset((*up, *down, *(() if top is None else (top,)))),
        triggers=triggers, stances=tuple(stance_of(analysis, one.token) for one in triggers),
        sectors=tuple(_sector(reading, head) for head in heads),
    )  # fmt: skip


def shifted(frames: Frames, frame: Frame, stance: Stance) -> tuple[str, str | None]:
    """Give root and mode of an act as it is put: denied, announced, demanded."""
    root, mode = frame.type, frame.mode
    quad = frames.types[root].quad
    gives = quad < 3 or root == "RETREAT"
    match stance.kind:
        case "negated" if gives:
            return "REJECT", None
        case "negated" if quad == 4:
            return "RETREAT", None
        case "demanded" if gives and root != "AGREE":
            return "REQUEST", None
        case "ahead" if root == "RETREAT":
            return "CONCEDE", None
        case "ahead" if gives and root not in ("AGREE", "CONCEDE"):
            return "AGREE", None
        case "ahead" if quad == 4:
            return "THREATEN", threat_mode(root, mode)
        case _:
            return root, mode


def remarks(frames: Frames, analysis: Analysis, sight: Sight) -> Iterator[str]:
    """Say what about the way an act is put coders of other schemes may want to know."""
    best = sight.best()
    if best is None:
        return
    trigger, stance = best
    if stance.kind == "ahead" or trigger.frame.type == "AGREE":
        yield "still to come"
    if trigger.frame.type == "AGREE" and trigger.frame.symmetric:
        yield "reached by both"
    if trigger.frame.type == "REQUEST":
        act = _asked_of_others(analysis, sight, trigger)
        if act is not None:
            helps = frames.types[act.frame.type].quad < 3
            yield f"asked of others {'for' if helps else 'against'} the target: {act.frame.type}"


def _asked_of_others(analysis: Analysis, sight: Sight, request: Trigger) -> Trigger | None:
    """Give the act asked for where the target is not who is asked but whom the act is for or against."""
    if request.token not in sight.path:
        return None
    below = [*sight.down] if request.token == sight.top else []
    if request.token in sight.down:
        below = list(sight.down[sight.down.index(request.token) + 1 :])
    chain = [*below, *(one for one in sight.heads[1:] if one is not None)]
    for trigger in sight.triggers:
        if trigger.token not in below or trigger.frame.type in ("REQUEST", "CONSULT", "AGREE"):
            continue
        after = chain[chain.index(trigger.token) + 1]
        label, word = analysis.deps[after], analysis.words[after].lower()
        if label in ("dobj", "nsubjpass", "dative") or (label == "prep" and word in _AGAINST):
            return trigger
    return None


def _tokens(analysis: Analysis, spans: Sequence[Span]) -> list[int]:
    return [token for span in spans for token in analysis.tokens_in(span)]


def _range(tokens: Sequence[int]) -> range:
    return range(min(tokens), max(tokens) + 1) if tokens else range(0)


def _head(analysis: Analysis, tokens: Sequence[int]) -> int | None:
    """Give the token of a side that the others hang on."""
    inside = set(tokens)
    return next((one for one in tokens if analysis.heads[one] not in inside or analysis.heads[one] == one), None)


def _order(analysis: Analysis, path: tuple[tuple[int, ...], int | None, tuple[int, ...]]) -> Iterator[int]:
    """Walk from the top of the path down to the target, then to the source, then out: children, ancestors, the rest."""
    up, top, down = path
    along = [one for one in (top, *down, *reversed(up)) if one is not None]
    yield from along
    for one in along:
        yield from (child for child in analysis.children[one] if analysis.deps[child] not in ("nsubj", "punct"))
    if top is not None:
        yield from analysis.ancestors(top)
    if along:
        sentence = analysis.sentence(along[0])
        rest = range(sentence.first, sentence.last)
        yield from sorted(rest, key=lambda token: min(abs(token - one) for one in along))
    else:
        yield from range(len(analysis))


def _sector(reading: Reading, head: int | None) -> str:
    if head is None:
        return "none"
    role = reading.gazetteer.roles.get(reading.analysis.lemmas[head].lower())
    mention = reading.actor_at(head)
    if role:
        return role.sector or "role"
    return (mention.sector or "state") if mention else "other"
