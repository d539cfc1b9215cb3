"""The grammar of dates as regular expressions, built once from the words of the lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from yalu.lexicon.dates import DateWord, load_date_words

DASH = r"[-\u2010-\u2014/]"
_YEAR = r"(?:1[0-9]{3}|20[0-9]{2})"


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted((re.escape(word) for word in words), key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class Grammar:
    """Compiled patterns and the values of words."""

    values: dict[tuple[str, str], str]
    """By kind and word."""
    trigger: re.Pattern[str]
    """A sentence without this holds no date."""
    point: re.Pattern[str]
    point_text: str
    relative: re.Pattern[str]
    ago: re.Pattern[str]
    later: re.Pattern[str]
    weekday: re.Pattern[str]
    bare_month: re.Pattern[str]
    opened: re.Pattern[str]
    """What may stand directly before a point and changes its value."""
    span_after: re.Pattern[str]

    @classmethod
    def load(cls) -> Self:
        """Build the grammar."""
        rows = load_date_words().entries
        values: dict[tuple[str, str], str] = {(row.kind, row.text): row.value for row in rows}
        word = {kind: _any(row.text for row in rows if row.kind == kind) for kind in {row.kind for row in rows}}
        month = "|".join(_titles(rows, "month"))
        season, weekday = word["season"], "|".join(_titles(rows, "weekday"))
        number = rf"(?:\d{{1,3}}|{word['number']})"
        unit = word["unit"]
        part = rf"(?P<part>(?:the )?(?:{word['part']})(?:[ -]|\u2010|\u2011|\u2013|\u2014)?(?: ?the )?)?"
        point = "|".join(
            (
                rf"(?P<d1>[0-3]?\d)(?:st|nd|rd|th)?(?: of)? (?P<m1>{month})\.?,? (?P<y1>{_YEAR})",
                rf"(?P<m2>{month})\.? (?P<d2>[0-3]?\d)(?:st|nd|rd|th)?,? (?P<y2>{_YEAR})",
                rf"{part}(?P<m3>{month})\.?,? (?:of )?(?P<y3>{_YEAR})",
                rf"(?:the )?(?P<season>{season}) (?:of )?(?P<y4>{_YEAR})(?P<season_end>{DASH}\d\d)?",
                rf"(?:the )?(?P<quarter>first|second|third|fourth) quarter of (?P<y5>{_YEAR})",
                rf"(?:the )?(?P<half>first|second) half of (?P<y6>{_YEAR})",
                rf"{part.replace('<part>', '<part7>')}(?:the )?(?P<decade>1[0-9]{{2}}|20[0-9])0s",
                rf"{part.replace('<part>', '<part8>')}(?P<century>\d{{1,2}}(?:st|nd|rd|th)|{word['ordinal']}) century(?P<bc1> BCE?)?",
                r"(?P<ad>AD )(?P<y9>\d{1,4})",
                r"(?P<y10>\d{1,4}) (?P<bc2>BCE?)\b",
                rf"{part.replace('<part>', '<part11>')}(?P<y11>{_YEAR})(?![\d,.]?\d)",
            )
        )
        return cls(
            values=values,
            trigger=re.compile(
                rf"\d|century|\b(?:{month}|{weekday})\b|\bago\b|(?:last|this|next|following|previous|later|earlier) ",
                re.IGNORECASE,
            ),
            point=re.compile(point),
            point_text=re.sub(r"\?P<\w+>", "?:", point),
            relative=re.compile(
                rf"\b(?P<which>last|this|next|past|coming) (?P<what>{month}|{weekday}|{season}|{unit})\b", re.IGNORECASE
            ),
            ago=re.compile(rf"\b(?P<n>{number}) (?P<unit>{unit}) ago\b", re.IGNORECASE),
            later=re.compile(
                rf"\bthe (?P<which>following|next|previous|preceding) (?P<unit>{unit})\b"
                rf"|\b(?P<n>{number}) (?P<unit2>{unit}) (?P<way>later|earlier|before)\b(?! the)",
                re.IGNORECASE,
            ),
            weekday=re.compile(rf"\b(?:[Oo]n )?(?P<day>{weekday})\b"),
            bare_month=re.compile(
                rf"\b(?P<lead>in|by|since|until|the|of|from|during|for|late|early|mid)[ -](?P<month>{month})\b(?!\.? \d)"
            ),
            opened=re.compile(
                rf"(?:\b(?P<relation>{word['relation']}|between)|\b(?P<approximate>{word['approximate']})|\b(?P<uncertain>{word['uncertain']}))(?: the| about| around)? ?$",
                re.IGNORECASE,
            ),
            span_after=re.compile(
                rf"\b(?:the )?(?P<n>{number}) years (?P<way>after|following|from|before) $", re.IGNORECASE
            ),
        )

    def number(self, text: str) -> int:
        """Give the number of digits or words."""
        return int(text) if text.isdigit() else int(self.values["number", text.lower()])


def _titles(rows: Iterable[DateWord], kind: str) -> list[str]:
    return sorted((row.text.capitalize() for row in rows if row.kind == kind), key=len, reverse=True)
