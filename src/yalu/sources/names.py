"""Tell the names of authors in a byline from everything else that stands there.

No name list is used: a name is one to six words that begin with a capital (or have no case at all), with small words in
between. What does not look like that is no name, and a byline without a name has no author.
"""

from __future__ import annotations

import re
from functools import cache

from yalu.model import key_of, squeeze
from yalu.sources.phrases import any_of, strip_quotes
from yalu.sources.words import PageWords

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.\-‑–·])*")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+")
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*")
_LONGEST_FIELD = 2_000
"""Characters; a longer text is no list of names, and patterns take their time on it."""
_MOST_WORDS = 6
_MOST_LETTERS = 60


def split_names(text: str, words: PageWords, *, fewest_words: int = 1) -> tuple[str, ...]:
    """Give the names of a byline without honorifics, affiliations and user names of staff; empty when there is none.

    Every part set off by a comma must be a name or follow the names as an affiliation, a suffix or an office.
    """
    if len(text) > _LONGEST_FIELD:
        return ()
    cleaned = _BRACKETS.sub(" ", squeeze(text)).strip(" ,;|-–—•·:")
    groups = [_split_commas(part) for part in re.split(_between(words), cleaned)]
    names: list[str] = []
    for group in groups:
        found = _names_of(group, words)
        if found is None:
            return ()
        names += found
    if any(len(name.split()) < fewest_words for name in names if key_of(name) not in words.names["account"]):
        return ()
    return tuple(dict.fromkeys(name for name in names if key_of(name) not in words.names["account"]))


def strip_honorifics(text: str, words: PageWords) -> str:
    """Give a name without the titles before it."""
    pattern = re.compile(rf"(?:(?:{any_named(words.names['honorific'])})\.?\s+)+", re.IGNORECASE)
    return pattern.sub("", text, count=1) if pattern.match(text) else text


@cache
def any_named(phrases: frozenset[str]) -> str:
    """Give the alternation of a set of words that does not change; made once."""
    return any_of(phrases)


def _between(words: PageWords) -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{any_named(words.names['between'])})\s+|\s*[;/&]\s*|,\s*(?:and|&)\s+", re.IGNORECASE)


def _split_commas(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _names_of(parts: list[str], words: PageWords) -> list[str] | None:
    """Give the names at the head of parts; None when the first is no name or what follows cannot be told."""
    names: list[str] = []
    for number, part in enumerate(parts):
        if part.casefold() in words.names["suffix"]:
            continue
        if number and _is_office(part, words):
            break
        name = _bare_name(part, words)
        if name is None:
            if number == 0:
                return None
            break
        names.append(name)
    return names


def _is_office(part: str, words: PageWords) -> bool:
    keys = set(re.findall(r"[\w.]+", part.casefold()))
    return bool(keys & (words.names["role"] | words.names["organisation"]))


def _bare_name(text: str, words: PageWords) -> str | None:
    name = _strip_stop(strip_honorifics(strip_quotes(text), words), words)
    parts = [part for part in name.split(" ") if part]
    while len(parts) > 1 and parts[-1].casefold() in words.names["suffix"]:
        parts = parts[:-1]
    if not 1 <= len(parts) <= _MOST_WORDS or len(name) > _MOST_LETTERS:
        return None
    if not all(_is_name_word(part, words) for part in parts) or not (_is_capital(parts[0]) or len(parts) > 1):
        return None
    if parts[-1] in words.names["particle"] or not any(_is_capital(part) for part in parts):
        return None
    return name


def _is_name_word(word: str, words: PageWords) -> bool:
    return bool(_WORD.fullmatch(word)) and (_is_capital(word) or word in words.names["particle"])


def _is_capital(word: str) -> bool:
    # "al-Bazzaz" and "O'Neill" hold a capital further in; writing without case counts as capital.
    first = word[0]
    return not first.islower() or any(char.isupper() for char in word)


def _strip_stop(name: str, words: PageWords) -> str:
    """Strip one final stop that ends the byline, and keep the stop of an initial or a suffix ("James H.", "Jr.")."""
    if not name.endswith("."):
        return name
    last = name.rsplit(" ", 1)[-1]
    if _INITIALS.fullmatch(last) or last.casefold() in words.names["suffix"]:
        return name
    return name[:-1].rstrip()
