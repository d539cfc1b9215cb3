"""How sure a proposition is: cues around its predicate, and the rule that orders them.

Of several effects the first of conditional, hedged, negated, future counts ("may not" is a hedge, "will not" a
negation); all cues are kept with their offsets.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from yalu.language import Analysis
from yalu.lexicon.attribution import CertaintyCue, load_certainty_cues
from yalu.model import Certainty, Cue
from yalu.statements.idioms import Idioms
from yalu.statements.reading import Attribution, Judgement, Reading

_ORDER: tuple[Certainty, ...] = ("conditional", "hedged", "negated", "future")
_COMPLEMENTS = ("about", "against", "at", "for", "from", "of", "to", "toward", "towards")
"""Prepositions that tie an act to the word that governs it: plans for a raid, refrain from raids."""
_PAST = ("VBD", "VBN", "NN", "NNS")
"""Tags of a report in the past, or of a noun, which has no tense."""
_NOMINAL = ("NOUN", "PROPN")
_ABOVE = ("xcomp", "ccomp", "acl", "pcomp", "prep", "pobj", "dobj", "attr", "acomp", "conj")
_SHARED = ("xcomp", "conj", "dobj", "attr", "acomp", "pcomp")
"""Links through which modals, negation and conditions of the head also hold for what stands under it."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges propositions by the lexicon of cues."""

    cues: dict[tuple[str, str], CertaintyCue]
    """By kind and text."""
    idioms: Idioms

    @classmethod
    def load(cls) -> Self:
        """Build the judge with its words."""
        rows = load_certainty_cues().entries
        return cls({(row.kind, row.text): row for row in rows}, Idioms.of(rows))

    def judge(self, reading: Reading, token: int) -> Judgement:
        """Give certainty and cues of the proposition whose predicate is `token`."""
        found = list(dict.fromkeys(_shift(reading, token, list(self._walk(reading, token)))))
        effects = {effect for _, effect in found}
        certainty: Certainty = next((one for one in _ORDER if one in effects), "asserted")
        return Judgement(certainty, tuple(sorted((cue for cue, _ in found), key=lambda cue: cue.span)))

    def _walk(self, reading: Reading, token: int) -> Iterator[tuple[Cue, Certainty]]:
        analysis = reading.analysis
        yield from self._own(analysis, token)
        yield from self._reported(reading, token)
        current, shared = token, True
        while analysis.heads[current] != current and analysis.deps[current] in _ABOVE:
            head, label = analysis.heads[current], analysis.deps[current]
            if self._is_report(reading, head, token) or _stands_alone(analysis, current):
                break
            yield from self._governed(analysis, current)
            shared = shared and label in _SHARED and not _own_subject(analysis, current)
            if shared:
                yield from self._own(analysis, head)
            current = head
        yield from self.idioms.on(analysis, token)
        yield from self._question(analysis, token)

    def _own(self, analysis: Analysis, token: int) -> Iterator[tuple[Cue, Certainty]]:
        """Cues among the children of a predicate: auxiliaries, negation, adverbs, adjectives, conditions."""
        yield from self._lexical(analysis, token)
        yield from self._inverted(analysis, token)
        for child in analysis.children[token]:
            label, lemma = analysis.deps[child], analysis.words[child].lower()
            if label in ("aux", "auxpass"):
                yield from self._cue(analysis, child, lemma, "modal", "future")
                yield from self._cue(analysis, child, analysis.lemmas[child], "governor")
            elif label in ("neg", "preconj") and _is_not_only(analysis, child):
                continue
            elif label == "neg":
                yield from self._cue(analysis, child, "never" if lemma == "never" else "not", "negation")
            elif label in ("advmod", "npadvmod", "preconj"):
                yield from self._cue(analysis, child, lemma, "adverb", "negation", "habit")
                yield from self._measured(analysis, child)
            elif label == "amod":
                yield from self._cue(analysis, child, lemma, "adjective")
            elif label == "det" and analysis.pos[token] in _NOMINAL:
                yield from self._cue(analysis, child, lemma, "negation")
            elif label == "mark":
                yield from self._cue(analysis, child, lemma, "condition")
            elif label in ("advcl", "conj", "prep", "parataxis"):
                yield from self._condition(analysis, child)
            elif label in ("nsubj", "nsubjpass", "attr", "dobj", "acomp"):
                yield from self._in_noun(analysis, child)

    def _lexical(self, analysis: Analysis, token: int) -> Iterator[tuple[Cue, Certainty]]:
        """A predicate that hedges by itself ("appears slim", "the risk is")."""
        cue = self.cues.get(("governor", analysis.lemmas[token].lower()))
        if cue and cue.effect == "hedged" and analysis.child(token, "acomp", "oprd", "attr") is not None:
            yield _make(analysis, token, cue)

    def _measured(self, analysis: Analysis, noun: int) -> Iterator[tuple[Cue, Certainty]]:
        """ "Each spring", "every year"; "no longer"."""
        for child in analysis.under(noun, "det", "neg"):
            yield from self._cue(analysis, child, analysis.words[child].lower(), "habit", "negation")

    def _inverted(self, analysis: Analysis, clause: int) -> Iterator[tuple[Cue, Certainty]]:
        """A condition without "if": "had he known", "were Seoul to pay"."""
        subject = analysis.child(clause, "nsubj", "nsubjpass")
        if subject is None or analysis.deps[clause] not in ("advcl", "ccomp", "conj"):
            return
        for helper in (clause, *analysis.under(clause, "aux", "auxpass")):
            if helper < subject:
                yield from self._cue(analysis, helper, analysis.words[helper].lower(), "inversion")

    def _in_noun(self, analysis: Analysis, noun: int) -> Iterator[tuple[Cue, Certainty]]:
        for child in analysis.children[noun]:
            if analysis.deps[child] in ("det", "neg"):
                yield from self._cue(analysis, child, analysis.words[child].lower(), "negation")
            # "Not one of them", "hardly any of them"; but "not one but two" denies nothing.
            if analysis.deps[child] in ("det", "nummod") and not _has_but(analysis, noun):
                for word in analysis.under(child, "neg", "advmod"):
                    yield from self._cue(analysis, word, analysis.words[word].lower(), "negation")
        yield from self._cue(analysis, noun, analysis.words[noun].lower(), "negation")

    def _condition(self, analysis: Analysis, clause: int) -> Iterator[tuple[Cue, Certainty]]:
        """Cues that a clause beside the predicate brings: if, unless, provided, an inversion, "it seems"."""
        label = analysis.deps[clause]
        marks = [analysis.words[one].lower() for one in analysis.under(clause, "mark")]
        if label == "advcl" and "if" in marks and analysis.pos[clause] not in ("VERB", "AUX"):
            return  # "if only for three days", "thousands, if not millions"
        if label == "advcl":
            for child in analysis.under(clause, "mark"):
                yield from self._cue(analysis, child, analysis.words[child].lower(), "condition")
            yield from self._inverted(analysis, clause)
        if label == "parataxis":
            cue = self.cues.get(("governor", analysis.lemmas[clause].lower()))
            if cue and cue.effect == "hedged":
                yield _make(analysis, clause, cue)
        elif analysis.child(clause, "pcomp", "ccomp", "advcl") is not None:
            yield from self._cue(analysis, clause, analysis.words[clause].lower(), "condition")

    def _governed(self, analysis: Analysis, token: int) -> Iterator[tuple[Cue, Certainty]]:
        """Cues of the word above: a governor of the clause, or what makes its infinitive a prospect."""
        head, label = analysis.heads[token], analysis.deps[token]
        if label in ("xcomp", "ccomp", "acl", "pcomp", "prep", "pobj") and not self._is_whole(analysis, token):
            denied = any(analysis.words[one].lower() in ("not", "never") for one in analysis.under(head, "neg"))
            for cue, effect in self._cue(analysis, head, _with_particle(analysis, head), "governor", "habit"):
                if effect == "negated" and label == "ccomp" and _is_past(analysis, token):
                    continue  # "forgot that it had paid"
                yield cue, "negated" if denied and effect == "hedged" and label != "ccomp" else effect
        if label == "dobj" and ("governor", analysis.lemmas[token].lower()) in self.cues:
            # "Abandoned its plan to build": what undoes the plan undoes the act.
            yield from self._undone(analysis, head)
        if label in ("xcomp", "pcomp", "ccomp"):
            for child in analysis.under(head, "acomp", "advmod"):
                yield from self._cue(analysis, child, analysis.words[child].lower(), "governor", "adjective")
        if label == "ccomp":
            # "Nothing suggests that it was built" leaves it open.
            for subject in analysis.under(head, "nsubj"):
                yield from ((cue, "hedged") for cue, _ in self._in_noun(analysis, subject))
        if label == "xcomp" and has_to(analysis, token):
            yield from self._prospect(analysis, head)

    def _undone(self, analysis: Analysis, verb: int) -> Iterator[tuple[Cue, Certainty]]:
        found = self._cue(analysis, verb, _with_particle(analysis, verb), "governor")
        yield from ((cue, effect) for cue, effect in found if effect == "negated")

    def _is_whole(self, analysis: Analysis, clause: int) -> bool:
        """A finite clause shows by itself whether it looks ahead: only an infinitive takes that from its governor."""
        cue = self.cues.get(("governor", analysis.lemmas[analysis.heads[clause]].lower()))
        finite = analysis.deps[clause] == "ccomp" and analysis.tags[clause] not in ("VB", "VBG")
        return finite and cue is not None and cue.effect == "future" and not has_to(analysis, clause)

    def _prospect(self, analysis: Analysis, head: int) -> Iterator[tuple[Cue, Certainty]]:
        beside = analysis.under(head, "acomp", "advmod", "oprd", "attr")
        is_be = analysis.lemmas[head] == "be"
        # "Is to meet" looks ahead by itself; "is able to meet" does not.
        for word in beside if is_be and beside else (head, *beside):
            yield from self._cue(analysis, word, analysis.words[word].lower(), "prospective")

    def _is_report(self, reading: Reading, head: int, token: int) -> bool:
        """What stands above a reporting verb is the certainty of the report, not of what is reported."""
        return any(one.predicate == head and _is_on_word(one, token) for one in reading.attributions)

    def _reported(self, reading: Reading, token: int) -> Iterator[tuple[Cue, Certainty]]:
        """The innermost reporting word may itself doubt, deny or look ahead."""
        around = [one for one in reading.attributions if _is_on_word(one, token)]
        if around:
            inner = min(around, key=lambda one: one.last - one.first)
            withheld = list(self._withheld(reading.analysis, inner))
            told = inner.doubt == "future" and _is_past(reading.analysis, token)
            if inner.doubt != "asserted" and not told and "negated" not in {effect for _, effect in withheld}:
                yield inner.cue, inner.doubt
            yield from withheld

    def _withheld(self, analysis: Analysis, said: Attribution) -> Iterator[tuple[Cue, Certainty]]:
        """What somebody did not say, or may say, nobody holds yet; what he does not plan will not be."""
        ahead = said.doubt == "future" or _is_infinitive(analysis, said)
        effect: Certainty = "negated" if ahead else "hedged"
        words = analysis.under(said.predicate, "neg", "det")
        for adverb in analysis.under(said.predicate, "advmod"):
            words += analysis.under(adverb, "neg")
        for child in words:
            word = "not" if analysis.words[child].lower() in ("n't", "n’t") else analysis.words[child].lower()
            yield from ((cue, effect) for cue, _ in self._cue(analysis, child, word, "negation"))
        if analysis.deps[said.predicate] == "dobj":
            yield from self._undone(analysis, analysis.heads[said.predicate])
        for child in analysis.under(said.predicate, "aux"):
            yield from (
                (cue, "hedged") for cue, _ in self._cue(analysis, child, analysis.words[child].lower(), "modal")
            )

    def _question(self, analysis: Analysis, token: int) -> Iterator[tuple[Cue, Certainty]]:
        sentence = analysis.sentence(token)
        for one in range(sentence.last - 1, max(sentence.first, sentence.last - 4) - 1, -1):
            if analysis.words[one] == "?":
                span = analysis.span(one, one + 1)
                yield Cue(text="?", span=span, kind="question"), "hedged"
                return

    def _cue(self, analysis: Analysis, token: int, text: str, *kinds: str) -> Iterator[tuple[Cue, Certainty]]:
        for kind in kinds:
            cue = self.cues.get((kind, text))
            if cue:
                yield _make(analysis, token, cue)


def _is_not_only(analysis: Analysis, token: int) -> bool:
    """ "Not only did it pay": it paid."""
    following = analysis.words[token + 1].lower() if token + 1 < len(analysis) else ""
    return analysis.words[token].lower() == "not" and following in ("only", "just", "merely")


def _is_past(analysis: Analysis, token: int) -> bool:
    """A finite past or perfect, with no modal: what somebody swore to have done is told as done."""
    helpers = [one for one in analysis.under(token, "aux", "auxpass") if analysis.tags[one] != "TO"]
    if any(analysis.tags[one] == "MD" for one in helpers) or has_to(analysis, token):
        return False
    perfect = any(analysis.lemmas[one] == "have" for one in helpers)
    return analysis.tags[token] == "VBD" or (analysis.tags[token] == "VBN" and perfect)


def _make(analysis: Analysis, token: int, cue: CertaintyCue) -> tuple[Cue, Certainty]:
    return Cue(text=analysis.words[token], span=analysis.span(token, token + 1), kind=cue.kind), cue.effect


def _is_on_word(attribution: Attribution, token: int) -> bool:
    inside = attribution.first <= token < attribution.last and attribution.predicate != token
    return inside and not attribution.topic


def _stands_alone(analysis: Analysis, token: int) -> bool:
    """A reduced relative ("shares issued in July") and a circumstance ("in an interview") are facts by themselves."""
    if analysis.deps[token] == "acl":
        return analysis.tags[token] == "VBN"
    gerund = analysis.child(token, "pcomp") is not None
    complement = token > analysis.heads[token] and (gerund or analysis.words[token].lower() in _COMPLEMENTS)
    return analysis.deps[token] == "prep" and not complement


def _is_infinitive(analysis: Analysis, said: Attribution) -> bool:
    """Say whether an active verb carries an infinitive: who does not want to build will not."""
    carried = [one for one in analysis.under(said.predicate, "xcomp") if said.first <= one < said.last]
    return analysis.child(said.predicate, "auxpass") is None and any(has_to(analysis, one) for one in carried)


def _with_particle(analysis: Analysis, verb: int) -> str:
    """Give the lemma of a verb with its particle: give up, rule out, call off."""
    lemma = analysis.lemmas[verb].lower()
    particle = analysis.child(verb, "prt")
    return f"{lemma} {analysis.words[particle].lower()}" if particle is not None else lemma


def _has_but(analysis: Analysis, noun: int) -> bool:
    return any(analysis.words[one].lower() == "but" for one in analysis.under(noun, "cc"))


def _shift(reading: Reading, token: int, found: list[tuple[Cue, Certainty]]) -> list[tuple[Cue, Certainty]]:
    """ "Would" after a report in the past is that report's "will", unless a condition is named."""
    analysis = reading.analysis
    around = [one for one in reading.attributions if _is_on_word(one, token)]
    past = around and analysis.tags[min(around, key=lambda one: one.last - one.first).predicate] in _PAST
    if not past or any(cue.kind in ("condition", "inversion") for cue, _ in found):
        return found
    return [(cue, "future" if cue.kind == "modal" and effect == "conditional" else effect) for cue, effect in found]


def has_to(analysis: Analysis, verb: int) -> bool:
    """Say whether a verb is an infinitive with "to"."""
    return any(analysis.tags[one] == "TO" for one in analysis.under(verb, "aux"))


def _own_subject(analysis: Analysis, token: int) -> bool:
    return analysis.child(token, "nsubj", "nsubjpass") is not None
