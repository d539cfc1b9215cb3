"""Reporting verbs: where their content stands."""

from __future__ import annotations

from collections.abc import Iterator

from yalu.language import Analysis
from yalu.lexicon.attribution import ReportVerb
from yalu.model import Certainty
from yalu.statements.attribution.found import Content, attribute
from yalu.statements.attribution.holders import agent_of, is_passive, subject_of
from yalu.statements.attribution.spans import is_time, pieces
from yalu.statements.attribution.words import Words
from yalu.statements.certainty import has_to
from yalu.statements.reading import Attribution, Reading

_RAISING = ("report", "doubt", "thought", "assert", "know")
"""Kinds whose passive carries the subject of their infinitive: "is said to have left"."""


def read_verb(reading: Reading, words: Words, verb: int) -> Iterator[Attribution]:
    """Give what a reporting verb puts on its holder's word."""
    analysis = reading.analysis
    row = words.verbs.get(analysis.lemmas[verb].lower())
    if row is None or _is_state(analysis, words, verb):
        return
    holder = subject_of(reading, words, verb, things=row.things or row.kind == "know")
    if holder is None:
        return
    for content in _contents(reading, verb, row):
        yield from attribute(reading, verb, holder, content, doubt=row.effect)


def _is_state(analysis: Analysis, words: Words, verb: int) -> bool:
    """ "Seoul is worried" is a state of mind of Seoul, no passive."""
    state = analysis.words[verb].lower() in words.adjectives
    return state and is_passive(analysis, verb) and agent_of(analysis, verb) is None


def _contents(reading: Reading, verb: int, row: ReportVerb) -> Iterator[Content]:
    analysis = reading.analysis
    clauses = list(_clauses(analysis, verb, row))
    yield from clauses
    if "as" in row.takes:
        yield from (Content(piece=piece) for piece in _views(analysis, verb))
    if is_passive(analysis, verb):
        yield from _passive(analysis, verb, row)
    elif not clauses:
        clauses = list(_objects(analysis, verb, row))
        yield from clauses
    yield from _phrases(reading, verb, row)
    if not clauses and "clause" in row.takes:
        yield from _main_clause(analysis, verb)


def _clauses(analysis: Analysis, verb: int, row: ReportVerb) -> Iterator[Content]:
    if "clause" in row.takes or "name" in row.takes:
        for clause in analysis.under(verb, "ccomp"):
            end = _turn_of(analysis, clause, verb)
            for first, last in pieces(analysis, clause, verb):
                piece = (max(first, _start(analysis, clause, first)), min(last, end))
                yield Content(piece=piece, doubt=_ahead(analysis, clause, row))
    for clause in analysis.under(verb, "xcomp"):
        if _is_gerund(analysis, clause):
            yield Content(piece=analysis.edges[clause])
        elif "infinitive" in row.takes and has_to(analysis, clause):
            # "Urged the two sides to meet": who is to act stands before the infinitive.
            bidden = [one for one in _bidden(analysis, verb) if verb < one < clause]
            first = analysis.edges[bidden[0]][0] if bidden else analysis.edges[clause][0]
            yield Content(piece=(first, analysis.edges[clause][1]), doubt=_ahead(analysis, clause, row))


def _is_gerund(analysis: Analysis, clause: int) -> bool:
    """ "Denied having sold it", "considered selling it"."""
    forms = (clause, *analysis.under(clause, "aux"))
    return any(analysis.tags[one] == "VBG" for one in forms) and not has_to(analysis, clause)


def _ahead(analysis: Analysis, clause: int, row: ReportVerb) -> Certainty | None:
    """An infinitive is still to be done ("agreed to train"), whatever the verb makes of a finite clause."""
    return "future" if row.effect == "asserted" and row.kind != "know" and has_to(analysis, clause) else None


def _bidden(analysis: Analysis, verb: int) -> list[int]:
    """Give who is asked to act: the object, or the noun in "called on Seoul", "appealed to Seoul"."""
    found = analysis.under(verb, "dobj", "dative")
    for prep in analysis.under(verb, "prep"):
        if analysis.words[prep].lower() in ("on", "upon", "to"):
            found += analysis.under(prep, "pobj")
    return found


def _start(analysis: Analysis, clause: int, first: int) -> int:
    """A clause begins at "that": what the parser hung before it ("said on Friday that") is not said."""
    mark = analysis.child(clause, "mark")
    return mark if mark is not None and analysis.words[mark].lower() == "that" and mark > first else first


def _turn_of(analysis: Analysis, clause: int, verb: int) -> int:
    """Give the end of what is said: "said that it was opposed and warned Seoul" goes on with the speaker's next act."""
    for other in analysis.under(clause, "conj"):
        same = analysis.tags[other] == analysis.tags[verb] == "VBD" and verb < clause
        joint = analysis.child(clause, "cc")
        if same and joint is not None and analysis.child(other, "nsubj", "nsubjpass", "aux", "auxpass") is None:
            return joint
    return analysis.edges[clause][1]


def _objects(analysis: Analysis, verb: int, row: ReportVerb) -> Iterator[Content]:
    for noun in analysis.under(verb, "dobj"):
        if analysis.tags[noun] in ("WDT", "WP"):
            continue
        named = analysis.child(verb, "oprd") if "name" in row.takes else None
        first, last = analysis.edges[noun]
        last = _without_relative(analysis, noun, last)
        if named is not None:
            yield Content(piece=(first, max(last, analysis.edges[named][1])))
        elif "object" in row.takes:
            yield Content(piece=(first, last))
        elif "topic" in row.takes:
            yield Content(piece=(first, last), topic=True)


def _without_relative(analysis: Analysis, noun: int, last: int) -> int:
    """ "Praised the plan, which was dead": a relative clause after a comma is the writer's."""
    for clause in analysis.under(noun, "relcl"):
        start = analysis.edges[clause][0]
        if analysis.words[start - 1] == "," and analysis.edges[clause][1] >= last - 1:
            return start - 1
    return last


def _passive(analysis: Analysis, verb: int, row: ReportVerb) -> Iterator[Content]:
    """Of a passive the subject is what is spoken of; its infinitive is what is said of it."""
    subject = analysis.child(verb, "nsubjpass")
    if row.kind in _RAISING:
        # Nobody stands for what "is said to" be so.
        doubt: Certainty | None = "hedged" if row.effect == "asserted" and agent_of(analysis, verb) is None else None
        infinitives = [one for one in analysis.under(verb, "xcomp") if has_to(analysis, one)]
        yield from (Content(piece=analysis.edges[clause], doubt=doubt) for clause in infinitives)
    agent = agent_of(analysis, verb)
    if subject is not None and agent is not None and ("topic" in row.takes or "object" in row.takes):
        yield Content(piece=analysis.edges[subject], topic="object" not in row.takes)


def _phrases(reading: Reading, verb: int, row: ReportVerb) -> Iterator[Content]:
    """ "Warned of a strike", "accused Seoul of lying", "spoke about the talks"."""
    if not (row.preps or row.topics):
        return
    analysis = reading.analysis
    for prep in _prepositions(analysis, verb):
        word = analysis.words[prep].lower()
        objects = analysis.under(prep, "pobj", "pcomp")
        if objects and (word in row.preps or word in row.topics) and not is_time(reading, objects[0]):
            yield Content(piece=analysis.edges[objects[0]], topic=word not in row.preps)


def _prepositions(analysis: Analysis, verb: int) -> Iterator[int]:
    """Prepositions of the verb, and those the parser hung under its object ("accused Seoul of lying")."""
    for head in (verb, *analysis.under(verb, "dobj", "prt", "advmod")):
        yield from (one for one in analysis.under(head, "prep", "prt") if one > verb)


def _views(analysis: Analysis, verb: int) -> Iterator[tuple[int, int]]:
    """Give the phrases with "as" that say what something is seen or described as."""
    agents = [noun for agent in analysis.under(verb, "agent") for noun in analysis.under(agent, "pobj")]
    for head in (verb, *agents, *analysis.under(verb, "dobj")):
        for view in analysis.under(head, "prep", "advcl", "advmod", "acl"):
            first = analysis.edges[view][0]
            finite = analysis.child(view, "nsubj", "nsubjpass") is not None
            if analysis.words[first].lower() == "as" and first > verb and not finite:
                yield analysis.edges[view]


def _main_clause(analysis: Analysis, verb: int) -> Iterator[Content]:
    """The verb hangs under what it reports: "As the envoy said, ...", "..., she added"."""
    if analysis.deps[verb] in ("advcl", "parataxis") and _introduces(analysis, verb):
        for piece in pieces(analysis, analysis.heads[verb], verb):
            yield Content(piece=piece)


def _introduces(analysis: Analysis, verb: int) -> bool:
    if analysis.deps[verb] == "parataxis":
        return True
    mark = analysis.child(verb, "mark", "advmod")
    return mark is not None and analysis.words[mark].lower() == "as" and analysis.child(verb, "nsubj") is not None
