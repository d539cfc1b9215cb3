"""Claims: what someone holds on a theme about an actor or a dyad: how things stand or why, not what happened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from yalu.actors import Gazetteer
from yalu.language import Analysis, Sentence
from yalu.lexicon.themes import Theme, load_themes
from yalu.model import Claim, Holder, statement_id
from yalu.statements.reading import Reading

_STANDING = ("VBZ", "VBP", "MD")
_CLAUSE = ("VERB", "AUX")
_MOST = 2
"""Claims on a sentence at most: a sentence that touches more themes makes its point on the first ones."""


@dataclass(frozen=True, slots=True)
class Claims:
    """Finds claims by the cues of their theme and the shape of their sentence."""

    themes: dict[str, Theme]
    cues: dict[str, tuple[str, ...]]
    """Lemma to the themes it opens."""
    name: str = "claims"
    version: str = "1"
    needs: tuple[str, ...] = ("actors", "attributions")
    gives: str = "statements"

    @classmethod
    def load(cls, _gazetteer: Gazetteer) -> Self:
        """Build the stage with its words."""
        themes = {theme.id: theme for theme in load_themes().entries}
        cues: dict[str, list[str]] = defaultdict(list)
        for theme in themes.values():
            for cue in theme.cues:
                cues[cue].append(theme.id)
        return cls(themes, {cue: tuple(ids) for cue, ids in cues.items()})

    def extract(self, reading: Reading) -> Iterator[Claim]:
        """Give the claims of an article in order of the text."""
        for sentence in reading.analysis.sentences:
            yield from self._claims(reading, sentence)

    def _claims(self, reading: Reading, sentence: Sentence) -> Iterator[Claim]:
        analysis = reading.analysis
        opened = self._opened(analysis, sentence)
        opened = {theme: tokens for theme, tokens in opened.items() if self._counts(reading, theme, tokens[0])}
        if not opened:
            return
        if not any(mention.code for mention in reading.actors_in(range(sentence.first, sentence.last))):
            return
        ranked = sorted(opened.items(), key=lambda item: (-_weight(analysis, item[1]), item[1][0]))[:_MOST]
        for theme, tokens in ranked:
            yield self._claim(
                reading, self.themes[theme], tokens[0], tuple(other for other, _ in ranked if other != theme)
            )

    def _counts(self, reading: Reading, theme: str, cue: int) -> bool:
        """A sentence on how things stand, or what somebody is reported to hold; with a pole's word where the theme asks it."""
        analysis = reading.analysis
        sentence = analysis.sentence(cue)
        evaluated = not self.themes[theme].evaluated or self._has_pole(analysis, theme, sentence)
        return evaluated and _says_how_things_stand(reading, sentence)

    def _has_pole(self, analysis: Analysis, theme: str, sentence: Sentence) -> bool:
        poles = {*self.themes[theme].high_cues, *self.themes[theme].low_cues}
        return any(analysis.lemmas[token].lower() in poles for token in range(sentence.first, sentence.last))

    def _opened(self, analysis: Analysis, sentence: Sentence) -> dict[str, list[int]]:
        opened: dict[str, list[int]] = defaultdict(list)
        for token in range(sentence.first, sentence.last):
            # Words of a proper name (Friendship Treaty) open no theme.
            themes = self.cues.get(analysis.lemmas[token].lower(), ()) if analysis.pos[token] != "PROPN" else ()
            for theme in themes:
                opened[theme].append(token)
        return opened

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


def _weight(analysis: Analysis, cues: list[int]) -> float:
    """A cue that only describes another noun (nuclear, economic) weighs half."""
    return sum(0.5 if analysis.deps[cue] in ("amod", "compound", "nmod", "poss") else 1.0 for cue in cues)


def _says_how_things_stand(reading: Reading, sentence: Sentence) -> bool:
    """A main clause in the present, perfect or under a modal, or a reported view; a bare past tells an event."""
    analysis = reading.analysis
    root = next((t for t in range(sentence.first, sentence.last) if analysis.heads[t] == t), sentence.first)
    if any(analysis.words[token] == "?" for token in range(max(sentence.first, sentence.last - 3), sentence.last)):
        return False
    verbs = [root, *analysis.under(root, "aux", "auxpass", "conj", "ccomp")]
    return any(analysis.tags[verb] in _STANDING for verb in verbs) or bool(_evaluator(reading, sentence))


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
    lemmas = [analysis.lemmas[token].lower() for token in tokens]
    high = [lemma for lemma in lemmas if lemma in theme.high_cues]
    low = [lemma for lemma in lemmas if lemma in theme.low_cues]
    if bool(high) == bool(low):
        return "unclear", ()
    pole = "high" if bool(high) != negated else "low"
    return getattr(theme, pole), (f"stance {pole}: {(high or low)[0]!r}" + (", negated" if negated else ""),)
