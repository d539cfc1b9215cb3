"""Growth of trade from year to year; the first fall or rise since a year, the highest and the lowest since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yalu.analysis.trade import Amount, Book
from yalu.model import WORLD, Flow


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """From one year to the next; None where a year is missing."""

    year: int
    before: float | None
    value: float | None
    growth: float | None
    """value / before - 1."""
    ids: tuple[str, ...]


def list_years(book: Book, series: str, of: str, with_: str, flow: Flow) -> dict[int, Amount]:
    """Give the trade of every year that a series knows; `with_` WLD for all partners."""
    values = {}
    for period in book.periods(series):
        amount = book.whole(series, period, of, flow) if with_ == WORLD else book.trade(series, period, of, with_, flow)
        if amount and amount.ids and len(period) == 4:
            values[int(period)] = amount
    return values


def measure_changes(book: Book, series: str, of: str, with_: str, flow: Flow) -> tuple[Change, ...]:
    """Give the change of every year between the first and the last of a series; `with_` WLD for all partners."""
    values = list_years(book, series, of, with_, flow)
    if len(values) < 2:
        return ()
    changes = []
    for year in range(min(values) + 1, max(values) + 1):
        before, now = values.get(year - 1), values.get(year)
        growth = now.value / before.value - 1 if before and now and before.value else None
        ids = tuple(name for one in (before, now) if one for name in one.ids)
        changes.append(
            Change(
                year=year,
                before=before.value if before else None,
                value=now.value if now else None,
                growth=growth,
                ids=ids,
            )
        )
    return tuple(changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstFall:
    """Whether a year brought a fall (or a rise), and when the one before was."""

    year: int
    rise: bool
    """Whether rises are looked for."""
    fell: bool | None
    """Whether the year brought it; None where the change of the year is not known."""
    growth: float | None
    last: int | None
    """The last year before that brought one, as far as the series tells."""
    start: int
    """First year whose change is known."""
    gaps: tuple[int, ...]
    """Years in between whose change is not known: one may hide there."""
    ids: tuple[str, ...]

    def verdict(self, since: int | None = None) -> str:
        """Say in words whether it was the first, `since` the year that a text names."""
        what = "rise" if self.rise else "fall"
        if self.fell is None:
            return f"the change of {self.year} is not known"
        change = f"{100 * (self.growth or 0):+.1f} %"
        if not self.fell:
            return f"no {what} in {self.year}: {change}"
        last = f"the last {what} before it was in {self.last}"
        begins = (
            f"since {self.start}, where the series begins"
            if self.start < self.year
            else "is known: the series begins there"
        )
        known = f"no {what} before it {begins}" if self.last is None else last
        hidden = f"; the changes of {', '.join(map(str, self.gaps))} are not known" if self.gaps else ""
        claimed = _claim(since, self.last, self.start)
        return f"a {what} of {change} in {self.year}; {known}{claimed}{hidden}"


def find_first_fall(
    changes: Sequence[Change], year: int, *, since: int | None = None, rise: bool = False
) -> FirstFall | None:  # fmt: skip
    """Say whether `year` brought a fall, or a rise, and when the last one was; None where the series does not reach the year.

    Looks back to `since`, or else to the first year of the series.
    """
    known = {one.year: one for one in changes}
    if year not in known:
        return None
    sign = 1 if rise else -1
    earlier = [one for one in changes if one.year < year and (since is None or one.year >= since)]
    turns = [one for one in earlier if one.growth is not None and sign * one.growth > 0]
    last = max((one.year for one in turns), default=None)
    begin = last if last is not None else min((one.year for one in earlier), default=year)
    gaps = tuple(one.year for one in earlier if one.growth is None and one.year >= begin)
    growth = known[year].growth
    start = min((one.year for one in changes if one.growth is not None), default=year)
    rests = [*known[year].ids, *(name for one in turns if one.year == last for name in one.ids)]
    return FirstFall(
        year=year, rise=rise, fell=None if growth is None else sign * growth > 0, growth=growth, last=last, start=start, gaps=gaps,
        ids=tuple(dict.fromkeys(rests)),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Extreme:
    """Whether a year was the highest, or the lowest, since another."""

    year: int
    high: bool
    value: float
    rival: int | None
    """The last year before whose value was at least as high, or as low."""
    start: int
    """First year of the series."""
    gaps: tuple[int, ...]
    """Years in between that are not known."""
    ids: tuple[str, ...]

    def verdict(self, since: int | None = None) -> str:
        """Say in words since when it was the highest or lowest, `since` the year that a text names."""
        what = "highest" if self.high else "lowest"
        last = (
            f"{what} since {self.rival}"
            if self.rival is not None
            else f"{what} since {self.start}, where the series begins"
        )
        claimed = _claim(since, self.rival, self.start)
        hidden = f"; {', '.join(map(str, self.gaps))} are not known" if self.gaps else ""
        return f"{self.year} was the {last}{claimed}{hidden}"


def find_extreme(values: Mapping[int, tuple[float, tuple[str, ...]]], year: int, *, high: bool) -> Extreme | None:
    """Say since when a year was the highest or lowest of a series, `values` (value, row ids) by year; None for no such year."""
    if year not in values:
        return None
    value, ids = values[year]
    earlier = sorted((one for one in values if one < year), reverse=True)
    rival = next((one for one in earlier if (values[one][0] >= value if high else values[one][0] <= value)), None)
    begin = rival if rival is not None else min(values)
    gaps = tuple(one for one in range(begin + 1, year) if one not in values)
    rests = (*ids, *(values[rival][1] if rival is not None else ()))
    return Extreme(
        year=year, high=high, value=value, rival=rival, start=min(values), gaps=gaps, ids=tuple(dict.fromkeys(rests))
    )


def _claim(since: int | None, last: int | None, start: int) -> str:
    """Say whether the year a text names is the one the series has; nothing where the series begins later."""
    if since is None or (last is None and since < start):
        return ""
    return ", as the text says" if since == last else f" (the text says {since})"
