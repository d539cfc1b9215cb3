"""Points in time as a text names them, and the EDTF they are written as.

Conventions for early, mid and late (of a decade, century, year) are Yalu's own: one place, printed on /about/method.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from yalu.model import Part

_DECADE: Final = {"early": (0, 3), "mid": (5, 5), "late": (7, 9)}
_CENTURY: Final = {"early": (0, 33), "mid": (34, 66), "late": (67, 99)}
_YEAR: Final = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A day, month, season, year, decade or century; exactly one grain is set besides the year."""

    year: int
    month: int | None = None
    day: int | None = None
    sub: int | None = None
    """Season 21-24, quarter 33-36, half 40-41."""
    decade: bool = False
    century: bool = False
    part: Part | None = None
    qualifier: str = ""

    @property
    def edtf(self) -> str:
        """The point alone."""
        if self.century:
            return self._century()
        if self.decade:
            return self._decade()
        if self.part and self.month is None and self.sub is None:
            first, last = _YEAR[self.part]
            return f"{self._four(self.year)}-{first:02d}/{self._four(self.year)}-{last:02d}"
        return self._plain() + self.qualifier

    def first(self) -> str:
        """The date it begins with, for the start of an interval."""
        return self.edtf.split("/")[0] if "/" in self.edtf else self._edge(0)

    def last(self) -> str:
        """The date it ends with, for the end of an interval."""
        return self.edtf.split("/")[1] if "/" in self.edtf else self._edge(1)

    def _edge(self, side: int) -> str:
        if self.decade and not self.part:
            return self._four(self.year + (0, 9)[side])
        if self.century and not self.part:
            return self._four(self.year + (0, 99)[side])
        return self.edtf

    def _plain(self) -> str:
        text = self._four(self.year)
        if self.sub is not None:
            return f"{text}-{self.sub}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        return f"{text}-{self.day:02d}" if self.day is not None else text

    def _decade(self) -> str:
        if self.part == "mid":
            return f"{self._four(self.year + 5)}~"
        if self.part:
            first, last = _DECADE[self.part]
            return f"{self._four(self.year + first)}/{self._four(self.year + last)}"
        return self._four(self.year)[:3] + "X" + self.qualifier

    def _century(self) -> str:
        if self.part:
            first, last = _CENTURY[self.part]
            return f"{self._four(self.year + first)}/{self._four(self.year + last)}"
        if self.year < 0:
            return f"{self._four(self.year)}/{self._four(self.year + 99)}"
        return self._four(self.year)[:2] + "XX" + self.qualifier

    @staticmethod
    def _four(year: int) -> str:
        return f"{'-' if year < 0 else ''}{abs(year):04d}"
