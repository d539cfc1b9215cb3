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
from yalu.statements.events.encoders import Encoder, Marked
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
    encoders: tuple[Encoder, ...] = ()
    """Asked beside the head where they are installed and wanted; each answer weighs as much."""

    @classmethod
    def load(cls, encoders: tuple[Encoder, ...] = ()) -> Self:
        """Read the lexicon and the trained weights."""
        return cls(Frames.load(), Head.load(), encoders)

    def relation(self, reading: Reading, source: Sequence[Span], target: Sequence[Span]) -> Relation:
        """Give the relation of a pair whose names stand at these spans; where a side has none, the sentence decides."""
        sight = self.sight(reading, source, target)
        ruled = self.ruled(reading, sight)
        odds = self._odds(reading, (source, target), sight, ruled)
        if not odds:
            return ruled
        return decide(ruled, odds, {one.frame.type: one.frame for one in reversed(sight.triggers)})

    def probabilities(self, reading: Reading, source: Sequence[Span], target: Sequence[Span]) -> dict[str, float]:
        """Give the probability of each class, a root or root/mode; empty without weights."""
        sight = self.sight(reading, source, target)
        return self._odds(reading, (source, target), sight, self.ruled(reading, sight))

    def _odds(
        self, reading: Reading, pair: tuple[Sequence[Span], Sequence[Span]], sight: Sight, ruled: Relation
    ) -> dict[str, float]:
        said = []
        if self.head is not None:
            said.append(self.head.odds(features(self.frames, reading, sight, ruled)))
        source, target = pair
        marked = Marked(reading.article.text, tuple(source), tuple(target))
        said += [next(encoder.probabilities([marked])) for encoder in self.encoders]
        return average(said)

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


def average(said: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Give the mean of what several scorers say of the same classes; a class that one of them has not counts as 0 there."""
    names = dict.fromkeys(name for one in said for name in one)
    return {name: sum(one.get(name, 0.0) for one in said) / len(said) for name in names}


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
