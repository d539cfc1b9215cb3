"""What a figure measures: cues of the controlled list in the words nearest to the quantity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from yalu.language import Analysis
from yalu.lexicon.figures import Measure, load_changes, load_currencies, load_measures, load_person_nouns, load_units
from yalu.model import QuantityMention
from yalu.statements.figures.places import Place, nearest_governor, phrase

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_NOUNS = ("NOUN", "PROPN", "PRON")
_SHARES = ("share", "percent", "percentage point", "factor")
_BASES = frozenset({"gdp", "growth", "population", "income", "energy", "gas", "oil", "coal", "food", "enrichment"})
"""What shares are taken of: another measure of the clause is what the share is about."""
_FATES = frozenset({"deaths", "injured", "prisoners", "sanctions"})
"""What befalls people weighs more than who they are: "killed 17 soldiers"."""
_SALES = frozenset({"exports", "imports"})
_GOODS = ("mass", "volume", "flow", "energy")
"""Goods that are sold or bought are exports and imports, whatever they are."""
_TRADES = frozenset({"buy", "sell", "purchase", "lease", "rent", "acquire", "ransom", "swap"})
_LOANS = frozenset({"loan", "credit", "bond", "lend", "borrow", "mortgage"})
_LOAN = 8
"""Tokens before a rate in which the loan is named."""
_LONGEST = 3
_PAIR = 2
_DEFAULTS = {
    "time": "duration", "length": "distance", "area": "area", "flow": "oil", "energy": "energy", "explosive": "yield",
    "vote": "vote",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measures:
    """The controlled list, by cue."""

    nouns: Mapping[str, tuple[Measure, ...]]
    verbs: Mapping[str, tuple[Measure, ...]]
    kinds: Mapping[str, str]
    """Of physical units."""
    money: frozenset[str]
    """Names of currencies, for those whose state is left open."""
    people: frozenset[str]
    names: frozenset[str]
    """Ids of the list."""
    changes: frozenset[str]
    """Verbs of change: their subject or object is what is measured."""

    @classmethod
    def load(cls) -> Self:
        """Build the list from the lexicon."""
        nouns: dict[str, list[Measure]] = defaultdict(list)
        verbs: dict[str, list[Measure]] = defaultdict(list)
        rows = {row.id: row for row in load_measures().entries}
        for name in sorted({name for row in load_currencies().entries for name in row.names}):
            nouns[name].append(rows["exchange rate"])
        for row in rows.values():
            for cue in row.cues:
                nouns[cue].append(row)
            for cue in row.verbs:
                verbs[cue].append(row)
        return cls(
            {cue: tuple(rows) for cue, rows in nouns.items()},
            {cue: tuple(rows) for cue, rows in verbs.items()},
            {row.unit: row.kind for row in load_units().entries},
            frozenset(name for row in load_currencies().entries for name in row.names),
            frozenset(row.text for row in load_person_nouns().entries),
            frozenset(row.id for row in load_measures().entries),
            frozenset(row.lemma for row in load_changes().entries if row.value in ("rise", "fall", "factor")),
        )

    def kind(self, quantity: QuantityMention) -> str:
        """Give the kind of a unit: money, share, time, people, thing ..."""
        unit = quantity.unit.partition(" per ")[0]
        if quantity.unit in self.kinds:
            return self.kinds[quantity.unit]
        if quantity.currency or unit in self.money:
            return "money"
        if unit == "rank":
            return "rank"
        if unit in _SHARES:
            return "share"
        if unit in self.kinds:
            return self.kinds[unit]
        if not unit:
            return "none"
        last = unit.split()[-1]
        if unit == "vote":
            return "vote"
        return "people" if last.lower() in self.people or last[0].isupper() else "thing"

    def find(
        self, analysis: Analysis, quantity: QuantityMention, place: Place, text: list[int]
    ) -> tuple[str | None, str]:
        """Give the measure and the reason: first cue over the places nearest first; else the unit's; else None."""
        kind = self.kind(quantity)
        late: tuple[str, str] | None = None
        for found, where in self._steps(analysis, place, text, kind):
            measure, cue = found
            if kind == "share" and measure in _BASES and quantity.unit != "factor":
                late = late or (measure, f"{cue!r} {where}")
                continue
            return measure, f"{cue!r} {where}"
        if late:
            return late
        if kind in _DEFAULTS:
            return _DEFAULTS[kind], "its unit"
        return None, "no cue of the list"

    def _steps(
        self, analysis: Analysis, place: Place, text: list[int], kind: str
    ) -> Iterator[tuple[tuple[str, str], str]]:
        """Give the cue of each place that has one, nearest place first."""
        if kind == "money" and _is_price(analysis, place):
            yield ("price", "for"), "what is paid"
        if kind == "share" and _is_interest(analysis, place):
            yield ("interest", "at"), "beside a loan"
        strong = _FATES if kind in ("people", "none", "share", "thing") else _SALES if kind in _GOODS else frozenset()
        for found in self._verbs(analysis, place, kind) if strong else ():
            if found[0] in strong:
                yield found, "in the verb"
        for tokens, where in _near(analysis, place, text):
            cue = self._noun(analysis, tokens, kind)
            if cue:
                yield cue, where
        if kind != "share" or analysis.lemmas[place.verb].lower() not in self.changes:
            for found in self._verbs(analysis, place, kind):
                yield found, "in the verb"
        for tokens, where in _around(analysis, place):
            cue = self._noun(analysis, tokens, kind)
            if cue:
                yield cue, where

    def _noun(self, analysis: Analysis, tokens: Iterable[int], kind: str) -> tuple[str, str] | None:
        """Give the measure of the last cue of a phrase; the longer of two that end together."""
        ordered = list(tokens)
        lemmas = [analysis.lower_lemmas[token] for token in ordered]
        words = [analysis.lower_words[token] for token in ordered]
        for end in range(len(lemmas), 0, -1):
            for start in range(max(0, end - _LONGEST), end):
                for cue in (" ".join(lemmas[start:end]), " ".join(words[start:end])):
                    row = _fitting(self.nouns[cue], kind) if cue in self.nouns else None
                    if row:
                        return row.id, cue
        return None

    def _verbs(self, analysis: Analysis, place: Place, kind: str) -> Iterator[tuple[str, str]]:
        """Give the measures of the verb, with its particle or preposition first, then of the verb it hangs on."""
        governor = nearest_governor(analysis, place.root)
        for verb in dict.fromkeys((governor, place.verb)):
            lemma = analysis.lemmas[verb].lower()
            tails = analysis.under(verb, "prt", "prep", "acomp", "oprd", "dobj", "advmod")
            preps = [one for one in analysis.subtree(verb) if analysis.deps[one] == "prep"]
            deep = (
                f"{lemma} {analysis.words[one].lower()} {analysis.lemmas[end].lower()}"
                for one in preps
                for end in analysis.under(one, "pobj")
            )
            for cue in (*deep, *(f"{lemma} {analysis.lemmas[one].lower()}" for one in tails), lemma):
                row = _fitting(self.verbs.get(cue, ()), kind)
                if row:
                    yield row.id, cue


def _is_price(analysis: Analysis, place: Place) -> bool:
    """ "Bought the jets for 420 million": money after "for" under a verb of sale is the price."""
    head = analysis.heads[place.root]
    return analysis.words[head].lower() in ("for", "at") and analysis.lemmas[analysis.heads[head]].lower() in _TRADES


def _is_interest(analysis: Analysis, place: Place) -> bool:
    """ "A loan at 2.3 percent"."""
    sentence = analysis.sentence(place.root)
    before = range(max(sentence.first, place.root - _LOAN), place.root)
    at = analysis.words[analysis.heads[place.root]].lower() == "at"
    return at and any(analysis.lemmas[token].lower() in _LOANS for token in before)


def _fitting(rows: tuple[Measure, ...], kind: str) -> Measure | None:
    """Give the first measure that is counted so; anything may be ranked."""
    return next((row for row in rows if not row.kinds or kind in row.kinds or kind == "rank"), None)


def _near(analysis: Analysis, place: Place, text: list[int]) -> Iterator[tuple[list[int], str]]:
    yield text, "in the measured words"
    if analysis.pos[place.root] == "NUM" and place.root + 1 < len(analysis):
        yield [place.root + 1], "after the number"
    above = [token for token in analysis.ancestors(place.root) if analysis.pos[token] in _NOUNS]
    for noun in dict.fromkeys((place.noun, *above[:_PAIR])):
        if noun != place.root or analysis.pos[noun] in _NOUNS:
            yield phrase(analysis, noun), "in the noun above"


def _around(analysis: Analysis, place: Place) -> Iterator[tuple[list[int], str]]:
    """Object and subject of the clause, then those of the clause above, then what hangs on the verb."""
    for verb in dict.fromkeys((place.verb, *_verbs_above(analysis, place.verb))):
        for label, where in ((("dobj",), "in the object"), (_SUBJECTS, "in the subject")):
            for one in analysis.under(verb, *label):
                if one not in (place.root, place.noun):
                    yield phrase(analysis, one), where
                    yield [token for token in analysis.subtree(one) if token != place.root], where
    for other in analysis.under(place.verb, "prep", "dobj", "attr", "acomp", "oprd", "advcl", "npadvmod"):
        yield list(analysis.subtree(other)), "in the clause"
    if analysis.pos[place.verb] == "VERB" and analysis.deps[place.verb] in ("relcl", "acl"):
        yield phrase(analysis, analysis.heads[place.verb]), "in the noun the clause hangs on"


def _verbs_above(analysis: Analysis, verb: int) -> list[int]:
    joined = analysis.deps[verb] in ("conj", "xcomp", "advcl", "ccomp", "prep", "pcomp")
    above = analysis.heads[verb]
    return [above] if joined and above != verb and analysis.pos[above] in ("VERB", "AUX") else []
