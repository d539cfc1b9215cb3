"""The register of claims: on each theme who holds what, about whom, and who holds the opposite (law 7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from yalu.lexicon.themes import Theme, load_themes
from yalu.model import Article, Claim, name_holder


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
class ThemeRegister:
    """All claims on one theme."""

    theme: str
    name: str
    definition: str
    high: str
    low: str
    positions: tuple[Position, ...]
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


def register_claims(claims: Iterable[Claim], articles: Mapping[str, Article] | None = None) -> Register:
    """Enter claims by theme; `articles` by id give authors and dates."""
    themes = {theme.id: theme for theme in load_themes().entries}
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.theme, []).append(claim)
    entries = [_enter(name, found, themes.get(name), articles or {}) for name, found in groups.items()]
    return Register(tuple(sorted(entries, key=lambda one: (-len(one.positions), one.name))))


def _enter(name: str, claims: list[Claim], theme: Theme | None, articles: Mapping[str, Article]) -> ThemeRegister:
    positions = tuple(_position(claim, theme, articles.get(claim.article)) for claim in claims)
    return ThemeRegister(
        theme=name,
        name=theme.name if theme else name,
        definition=theme.definition if theme else "",
        high=theme.high if theme else "",
        low=theme.low if theme else "",
        positions=positions,
        opposed=_opposed(positions),
    )


def _position(claim: Claim, theme: Theme | None, article: Article | None) -> Position:
    authors = " and ".join(article.authors) if article and article.authors else "the author"
    poles = {theme.high: "high", theme.low: "low"} if theme else {}
    return Position(
        claim=claim,
        who=name_holder(claim.holders) if claim.holders else authors,
        reported=bool(claim.holders),
        written=article.published if article else None,
        pole=poles.get(claim.stance, "unclear"),
    )


def _opposed(positions: tuple[Position, ...]) -> tuple[tuple[str, ...], ...]:
    poles: dict[tuple[str, ...], set[str]] = {}
    for one in positions:
        about = tuple(sorted({actor.code for actor in one.claim.about}))
        if about and one.pole != "unclear":
            poles.setdefault(about, set()).add(one.pole)
    return tuple(about for about, found in poles.items() if len(found) > 1)
