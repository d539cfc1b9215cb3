"""Figures: what a quantity measures, of whom, with whom, as of when, on whose word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from yalu.actors import Gazetteer
from yalu.language import Analysis
from yalu.lexicon.figures import ChangeWord, load_changes, load_measures
from yalu.model import DateMention, DateRef, Figure, Participant, QuantityMention, statement_id
from yalu.statements.reading import Reading

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_VERBS = ("VERB", "AUX")
_NOUNS = ("NOUN", "PROPN", "PRON")
_WITH = ("with", "to", "from", "into", "for", "toward", "towards", "in")
_GIVERS = ("debt", "investment", "aid", "loan")
"""Measures of which one side gives and the other has or owes: the receiver is who they are about."""
_PLACES = ("nummod", "compound", "amod", "nmod", "quantmod", "npadvmod")
_CHANGES = ("rise", "fall")
_TIME = ("second", "minute", "hour", "day", "week", "month", "year", "decade", "century")
_PAIR = 2


@dataclass(frozen=True, slots=True)
class _Sides:
    about: tuple[Participant, ...] = ()
    counterpart: tuple[Participant, ...] = ()
    why: str = "no actor is tied to it"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a quantity stands in its sentence."""

    root: int
    """Its token whose head lies outside it."""
    noun: int
    """The noun it modifies ("gas deal" of "$400 billion gas deal"), else the root."""
    verb: int
    """The predicate above."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Makes figures of quantities."""

    measures: Mapping[str, str]
    """Cue (lemmas joined by a space) to measure."""
    changes: Mapping[str, ChangeWord]
    name: str = "figures"
    version: str = "1"
    needs: tuple[str, ...] = ("actors", "dates", "quantities", "attributions")
    gives: str = "statements"

    @classmethod
    def load(cls, _gazetteer: Gazetteer) -> Self:
        """Build the stage with its words."""
        return cls(
            {cue: row.id for row in load_measures().entries for cue in row.cues},
            {row.lemma: row for row in load_changes().entries},
        )

    def extract(self, reading: Reading) -> Iterator[Figure]:
        """Give a figure for every quantity that measures something, in order of the text."""
        for quantity in reading.quantities:
            place = _place(reading.analysis, quantity)
            if place and self._counts(reading, quantity, place):
                yield self._figure(reading, quantity, place)

    def _counts(self, reading: Reading, quantity: QuantityMention, place: _Place) -> bool:
        """Not words that name known actors ("the two countries"), nor a bare one in words that counts a noun."""
        tokens = reading.analysis.tokens_in(quantity.span)
        if any(mention.span.holds(quantity.span) for mention in reading.actors_in(tokens)):
            return False
        return quantity.unit != "factor" or place.verb != place.root or quantity.value is not None

    def _figure(self, reading: Reading, quantity: QuantityMention, place: _Place) -> Figure:
        span = reading.sentence_span(place.root)
        quote = reading.quote(span)
        text = _measured_words(reading, quantity, place)
        measure, cue = self._measure(reading.analysis, quantity, place, text)
        change = self._change(reading.analysis, quantity, place)
        sides = self._sides(reading, quantity, place, measure)
        date, dated = _date(reading, quantity, place)
        judgement = reading.judge(place.verb)
        return Figure(
            id=statement_id("figure", reading.article.id, span, quote, f"{quantity.span.start}:{quantity.quote}"),
            article=reading.article.id, span=span, quote=quote, date=date, holders=reading.holders(place.root),
            certainty=judgement.certainty, cues=judgement.cues, coder=f"{self.name}/{self.version}",
            why=(f"measure: {cue}", f"actors: {sides.why}", f"date: {dated}"),
            raw=quantity.quote, value=quantity.value, low=quantity.low, high=quantity.high, unit=quantity.unit,
            currency=quantity.currency, approximator=quantity.approximator,  # type: ignore[arg-type]  # of the lexicon
            measure=measure, measure_text=_text(reading, text), about=sides.about, counterpart=sides.counterpart,
            change=change, base=_base(reading, quantity, place),
        )  # fmt: skip

    # ------------------------------------------------------------ what it measures

    def _measure(
        self, analysis: Analysis, quantity: QuantityMention, place: _Place, text: list[int]
    ) -> tuple[str | None, str]:
        """Look for a cue in the measured words, then the verb, then its subject, then its other nouns; longest cue first."""
        for tokens, where in self._search_places(analysis, place, text):
            lemmas = [analysis.lemmas[token].lower() for token in tokens]
            for cue in sorted(_cues(lemmas) & self.measures.keys(), key=lambda cue: (-cue.count(" "), cue)):
                return self.measures[cue], f"{cue!r} {where}"
        if quantity.unit in self.measures:
            return self.measures[quantity.unit], "its unit"
        words = " ".join(analysis.words[token] for token in text)
        return (words.lower() or None), "the words of the text"

    def _search_places(self, analysis: Analysis, place: _Place, text: list[int]) -> Iterator[tuple[Iterable[int], str]]:
        yield text, "in the measured words"
        above = [token for token in analysis.ancestors(place.root) if analysis.pos[token] in _NOUNS]
        yield [place.noun, *above[:_PAIR]], "in the noun above"
        governor = _nearest_governor(analysis, place.root)
        yield _with_particles(analysis, governor), "in its governor"
        yield _with_particles(analysis, place.verb), "in the verb"
        for subject in analysis.under(place.verb, *_SUBJECTS):
            yield analysis.subtree(subject), "in the subject"
        for other in analysis.under(place.verb, "prep", "dobj"):
            yield analysis.subtree(other), "in the clause"

    def _change(self, analysis: Analysis, quantity: QuantityMention, place: _Place) -> str | None:
        prep = analysis.heads[place.root] if analysis.deps[place.root] == "pobj" else None
        word = analysis.words[prep].lower() if prep is not None else ""
        governor = analysis.heads[prep] if prep is not None else place.verb
        row = self.changes.get(analysis.lemmas[governor].lower()) or self._adverb_change(analysis, place)
        if quantity.unit == "factor":
            return "factor"
        if row is None:
            return None
        if row.value == "factor":
            return word if word in ("from", "to") else "factor"
        if row.value not in _CHANGES:
            return None
        if word == "from":
            return "from"
        return f"{row.value}_to" if word == "to" else f"{row.value}_by" if word in ("by", "") else None

    def _adverb_change(self, analysis: Analysis, place: _Place) -> ChangeWord | None:
        """ "Down 80 percent", "up four points"."""
        before = analysis.edges[place.root][0] - 1
        return self.changes.get(analysis.lemmas[before].lower()) if before >= 0 else None

    # ------------------------------------------------------------ of whom, with whom

    def _sides(self, reading: Reading, quantity: QuantityMention, place: _Place, measure: str | None) -> _Sides:
        if quantity.unit in ("share", "percent"):
            found = self._share_sides(reading, place)
            if found:
                return found
        pair = _pair(reading, place)
        if pair:
            return pair
        if measure in _GIVERS:
            found = _gift_sides(reading, quantity, place)
            if found:
                return found
        return _plain_sides(reading, place)

    def _share_sides(self, reading: Reading, place: _Place) -> _Sides | None:
        """ "X comprises a third of Y's exports": about Y, with X."""
        analysis = reading.analysis
        base = reading.codes(_of_tokens(analysis, place.root))
        row = self.changes.get(analysis.lemmas[place.verb].lower())
        subjects = _subject_codes(reading, place.verb)
        if base and row is not None and row.value == "share":
            return _Sides(base, _without(subjects, base), "owner of what the share is taken of; subject of the share")
        if base:
            return _Sides(base, _without(_companions(reading, place), base), "owner of what the share is taken of")
        return None


def _cues(lemmas: list[str]) -> set[str]:
    joined = {" ".join(lemmas[i : i + n]) for n in (2, 3) for i in range(len(lemmas) - n + 1)}
    return {*lemmas, *joined}


def _place(analysis: Analysis, quantity: QuantityMention) -> _Place | None:
    tokens = analysis.tokens_in(quantity.span)
    if not tokens:
        return None
    root = next((one for one in reversed(tokens) if analysis.heads[one] not in tokens or analysis.heads[one] == one), tokens[-1])  # fmt: skip
    noun = root
    while analysis.deps[noun] in _PLACES and analysis.pos[analysis.heads[noun]] in ("NOUN", "PROPN") and analysis.heads[noun] > noun:  # fmt: skip
        noun = analysis.heads[noun]
    above = (root, *analysis.ancestors(root))
    verb = next((one for one in above if analysis.pos[one] in _VERBS), above[-1])
    return _Place(root, noun, verb)


def _nearest_governor(analysis: Analysis, token: int) -> int:
    """Give the first word above that is no preposition and no noun of the quantity: "writing" in "writing off of"."""
    for one in analysis.ancestors(token):
        if analysis.pos[one] not in ("ADP", "PART", "NUM"):
            return one
    return token


def _with_particles(analysis: Analysis, token: int) -> list[int]:
    return sorted([token, *analysis.under(token, "prt", "prep", "dobj", "attr")])


def _of_tokens(analysis: Analysis, root: int) -> list[int]:
    """Give the tokens of the "of" phrase under a quantity."""
    for prep in analysis.under(root, "prep"):
        if analysis.words[prep].lower() == "of":
            return [token for token in analysis.subtree(prep) if token != prep]
    return []


def _measured_words(reading: Reading, quantity: QuantityMention, place: _Place) -> list[int]:
    """Give the tokens that say what is measured, without possessors and articles."""
    analysis = reading.analysis
    if quantity.unit in ("share", "percent") or (quantity.currency and place.noun == place.root):
        for prep in analysis.under(place.root, "prep"):
            if analysis.words[prep].lower() in ("of", "in", "for"):
                target = analysis.child(prep, "pobj")
                if target is not None and not reading.actor_at(target):
                    return _phrase(analysis, target)
        return []
    if place.noun != place.root:
        inside = analysis.tokens_in(quantity.span)
        return [token for token in _phrase(analysis, place.noun) if token not in inside]
    if quantity.unit in _TIME or quantity.currency or quantity.unit == "factor":
        return []
    return _phrase(analysis, place.root) if analysis.pos[place.root] in ("NOUN", "PROPN") else []


def _phrase(analysis: Analysis, noun: int) -> list[int]:
    """Give a noun with its modifiers and conjuncts, without possessor, article, number and what follows it."""
    found: set[int] = set()
    for one in analysis.conjuncts(noun):
        found.add(one)
        for child in analysis.under(one, "compound", "amod", "nmod", "cc"):
            found.update(analysis.subtree(child))
    return sorted(token for token in found if analysis.pos[token] not in ("NUM", "SYM", "PUNCT", "DET"))


def _text(reading: Reading, tokens: list[int]) -> str | None:
    if not tokens:
        return None
    first = last = tokens[-1]
    while first - 1 in tokens:
        first -= 1
    return reading.quote(reading.analysis.span(first, last + 1))


def _base(reading: Reading, quantity: QuantityMention, place: _Place) -> str | None:
    tokens = _of_tokens(reading.analysis, place.root) if quantity.unit in ("share", "percent") else []
    return reading.quote(reading.analysis.span(tokens[0], tokens[-1] + 1)) if tokens else None


def _subject_codes(reading: Reading, verb: int) -> tuple[Participant, ...]:
    """Give the actors of a verb's subject; of a joined or embedded verb without one, those of the verb above."""
    analysis = reading.analysis
    for one in (verb, *analysis.ancestors(verb)):
        subjects = analysis.under(one, *_SUBJECTS)
        if subjects:
            return reading.codes(_own_words(analysis, subjects[0]))
        if analysis.deps[one] not in ("conj", "xcomp", "relcl", "acl", "advcl", "pcomp", "aux", "prep", "pobj"):
            break
    return ()


def _own_words(analysis: Analysis, token: int) -> list[int]:
    """Give the words of a phrase without the clauses that hang on it."""
    inner = {t for clause in analysis.under(token, "relcl", "advcl") for t in analysis.subtree(clause)}
    return [one for one in analysis.subtree(token) if one not in inner]


def _without(some: tuple[Participant, ...], others: tuple[Participant, ...]) -> tuple[Participant, ...]:
    known = {one.code for one in others}
    return tuple(one for one in some if one.code not in known)


def _pair(reading: Reading, place: _Place) -> _Sides | None:
    """ "Between A and B", "between the two countries": about the one, with the other."""
    analysis = reading.analysis
    nouns = [place.noun, *(token for token in analysis.ancestors(place.root) if analysis.pos[token] in _NOUNS)]
    holders = [*nouns[:_PAIR], place.verb, *analysis.under(place.verb, *_SUBJECTS)]
    for holder in dict.fromkeys(holders):
        for prep in analysis.under(holder, "prep"):
            if analysis.words[prep].lower() in ("between", "among"):
                codes = reading.codes(analysis.subtree(prep))
                if len(codes) >= _PAIR:
                    return _Sides(codes[:1], codes[1:], "the two it lies between")
    return None


def _gift_sides(reading: Reading, quantity: QuantityMention, place: _Place) -> _Sides | None:
    """Find who gives, lends or forgives, then who receives: named beside it, before it, or in the sentence before."""
    givers, why = _givers(reading, place)
    if not givers:
        return None
    receivers = _without(_receivers(reading, place), givers)
    how = "named as receiver"
    if not receivers:
        receivers, how = _without(_nearby(reading, quantity, place), givers)[-1:], "nearest other actor before"
    return _Sides(receivers, givers, f"{why}; {how if receivers else 'no receiver'}")


def _givers(reading: Reading, place: _Place) -> tuple[tuple[Participant, ...], str]:
    analysis = reading.analysis
    for one in (place.root, *analysis.ancestors(place.root)):
        for child in analysis.under(one, "poss", "agent"):
            codes = reading.codes(analysis.subtree(child))
            if codes:
                return codes, "possessor or agent of the act"
        for prep in analysis.under(one, "prep"):
            codes = reading.codes(analysis.subtree(prep)) if analysis.words[prep].lower() == "by" else ()
            if codes:
                return codes[:1], "by whom the act is"
        subjects = analysis.under(one, *_SUBJECTS)
        codes = reading.codes(_own_words(analysis, subjects[0])) if subjects else ()
        if codes:
            return codes, "subject of the act"
    return (), ""


def _receivers(reading: Reading, place: _Place) -> tuple[Participant, ...]:
    analysis = reading.analysis
    found: list[int] = []
    for holder in dict.fromkeys((place.root, place.noun, place.verb)):
        found += analysis.under(holder, "dative")
        found += [prep for prep in analysis.under(holder, "prep") if analysis.words[prep].lower() in ("to", "for")]
        found += [child for child in analysis.under(holder, "dobj") if reading.actor_at(child)]
    codes = [one for token in found for one in reading.codes(_own_words(analysis, token))]
    return tuple({one.code: one for one in codes}.values())


def _nearby(reading: Reading, quantity: QuantityMention, place: _Place) -> tuple[Participant, ...]:
    """Give the actors before the quantity in its sentence and in the sentence before, in order."""
    analysis = reading.analysis
    number = analysis.sentence_of[place.root]
    here = analysis.sentences[number]
    first = here.first
    if number and analysis.sentences[number - 1].paragraph == here.paragraph:
        first = analysis.sentences[number - 1].first
    mentions = reading.actors_in(range(first, analysis.tokens_in(quantity.span)[0]))
    return tuple(one for mention in mentions for one in reading.participants(mention) if _stands(reading, one.code))


def _stands(reading: Reading, code: str) -> bool:
    """A state that is no more receives nothing: "debt from the Soviet era"."""
    actor = reading.gazetteer.actor(code)
    return actor is None or actor.until is None


def _plain_sides(reading: Reading, place: _Place) -> _Sides:
    """Owner or object of the measured noun, else the subject; with whom: after "with", "to", "from"."""
    analysis = reading.analysis
    own = reading.codes(_own_words(analysis, place.noun))
    companions = _companions(reading, place)
    if own:
        about = _without(own, companions) or own[:1]
        return _Sides(about, _without(companions, about), "named in the measured phrase")
    subjects = _subject_codes(reading, place.verb)
    if subjects:
        about = _without(subjects, companions) or subjects[:1]
        return _Sides(about, _without(companions, about), "subject of the clause")
    for one in analysis.ancestors(place.root):
        codes = reading.codes(analysis.subtree(one)) if analysis.pos[one] in ("NOUN", "PROPN") else ()
        if codes:
            return _Sides(codes[:1], _without(companions, codes[:1]), "named in the phrase above")
    return _Sides(companions, (), "named after a preposition" if companions else "no actor is tied to it")


def _companions(reading: Reading, place: _Place) -> tuple[Participant, ...]:
    analysis = reading.analysis
    holders = dict.fromkeys((place.root, place.noun, place.verb, *analysis.under(place.verb, *_SUBJECTS)))
    preps = [prep for one in holders for prep in analysis.under(one, "prep") if analysis.words[prep].lower() in _WITH]
    preps += [child for one in holders for child in analysis.under(one, "dative")]
    codes = [one for prep in preps for one in reading.codes(_own_words(analysis, prep))]
    return tuple({one.code: one for one in codes}.values())


def _date(reading: Reading, quantity: QuantityMention, place: _Place) -> tuple[DateRef | None, str]:
    """Give the date of the clause nearest to the quantity; a date of the sentence where it is the only one."""
    analysis = reading.analysis
    sentence = analysis.sentence(place.root)
    here = [one for one in reading.dates_in(sentence.span) if one.date.edtf and _is_free(analysis, one, place)]
    clause = analysis.subtree(place.verb)
    inside = [one for one in here if analysis.token_at(one.span.start) in clause]
    if inside:
        nearest = min(inside, key=lambda one: _distance(one, quantity))
        return nearest.date, f"nearest in its clause: {nearest.quote!r}"
    if len(here) == 1 and analysis.heads[place.verb] == place.verb:
        return here[0].date, f"the only one of its sentence: {here[0].quote!r}"
    return None, "none in its clause"


def _distance(date: DateMention, quantity: QuantityMention) -> tuple[int, bool]:
    """Characters between; of two equally near the one after the quantity counts: "0.5bn in 2000 to 1.0bn in 2010"."""
    after = date.span.start >= quantity.span.end
    gap = date.span.start - quantity.span.end if after else quantity.span.start - date.span.end
    return gap, not after


def _is_free(analysis: Analysis, date: DateMention, place: _Place) -> bool:
    """Not the date of another thing: "the 2016 test", "the Korean War (1950-53)"."""
    tokens = analysis.tokens_in(date.span)
    if not tokens:
        return False
    root = next((one for one in tokens if analysis.heads[one] not in tokens), tokens[0])
    head = analysis.heads[root]
    owned = analysis.deps[root] in ("nummod", "compound", "amod", "nmod", "appos") and analysis.pos[head] in _NOUNS
    return not owned or head in (place.noun, place.root) or head in analysis.subtree(place.noun)
