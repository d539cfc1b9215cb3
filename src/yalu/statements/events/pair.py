"""The relation of a given pair: asked for who stands to whom how, the coder always answers and says how sure it is.

Coding an article abstains where nothing happened; here somebody else has said that something did, so what is announced,
asked for, denied or put off takes the root that PLOVER gives to it (AGREE, THREATEN, REQUEST, REJECT).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Self

from yalu.model import Span
from yalu.statements.events.features import features
from yalu.statements.events.frames import Frame, Frames
from yalu.statements.events.head import Head
from yalu.statements.events.sight import Relation, Sight, remarks, see, shifted
from yalu.statements.reading import Reading

_UNKNOWN = "CONSULT"
"""The mildest verbal root, for sentences without any event word."""


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
        ruled = self.ruled(reading, sight)
        if self.head is None:
            return ruled
        odds = self.head.odds(features(self.frames, reading, sight, ruled))
        return decide(ruled, odds, {one.frame.type: one.frame for one in reversed(sight.triggers)})

    def probabilities(self, reading: Reading, source: Sequence[Span], target: Sequence[Span]) -> dict[str, float]:
        """Give the probability of each class, a root or root/mode; empty without weights.

        Another scorer of the same classes may be averaged in before `decide`.
        """
        if self.head is None:
            return {}
        sight = self.sight(reading, source, target)
        return self.head.odds(features(self.frames, reading, sight, self.ruled(reading, sight)))

    def sight(self, reading: Reading, source: Sequence[Span], target: Sequence[Span]) -> Sight:
        """Give all that is looked at for a pair."""
        return see(reading, self.frames, source, target)

    def ruled(self, reading: Reading, sight: Sight) -> Relation:
        """Give what the frames alone say."""
        best = sight.best()
        if best is None:
            return Relation(event_type=_UNKNOWN, mode=None, score=0.1, how="none", why=("no event word",))
        trigger, stance = best
        root, mode = shifted(self.frames, trigger.frame, stance)
        how = "path" if trigger.token in sight.path else "near"
        why = [f"frame {trigger.frame.entry}: {trigger.frame.type}"]
        if root != trigger.frame.type:
            why.append(f"{stance.word} makes it {root}")
        why += remarks(self.frames, reading.analysis, sight)
        return Relation(event_type=root, mode=mode, score=0.7 if how == "path" else 0.4, how=how, why=tuple(why))


def decide(ruled: Relation, odds: Mapping[str, float], known: Mapping[str, Frame] = MappingProxyType({})) -> Relation:
    """Give the likeliest root; the probabilities of the modes of a root add up to the root's.

    `known` are the nearest frames of each root: where the weights overrule the rules, theirs is the mode.
    """
    roots: dict[str, float] = {}
    for name, probability in odds.items():
        root = name.partition("/")[0]
        roots[root] = roots.get(root, 0.0) + probability
    root = max(roots, key=lambda one: roots[one])
    if root == ruled.event_type:
        return Relation(event_type=root, mode=ruled.mode, score=roots[root], how=ruled.how, why=ruled.why)
    modes = {name.partition("/")[2]: odds[name] for name in odds if name.partition("/")[0] == root}
    mode = max(modes, key=lambda one: modes[one]) or None
    why = (*ruled.why, f"weights over path and words: {root} instead of {ruled.event_type}")
    if root in known:
        mode = mode or known[root].mode
        why = (*why, f"frame {known[root].entry}: {root}")
    return Relation(event_type=root, mode=mode, score=roots[root], how="head", why=why)
