"""How sure the coder is that a candidate tells an event, and of which root: trained weights over its frame and place.

What is denied, future, conditional or a habit is an event with a certainty; opinions, states, metaphors and names of
affairs are none, and are dropped below a threshold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Self

from yalu.language import Analysis
from yalu.model import Event
from yalu.statements.events.candidates import Candidate
from yalu.statements.events.grammar import is_passive
from yalu.statements.events.head import Head
from yalu.statements.reading import Reading

EVENT, RIGHT = "event", "right"
"""Classes of the weights beside the roots: that something is told, and that the frame names its root."""
LEAST, LEAST_WANTING = 0.4, 0.85
"""Candidates that tell an event with less probability are dropped. More dropping costs more recall than it brings precision: see
docs/method/events.md."""
_AROUND = 4
LACKS = "lacks: "
"""Begins the line of `why` that says what a candidate lacks; only the weights let such a one pass."""
_RULES = ("actor: ", "recipient: ", "date: ", LACKS)

Told = tuple[Candidate, Event]


@dataclass(frozen=True, slots=True)
class Weigher:
    """Weighs candidates by trained weights."""

    head: Head
    least: float = LEAST
    least_wanting: float = LEAST_WANTING

    @classmethod
    def load(cls) -> Self | None:
        """Read the weights of the package; None where it was built without them."""
        head = Head.load("weigher.npz")
        return cls(head) if head else None

    def weigh(self, reading: Reading, told: Iterable[Told]) -> Iterator[Event]:
        """Give the events that are likely enough, with the probability of their root as score and the likeliest other."""
        for candidate, event in told:
            chances = self.head.chances(marks(reading, candidate, event))
            if chances[EVENT] < (self.least_wanting if is_wanting(event) else self.least):
                continue
            others = (one for one in chances if one not in (EVENT, RIGHT, event.event_type))
            rival = max(others, key=lambda one: chances[one])
            why = (*event.why, f"weights: {event.event_type} {chances[RIGHT]:.2f}, next {rival} {chances[rival]:.2f}")
            yield replace(event, score=round(chances[RIGHT], 2), why=why)


def is_wanting(event: Event) -> bool:
    """Say whether an event lacks what its kind should have."""
    return any(line.startswith(LACKS) for line in event.why)


def marks(reading: Reading, candidate: Candidate, event: Event) -> Iterator[str]:
    """Give what the weights see of a candidate; never a name."""
    analysis, token = reading.analysis, candidate.trigger
    root = event.event_type
    yield "bias"
    yield f"root:{root}"
    yield f"root:{root}/{event.mode}"
    yield f"frame:{candidate.frame.type}"
    yield f"entry:{candidate.frame.entry}"
    yield f"from:{candidate.frame.entry.partition(':')[0]}"
    yield f"from:{candidate.frame.entry.partition(':')[0]}:{root}"
    yield f"certainty:{event.certainty}"
    yield f"certainty:{event.certainty}:{root}"
    yield f"nominal:{candidate.nominal}:{candidate.noun is None}"
    yield f"rival:{candidate.runner_up is not None}"
    for frame, _ in candidate.rivals[:2]:
        yield f"rival:{frame.type}"
    yield from _of_people(event)
    yield from _of_rules(event)
    yield from _of_place(analysis, token)
    yield from _of_children(reading, token)
    yield from _of_neighbours(reading, token)


def _of_people(event: Event) -> Iterator[str]:
    yield f"people:{min(len(event.actors), 3)}:{min(len(event.recipients), 3)}"
    for side, people in (("actor", event.actors), ("recipient", event.recipients)):
        for one in people[:2]:
            yield f"{side}:{one.sector or 'state'}"
            yield f"{side}:{one.sector or 'state'}:{event.event_type}"
            yield f"{side}-by:{one.how}"
    for cue in event.cues:
        yield f"cue:{cue.kind}"
        yield f"cue:{cue.text.lower()}"
    yield f"holders:{min(len(event.holders), 2)}"


def _of_rules(event: Event) -> Iterator[str]:
    for line in event.why:
        if line.startswith(_RULES):
            yield line


def _of_place(analysis: Analysis, token: int) -> Iterator[str]:
    yield f"tag:{analysis.tags[token]}"
    yield f"label:{analysis.deps[token]}"
    yield f"lemma:{analysis.lemmas[token].lower()}"
    yield f"passive:{is_passive(analysis, token)}"
    for up, above in zip(range(_AROUND), analysis.ancestors(token), strict=False):
        yield f"above:{analysis.lemmas[above].lower()}"
        yield f"above-label:{up}:{analysis.deps[above]}"
        if up == 0:
            yield f"head:{analysis.lemmas[above].lower()}"
            yield f"head:{analysis.deps[token]}:{analysis.tags[above]}"
    sentence = analysis.sentence(token)
    yield f"length:{min((sentence.last - sentence.first) // 8, 6)}"
    last = analysis.words[sentence.last - 1]
    yield f"end:{last if last in '?!.' else 'other'}"


def _of_children(reading: Reading, token: int) -> Iterator[str]:
    analysis = reading.analysis
    labels = []
    for child in analysis.children[token]:
        label = analysis.deps[child]
        if label == "punct":
            continue
        labels.append(label)
        yield f"child:{label}:{_word(reading, child)}"
        for inner in analysis.children[child]:
            if analysis.deps[inner] in ("det", "amod", "poss", "pobj", "neg", "aux", "nummod"):
                yield f"grandchild:{label}:{analysis.deps[inner]}:{_word(reading, inner)}"
    yield "children:" + "+".join(sorted(set(labels)))
    helpers = [analysis.words[one].lower() for one in analysis.under(token, "aux", "auxpass", "neg")]
    yield "helpers:" + "+".join(helpers)
    yield (
        "tense:"
        + "+".join(analysis.tags[one] for one in analysis.under(token, "aux", "auxpass"))
        + analysis.tags[token]
    )


def _of_neighbours(reading: Reading, token: int) -> Iterator[str]:
    sentence = reading.analysis.sentence(token)
    first, last = max(sentence.first, token - _AROUND), min(sentence.last, token + _AROUND + 1)
    for place in range(first, last):
        if place != token:
            yield f"near:{_word(reading, place)}"
    for place in range(sentence.first, sentence.last):
        if reading.analysis.pos[place] not in ("PUNCT", "SPACE"):
            yield f"word:{_word(reading, place)}"
    if token + 1 < last:
        yield f"next:{_word(reading, token + 1)}"
    if token > first:
        yield f"before:{_word(reading, token - 1)}"
    date = bool(reading.dates_in(sentence.span))
    yield f"dated:{date}"


def _word(reading: Reading, token: int) -> str:
    """Give a lemma; names as one sign, numbers as another."""
    analysis = reading.analysis
    if analysis.pos[token] == "PROPN" or reading.actor_at(token) is not None:
        return "*"
    if analysis.pos[token] == "NUM" or analysis.words[token][0].isdigit():
        return "#"
    return analysis.lemmas[token].lower()
