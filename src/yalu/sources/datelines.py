"""Read a date at the head of a text, as lines around an article give it, into EDTF.

Only dates that name a year give a value; "3 days ago" and "12 March" are known for dates and stay without one (nothing is
guessed). `3/4/2014` is read as one of its two days, `[2014-03-04,2014-04-03]`, unless another date of the same page shows
which number is the day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from yalu.model import is_edtf
from yalu.sources.phrases import any_of, straighten
from yalu.sources.words import load_words

_ORDINAL = r"(?:st|nd|rd|th)?"
_TIME = re.compile(
    r"(?:\s*,)?(?:\s*(?:at|-|\||@|t))?\s*\d{1,2}(?::|\.|h)\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?\s?m\b\.?)?"
    r"\s*(?:z\b|(?:gmt|utc|est|edt|cet|cest|bst|pst|kst|jst|hkt|sgt|aest|cst)?(?:\s*[+-]\d{1,2}:?\d{0,2})?\b)?"
)


@dataclass(frozen=True, slots=True)
class DateText:
    """A date as a line gives it."""

    value: str | None
    """EDTF; None where the words name no year."""
    end: int
    """Where in the text the date and its time of day end."""
    day_first: bool | None = None
    """Of a date in figures alone: whether the first number is the day, where that can be told."""


@dataclass(frozen=True, slots=True)
class _Patterns:
    weekday: re.Pattern[str]
    shapes: tuple[tuple[str, re.Pattern[str]], ...]
    yearless: re.Pattern[str]


def read_date(text: str, *, day_first: bool | None = None) -> DateText | None:
    """Read the date at the very head of the text; None when there is none. `day_first` settles dates in figures."""
    patterns = _load_patterns()
    plain = straighten(text)
    start = match.end() if (match := patterns.weekday.match(plain)) else 0
    for name, pattern in patterns.shapes:
        if (found := pattern.match(plain, start)) and (date := _date_of(name, found, day_first)):
            return DateText(date.value, after_time(plain, found.end()), date.day_first)
    vague = load_words().ago.match(plain, start) or patterns.yearless.match(plain, start)
    return DateText(None, after_time(plain, vague.end())) if vague and _ends_word(plain, vague.end()) else None


def day_first_of(dates: Iterable[DateText | None]) -> bool | None:
    """Tell from all dates of a page whether the first number of a date in figures is the day; None when none tells."""
    told = {date.day_first for date in dates if date and date.day_first is not None}
    return told.pop() if len(told) == 1 else None


def to_edtf(text: str) -> str | None:
    """Give EDTF for a field that holds a date and nothing else: EDTF itself, a timestamp or words; None for the rest."""
    text = text.strip()
    if is_edtf(text):
        return text
    date = read_date(text)
    return date.value if date and not text[date.end :].strip() else None


def after_time(text: str, start: int = 0) -> int:
    """Give where a time of day at `start` ends; `start` itself when there is none."""
    match = _TIME.match(straighten(text), start)
    return match.end() if match else start


def _ends_word(plain: str, end: int) -> bool:
    return not plain[end : end + 1].isalnum()


@cache
def _load_patterns() -> _Patterns:
    words = load_words()
    month, season = any_of(words.months), any_of(words.seasons)
    day = rf"(?P<d>\d{{1,2}}){_ORDINAL}"
    year = r"(?P<y>(?:1[5-9]|20)\d\d)(?!\d)"
    shapes = {
        "iso": r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)",
        "year first": r"(?P<y>\d{4})[/.](?P<m>\d{1,2})[/.](?P<d>\d{1,2})(?!\d)",
        "cjk": r"(?P<y>\d{4})[年년]\s?(?P<m>\d{1,2})[月월]\s?(?P<d>\d{1,2})[日일]",
        "day month": rf"{day}(?:\s+of)?[\s-]+(?P<n>{month})\.?,?[\s-]+{year}",
        "month day": rf"(?P<n>{month})\.?\s+{day},?\s+{year}",
        "month": rf"(?P<n>{month})\.?,?\s+{year}",
        "season": rf"(?P<s>{season}),?\s+{year}",
        "dotted": r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})(?!\d)",
        "figures": r"(?P<a>\d{1,2})[/-](?P<b>\d{1,2})[/-](?P<y>\d{4})(?!\d)",
        "iso month": r"(?P<y>\d{4})-(?P<m>\d\d)(?![\d-])",
    }
    return _Patterns(
        weekday=re.compile(rf"(?:{words.weekday})\.?,?\s+"),
        shapes=tuple((name, re.compile(shape)) for name, shape in shapes.items()),
        yearless=re.compile(rf"(?:{day}\s+(?:{month})|(?:{month})\.?\s+\d{{1,2}}{_ORDINAL})(?![\w-])"),
    )


def _date_of(name: str, match: re.Match[str], day_first: bool | None) -> DateText | None:
    parts = match.groupdict()
    if name == "figures":
        return _figures(parts, day_first)
    words = load_words()
    month = words.seasons[parts["s"]] if parts.get("s") else words.months.get(parts.get("n") or "", parts.get("m"))
    return _checked(parts["y"], month, parts.get("d"))


def _checked(year: str, month: int | str | None, day: str | None) -> DateText | None:
    numbers = [f"{int(number):02d}" for number in (month, day) if number is not None]
    value = "-".join([year, *numbers])
    return DateText(value, 0) if is_edtf(value) else None


def _figures(parts: dict[str, str], day_first: bool | None) -> DateText | None:
    by_day = _checked(parts["y"], parts["b"], parts["a"]) if int(parts["b"]) <= 12 else None
    by_month = _checked(parts["y"], parts["a"], parts["b"]) if int(parts["a"]) <= 12 else None
    if not (by_day and by_month):
        date = by_day or by_month
        return DateText(date.value, 0, by_day is not None) if date else None
    if by_day == by_month:
        return by_day
    if day_first is not None:
        return by_day if day_first else by_month
    return DateText(f"[{','.join(sorted([str(by_day.value), str(by_month.value)]))}]", 0)
