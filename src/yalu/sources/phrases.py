"""Turn phrases of the word files into patterns: `{n} comments`, `comments off on {any}`.

A person who corrects the word files need not know regular expressions; the few placeholders are all there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from yalu.model import fold

_PLACEHOLDERS = {"n": r"\d[\d.,]*[km]?", "any": r".+?", "name": r"(?P<name>.+?)"}
_PLACEHOLDER = re.compile(r"\{(n|any|name)\}")
_STRAIGHT = {"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "„": '"', "‟": '"', "–": "-", "—": "-"}
_CURLY = re.compile(f"[{''.join(_STRAIGHT)}]")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_PHRASE_EDGES = re.compile(r"^[^\w{}©]+|[^\w{}]+$")
_QUOTES = "\"'‘’“”«»„‹›`"


def straighten(text: str) -> str:
    """Give the text in lower case with plain spaces, quotation marks and dashes; every character keeps its place."""
    plain = fold(text)
    if not plain.isascii():
        plain = _CURLY.sub(lambda match: _STRAIGHT[match[0]], plain)
    lower = plain.lower()
    if len(lower) == len(plain):
        return lower
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in plain)


def strip_edges(text: str) -> str:
    """Give the text without arrows, bullets, brackets, dots and other signs at both ends."""
    return _EDGES.sub("", text)


def strip_quotes(text: str) -> str:
    """Give the text without white space and quotation marks at both ends."""
    return text.strip().strip(_QUOTES).strip()


def pattern_of(phrase: str) -> str:
    """Give the regular expression of a phrase; white space between its words is free."""
    parts: list[str] = []
    position = 0
    for match in _PLACEHOLDER.finditer(phrase):
        parts += [_literal(phrase[position : match.start()]), _PLACEHOLDERS[match[1]]]
        position = match.end()
    return "".join([*parts, _literal(phrase[position:])])


def _literal(text: str) -> str:
    return r"\s+".join(re.escape(word) for word in re.split(r"\s+", straighten(text)))


def any_of(phrases: Iterable[str]) -> str:
    """Give the alternation of phrases, longer ones first, so that "read more about" wins over "read more"."""
    return "|".join(pattern_of(phrase) for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))


def whole_line(phrases: Iterable[str]) -> re.Pattern[str]:
    """Compile phrases into one pattern for whole lines; see `fills_line`."""
    return re.compile(any_of(map(_bare, phrases)))


def fills_line(pattern: re.Pattern[str], line: str) -> bool:
    """Say whether a pattern of `whole_line` is all there is in the line, outer signs aside."""
    plain = straighten(line)
    return bool(pattern.fullmatch(strip_edges(plain)) or pattern.fullmatch(plain))


def _bare(phrase: str) -> str:
    # The sign stays in "© {any}", which without it would mean any line at all.
    return _PHRASE_EDGES.sub("", phrase)
