"""When: the date the parse ties to the trigger; never just any date of the sentence."""

from __future__ import annotations

from yalu.language import Analysis
from yalu.model import DateMention, DateRef, make_date
from yalu.statements.events.candidates import Candidate
from yalu.statements.events.grammar import is_delayed
from yalu.statements.reading import Reading

_LINKS = (
    "prep", "pobj", "npadvmod", "nmod", "nummod", "amod", "compound", "conj", "advmod", "appos", "pcomp", "tmod", "dep",
    "quantmod", "punct",
)  # fmt: skip
_CHAIN = ("conj", "xcomp", "advcl")
_SETTINGS = ("at", "in", "on", "during", "near", "off", "outside")
"""What stands behind these at the head of a sentence is where and when its act took place: "at a meeting on 3 May"."""
_INTENT = ("will", "would", "shall")


def find_dates(reading: Reading, candidate: Candidate) -> tuple[tuple[DateRef, ...], str]:
    """Give the dates of an event (several where dates are joined) and the rule that found them."""
    analysis = reading.analysis
    sentence = analysis.sentence(candidate.trigger)
    here = reading.dates_in(sentence.span)
    targets = _targets(candidate)
    tied = [one for one in here if _is_tied(analysis, one, targets)]
    if tied and is_delayed(analysis, candidate.trigger):
        return tuple(map(_reached, _joined(analysis, tied))), "date until which it did not happen"
    if tied:
        return _joined(analysis, tied), "date tied to the trigger"
    if here:
        opening = here[0]
        if _heads_sentence(analysis, candidate.trigger):
            if _opens(analysis, opening):
                return (opening.date,), "date that opens the sentence"
            if _sets(analysis, opening, candidate.trigger):
                return (opening.date,), "date of the setting that opens the sentence"
        said = [one for one in here if _is_tied(analysis, one, _announcing(analysis, candidate.trigger))]
        return (_joined(analysis, said), "date of the announcement") if said else ((), "no date")
    if analysis.tags[candidate.trigger] == "VBD":
        return _from_before(reading, candidate)
    return (), "no date"


def _reached(date: DateRef) -> DateRef:
    """Give the end of "until 1934" as the date it happened."""
    edtf = (date.edtf or "").removeprefix("../")
    return make_date(date.text, date.span, edtf) if edtf and edtf != date.edtf else date


def _targets(candidate: Candidate) -> set[int]:
    targets = {candidate.trigger}
    if candidate.noun is not None:
        targets.add(candidate.noun)
    return targets


def _root(analysis: Analysis, date: DateMention) -> int:
    tokens = analysis.tokens_in(date.span)
    return next((one for one in tokens if analysis.heads[one] not in tokens or analysis.heads[one] == one), tokens[0])


def _is_tied(analysis: Analysis, date: DateMention, targets: set[int]) -> bool:
    """Climb from the date through phrases only: a noun that is not the trigger keeps its date to itself."""
    current = _root(analysis, date)
    while current not in targets:
        if analysis.deps[current] not in _LINKS or analysis.heads[current] == current:
            return False
        head = analysis.heads[current]
        if analysis.deps[current] == "prep" and head not in targets and analysis.pos[head] in ("NOUN", "PROPN"):
            return _place_of(analysis, head, targets)
        if analysis.pos[head] in ("VERB", "AUX") and head not in targets:
            return False
        current = head
    return True


def _place_of(analysis: Analysis, noun: int, targets: set[int]) -> bool:
    """ "Invaded Korea in 1592": the parser may hang the date on the name that ends the clause."""
    if analysis.pos[noun] != "PROPN":
        return False
    head = analysis.heads[noun]
    if analysis.deps[noun] == "pobj":
        head = analysis.heads[head]
    return head in targets


def _joined(analysis: Analysis, tied: list[DateMention]) -> tuple[DateRef, ...]:
    """Give all dates that are joined to the first; else the first alone."""
    tokens = [_root(analysis, one) for one in tied]
    found = [tied[0].date]
    for date, token in zip(tied[1:], tokens[1:], strict=True):
        between = range(tokens[0] + 1, token)
        if analysis.deps[token] == "conj" and any(analysis.words[one].lower() == "and" for one in between):
            found.append(date.date)
    return tuple(found)


def _opens(analysis: Analysis, date: DateMention) -> bool:
    """Say whether nothing but a preposition stands before the date in its sentence."""
    root = _root(analysis, date)
    if analysis.deps[root] in ("nummod", "amod", "compound", "nmod", "poss"):
        return False  # "The 1894 intervention" dates the intervention alone.
    first = analysis.tokens_in(date.span)[0]
    begin = analysis.sentence(first).first
    return all(analysis.pos[one] in ("ADP", "DET", "ADV", "SPACE", "CCONJ", "SCONJ") for one in range(begin, first))


def _sets(analysis: Analysis, date: DateMention, trigger: int) -> bool:
    """Say whether the date stands in a phrase of place or occasion before the trigger: "in a speech on 5 March, he accused"."""
    current = _root(analysis, date)
    while analysis.deps[current] in ("pobj", "prep", "nummod", "npadvmod", "nmod"):
        if analysis.deps[current] == "prep" and analysis.pos[analysis.heads[current]] in ("VERB", "AUX"):
            opens = analysis.subtree(current).start == analysis.sentence(trigger).first
            return opens and current < trigger and analysis.lower_words[current] in _SETTINGS
        current = analysis.heads[current]
    return False


def _announcing(analysis: Analysis, trigger: int) -> set[int]:
    """Give the verb that announces what the trigger tells: "said on Monday that it would leave"."""
    intended = any(analysis.lower_words[one] in _INTENT for one in analysis.under(trigger, "aux"))
    return {analysis.heads[trigger]} if intended and analysis.deps[trigger] == "ccomp" else set()


def _heads_sentence(analysis: Analysis, token: int) -> bool:
    while analysis.heads[token] != token:
        if analysis.deps[token] not in _CHAIN:
            return False
        token = analysis.heads[token]
    return True


def _from_before(reading: Reading, candidate: Candidate) -> tuple[tuple[DateRef, ...], str]:
    """Give the only date of the sentence before, where both tell a story in the past of the same paragraph."""
    analysis = reading.analysis
    number = analysis.sentence_of[candidate.trigger]
    if number == 0 or not _heads_sentence(analysis, candidate.trigger):
        return (), "no date"
    before, here = analysis.sentences[number - 1], analysis.sentences[number]
    dates = reading.dates_in(before.span)
    past = any(analysis.tags[one] == "VBD" for one in range(before.first, before.last))
    if before.paragraph != here.paragraph or len(dates) != 1 or not past or dates[0].date.relation != "at":
        return (), "no date"
    root = next(one for one in range(before.first, before.last) if analysis.heads[one] == one)
    if not (_opens(analysis, dates[0]) or _is_tied(analysis, dates[0], {root})):
        return (), "no date"
    return (dates[0].date,), "date of the sentence before"
