"""EDTF dates for readers: "26 March 2010", "the 1870s", "about 1905", "2013 to 2017", never more precise than they are."""

from __future__ import annotations

import re
from functools import lru_cache

from yalu.model import DateRef

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter", "33": "first quarter",
            "34": "second quarter", "35": "third quarter", "36": "fourth quarter", "40": "first half",
            "41": "second half"}  # fmt: skip
_PLAIN = re.compile(r"(?P<year>-?\d{4})(?:-(?P<month>\d\d))?(?:-(?P<day>\d\d))?(?P<sign>[~?%]?)")
_SIGNS = {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}


@lru_cache(maxsize=4096)
def say_date(edtf: str | None) -> str:
    """Give an EDTF date in words; "undated" for none, and the EDTF itself where words would not be plainer."""
    if not edtf:
        return "undated"
    if edtf.startswith("["):
        return " or ".join(say_date(part) for part in edtf.strip("[]").split(","))
    if "/" in edtf:
        return _interval(*edtf.split("/", 1))
    if edtf.endswith("XX"):
        return f"the {_ordinal(int(edtf[:2]) + 1)} century" if edtf[:2].isdecimal() else edtf
    if edtf.endswith("X"):
        return f"the {edtf[:3]}0s"
    found = _PLAIN.fullmatch(edtf)
    return _plain(found) if found else edtf


def say_counting(ref: DateRef) -> str:
    """Say how a date was found where its words alone do not tell: what it was counted from, or what it waits for."""
    match ref.resolved:
        case "published":
            return f"counted from the published date, {say_date(ref.anchor)}"
        case "context":
            return f"counted from {say_date(ref.anchor)}, named before"
        case "no":
            return "" if ref.edtf else "the words alone do not say when"
    return f"counted from {say_date(ref.anchor)}" if ref.anchor else ""


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _interval(first: str, last: str) -> str:
    if first in ("", ".."):
        return f"until {say_date(last)}"
    if last in ("", ".."):
        return f"since {say_date(first)}"
    return f"{say_date(first)} to {say_date(last)}"


def _plain(found: re.Match[str]) -> str:
    year, month, day = found["year"], found["month"], found["day"]
    said = f"{1 - int(year)} BC" if int(year) <= 0 else str(int(year))
    if month in _SEASONS:
        said = f"{_SEASONS[month]} {'of ' if int(month) > 24 else ''}{said}"
    elif month:
        said = f"{_MONTHS[int(month) - 1]} {said}"
    if day:
        said = f"{int(day)} {said}"
    return _SIGNS[found["sign"]] + said
