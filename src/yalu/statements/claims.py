"""Claims: what someone holds on a theme about an actor or a dyad: how things stand or why, not what happened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from yalu.actors import Gazetteer
from yalu.language import Analysis, Sentence
from yalu.lexicon.themes import Theme, load_capacities, load_themes
from yalu.model import Claim, Holder, statement_id
from yalu.statements.reading import Reading

_STANDING = ("VBZ", "VBP", "MD")
_PAST = ("VBD", "VBN")
_STOPS = (".", "!", "”", ";")
_CLAUSE = ("VERB", "AUX")
_UP = ("acl", "advcl", "ccomp", "conj", "dobj", "pcomp", "pobj", "prep", "relcl", "xcomp")
_COMPLEMENT = ("acomp", "attr", "dobj")
_STEPS = 4
"""Links between an act and the word that says who is able to do it, at most."""
_CAPACITY = 3.0
"""Weight of an act under a word of capacity: what somebody can make another do is the point of the sentence."""
_SUBORDINATE = ("advcl", "relcl", "parataxis", "acl")
_WEIGHING = frozenset(
    {"only", "merely", "never", "hardly", "barely", "largely", "simply", "mostly", "mainly", "scarcely"}
)
_WILD = 3
"""Words that "*" in a cue stands for, at most."""
_NEAR = 4
"""Tokens on either side of a cue that may give it another sense."""
_ROW = 0.5
"""Weight of each further word of a cue: "third neighbour" says more than "neighbour"."""
_MOST = 2
"""Claims on a sentence at most: a sentence that touches more themes makes its point on the first ones."""


@dataclass(frozen=True, slots=True)
class Claims:
    """Finds claims by the cues of their theme and the shape of their sentence."""

    themes: dict[str, Theme]
    cues: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    """First lemma to the rows of lemmas that open a theme, each with the theme."""
    acts: dict[str, str]
    """Lemma of an act to the theme it is a claim on, under a word of capacity."""
    capacities: frozenset[str]
    name: str = "claims"
    version: str = "5"
    needs: tuple[str, ...] = ("actors", "attributions")
    gives: str = "statements"

    @classmethod
    def load(cls, _gazetteer: Gazetteer) -> Self:
        """Build the stage with its words."""
        themes = {theme.id: theme for theme in load_themes().entries}
        cues: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for theme in themes.values():
            for cue in theme.cues:
                lemmas = tuple(cue.split())
                cues[lemmas[0]].append((lemmas, theme.id))
        acts = {act: theme.id for theme in themes.values() for act in theme.acts}
        capacities = frozenset(row.lemma for row in load_capacities().entries)
        return cls(themes, {first: tuple(rows) for first, rows in cues.items()}, acts, capacities)

    def extract(self, reading: Reading) -> Iterator[Claim]:
        """Give the claims of an article in order of the text."""
        for sentence in reading.analysis.sentences:
            yield from self._claims(reading, sentence)

    def _claims(self, reading: Reading, sentence: Sentence) -> Iterator[Claim]:
        if not any(mention.code for mention in reading.actors_in(range(sentence.first, sentence.last))):
            return
        opened = self._opened(reading.analysis, sentence)
        if not opened:
            return
        stands = _says_how_things_stand(reading, sentence)
        opened = {
            theme: cues for theme, cues in opened.items() if self._counts(reading.analysis, theme, cues, stands=stands)
        }
        ranked = sorted(opened.items(), key=lambda item: (-sum(item[1].values()), next(iter(item[1]))))[:_MOST]
        for theme, cues in ranked:
            others = tuple(other for other, _ in ranked if other != theme)
            yield self._claim(reading, self.themes[theme], next(iter(cues)), others)

    def _counts(self, analysis: Analysis, theme: str, cues: Iterable[int], *, stands: bool) -> bool:
        """A sentence on how things stand, or what somebody is reported to hold; with a pole's word where the theme asks it."""
        cue = next(iter(cues))
        if not stands and not _weighs_the_past(analysis, cue):
            return False
        return not self.themes[theme].evaluated or self._has_pole(analysis, theme, analysis.sentence(cue))

    def _has_pole(self, analysis: Analysis, theme: str, sentence: Sentence) -> bool:
        poles = {*self.themes[theme].high_cues, *self.themes[theme].low_cues}
        return any(analysis.lower_lemmas[token] in poles for token in range(sentence.first, sentence.last))

    def _opened(self, analysis: Analysis, sentence: Sentence) -> dict[str, dict[int, float]]:
        """Give the themes of a sentence, each with its cues and what they weigh."""
        opened: dict[str, dict[int, float]] = defaultdict(dict)
        for token in range(sentence.first, sentence.last):
            lemma = _lemma(analysis, token)
            rows = self.cues.get(lemma, ())
            if not (rows or lemma in self.acts) or _is_name(analysis, token, sentence.first):
                continue
            for lemmas, theme in rows:
                if _stands(analysis, (token, sentence.last), lemmas) and not self._is_closed(analysis, token, theme):
                    opened[theme][token] = _weight(analysis, token) + (len(lemmas) - 1) * _ROW
            if lemma in self.acts and self._is_capacity(analysis, token):
                opened[self.acts[lemma]][token] = _CAPACITY
        return opened

    def _is_closed(self, analysis: Analysis, token: int, theme: str) -> bool:
        sentence = analysis.sentence(token)
        near = range(max(sentence.first, token - _NEAR), min(sentence.last, token + _NEAR + 1))
        return any(analysis.lower_lemmas[at] in self.themes[theme].closed_by for at in near if at != token)

    def _is_capacity(self, analysis: Analysis, act: int) -> bool:
        """Say whether somebody is said to be able to do an act: "its ability in restraining", "powerless to curb"."""
        current = act
        for _ in range(_STEPS):
            if analysis.deps[current] not in _UP:
                return False
            current = analysis.heads[current]
            # The infinitive may hang under the verb: "has few tools to restrain", "is able to steer".
            if any(self._says_able(analysis, one) for one in (current, *analysis.under(current, *_COMPLEMENT))):
                return True
        return False

    def _says_able(self, analysis: Analysis, token: int) -> bool:
        return not self.capacities.isdisjoint((analysis.lower_lemmas[token], analysis.lower_words[token]))

    def _claim(self, reading: Reading, theme: Theme, cue: int, others: tuple[str, ...]) -> Claim:
        analysis = reading.analysis
        predicate = _predicate(analysis, cue)
        sentence = analysis.sentence(cue)
        span = reading.sentence_span(cue)
        quote = reading.quote(span)
        judgement = reading.judge(predicate)
        stance, shown = _stance(
            analysis, theme, range(sentence.first, sentence.last), negated=judgement.certainty == "negated"
        )
        return Claim(
            id=statement_id("claim", reading.article.id, span, quote, theme.id),
            article=reading.article.id,
            span=span,
            quote=quote,
            holders=reading.holders(cue) or _evaluator(reading, sentence),
            certainty=judgement.certainty,
            cues=judgement.cues,
            coder=f"{self.name}/{self.version}",
            why=(f"theme {theme.name}: {analysis.words[cue]!r}", f"predicate {analysis.words[predicate]!r}", *shown),
            theme=theme.id,
            themes=others,
            about=reading.codes(range(sentence.first, sentence.last)),
            stance=stance,
        )


def _is_name(analysis: Analysis, token: int, first: int) -> bool:
    """Words of a proper name (Friendship Treaty) open no theme; a capital alone makes no name of the first word."""
    if analysis.pos[token] != "PROPN":
        return False
    return token != first or (token + 1 < len(analysis) and analysis.pos[token + 1] == "PROPN")


def _lemma(analysis: Analysis, token: int) -> str:
    lemma = analysis.lower_lemmas[token]
    return lemma.removesuffix("s") if analysis.tags[token] == "NNPS" else lemma


def _stands(analysis: Analysis, place: tuple[int, int], lemmas: tuple[str, ...]) -> bool:
    """Say whether the lemmas of a cue stand in a row, as lemmas or as they are; "*" is one to three words."""
    token, stop = place
    at, wild = token + 1, False
    for lemma in lemmas[1:]:
        if lemma == "*":
            wild = True
            continue
        last = min(at + _WILD + 1, stop) if wild else min(at + 1, stop)
        at += wild
        while at < last and lemma != analysis.lower_lemmas[at] and lemma != analysis.lower_words[at]:
            at += 1
        if at >= last:
            return False
        at, wild = at + 1, False
    return True


def _weight(analysis: Analysis, cue: int) -> float:
    """A cue that only describes another noun (nuclear, economic) weighs half."""
    return 0.5 if analysis.deps[cue] in ("amod", "compound", "nmod", "poss") else 1.0


def _says_how_things_stand(reading: Reading, sentence: Sentence) -> bool:
    """A main clause in the present, perfect or under a modal, or a reported view; a bare past tells an event."""
    analysis = reading.analysis
    root = next((t for t in range(sentence.first, sentence.last) if analysis.heads[t] == t), sentence.first)
    if any(analysis.words[token] == "?" for token in range(max(sentence.first, sentence.last - 3), sentence.last)):
        return False
    if not any(analysis.tags[token] in _PAST for token in range(sentence.first, sentence.last)):
        # Nothing in it is told as past: where no verb is tagged as present either, the tagger took a verb for a noun.
        return analysis.words[sentence.last - 1] in _STOPS or analysis.pos[root] in _CLAUSE
    verbs = [root, *analysis.under(root, "aux", "auxpass", "conj", "ccomp")]
    if analysis.pos[root] not in _CLAUSE:
        verbs += _main(analysis, root)
    return any(analysis.tags[verb] in _STANDING for verb in verbs) or bool(_evaluator(reading, sentence))


def _weighs_the_past(analysis: Analysis, cue: int) -> bool:
    """ "The embargo only enriched the generals": a word of the theme did so much and no more."""
    verb = analysis.heads[cue]
    if analysis.deps[cue] != "nsubj" or analysis.tags[verb] != "VBD":
        return False
    return any(analysis.lower_lemmas[one] in _WEIGHING for one in analysis.under(verb, "advmod"))


def _main(analysis: Analysis, root: int) -> list[int]:
    """Give what hangs under a root that is no verb, down to subordinate clauses: its verb may hang there by mistake."""
    found = [root]
    for token in found:
        found += [child for child in analysis.children[token] if analysis.deps[child] not in _SUBORDINATE]
    return found


def _evaluator(reading: Reading, sentence: Sentence) -> tuple[Holder, ...]:
    """Give who is reported to see the subject of the sentence so: "relations were described by X as being at a low"."""
    analysis = reading.analysis
    root = next((t for t in range(sentence.first, sentence.last) if analysis.heads[t] == t), sentence.first)
    passive = analysis.child(root, "auxpass") is not None
    views = [one for one in reading.attributions if one.predicate == root and passive]
    return (views[0].holder,) if views else ()


def _predicate(analysis: Analysis, token: int) -> int:
    """Give the verb whose clause a word stands in; the word itself where there is none above it."""
    current = token
    while analysis.pos[current] not in _CLAUSE and analysis.heads[current] != current:
        current = analysis.heads[current]
    return current if analysis.pos[current] in _CLAUSE else token


def _stance(analysis: Analysis, theme: Theme, tokens: range, *, negated: bool) -> tuple[str, tuple[str, ...]]:
    """Give the pole its words show, the other one under negation, "unclear" when both or neither are shown."""
    lemmas = [analysis.lower_lemmas[token] for token in tokens]
    high = [lemma for lemma in lemmas if lemma in theme.high_cues]
    low = [lemma for lemma in lemmas if lemma in theme.low_cues]
    if bool(high) == bool(low):
        return "unclear", ()
    pole = "high" if bool(high) != negated else "low"
    return getattr(theme, pole), (f"stance {pole}: {(high or low)[0]!r}" + (", negated" if negated else ""),)
