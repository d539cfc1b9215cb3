"""What a sentence says of the life of an agreement: signed, until, by whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from yalu.language import Analysis
from yalu.lexicon.agreements import RegisteredAgreement
from yalu.model import DateMention, DateRef, Participant
from yalu.statements.agreements.wording import Named, Words
from yalu.statements.reading import Reading

_SUBJECTS = ("nsubj", "nsubjpass")
_WITH = ("with", "between")
PAIR = 2


@dataclass(frozen=True, slots=True)
class Life:
    """When an agreement was signed, in force, changed and ended, as a sentence and the register have it."""

    signed: str | None = None
    in_force: str | None = None
    until: str | None = None
    amended: str | None = None
    denounced: str | None = None
    stated: DateRef | None = None
    """The date that the text gives."""


def parties_of(words: Mapping[str, Words], reading: Reading, named: Named) -> tuple[Participant, ...]:
    """Named in the words themselves; else who signs, keeps or ends it, and with whom."""
    analysis = reading.analysis
    with_whom = _partners(reading, named.head, ("with",))
    own = {one.code for one in named.parties} - {one.code for one in with_whom}
    if len(named.parties) >= PAIR and (own or not with_whom):
        return named.parties
    found = list(named.parties)
    above = next((t for t in analysis.ancestors(named.head) if analysis.pos[t] in ("VERB", "AUX")), None)
    told = words["sign"] | words["end"] | words["keep"]
    below = [one for one in analysis.under(named.head, "relcl", "acl") if analysis.lemmas[one] in words["sign"]]
    for verb in (*([above] if above is not None and analysis.lemmas[above] in told else []), *below):
        found += _around(reading, verb, named.head)
    found += _partners(reading, named.head, _WITH)
    parties = {one.code: one for one in found}
    if len(parties) == 1 and with_whom and above is not None:
        # "Leases the port under an agreement with Beijing": the other side is who does it.
        subjects = [token for child in analysis.under(above, *_SUBJECTS) for token in analysis.subtree(child)]
        parties = {one.code: one for one in reading.codes(subjects)} | parties
    return tuple(parties.values())


def _partners(reading: Reading, head: int, words: tuple[str, ...]) -> tuple[Participant, ...]:
    """Give who is named after a preposition of the noun."""
    preps = [one for one in reading.analysis.under(head, "prep") if reading.analysis.words[one].lower() in words]
    return tuple(one for prep in preps for one in reading.codes(reading.analysis.subtree(prep)))


def _around(reading: Reading, verb: int, head: int) -> Iterator[Participant]:
    """Give the subject and agent of a verb, and whom it is done with."""
    analysis = reading.analysis
    for child in analysis.under(verb, *_SUBJECTS, "agent"):
        if child != head and head not in analysis.subtree(child):
            yield from reading.codes(analysis.subtree(child))
    for prep in analysis.under(verb, "prep"):
        if analysis.words[prep].lower() in _WITH:
            yield from reading.codes(analysis.subtree(prep))


def life_of(words: Mapping[str, Words], reading: Reading, named: Named, row: RegisteredAgreement | None) -> Life:
    """Give its life as the text tells it, else as the register does."""
    analysis = reading.analysis
    dates = [one for one in reading.dates_in(analysis.sentence(named.head).span) if one.date.edtf]
    inside = [one for one in dates if analysis.token_at(one.span.start) in range(named.first, named.last)]
    life = Life(signed=min(named.years, default=None), stated=inside[0].date if inside else None)
    outside = [one for one in dates if one not in inside]
    for verb in _clauses(analysis, named.head):
        for one in (date for date in outside if _governs(analysis, verb, date)):
            life = _tell(words, analysis, life, verb, one)
    if not row:
        return life
    signed = row.signed if not life.signed or row.signed.startswith(life.signed[:4]) else life.signed
    return replace(life, signed=signed, in_force=life.in_force or row.in_force, until=life.until or row.until)


def _tell(words: Mapping[str, Words], analysis: Analysis, life: Life, verb: int, date: DateMention) -> Life:
    """Add what one verb with one date tells: "was extended to 2026", "denounced it in April 1945", "took effect in May"."""
    lemma, ref = analysis.lemmas[verb].lower(), date.date
    edtf = ref.edtf or ""
    point = edtf.removeprefix("../")
    if _enters(words, analysis, verb) and ref.relation in ("at", "since"):
        return replace(life, in_force=life.in_force or edtf.removesuffix("/.."))
    if (ref.relation == "until" and lemma not in words["sign"]) or _is_new_end(words, analysis, lemma, date):
        return replace(life, until=life.until or point)
    if ref.relation not in ("at", "by"):
        return life
    if lemma in words["sign"]:
        return replace(life, signed=life.signed or edtf, stated=life.stated or ref) if ref.relation == "at" else life
    if lemma in words["end"]:
        life = replace(life, until=life.until or point)
    if lemma in words["denounce"]:
        return replace(life, denounced=life.denounced or point)
    return replace(life, amended=life.amended or point) if lemma in words["amend"] else life


def _enters(words: Mapping[str, Words], analysis: Analysis, verb: int) -> bool:
    """ "Entered into force", "came into effect", "took effect"."""
    if analysis.lemmas[verb].lower() not in words["enter"]:
        return False
    near = analysis.words[verb + 1 : verb + 4]
    return any(word.lower() in ("force", "effect") for word in near)


def _is_new_end(words: Mapping[str, Words], analysis: Analysis, lemma: str, date: DateMention) -> bool:
    """ "Was extended to 2026": the year is its end, not when it was extended."""
    before = analysis.words[max(analysis.tokens_in(date.span)[0] - 1, 0)].lower()
    return lemma in words["amend"] and before in ("to", "until", "through")


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
