"""Commas that a parser misses: British prose leaves out the one between an opening date and a name.

"On 8 April 2019 Malaysia condemned Singapore" is parsed as if the year described Malaysia: the date is lost, often the
subject too. The parser is shown the text with the comma; the analysis never sees it.
"""

from __future__ import annotations

import re

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
_WHEN = r"(?:[Oo]n|[Ii]n|[Bb]y|[Uu]ntil|[Ss]ince|[Aa]fter|[Bb]efore|[Ff]rom|[Ll]ate|[Ee]arly)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = rf"(?:{_DAY}\s+{_MONTH}(?:\s+\d{{4}})?|{_MONTH}\s+(?:{_DAY}(?:,?\s+\d{{4}})?|\d{{4}}))"
_OPENING = re.compile(
    rf"(?:\b{_WHEN}\s+{_DATE}|(?:^|[.!?][”’\"')]?\s+)(?:In|By|Since|Until|After|Before)\s+(?:late\s+|early\s+|mid-)?\d{{4}})"
    rf"(?=\s+(?!{_MONTH})[A-Z][\w’'-]+\s+\S)"
)


def find_missing_commas(text: str) -> tuple[int, ...]:
    """Give the offsets at which a comma is missing, ascending: behind an opening date that a name follows at once."""
    return tuple(match.end() for match in _OPENING.finditer(text))


def put_commas(text: str, places: tuple[int, ...]) -> str:
    """Give the text with a comma at each of these offsets."""
    parts = [text[begin:end] for begin, end in zip((0, *places), (*places, len(text)), strict=True)]
    return ",".join(parts)
