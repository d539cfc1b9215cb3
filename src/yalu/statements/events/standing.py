"""How a trigger stands: told as done, as a habit, as a wish; or not told at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from yalu.language import Analysis
from yalu.model import Cue
from yalu.statements.events.candidates import Candidate
from yalu.statements.events.dating import find_dates
from yalu.statements.events.frames import Frames
from yalu.statements.events.grammar import has_to, is_delayed, misread_root
from yalu.statements.events.passage import Passage
from yalu.statements.reading import Judgement, Reading

_PRESENT = ("VBZ", "VBP")
_SAID = ("AGREE", "CONCEDE", "REQUEST", "REJECT", "THREATEN")
"""Types that a body makes by saying so."""
_ALIKE = ("set", "put", "cut", "hit", "shut", "beat", "quit", "spread", "cast", "let", "split", "burst", "thrust")
"""Past forms that the present shares."""
_CHAIN = ("xcomp", "ccomp", "conj", "advcl", "acl", "pcomp", "prep", "dobj", "pobj", "relcl", "attr", "acomp")
_AHEAD = ("will", "would", "'ll", "wo", "shall", "could", "may", "might", "'d")
_DEMANDED = ("must", "should", "ought")
_DEMANDS = ("want", "need", "have")
_SUPPOSING = ("suppose", "imagine", "think", "picture", "consider", "say", "assume")
"""Imperatives that open what did not happen."""
_INVERTED = (
    "had",
    "were",
    "should",
    "did",
    "does",
    "do",
    "has",
    "have",
    "will",
    "would",
    "could",
    "can",
    "is",
    "are",
    "was",
)
"""Before their subject they ask or suppose."""
_DENYING = ("nor", "neither", "never")
"""Before an inverted verb they deny it."""
_NEVER = "9999"
_INSTEAD = (("rather", "than"), ("instead", "of"), ("far", "from"), ("short", "of"))
"""Before a verb they say that it was not done."""
_FAILS = ("fail", "neglect", "forget")
_PLANS = ("plan", "intend", "hope", "seek", "want", "aim", "prepare", "go", "expect", "propose")


@dataclass(frozen=True, slots=True)
class Stance:
    """How an act is put: done, negated, ahead or demanded, and the word that shows it."""

    kind: Literal["done", "negated", "ahead", "demanded"] = "done"
    word: str = ""


def judge(passage: Passage, frames: Frames, candidate: Candidate) -> Judgement | None:
    """Give certainty and cues of a candidate; None where its form tells no event."""
    reading, analysis = passage.reading, passage.analysis
    judgement = reading.judge(candidate.trigger)
    denied = _denied_ahead(analysis, candidate.trigger)
    if denied is not None:
        return Judgement("negated", (*judgement.cues, _cue(analysis, denied, "negation")))
    if judgement.certainty == "negated" and is_delayed(analysis, candidate.trigger):
        return Judgement("asserted", judgement.cues)
    supposed = _supposed(analysis, candidate.trigger)
    if supposed is not None and judgement.certainty == "asserted":
        return Judgement("conditional", (*judgement.cues, _cue(analysis, supposed, "condition")))
    if candidate.nominal:
        return judgement
    if _is_idle(analysis, frames, candidate.trigger):
        return None
    if judgement.certainty != "asserted":
        return judgement
    cue = _wish(analysis, frames, candidate.trigger) or _habit(analysis, frames, candidate.trigger)
    present = _is_present(analysis, candidate.trigger)
    if present and passage.is_narrated(candidate.trigger, _is_dated_before(reading, candidate)):
        return Judgement("hedged", (*judgement.cues, cue)) if cue else judgement
    if present and candidate.frame.stative:
        return None
    if present and candidate.frame.entry.startswith("pairs: be "):
        return judgement  # "Is ready" tells of now, not of a habit.
    if cue is None and present and not _is_news(reading, candidate):
        cue = _cue(analysis, candidate.trigger, "habit")
    return Judgement("hedged", (*judgement.cues, cue)) if cue else judgement


def _is_dated_before(reading: Reading, candidate: Candidate) -> bool:
    """ "In 1956 Nasser nationalises the canal": a present with a date of its own that is past tells a story."""
    dates, _ = find_dates(reading, candidate)
    latest = [one.latest for one in dates if one.relation == "at"]
    until = reading.article.published or _NEVER
    return bool(latest) and all(one is not None and one < until for one in latest)


def _denied_ahead(analysis: Analysis, verb: int) -> int | None:
    """ "Nor did Moscow give him any": what opens the sentence denies its main verb."""
    sentence = analysis.sentence(verb)
    first = sentence.first
    inverted = first + 1 < sentence.last and analysis.words[first + 1].lower() in _INVERTED
    own = first + 1 in analysis.children[verb] if inverted else False
    return first if own and analysis.words[first].lower() in _DENYING else None


def _supposed(analysis: Analysis, token: int) -> int | None:
    """Give the word that only supposes what its sentence says: "had Paris sent", "suppose that", "is it time that"."""
    sentence = analysis.sentence(token)
    first = sentence.first
    while first < sentence.last - 1 and analysis.pos[first] in ("PUNCT", "SPACE", "CCONJ"):
        first += 1
    word = analysis.words[first].lower()
    above = [token, *analysis.ancestors(token)]
    if word in _SUPPOSING and analysis.heads[first] == first and analysis.child(first, "nsubj") is None:
        return first
    if word in _INVERTED and analysis.deps[first] in ("aux", "auxpass", "ccomp", "advcl", "ROOT"):
        head = analysis.heads[first]
        subject = analysis.child(head, "nsubj", "nsubjpass")
        if head in above and subject is not None and first < subject < head:
            return first
    timely = (one for one in above if analysis.lemmas[one].lower() == "time" and analysis.deps[one] == "attr")
    return next(timely, None)


def _is_idle(analysis: Analysis, frames: Frames, verb: int) -> bool:
    """Purposes, gerunds after other prepositions, infinitives of nouns: nobody says that it was done."""
    label = analysis.deps[verb]
    if verb > 1 and tuple(one.lower() for one in analysis.words[verb - 2 : verb]) in _INSTEAD:
        return True
    if label in ("acl", "advcl", "relcl") and has_to(analysis, verb):
        return not _is_first(analysis, frames, verb)
    if misread_root(analysis, verb) is not None:
        return False
    if label == "pcomp":
        return analysis.words[analysis.heads[verb]].lower() not in frames.habits["gerund"]
    if label in ("csubj", "amod", "compound"):
        return True
    # "Jang, executed in 2013" tells; "to be executed" does not.
    return label == "conj" and analysis.heads[verb] != verb and _joins_idle(analysis, frames, verb)


def _joins_idle(analysis: Analysis, frames: Frames, verb: int) -> bool:
    shares = analysis.child(verb, "nsubj", "nsubjpass") is None
    return shares and _is_idle(analysis, frames, analysis.heads[verb])


def _is_first(analysis: Analysis, frames: Frames, verb: int) -> bool:
    """ "Was the first leader to visit" tells a visit."""
    noun = analysis.heads[verb]
    if analysis.pos[noun] in ("VERB", "AUX"):
        attribute = analysis.child(noun, "attr")
        if attribute is None:
            return False
        noun = attribute
    words = [analysis.words[one].lower() for one in (noun, *analysis.under(noun, "amod", "nummod", "det"))]
    return any(word in frames.habits["ordinal"] for word in words)


def _wish(analysis: Analysis, frames: Frames, verb: int) -> Cue | None:
    """A governor that is not known to carry its infinitive out leaves it a wish."""
    current = verb
    while analysis.deps[current] in ("xcomp", "ccomp", "conj") and analysis.heads[current] != current:
        head = analysis.heads[current]
        infinitive = has_to(analysis, current) or analysis.tags[current] == "VB"
        lemma = analysis.lemmas[head].lower()
        if (
            analysis.deps[current] != "conj"
            and infinitive
            and not analysis.under(current, "auxpass")
            and (lemma not in frames.habits["fact"])
            and not _has_modal(analysis, current)
        ):
            kind = "habit" if lemma in frames.habits["habit"] else "wish"
            return _cue(analysis, head, kind)
        if analysis.deps[current] == "ccomp" and not infinitive:
            return None
        current = head
    return None


def _has_modal(analysis: Analysis, verb: int) -> bool:
    return any(analysis.tags[one] == "MD" for one in analysis.under(verb, "aux"))


def _habit(analysis: Analysis, frames: Frames, verb: int) -> Cue | None:
    for child in analysis.under(verb, "advmod", "npadvmod", "aux"):
        if analysis.words[child].lower() in frames.habits["habit"] or _recurs(analysis, child):
            return _cue(analysis, child, "habit")
    return None


def _recurs(analysis: Analysis, noun: int) -> bool:
    """ "Every spring", "three times a year"."""
    every = any(analysis.words[one].lower() in ("every", "each") for one in analysis.under(noun, "det"))
    times = analysis.lemmas[noun].lower() == "time" and analysis.child(noun, "npadvmod") is not None
    return analysis.deps[noun] == "npadvmod" and (every or times)


def _is_present(analysis: Analysis, verb: int) -> bool:
    """Say whether a verb stands in the simple present; what a joined verb leaves out it takes from the first."""
    if analysis.tags[verb] in _PRESENT:
        return not _may_be_past(analysis, verb)
    helpers = analysis.under(verb, "aux", "auxpass")
    lemmas = {analysis.lemmas[one].lower() for one in helpers}
    if "have" in lemmas or analysis.tags[verb] == "VBG":
        return False
    return any(analysis.tags[one] in _PRESENT for one in helpers)


def _is_news(reading: Reading, candidate: Candidate) -> bool:
    """ "Tehran vows a crushing reply", "Hamas rejects a truce plan": what is said in the present of one thing is news.

    A bare plural or mass noun ("rejects interference") is what somebody always says; so is what many do.
    """
    analysis, verb = reading.analysis, candidate.trigger
    if candidate.frame.type not in _SAID or analysis.tags[verb] != "VBZ" or analysis.heads[verb] != verb:
        return False
    if any(has_to(analysis, one) for one in analysis.under(verb, "xcomp")):
        return True
    things = analysis.under(verb, "dobj") + ([candidate.noun] if candidate.noun is not None else [])
    return any(analysis.words[one].lower() in ("a", "an") for thing in things for one in analysis.under(thing, "det"))


def _may_be_past(analysis: Analysis, verb: int) -> bool:
    """ "Soldiers set fire", "the army retook the town": forms alike in past and present, or a plural form of one subject."""
    if analysis.tags[verb] != "VBP":
        return False
    subject = analysis.child(verb, "nsubj")
    one = subject is not None and analysis.tags[subject] in ("NN", "NNP") and analysis.child(subject, "conj") is None
    return analysis.words[verb].lower() in _ALIKE or one


def _cue(analysis: Analysis, token: int, kind: str) -> Cue:
    return Cue(text=analysis.words[token], span=analysis.span(token, token + 1), kind=kind)


def stance_of(analysis: Analysis, token: int) -> Stance:
    """Say how an act is put by the words over it, as far up as its own clause and those it completes."""
    found = [stance for one in _over(analysis, token) for stance in _signs(analysis, one, token)]
    for kind in ("negated", "demanded", "ahead"):
        for stance in found:
            if stance.kind == kind:
                return stance
    return Stance()


def _over(analysis: Analysis, token: int) -> Iterator[int]:
    yield token
    while analysis.deps[token] in _CHAIN and analysis.heads[token] != token:
        finite = analysis.deps[token] in ("ccomp", "conj", "advcl", "relcl")
        if finite and analysis.child(token, "nsubj", "nsubjpass") is not None:
            return
        token = analysis.heads[token]
        yield token


def _signs(analysis: Analysis, one: int, token: int) -> Iterator[Stance]:
    for child in analysis.under(one, "aux", "neg"):
        word = analysis.words[child].lower()
        if analysis.deps[child] == "neg":
            yield Stance("negated", word)
        elif word in _DEMANDED:
            yield Stance("demanded", word)
        elif word in _AHEAD or (word == "to" and analysis.deps[one] == "ROOT"):
            yield Stance("ahead", word)
    lemma = analysis.lemmas[one].lower()
    if one == token:
        return
    if lemma in _DEMANDS and _is_asked(analysis, one, token):
        yield Stance("demanded", lemma)
    elif lemma in _FAILS:
        yield Stance("negated", lemma)
    elif lemma in _PLANS:
        yield Stance("ahead", lemma)


def _is_asked(analysis: Analysis, verb: int, token: int) -> bool:
    """ "Wants Japan to leave": the act has a subject of its own."""
    return any(analysis.child(one, "nsubj") is not None and has_to(analysis, one)
               for one in analysis.under(verb, "ccomp", "xcomp")) and verb != token  # fmt: skip
