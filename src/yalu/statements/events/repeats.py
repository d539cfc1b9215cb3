"""Acts told by what was told before: "Japan did the same", "Nicaragua followed"."""

from __future__ import annotations

from dataclasses import replace

from yalu.language import Analysis
from yalu.statements.events.candidates import Candidate
from yalu.statements.events.frames import Frame
from yalu.statements.events.passage import Dealing, Passage

REPEATED = "repeat"
_SAME = ("so", "same", "likewise", "too")
_SUIT = "suit"
_ANSWERED = ("REQUEST", "AGREE", "THREATEN", "REJECT")
"""Who does so after one of these does what was asked, promised or refused."""


def find_repeats(analysis: Analysis, candidates: list[Candidate]) -> list[Candidate]:
    """Give the candidates with those added that only say that somebody did what another had done."""
    known = {one.trigger for one in candidates}
    found = [
        Candidate(token, Frame(entry=REPEATED, type=""))
        for token, tag in enumerate(analysis.tags)
        if tag == "VBD" and token not in known and _repeats(analysis, token)
    ]
    return sorted([*candidates, *found], key=lambda one: one.trigger) if found else candidates


def _repeats(analysis: Analysis, verb: int) -> bool:
    lemma = analysis.lemmas[verb].lower()
    subject = analysis.child(verb, "nsubj")
    if subject is None or analysis.pos[subject] == "PRON":
        return False
    things = analysis.under(verb, "dobj")
    if lemma == "do":
        return any(analysis.words[one].lower() in _SAME for one in (*things, *analysis.under(verb, "advmod")))
    if lemma == "follow":
        return all(analysis.lemmas[one].lower() == _SUIT for one in things)
    return False


def fill(passage: Passage, candidate: Candidate) -> Candidate | None:
    """Give what a repeat repeats: the last act of the paragraph that happened; None where there is none."""
    before = passage.last(candidate.trigger)
    if before is None or before.type in _ANSWERED:
        return None
    words = passage.analysis.words[before.trigger]
    entry = f"{REPEATED}: as {words} before"
    return replace(candidate, frame=Frame(entry=entry, type=before.type, mode=before.mode, recipient=()))


def is_repeat(candidate: Candidate) -> bool:
    """Say whether a candidate only repeats."""
    return candidate.frame.entry.startswith(REPEATED)


def target_of(before: Dealing, mine: set[str]) -> tuple[str, ...]:
    """Give to whom the act was done before; who repeats it does it to no other, nor to itself."""
    return tuple(one for one in before.recipients if one not in mine)
