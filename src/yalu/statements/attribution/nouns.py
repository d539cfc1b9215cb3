"""Speech nouns, states of mind, "according to X", "in X's view", and documents that "have" somebody do something."""

from __future__ import annotations

from collections.abc import Iterator

from yalu.language import Analysis
from yalu.lexicon.attribution import ReportNoun
from yalu.model import Holder
from yalu.statements.attribution.found import Content, attribute
from yalu.statements.attribution.holders import UNNAMED, agent_of, holder_of, is_passive, subject_noun
from yalu.statements.attribution.spans import end_of, is_time, pieces
from yalu.statements.attribution.words import Words
from yalu.statements.certainty import has_to
from yalu.statements.reading import Attribution, Reading

_BEARERS = ("by", "from", "among")


def read_according(reading: Reading, words: Words, token: int) -> Iterator[Attribution]:
    """ "According to X": the clause it hangs under is on X's word."""
    analysis = reading.analysis
    to = analysis.child(token, "prep")
    noun = analysis.child(to, "pobj") if to is not None else None
    if noun is None or analysis.heads[token] == token:
        return
    holder = holder_of(reading, words, noun, things=False)
    if holder:
        yield from _around(reading, token, holder)


def _standpoint(reading: Reading, words: Words, noun: int) -> Iterator[Attribution]:
    """ "In the minister's view", "in the words of the envoy"."""
    analysis = reading.analysis
    prep = analysis.heads[noun]
    opens = analysis.deps[noun] == "pobj" and analysis.words[prep].lower() in ("in", "by", "on")
    if not opens or analysis.pos[analysis.heads[prep]] not in ("VERB", "AUX"):
        return
    bearer = analysis.child(noun, "poss")
    if bearer is None:
        bearer = _object_of(analysis, noun, ("of",))
    holder = holder_of(reading, words, bearer, things=False) if bearer is not None else None
    if holder:
        yield from _around(reading, prep, holder)


def _around(reading: Reading, token: int, holder: Holder) -> Iterator[Attribution]:
    for piece in pieces(reading.analysis, reading.analysis.heads[token], token):
        yield from attribute(reading, token, holder, Content(piece=piece), doubt="asserted")


def read_noun(reading: Reading, words: Words, noun: int) -> Iterator[Attribution]:
    """Give what a speech noun or a document puts on somebody's word."""
    analysis = reading.analysis
    lemma = analysis.lemmas[noun].lower()
    row = words.nouns.get(lemma)
    if row is None:
        return
    if row.standpoint:
        yield from _standpoint(reading, words, noun)
    if row.kind == "document" and analysis.deps[noun] == "nsubj":
        yield from _document(reading, words, noun)
    if row.kind == "speech":
        yield from _speech(reading, words, noun, row)


def _speech(reading: Reading, words: Words, noun: int, row: ReportNoun) -> Iterator[Attribution]:
    contents = list(_noun_contents(reading, noun, row))
    bearer = _bearer(reading, words, noun) if contents else None
    holder = holder_of(reading, words, bearer, things=False) if bearer is not None else None
    for content, named in contents:
        whose = holder
        if bearer is None and not named:
            whose = Holder(text=UNNAMED, how="no one is named")
        if whose:
            yield from attribute(reading, noun, whose, content, doubt=row.effect or "asserted")


def _noun_contents(reading: Reading, noun: int, row: ReportNoun) -> Iterator[tuple[Content, bool]]:
    """Give the content of a speech noun, and whether somebody must be named: a phrase alone is mostly nobody's speech."""
    analysis = reading.analysis
    for clause in analysis.under(noun, "acl", "ccomp", "relcl"):
        mark = analysis.child(clause, "mark")
        if mark is not None and analysis.words[mark].lower() == "that":
            yield Content(piece=analysis.edges[clause]), False
        elif row.effect == "future" and analysis.deps[clause] != "ccomp" and has_to(analysis, clause):
            yield Content(piece=analysis.edges[clause]), True
    for prep in analysis.under(noun, "prep"):
        objects = analysis.under(prep, "pobj", "pcomp")
        if objects and analysis.words[prep].lower() in row.preps and not is_time(reading, objects[0]):
            yield Content(piece=analysis.edges[objects[0]], topic=row.effect == "asserted"), True


def _bearer(reading: Reading, words: Words, noun: int) -> int | None:
    """Give whose speech a noun names: possessor, "by X", "Chinese", or the subject of the verb that carries it."""
    analysis = reading.analysis
    owner = analysis.child(noun, "poss")
    if owner is None:
        owner = _object_of(analysis, noun, _BEARERS)
    if owner is None:
        owner = next((one for one in analysis.under(noun, "amod", "compound") if reading.actor_at(one)), None)
    return owner if owner is not None else _carrier(analysis, words, noun)


def _carrier(analysis: Analysis, words: Words, noun: int) -> int | None:
    verb = analysis.heads[noun]
    carries = analysis.lemmas[verb].lower() in words.carriers or analysis.lemmas[verb].lower() in words.verbs
    if analysis.pos[verb] != "VERB" or not carries:
        return None
    if analysis.deps[noun] == "nsubjpass" and is_passive(analysis, verb):
        return agent_of(analysis, verb)
    return subject_noun(analysis, verb) if analysis.deps[noun] == "dobj" and not is_passive(analysis, verb) else None


def _object_of(analysis: Analysis, noun: int, prepositions: tuple[str, ...]) -> int | None:
    for prep in analysis.under(noun, "prep", "agent"):
        if analysis.words[prep].lower() in prepositions:
            return analysis.child(prep, "pobj")
    return None


def _document(reading: Reading, words: Words, noun: int) -> Iterator[Attribution]:
    """A report that "has" somebody do something; the parser may hang both subjects under the second verb."""
    analysis = reading.analysis
    verb = analysis.heads[noun]
    if analysis.deps[verb] == "aux":
        verb = analysis.heads[verb]
    others = [one for one in analysis.under(verb, "nsubj") if one > noun]
    main = analysis.lemmas[verb] == "have"
    if not (main or any(analysis.lemmas[one] == "have" for one in range(noun + 1, verb))):
        return
    found = [analysis.edges[one] for one in analysis.under(verb, "ccomp", "xcomp")] if main else []
    if others and not found:
        found = [(analysis.edges[others[0]][0], end_of(analysis, verb))]
    holder = holder_of(reading, words, noun, things=True)
    for piece in found if holder else ():
        if holder:
            yield from attribute(reading, noun, holder, Content(piece=piece), doubt="asserted")


def read_adjective(reading: Reading, words: Words, token: int) -> Iterator[Attribution]:
    """ "Is convinced that", "fearful of": the subject holds what stands under the adjective."""
    analysis = reading.analysis
    row = words.adjectives.get(analysis.words[token].lower())
    predicative = analysis.deps[token] in ("acomp", "ROOT", "conj", "advcl", "acl", "ccomp", "relcl")
    if row is None or not predicative or (is_passive(analysis, token) and agent_of(analysis, token) is not None):
        return
    noun = analysis.heads[token] if analysis.deps[token] == "acl" else subject_noun(analysis, token)
    holder = holder_of(reading, words, noun, things=True) if noun is not None else None
    for content in _adjective_contents(analysis, token, row.preps) if holder else ():
        if holder:
            yield from attribute(reading, token, holder, content, doubt=row.effect)


def _adjective_contents(analysis: Analysis, token: int, preps: tuple[str, ...]) -> Iterator[Content]:
    heads = [token]
    if analysis.deps[token] == "acomp":
        heads.append(analysis.heads[token])
    for clause in (one for head in heads for one in analysis.under(head, "ccomp") if one > token):
        yield Content(piece=analysis.edges[clause])
    for clause in analysis.under(token, "xcomp"):
        if has_to(analysis, clause):
            yield Content(piece=analysis.edges[clause], topic=True)
    for prep in analysis.under(token, "prep"):
        objects = analysis.under(prep, "pobj", "pcomp")
        if objects and analysis.words[prep].lower() in preps:
            yield Content(piece=analysis.edges[objects[0]], topic=True)
