"""How sure a proposition is: cues around its predicate, and the rule that orders them.

Of several effects the first of conditional, hedged, negated, future counts ("may not" is a hedge, "will not" a
negation); all cues are kept with their offsets. A row of words ("far from", "not only") is read before the words in it,
and a word that is itself denied may turn round ("did not fail to", "nobody denies").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Self

from yalu.language import Analysis
from yalu.lexicon.attribution import CertaintyCue, load_certainty_cues
from yalu.model import Certainty, Cue
from yalu.statements.phrases import Phrases, Rows
from yalu.statements.reading import Attribution, Judgement, Reading

_ORDER: tuple[Certainty, ...] = ("conditional", "hedged", "negated", "future")
_COMPLEMENTS = ("about", "against", "at", "for", "from", "of", "to", "toward", "towards")
"""Prepositions that tie an act to the word that governs it: plans for a raid, refrain from raids."""
_PAST = ("VBD", "VBN", "NN", "NNS")
"""Tags of a report in the past, or of a noun, which has no tense."""
_NOMINAL = ("NOUN", "PROPN")
_PARTICLES = ("out", "off", "away", "back", "up", "down")
"""Adverbs that are particles though the parse hangs them as prepositions: backed out of paying."""
_TIES = (*_COMPLEMENTS, *_PARTICLES)
_ABOVE = ("xcomp", "ccomp", "csubj", "acl", "pcomp", "prep", "pobj", "dobj", "attr", "acomp", "conj")
_CLAUSAL = ("xcomp", "ccomp", "csubj", "acl", "relcl", "pcomp", "prep", "pobj")
_CONTENT = ("ccomp", "csubj", "acl", "relcl")
_SUBJECT = ("nsubj", "nsubjpass")
_BESIDE = {
    "xcomp": ("acomp", "advmod", "oprd"),
    "pcomp": ("acomp", "advmod", "oprd"),
    "ccomp": ("acomp", "advmod", "oprd", "attr"),
    "csubj": ("acomp", "advmod", "oprd", "attr"),
}
"""What beside the word above may govern a clause under it: "is likely to", "it is a myth that"."""
_SHARED = ("xcomp", "conj", "dobj", "attr", "acomp", "pcomp")
"""Links through which modals, negation and conditions of the head also hold for what stands under it."""


Found = Iterator[tuple[Cue, Certainty]]


@dataclass(frozen=True, slots=True)
class CueWords:
    """The lexicon of cues."""

    cues: dict[tuple[str, str], CertaintyCue]
    """By kind and text."""
    phrases: Phrases

    @classmethod
    def load(cls) -> Self:
        """Read the cues and phrases."""
        rows = load_certainty_cues().entries
        return cls({(row.kind, row.text): row for row in rows}, Phrases.load(rows))

    def over(self, reading: Reading) -> Judge:
        """Give the judge of one article, whose attributions are known."""
        return Judge(self.cues, self.phrases.over(reading.analysis), reading)


@dataclass(slots=True)
class Judge:
    """Judges the propositions of one article; one that several kinds of statement rest on is judged once."""

    cues: dict[tuple[str, str], CertaintyCue]
    rows: Rows
    reading: Reading
    _judged: dict[int, Judgement] = field(default_factory=dict)

    def judge(self, token: int) -> Judgement:
        """Give certainty and cues of the proposition whose predicate is `token`."""
        if token not in self._judged:
            self._judged[token] = self._judge(token)
        return self._judged[token]

    def _judge(self, token: int) -> Judgement:
        spent = self.rows.hidden(token)
        walked = list(self._walk(self.reading, token, spent))
        left = [(cue, effect) for cue, effect in walked if cue.kind == "phrase" or cue.span.start not in spent]
        found = list(dict.fromkeys(_shift(self.reading, token, left)))
        effects = {effect for _, effect in found}
        certainty: Certainty = next((one for one in _ORDER if one in effects), "asserted")
        return Judgement(certainty, tuple(sorted((cue for cue, _ in found), key=lambda cue: cue.span)))

    def _walk(self, reading: Reading, token: int, spent: set[int]) -> Found:
        """Cues from the predicate up; `spent` takes the offsets of words whose effect another word has used up."""
        analysis = reading.analysis
        yield from self._own(analysis, token)
        yield from self._reported(reading, token, spent)
        current, shared, told = token, True, False
        while analysis.heads[current] != current and _is_above(analysis, current):
            head, label = analysis.heads[current], analysis.deps[current]
            if self._is_report(reading, head, token) or _stands_alone(analysis, current):
                break
            governed = self._governed(analysis, current, spent)
            # "Failed to show that it paid" leaves open what "failed to pay" denies.
            yield from ((cue, "hedged" if told and effect == "negated" else effect) for cue, effect in governed)
            if label in _CONTENT and _frame(analysis, current) == "clause":
                told = True
                if ("factive", analysis.lower_lemmas[head]) in self.cues:
                    break
            shared = shared and label in _SHARED and not _own_subject(analysis, current)
            if shared:
                yield from self._own(analysis, head)
            current = head
        yield from self.rows.idioms_on(token)
        yield from self._aimed(analysis, token, spent)
        yield from self._question(analysis, token)

    def _own(self, analysis: Analysis, token: int) -> Iterator[tuple[Cue, Certainty]]:
        """Cues among the children of a predicate: auxiliaries, negation, adverbs, adjectives, conditions."""
        yield from self.rows.bearing_on(token)
        yield from self._lexical(analysis, token)
        yield from self._inverted(analysis, token)
        for child in analysis.children[token]:
            label, lemma = analysis.deps[child], analysis.lower_words[child]
            if label in ("aux", "auxpass"):
                yield from self._cue(analysis, child, lemma, "modal", "future")
                yield from self._cue(analysis, child, analysis.lemmas[child], "governor")
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
                yield from self._marked(analysis, child, token)
            elif label in ("advcl", "conj", "prep", "parataxis"):
                yield from self._condition(analysis, child)
            elif label in ("nsubj", "nsubjpass", "attr", "dobj", "acomp"):
                yield from self._in_noun(analysis, child)

    def _marked(self, analysis: Analysis, mark: int, clause: int) -> Iterator[tuple[Cue, Certainty]]:
        """ "If" asks under a verb of asking or doubting ("asked if"), and sets a condition elsewhere."""
        word = analysis.lower_words[mark]
        asks = word == "if" and analysis.deps[clause] == "ccomp" and mark > analysis.heads[clause]
        yield from self._cue(analysis, mark, "whether" if asks else word, "condition")

    def _lexical(self, analysis: Analysis, token: int) -> Iterator[tuple[Cue, Certainty]]:
        """A predicate that hedges by itself ("appears slim", "the risk is")."""
        cue = self.cues.get(("governor", analysis.lower_lemmas[token]))
        if (
            cue
            and cue.effect == "hedged"
            and not cue.under
            and analysis.child(token, "acomp", "oprd", "attr") is not None
        ):
            yield _make(analysis, token, cue)

    def _measured(self, analysis: Analysis, noun: int) -> Iterator[tuple[Cue, Certainty]]:
        """ "Each spring", "every year"; "no longer"."""
        for child in analysis.under(noun, "det", "neg"):
            yield from self._cue(analysis, child, analysis.lower_words[child], "habit", "negation")

    def _inverted(self, analysis: Analysis, clause: int) -> Iterator[tuple[Cue, Certainty]]:
        """A condition without "if": "had he known", "were Seoul to pay"."""
        subject = analysis.child(clause, "nsubj", "nsubjpass")
        if subject is None or analysis.deps[clause] not in ("advcl", "ccomp", "conj"):
            return
        for helper in (clause, *analysis.under(clause, "aux", "auxpass")):
            if helper < subject:
                yield from self._cue(analysis, helper, analysis.lower_words[helper], "inversion")

    def _in_noun(self, analysis: Analysis, noun: int) -> Iterator[tuple[Cue, Certainty]]:
        for child in analysis.children[noun]:
            if analysis.deps[child] in ("det", "neg"):
                yield from self._cue(analysis, child, analysis.lower_words[child], "negation")
            # "Not one of them", "hardly any of them"; but "not one but two" denies nothing.
            if analysis.deps[child] in ("det", "nummod") and not _has_but(analysis, noun):
                for word in analysis.under(child, "neg", "advmod"):
                    yield from self._cue(analysis, word, analysis.lower_words[word], "negation")
        if analysis.pos[noun] == "PRON":
            for word in analysis.under(noun, "advmod"):
                yield from self._cue(analysis, word, analysis.lower_words[word], "negation")
        yield from self._cue(analysis, noun, analysis.lower_words[noun], "negation")

    def _condition(self, analysis: Analysis, clause: int) -> Iterator[tuple[Cue, Certainty]]:
        """Cues that a clause beside the predicate brings: if, unless, provided, an inversion, "it seems"."""
        label = analysis.deps[clause]
        marks = [analysis.lower_words[one] for one in analysis.under(clause, "mark")]
        if label == "advcl" and "if" in marks and analysis.pos[clause] not in ("VERB", "AUX"):
            return  # "if only for three days", "thousands, if not millions"
        if label == "advcl":
            for child in analysis.under(clause, "mark"):
                found = self._cue(analysis, child, analysis.lower_words[child], "condition")
                yield from ((cue, effect) for cue, effect in found if effect == "conditional")
            yield from self._inverted(analysis, clause)
        if label == "parataxis":
            cue = self.cues.get(("governor", analysis.lower_lemmas[clause]))
            if cue and cue.effect == "hedged":
                yield _make(analysis, clause, cue)
        elif analysis.child(clause, "pcomp", "ccomp", "advcl") is not None:
            yield from self._cue(analysis, clause, analysis.lower_words[clause], "condition")

    def _governed(self, analysis: Analysis, token: int, spent: set[int]) -> Found:
        """Cues of the word above: a governor of the clause, or what makes its infinitive a prospect."""
        head, label = analysis.heads[token], analysis.deps[token]
        if label in ("dobj", "nsubjpass") and analysis.pos[token] in _NOMINAL:
            yield from self._met(analysis, token, head, spent)
            return
        undone = self._fate(analysis, head) if label in _CLAUSAL else None
        if undone:
            yield from () if undone[1] == "asserted" else (undone,)
            return
        supposed = list(self._supposed(analysis, token, head)) if label == "ccomp" else []
        yield from supposed
        if supposed:
            return
        if label in _CLAUSAL and not self._is_whole(analysis, token):
            yield from self._weighed(analysis, token, head, spent)
        for child in analysis.under(head, *_BESIDE.get(label, ())):
            yield from self._weighed(analysis, token, child, spent)
        if label == "ccomp":
            # "Nothing suggests that it was built" leaves it open.
            for subject in analysis.under(head, "nsubj"):
                yield from ((cue, "hedged") for cue, _ in self._in_noun(analysis, subject))
        if label == "xcomp" and has_to(analysis, token):
            yield from self._prospect(analysis, head, token)

    def _supposed(self, analysis: Analysis, token: int, head: int) -> Found:
        """A clause set as a condition by the word above: "suppose X paid", "provided that", "had it paid" parsed as main."""
        alone = analysis.child(head, "nsubj", "aux") is None
        if alone and analysis.tags[head] == "VB":
            yield from self._cue(analysis, head, analysis.lower_lemmas[head], "imperative")
        if analysis.deps[head] in ("prep", "advcl"):
            yield from self._cue(analysis, head, analysis.lower_words[head], "condition")
        if alone and head < token and analysis.deps[head] == "advcl":
            yield from self._cue(analysis, head, analysis.lower_words[head], "inversion")

    def _met(self, analysis: Analysis, noun: int, verb: int, spent: set[int]) -> Found:
        """An act told by a noun under a verb that does away with it: "averted a war", "the raid was called off"."""
        cue = self.cues.get(("governor", _with_particle(analysis, verb)))
        if cue and cue.effect == "negated" and "noun" in cue.under:
            yield from self._weighed(analysis, noun, verb, spent)

    def _weighed(self, analysis: Analysis, token: int, word: int, spent: set[int]) -> Found:
        """What a governor makes of the clause under it, turned round where the governor itself is denied."""
        text, frame = _with_particle(analysis, word), _frame(analysis, token)
        for kind in ("governor", "habit", "adjective") if word == analysis.heads[token] else ("governor", "adjective"):
            cue = self.cues.get((kind, text)) or self.cues.get((kind, analysis.lower_words[word]))
            if cue is None or (kind == "adjective" and word == analysis.heads[token]) or not _takes(cue, frame):
                continue
            effect = cue.effect
            denial = self._denial(analysis, word) or self._denial(analysis, analysis.heads[token])
            if cue.denied and denial:
                effect = cue.denied
                spent.update(one.span.start for one, _ in denial)
            if effect != "asserted":
                yield _make(analysis, word, cue)[0], effect

    def _denial(self, analysis: Analysis, word: int) -> list[tuple[Cue, Certainty]]:
        """Cues that deny a word: not, never, a negative subject or article."""
        found: list[tuple[Cue, Certainty]] = []
        for child in analysis.under(word, "neg", "advmod", "det", "preconj"):
            found += self._cue(analysis, child, _plain(analysis, child), "negation")
        for child in analysis.under(word, "npadvmod", "advmod"):
            found += [one for one in self._measured(analysis, child) if one[1] == "negated"]
        for subject in analysis.under(word, *_SUBJECT):
            found += self._in_noun(analysis, subject)
        found += self.rows.bearing_on(word)
        return [one for one in found if one[1] == "negated"]

    def _fate(self, analysis: Analysis, noun: int) -> tuple[Cue, Certainty] | None:
        """What became of a plan, chance or claim: "abandoned its plan to", "the claim that ... was disproved"."""
        if analysis.pos[noun] not in _NOMINAL or analysis.deps[noun] not in ("dobj", *_SUBJECT):
            return None
        verb = analysis.heads[noun]
        kind = "verdict" if analysis.deps[noun] in _SUBJECT else "undoing"
        words = [verb, *analysis.under(verb, "acomp", "attr", "oprd", "xcomp")]
        for other in analysis.under(verb, "xcomp"):
            words += analysis.under(other, "acomp", "attr", "oprd")
        # "Proved unfounded": what is said of it outweighs the verb.
        words.reverse()
        for word in words if kind == "verdict" else [verb]:
            row = self.cues.get((kind, _with_particle(analysis, word))) or self.cues.get((kind, analysis.words[word]))
            if row is None and analysis.deps[noun] == "nsubjpass":
                row = self.cues.get(("undoing", _with_particle(analysis, word)))
            if row is None and analysis.deps[noun] == "dobj":
                row = self.cues.get(("governor", _with_particle(analysis, word)))
                row = row if row and row.effect == "negated" else None
            if row and not self._denial(analysis, verb):
                open_still = row.effect == "asserted" and not self._is_done(analysis, noun, verb)
                return None if open_still else _make(analysis, word, row)
        return None

    def _is_done(self, analysis: Analysis, noun: int, verb: int) -> bool:
        """A plan that is confirmed is a plan still; one that was carried out, in the past, is an act."""
        plan = self.cues.get(("governor", analysis.lower_lemmas[noun]))
        if analysis.deps[noun] in _SUBJECT:
            return plan is None or plan.effect != "future"
        return analysis.tags[verb] == "VBD" or analysis.child(verb, "aux") is not None

    def _aimed(self, analysis: Analysis, token: int, spent: set[int]) -> Found:
        """ "Too weak to resist": an infinitive under a degree that rules it out."""
        if not has_to(analysis, token):
            return
        head = analysis.heads[token]
        if analysis.deps[token] == "advcl":
            # "Declined invitations to mediate": the parse may hang the infinitive on the verb.
            to = min(analysis.under(token, "aux"), default=token)
            for noun in analysis.under(head, "dobj"):
                if noun == to - 1:
                    fate = self._fate(analysis, noun)
                    yield from (fate,) if fate else self._weighed(analysis, token, noun, spent)
        for word in (head, *analysis.under(head, "acomp", "advmod")):
            for degree in analysis.under(word, "advmod"):
                found = list(self._cue(analysis, degree, analysis.lower_words[degree], "degree"))
                verb = analysis.heads[head] if analysis.deps[head] == "acomp" else head
                denial = self._denial(analysis, verb) + self._denial(analysis, word)
                if found and denial:
                    spent.update(one.span.start for one, _ in denial)
                elif degree < token:
                    yield from found

    def _is_whole(self, analysis: Analysis, clause: int) -> bool:
        """A finite clause shows by itself whether it looks ahead: only an infinitive takes that from its governor."""
        cue = self.cues.get(("governor", analysis.lower_lemmas[analysis.heads[clause]]))
        finite = analysis.deps[clause] == "ccomp" and analysis.tags[clause] not in ("VB", "VBG")
        return finite and cue is not None and cue.effect == "future" and not has_to(analysis, clause)

    def _prospect(self, analysis: Analysis, head: int, token: int) -> Found:
        """ "Is to meet", "is due to meet"; "were to have met" tells that they did not."""
        missed = any(analysis.lemmas[one] == "have" for one in analysis.under(token, "aux"))
        missed = missed and analysis.tags[head] in _PAST
        beside = analysis.under(head, "acomp", "advmod", "oprd", "attr")
        is_be = analysis.lemmas[head] == "be"
        if is_be and analysis.child(head, "csubj") is not None:
            # "What it did was to pay" tells what was done.
            return
        # "Is to meet" looks ahead by itself; "is able to meet" does not.
        for word in beside if is_be and beside else (head, *beside):
            for cue, effect in self._cue(analysis, word, analysis.lower_words[word], "prospective"):
                yield cue, "negated" if missed and effect == "future" else effect

    def _is_report(self, reading: Reading, head: int, token: int) -> bool:
        """What stands above a reporting verb is the certainty of the report, not of what is reported."""
        return any(one.predicate == head and _is_on_word(one, token) for one in reading.attributions)

    def _reported(self, reading: Reading, token: int, spent: set[int]) -> Found:
        """The innermost reporting word may itself doubt, deny or look ahead."""
        analysis = reading.analysis
        around = [one for one in reading.attributions if _is_on_word(one, token)]
        if not around:
            return
        inner = min(around, key=lambda one: one.last - one.first)
        fate = self._fate(analysis, inner.predicate)
        if fate:
            spent.add(inner.cue.span.start)
            yield from () if fate[1] == "asserted" else (fate,)
            return
        above = list(self._met_above(analysis, inner.predicate))
        if above:
            # "Failed to see that it paid" grants it; "failed to show that it paid" leaves it open.
            factive = ("factive", analysis.lower_lemmas[inner.predicate]) in self.cues
            yield from () if factive else ((cue, "hedged") for cue, _ in above)
            return
        row = self.cues.get(("report", analysis.lower_lemmas[inner.predicate]))
        shunned = list(self._shunned(analysis, inner.predicate))
        if row and row.denied and shunned:
            # What nobody denies is granted; what one named holder does not deny stays open.
            spent.update(cue.span.start for cue, _ in shunned)
            yield from () if row.denied == "asserted" else ((inner.cue, row.denied),)
            return
        withheld = [*self._withheld(analysis, inner), *shunned]
        for adverb in analysis.under(inner.predicate, "advmod"):
            found = self._cue(analysis, adverb, analysis.lower_words[adverb], "adverb")
            withheld += [one for one in found if one[1] == "negated"]
        doubt = self._doubt(analysis, inner, token)
        if doubt != "asserted" and "negated" not in {effect for _, effect in withheld}:
            yield inner.cue, doubt
        yield from withheld

    def _met_above(self, analysis: Analysis, predicate: int) -> Found:
        """A governor that denies the reporting word itself."""
        if analysis.deps[predicate] == "xcomp":
            found = self._weighed(analysis, predicate, analysis.heads[predicate], set())
            yield from ((cue, effect) for cue, effect in found if effect == "negated")

    def _doubt(self, analysis: Analysis, said: Attribution, token: int) -> Certainty:
        """What the reporting word makes of its content; a promise that something was done is a report of it."""
        if ("factive", analysis.lower_lemmas[said.predicate]) in self.cues:
            return "asserted"
        row = self.cues.get(("governor", _with_particle(analysis, said.predicate)))
        if row and " " in row.text:
            return row.effect
        helpers = {analysis.lower_words[one] for one in analysis.under(token, "aux")}
        past = analysis.tags[token] == "VBD" or (analysis.tags[token] == "VBN" and helpers & {"had", "has", "have"})
        is_told = past and said.doubt == "future" and not helpers & {"to", "will", "would"}
        return "asserted" if is_told else said.doubt

    def _shunned(self, analysis: Analysis, predicate: int) -> Found:
        """Nobody holds it, or nobody can: "few believe", "nobody denies", "it cannot be denied"."""
        effect: Certainty = "negated" if analysis.child(predicate, "xcomp") is not None else "hedged"
        for subject in analysis.under(predicate, *_SUBJECT):
            yield from ((cue, effect) for cue, _ in self._in_noun(analysis, subject))
            few = self._cue(analysis, subject, analysis.lower_words[subject], "scarce")
            yield from ((cue, "hedged") for cue, _ in few)
            for child in analysis.under(subject, "amod"):
                few = self._cue(analysis, child, analysis.lower_words[child], "scarce")
                yield from ((cue, "hedged") for cue, _ in few)
        if any(analysis.lower_words[one] in ("can", "could", "ca") for one in analysis.under(predicate, "aux")):
            for child in analysis.under(predicate, "neg"):
                yield from (
                    (cue, "hedged") for cue, _ in self._cue(analysis, child, _plain(analysis, child), "negation")
                )

    def _withheld(self, analysis: Analysis, said: Attribution) -> Found:
        """What somebody did not say, or may say, nobody holds yet; what he does not plan will not be."""
        ahead = said.doubt == "future" or _is_infinitive(analysis, said)
        effect: Certainty = "negated" if ahead else "hedged"
        words = analysis.under(said.predicate, "neg", "det")
        if analysis.deps[said.predicate] == "conj":
            # "Neither confirmed nor denied that it paid."
            words += analysis.under(analysis.heads[said.predicate], "preconj")
        for adverb in analysis.under(said.predicate, "advmod"):
            words += analysis.under(adverb, "neg")
        for child in words:
            yield from ((cue, effect) for cue, _ in self._cue(analysis, child, _plain(analysis, child), "negation"))
        for child in analysis.under(said.predicate, "aux"):
            yield from ((cue, "hedged") for cue, _ in self._cue(analysis, child, analysis.lower_words[child], "modal"))

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


def _make(analysis: Analysis, token: int, cue: CertaintyCue) -> tuple[Cue, Certainty]:
    return Cue(text=analysis.words[token], span=analysis.span(token, token + 1), kind=cue.kind), cue.effect


def _is_on_word(attribution: Attribution, token: int) -> bool:
    inside = attribution.first <= token < attribution.last and attribution.predicate != token
    return inside and not attribution.topic


def _stands_alone(analysis: Analysis, token: int) -> bool:
    """A reduced relative ("shares issued in July") and a circumstance ("in an interview") are facts by themselves."""
    if analysis.deps[token] == "acl":
        return analysis.tags[token] == "VBN" and analysis.child(token, "mark", "aux", "nsubj") is None
    if analysis.deps[token] == "ccomp" and token < analysis.heads[token]:
        # Two sentences joined by a semicolon are parsed as if one governed the other.
        return any(analysis.words[one] in (";", ":", "–", "—") for one in range(token, analysis.heads[token]))
    gerund = analysis.child(token, "pcomp") is not None
    complement = token > analysis.heads[token] and (gerund or analysis.lower_words[token] in _TIES)
    return analysis.deps[token] == "prep" and not complement


def _is_infinitive(analysis: Analysis, said: Attribution) -> bool:
    """Say whether an active verb carries an act of its subject: who does not want to build, or consider building, will not."""
    carried = [one for one in analysis.under(said.predicate, "xcomp") if said.first <= one < said.last]
    acts = [one for one in carried if has_to(analysis, one) or (analysis.tags[one] == "VBG" and said.doubt == "hedged")]
    return analysis.child(said.predicate, "auxpass") is None and bool(acts)


def _is_above(analysis: Analysis, token: int) -> bool:
    """Say whether a word stands under what may govern it; "a myth that X paid" is often parsed as a relative clause."""
    label = analysis.deps[token]
    if label == "nsubjpass":
        return analysis.pos[token] in _NOMINAL
    return label in _ABOVE or (
        label == "relcl" and (analysis.child(token, "mark") is not None or has_to(analysis, token))
    )


def _frame(analysis: Analysis, token: int) -> str:
    """Give how a word stands under its governor: clause, infinitive, gerund, noun."""
    if has_to(analysis, token):
        return "infinitive"
    finite = analysis.tags[token] not in ("VB", "VBG") or any(
        analysis.tags[one] in ("MD", "VBZ", "VBP", "VBD") for one in analysis.under(token, "aux", "auxpass")
    )
    if analysis.deps[token] in _CONTENT and finite:
        return "clause"
    inner = analysis.child(token, "pcomp") if analysis.deps[token] == "prep" else token
    return "gerund" if inner is not None and analysis.tags[inner] == "VBG" else "noun"


def _takes(cue: CertaintyCue, frame: str) -> bool:
    return not cue.under or frame in cue.under


def _plain(analysis: Analysis, token: int) -> str:
    word = analysis.lower_words[token]
    return "not" if word in ("n't", "n’t") else word


def _with_particle(analysis: Analysis, verb: int) -> str:
    """Give the lemma of a verb with its particle: give up, rule out, call off."""
    lemma = analysis.lower_lemmas[verb]
    particle = analysis.child(verb, "prt")
    after = verb + 1
    if (
        particle is None
        and after < len(analysis)
        and analysis.heads[after] == verb
        and analysis.words[after] in _PARTICLES
    ):
        particle = after
    return f"{lemma} {analysis.lower_words[particle]}" if particle is not None else lemma


def _has_but(analysis: Analysis, noun: int) -> bool:
    return any(analysis.lower_words[one] == "but" for one in analysis.under(noun, "cc"))


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
