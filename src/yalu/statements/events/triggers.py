"""What event word a token is, when somebody has said that there is an event: the frames without their conditions."""

from __future__ import annotations

from dataclasses import dataclass

from yalu.statements.events.candidates import options_at
from yalu.statements.events.frames import Frame, Frames
from yalu.statements.reading import Reading


@dataclass(frozen=True, slots=True)
class Trigger:
    """A token with the frame that fits it best; strength 3 with a noun of its own, 2 a verb or event noun, 1 a weak noun."""

    token: int
    frame: Frame
    strength: int


def find_trigger(reading: Reading, frames: Frames, token: int) -> Trigger | None:
    """Give the event word at a token; None where the lexicon knows none."""
    found = next(
        (one for one in options_at(reading, frames, token) if not _moves_another(reading, token, one[0])), None
    )
    if found:
        frame, noun = found
        return Trigger(token, frame, 2 if noun is None else 3)
    analysis = reading.analysis
    lemma = analysis.lemmas[token].lower()
    if analysis.pos[token] == "VERB" and frames.verbs.get(lemma):
        plain = [one for one in frames.verbs[lemma] if not one.particles]
        return Trigger(token, plain[-1], 1) if plain else None
    if analysis.pos[token] in ("NOUN", "PROPN", "ADJ") and lemma in frames.nouns:
        return Trigger(token, frames.nouns[lemma], 2 if lemma in frames.alone else 1)
    return None


def _moves_another(reading: Reading, token: int, frame: Frame) -> bool:
    """ "Returned to Rome" tells a visit, "returned the island to Rome" none: who goes has no object."""
    return (
        frame.mode == "visit" and "object" not in frame.recipient and frame.entry.startswith("verbs")
        and reading.analysis.child(token, "dobj") is not None
    )  # fmt: skip
