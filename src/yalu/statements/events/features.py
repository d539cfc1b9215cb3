"""What the trained weights see of a given pair: path, event words and how they are put, words around; never a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yalu.language import Analysis
from yalu.statements.events.frames import Frames
from yalu.statements.events.grammar import is_passive
from yalu.statements.events.sight import Relation, Sight, shifted
from yalu.statements.reading import Reading

_COMPLETING = frozenset(
    {"dobj", "xcomp", "prt", "prep", "acomp", "attr", "ccomp", "advcl", "dative", "agent", "oprd", "advmod", "pcomp",
     "acl", "pobj"}
)  # fmt: skip
_BELOW = frozenset({"pobj", "dobj", "pcomp", "prep", "xcomp", "amod", "compound", "acomp", "neg", "aux"})
_HELPERS = ("aux", "neg", "auxpass")
_TRIGGERS = 3
"""So many event words are told apart by their rank; the others only vote."""
_STEM = 5
"""Letters that stand for a word and those made of it: condemn, condemnation."""
_LONG = 6


def features(frames: Frames, reading: Reading, sight: Sight, ruled: Relation) -> Iterator[str]:
    """Give the features of a pair, some of them twice."""
    yield "bias"
    yield from _of_rule(sight, ruled)
    yield from _of_triggers(frames, reading.analysis, sight)
    yield from _of_path(reading, sight)
    yield from _of_sides(reading.analysis, sight)
    for token in sight.steps():
        yield from _of_step(reading, (token, token == sight.top), sight, ruled)
    yield from _of_words(reading, sight)


def _of_rule(sight: Sight, ruled: Relation) -> Iterator[str]:
    yield f"rule:{ruled.event_type}"
    yield f"rule:{ruled.event_type}/{ruled.mode}"
    yield f"how:{ruled.how}"
    yield f"rule+how:{ruled.event_type}+{ruled.how}"
    for name, sector in zip(("source", "target"), sight.sectors, strict=True):
        yield f"{name}:{sector}"
        yield f"{name}:{sector}+{ruled.event_type}"
    yield "sides:" + "+".join(sight.sectors)


def _of_triggers(frames: Frames, analysis: Analysis, sight: Sight) -> Iterator[str]:
    both = list(zip(sight.triggers, sight.stances, strict=True))
    for number, (trigger, stance) in enumerate(both[:_TRIGGERS]):
        root = trigger.frame.type
        yield f"trigger{number}:{root}"
        yield f"trigger{number}:{root}/{trigger.frame.mode}"
        yield f"trigger{number}:{root}+{stance.kind}"
        yield f"trigger{number}:{trigger.strength}:{root}"
        yield f"trigger{number}:{analysis.deps[trigger.token]}:{root}"
        yield f"shifted{number}:{shifted(frames, trigger.frame, stance)[0]}"
        yield f"stance{number}:{stance.kind}"
        yield f"entry:{trigger.frame.entry}"
        if number:
            yield f"both{number}:{both[0][0].frame.type}+{root}"
    if both:
        yield f"stance:{both[0][1].kind}:{both[0][1].word}"
    for trigger, _ in both:
        yield f"vote:{trigger.frame.type}:{trigger.token in sight.path}"
        yield f"any:{trigger.frame.type}"
    for number, trigger in enumerate(sorted(sight.triggers, key=lambda one: one.token)[:2]):
        yield f"order{number}:{trigger.frame.type}"


def _of_path(reading: Reading, sight: Sight) -> Iterator[str]:
    deps, before = reading.analysis.deps, "^"
    sides = [("up", one) for one in sight.up]
    sides += [("top", sight.top)] if sight.top is not None else []
    sides += [("down", one) for one in sight.down]
    for side, token in sides:
        word = _word(reading, sight, token) or "?"
        yield f"{side}:{word}"
        yield f"path:{word}"
        yield f"path-stem:{word[:_STEM]}"
        yield f"{side}-label:{deps[token]}"
        yield f"path-pair:{before}>{word}"
        before = word
    yield f"path-pair:{before}>$"
    if sides:
        yield "labels:" + ">".join(f"{side}-{deps[token]}" for side, token in sides)
        yield f"length:{min(len(sides), _LONG)}"


def _of_sides(analysis: Analysis, sight: Sight) -> Iterator[str]:
    for name, head in zip(("source", "target"), sight.heads, strict=True):
        if head is not None:
            yield f"{name}-label:{analysis.deps[head]}"
            yield f"{name}-label:{analysis.deps[head]}:{analysis.lemmas[analysis.heads[head]].lower()}"
    source, target = sight.heads
    if source is not None and target is not None:
        yield f"labels-of-both:{analysis.deps[source]}+{analysis.deps[target]}"
        yield f"first:{'source' if source < target else 'target'}"


def _of_step(reading: Reading, at: tuple[int, bool], sight: Sight, ruled: Relation) -> Iterator[str]:
    """Give a word of the path with what completes it: object, particle, preposition, open complement, helpers."""
    analysis, (token, top) = reading.analysis, at
    lemma = analysis.lemmas[token].lower()
    if is_passive(analysis, token):
        yield "passive"
        yield f"passive:{lemma}"
    if top:
        yield f"top:{lemma}"
        yield f"top-stem:{lemma[:_STEM]}"
        yield f"top-part:{analysis.pos[token]}"
        yield f"top-tag:{analysis.tags[token]}"
    for child in analysis.children[token]:
        if child in sight.hidden:
            continue
        if analysis.deps[child] in _HELPERS:
            yield from _of_helper(analysis, child, top, ruled)
        elif analysis.deps[child] in _COMPLETING:
            yield from _of_complement(reading, (lemma, child), top, sight)


def _of_helper(analysis: Analysis, child: int, top: bool, ruled: Relation) -> Iterator[str]:
    word = analysis.words[child].lower()
    yield f"helper:{word}"
    if top:
        yield f"top-helper:{word}"
    if analysis.deps[child] != "auxpass":
        yield f"helper:{word}:{ruled.event_type}"


def _of_complement(reading: Reading, at: tuple[str, int], top: bool, sight: Sight) -> Iterator[str]:
    analysis, (lemma, child) = reading.analysis, at
    word, label = _word(reading, sight, child), analysis.deps[child]
    if word is None:
        return
    yield f"pair:{lemma}+{word}"
    yield f"under:{label}:{word}"
    if top:
        yield f"top-under:{label}:{word}"
        yield f"top-child:{word}"
    if label not in ("prep", "xcomp", "dobj", "prt", "ccomp"):
        return
    for inner in analysis.children[child]:
        below = _word(reading, sight, inner) if analysis.deps[inner] in _BELOW else None
        if below:
            yield f"below:{below}"
            yield f"below:{lemma}+{below}"


def _of_words(reading: Reading, sight: Sight) -> Iterator[str]:
    """Give single words and pairs of words of the sentence, those between the two and after them also by place."""
    for zone, tokens in _zones(reading.analysis, sight):
        before = None
        for token in tokens:
            word = _word(reading, sight, token)
            if word is None:
                continue
            yield f"word:{word}"
            if zone != "before":
                yield f"{zone}:{word}"
            if zone == "between":
                yield f"between-stem:{word[:_STEM]}"
            if before:
                yield f"words:{before} {word}"
                if zone == "between":
                    yield f"between:{before} {word}"
            before = word


def _zones(analysis: Analysis, sight: Sight) -> Iterator[tuple[str, Sequence[int]]]:
    if not len(analysis):
        return
    first, second = sorted((sight.source, sight.target), key=lambda one: one.start)
    sentence = analysis.sentence(min(sight.hidden, default=0))
    if not first or not second:
        yield "between", range(sentence.first, sentence.last)
        return
    yield "before", range(sentence.first, first.start)
    yield "between", range(first.stop, second.start)
    yield "after", range(second.stop, sentence.last)


def _word(reading: Reading, sight: Sight, token: int) -> str | None:
    """Give a lemma; names as one sign, numbers as another; None for the two sides themselves and for punctuation."""
    analysis = reading.analysis
    if token in sight.hidden or analysis.pos[token] in ("PUNCT", "SPACE"):
        return None
    if analysis.pos[token] == "PROPN" or reading.actor_at(token) is not None:
        return "*"
    if analysis.pos[token] == "NUM" or analysis.words[token][0].isdigit():
        return "#"
    return analysis.lemmas[token].lower()
