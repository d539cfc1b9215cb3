"""Identify the language of an article's text: what a page says of itself is often the language of its theme."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from yalu.extras import later
from yalu.sources.words import Entry, read_words

langid = later("py3langid.langid")

_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[A-Za-z]+")
_WIDE = re.compile("[\u3000-\U0003ffff]")
_SAMPLE = 2_000
_FIRST = 400
_FEWEST_WORDS = 40
_DISTINCT = 9
"""Different function words among the first sentences that no text in another language holds by chance."""
_FEWEST_LETTERS = 20
_ENGLISH = 0.2
_ENGLISH_LETTERS = 0.97
"""Share of Latin letters from which function words decide: a Korean text that quotes English is none."""


class LanguageWords(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    language: str


@dataclass(frozen=True, slots=True)
class Identified:
    """A language with how sure it is, 0 to 1."""

    language: str
    """ISO 639-1."""
    sure: float


def identify(text: str) -> Identified | None:
    """Give the language of a text; None when it is too short to be told.

    English, by far the most, is told by its function words alone; the model (langid, 97 languages) is loaded when
    something else is met.
    """
    if _is_plainly_english(text[:_FIRST]):
        return Identified("en", 0.99)
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.casefold())
    letters = sum(map(len, words))
    if letters < _FEWEST_LETTERS and not _WIDE.search(sample):
        return None
    latin = letters if sample.isascii() else len("".join(_LATIN.findall(sample)))
    if latin >= _ENGLISH_LETTERS * letters and sum(word in _english() for word in words) >= _ENGLISH * len(words):
        return Identified("en", 0.99)
    language, sure = _model().classify(sample)
    return Identified(str(language), float(sure))


def _is_plainly_english(beginning: str) -> bool:
    """Say whether the first sentences alone tell, in a fifth of the time: they hold many different function words."""
    words = beginning.lower().split()
    return beginning.isascii() and len(words) >= _FEWEST_WORDS and len(_english().intersection(words)) >= _DISTINCT


@cache
def _english() -> frozenset[str]:
    rows = read_words("languages", LanguageWords)
    return frozenset(word for row in rows if row.language == "en" for word in row.words)


@cache
def _model() -> Any:
    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
