"""The site of one archive: the archive, the names of its actors, the journal's identity, the templates."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlencode

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from yalu import __version__
from yalu.actors import Gazetteer, load_gazetteer
from yalu.archive import Archive, HeldArchive, hold_file, open_file
from yalu.errors import ArchiveError
from yalu.publish.dating import say_date
from yalu.publish.identity import Identity, make_identity
from yalu.publish.wording import Words
from yalu.settings import Settings
from yalu.store import Likes, Reads, open_likes

T = TypeVar("T")
_MOST_KEPT = 64
"""Sums that are kept at a time: a reading as of a day has its own."""
_HERE = re.compile(r'(?<! data-now) href="(/(?!static/|openapi|/)[^"#]*)(#[^"]*)?"')
"""Links to pages of the site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """What the masthead says."""

    title: str
    tagline: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A state of the archive: the number of its last change, and the day it was last read or coded."""

    number: int
    day: str

    @property
    def words(self) -> str:
        """The state as a citation names it."""
        return f"Archive version {self.number}" + (f" of {say_date(self.day)}" if self.day else "")


@dataclass(slots=True)
class Site:
    """Everything a page needs; safe for several threads."""

    archive: Archive
    gazetteer: Gazetteer
    words: Words
    settings: Settings
    templates: Environment
    likes: Likes | None = None
    """None where the archive's folder cannot be written."""
    static: bool = False
    """True for a copy as files: nothing is offered that needs a server."""
    frozen: int | None = None
    """The change number a copy is made of: what is kept is not made anew while it is drawn."""
    masthead: tuple[Journal, Edition] | None = None
    """What stands on every page of a copy, read once for all of them."""
    searchable: bool = True
    review: bool = False
    """Whether statements may be decided on here."""
    identity: Identity = field(default_factory=lambda: make_identity(Settings()))
    _kept: OrderedDict[str, tuple[int, Any, Reads]] = field(default_factory=OrderedDict)

    @property
    def journal(self) -> Journal:
        """The masthead: as set, else the publication that most articles name."""
        return self.masthead[0] if self.masthead else self.keep("journal", self._read_journal)

    def _read_journal(self) -> Journal:
        view = self.archive.view
        named = next((name for name, _ in view.publications() if name), "") or "Yalu"
        return Journal(
            title=self.settings.title or named, tagline=self.settings.tagline, articles=view.count_articles()
        )

    def keep(self, name: str, make: Callable[[], T]) -> T:
        """Give what costs a walk through the whole archive: made once, and again when the archive has changed."""
        number = self.archive.view.change_number() if self.frozen is None else self.frozen
        found = self._kept.get(name)
        if found is None or found[0] != number:
            found = self._kept[name] = (number, *self._noted(make))
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(name)
            if isinstance(self.archive, HeldArchive):
                self.archive.held.note(*found[2])
        kept: T = found[1]
        return kept

    def _noted(self, make: Callable[[], T]) -> tuple[T, Reads]:
        """Make something with the reads it takes, which are those of every page it is given to."""
        if not isinstance(self.archive, HeldArchive):
            return make(), {}
        with self.archive.held.noting() as reads:
            made = make()
        return made, reads

    @property
    def edition(self) -> Edition:
        """The state of the archive that is shown."""
        return self.masthead[1] if self.masthead else self.keep("edition", self._read_edition)

    @property
    def cited_edition(self) -> str:
        """The state as a citation names it; nothing in a copy as files, whose pages stay as they are when others change."""
        return "" if self.static else self.edition.words

    def _read_edition(self) -> Edition:
        runs = self.archive.view.runs()
        day = max((run.ended or run.started for run in runs), default="")[:10]
        return Edition(number=self.archive.view.change_number(), day=day)

    def stamp(self) -> str:
        """Give a text that changes with the archive and with Yalu."""
        liked = self.likes.total() if self.likes else 0
        return f"{__version__} {self.archive.view.change_number()} {liked}"

    def render(self, template: str, request: Request, context: Any) -> str:
        """Fill a template: `it` is the page's context."""
        known: dict[str, Any] = {"it": context, "journal": self.journal, "words": self.words, "path": request.url.path}
        query = request.url.query
        known |= {"static": self.static, "searchable": self.searchable, "review": self.review}
        base = (self.settings.base_url or str(request.base_url)).rstrip("/")
        params = dict(request.query_params)
        then = params.get("written_before", "")
        rest = urlencode({name: value for name, value in params.items() if name != "written_before"})
        known |= {"edition": self.edition, "then": then, "now": f"{request.url.path}{'?' if rest else ''}{rest}"}
        text = self.templates.get_template(template).render(
            **known, query=f"?{query}" if query else "", base=base, params=params
        )
        return _stay_then(text, then) if then else text

    @property
    def held(self) -> HeldArchive:
        """The archive of a copy as files."""
        assert isinstance(self.archive, HeldArchive)
        return self.archive

    def own_files(self) -> Iterator[tuple[str, bytes]]:
        """Give the files of the journal's own looks with their names under /static."""
        yield "identity.css", self.identity.css.encode()
        if self.identity.logo:
            yield self.identity.logo, self.identity.picture

    def close(self) -> None:
        """Close the archive."""
        self.archive.close()
        if self.likes:
            self.likes.close()


def _stay_then(html: str, written_before: str) -> str:
    """Let the links of a page that is read as of a day lead on as of that day, but for the one that leads out of it."""
    then = escape(urlencode({"written_before": written_before}))

    def replaced(match: re.Match[str]) -> str:
        path, fragment = match[1], match[2] or ""
        if "written_before=" in path:
            return match[0]
        return f' href="{path}{"&amp;" if "?" in path else "?"}{then}{fragment}"'

    return _HERE.sub(replaced, html)


def open_site(archive: str, settings: Settings) -> Site:
    """Open an archive for the site; raise ArchiveError."""
    opened = open_file(archive, busy_seconds=settings.busy_seconds, query_seconds=settings.query_seconds)
    site = _furnish(opened, load_gazetteer(), replace(settings, archive=archive))
    return replace(site, likes=_likes_beside(opened.path))


def open_copy(archive: str, settings: Settings, *, searchable: bool) -> Site:
    """Open an archive for a copy of its site as files, as it stands now; raise ArchiveError."""
    gazetteer = load_gazetteer()
    opened = hold_file(archive, gazetteer=gazetteer, busy_seconds=settings.busy_seconds)
    site = replace(
        _furnish(opened, gazetteer, replace(settings, archive=archive)), static=True, searchable=searchable,
        frozen=opened.view.change_number(),
    )  # fmt: skip
    return replace(site, masthead=(site.journal, site.edition))


def _furnish(opened: Archive, gazetteer: Gazetteer, settings: Settings) -> Site:
    words = Words(gazetteer)
    identity = make_identity(settings)
    templates = make_templates(words)
    templates.globals["identity"] = identity
    templates.globals["identity_mark"] = sha256(identity.css.encode() + identity.picture).hexdigest()[:10]
    return Site(opened, gazetteer, words, settings, templates, identity=identity)


def _likes_beside(archive: Path) -> Likes | None:
    try:
        return open_likes(archive)
    except ArchiveError:
        return None


def make_templates(words: Words) -> Environment:
    """Load the templates; everything is escaped and an unknown name is an error."""
    environment = Environment(
        loader=PackageLoader("yalu.publish", "templates"), autoescape=select_autoescape(default=True),
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip
    environment.globals["asset"] = {
        name: f"/static/{name}?{_hash(name)}"
        for name in ("site.css", "site.js", "theme.js", "review.js", "search.js", "icon.svg")
    }
    environment.globals["name"] = words.name
    environment.filters["date"] = say_date
    environment.globals["version"] = __version__
    return environment


def _hash(name: str) -> str:
    return sha256((files("yalu.publish") / "static" / name).read_bytes()).hexdigest()[:10]
