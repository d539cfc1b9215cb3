"""What a sentence says of the life of an agreement: signed, until, by whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from yalu.language import Analysis
from yalu.lexicon.agreements import RegisteredAgreement
from yalu.model import DateMention, DateRef, Participant
from yalu.statements.agreements.wording import Named, Words
from yalu.statements.reading import Reading

_SUBJECTS = ("nsubj", "nsubjpass")
_WITH = ("with", "between")
PAIR = 2


def parties_of(words: Mapping[str, Words], reading: Reading, named: Named) -> tuple[Participant, ...]:
    """Named in the words themselves; else who signs, keeps or ends it, and with whom."""
    if len(named.parties) >= PAIR:
        return named.parties
    analysis = reading.analysis
    found = list(named.parties)
    above = next((t for t in analysis.ancestors(named.head) if analysis.pos[t] in ("VERB", "AUX")), None)
    told = words["sign"] | words["end"] | words["keep"]
    below = [one for one in analysis.under(named.head, "relcl") if analysis.lemmas[one] in words["sign"]]
    for verb in (*([above] if above is not None and analysis.lemmas[above] in told else []), *below):
        found += _around(reading, verb, named.head)
    for prep in analysis.under(named.head, "prep"):
        found += reading.codes(analysis.subtree(prep)) if analysis.words[prep].lower() in _WITH else ()
    return tuple({one.code: one for one in found}.values())


def _around(reading: Reading, verb: int, head: int) -> Iterator[Participant]:
    """Give the subject and agent of a verb, and whom it is done with."""
    analysis = reading.analysis
    for child in analysis.under(verb, *_SUBJECTS, "agent"):
        if child != head and head not in analysis.subtree(child):
            yield from reading.codes(analysis.subtree(child))
    for prep in analysis.under(verb, "prep"):
        if analysis.words[prep].lower() in _WITH:
            yield from reading.codes(analysis.subtree(prep))


def life_of(
    words: Mapping[str, Words], reading: Reading, named: Named, row: RegisteredAgreement | None
) -> tuple[str | None, str | None, DateRef | None]:
    """Give signed and until as the text says, else as the register does, and the date that the text gives."""
    analysis = reading.analysis
    clauses = _clauses(analysis, named.head)
    dates = [one for one in reading.dates_in(analysis.sentence(named.head).span) if one.date.edtf]
    inside = [one for one in dates if analysis.token_at(one.span.start) in range(named.first, named.last)]
    signed = min(named.years, default=None)
    until: str | None = None
    stated = inside[0].date if inside else None
    for verb in clauses:
        lemma = analysis.lemmas[verb].lower()
        for one in (date for date in dates if _governs(analysis, verb, date)):
            if (one.date.relation == "until" and lemma not in words["sign"]) or (
                lemma in words["end"] and one.date.relation in ("at", "by")
            ):
                until = until or (one.date.edtf or "").removeprefix("../")
            elif lemma in words["sign"] and one.date.relation == "at":
                signed = signed or one.date.edtf
                stated = stated or one.date
    if row:
        precise = row.signed if not signed or row.signed.startswith(signed[:4]) else signed
        return precise, until or row.until, stated
    return signed, until, stated


def _clauses(analysis: Analysis, head: int) -> list[int]:
    """Give the predicates that tell of a noun: those above it, and the clauses that hang on it."""
    above = [one for one in analysis.ancestors(head) if analysis.pos[one] in ("VERB", "AUX")][:1]
    below = analysis.under(head, "relcl", "acl")
    linked = [child for one in (*above, *below) for child in analysis.under(one, "conj", "acomp", "xcomp")]
    return [*below, *above, *linked]


def _governs(analysis: Analysis, verb: int, date: DateMention) -> bool:
    """Say whether a date hangs on a verb or on an adjective or preposition under it."""
    token = analysis.tokens_in(date.span)[0]
    for one in (token, *analysis.ancestors(token)):
        if one == verb:
            return True
        if analysis.pos[one] in ("VERB", "AUX"):
            return False
    return False
