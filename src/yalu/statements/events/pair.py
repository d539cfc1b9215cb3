"""The relation of a given pair: asked for who stands to whom how, the coder always answers and says how sure it is.

Coding an article abstains where nothing happened; here somebody else has said that something did, so what is announced,
asked for, denied or put off takes the root that PLOVER gives to it (AGREE, THREATEN, REQUEST, REJECT).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from yalu.language import Analysis
from yalu.model import Span
from yalu.statements.events.frames import Frame, Frames, threat_mode
from yalu.statements.events.grammar import path_between
from yalu.statements.events.head import Head
from yalu.statements.events.standing import Stance, stance_of
from yalu.statements.events.triggers import Trigger, find_trigger
from yalu.statements.reading import Reading

_UNKNOWN = "CONSULT"
"""The mildest verbal root, for sentences without any event word."""
_STRONG = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What a sentence says that the first of a pair does to the second."""

    event_type: str
    mode: str | None
    score: float
    how: str
    """Which rule found it: path, near, sentence, none; or head where the trained weights decided."""
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Codes given pairs by the words on the path between them."""

    frames: Frames
    head: Head | None = None

    @classmethod
    def load(cls) -> Self:
        """Read the lexicon and the trained weights."""
        return cls(Frames.load(), Head.load())

    def relation(self, reading: Reading, source: Sequence[Span], target: Sequence[Span]) -> Relation:
        """Give the relation of a pair whose names stand at these spans; where a side has none, the sentence decides."""
        sight = self.sight(reading, source, target)
        ruled = self._ruled(sight)
        if self.head is None:
            return ruled
        root, probability = self.head.decide(features(reading.analysis, sight, ruled))
        if root == ruled.event_type:
            return Relation(event_type=root, mode=ruled.mode, score=probability, how=ruled.how, why=ruled.why)
        why = (*ruled.why, f"weights over path and words: {root} instead of {ruled.event_type}")
        return Relation(event_type=root, mode=None, score=probability, how="head", why=why)

    def sight(self, reading: Reading, source: Sequence[Span], target: Sequence[Span]) -> Sight:
        """Give all that is looked at for a pair."""
        analysis = reading.analysis
        ends = [analysis.tokens_in(spans[0]) if spans else range(0) for spans in (source, target)]
        heads = [_head(analysis, tokens) for tokens in ends]
        up, top, down = path_between(analysis, heads[0], heads[1])
        hidden = {token for tokens in ends for token in tokens}
        order = dict.fromkeys(token for token in _order(analysis, (up, top, down)) if token not in hidden)
        triggers = [found for token in order if (found := find_trigger(reading, self.frames, token))]
        sectors = tuple(_sector(reading, head) for head in heads)
        path = frozenset((*up, *down, *(() if top is None else (top,))))
        return Sight(up=up, top=top, down=down, path=path, triggers=tuple(triggers), sectors=sectors,
                     stances=tuple(stance_of(analysis, one.token) for one in triggers))  # fmt: skip

    def _ruled(self, sight: Sight) -> Relation:
        best = sight.best()
        if best is None:
            return Relation(event_type=_UNKNOWN, mode=None, score=0.1, how="none", why=("no event word",))
        trigger, stance = best
        root, mode = shifted(self.frames, trigger.frame, stance)
        how = "path" if trigger.token in sight.path else "near"
        why = [f"frame {trigger.frame.entry}: {trigger.frame.type}"]
        if root != trigger.frame.type:
            why.append(f"{stance.word} makes it {root}")
        return Relation(event_type=root, mode=mode, score=0.7 if how == "path" else 0.4, how=how, why=tuple(why))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What is looked at for a pair: the path between its heads, triggers from the nearest on, how each is put."""

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
        case "ahead" if quad == 4 and root != "PROTEST":
            return "THREATEN", threat_mode(root, mode)
        case _:
            return root, mode


def features(analysis: Analysis, sight: Sight, ruled: Relation) -> Iterator[str]:
    """Give what the weights see of a pair: path, event words and how they are put; never a name."""
    yield "bias"
    yield f"rule:{ruled.event_type}"
    yield f"how:{ruled.how}"
    yield f"rule+how:{ruled.event_type}+{ruled.how}"
    for name, sector in zip(("source", "target"), sight.sectors, strict=True):
        yield f"{name}:{sector}"
        yield f"{name}:{sector}+{ruled.event_type}"
    for number, (trigger, stance) in enumerate(zip(sight.triggers[:3], sight.stances[:3], strict=True)):
        root = trigger.frame.type
        yield f"trigger{number}:{root}"
        yield f"trigger{number}:{root}+{stance.kind}"
        yield f"stance{number}:{stance.kind}"
        yield f"entry:{trigger.frame.entry}"
        if number == 1:
            yield f"both:{sight.triggers[0].frame.type}+{root}"
    for root in {one.frame.type for one in sight.triggers}:
        yield f"any:{root}"
    yield from _path_features(analysis, sight)


def _path_features(analysis: Analysis, sight: Sight) -> Iterator[str]:
    for side, tokens in (("up", sight.up), ("down", sight.down)):
        for token in tokens:
            yield f"{side}:{analysis.lemmas[token].lower()}"
            yield f"path:{analysis.lemmas[token].lower()}"
            yield f"{side}-label:{analysis.deps[token]}"
    top = sight.top
    if top is None:
        return
    lemma = analysis.lemmas[top].lower()
    yield f"top:{lemma}"
    yield f"path:{lemma}"
    yield f"top-part:{analysis.pos[top]}"
    for child in analysis.children[top]:
        label = analysis.deps[child]
        if label in ("dobj", "xcomp", "prt", "prep", "acomp", "attr", "ccomp", "advcl", "dative", "agent"):
            yield f"under:{label}:{analysis.lemmas[child].lower()}"
            yield f"pair:{lemma}+{analysis.lemmas[child].lower()}"
        elif label in ("aux", "neg", "auxpass"):
            yield f"aux:{analysis.words[child].lower()}"


def _head(analysis: Analysis, tokens: range) -> int | None:
    """Give the token of a span that the others hang on."""
    return next((one for one in tokens if analysis.heads[one] not in tokens or analysis.heads[one] == one), None)


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
