"""From what a person asks, in names and words, to filters of the store: names become ids, years become dates.

A name that nobody bears raises NotFound with the names near it, so that an empty answer always means "nothing said".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TypedDict, cast

from yalu.actors import Gazetteer, load_gazetteer
from yalu.errors import DateError, NotFound, QueryError
from yalu.lexicon.themes import load_themes
from yalu.model import Certainty, Kind, bounds_of, key_of
from yalu.store import StatementFilter, View


class Narrowing(TypedDict, total=False):
    """What every listing of statements can be narrowed by; None and absent are the same."""

    article: str | None
    """Id or slug."""
    actor: str | None
    """In any role but that of the holder: a code, an id or a name."""
    with_: str | None
    """A second actor in the same statement."""
    year: str | None
    """2013, 2013..2017, ..2017, 2013.. or any EDTF date: when what is told may have been."""
    holder: str | None
    """"author", or anybody in the chain."""
    certainty: Certainty | None
    author: str | None
    category: str | None
    written_before: str | None
    """EDTF: only articles that were surely published before."""


class Asked(Narrowing, total=False):
    """A whole question about statements."""

    kind: Kind | Sequence[Kind] | None
    about: str | Sequence[str] | None
    """Actors that a figure or claim is about; all of them."""
    parties: Sequence[str] | None
    """Actors that are parties of an agreement; all of them."""
    to: str | None
    """Who is acted upon; with `by` the direction of a dyad."""
    by: str | None
    theme: str | None
    measure: str | None
    event_type: str | None
    agreement: str | None
    """Key of an agreement: the same for all its wordings."""
    quad: int | None
    happened: bool | None
    ids: Sequence[str] | None


class Finding(TypedDict, total=False):
    """What a search can be narrowed by; None and absent are the same."""

    actor: str | None
    year: str | None
    author: str | None
    category: str | None
    kind: str | None
    """Only articles with a statement of this kind."""
    source: str | None
    """Name of the file that was read."""
    written_before: str | None


@dataclass(slots=True)
class Asker:
    """Understands names against one archive; loads the gazetteer only for a name that is no code in use."""

    view: View
    _gazetteer: Gazetteer | None = field(default=None)
    _measures: tuple[int, list[tuple[str | None, str | None]]] | None = field(default=None)
    """What figures measure, as of a change of the archive."""

    @property
    def gazetteer(self) -> Gazetteer:
        """All actors and their names."""
        if self._gazetteer is None:
            self._gazetteer = load_gazetteer()
        return self._gazetteer

    def actor(self, text: str) -> str:
        """Give the id of an actor by code, id or name; raise NotFound with names near it."""
        code = text.strip().upper()
        if code.isalpha() and self.view.takes_part(code):
            return code
        found = self.gazetteer.resolve(text)
        if found:
            return found.id
        raise _unknown("actor", text, self.gazetteer.suggest(text))

    def actors(self, given: str | Sequence[str]) -> tuple[str, ...]:
        """Give the ids of actors, in a list or joined by commas."""
        names = given.split(",") if isinstance(given, str) else given
        return tuple(dict.fromkeys(self.actor(name) for name in names if name.strip()))

    def holder(self, text: str) -> str:
        """Give who "holder" means: the author, an actor's id, or the words as they stand."""
        if text.lower() == "author":
            return "author"
        found = self.gazetteer.resolve(text)
        return found.id if found else text

    def theme(self, text: str) -> str:
        """Give the id of a theme by id or name; raise NotFound."""
        themes = load_themes().entries
        found = [one.id for one in themes if key_of(text) in (key_of(one.id), key_of(one.name))]
        if not found:
            raise NotFound(f"no theme {text!r}", remedy=f"Themes: {', '.join(one.id for one in themes)}.")
        return found[0]

    def author(self, text: str) -> str:
        """Give an author of the archive by name or slug, in any case; raise NotFound."""
        if self.view.name_at("authors", text):
            return text
        return _named("author", text, [(one.name, one.slug) for one in self.view.authors()])

    def category(self, text: str) -> str:
        """Give a category of the archive by name or slug, in any case; raise NotFound."""
        if self.view.name_at("categories", text):
            return text
        return _named("category", text, [(one.name, one.slug) for one in self.view.categories()])

    def understand(self, asked: Asked) -> StatementFilter:
        """Turn a question into a filter; raise NotFound for a name and QueryError for a date."""
        ask = cast("Asked", {name: value for name, value in asked.items() if value not in (None, "", ())})
        article, theme, year = ask.get("article"), ask.get("theme"), ask.get("year")
        earliest, latest = parse_period(year) if year else (None, None)
        holder, author, category = ask.get("holder"), ask.get("author"), ask.get("category")
        return StatementFilter(
            kinds=kinds_of(ask.get("kind")),
            article=self.view.article(article).id if article else None,
            holder=self.holder(holder) if holder else None,
            theme=self.theme(theme) if theme else None,
            author=self.author(author) if author else None,
            category=self.category(category) if category else None,
            earliest=earliest,
            latest=latest,
            certainty=ask.get("certainty"),
            agreement=ask.get("agreement"),
            event_type=(ask.get("event_type") or "").upper() or None,
            quad=ask.get("quad"),
            happened=ask.get("happened"),
            written_before=ask.get("written_before"),
            ids=tuple(ask["ids"] or ()) if "ids" in ask else None,
            **self._who(ask),  # type: ignore[arg-type]  # names of the filter
        )

    def _who(self, ask: Asked) -> dict[str, object]:
        """Give the parts of the filter that name actors and measures."""
        actor, with_, measure = ask.get("actor"), ask.get("with_"), ask.get("measure")
        return {
            "actor": self.actor(actor) if actor else None,
            "involved": (self.actor(with_),) if with_ else (),
            "actors": self.actors(ask.get("by") or ()),
            "recipients": self.actors(ask.get("to") or ()),
            "concerned": self.actors(ask.get("about") or ()),
            "parties": self.actors(ask.get("parties") or ()),
            "measured": self._measured(measure) if measure else None,
        }

    def _measured(self, text: str) -> tuple[tuple[str | None, str | None], ...]:
        words, now = key_of(text), self.view.change_number()
        if self._measures is None or self._measures[0] != now:
            self._measures = (now, self.view.measures())
        return tuple(one for one in self._measures[1] if words in key_of(f"{one[0]} {one[1]}"))


def parse_period(text: str) -> tuple[str | None, str | None]:
    """Read 2013, 2013..2017, ..2017, 2013.. or any EDTF date as (earliest, latest); raise QueryError."""
    first, dots, last = text.strip().partition("..")
    if not dots or "/" in text:
        first = last = text.strip()
    for part in filter(None, (first, last)):
        try:
            bounds_of(part)
        except DateError as error:
            remedy = "Write 2013, 2013..2017, 2013.., ..2017, or a date as 187X or 2013-12."
            raise QueryError(f"{text!r} is no year or period", remedy=remedy) from error
    if not (first or last):
        raise QueryError(f"{text!r} is no year or period", remedy="Write 2013, 2013..2017, 2013.. or ..2017.")
    return first or None, last or None


def kinds_of(kind: Kind | Sequence[Kind] | None) -> tuple[Kind, ...]:
    """Give the kinds that are asked for; empty for all."""
    if kind is None:
        return ()
    return (kind,) if isinstance(kind, str) else tuple(kind)


def _named(what: str, text: str, known: Sequence[tuple[str, str]]) -> str:
    key = key_of(text)
    for name, slug in known:
        if key in (key_of(name), key_of(slug)):
            return slug
    by_key = {key_of(name): name for name, _ in known}
    near = [by_key[one] for one in get_close_matches(key, by_key, n=5, cutoff=0.5)]
    near += [name for name, _ in known if key and key in key_of(name) and name not in near]
    raise _unknown(what, text, near)


def _either(names: Sequence[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last


def _unknown(what: str, text: str, near: Sequence[str]) -> NotFound:
    listed = {"actor": "a code such as PRK, or a name", "author": "`yalu articles` lists all authors"}
    hint = f"Did you mean {_either(near)}?" if near else f"Give {listed.get(what, 'a name the archive has')}."
    return NotFound(f"no {what} {text!r}", remedy=hint)
