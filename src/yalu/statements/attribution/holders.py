"""Who speaks: the subject, agent or possessor of the reporting words, resolved to an actor where it can be."""

from __future__ import annotations

from yalu.language import Analysis
from yalu.model import Holder
from yalu.statements.attribution.spans import phrase
from yalu.statements.attribution.words import Words
from yalu.statements.reading import Reading

_SUBJECTS = ("nsubj", "nsubjpass")
_RELATIVE = ("who", "which", "that")
_SHARES = ("conj", "xcomp", "advcl", "pcomp", "prep", "acomp")
UNNAMED = "unnamed"


def subject_of(reading: Reading, words: Words, verb: int, *, things: bool) -> Holder | None:
    """Give the holder of a reporting verb: its agent when passive, its subject, or the one it shares."""
    analysis = reading.analysis
    if is_passive(analysis, verb):
        noun = agent_of(analysis, verb)
        if noun is not None:
            return holder_of(reading, words, noun, things=things)
        return Holder(text=UNNAMED, how="passive without agent")
    noun = subject_noun(analysis, verb)
    return holder_of(reading, words, noun, things=things) if noun is not None else None


def is_passive(analysis: Analysis, verb: int) -> bool:
    """Say whether a verb is passive: with its auxiliary, or a participle after a noun or with an agent."""
    if analysis.child(verb, "auxpass") is not None:
        return True
    reduced = analysis.deps[verb] == "acl" or analysis.child(verb, "agent") is not None
    return analysis.tags[verb] == "VBN" and reduced


def agent_of(analysis: Analysis, verb: int) -> int | None:
    """Give the noun after "by"."""
    agent = analysis.child(verb, "agent")
    return analysis.child(agent, "pobj") if agent is not None else None


def subject_noun(analysis: Analysis, verb: int) -> int | None:
    """Give the subject of a verb, of the verb it is joined to or hangs under, or the noun a relative clause describes."""
    token: int | None = verb
    while token is not None:
        subject = analysis.child(token, *_SUBJECTS)
        head, label = analysis.heads[token], analysis.deps[token]
        if subject is not None:
            relative = label == "relcl" and analysis.words[subject].lower() in _RELATIVE
            return head if relative else subject
        if label == "acl" and analysis.tags[token] == "VBG":
            return head
        token = head if label in _SHARES and head != token else None
    return None


def holder_of(reading: Reading, words: Words, noun: int, *, things: bool) -> Holder | None:
    """Give the holder a noun names; None where it is the author, or no one who speaks.

    `things`: the verb is one that things do as well, so that the noun must be known to speak.
    """
    analysis = reading.analysis
    mention = reading.actor_at(noun)
    if mention is None and analysis.words[noun].lower() in words.nobody:
        return None
    role = analysis.lemmas[noun].lower() in reading.gazetteer.roles
    within = mention
    if mention is None and role:
        within = next(iter(reading.actors_in(_describers(analysis, noun))), None)
    span = analysis.span(*phrase(analysis, noun))
    if within is None:
        speaks = _speaks(reading, words, noun, things=things)
        return Holder(text=reading.quote(span), span=span, how="words of the text") if speaks else None
    is_state = mention is not None and bool(mention.code) and mention.actor == mention.code and not role
    by_name = within.form == "pronoun" and not is_state
    actor = within.actor if mention is not None else None
    if mention is None and _is_collective(reading, noun):
        # "Its leaders believe" is the state's own view; "the ambassador said" is one man's.
        actor = within.code
    text = within.name if by_name else reading.quote(span)
    return Holder(text=text, actor=actor, code=within.code, span=span, how=within.how)


def _speaks(reading: Reading, words: Words, noun: int, *, things: bool) -> bool:
    """People, bodies and documents speak; a history or a detail that "shows" is the author's own voice."""
    analysis = reading.analysis
    lemma, word = analysis.lemmas[noun].lower(), analysis.words[noun].lower()
    if lemma in reading.gazetteer.roles or words.is_speaker(lemma) or word in words.people:
        return True
    if things:
        return False
    return analysis.pos[noun] in ("PROPN", "NOUN", "NUM") and analysis.tags[noun] != "VBG"


def _describers(analysis: Analysis, noun: int) -> list[int]:
    """Give the words that say whose a role is: Chinese ambassador, its leaders, ambassador of China."""
    found = analysis.under(noun, "amod", "poss", "compound", "nmod")
    for prep in analysis.under(noun, "prep"):
        if analysis.words[prep].lower() == "of":
            found += analysis.under(prep, "pobj")
    return found


def _is_collective(reading: Reading, noun: int) -> bool:
    role = reading.gazetteer.roles.get(reading.analysis.lemmas[noun].lower())
    plural = reading.analysis.tags[noun] in ("NNS", "NNPS")
    return role is not None and (plural or not role.person) and role.sector == "GOV"
