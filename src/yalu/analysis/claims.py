"""The register of claims: on each theme who holds what, about whom, and who holds the opposite (law 7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from yalu.lexicon.themes import Theme, load_themes
from yalu.model import Claim, name_holder

_UNDATED = "9999"
"""Sorts after every date."""
_OTHER = {"high": "low", "low": "high"}


class Written(Protocol):
    """What is needed of an article: who wrote it and when."""

    @property
    def authors(self) -> tuple[str, ...]:
        """The names of its authors."""

    @property
    def published(self) -> str | None:
        """When it was published, EDTF."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A claim with who holds it and when it was written."""

    claim: Claim
    who: str
    """The article's authors, or whoever they report."""
    reported: bool
    written: str | None
    pole: str
    """high, low or unclear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two positions that seem to contradict: a proposal to look, never a finding."""

    about: tuple[str, ...]
    first: Position
    second: Position
    reasons: tuple[str, ...]
    """Why they seem to, and what may reconcile them."""

    @property
    def ids(self) -> tuple[str, ...]:
        """The statements it rests on."""
        return (self.first.claim.id, self.second.claim.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is held on a theme about one actor or dyad, in order of publication."""

    codes: tuple[str, ...]
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeRegister:
    """All claims on one theme."""

    theme: str
    name: str
    definition: str
    high: str
    low: str
    positions: tuple[Position, ...]
    """In order of publication; undated ones last."""
    subjects: tuple[Subject, ...]
    """The same by actor or dyad, those with most positions first."""
    contradictions: tuple[Contradiction, ...]
    """Pairs that seem to contradict, the those with the fewest ways to reconcile them first."""
    opposed: tuple[tuple[str, ...], ...]
    """Sets of codes about which both poles are held."""

    def at(self, pole: str) -> tuple[Position, ...]:
        """Give the positions at one pole."""
        return tuple(one for one in self.positions if one.pole == pole)

    @property
    def ids(self) -> tuple[str, ...]:
        """The statements it rests on."""
        return tuple(one.claim.id for one in self.positions)


@dataclass(frozen=True, slots=True)
class Register:
    """Themes, those with most claims first."""

    themes: tuple[ThemeRegister, ...]


def register_claims(claims: Iterable[Claim], articles: Mapping[str, Written] | None = None) -> Register:
    """Enter claims by theme; `articles` by id give authors and dates."""
    themes = {theme.id: theme for theme in load_themes().entries}
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.theme, []).append(claim)
    entries = [_enter(name, found, themes.get(name), articles or {}) for name, found in groups.items()]
    return Register(tuple(sorted(entries, key=lambda one: (-len(one.positions), one.name))))


def name_theme(theme: str) -> str:
    """Give the name of a theme by its id."""
    return next((one.name for one in load_themes().entries if one.id == theme), theme)


def _enter(name: str, claims: list[Claim], theme: Theme | None, articles: Mapping[str, Written]) -> ThemeRegister:
    held = [_position(claim, theme, articles.get(claim.article)) for claim in claims]
    positions = tuple(sorted(held, key=lambda one: (one.written or _UNDATED, one.claim.article, one.claim.span)))
    subjects = _by_subject(positions)
    return ThemeRegister(
        theme=name,
        name=theme.name if theme else name,
        definition=theme.definition if theme else "",
        high=theme.high if theme else "",
        low=theme.low if theme else "",
        positions=positions,
        subjects=subjects,
        contradictions=_contradictions(subjects),
        opposed=_opposed(positions),
    )


def _position(claim: Claim, theme: Theme | None, article: Written | None) -> Position:
    authors = " and ".join(article.authors) if article and article.authors else "the author"
    poles = {theme.high: "high", theme.low: "low"} if theme else {}
    return Position(
        claim=claim,
        who=name_holder(claim.holders) if claim.holders else authors,
        reported=bool(claim.holders),
        written=article.published if article else None,
        pole=poles.get(claim.stance, "unclear"),
    )


def _by_subject(positions: tuple[Position, ...]) -> tuple[Subject, ...]:
    groups: dict[tuple[str, ...], list[Position]] = {}
    for one in positions:
        groups.setdefault(_about(one), []).append(one)
    subjects = [Subject(codes=codes, positions=tuple(held)) for codes, held in groups.items()]
    return tuple(sorted(subjects, key=lambda one: (-len(one.positions), one.codes)))


def _about(position: Position) -> tuple[str, ...]:
    return tuple(sorted({actor.code for actor in position.claim.about}))


def _contradictions(subjects: tuple[Subject, ...]) -> tuple[Contradiction, ...]:
    """Set each position against the latest one before it at the other pole, about the same actor or dyad."""
    found: list[Contradiction] = []
    for subject in subjects:
        latest: dict[str, Position] = {}
        for one in subject.positions if subject.codes else ():
            other = latest.get(_OTHER.get(one.pole, ""))
            if other:
                found.append(_contradiction(subject.codes, other, one))
            latest[one.pole] = one
    return tuple(sorted(found, key=lambda one: len(one.reasons)))


def _contradiction(codes: tuple[str, ...], first: Position, second: Position) -> Contradiction:
    poles = f"{first.claim.stance} against {second.claim.stance}"
    return Contradiction(about=codes, first=first, second=second, reasons=(poles, *_reconciling(first, second)))


def _reconciling(first: Position, second: Position) -> Iterator[str]:
    """Give what may make both true: another time, a hedge, a change of mind."""
    for one in (first, second):
        if one.claim.certainty in ("hedged", "conditional", "future"):
            yield f"{one.who} is not sure: {one.claim.certainty}"
    years = [one.written[:4] for one in (first, second) if one.written]
    if len(years) == 2 and years[0] != years[1]:
        yield f"written in {years[0]} and {years[1]}"
    if first.who == second.who:
        yield f"both on the word of {first.who}"


def _opposed(positions: tuple[Position, ...]) -> tuple[tuple[str, ...], ...]:
    poles: dict[tuple[str, ...], set[str]] = {}
    for one in positions:
        about = _about(one)
        if about and one.pole != "unclear":
            poles.setdefault(about, set()).add(one.pole)
    return tuple(about for about, found in poles.items() if len(found) > 1)
