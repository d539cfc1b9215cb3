"""What a model's rules make of a word: part of speech and lemma, asked once a word, tag and label and then remembered.

A model's attribute ruler and rule lemmatizer took half of the parse, and what they give depends on the word, its tag and
its label alone, but for the ruler's few patterns of several words; those are asked once a run of words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Self

from spacy.attrs import DEP, LEMMA, ORTH, POS, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc

Form = tuple[str, str, str, str, str, str, str]
"""Word, lemma, part of speech, tag, label; word and lemma in lower case."""
Key = tuple[int, int, int]
"""Numbers of word, tag and label in the model's strings."""

_RULED = ("attribute_ruler", "lemmatizer")
_ATTRIBUTES = (ORTH, LEMMA, POS, TAG, DEP)
_SHORT = re.compile(r"[^aeiou]+[aeiou][^aeiouhswxyz]")
"""One syllable that ends in one vowel and one consonant."""
_MOST = 400_000
"""Forms kept at most, some 60 MB; then they are learnt anew."""


class GivenForms:
    """Reads the forms that a model has written into its parse."""

    def read(self, doc: Doc) -> list[Form]:
        """Give the form of each token."""
        return _written(doc)


class RememberedForms:
    """Asks the rules of a model only for words, tags and labels not seen before."""

    def __init__(self, ruler: AttributeRuler, lemmatizer: Lemmatizer) -> None:
        self._ruler, self._lemmatizer = ruler, lemmatizer
        self._vocab = ruler.vocab
        rows: list[Any] = ruler.patterns
        runs = [one for row in rows for one in row["patterns"] if len(one) > 1]
        self._runs = _matcher(ruler, runs)
        self._openings = _matcher(ruler, [one[:1] for one in runs])
        self._known: dict[Key, tuple[Form, bool]] = {}
        self._known_runs: dict[tuple[Key, ...], list[Form]] = {}

    @classmethod
    def take_over(cls, nlp: Language) -> Self | None:
        """Take ruler and lemmatizer out of a model and stand in for them; None where it has others than these at its end."""
        if tuple(nlp.pipe_names[-2:]) != _RULED:
            return None
        ruler, lemmatizer = (nlp.get_pipe(name) for name in _RULED)
        if not isinstance(ruler, AttributeRuler) or not isinstance(lemmatizer, Lemmatizer):
            return None
        for name in _RULED:
            nlp.disable_pipe(name)
        _index(lemmatizer)
        return cls(ruler, lemmatizer)

    def read(self, doc: Doc) -> list[Form]:
        """Give the form of each token, the same as the model's own rules would."""
        if len(self._known) >= _MOST:
            self._known.clear()
        keys: list[Key] = list(map(tuple, doc.to_array([ORTH, TAG, DEP]).tolist()))
        known = self._known
        self._learn(list(dict.fromkeys(key for key in keys if key not in known)))
        found = [known[key] for key in keys]
        forms = [form for form, _ in found]
        if any(opens for _, opens in found):
            for _, first, last in self._runs(doc, allow_missing=True):
                forms[first:last] = self._run(tuple(keys[first:last]))
        return forms

    def _learn(self, keys: Sequence[Key]) -> None:
        """Ask for words all at once, and once more alone for those that stand as a run by chance."""
        if not keys:
            return
        doc = self._ask(keys)
        opens = {first for _, first, _ in self._openings(doc, allow_missing=True)}
        chance = {one for _, first, last in self._runs(doc, allow_missing=True) for one in range(first, last)}
        for at, (key, form) in enumerate(zip(keys, _written(doc), strict=True)):
            self._known[key] = _written(self._ask((key,)))[0] if at in chance else form, at in opens

    def _run(self, keys: tuple[Key, ...]) -> list[Form]:
        if keys not in self._known_runs:
            self._known_runs[keys] = _written(self._ask(keys))
        return self._known_runs[keys]

    def _ask(self, keys: Sequence[Key]) -> Doc:
        """Put words with their tags and labels before the model's own rules."""
        strings = self._vocab.strings
        words, tags, labels = ([strings[number] for number in column] for column in zip(*keys, strict=True))
        doc = Doc(self._vocab, words=words, tags=tags, deps=labels, heads=list(range(len(words))))
        return self._lemmatizer(self._ruler(doc))


def _index(lemmatizer: Lemmatizer) -> None:
    """Make sets of the lists of lemmas that the rules look forms up in: they hold tens of thousands of words."""
    if lemmatizer.lookups.has_table("lemma_index"):
        table: Any = lemmatizer.lookups.get_table("lemma_index")
        for part in list(table):
            table[part] = frozenset(table[part])


def _matcher(ruler: AttributeRuler, patterns: list[Any]) -> Matcher:
    matcher = Matcher(ruler.vocab)
    if patterns:
        matcher.add("run", patterns)
    return matcher


def _written(doc: Doc) -> list[Form]:
    strings = doc.vocab.strings
    columns = (map(strings.__getitem__, column) for column in doc.to_array(list(_ATTRIBUTES)).T.tolist())
    return [_form(*row) for row in zip(*columns, strict=True)]


def _form(word: str, given: str, pos: str, tag: str, label: str) -> Form:
    lemma = _mend(word, given, pos)
    return word, lemma, pos, tag, label, word.lower(), lemma.lower()


def _mend(word: str, lemma: str, pos: str) -> str:
    """Give back the e that a lemmatizer took off: "hoped" is no form of "hop", which would double its p."""
    if pos == "VERB" and _SHORT.fullmatch(lemma) and word.lower() in (f"{lemma}es", f"{lemma}ed", f"{lemma}ing"):
        return f"{lemma}e"
    return lemma
