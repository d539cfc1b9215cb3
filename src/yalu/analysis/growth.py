"""Growth of trade from year to year, and sentences such as "the first decline since 2009"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yalu.analysis.trade import Book
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


def measure_changes(book: Book, series: str, of: str, with_: str, flow: Flow) -> tuple[Change, ...]:
    """Give the change of every year between the first and the last of a series; `with_` WLD for all partners."""
    values = {}
    for period in book.periods(series):
        amount = book.whole(series, period, of, flow) if with_ == WORLD else book.trade(series, period, of, with_, flow)
        if amount and amount.ids and len(period) == 4:
            values[int(period)] = amount
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
    """Whether a year brought a fall, and when the one before was."""

    year: int
    fell: bool | None
    """None where the change of the year is not known."""
    growth: float | None
    last: int | None
    """The last year before that brought a fall, as far as the series tells."""
    gaps: tuple[int, ...]
    """Years in between whose change is not known: a fall may hide there."""
    ids: tuple[str, ...]

    def verdict(self, since: int | None = None) -> str:
        """Say in words whether it was the first fall, `since` the year that a text names."""
        if self.fell is None:
            return f"the change of {self.year} is not known"
        change = f"{100 * (self.growth or 0):+.1f} %"
        if not self.fell:
            return f"no fall in {self.year}: {change}"
        last = f"the last fall before it was in {self.last}"
        known = "no fall before it is known" if self.last is None else last
        hidden = f"; the changes of {', '.join(map(str, self.gaps))} are not known" if self.gaps else ""
        claimed = ", as the text says" if since is not None and since == self.last else ""
        return f"a fall of {change} in {self.year}; {known}{claimed}{hidden}"


def find_first_fall(changes: Sequence[Change], year: int, *, since: int | None = None) -> FirstFall | None:
    """Say whether `year` brought a fall and when the last one was; None where the series does not reach the year.

    Looks back to `since`, or else to the first year of the series.
    """
    known = {one.year: one for one in changes}
    if year not in known:
        return None
    earlier = [one for one in changes if one.year < year and (since is None or one.year >= since)]
    falls = [one for one in earlier if one.growth is not None and one.growth < 0]
    last = max((one.year for one in falls), default=None)
    begin = last if last is not None else min((one.year for one in earlier), default=year)
    gaps = tuple(one.year for one in earlier if one.growth is None and one.year >= begin)
    growth = known[year].growth
    rests = [*known[year].ids, *(name for one in falls if one.year == last for name in one.ids)]
    return FirstFall(
        year=year, fell=None if growth is None else growth < 0, growth=growth, last=last, gaps=gaps,
        ids=tuple(dict.fromkeys(rests)),
    )  # fmt: skip
