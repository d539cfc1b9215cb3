"""Figures of the texts beside the data: which series, year and denominator makes a figure true. Never a single stamp."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from yalu.analysis.bases import Named
from yalu.analysis.meaning import Meaning, mean
from yalu.analysis.readings import Reading, Verdict, list_readings
from yalu.analysis.suspects import find_suspects
from yalu.analysis.tolerance import Said, read_range
from yalu.analysis.trade import Book
from yalu.model import Figure, bounds_of

_FALLS: Final = "fall_by"
_TOLD: Final = 3
"""Readings of a kind that a verdict in words names."""
_OLD: Final = 5
"""Years before an article from which a number is old for a figure that names no time: Yalu's convention."""
_ORDER: Final[Mapping[Verdict, int]] = {"matches": 0, "nearly": 1, "differs": 2, "not comparable": 3}
_SURE: Final[Mapping[str, str]] = {
    "negated": "The text denies it.", "conditional": "The text says it of a case that is not given.",
    "future": "The text says it of the future.",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """A figure with every reading the loaded series allow, the nearest first."""

    figure: Figure
    said: Said
    readings: tuple[Reading, ...]
    parts: tuple[str, ...]
    """The verdict, sentence by sentence."""

    @property
    def verdict(self) -> str:
        """What makes the figure true, what nearly, what others say, in words."""
        return " ".join(self.parts)

    def at(self, verdict: Verdict) -> tuple[Reading, ...]:
        """Give the readings of one verdict."""
        return tuple(one for one in self.readings if one.verdict == verdict)

    @property
    def ids(self) -> tuple[str, ...]:
        """The rows it rests on."""
        return tuple(dict.fromkeys(name for one in self.readings for name in one.ids))


def reconcile(
    figure: Figure, book: Book, *, written: str | None = None, named: Sequence[Named] = (), near: Sequence[str] = (),
    odd: Mapping[str, str] | None = None,
) -> Reconciliation | None:  # fmt: skip
    """Set a figure of trade beside all series it could mean; None where it is none, or no series tells of its states.

    `written` is the day of the article (EDTF): numbers of later years and editions are listed and marked. A share
    without a year is compared with every year before. `named` are the states of its sentence, `near` codes the article
    names, for a figure that names only one side; `odd` are the reasons of suspicious rows by id, when they are known already.
    """
    said = read_range(figure)
    meaning = mean(figure, book, named=named, near=near)
    if said is None or meaning is None or not any(one.of in book.states for one in meaning.pairs):
        return None
    if meaning.kind in ("growth", "difference") and figure.change == _FALLS:
        said = said.turned()
    if meaning.kind == "balance":
        said = _signed(figure, said)
    if meaning.apart:
        verdict = (
            f"The figure is {meaning.apart}; the loaded series tell of all goods together, so none is set beside it."
        )
        return Reconciliation(figure=figure, said=said, readings=(), parts=(verdict,))
    if odd is None:
        odd = {one.row: one.why for one in find_suspects(book)}
    found = list_readings(book, meaning, said, figure.currency)
    readings = [_caution(one, figure, meaning, written, book, odd) for one in found]
    guessed = {one.partner for one in meaning.pairs if one.caution} | {one.of for one in meaning.pairs if one.caution}
    told = [one for one in readings if one.verdict != "differs" or not _is_guess(one, guessed)]
    if not told:
        return None  # nothing speaks of it but what the article names elsewhere, and that does not fit
    ranked = sorted(readings, key=_rank)
    return Reconciliation(figure=figure, said=said, readings=tuple(ranked), parts=tell(figure, ranked))


def _is_guess(one: Reading, guessed: set[str]) -> bool:
    """Say whether a reading is of a state that the sentence does not name."""
    return any(caution.partition(" is ")[0] in guessed for caution in one.cautions)


def _rank(one: Reading) -> tuple[int, bool, bool, float]:
    return _ORDER[one.verdict], not one.in_time, bool(one.cautions), one.distance


def _signed(figure: Figure, said: Said) -> Said:
    """Give a deficit its sign; words that tell neither deficit nor surplus leave it as it is."""
    text = f"{figure.measure_text} {figure.quote}".lower()
    return said.turned() if "deficit" in text and "surplus" not in text else said


def _caution(
    one: Reading, figure: Figure, meaning: Meaning, written: str | None, book: Book, odd: Mapping[str, str]
) -> Reading:  # fmt: skip
    """Mark what keeps a reading from being what the text means."""
    day = bounds_of(written).latest if written else None
    notes = list(one.cautions)
    # "up from 22 per cent in 2016": what a figure rose from may be of any time before.
    early = meaning.first is not None and one.year < meaning.first and figure.change != "from"
    if early or (meaning.last is not None and one.year > meaning.last):
        notes.append(f"the text speaks of {figure.date.text if figure.date else meaning.when}")
    if day and not meaning.when:
        notes += [f"printed after the text, which is of {written}"] if one.year >= day.year else []
        notes += [f"{day.year - one.year} years before the text"] if one.year < day.year - _OLD else []
    notes += [f"odd row: {odd[name]}" for name in one.ids if name in odd]
    notes += [f"left out by {book.left_out[name].by}" for name in one.ids if name in book.left_out]
    return replace(one, cautions=tuple(dict.fromkeys(notes)))


def tell(figure: Figure, readings: Iterable[Reading]) -> tuple[str, ...]:
    """Say in words which readings make a figure true, which nearly, and what others say of the same year."""
    held = list(readings)
    fits = [one for one in held if one.in_time]
    true, near, apart = (
        [one for one in fits if one.verdict == name] for name in ("matches", "nearly", "not comparable")
    )
    parts = [_SURE[figure.certainty]] if figure.certainty in _SURE else []
    parts += [f"True of {one.words}." for one in true[:_TOLD]]
    if len(true) > _TOLD:
        parts.append(f"{len(true) - _TOLD} further readings match.")
    parts += [f"Nearly true of {one.words}." for one in near[: _TOLD if not true else 1]]
    parts += [f"Not by {one.words}." for one in _against(fits, true or near)]
    parts += [f"Not comparable: {one.words}." for one in apart[:1]]
    late = [one for one in held if not one.in_time and one.verdict == "matches"]
    if late and not true:
        parts.append(f"The number fits, the time does not: {late[0].words}.")
    return tuple(parts) or (_nothing(figure, held),)


def _against(fits: Sequence[Reading], told: Sequence[Reading]) -> list[Reading]:
    """Give readings that differ, of the same years and sides, one of each series that does not match."""
    years, sides = {one.year for one in told[:_TOLD]}, {frozenset((one.of, one.partner)) for one in told[:_TOLD]}
    known = {one.series for one in told[:_TOLD]}
    found: dict[str, Reading] = {}
    for one in fits:
        same = not told or (one.year in years and frozenset((one.of, one.partner)) in sides)
        if one.verdict == "differs" and same and one.series not in known:
            found.setdefault(one.series if told else one.series + str(one.year), one)
    return list(found.values())[:_TOLD]


def _nothing(figure: Figure, held: Sequence[Reading]) -> str:
    first, last = bounds_of(figure.date.edtf) if figure.date and figure.date.edtf else (None, None)
    years = {one.year for one in (first, last) if one}
    near = min(held, key=lambda one: (one.year not in years, one.verdict == "not comparable", one.distance))
    return f"No series tells of {figure.raw} for the time of the text. Nearest: {near.words}."
